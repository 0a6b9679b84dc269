// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace cs {

class PlainLabel;

/// What a view shows when it has nothing to show: an icon, a sentence, what to do next, and perhaps a button for it.
class EmptyState final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)
public:
    enum class Kind { Empty, Loading, Failed, Stale };

    explicit EmptyState(QWidget *parent = nullptr);
    /// `icon` is a name for icons::icon(); empty takes the kind's own. No `button` text: no button.
    void setState(Kind kind, const QString &sentence, const QString &advice = {}, const QString &button = {},
                  const QString &icon = {});
    Kind kind() const { return m_kind; }
    QString sentence() const;

Q_SIGNALS:
    void buttonClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();

    Kind m_kind = Kind::Empty;
    QString m_iconName;
    QLabel *m_icon = nullptr;
    PlainLabel *m_sentence = nullptr;
    PlainLabel *m_advice = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace cs
