// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orderdetail.h"

#include "backend/domain/lifecycle.h"
#include "backend/domain/step.h"
#include "backend/services/core/storecontext.h"
#include "ui/models/consolecontext.h"
#include "ui/orderparts/ordercontent.h"
#include "ui/orders/approvallevels.h"
#include "ui/presentation/ordertext.h"
#include "ui/presentation/relativetime.h"
#include "ui/presentation/statetone.h"
#include "ui/widgets/detailhead.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

namespace cs::ui {

OrderDetail::OrderDetail(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(space::s));
    m_head = new DetailHead(DetailHead::Kind::Order);
    m_origin = m_head->addLine();
    m_origin->setMuted(true);
    m_trouble = m_head->addLine();
    m_trouble->setTone(Tone::Warning);
    column->addWidget(m_head);
    m_content = new OrderContent(context);
    m_levels = new ApprovalLevels;
    m_content->insert(m_levels);
    column->addWidget(m_content, 1);
    column->addWidget(makeButtons());
}

QWidget *OrderDetail::makeButtons()
{
    auto *const foot = new QWidget;
    auto *const row = new FlowLayout(foot);
    m_copy = new KeyButton(tr("Copy id"), QKeySequence(Qt::Key_C));
    m_move = new KeyButton(tr("Mark shipped…"), QKeySequence(Qt::Key_S));
    m_move->setObjectName(QStringLiteral("moveOrder"));
    m_edit = new KeyButton(tr("Edit…"), QKeySequence(Qt::Key_E));
    m_edit->setObjectName(QStringLiteral("editOrder"));
    m_cancel = new KeyButton(tr("Cancel order…"), QKeySequence(Qt::Key_X), KeyButton::Variant::Danger);
    m_cancel->setObjectName(QStringLiteral("cancelOrder"));
    row->addWidget(m_copy);
    row->addWidget(m_edit);
    row->addWidget(m_move);
    row->setTrailing(m_cancel);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_order.id);
        Q_EMIT copied(m_order.id);
    });
    connect(m_move, &QPushButton::clicked, this, [this] { Q_EMIT moveRequested(nextByHand(m_order.status)); });
    connect(m_edit, &QPushButton::clicked, this, &OrderDetail::editRequested);
    connect(m_cancel, &QPushButton::clicked, this, &OrderDetail::cancelRequested);
    return foot;
}

void OrderDetail::setRow(const services::OrderRow &row)
{
    const bool another = row.order.id != m_order.id;
    showHead(row.order, row.customerName, row.itemCount > 0);
    if (!another)
        return;
    setTrouble({});
    m_content->clear();
}

void OrderDetail::setDetail(const services::OrderDetail &detail)
{
    showHead(detail.order, detail.customerName, !detail.order.items.isEmpty());
    setTrouble({});
    m_content->setDetail(detail);
    // Afterwards the steps say who decided when.
    const bool asked = detail.order.status == OrderStatus::PendingApproval || detail.order.status == OrderStatus::Rejected;
    m_levels->setLines(asked ? levelLines(detail, m_context.store.clock.now()) : QList<LevelLine>());
}

void OrderDetail::setTrouble(const QString &text)
{
    m_trouble->setText(text);
}

void OrderDetail::showHead(const Order &order, const QString &customerName, bool hasItems)
{
    m_order = order;
    m_head->setTitle(ordertext::customer(order, customerName));
    m_head->setFigure(ordertext::totalWithCurrency(order, hasItems));
    m_head->setState(statusTitle(order.status), statetone::of(order.status));
    m_head->setFine(order.id); // by itself: made ids take all of the line
    QString origin = order.createdBy.userId.isEmpty() ? tr("Created") : tr("Created by %1").arg(order.createdBy.userId);
    if (!order.submittedBy.isEmpty() && order.submittedBy != order.createdBy.userId)
        origin += tr(", submitted by %1").arg(order.submittedBy);
    if (order.owner != m_context.store.source)
        origin += tr(" · belongs to %1").arg(order.owner);
    m_origin->setText(origin + QStringLiteral(" · ") + relativetime::absoluteText(order.createdAt) + tr(" · version %1").arg(order.version));
    showRight(*m_cancel, whyNotCancel(order, m_context));
    showRight(*m_edit, whyNotEdit(order, m_context));
    m_move->setText(nextByHand(order.status) == OrderStatus::Delivered ? tr("Mark delivered…") : tr("Mark shipped…"));
    showRight(*m_move, whyNotMove(order, m_context));
    // Its lines are edited before its approval is through, and it is moved by hand after that: never both, so one place will do.
    const bool isOnItsWay = order.status >= OrderStatus::Approved && !isUndone(order.status);
    m_edit->setVisible(!isOnItsWay);
    m_move->setVisible(isOnItsWay);
}

/// What keeps the person from it stands where the pointer and a screen reader find it.
void OrderDetail::showRight(KeyButton &button, const QString &why)
{
    button.setEnabled(why.isEmpty());
    button.setToolTip(Qt::convertFromPlainText(why, Qt::WhiteSpaceNormal));
    button.setAccessibleDescription(why);
}

OrderStatus OrderDetail::nextByHand(OrderStatus status)
{
    return status == OrderStatus::Shipped || status == OrderStatus::Delivered ? OrderStatus::Delivered : OrderStatus::Shipped;
}

QString OrderDetail::whyNotMove(const Order &order, const ConsoleContext &context)
{
    if (context.readOnly || context.store.readOnly)
        return tr("This console is read-only.");
    const OrderStatus to = nextByHand(order.status);
    if (!mayFollow(order.status, to))
        return isFinal(order.status) ? tr("The order is %1; it goes no further.").arg(statusTitle(order.status).toLower())
                                     : tr("An order is marked shipped once its stock is reserved; this one is %1.").arg(statusTitle(order.status).toLower());
    if (!mayDo(context.session.actor(), Right::MoveOrder))
        return tr("Only an admin marks orders shipped or delivered.");
    if (order.owner != context.store.source)
        return tr("The order belongs to another system (%1); only its owner moves it.").arg(order.owner);
    return {};
}

QString OrderDetail::whyNotEdit(const Order &order, const ConsoleContext &context)
{
    if (context.readOnly || context.store.readOnly)
        return tr("This console is read-only.");
    if (!mayDo(context.session.actor(), Right::CreateOrder))
        return tr("Your role does not edit orders.");
    if (order.owner != context.store.source)
        return tr("The order belongs to another system (%1); only its owner edits it.").arg(order.owner);
    const Status may = checkEdit(context.session.actor(), order);
    return may.ok() ? QString() : may.error().message;
}

QString OrderDetail::whyNotCancel(const Order &order, const ConsoleContext &context)
{
    if (context.readOnly || context.store.readOnly)
        return tr("This console is read-only.");
    if (!mayDo(context.session.actor(), Right::CancelOrder))
        return tr("Your role does not cancel orders.");
    if (order.owner != context.store.source)
        return tr("The order belongs to another system (%1); only its owner cancels it.").arg(order.owner);
    if (const Status may = checkCancel(context.session.actor(), order); !may.ok())
        return may.error().message;
    if (!mayFollow(order.status, OrderStatus::Cancelled))
        return tr("An order in the state %1 cannot be cancelled.").arg(statusTitle(order.status).toLower());
    return {};
}

} // namespace cs::ui
