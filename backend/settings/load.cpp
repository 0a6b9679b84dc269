// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/settings/datafolder.h"
#include "backend/settings/keys.h"
#include "backend/settings/settings.h"

#include <QDir>
#include <QFile>
#include <QUrl>

namespace cs::settings {

namespace {

struct Given
{
    QString text;
    QString where;
};
/// By the key's option name.
using GivenOptions = QHash<QString, Given>;

const ExtraOption *findExtra(const Grammar &grammar, QStringView name)
{
    for (const ExtraOption &option : grammar.extra) {
        if (option.name == name)
            return &option;
    }
    return nullptr;
}

/// One pass over the arguments: `--name value`, `--name=value`, flags, positional ones; `--` ends the options.
class CommandLine
{
public:
    CommandLine(const Grammar &grammar, Options *options, GivenOptions *given)
        : m_grammar(grammar), m_options(options), m_given(given)
    {
    }

    Status read(const QStringList &arguments)
    {
        for (m_at = 0; m_at < arguments.size(); ++m_at) {
            const QString &argument = arguments.at(m_at);
            if (argument == u"--") {
                m_options->positional += arguments.mid(m_at + 1);
                break;
            }
            if (argument.startsWith(u'-') && argument.size() > 1)
                CS_TRY(readOption(argument, arguments));
            else
                m_options->positional.append(argument);
        }
        return checkPositional();
    }

private:
    Status readOption(const QString &argument, const QStringList &arguments)
    {
        const qsizetype equals = argument.indexOf(u'=');
        const QString shown = argument.left(equals < 0 ? argument.size() : equals);
        const QString name = shown.startsWith(u"--") ? shown.mid(2) : QString();
        const Key *key = findOption(name);
        const ExtraOption *extra = findExtra(m_grammar, name);
        if (!key && !extra)
            return Error::invalid(QStringLiteral("%1 is not an option; --help lists them.").arg(shown));
        const bool isFlag = extra ? extra->argument.isEmpty() : key->isFlag();
        QString text = equals < 0 ? QString() : argument.mid(equals + 1);
        if (isFlag && equals >= 0)
            return Error::invalid(QStringLiteral("%1 takes no value.").arg(shown));
        if (!isFlag && equals < 0) {
            if (m_at + 1 >= arguments.size() || arguments.at(m_at + 1).startsWith(u"--"))
                return Error::invalid(QStringLiteral("%1 needs a value: %1 %2.").arg(shown, extra ? extra->argument : QString(key->argument)));
            text = arguments.at(++m_at);
        }
        if (extra)
            m_options->extra[name].append(text);
        else
            m_given->insert(name, {isFlag ? QStringLiteral("true") : text, shown});
        return Done{};
    }

    Status checkPositional() const
    {
        const auto count = m_options->positional.size();
        if (count > m_grammar.mostPositional)
            return Error::invalid(QStringLiteral("'%1' is not expected; --help shows the usage.").arg(m_options->positional.at(m_grammar.mostPositional)));
        if (count < m_grammar.leastPositional)
            return Error::invalid(QStringLiteral("%1 is missing; --help shows the usage.").arg(m_grammar.positionalHelp));
        return Done{};
    }

