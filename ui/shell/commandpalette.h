// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shellvalues.h"

#include <QPointer>
#include <QWidget>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace cs {

/// Lies over the window: type a few letters of a page or a command, Enter runs it, Esc goes back to where one was.
class CommandPalette final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)
public:
    /// Covers `host`, which owns it.
    explicit CommandPalette(QWidget *host);
    void setCommands(const QList<Command> &commands);
    void open();
    void dismiss();

Q_SIGNALS:
    /// Nothing of the list was wanted but the text itself: look for it in the orders.
    void searched(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &typed);
    void run(const QModelIndex &index);
    void place();

    QList<Command> m_commands;
    QLineEdit *m_input = nullptr;
    QListView *m_list = nullptr;
    QStandardItemModel *m_model = nullptr;
    QWidget *m_panel = nullptr;
    QPointer<QWidget> m_before;
};

} // namespace cs
