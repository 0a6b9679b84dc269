// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace cs {

class PlainLabel;

/// One line of text up to a bound. Near the bound it says beside the field how much is left; beyond it, how much is too much,
/// and keeps what was typed or pasted: who sends asks fits() first.
class BoundEdit final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoundEdit)
public:
    /// `most` in UTF-16 units, without the blanks around the text.
    explicit BoundEdit(int most, QWidget *parent = nullptr);
    QString text() const; ///< without the blanks around it
    bool fits() const { return problem().isEmpty(); }
    /// What is wrong with it, as a sentence; empty: nothing.
    QString problem() const;
    QLineEdit *edit() const { return m_edit; }
    void clear();
    void setPlaceholderText(const QString &text);
    /// The field's name for a screen reader, too.
    void setName(const QString &name);

Q_SIGNALS:
    void changed();

private:
    void showLeft();

    const int m_most;
    QLineEdit *m_edit = nullptr;
    PlainLabel *m_left = nullptr;
};

} // namespace cs
