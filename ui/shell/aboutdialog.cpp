// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/aboutdialog.h"

#include "ui/widgets/plainlabel.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace cs {

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    const Theme &theme = Theme::current();
    setWindowTitle(tr("About Countersign"));
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(16));
    box->setSpacing(theme.px(space::s));
    box->addWidget(new PlainLabel(QStringLiteral("Countersign"), FontRole::Title));
    auto *version = new PlainLabel(tr("Version %1").arg(QLatin1String(COUNTERSIGN_VERSION)));
    box->addWidget(version);
    auto *about = new PlainLabel(tr("A console for approving orders, with their events on Kafka as they happen."));
    auto *licence = new PlainLabel(tr("Free software under the GNU General Public License, version 3 or later. It comes "
                                      "without any warranty."));
    auto *parts = new PlainLabel(tr("Built with Qt %1.").arg(QLatin1String(qVersion())));
    for (PlainLabel *label : {about, licence, parts}) {
        label->setMuted(true);
        label->setWordWrap(true);
        box->addWidget(label);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    box->addSpacing(theme.px(space::s));
    box->addWidget(buttons);
    setMinimumWidth(theme.px(400));
}

} // namespace cs
