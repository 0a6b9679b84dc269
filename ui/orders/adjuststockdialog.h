// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/stockadjustment.h"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace cs {
class BoundEdit;
class KeyButton;
class PlainLabel;
} // namespace cs

namespace cs::ui {

/// Takes a correction of one product's stock: so many more or fewer, or so many counted, and why. It stays open until the answer
/// has come, so that a refusal can be put right. Deletes itself when closed.
class AdjustStockDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AdjustStockDialog)

public:
    explicit AdjustStockDialog(const StockLevel &level, QWidget *parent = nullptr);
    /// The store refused, and why; another try is possible.
    void setRefused(const QString &why);
    /// The level is another one by now.
    void setLevel(const StockLevel &level);

Q_SIGNALS:
    void submitted(const cs::services::StockAdjustment &adjustment);

private:
    void showOutcome();
    bool isCount() const;
    qint64 after() const;
    void submit();

    StockLevel m_level;
    PlainLabel *m_now = nullptr;
    QComboBox *m_kind = nullptr;
    QSpinBox *m_number = nullptr;
    BoundEdit *m_reason = nullptr;
    PlainLabel *m_outcome = nullptr;
    PlainLabel *m_refused = nullptr;
    KeyButton *m_save = nullptr;
};

} // namespace cs::ui
