// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedLayout;

namespace cs {

class EmptyState;
class PlainLabel;

/// A view's content, or in its place why there is none. Stale content stays, with a line above it that says so.
class StateStack final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StateStack)
public:
    explicit StateStack(QWidget *content, QWidget *parent = nullptr);
    void showContent();
    void showEmpty(const QString &sentence, const QString &advice = {}, const QString &button = {},
                   const QString &icon = {});
    void showLoading(const QString &sentence);
    void showFailed(const QString &sentence, const QString &advice = {}, const QString &button = {});
    /// Shows the content with a line above it, e.g. "As of 09:41, the store does not answer"; empty takes it away.
    void setStale(const QString &text);
    /// What could not be read: above the rows that were read before, where there are any, else in their place.
    void showTrouble(bool hasRows, const QString &sentence, const QString &why, const QString &button = {});
    bool isContentShown() const;
    EmptyState *state() const { return m_state; }

Q_SIGNALS:
    /// The button of the empty or failed state was pressed.
    void actionRequested();

private:
    QStackedLayout *m_stack = nullptr;
    QWidget *m_content = nullptr;
    EmptyState *m_state = nullptr;
    QWidget *m_staleLine = nullptr;
    PlainLabel *m_staleText = nullptr;
};

} // namespace cs
