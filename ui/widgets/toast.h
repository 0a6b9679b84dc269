// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>

class QPushButton;
class QTimer;

namespace cs {

class PlainLabel;

/// A short message at the bottom left of a window, which goes by itself. With an action ("Undo") it can be taken back by
/// click or key. A new message replaces the old one.
class Toast final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Toast)
public:
    /// Lies over `host`, which owns it.
    explicit Toast(QWidget *host);
    /// `milliseconds` is how long it stays; 0 = until it is replaced or closed.
    void showText(const QString &text, int milliseconds = 5000);
    void showAction(const QString &text, const QString &action, std::function<void()> act, int milliseconds = 5000);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QTimer *m_timer = nullptr;
    PlainLabel *m_text = nullptr;
    QPushButton *m_action = nullptr;
    std::function<void()> m_act;
};

} // namespace cs
