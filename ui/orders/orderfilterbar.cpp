// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orderfilterbar.h"

#include "ui/widgets/chipbar.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kTypedMs = 150;
const QString kAll = QStringLiteral("all");

struct StateChip
{
    const char *id;
    const char *title;
    QList<OrderStatus> statuses;
};

/// Together they hold each state once.
const QList<StateChip> &stateChips()
{
    using S = OrderStatus;
    static const QList<StateChip> chips{
        {"waiting", QT_TRANSLATE_NOOP("cs::ui::OrderFilterBar", "Waiting"), {S::PendingApproval}},
        {"approved", QT_TRANSLATE_NOOP("cs::ui::OrderFilterBar", "Approved"), {S::Approved}},
        {"moving", QT_TRANSLATE_NOOP("cs::ui::OrderFilterBar", "In progress"), {S::Pending, S::PaymentPending, S::Paid, S::Reserved, S::Shipped}},
        {"delivered", QT_TRANSLATE_NOOP("cs::ui::OrderFilterBar", "Delivered"), {S::Delivered}},
        {"rejected", QT_TRANSLATE_NOOP("cs::ui::OrderFilterBar", "Rejected"), {S::Rejected}},
        {"cancelled", QT_TRANSLATE_NOOP("cs::ui::OrderFilterBar", "Cancelled"), {S::Cancelled}},
        {"failed", QT_TRANSLATE_NOOP("cs::ui::OrderFilterBar", "Failed"), {S::Failed}},
    };
    return chips;
}

void block(KeyButton *button, const QString &why)
{
    button->setEnabled(why.isEmpty());
    button->setToolTip(why);
}

} // namespace

OrderFilterBar::OrderFilterBar(QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(space::m));
    column->addWidget(makeFields());
    m_chips = new ChipBar;
    m_chips->setObjectName(QStringLiteral("orderStates"));
    m_chips->setAccessibleName(tr("State"));
    m_chips->addChip(kAll, tr("All"));
    for (const StateChip &chip : stateChips())
        m_chips->addChip(QLatin1String(chip.id), tr(chip.title));
    column->addWidget(m_chips);

    m_typed = new QTimer(this);
    m_typed->setSingleShot(true);
    m_typed->setInterval(kTypedMs);
    connect(m_typed, &QTimer::timeout, this, &OrderFilterBar::filterChanged);
    connect(m_text, &QLineEdit::textEdited, m_typed, qOverload<>(&QTimer::start));
    connect(m_period, &QComboBox::currentIndexChanged, this, &OrderFilterBar::filterChanged);
    connect(m_chips, &ChipBar::currentChanged, this, &OrderFilterBar::filterChanged);
}

QWidget *OrderFilterBar::makeFields()
{
    const Theme &theme = Theme::current();
    auto *const fields = new QWidget;
    auto *const row = new QHBoxLayout(fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(space::s));
    m_text = new QLineEdit;
    m_text->setObjectName(QStringLiteral("orderSearch"));
    m_text->setPlaceholderText(tr("Order id or customer"));
    m_text->setAccessibleName(tr("Search orders by id or customer"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaxLength(200);
    m_text->setMaximumWidth(theme.px(320));
    m_period = new QComboBox;
    m_period->setAccessibleName(tr("Period"));
    m_period->addItem(tr("Any time"), 0);
    m_period->addItem(tr("Today"), 1);
    m_period->addItem(tr("Last 7 days"), 7);
    m_period->addItem(tr("Last 30 days"), 30);
    m_period->addItem(tr("Last 365 days"), 365);
    m_export = new KeyButton(tr("Export…"));
    m_export->setIconName(QStringLiteral("download"));
    m_import = new KeyButton(tr("Import…"), QKeySequence(Qt::CTRL | Qt::Key_I));
    m_new = new KeyButton(tr("New order"), QKeySequence(Qt::CTRL | Qt::Key_N), KeyButton::Variant::Primary);
    row->addWidget(m_text, 1);
    row->addWidget(m_period);
    row->addStretch(1);
    for (KeyButton *const button : {m_export, m_import, m_new})
        row->addWidget(button);
    connect(m_new, &QPushButton::clicked, this, &OrderFilterBar::newOrderRequested);
    connect(m_import, &QPushButton::clicked, this, &OrderFilterBar::importRequested);
    connect(m_export, &QPushButton::clicked, this, &OrderFilterBar::exportRequested);
    return fields;
}

void OrderFilterBar::applyTo(services::OrderQuery &query, TimePoint now) const
{
    query.text = m_text->text().trimmed();
    query.statuses.clear();
    for (const StateChip &chip : stateChips()) {
        if (m_chips->current() == QLatin1String(chip.id))
            query.statuses = chip.statuses;
    }
    query.from.reset();
    const int days = m_period->currentData().toInt();
    if (days > 0) {
        const QDate first = toDateTime(now).toLocalTime().date().addDays(1 - days);
        query.from = fromMillis(first.startOfDay().toMSecsSinceEpoch());
    }
}

bool OrderFilterBar::isFiltering() const
{
    return !m_text->text().trimmed().isEmpty() || m_chips->current() != kAll || m_period->currentIndex() > 0;
}

void OrderFilterBar::showStatus(OrderStatus status)
{
    for (const StateChip &chip : stateChips()) {
        if (chip.statuses.contains(status))
            m_chips->setCurrent(QLatin1String(chip.id));
    }
}

void OrderFilterBar::searchFor(const QString &text)
{
    m_typed->stop();
    {
        const QSignalBlocker chips(m_chips);
        const QSignalBlocker period(m_period);
        m_chips->setCurrent(kAll);
        m_period->setCurrentIndex(0);
        m_text->setText(text);
    }
    Q_EMIT filterChanged();
}

void OrderFilterBar::setCounts(const QHash<OrderStatus, qint64> &counts)
{
    qint64 all = 0;
    for (const StateChip &chip : stateChips()) {
        qint64 count = 0;
        for (const OrderStatus status : chip.statuses)
            count += counts.value(status);
        m_chips->setCount(QLatin1String(chip.id), count);
        all += count;
    }
    m_chips->setCount(kAll, all);
}

void OrderFilterBar::setNewBlocked(const QString &why)
{
    block(m_new, why);
}

void OrderFilterBar::setImportBlocked(const QString &why)
{
    block(m_import, why);
}

void OrderFilterBar::setExporting(bool exporting)
{
    m_export->setEnabled(!exporting);
}

} // namespace cs::ui
