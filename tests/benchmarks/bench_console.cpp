// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds from the start of `countersign` to its first painted window (the frame; the store opens behind it), and its memory once the book of 830 orders has been
// imported into it and it has come to rest. Needs a display. Prints figures; never passes or fails by time.
// usage: bench_console [STARTS]
#include "tests/benchmarks/figures.h"
#include "tests/benchmarks/rig.h"
#include "tests/support/parts.h"
#include "tests/support/program.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <thread>

using namespace cs;
using namespace cs::bench;

namespace {

/// Starts it and gives the time to its first paint.
double start(test::Program &program)
{
    QElapsedTimer begin;
    begin.start();
    need(program.start({QStringLiteral("--demo")}));
    need(program.waitForText("first paint at "));
    static const QRegularExpression line(QStringLiteral("first paint at ([0-9]+)\n"));
    QRegularExpressionMatch found;
    test::waitUntil([&] { return (found = line.match(QString::fromUtf8(program.err()))).hasMatch(); }, 1000);
    return double(found.captured(1).toLongLong() - begin.msecsSinceReference());
}

/// MB (10^6 bytes) of a field of a file in /proc that is in kB.
double megabytes(const QString &path, const QByteArray &field)
{
    for (const QByteArray &line : test::readFile(path).split('\n')) {
        if (line.startsWith(field))
            return line.mid(field.size()).simplified().split(' ').value(0).toDouble() * 1024 / 1e6;
    }
    return 0;
}

void sayMemory(test::Program &program)
{
    const test::Program service(QStringLiteral("countersignd"), program.dataDir());
    need(program.waitForHealth(QStringLiteral("/ready")));
    const auto imported = need(service.run({QStringLiteral("import"), QStringLiteral("--port"), QString::number(program.port()),
                                            QStringLiteral(COUNTERSIGN_SOURCE_DIR "/resources/data/orders.jsonl")}));
    if (imported.status != 0)
        giveUp(QString::fromUtf8(imported.err));
    say(QString::fromUtf8(imported.out).trimmed().section(u'\n', -1));
    std::this_thread::sleep_for(std::chrono::seconds(10)); // views and figures have followed by then
    const QString folder = QStringLiteral("/proc/%1/").arg(program.pid());
    say(QStringLiteral("Memory after the 830 orders: %1 MB resident, %2 MB with what it shares divided among those who share it")
            .arg(megabytes(folder + QStringLiteral("status"), "VmRSS:"), 0, 'f', 0)
            .arg(megabytes(folder + QStringLiteral("smaps_rollup"), "Pss:"), 0, 'f', 0));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    sayMachine();
    test::Program program(QStringLiteral("countersign"));
    program.setEnvironment(QStringLiteral("COUNTERSIGN_TRACE_STARTUP"), QStringLiteral("1"));
    QList<double> times;
    const int starts = argument(argc, argv, 1, 7);
    for (int i = 0; i < starts; ++i) {
        times.append(start(program));
        if (i + 1 == starts)
            sayMemory(program);
        program.stop();
    }
    sayRates(QStringLiteral("Start to first paint"), QStringLiteral("ms"), times);
    return 0;
}
