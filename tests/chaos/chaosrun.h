// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/acceptance/shop.h"

#include <QSet>
#include <thread>

namespace cs::test {

/// What was promised to clients while a program was being killed.
struct Promised
{
    QSet<QString> imported;  ///< the import said "created"
    QSet<QString> placed;    ///< 201
    QSet<QString> decided;   ///< 200 to an approval by a manager
    qint64 importMs = 0;     ///< until the import's answer ended
};

/// The load of one run: the book under ids of the run's own is imported, orders are placed one by one, and waiting orders are
/// approved, each by a client of its own until the program ends or all is done. begin() and join() on the test's thread.
class ChaosRun final
{
public:
    ChaosRun(const Shop &shop, const QString &prefix, QStringList toDecide);
    ~ChaosRun() { join(); }
    Q_DISABLE_COPY_MOVE(ChaosRun)

    void begin();
    /// Waits for the clients; what they were told.
    const Promised &join();

    /// The book with this prefix before each order id.
    static QByteArray book(const QString &prefix);

private:
    void importBook();
    void placeOrders();
    void approve();

    const QString m_prefix;
    const QStringList m_toDecide;
    const quint16 m_port;
    const QByteArray m_admin;
    const QByteArray m_seller;
    const QByteArray m_manager;
    Promised m_promised;
    std::vector<std::thread> m_clients;
};

} // namespace cs::test