    const Grammar &m_grammar;
    Options *m_options;
    GivenOptions *m_given;
    qsizetype m_at = 0;
};

void addEnvironment(const QProcessEnvironment &environment, GivenOptions *given)
{
    for (const Key &key : keys()) {
        const QString variable = key.environment;
        // An empty variable counts as not set, as shells and service files leave them behind.
        if (!variable.isEmpty() && !given->contains(key.name) && !environment.value(variable).isEmpty())
            given->insert(key.name, {environment.value(variable), variable});
    }
}

Status applyGiven(const GivenOptions &given, Options *options)
{
    for (const Key &key : keys()) {
        if (key.isOption && given.contains(key.name))
            CS_TRY(assign(key, given.value(key.name).text, given.value(key.name).where, options));
    }
    return Done{};
}

Status applyDefaults(Options *options)
{
    options->policy = defaultPolicy();
    for (const Key &key : keys())
        CS_TRY(assign(key, key.otherwise, QStringLiteral("--") + key.name, options));
    return Done{};
}

Status checkFileEntry(const FileEntry &entry)
{
    if (entry.section == u"kafka" || entry.section == u"type-ids" || entry.section == u"rates" || entry.section == u"approval")
        return Done{};
    return Error::invalid(QStringLiteral("%1: there is no key '%2' in section [%3].").arg(entry.where, entry.name, entry.section));
}

Status applyFile(const QList<FileEntry> &entries, Options *options)
{
    QList<FileEntry> others;
    for (const FileEntry &entry : entries) {
        if (const Key *key = findInFile(entry.section, entry.name)) {
            if (key->name == u"db" && !QUrl(entry.value).password().isEmpty())
                return Error::invalid(entry.where + QStringLiteral(": a password is not read from a file; give it in the environment as PGPASSWORD."));
            CS_TRY(assign(*key, entry.value, QStringLiteral("%1: %2").arg(entry.where, entry.name), options));
        } else {
            CS_TRY(checkFileEntry(entry));
            others.append(entry);
        }
    }
    return applyPolicyEntries(others, options);
}

/// The folder and the file come first, as the file is in the folder. Gives the file's entries.
Result<QList<FileEntry>> locate(const GivenOptions &given, Options *options)
{
    const QString dir = given.value(QStringLiteral("data-dir")).text;
    options->dataDir = QDir(dir.isEmpty() ? defaultDataDir() : dir).absolutePath();
    const QString named = given.value(QStringLiteral("config")).text;
    options->configFile = named.isEmpty() ? QDir(options->dataDir).filePath(QStringLiteral("countersign.ini")) : QDir().absoluteFilePath(named);
    if (named.isEmpty() && !QFile::exists(options->configFile))
        return QList<FileEntry>{};
    return readIni(options->configFile);
}

void resolveServices(Options *options)
{
    const QStringList all{QStringLiteral("order"), QStringLiteral("approval"), QStringLiteral("payment"),
                          QStringLiteral("inventory"), QStringLiteral("shipping"), QStringLiteral("notification")};
    const QStringList usual{all.at(0), all.at(1), all.at(5)};
    if (options->readOnly || options->services.contains(QStringLiteral("none")))
        options->services.clear();
    else if (options->services.contains(QStringLiteral("all")))
        options->services = all;
    else if (options->services.isEmpty())
        options->services = options->embedded ? all : usual;
}

QHash<QString, QString> secretsOf(const QProcessEnvironment &environment)
{
    QHash<QString, QString> secrets;
    const QString sasl = environment.value(QStringLiteral("COUNTERSIGN_KAFKA_PASSWORD"));
    const QString key = environment.value(QStringLiteral("COUNTERSIGN_KAFKA_KEY_PASSWORD"));
    if (!sasl.isEmpty())
        secrets.insert(QStringLiteral("sasl.password"), sasl);
    if (!key.isEmpty())
        secrets.insert(QStringLiteral("ssl.key.password"), key);
    return secrets;
}

/// `all` and `none` say it all; beside other names one of the two would be ignored in silence.
Status checkServices(const QStringList &services)
{
    for (const QString &name : services) {
        if (services.size() > 1 && (name == u"all" || name == u"none"))
            return Error::invalid(QStringLiteral("services: '%1' stands alone, not among others.").arg(name));
    }
    return Done{};
}

/// Two consumers with other topics in one group would take each other's records.
Status checkGroups(const Options &options)
{
    QStringList seen;
    for (const Key &key : keys()) {
        if (key.section != u"groups")
            continue;
        const QString name = options.*std::get<QString Options::*>(key.target);
        if (name.isEmpty())
            return Error::invalid(QStringLiteral("[groups] %1: a consumer group needs a name.").arg(key.name));
        if (seen.contains(name))
            return Error::invalid(QStringLiteral("[groups] %1: '%2' is the group of another consumer already; each needs its own.").arg(key.name, name));
        seen.append(name);
    }
    return Done{};
}

Status finish(Options *options)
{
    CS_TRY(checkServices(options->services));
    CS_TRY(checkGroups(*options));
    options->embedded = options->brokers == u"embedded";
    resolveServices(options);
    if (options->port != 0 && options->port == options->healthPort)
        return Error::invalid(QStringLiteral("--health-port: %1 is the port of --port already; give another.").arg(options->port));
    return Done{};
}

} // namespace

Result<Options> load(const QStringList &arguments, const QProcessEnvironment &environment, const Grammar &grammar)
{
    Options options;
    options.help = arguments.contains(QStringLiteral("--help")) || arguments.contains(QStringLiteral("-h"));
    options.version = arguments.contains(QStringLiteral("--version"));
    if (options.help || options.version)
        return options;
    GivenOptions given;
    CS_TRY(CommandLine(grammar, &options, &given).read(arguments));
    addEnvironment(environment, &given);
    CS_TRY(applyDefaults(&options));
    const auto entries = locate(given, &options);
    if (!entries.ok())
        return entries.error();
    const QString dataDir = options.dataDir;
    const QString configFile = options.configFile;
    CS_TRY(applyFile(*entries, &options));
    CS_TRY(applyTypeIds(*entries, &options));
    CS_TRY(applyKafkaEntries(*entries, secretsOf(environment), &options));
    CS_TRY(applyGiven(given, &options));
    options.dataDir = dataDir;
    options.configFile = configFile;
    CS_TRY(finish(&options));
    return options;
}

int commandIndex(const QStringList &arguments)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (!argument.startsWith(u'-'))
            return static_cast<int>(i);
        const Key *key = argument.startsWith(u"--") ? findOption(QStringView(argument).mid(2)) : nullptr;
        if (key && !key->isFlag())
            ++i;
    }
    return -1;
}

} // namespace cs::settings
