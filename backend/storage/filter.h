// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVariantList>

namespace cs::storage {

/// Conditions of a WHERE, joined by AND, with their values. The texts are the program's own; what people give is only
/// ever a value.
class Filter final
{
public:
    void add(const QString &condition, const QVariantList &values = {})
    {
        m_conditions.append(condition);
        m_values += values;
    }
    /// `column IN (?, …)`; nothing for an empty list.
    void addIn(const QString &column, const QVariantList &values)
    {
        if (values.isEmpty())
            return;
        if (values.size() == 1)
            return add(column + QStringLiteral(" = ?"), values);
        add(column + QStringLiteral(" IN (?") + QStringLiteral(",?").repeated(values.size() - 1) + QLatin1Char(')'), values);
    }
    QString where() const
    {
        return m_conditions.isEmpty() ? QString() : QStringLiteral(" WHERE ") + m_conditions.join(QStringLiteral(" AND "));
    }
    const QVariantList &values() const { return m_values; }

private:
    QStringList m_conditions;
    QVariantList m_values;
};

} // namespace cs::storage
