// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace cs {

/// Looks like a search field, and opens the command palette.
class SearchButton final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchButton)
public:
    explicit SearchButton(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A round button with the person's initials.
class AvatarButton final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AvatarButton)
public:
    explicit AvatarButton(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    /// "MGR001" gives M1, "Ann Devon" gives AD.
    static QString initialsOf(const QString &userId, const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace cs
