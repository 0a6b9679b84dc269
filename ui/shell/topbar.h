// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shellvalues.h"

#include <QWidget>

class QMenu;

namespace cs {

class AvatarButton;
class Pill;
class PlainLabel;
class SearchButton;

/// Title and what it is about at the left; search, role and person at the right.
class TopBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopBar)
public:
    explicit TopBar(QWidget *parent = nullptr);
    void setTitle(const QString &title, const QString &subtitle);
    /// A pill beside the title; empty hides it.
    void setMark(const QString &text, Tone tone);
    void setPerson(const Person &person);
    /// Opens below the avatar.
    void setMenu(QMenu *menu);
    void openMenu();

Q_SIGNALS:
    void searchClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PlainLabel *m_title = nullptr;
    PlainLabel *m_subtitle = nullptr;
    Pill *m_mark = nullptr;
    SearchButton *m_search = nullptr;
    Pill *m_role = nullptr;
    AvatarButton *m_avatar = nullptr;
    QMenu *m_menu = nullptr;
};

} // namespace cs
