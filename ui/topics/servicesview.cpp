// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/whendone.h"
#include "ui/topics/servicesview.h"

#include "backend/services/core/storecontext.h"
#include "backend/services/flow/servicecontrol.h"
#include "ui/models/consolecontext.h"
#include "ui/topics/servicedetail.h"
#include "ui/topics/turnoffdialog.h"
#include "ui/widgets/card.h"
#include "ui/widgets/listdetail.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cs::ui {

ServicesView::ServicesView(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    m_model = makeServiceListModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("servicesTable"));
    m_table->setAccessibleName(tr("Services"));
    m_table->setModel(m_model);
    m_table->setColumnWidths({110, 168, 60, 86, 74, 116}, 0);
    m_table->setGivingWay({5, 4});
    auto *const split = new ListDetail(QStringLiteral("servicesSplitter"), m_table, 700, 460);
    split->card()->body()->addWidget(m_detail = new ServiceDetail);
    row->addWidget(split);
    connect(m_table, &TableView::currentRowChanged, this, &ServicesView::showService);
    connect(m_detail, &ServiceDetail::switchRequested, this, &ServicesView::requestSwitch);
    connect(&context.session, &Session::personChanged, this, &ServicesView::showService);
}

QString ServicesView::whyBlocked() const
{
    if (m_context.readOnly || m_context.store.readOnly)
        return tr("This console is read-only.");
    return mayDo(m_context.session.actor(), Right::RunServices) ? QString() : tr("Only admins turn services on and off.");
}

void ServicesView::setSnapshot(const services::Snapshot &snapshot)
{
    QList<ServiceRow> rows;
    for (const services::ServiceStatus &one : snapshot.services)
        rows.append({one, snapshot.at});
    m_model->setRows(rows);
    if (m_table->selectedRow() < 0 && m_model->rowCount() > 0)
        m_table->selectRow(0);
    showService();
}

/// As they are now, with the lag of the last poll.
void ServicesView::refresh()
{
    if (m_context.serviceControl == nullptr)
        return;
    QList<ServiceRow> rows;
    for (services::ServiceStatus one : m_context.serviceControl->services()) {
        const ServiceRow *const shown = m_model->rowAt(m_model->rowOf(one.service));
        one.lag = shown ? shown->status.lag : -1;
        rows.append({one, m_context.store.clock.now()});
    }
    m_model->setRows(rows);
    showService();
}

void ServicesView::select(const QString &service)
{
    m_table->selectRow(m_model->rowOf(service));
}

void ServicesView::showService()
{
    if (const ServiceRow *const row = m_model->rowAt(m_table->selectedRow()))
        m_detail->setService(*row, whyBlocked(), row->status.service == m_busy);
}

void ServicesView::requestSwitch()
{
    const ServiceRow *const row = m_model->rowAt(m_table->selectedRow());
    if (!row || !m_busy.isEmpty())
        return;
    const QString why = row->status.whyFixed.isEmpty() ? whyBlocked() : row->status.whyFixed;
    if (!why.isEmpty()) {
        Q_EMIT messageShown(why);
        return;
    }
    if (!row->status.isOn()) {
        turn(row->status.service, true);
        return;
    }
    auto *const dialog = new TurnOffDialog(row->status, this);
    connect(dialog, &TurnOffDialog::confirmed, this, [this, service = row->status.service] { turn(service, false); });
    dialog->open();
}

void ServicesView::turn(const QString &service, bool on)
{
    if (m_context.serviceControl == nullptr)
        return;
    m_busy = service;
    showService();
    whenDone(m_context.serviceControl->turn(service, on, m_context.session.actor()), this, [this, service, on](const Result<services::ServiceStatus> &status) {
        m_busy.clear();
        if (status.ok())
            Q_EMIT messageShown(on ? tr("%1 is on").arg(serviceTitle(service)) : tr("%1 is off until it is turned on again").arg(serviceTitle(service)));
        else
            Q_EMIT messageShown(status.error().message);
        refresh();
    });
}

} // namespace cs::ui
