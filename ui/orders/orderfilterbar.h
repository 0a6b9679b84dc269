// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QTimer;

namespace cs {
class ChipBar;
class KeyButton;
} // namespace cs

namespace cs::ui {

/// What of the orders is shown: text, period and state; and what may be done beside: new, import, export.
class OrderFilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderFilterBar)

public:
    explicit OrderFilterBar(QWidget *parent = nullptr);
    /// Writes text, states and period into the query. `now` is what the period counts back from.
    void applyTo(services::OrderQuery &query, TimePoint now) const;
    bool isFiltering() const;
    /// Shows all states and times, only what holds this text.
    void searchFor(const QString &text);
    /// Turns on the chip that holds this state.
    void showStatus(OrderStatus status);
    void setCounts(const QHash<OrderStatus, qint64> &counts);
    /// An empty reason: it may be done; else why not, as a tool tip.
    void setNewBlocked(const QString &why);
    void setImportBlocked(const QString &why);
    void setExporting(bool exporting);

Q_SIGNALS:
    void filterChanged();
    void newOrderRequested();
    void importRequested();
    void exportRequested();

private:
    QWidget *makeFields();

    QLineEdit *m_text = nullptr;
    QComboBox *m_period = nullptr;
    ChipBar *m_chips = nullptr;
    KeyButton *m_new = nullptr;
    KeyButton *m_import = nullptr;
    KeyButton *m_export = nullptr;
    QTimer *m_typed = nullptr;
};

} // namespace cs::ui
