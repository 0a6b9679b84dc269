// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/importdialog.h"

#include "ui/models/importfailuremodel.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kPollMs = 100;

/// The one local file that is dragged, or nothing.
QString fileOf(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
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
    dialogparts::resizeWithinScreen(this, 680, 520);
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
    m_bar->setRange(0, 1000);
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
