// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/turnoffdialog.h"

#include "ui/models/groupmodels.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

QString whatStops(const QString &service)
{
    if (service == QLatin1String("payment"))
        return TurnOffDialog::tr("No payment is asked for and none is refunded; approved orders stay where they are.");
    if (service == QLatin1String("inventory"))
        return TurnOffDialog::tr("No stock is reserved or given back; paid orders stay where they are.");
    if (service == QLatin1String("shipping"))
        return TurnOffDialog::tr("No parcel is handed over and none is followed; reserved orders stay where they are.");
    return TurnOffDialog::tr("What payment, stock and shipping services elsewhere report is not taken in.");
}

} // namespace

TurnOffDialog::TurnOffDialog(const services::ServiceStatus &status, QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Turn off a service"));
    auto *const column = dialogparts::makeColumn(this, 420);
    column->addWidget(new PlainLabel(tr("Turn off %1 here?").arg(serviceTitle(status.service)), FontRole::Title));
    auto *const text = new PlainLabel(whatStops(status.service) + QLatin1Char(' ')
                                      + tr("What comes meanwhile waits, and is handled when the service is turned on again. Other programs of this store go on with theirs."));
    text->setWordWrap(true);
    text->setMuted(true);
    column->addWidget(text);
    auto *const off = new KeyButton(tr("Turn off"), {}, KeyButton::Variant::Danger);
    off->setObjectName(QStringLiteral("confirmTurnOff"));
    auto *const keep = new KeyButton(tr("Keep it on"));
    column->addLayout(dialogparts::makeButtonRow({keep, off}));
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(off, &QPushButton::clicked, this, [this] {
        Q_EMIT confirmed();
        accept();
    });
    keep->setFocus();
}

} // namespace cs::ui
