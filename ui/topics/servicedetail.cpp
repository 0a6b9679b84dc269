// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/servicedetail.h"

#include "ui/presentation/relativetime.h"
#include "ui/widgets/detailhead.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

QString aboutService(const QString &service)
{
    if (service == QLatin1String("order"))
        return ServiceDetail::tr("Takes in what payment, stock and shipping report of our orders.");
    if (service == QLatin1String("approval"))
        return ServiceDetail::tr("Lets people decide on the orders that wait for them.");
    if (service == QLatin1String("payment"))
        return ServiceDetail::tr("Asks for the payment of approved orders, and refunds those that fail.");
    if (service == QLatin1String("inventory"))
        return ServiceDetail::tr("Reserves the stock of paid orders, and gives it back.");
    if (service == QLatin1String("shipping"))
        return ServiceDetail::tr("Hands reserved orders to the carrier, and follows the parcels.");
    return ServiceDetail::tr("Reads all topics into the store, and tells people what concerns them.");
}

} // namespace

ServiceDetail::ServiceDetail(QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(space::m));
    m_head = new DetailHead(DetailHead::Kind::Thing);
    m_head->state()->setObjectName(QStringLiteral("serviceState"));
    m_about = m_head->addLine();
    m_reason = m_head->addLine();
    column->addWidget(m_head);
    auto *const facts = new FactGrid;
    m_groups = facts->add(tr("Groups"));
    m_lag = facts->add(tr("Lag"));
    m_last = facts->add(tr("Last handled"));
    m_handled = facts->add(tr("Handled"));
    m_failed = facts->add(tr("Failed"));
    column->addWidget(facts);
    auto *const row = new QHBoxLayout;
    m_switch = new KeyButton(tr("Turn off"), QKeySequence(Qt::Key_O));
    m_switch->setObjectName(QStringLiteral("serviceSwitch"));
    row->addWidget(m_switch);
    row->addStretch(1);
    column->addLayout(row);
    m_why = new PlainLabel;
    m_why->setMuted(true);
    m_why->setWordWrap(true);
    column->addWidget(m_why);
    column->addStretch(1);
    connect(m_switch, &QPushButton::clicked, this, &ServiceDetail::switchRequested);
}

void ServiceDetail::setService(const ServiceRow &row, const QString &blocked, bool busy)
{
    const services::ServiceStatus &status = row.status;
    const QString dash = QStringLiteral("–");
    m_head->setTitle(serviceTitle(status.service));
    m_head->setState(titleOf(status.state), toneOf(status.state));
    m_about->setText(aboutService(status.service));
    m_reason->setText(status.reason);
    m_reason->setTone(status.state == services::ServiceState::Failed ? Tone::Bad : Tone::Warning);
    m_groups->setText(status.groups.isEmpty() ? tr("None: it consumes nothing") : status.groups.join(QStringLiteral(", ")));
    m_lag->setText(status.lag < 0 ? dash : status.lag == 1 ? tr("1 record") : tr("%1 records").arg(countText(status.lag)));
    m_last->setText(!status.lastHandledAt ? dash : QStringLiteral("%1 · %2").arg(relativetime::agoText(*status.lastHandledAt, row.now), relativetime::absoluteText(*status.lastHandledAt)));
    m_handled->setText(status.groups.isEmpty() ? dash : status.handled == 1 ? tr("1 record or step since the start") : tr("%1 records and steps since the start").arg(countText(status.handled)));
    m_failed->setText(status.groups.isEmpty() ? dash : status.failed == 1 ? tr("1 bad record or failed step") : tr("%1 bad records and failed steps").arg(countText(status.failed)));
    const bool isOn = status.isOn();
    const QString why = status.whyFixed.isEmpty() ? blocked : status.whyFixed;
    const QString holds = tr("This holds until the program ends; at its start --services says what runs.");
    m_switch->setText(isOn ? tr("Turn off") : tr("Turn on"));
    m_switch->setVariant(isOn ? KeyButton::Variant::Secondary : KeyButton::Variant::Primary);
    m_switch->setEnabled(why.isEmpty() && !busy);
    m_switch->setToolTip(why.isEmpty() ? holds : why);
    m_why->setText(why.isEmpty() ? holds : why);
}

} // namespace cs::ui
