// SPDX-License-Identifier: GPL-3.0-or-later
// What decoding and encoding a record of each family costs, beside simdjson's bare parse of the same bytes in the same run.
// Prints figures; never passes or fails by time.
// usage: bench_codecs [ROUNDS]
#include "backend/events/catalogue.h"
#include "backend/events/codec.h"
#include "backend/support/json.h"
#include "tests/benchmarks/figures.h"
#include "tests/unit/events/samples.h"

#include <QRandomGenerator>
#include <algorithm>
#include <ctime>
#include <simdjson.h>

using namespace cs;
using namespace cs::events;

namespace {

constexpr int kOrders = 10;  ///< of a shuffled record's members
constexpr int kRepeats = 50; ///< of each record in a round: short, so that a round is seldom interrupted

struct Case
{
    Record record;
    QList<Record> shuffled; ///< the same with the members of each object in some other order
    Event event;
};

json::Value shuffled(const json::Value &value, QRandomGenerator &random)
{
    if (value.isArray()) {
        QList<json::Value> items;
        for (const json::Value &one : value.items())
            items.append(shuffled(one, random));
        return json::Value::array(items);
    }
    if (!value.isObject())
        return value;
    QList<json::Value::Member> members;
    for (const auto &[name, one] : value.members())
        members.append({name, shuffled(one, random)});
    std::shuffle(members.begin(), members.end(), random);
    return json::Value::object(members);
}

QList<Record> shuffledOf(const Record &record, QRandomGenerator &random)
{
    QList<Record> records;
    for (int i = 0; i < kOrders; ++i) {
        json::Writer text;
        text.value(shuffled(json::parse(*record.value).value(), random));
        records.append(record);
        records.last().value = text.take();
    }
    return records;
}

QList<std::shared_ptr<Case>> casesOf(const QString &family)
{
    QRandomGenerator random(20250617);
    QList<std::shared_ptr<Case>> cases;
    const auto add = [&](const samples::Sample &sample) {
        const Record record = samples::on(sample.topic, sample.value);
        Decoded decoded = decode(record);
        if (decoded.family == family)
            cases.append(std::make_shared<Case>(Case{record, shuffledOf(record, random), std::move(decoded.event)}));
    };
    for (const samples::Sample &one : samples::kOmsSamples)
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
    QList<double> bare, decoded, shuffled, encoded;
    qsizetype sum = 0; // is used at the end, so that nothing is left out
    for (int i = 0; i < rounds; ++i) {
        bare.append(measure(cases, [&](const Case &one) {
            sum += parser.parse(one.record.value->constData(), size_t(one.record.value->size())).error() == simdjson::SUCCESS ? 1 : 0;
        }));
        decoded.append(measure(cases, [&](const Case &one) { sum += decode(one.record).bad ? 0 : 1; }));
        shuffled.append(measure(cases, [&](const Case &one) { sum += decode(one.shuffled.at(i % kOrders)).bad ? 0 : 1; }));
        encoded.append(measure(cases, [&](const Case &one) { sum += encode(one.event).size(); }));
    }
    const double parse = bench::median(bare);
    bench::say(QStringLiteral("%1: %2 kinds of record, %3 bytes on average%4").arg(family).arg(cases.size()).arg(bytes, 0, 'f', 0).arg(sum == 0 ? QStringLiteral(" (nothing was read)") : QString()));
    report(QStringLiteral("bare parse"), parse, bytes, 0);
    report(QStringLiteral("decode"), bench::median(decoded), bytes, parse);
    report(QStringLiteral("shuffled"), bench::median(shuffled), bytes, parse);
    report(QStringLiteral("encode"), bench::median(encoded), bytes, parse);
}

} // namespace

int main(int argc, char **argv)
{
    bench::sayMachine();
    bench::say(QStringLiteral("bare parse: simdjson's DOM of the record's bytes (which it copies, as they have no padding), a parser that is kept; all figures are medians of the thread's own time; decode: in the format's order; shuffled: each object's members in one of 10 random orders, from round to round"));
    for (const QString &family : families())
        run(family, bench::argument(argc, argv, 1, 1001));
    return 0;
}
