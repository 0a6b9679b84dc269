// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/command.h"
#include "app/daemon/place.h"
#include "app/daemon/terminal.h"
#include "backend/services/orders/orderimport.h"

#include <QFile>
#include <QUrl>

#include <algorithm>

namespace cs::daemon {

namespace {

/// 1265799.34 as 1,265,799.34, whatever the system's language: the line may be read by a script.
QString grouped(QString decimal)
{
    const qsizetype point = decimal.indexOf(u'.');
    for (qsizetype at = (point < 0 ? decimal.size() : point) - 3; at > 0; at -= 3)
        decimal.insert(at, u',');
    return decimal;
}

QString plural(qint64 count, const QString &one)
{
    return QStringLiteral("%1 %2%3").arg(count).arg(one, count == 1 ? QString() : QStringLiteral("s"));
}

/// Passes a file on, and keeps where its lines stand, so that an answer about a line says how much of the file is done: what was
/// sent is not stored yet.
class CountedSource final : public QIODevice
{
public:
    explicit CountedSource(QIODevice &source) : m_source(source) { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    bool isSequential() const override { return true; }
    /// How far into the file that line is, to a block.
    qint64 bytesOf(qint64 line)
    {
        while (m_blocks.size() > 1 && m_blocks.at(1).lines < line)
            m_blocks.removeFirst();
        const Block &before = m_blocks.first();
        if (m_blocks.size() < 2 || line <= before.lines)
            return before.bytes;
        const Block &after = m_blocks.at(1);
        return before.bytes + (after.bytes - before.bytes) * (line - before.lines) / (after.lines - before.lines);
    }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 got = m_source.read(data, most);
        if (got <= 0)
            return got;
        const Block &last = m_blocks.last();
        m_blocks.append({last.lines + std::count(data, data + got, '\n'), last.bytes + got});
        return got;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    struct Block
    {
        qint64 lines = 0;
        qint64 bytes = 0;
    };
    QIODevice &m_source;
    QList<Block> m_blocks{Block()};
};

class Import
{
public:
    Import(const settings::Options &options, QIODevice &source) : m_dry(options.extra.contains(QStringLiteral("dry-run"))), m_source(source), m_progress(source.isSequential() ? 0 : source.size()) {}

    int run(Place &place, const QByteArray &path)
    {
        const Status sent = place.api().stream(path, m_source, [this](const json::Value &line) { take(line); });
        m_progress.clear();
        if (!sent.ok())
            complain(m_lines == 0 || m_dry ? sent.error().message : sent.error().message + QStringLiteral(" Import the file again then: what was stored is left alone."));
        else if (m_summary.isEmpty() && !m_refused)
            complain(QStringLiteral("The import ended before its summary; run it again: what is there already is left alone."));
        else if (!m_summary.isEmpty())
            say(m_summary);
        return sent.ok() && !m_summary.isEmpty() && m_failed == 0 ? Succeeded : Failed;
    }

private:
    void take(const json::Value &line)
    {
        if (const json::Value *summary = line.find("summary"))
            return summarise(*summary);
        if (const json::Value *success = line.find("success"); success && !success->toBool()) {
            m_refused = true;
            return tellTrouble(line);
        }
        ++m_lines;
        const json::Value *result = line.find("result");
        if (result && result->text() == "failed")
            tellTrouble(line);
        const json::Value *number = line.find("line");
        m_progress.show(m_source.bytesOf(number ? number->text().toLongLong() : 0), m_lines);
    }

    void tellTrouble(const json::Value &line)
    {
        ++m_failed;
        m_progress.clear();
        const json::Value *message = line.find("message");
        complain(message ? message->toString() : QStringLiteral("A line failed."));
    }

    void summarise(const json::Value &summary)
    {
        json::Reader reader(summary);
        const auto number = [&reader](QByteArrayView name) { return reader.integer(name, 0, std::numeric_limits<qint64>::max()); };
        const qint64 lines = number("lines");
        const qint64 created = number("created");
        const qint64 exists = number("exists");
        m_failed = std::max(m_failed, number("failed"));
        QStringList totals;
        if (const json::Value *all = summary.find("totals")) {
            for (const auto &[code, total] : all->members())
                totals.append(QString::fromLatin1(code) + u' ' + grouped(total.toString()));
        }
        m_summary = QStringLiteral("%1 read: %2 %3, %4 already there, %5 failed; total %6")
                        .arg(plural(lines, QStringLiteral("order"))).arg(created)
                        .arg(m_dry ? QStringLiteral("would be created") : QStringLiteral("created")).arg(exists).arg(number("failed"))
                        .arg(totals.isEmpty() ? QStringLiteral("0") : totals.join(u", "));
    }

    const bool m_dry;
    CountedSource m_source;
    Progress m_progress;
    QString m_summary;
    qint64 m_lines = 0;
    qint64 m_failed = 0;
    bool m_refused = false; ///< the whole import or its rest, in words of its own
};

Result<QByteArray> pathOf(const settings::Options &options)
{
    const QString file = options.positional.first();
    QString format = options.extra.value(QStringLiteral("format")).value(0);
    if (format.isEmpty())
        format = file.endsWith(u".csv", Qt::CaseInsensitive) ? QStringLiteral("csv") : QStringLiteral("jsonl");
    if (format != u"csv" && format != u"jsonl")
        return Error::invalid(QStringLiteral("--format: '%1' is not one of jsonl, csv.").arg(format));
    QByteArray path = "/api/orders/import?format=" + format.toLatin1();
    if (options.extra.contains(QStringLiteral("dry-run")))
        path += "&dryRun=1";
    for (const QString &map : options.extra.value(QStringLiteral("map"))) {
        const qsizetype equals = map.indexOf(u'=');
        if (equals < 1)
            return Error::invalid(QStringLiteral("--map: '%1' is not FIELD=COLUMN.").arg(map));
        if (!services::isImportField(map.left(equals)))
            return Error::invalid(QStringLiteral("--map: '%1' is not a field of an order.").arg(map.left(equals)));
        path += "&map=" + QUrl::toPercentEncoding(map);
    }
    return path;
}

/// What the file holds beside orders; Invalid where the options do not go together.
Result<QString> referenceOf(const settings::Options &options)
{
    QStringList whats{QStringLiteral("products"), QStringLiteral("customers")};
    whats.removeIf([&options](const QString &one) { return !options.extra.contains(one); });
    const bool ofOrders = options.extra.contains(QStringLiteral("map")) || options.extra.contains(QStringLiteral("format")) || options.extra.contains(QStringLiteral("dry-run"));
    if (whats.size() > 1 || (!whats.isEmpty() && ofOrders))
        return Error::invalid(QStringLiteral("--products and --customers each stand alone: the file is CSV of these, and all of it is taken or nothing."));
    return whats.value(0);
}

} // namespace

int importFile(const settings::Options &options)
{
    const auto reference = referenceOf(options);
    const auto path = reference.ok() ? pathOf(options) : Result<QByteArray>(reference.error());
    if (!path.ok()) {
        complain(path.error());
        return WrongUsage;
    }
    QFile file(options.positional.first());
    const bool opened = file.fileName() == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened) {
        complain(QStringLiteral("%1 cannot be read: %2.").arg(file.fileName(), file.errorString()));
        return Failed;
    }
    if (!reference->isEmpty())
        return importReference(options, file, *reference);
    const auto place = Place::open(options);
    if (!place.ok()) {
        complain(place.error());
        return statusOf(place.error());
    }
    return Import(options, file).run(**place, *path);
}

} // namespace cs::daemon
