// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QWidget>

class QLineEdit;
class QTimer;

namespace cs {
class ChipBar;
}

namespace cs::ui {

/// What is asked for above the list of the stock: a word, and which products.
class StockFilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StockFilterBar)

public:
    explicit StockFilterBar(QWidget *parent = nullptr);
    /// Its part of the query: the word and which products; the rest is the list's.
    services::StockQuery query() const;
    /// Every product that the word finds; an empty word: every product.
    void showAll(const QString &text);

Q_SIGNALS:
    /// Some moments after the last letter, at once by a chip.
    void filterChanged();

private:
    QLineEdit *m_text = nullptr;
    ChipBar *m_only = nullptr;
    QTimer *m_typed = nullptr;
};

} // namespace cs::ui
