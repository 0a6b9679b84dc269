// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/orderimport.h"

#include "backend/services/orders/csvorders.h"
#include "backend/services/orders/filekind.h"
#include "backend/services/orders/linereader.h"
#include "backend/services/orders/placing.h"

#include <deque>

namespace cs::services {

namespace {

using Outcomes = QList<ImportOutcome>;

/// Hands out the orders of a file one by one, whatever its format.
class OrderSource final
{
public:
    static Result<std::unique_ptr<OrderSource>> open(QIODevice &device, const ImportOptions &options)
    {
        std::unique_ptr<OrderSource> source(new OrderSource(device, options));
        if (options.format == ImportFormat::Csv) {
            Result<std::unique_ptr<CsvOrders>> csv = CsvOrders::open(device, options.mapping);
            if (!csv.ok())
                return csv.error();
            source->m_csv = std::move(csv).value();
        } else {
            CS_TRY(checkIsText(source->m_lines.peek(kKindBytes)));
        }
        return source;
    }
    std::optional<ImportLine> next() { return m_csv ? m_csv->next() : nextJson(); }
    qint64 bytesRead() const { return m_csv ? m_csv->bytesRead() : m_lines.bytesRead(); }
    bool isBroken() const { return m_csv ? m_csv->isBroken() : m_lines.isBroken(); }

private:
    OrderSource(QIODevice &device, const ImportOptions &options) : m_lines(device), m_mapping(options.mapping) {}

    std::optional<ImportLine> nextJson()
    {
        QByteArray line;
        for (;;) {
            const LineReader::Got got = m_lines.next(&line);
            const qint64 number = m_lines.lineNumber();
            if (got == LineReader::Got::End)
                return std::nullopt;
            if (got == LineReader::Got::TooLong)
                return ImportLine{number,
                                  lineError(number, Error::tooLarge(QStringLiteral("The line is longer than 1 MiB.")))};
            if (!line.trimmed().isEmpty())
                return parseJsonLine(line, number, m_mapping);
        }
    }

    LineReader m_lines;
    std::unique_ptr<CsvOrders> m_csv;
    const QHash<QString, QString> m_mapping;
};

void count(const Outcomes &outcomes, ImportSummary *summary)
{
    for (const ImportOutcome &one : outcomes) {
        ++summary->lines;
        switch (one.kind) {
        case ImportOutcome::Kind::Created:
            ++summary->created;
            summary->totalMinor[one.total.currency().code()] += one.total.minor();
            break;
        case ImportOutcome::Kind::Exists:
            ++summary->exists;
            break;
        case ImportOutcome::Kind::Failed:
            ++summary->failed;
            break;
        }
    }
}

struct Sent
{
    QFuture<Result<Outcomes>> answer;
    qint64 bytesRead = 0;
};

/// In a dry run nothing is stored, so a repeat in a later chunk is known only from what was seen before.
class DryOrders final
{
public:
    void correct(Outcomes *outcomes)
    {
        for (ImportOutcome &one : *outcomes) {
            if (one.kind != ImportOutcome::Kind::Created)
                continue;
            const auto before = m_seen.constFind(one.orderId);
            if (before == m_seen.cend()) {
                m_seen.insert(one.orderId, one.contentHash);
                continue;
            }
            const bool same = *before == one.contentHash;
            one.kind = same ? ImportOutcome::Kind::Exists : ImportOutcome::Kind::Failed;
            if (!same)
                one.error = lineError(one.line, otherContent(one.orderId));
        }
    }

private:
    QHash<QString, QByteArray> m_seen;
};

/// What was stored before an error stays stored, and the person must hear of it.
Error afterPart(const Error &error, const ImportSummary &summary)
{
    if (summary.created == 0)
        return error;
    Error told = error;
    told.message = QStringLiteral("%1 (%2 orders were stored before; importing the file again adds only the rest.)")
                       .arg(error.message)
                       .arg(summary.created);
    return told;
}

QList<ImportLine> readChunk(OrderSource &source, int size)
{
    QList<ImportLine> lines;
    lines.reserve(size);
    while (lines.size() < size) {
        std::optional<ImportLine> line = source.next();
        if (!line)
            break;
        lines.append(std::move(*line));
    }
    return lines;
}

class Import final
{
public:
    Import(const ImportOptions &options, OrderService &orders, const Actor &actor,
           const std::function<void(const Outcomes &, qint64)> &told)
        : m_options(options), m_orders(orders), m_actor(actor), m_told(told)
    {
    }

    Result<ImportSummary> run(OrderSource &source, const std::atomic<bool> *cancel)
    {
        for (;;) {
            if (cancel != nullptr && cancel->load()) {
                m_summary.cancelled = true;
                break;
            }
            const QList<ImportLine> lines = readChunk(source, std::max(1, m_options.chunk));
            if (lines.isEmpty())
                break;
            m_sent.push_back({send(lines), source.bytesRead()});
            if (m_sent.size() >= 2)
                settleOne();
            if (m_trouble)
                break;
        }
        while (!m_sent.empty()) // also after an error: what is on its way may be stored, and is counted
            settleOne();
        if (source.isBroken() && !m_trouble)
            m_trouble = brokenFile();
        return m_trouble ? Result<ImportSummary>(afterPart(*m_trouble, m_summary)) : Result<ImportSummary>(m_summary);
    }

private:
    QFuture<Result<Outcomes>> send(const QList<ImportLine> &lines)
    {
        return m_options.dryRun ? m_orders.check(lines, m_actor, m_options.reader)
                                : m_orders.createMany(lines, m_actor);
    }

    void settleOne()
    {
        const Sent sent = std::move(m_sent.front());
        m_sent.pop_front();
        Result<Outcomes> answer = sent.answer.result();
        if (!answer.ok()) {
            m_trouble = answer.error();
            return;
        }
        for (ImportOutcome &one : *answer) {
            if (one.kind == ImportOutcome::Kind::Failed && !one.error.message.startsWith(QLatin1String("line ")))
                one.error = lineError(one.line, one.error);
        }
        if (m_options.dryRun)
            m_dry.correct(&*answer);
        count(*answer, &m_summary);
        if (m_told)
            m_told(*answer, sent.bytesRead);
    }

    const ImportOptions &m_options;
    OrderService &m_orders;
    const Actor m_actor;
    const std::function<void(const Outcomes &, qint64)> &m_told;
    std::deque<Sent> m_sent;
    DryOrders m_dry;
    std::optional<Error> m_trouble;
    ImportSummary m_summary;
};

} // namespace

bool isImportField(const QString &name)
{
    static const QStringList fields{QStringLiteral("orderId"), QStringLiteral("customerId"), QStringLiteral("currency"),
                                    QStringLiteral("createdBy"), QStringLiteral("createdBy.userId"), QStringLiteral("createdBy.role"),
                                    QStringLiteral("items"), QStringLiteral("productId"), QStringLiteral("name"),
                                    QStringLiteral("quantity"), QStringLiteral("price")};
    return fields.contains(name);
}

Result<ImportSummary> importOrders(QIODevice &source, const ImportOptions &options, OrderService &orders,
                                   const Actor &actor,
                                   const std::function<void(const QList<ImportOutcome> &, qint64 bytesRead)> &outcomes,
                                   const std::atomic<bool> *cancel)
{
    const Result<std::unique_ptr<OrderSource>> opened = OrderSource::open(source, options);
    if (!opened.ok())
        return opened.error();
    return Import(options, orders, actor, outcomes).run(**opened, cancel);
}

} // namespace cs::services
