// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog of an import while it runs, and when it ends.
#include "ui/orders/importdialog.h"

#include "ui/models/consolecontext.h"
#include "ui/models/importfailuremodel.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"

#include "backend/services/queries/queries.h"

#include <QCheckBox>
#include <QLocale>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

namespace cs::ui {

namespace {

QString amountsOf(const QHash<QString, qint64> &totals)
{
    QStringList codes = totals.keys();
    codes.sort();
    QStringList words;
    for (const QString &code : std::as_const(codes)) {
        const Result<Currency> currency = Currency::fromCode(code);
        if (currency.ok())
            words.append(Money(totals.value(code), *currency).toLocaleString() + QLatin1Char(' ') + code);
    }
    return words.join(QStringLiteral(", "));
}

} // namespace

void ImportDialog::start()
{
    services::ImportOptions options;
    options.format = ImportJob::formatOf(m_path);
    options.dryRun = m_dryRun->isChecked();
    options.reader = &m_context.queries.reader();
    m_failures->clear();
    m_summary->setText({});
    m_bounded->hide();
    m_job = std::make_unique<ImportJob>(m_path, options, m_context.orders, m_context.session.actor());
    m_job->start();
    m_poll->start();
    showRunning(true);
}

void ImportDialog::stop()
{
    if (!m_job)
        return;
    m_job->cancel();
    m_start->setEnabled(false);
    m_summary->setText(tr("Stopping after the orders that are under way"));
}

void ImportDialog::poll()
{
    if (!m_job)
        return;
    const ImportProgress progress = m_job->take();
    showCounts(progress);
    m_failures->append(progress.failures);
    if (progress.done)
        finish(progress);
}

void ImportDialog::showCounts(const ImportProgress &progress)
{
    const QLocale locale;
    if (progress.bytes > 0)
        m_bar->setValue(static_cast<int>(m_bar->maximum() * static_cast<double>(progress.bytesRead) / static_cast<double>(progress.bytes)));
    const QString made = m_dryRun->isChecked() ? tr("%1 would be created") : tr("%1 created");
    m_counts->setText(made.arg(locale.toString(progress.created)) +
                      tr(" · %1 there already · %2 failed").arg(locale.toString(progress.exists), locale.toString(progress.failed)));
    m_bounded->setVisible(progress.failed > ImportJob::kMostFailures);
    m_bounded->setText(tr("The first %1 lines that failed are shown.").arg(locale.toString(ImportJob::kMostFailures)));
}

void ImportDialog::finish(const ImportProgress &progress)
{
    m_poll->stop();
    m_job.reset(); // its thread has ended, so this does not wait
    showRunning(false);
    const QString amounts = amountsOf(progress.totalMinor);
    QString text = progress.cancelled ? tr("Stopped. What was created stays.") : m_dryRun->isChecked() ? tr("Tried out; nothing was written.") : tr("Done.");
    if (!progress.trouble.isEmpty())
        text = tr("It ended early: %1").arg(progress.trouble);
    if (!amounts.isEmpty())
        text += m_dryRun->isChecked() ? tr(" Worth %1 would be created.").arg(amounts) : tr(" Worth %1 was created.").arg(amounts);
    m_summary->setText(text);
    if (m_ask)
        m_ask->reject(); // there is nothing to stop any more
    if (m_closing)
        QDialog::reject();
}

void ImportDialog::showRunning(bool running)
{
    m_choose->setEnabled(!running);
    m_dryRun->setEnabled(!running);
    m_start->setEnabled(!m_path.isEmpty());
    m_start->setText(running ? tr("Stop") : m_dryRun->isChecked() ? tr("Try out") : tr("Import"));
    m_start->setAccessibleName(m_start->text());
    m_start->setVariant(running ? KeyButton::Variant::Danger : KeyButton::Variant::Primary);
    m_start->updateGeometry();
}

void ImportDialog::reject()
{
    if (isRunning())
        askToStop();
    else
        QDialog::reject();
}

void ImportDialog::askToStop()
{
    if (m_closing || m_ask)
        return;
    m_ask = dialogparts::askToLose(this, tr("Stop the import? What was created stays."), tr("Stop and close"), [this] {
        if (!isRunning()) {
            QDialog::reject();
            return;
        }
        m_closing = true;
        stop();
    });
}

} // namespace cs::ui
