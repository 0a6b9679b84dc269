// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition/backend.h"

#include "backend/domain/order.h"
#include "backend/storage/database.h"

#include <QTemporaryDir>

namespace cs::test {

/// What a run of the whole way is tried on.
struct Way
{
    QString drive = QStringLiteral("ecommerce"); ///< empty: the family an order came by
    qint64 timesStock = 1; ///< 1: as the book has it; else (stock + 20) times that, as of some products nothing is there
    QString brokers;       ///< empty: embedded
    QString db;            ///< empty: SQLite
    QString services = QStringLiteral("all");
    QString publish = QStringLiteral("oms,orders,ecommerce");
    QStringList refused;   ///< customers whose payments the sandbox refuses
    QHash<QString, QByteArray> typeIds;
    QString folder;        ///< empty: one of its own
};

/// A running program with services, where nobody has to approve, and a connection that looks at its store. Belongs to the
/// thread that made it.
class Running final
{
public:
    explicit Running(const Way &way);
    Q_DISABLE_COPY_MOVE(Running)

    Status start();
    void stop();
    QString broker() const { return m_backend.brokerAddress(); }
    Status place(const QList<NewOrder> &orders);

    /// A number that a statement gives; -1: it gives none.
    qint64 number(const QString &sql);
    qint64 ended() { return number(QStringLiteral("SELECT count(*) FROM orders WHERE status IN (7, 8, 9, 10)")); }
    /// Steps and records that somebody still has to do something about.
    qint64 open();
    /// How many orders are in each state, in words.
    QString summary();

private:
    Status putStock();

    const Way m_way;
    QTemporaryDir m_folder;
    app::Backend m_backend;
    std::unique_ptr<storage::Connection> m_reading;
};

} // namespace cs::test
