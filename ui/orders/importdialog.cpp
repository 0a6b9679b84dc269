// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/importdialog.h"

#include "ui/models/consolecontext.h"
#include "ui/models/importfailuremodel.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include "backend/services/queries/queries.h"

#include <QCheckBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kPollMs = 100;
constexpr int kBarSteps = 1000;

/// The one local file that is dragged, or nothing.
QString fileOf(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

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

ImportDialog::ImportDialog(ConsoleContext &context, QWidget *parent) : QDialog(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptDrops(true);
    setWindowTitle(tr("Import orders"));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20));
    column->setSpacing(theme.px(space::m));
    column->addWidget(new PlainLabel(tr("Import orders"), FontRole::Title));
    column->addWidget(makeFile());
    column->addWidget(makeProgress(), 1);
    column->addWidget(makeFoot());
    m_poll = new QTimer(this);
    m_poll->setInterval(kPollMs);
    connect(m_poll, &QTimer::timeout, this, &ImportDialog::poll);
    resize(theme.px(680), theme.px(520));
    showRunning(false);
}

ImportDialog::~ImportDialog() = default;

QWidget *ImportDialog::makeFile()
{
    auto *const part = new QWidget;
    auto *const column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    auto *const row = new QHBoxLayout;
    m_file = new PlainLabel(tr("Choose a file of JSON Lines or CSV, or drop it here"));
    m_file->setElided(true);
    m_choose = new KeyButton(tr("Choose…"), QKeySequence(QKeySequence::Open));
    row->addWidget(m_file, 1);
    row->addWidget(m_choose);
    column->addLayout(row);
    m_dryRun = new QCheckBox(tr("Only try it out: say what would happen, write nothing"));
    column->addWidget(m_dryRun);
    connect(m_choose, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    connect(m_dryRun, &QCheckBox::toggled, this, [this] { showRunning(isRunning()); });
    return part;
}

QWidget *ImportDialog::makeProgress()
{
    auto *const part = new QWidget;
    auto *const column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    m_bar = new QProgressBar;
    m_bar->setRange(0, kBarSteps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress by bytes"));
    m_counts = new PlainLabel;
    m_summary = new PlainLabel({}, FontRole::Strong);
    m_summary->setWordWrap(true);
    m_failures = new ImportFailureModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("importFailures"));
    m_table->setAccessibleName(tr("Lines that failed"));
    m_table->setModel(m_failures);
    m_table->setFollowsTop(false);
    m_table->setColumnWidths({70, 160, 300}, ImportFailureModel::MessageColumn);
    m_bounded = new PlainLabel;
    m_bounded->setMuted(true);
    m_bounded->hide();
    column->addWidget(m_bar);
    column->addWidget(m_counts);
    column->addWidget(m_summary);
    m_failureState = new StateStack(m_table);
    column->addWidget(m_failureState, 1);
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_failures, changed, this, &ImportDialog::showFailures);
    connect(m_failures, &QAbstractItemModel::modelReset, this, &ImportDialog::showFailures);
    showFailures();
    column->addWidget(m_bounded);
    return part;
}

void ImportDialog::showFailures()
{
    if (m_failures->rowCount() > 0)
        m_failureState->showContent();
    else
        m_failureState->showEmpty(tr("No line has failed"), tr("What cannot be imported shows here, with its line, its field and the reason."), {}, QStringLiteral("check"));
}

QWidget *ImportDialog::makeFoot()
{
    auto *const foot = new QWidget;
    auto *const column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    m_close = new KeyButton(tr("Close"));
    m_start = new KeyButton(tr("Import"), QKeySequence(Qt::CTRL | Qt::Key_Return), KeyButton::Variant::Primary);
    m_start->setObjectName(QStringLiteral("startImport"));
    column->addLayout(dialogparts::makeButtonRow({m_close, m_start}));
    connect(m_close, &QPushButton::clicked, this, &ImportDialog::reject);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (isRunning())
            stop();
        else
            start();
    });
    return foot;
}

void ImportDialog::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Orders to import"), {}, tr("Orders (*.jsonl *.ndjson *.json *.csv);;All files (*)"));
    if (!path.isEmpty())
        setFile(path);
}

void ImportDialog::setFile(const QString &path)
{
    if (isRunning())
        return;
    m_path = path;
    const QFileInfo file(path);
    m_file->setText(tr("%1 · %2 · %3").arg(file.fileName(), QLocale().formattedDataSize(file.size()),
                                           ImportJob::formatOf(path) == services::ImportFormat::Csv ? QStringLiteral("CSV") : QStringLiteral("JSON Lines")));
    m_bar->setValue(0);
    m_counts->setText({});
    m_summary->setText({});
    showRunning(false);
}

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
        m_bar->setValue(static_cast<int>(static_cast<double>(kBarSteps) * static_cast<double>(progress.bytesRead) / static_cast<double>(progress.bytes)));
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
    if (m_closing)
        return;
    auto *const ask = new QMessageBox(QMessageBox::Question, tr("Import"), tr("Stop the import? What was created stays."), QMessageBox::NoButton, this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setTextFormat(Qt::PlainText);
    const QPushButton *const yes = ask->addButton(tr("Stop and close"), QMessageBox::DestructiveRole);
    ask->addButton(tr("Go on"), QMessageBox::RejectRole);
    connect(ask, &QMessageBox::buttonClicked, this, [this, yes](const QAbstractButton *button) {
        if (button != yes)
            return;
        if (!isRunning()) {
            QDialog::reject();
            return;
        }
        m_closing = true;
        stop();
    });
    ask->open();
}

void ImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!isRunning() && !fileOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent *event)
{
    setFile(fileOf(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace cs::ui
