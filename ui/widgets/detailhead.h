// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/itemroles.h"

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace cs {

class Pill;
class PlainLabel;

/// The head of a detail: what it is in one line, its state as a pill, and sentences below. Of an order the amount stands at
/// the right of the line, and the state below it with the id; of anything else the state stands at the right.
class DetailHead final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DetailHead)
public:
    enum class Kind { Order, Thing };
    explicit DetailHead(Kind kind, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    /// The title goes on in a second line where there is no room; else it is shortened.
    void setTitleWraps();
    /// The amount of an order.
    void setFigure(const QString &figure);
    /// An empty text takes the pill away.
    void setState(const QString &text, Tone tone);
    /// What is read letter by letter: an id and a version. Of an order only.
    void setFine(const QString &text);
    /// A line of its own below, which the view fills; hidden while it is empty.
    PlainLabel *addLine();
    /// A control at the right of the title.
    void addControl(QWidget *control);
    Pill *state() const { return m_state; }

private:
    QVBoxLayout *m_column = nullptr;
    QHBoxLayout *m_first = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_figure = nullptr;
    PlainLabel *m_fine = nullptr;
    Pill *m_state = nullptr;
};

} // namespace cs
