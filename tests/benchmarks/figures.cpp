// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/figures.h"

#include <QDir>
#include <QFile>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <unistd.h>

namespace cs::bench {

double percentile(QList<double> values, double share)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto rank = qsizetype(std::ceil(share * double(values.size())));
    return values.at(std::clamp<qsizetype>(rank - 1, 0, values.size() - 1));
}

void say(const QString &text)
{
    std::printf("%s\n", qUtf8Printable(text));
    std::fflush(stdout);
}

QString grouped(double number)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(number, 'f', 0);
}

void sayRates(const QString &name, const QString &unit, const QList<double> &rates)
{
    if (rates.isEmpty())
        return;
    QStringList each;
    for (const double one : rates)
        each.append(grouped(one));
    say(QStringLiteral("%1: %2 %3 (median of %4: %5)").arg(name, grouped(median(rates)), unit).arg(rates.size()).arg(each.join(u' ')));
}

void sayRatio(const QString &name, const QList<double> &ours, const QList<double> &theirs)
{
    if (theirs.isEmpty())
        say(QStringLiteral("%1 did not run").arg(name));
    else
        say(QStringLiteral("ours is %1 × %2").arg(median(ours) / median(theirs), 0, 'f', 2).arg(name));
}

void sayMachine()
{
    QFile load(QStringLiteral("/proc/loadavg"));
    const QByteArray text = load.open(QIODevice::ReadOnly) ? load.readAll().split(' ').value(0) : QByteArray("?");
    say(QStringLiteral("machine: %1 cores, load %2 before").arg(std::thread::hardware_concurrency()).arg(QString::fromLatin1(text)));
}

double processorSeconds(qint64 pid)
{
    double ticks = 0;
    for (const QString &entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile file(QStringLiteral("/proc/%1/stat").arg(entry));
        if (!entry.front().isDigit() || !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray line = file.readAll();
        const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' '); // proc(5): from the third on
        const bool itself = entry.toLongLong() == pid;
        if (pid <= 0 || (!itself && fields.value(1).toLongLong() != pid))
            continue;
        ticks += fields.value(11).toDouble() + fields.value(12).toDouble();
        if (itself)
            ticks += fields.value(13).toDouble() + fields.value(14).toDouble();
    }
    return ticks / double(sysconf(_SC_CLK_TCK));
}

int argument(int argc, char **argv, int place, int otherwise)
{
    const int given = argc > place ? std::atoi(argv[place]) : 0;
    return given > 0 ? given : otherwise;
}

} // namespace cs::bench
