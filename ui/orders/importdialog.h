// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/orders/importjob.h"

#include <QDialog>
#include <QPointer>
#include <memory>

class QCheckBox;
class QMessageBox;
class QProgressBar;
class QTimer;

namespace cs {
class KeyButton;
class PlainLabel;
class StateStack;
class TableView;
} // namespace cs

namespace cs::ui {

class ImportFailureModel;
struct ConsoleContext;

/// Imports a file of orders, or only tries it out, and shows how it goes: progress, counts, and each line that failed.
/// The import runs on a thread that the dialog owns; closing while it runs asks, and waits for the chunk under way.
/// Deletes itself when closed.
class ImportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportDialog)

public:
    explicit ImportDialog(ConsoleContext &context, QWidget *parent = nullptr);
    ~ImportDialog() override;
    void setFile(const QString &path);
    bool isRunning() const { return m_job != nullptr; }

public Q_SLOTS:
    void reject() override;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeFile();
    QWidget *makeProgress();
    QWidget *makeFoot();
    void showFailures();
    void chooseFile();
    void start();
    void stop();
    void askToStop();
    void poll();
    void finish(const ImportProgress &progress);
    void showCounts(const ImportProgress &progress);
    void showRunning(bool running);

    ConsoleContext &m_context;
    QString m_path;
    std::unique_ptr<ImportJob> m_job;
    bool m_closing = false; ///< closes when the job has stopped
    QPointer<QMessageBox> m_ask; ///< whether to stop; goes with the job
    ImportFailureModel *m_failures = nullptr;
    QTimer *m_poll = nullptr;
    PlainLabel *m_file = nullptr;
    QCheckBox *m_dryRun = nullptr;
    KeyButton *m_choose = nullptr;
    QProgressBar *m_bar = nullptr;
    PlainLabel *m_counts = nullptr;
    PlainLabel *m_summary = nullptr;
    TableView *m_table = nullptr;
    StateStack *m_failureState = nullptr;
    PlainLabel *m_bounded = nullptr;
    KeyButton *m_close = nullptr;
    KeyButton *m_start = nullptr;
};

} // namespace cs::ui
