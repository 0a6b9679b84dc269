// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/importjob.h"

#include <QFile>
#include <QThread>

namespace cs::ui {

using services::ImportOutcome;
using services::ImportSummary;

ImportJob::~ImportJob()
{
    m_cancel = true;
    if (m_thread.joinable())
        m_thread.join();
}

void ImportJob::start()
{
    m_thread = std::thread([this] { run(); });
}

ImportProgress ImportJob::take()
{
    const std::lock_guard lock(m_mutex);
    ImportProgress progress = m_progress;
    m_progress.failures.clear();
    return progress;
}

services::ImportFormat ImportJob::formatOf(const QString &path)
{
    return path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ? services::ImportFormat::Csv : services::ImportFormat::JsonLines;
}

void ImportJob::run()
{
    QThread::currentThread()->setObjectName(QStringLiteral("import"));
    QFile file(m_path);
    QString trouble;
    ImportSummary summary;
    if (!file.open(QIODevice::ReadOnly)) {
        trouble = file.errorString();
    } else {
        {
            const std::lock_guard lock(m_mutex);
            m_progress.bytes = file.size();
        }
        const auto outcomes = [this](const QList<ImportOutcome> &some, qint64 bytesRead) { note(some, bytesRead); };
        const Result<ImportSummary> result = services::importOrders(file, m_options, m_orders, m_actor, outcomes, &m_cancel);
        if (result.ok())
            summary = *result;
        else
            trouble = result.error().toString();
    }
    const std::lock_guard lock(m_mutex);
    if (trouble.isEmpty() && !summary.cancelled)
        m_progress.bytesRead = m_progress.bytes; // empty lines at the end as well
    m_progress.trouble = trouble;
    m_progress.cancelled = summary.cancelled;
    m_progress.totalMinor = summary.totalMinor;
    m_progress.done = true;
}

void ImportJob::note(const QList<ImportOutcome> &outcomes, qint64 bytesRead)
{
    const std::lock_guard lock(m_mutex);
    m_progress.bytesRead = bytesRead;
    for (const ImportOutcome &one : outcomes) {
        switch (one.kind) {
        case ImportOutcome::Kind::Created: ++m_progress.created; break;
        case ImportOutcome::Kind::Exists: ++m_progress.exists; break;
        case ImportOutcome::Kind::Failed:
            ++m_progress.failed;
            if (m_kept < kMostFailures) {
                ++m_kept;
                m_progress.failures.append(one);
            }
            break;
        }
    }
}

} // namespace cs::ui
