// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace cs {

class PlainLabel;

/// A rounded surface with a line around it, and optionally a title with room for controls at its right.
class Card : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Card)
public:
    explicit Card(const QString &title = {}, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    /// Where the content goes.
    QVBoxLayout *body() const { return m_body; }
    /// Puts a control at the right of the title.
    void addHeaderWidget(QWidget *widget);
    /// The content goes from edge to edge, for a table with setFramed(false).
    void setFlush();
    /// Small capitals ("WHAT HAPPENED") instead of a bold title.
    void setTitleSmall();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_header = nullptr;
    PlainLabel *m_title = nullptr;
    QVBoxLayout *m_body = nullptr;
};

} // namespace cs
