// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/stockfilterbar.h"

#include "ui/widgets/chipbar.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>

namespace cs::ui {

namespace {

constexpr int kStockTypedMs = 150;
const QString kEveryProduct = QStringLiteral("all");
const QString kSoldOut = QStringLiteral("sold_out");
const QString kReserved = QStringLiteral("reserved");

} // namespace

StockFilterBar::StockFilterBar(QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(space::m));
    m_text = new QLineEdit;
    m_text->setObjectName(QStringLiteral("stockSearch"));
    m_text->setPlaceholderText(tr("Product id or name"));
    m_text->setAccessibleName(tr("Search products by id or name"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaxLength(200);
    m_text->setMaximumWidth(theme.px(320));
    m_only = new ChipBar;
    m_only->setObjectName(QStringLiteral("stockFilter"));
    m_only->setAccessibleName(tr("Which products"));
    m_only->addChip(kEveryProduct, tr("All"));
    m_only->addChip(kReserved, tr("Reserved"));
    m_only->addChip(kSoldOut, tr("Sold out"));
    row->addWidget(m_text, 1);
    row->addWidget(m_only, 2);
    m_typed = new QTimer(this);
    m_typed->setSingleShot(true);
    m_typed->setInterval(kStockTypedMs);
    connect(m_text, &QLineEdit::textChanged, m_typed, qOverload<>(&QTimer::start));
    connect(m_typed, &QTimer::timeout, this, &StockFilterBar::filterChanged);
    connect(m_only, &ChipBar::currentChanged, this, [this] {
        m_typed->stop();
        Q_EMIT filterChanged();
    });
}

services::StockQuery StockFilterBar::query() const
{
    using Only = services::StockQuery::Only;
    services::StockQuery query;
    query.text = m_text->text().trimmed();
    query.only = m_only->current() == kSoldOut ? Only::SoldOut : m_only->current() == kReserved ? Only::Reserved : Only::All;
    return query;
}

void StockFilterBar::showAll(const QString &text)
{
    m_only->setCurrent(kEveryProduct);
    m_text->setText(text);
    m_typed->stop();
    Q_EMIT filterChanged();
}

} // namespace cs::ui
