// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <initializer_list>
#include <utility>

namespace cs::services {

/// Writes Prometheus' text format 0.0.4: HELP and TYPE of a metric, then its samples.
class PromText final
{
public:
    using Label = std::pair<QByteArrayView, QString>;
    /// Begins a metric; samples that follow belong to it.
    PromText &metric(QByteArrayView name, QByteArrayView type, QByteArrayView help);
    PromText &sample(std::initializer_list<Label> labels, double value) { return sample({}, labels, value); }
    PromText &sample(QByteArrayView suffix, std::initializer_list<Label> labels, double value);
    QByteArray take() { return std::move(m_text); }

    /// A label's value with backslash, quote and line feed escaped.
    static QByteArray escaped(const QString &value);
    /// Whole numbers without a point, others with what is needed to read them back; `+Inf`.
    static QByteArray numberText(double value);

private:
    QByteArray m_name;
    QByteArray m_text;
};

/// CPU, memory, file descriptors and start time of this process, under Prometheus' usual names. Empty where the system
/// does not tell (only Linux is asked).
QByteArray processText();

} // namespace cs::services
