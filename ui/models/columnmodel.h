// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cellalignment.h"
#include "ui/models/rowdiff.h"
#include "ui/presentation/itemroles.h"

#include <functional>
#include <optional>

namespace cs::ui {

/// How one column of a ColumnModel shows a row. Functions that are not given show nothing of their kind.
template <typename Row>
struct ColumnRule
{
    using Text = std::function<QString(const Row &)>;
    using ToneOf = std::function<std::optional<Tone>(const Row &)>; ///< the text is drawn as a pill

    ColumnRule(QString name, Text shown, bool number = false, bool mono = false, ToneOf toned = ToneOf(), Text tipped = Text())
        : title(std::move(name)), text(std::move(shown)), isNumber(number), isMono(mono), tone(std::move(toned)), tip(std::move(tipped))
    {
    }

    QString title;
    Text text;
    bool isNumber; ///< right-aligned
    bool isMono;
    ToneOf tone;
    Text tip;
};

/// A flat table whose columns are told by rules: for lists that only show. Rows are the same when their key is.
template <typename Row>
class ColumnModel : public RowTableModel<Row>
{
public:
    using Rules = QList<ColumnRule<Row>>;
    using Key = std::function<QString(const Row &)>;

    ColumnModel(Rules rules, Key key, QObject *parent = nullptr) : RowTableModel<Row>(parent), m_rules(std::move(rules)), m_key(std::move(key)) {}
    void setRows(const QList<Row> &rows) { this->replaceRows(rows, m_key); }
    int rowOf(const QString &key) const
    {
        for (qsizetype i = 0; i < this->m_rows.size(); ++i) {
            if (m_key(this->m_rows.at(i)) == key)
                return static_cast<int>(i);
        }
        return -1;
    }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rules.size()); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const Row *const row = this->rowAt(index.row());
        if (!row || !this->checkIndex(index, QAbstractItemModel::CheckIndexOption::IndexIsValid))
            return {};
        const ColumnRule<Row> &rule = m_rules.at(index.column());
        switch (role) {
        case Qt::DisplayRole: return rule.text(*row);
        case Qt::TextAlignmentRole: return cellAlignment(rule.isNumber);
        case Qt::ToolTipRole: return rule.tip ? QVariant(rule.tip(*row)) : QVariant();
        case ToneRole: return toneOf(rule, *row);
        case MonoRole: return rule.isMono;
        case IdRole: return m_key(*row);
        default: return {};
        }
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= m_rules.size())
            return {};
        if (role == Qt::TextAlignmentRole)
            return cellAlignment(m_rules.at(section).isNumber);
        return role == Qt::DisplayRole ? QVariant(m_rules.at(section).title) : QVariant();
    }

private:
    static QVariant toneOf(const ColumnRule<Row> &rule, const Row &row)
    {
        const std::optional<Tone> tone = rule.tone ? rule.tone(row) : std::nullopt;
        return tone ? QVariant(static_cast<int>(*tone)) : QVariant();
    }

    const Rules m_rules;
    const Key m_key;
};

} // namespace cs::ui
