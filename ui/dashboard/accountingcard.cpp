// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/accountingcard.h"

#include "ui/widgets/plainlabel.h"

#include <QLocale>
#include <QVBoxLayout>

namespace cs::ui {

AccountingCard::AccountingCard(QWidget *parent) : Card(tr("Accounting"), parent)
{
    m_figures = new PlainLabel({}, FontRole::Mono);
    m_verdict = new PlainLabel;
    m_verdict->setWordWrap(true);
    body()->addWidget(m_figures);
    body()->addWidget(m_verdict);
    body()->addStretch(1);
    setSnapshot({});
}

void AccountingCard::setSnapshot(const services::Snapshot &snapshot)
{
    const QLocale locale;
    const QStringList names{tr("on the topics"), tr("= stored"), tr("+ bad"), tr("+ behind")};
    const qint64 numbers[] = {snapshot.onTopics, snapshot.stored, snapshot.bad, snapshot.behind};
    qsizetype nameWidth = 0;
    qsizetype numberWidth = 0;
    for (qsizetype row = 0; row < names.size(); ++row) {
        nameWidth = qMax(nameWidth, names.at(row).size());
        numberWidth = qMax(numberWidth, locale.toString(numbers[row]).size());
    }
    QStringList lines;
    for (qsizetype row = 0; row < names.size(); ++row)
        lines.append(names.at(row).leftJustified(nameWidth + 2) + locale.toString(numbers[row]).rightJustified(numberWidth));
    m_figures->setText(lines.join(QLatin1Char('\n')));
    const qint64 difference = snapshot.onTopics - snapshot.stored - snapshot.bad - snapshot.behind;
    if (snapshot.balanced) {
        m_verdict->setText(tr("Balanced to the last event"));
        m_verdict->setMuted(true);
        m_verdict->setTone(Tone::Neutral);
    } else {
        m_verdict->setText(tr("Does not add up: the difference is %1").arg(locale.toString(difference)));
        m_verdict->setTone(Tone::Bad);
    }
}

} // namespace cs::ui
