// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/whendone.h"
#include "ui/orders/orderexport.h"

#include "ui/models/consolecontext.h"
#include "ui/orders/csvorderlist.h"

#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>
#include <QThreadPool>

namespace cs::ui {

namespace {

constexpr int kPage = 1000;

/// Runs on a pool thread. Empty when all went well.
QString writeFile(const QString &path, const QList<services::OrderRow> &rows)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write(csvorderlist::header());
    for (const services::OrderRow &row : rows)
        file.write(csvorderlist::line(row));
    return file.commit() ? QString() : file.errorString();
}

} // namespace

OrderExport::OrderExport(ConsoleContext &context, const services::OrderQuery &query, const QString &path, QObject *parent)
    : QObject(parent), m_context(context), m_query(query), m_path(path)
{
    m_query.limit = kPage;
}

void OrderExport::readPage(const QString &after)
{
    m_query.after = after;
    whenDone(m_context.queries.orders(m_query), this, [this](const Result<services::Page<services::OrderRow>> &page) {
        if (!page.ok()) {
            end(tr("Nothing was exported: %1").arg(page.error().message));
            return;
        }
        m_rows += page->rows;
        if (page->next.isEmpty() || m_rows.size() >= kMostRows)
            write(!page->next.isEmpty() || m_rows.size() > kMostRows);
        else
            readPage(page->next);
    });
}

void OrderExport::write(bool more)
{
    m_rows = m_rows.first(qMin<qsizetype>(m_rows.size(), kMostRows));
    auto promise = std::make_shared<QPromise<QString>>();
    promise->start();
    whenDone(promise->future(), this, [this, more](const QString &trouble) {
        const QString name = QFileInfo(m_path).fileName();
        const QString count = QLocale().toString(m_rows.size());
        if (!trouble.isEmpty())
            end(tr("%1 could not be written: %2").arg(name, trouble));
        else if (more)
            end(tr("The first %1 orders are in %2; narrow the filter for the rest").arg(count, name));
        else
            end(tr("%1 orders are in %2").arg(count, name));
    });
    QThreadPool::globalInstance()->start([promise, path = m_path, rows = m_rows] {
        promise->addResult(writeFile(path, rows));
        promise->finish();
    });
}

void OrderExport::end(const QString &message)
{
    Q_EMIT finished(message);
    deleteLater();
}

} // namespace cs::ui
