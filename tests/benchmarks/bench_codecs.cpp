// SPDX-License-Identifier: GPL-3.0-or-later
// What decoding and encoding a record of each family costs, beside simdjson's bare parse of the same bytes in the same run.
// Prints figures; never passes or fails by time.
// usage: bench_codecs [ROUNDS]
#include "backend/events/catalogue.h"
#include "backend/events/codec.h"
#include "tests/benchmarks/figures.h"
#include "tests/unit/events/samples.h"

#include <ctime>
#include <simdjson.h>

using namespace cs;
using namespace cs::events;

namespace {

constexpr int kRepeats = 50; ///< of each record in a round: short, so that a round is seldom interrupted

constexpr samples::Sample kOms[] = {
    {"asked", "order.approval.requested",
     R"({"orderId":"ORD12345","eventType":"ORDER_APPROVAL_REQUESTED","timestamp":"2025-06-17T10:30:00Z","triggeredBy":{"userId":"USER789","role":"SALES_EXECUTIVE"},"approvalLevel":"MANAGER","notifiers":[{"userId":"MGR001","role":"MANAGER"},{"userId":"ADMIN001","role":"ADMIN"}],"message":"Order ORD12345 requires your approval."})"},
    {"created", "order.created",
     R"({"orderId":"NW10248","eventType":"ORDER_CREATED","timestamp":"2025-06-17T10:30:00.495Z","triggeredBy":{"userId":"EMP05","role":"SALES_EXECUTIVE"},"message":"Order NW10248 was created.","order":{"id":"NW10248","customerId":"VINET","currency":"USD","items":[{"productId":"P011","name":"Queso Cabrales","quantity":12,"price":14.00},{"productId":"P042","name":"Singaporean Hokkien Fried Mee","quantity":10,"price":9.80},{"productId":"P072","name":"Mozzarella di Giovanni","quantity":5,"price":34.80}],"totalAmount":440.00,"createdBy":{"userId":"EMP05","role":"SALES_EXECUTIVE"},"version":1}})"},
};

struct Case
{
    Record record;
    Record turned; ///< the same with its first member behind the others, so that its order is not the format's
    Event event;
};

Record turned(Record record)
{
    const QByteArray value = *record.value;
    const qsizetype end = value.indexOf(',');
    record.value = '{' + value.mid(end + 1, value.size() - end - 2) + ',' + value.mid(1, end - 1) + '}';
    return record;
}

QList<std::shared_ptr<Case>> casesOf(const QString &family)
{
    QList<std::shared_ptr<Case>> cases;
    const auto add = [&](const samples::Sample &sample) {
        const Record record = samples::on(sample.topic, sample.value);
        Decoded decoded = decode(record);
        if (decoded.family == family)
            cases.append(std::make_shared<Case>(Case{record, turned(record), std::move(decoded.event)}));
    };
    for (const samples::Sample &one : kOms)
        add(one);
    for (const samples::Sample &one : samples::kSamples)
        add(one);
    return cases;
}

/// Of this thread's own time, as the machine may have other things to do.
double nanoseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e9 + double(time.tv_nsec);
}

/// Nanoseconds a record.
template <typename Act>
double measure(const QList<std::shared_ptr<Case>> &cases, Act act)
{
    const double start = nanoseconds();
    for (const auto &one : cases) {
        for (int i = 0; i < kRepeats; ++i)
            act(*one);
    }
    return (nanoseconds() - start) / double(kRepeats * cases.size());
}

void report(const QString &name, double nanos, double bytes, double bare)
{
    const QString ratio = bare > 0 ? QStringLiteral("  = %1 × the bare parse").arg(nanos / bare, 0, 'f', 2) : QString();
    bench::say(QStringLiteral("  %1 %2 ns a record  %3 MB/s%4").arg(name, -12).arg(nanos, 7, 'f', 0).arg(bytes * 1e3 / nanos, 6, 'f', 0).arg(ratio));
}

/// The parts take turns, so that whatever else the machine does falls on all of them alike.
void run(const QString &family, int rounds)
{
    const QList<std::shared_ptr<Case>> cases = casesOf(family);
    double bytes = 0;
    for (const auto &one : cases)
        bytes += double(one->record.value->size()) / double(cases.size());
    simdjson::dom::parser parser;
    QList<double> bare, decoded, turned, encoded;
    qsizetype sum = 0; // is used at the end, so that nothing is left out
    for (int i = 0; i < rounds; ++i) {
        bare.append(measure(cases, [&](const Case &one) {
            sum += parser.parse(one.record.value->constData(), size_t(one.record.value->size())).error() == simdjson::SUCCESS ? 1 : 0;
        }));
        decoded.append(measure(cases, [&](const Case &one) { sum += decode(one.record).bad ? 0 : 1; }));
        turned.append(measure(cases, [&](const Case &one) { sum += decode(one.turned).bad ? 0 : 1; }));
        encoded.append(measure(cases, [&](const Case &one) { sum += encode(one.event).size(); }));
    }
    const double parse = bench::median(bare);
    bench::say(QStringLiteral("%1: %2 kinds of record, %3 bytes on average%4").arg(family).arg(cases.size()).arg(bytes, 0, 'f', 0).arg(sum == 0 ? QStringLiteral(" (nothing was read)") : QString()));
    report(QStringLiteral("bare parse"), parse, bytes, 0);
    report(QStringLiteral("decode"), bench::median(decoded), bytes, parse);
    report(QStringLiteral("out of order"), bench::median(turned), bytes, parse);
    report(QStringLiteral("encode"), bench::median(encoded), bytes, parse);
}

} // namespace

int main(int argc, char **argv)
{
    bench::sayMachine();
    bench::say(QStringLiteral("bare parse: simdjson's DOM of the record's bytes (which it copies, as they have no padding), a parser that is kept; all figures are medians of the thread's own time; out of order: decode with one member not where the format has it"));
    for (const QString &family : families())
        run(family, bench::argument(argc, argv, 1, 1001));
    return 0;
}
