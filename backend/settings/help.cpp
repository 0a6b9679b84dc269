// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/settings/keys.h"
#include "backend/settings/settings.h"

#include <QTextStream>

namespace cs::settings {

namespace {

constexpr int kWidth = 96;
constexpr int kIndent = 28;

/// Text broken at spaces into lines of at most `width`.
QStringList wrapped(const QString &text, int width)
{
    QStringList lines{QString()};
    for (const QString &word : text.split(u' ')) {
        if (!lines.last().isEmpty() && lines.last().size() + 1 + word.size() > width)
            lines.append(QString());
        lines.last() += (lines.last().isEmpty() ? QString() : QStringLiteral(" ")) + word;
    }
    return lines;
}

void writeOption(QTextStream &out, const QString &name, const QString &argument, const QString &help)
{
    const QString left = QStringLiteral("  --") + name + (argument.isEmpty() ? QString() : QStringLiteral(" ") + argument);
    const QStringList lines = wrapped(help, kWidth - kIndent);
    const bool fits = left.size() < kIndent - 1;
    out << (fits ? left.leftJustified(kIndent) : left + u'\n' + QString(kIndent, u' ')) << lines.first() << '\n';
    for (const QString &line : lines.mid(1))
        out << QString(kIndent, u' ') << line << '\n';
}

QString helpOf(const Key &key)
{
    QString text = key.help;
    if (!key.allowed.isEmpty())
        text += QStringLiteral(" One of: %1.").arg(QString(key.allowed).replace(u' ', QStringLiteral(", ")));
    if (!key.environment.isEmpty())
        text += QStringLiteral(" Environment: %1.").arg(key.environment);
    if (!key.otherwise.isEmpty() && !key.isFlag())
        text += QStringLiteral(" Default: %1.").arg(key.otherwise);
    return text;
}

void writeComment(QTextStream &out, const QString &text)
{
    for (const QString &line : wrapped(text, 100))
        out << "# " << line << '\n';
}

void writeSection(QTextStream &out, const QString &section)
{
    out << "\n[" << section << "]\n";
    for (const Key &key : keys()) {
        if (key.section != section)
            continue;
        QString text = key.help;
        if (!key.allowed.isEmpty())
            text += QStringLiteral(" Of: %1.").arg(QString(key.allowed).replace(u' ', QStringLiteral(", ")));
        else if (key.most > 0)
            text += QStringLiteral(" From %1 to %2.").arg(key.least).arg(key.most);
        writeComment(out, text);
        out << "#" << key.name << (key.otherwise.isEmpty() ? " =" : " = ") << key.otherwise << '\n';
    }
}

} // namespace

QString helpText(const QString &usage, const QString &summary, const Grammar &grammar)
{
    QString text;
    QTextStream out(&text);
    out << "Usage: " << usage << '\n' << summary << '\n';
    if (!grammar.extra.isEmpty())
        out << "\nOptions of this command:\n";
    for (const ExtraOption &option : grammar.extra)
        writeOption(out, option.name, option.argument, option.help);
    out << "\nOptions:\n";
    for (const Key &key : keys()) {
        if (key.isOption)
            writeOption(out, key.name, key.argument, helpOf(key));
    }
    writeOption(out, QStringLiteral("help"), {}, QStringLiteral("This text."));
    writeOption(out, QStringLiteral("version"), {}, QStringLiteral("The version."));
    return text;
}

QString sampleIni()
{
    QString text;
    QTextStream out(&text);
    out << "# Countersign: configuration. An option or an environment variable wins over what is set here.\n"
           "# Copy it to countersign.ini in the data folder, and take the # from the lines that you change.\n";
    for (const char *section : {"countersign", "http", "groups", "events", "notifications", "channels", "services", "payment", "shipping", "approval"})
        writeSection(out, QString::fromLatin1(section));
    writeComment(out, QStringLiteral("Currency that the amounts below are in; orders in others are converted by [rates]."));
    out << "#base-currency = USD\n";
    writeComment(out, QStringLiteral("An order of this total and above needs that level's approval."));
    out << "#manager-from = 1000\n#finance-from = 5000\n#director-from = 10000\n\n[rates]\n";
    writeComment(out, QStringLiteral("Units of the base currency for one unit of another, at most 9 decimals. An order in a currency "
                                     "without a rate asks every level."));
    out << "#EUR = 1.0842\n\n[type-ids]\n";
    writeComment(out, QStringLiteral("The __TypeId__ header of the records about orders on a topic, where its reader is a Spring JsonDeserializer."));
    out << "#ecommerce.orders.created = com.shop.OrderCreated\n\n[kafka]\n";
    writeComment(out, QStringLiteral("Settings of librdkafka, passed on as they are. Secrets are refused here: give them in the "
                                     "environment as COUNTERSIGN_KAFKA_PASSWORD (sasl.password) and "
                                     "COUNTERSIGN_KAFKA_KEY_PASSWORD (ssl.key.password)."));
    writeComment(out, QStringLiteral("PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL."));
    out << "#security.protocol = SASL_SSL\n";
    writeComment(out, QStringLiteral("How to sign in, as the broker offers it: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512."));
    out << "#sasl.mechanism = SCRAM-SHA-512\n#sasl.username = countersign\n";
    writeComment(out, QStringLiteral("Certificates (PEM) of the authority that signed the broker's. Default: those of the system."));
    out << "#ssl.ca.location = /etc/ssl/certs/kafka-ca.pem\n";
    return text;
}

QString versionText()
{
    return QStringLiteral(COUNTERSIGN_VERSION);
}

} // namespace cs::settings
