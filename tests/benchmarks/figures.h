// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <chrono>

namespace cs::bench {

/// Seconds on the steady clock since it was made.
class Stopwatch final
{
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count(); }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// The value below which `share` (0 to 1) of the values lie, by nearest rank; 0 without values.
double percentile(QList<double> values, double share);
inline double median(const QList<double> &values) { return percentile(values, 0.5); }

/// A line to standard output, at once.
void say(const QString &text);
/// `12,345`
QString grouped(double number);
/// `NAME: 12,345 UNIT (median of 3: 12,000 12,345 13,000)`
void sayRates(const QString &name, const QString &unit, const QList<double> &rates);
/// `OURS is 1.23 × NAME`, or that NAME is not there.
void sayRatio(const QString &name, const QList<double> &ours, const QList<double> &theirs);
/// Cores and load, so that figures can be judged.
void sayMachine();
/// Of a process and its children, those that have ended included; 0 when it is not there. Linux.
double processorSeconds(qint64 pid);
/// The argument at `place` as a number, or `otherwise`.
int argument(int argc, char **argv, int place, int otherwise);

} // namespace cs::bench
