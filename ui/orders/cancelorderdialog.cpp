// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/cancelorderdialog.h"

#include "backend/domain/reason.h"
#include "ui/presentation/statetone.h"
#include "ui/widgets/boundedit.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

QString consequence(const Order &order)
{
    const QString level = order.waitingFor();
    const QString told = CancelOrderDialog::tr("The other systems are told, and so is the customer. This cannot be undone.");
    if (level.isEmpty())
        return told;
    return CancelOrderDialog::tr("It leaves the inbox of the role %1. ").arg(statetone::roleTitleOf(level)) + told;
}

} // namespace

CancelOrderDialog::CancelOrderDialog(const Order &order, QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Cancel order"));
    auto *const column = dialogparts::makeColumn(this, 420);
    column->addWidget(new PlainLabel(tr("Cancel order %1?").arg(order.id), FontRole::Title));
    auto *const text = new PlainLabel(consequence(order));
    text->setWordWrap(true);
    text->setMuted(true);
    column->addWidget(text);
    m_reason = new BoundEdit(kLongestReason);
    m_reason->edit()->setObjectName(QStringLiteral("cancelReason"));
    m_reason->setPlaceholderText(tr("Reason (it is kept with the order)"));
    m_reason->setName(tr("Reason"));
    column->addWidget(m_reason);
    auto *const cancel = new KeyButton(tr("Cancel the order"), {}, KeyButton::Variant::Danger);
    cancel->setObjectName(QStringLiteral("confirmCancel"));
    auto *const keep = new KeyButton(tr("Keep it"));
    column->addLayout(dialogparts::makeButtonRow({keep, cancel}));
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(cancel, &QPushButton::clicked, this, [this] {
        Q_EMIT confirmed(m_reason->text());
        accept();
    });
    connect(m_reason, &BoundEdit::changed, cancel, [this, cancel] {
        cancel->setEnabled(m_reason->fits());
        cancel->setToolTip(m_reason->problem());
    });
    m_reason->setFocus();
}

} // namespace cs::ui
