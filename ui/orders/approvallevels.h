// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"
#include "ui/presentation/itemroles.h"

#include <QWidget>

namespace cs::ui {

/// One approval level of an order in words.
struct LevelLine
{
    QString level; ///< "Manager"
    QString state; ///< the pill's word
    Tone tone = Tone::Neutral;
    QString text; ///< who decided when, or who may
    QString tip;  ///< absolute time
    bool operator==(const LevelLine &) const = default;
};

/// The levels of the order's present round, in turn; those not asked yet, too. Pure.
QList<LevelLine> levelLines(const services::OrderDetail &detail, TimePoint now);

/// The approval levels of an order, one line each; hidden when it needs none.
class ApprovalLevels final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApprovalLevels)

public:
    explicit ApprovalLevels(QWidget *parent = nullptr);
    void setLines(const QList<LevelLine> &lines);

private:
    void addLine(const LevelLine &line);

    QWidget *m_rows = nullptr;
    QList<LevelLine> m_lines;
};

} // namespace cs::ui
