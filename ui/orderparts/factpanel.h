// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/orderfacts.h"
#include "ui/widgets/card.h"

class QGridLayout;

namespace cs {
class Pill;
class PlainLabel;
} // namespace cs

namespace cs::ui {

/// A group of facts as a small card: its title, its state as a pill, and a line for each fact. Labels are plain text and can
/// be marked with the mouse, so that a reference or a tracking number can be copied.
class FactPanel final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactPanel)

public:
    explicit FactPanel(QWidget *parent = nullptr);
    void setGroup(const FactGroup &group);
    const FactGroup &group() const { return m_group; }

private:
    struct Line
    {
        PlainLabel *key = nullptr;
        PlainLabel *value = nullptr;
        bool mono = false;
        bool wraps = false;
    };
    void makeLine(const Fact &fact);
    void setLineCount(qsizetype most);

    FactGroup m_group;
    PlainLabel *m_title = nullptr;
    Pill *m_state = nullptr;
    QGridLayout *m_grid = nullptr;
    QList<Line> m_lines;
};

} // namespace cs::ui
