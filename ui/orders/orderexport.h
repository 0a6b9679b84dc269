// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QObject>

namespace cs::ui {

struct ConsoleContext;

/// Writes a filtered order list into a file, page by page; the file is written on a pool thread and takes its name only
/// when it is whole. Deletes itself after finished().
class OrderExport final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderExport)

public:
    static constexpr int kMostRows = 10'000;

    OrderExport(ConsoleContext &context, const services::OrderQuery &query, const QString &path, QObject *parent);
    void start() { readPage({}); }

Q_SIGNALS:
    /// A sentence for the person, whether it went well or not.
    void finished(const QString &message);

private:
    void readPage(const QString &after);
    void write(bool more);
    void end(const QString &message);

    ConsoleContext &m_context;
    services::OrderQuery m_query;
    const QString m_path;
    QList<services::OrderRow> m_rows;
};

} // namespace cs::ui
