// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/adjuststockdialog.h"

#include "backend/domain/reason.h"
#include "ui/models/groupmodels.h"
#include "ui/widgets/boundedit.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kMost = static_cast<int>(services::kMostStock);
enum Kind { Difference, Counted };

} // namespace

AdjustStockDialog::AdjustStockDialog(const StockLevel &level, QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("adjustStockDialog"));
    setWindowTitle(tr("Adjust stock"));
    auto *const column = dialogparts::makeColumn(this, 460);
    auto *const title = new PlainLabel(level.name.isEmpty() ? level.productId : QStringLiteral("%1 · %2").arg(level.productId, level.name), FontRole::Title);
    title->setWordWrap(true);
    column->addWidget(title);
    m_now = new PlainLabel;
    m_now->setMuted(true);
    column->addWidget(m_now);
    auto *const row = new QHBoxLayout;
    m_kind = new QComboBox;
    m_kind->setObjectName(QStringLiteral("adjustKind"));
    m_kind->setAccessibleName(tr("How"));
    m_kind->addItem(tr("Change by"), Difference);
    m_kind->addItem(tr("Set to what was counted"), Counted);
    m_number = new QSpinBox;
    m_number->setObjectName(QStringLiteral("adjustNumber"));
    m_number->setAccessibleName(tr("Units"));
    m_number->setRange(-kMost, kMost);
    m_number->setGroupSeparatorShown(true);
    row->addWidget(m_kind);
    row->addWidget(m_number, 1);
    column->addLayout(row);
    m_reason = new BoundEdit(kLongestReason);
    m_reason->edit()->setObjectName(QStringLiteral("adjustReason"));
    m_reason->setPlaceholderText(tr("Reason (needed; it is kept with the change)"));
    m_reason->setName(tr("Reason"));
    column->addWidget(m_reason);
    m_outcome = new PlainLabel;
    m_outcome->setWordWrap(true);
    column->addWidget(m_outcome);
    m_refused = new PlainLabel;
    m_refused->setObjectName(QStringLiteral("adjustRefused"));
    m_refused->setWordWrap(true);
    m_refused->setTone(Tone::Bad);
    m_refused->hide();
    column->addWidget(m_refused);
    auto *const leave = new KeyButton(tr("Leave as it is"));
    m_save = new KeyButton(tr("Adjust"), {}, KeyButton::Variant::Primary);
    m_save->setObjectName(QStringLiteral("confirmAdjust"));
    m_save->setDefault(true);
    column->addLayout(dialogparts::makeButtonRow({leave, m_save}));
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &AdjustStockDialog::submit);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_number->setRange(isCount() ? 0 : -kMost, kMost);
        m_number->setValue(isCount() ? static_cast<int>(m_level.onHand) : 0);
        showOutcome();
    });
    connect(m_number, &QSpinBox::valueChanged, this, &AdjustStockDialog::showOutcome);
    connect(m_reason, &BoundEdit::changed, this, &AdjustStockDialog::showOutcome);
    setLevel(level);
    m_number->setFocus();
    m_number->selectAll();
}

bool AdjustStockDialog::isCount() const
{
    return m_kind->currentData().toInt() == Counted;
}

qint64 AdjustStockDialog::after() const
{
    return isCount() ? m_number->value() : m_level.onHand + m_number->value();
}

void AdjustStockDialog::setLevel(const StockLevel &level)
{
    m_level = level;
    m_now->setText(tr("%1 on hand, %2 of them reserved, %3 available").arg(countText(level.onHand), countText(level.reserved), countText(level.available())));
    showOutcome();
}

void AdjustStockDialog::setRefused(const QString &why)
{
    m_refused->setText(why);
    m_refused->setVisible(!why.isEmpty());
    m_save->setEnabled(true);
}

/// What there will be, or what is missing before it can be.
void AdjustStockDialog::showOutcome()
{
    QString missing;
    const QString left = QLocale().toString(after()); // may be below 0
    if (!isCount() && m_number->value() == 0)
        missing = tr("Say by how many units.");
    else if (after() < m_level.reserved)
        missing = m_level.reserved == 0 ? tr("%1 would be on hand: there cannot be fewer than none.").arg(left)
                                        : tr("%1 would be on hand, and %2 are reserved for orders.").arg(left, countText(m_level.reserved));
    else if (after() > kMost)
        missing = tr("%1 would be on hand, and %2 is the most that is counted.").arg(left, countText(kMost));
    else if (m_reason->text().isEmpty())
        missing = tr("Say why.");
    else
        missing = m_reason->problem();
    m_outcome->setText(missing.isEmpty() ? tr("%1 will be on hand, %2 available.").arg(left, countText(after() - m_level.reserved)) : missing);
    m_outcome->setTone(after() < m_level.reserved || after() > kMost || !m_reason->fits() ? Tone::Bad : Tone::Neutral);
    m_save->setEnabled(missing.isEmpty());
    m_save->setToolTip(missing);
}

void AdjustStockDialog::submit()
{
    services::StockAdjustment adjustment;
    adjustment.productId = m_level.productId;
    adjustment.reason = m_reason->text();
    if (isCount()) {
        adjustment.count = m_number->value();
        adjustment.seen = m_level.onHand;
    } else {
        adjustment.delta = m_number->value();
    }
    m_refused->hide();
    m_save->setEnabled(false);
    Q_EMIT submitted(adjustment);
}

} // namespace cs::ui
