// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/flow/running.h"

#include "backend/domain/lifecycle.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/demo/demodata.h"
#include "backend/services/orders/orderservice.h"
#include "backend/settings/settings.h"
#include "backend/storage/referencestore.h"
#include "backend/storage/stockstore.h"

namespace cs::test {

using storage::Connection;

namespace {

const Actor kAdmin{QStringLiteral("ADMIN001"), QStringLiteral("ADMIN")};

settings::Options optionsFor(const Way &way, const QString &folder)
{
    QStringList arguments{QStringLiteral("--data-dir"), folder, QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--services"), way.services,
                          QStringLiteral("--publish"), way.publish};
    if (!way.drive.isEmpty())
        arguments += {QStringLiteral("--drive"), way.drive};
    if (!way.brokers.isEmpty())
        arguments += {QStringLiteral("--brokers"), way.brokers};
    if (!way.db.isEmpty())
        arguments += {QStringLiteral("--db"), way.db};
    auto options = settings::load(arguments, QProcessEnvironment());
    if (!options.ok())
        qFatal("%s", qPrintable(options.error().toString()));
    options->policy.steps.clear(); // nobody has to approve
    options->paymentGateway = options->carrier = QStringLiteral("sandbox");
    options->refusedCustomers = way.refused;
    options->typeIds = way.typeIds;
    return *options;
}

} // namespace

Running::Running(const Way &way) : m_way(way), m_backend(optionsFor(way, way.folder.isEmpty() ? m_folder.path() : way.folder)) {}

Status Running::start()
{
    CS_TRY(m_backend.start());
    CS_TRY(putStock());
    auto opened = Connection::open(m_backend.context().database, storage::Access::ReadOnly);
    if (!opened.ok())
        return opened.error();
    m_reading = std::move(opened).value();
    return Done{};
}

void Running::stop()
{
    m_reading.reset();
    m_backend.stop();
}

Status Running::putStock()
{
    auto products = services::bookProducts();
    CS_TRY(products);
    for (storage::Product &one : *products)
        one.stock = m_way.timesStock == 1 ? one.stock : (one.stock + 20) * m_way.timesStock;
    return m_backend.context().writer
        .submit(storage::Priority::Machine, storage::Durability::Normal,
                [list = *products](Connection &connection) -> Status {
                    CS_TRY(storage::ReferenceStore(connection).putProducts(list));
                    CS_TRY(storage::StockStore(connection).seed());
                    return Done{};
                })
        .result();
}

Status Running::place(const QList<NewOrder> &orders)
{
    QList<services::ImportLine> lines;
    for (const NewOrder &one : orders)
        lines.append({lines.size() + 1, one});
    const auto placed = m_backend.orders().createMany(lines, kAdmin).result();
    return placed.ok() ? Status(Done{}) : Status(placed.error());
}

qint64 Running::number(const QString &sql)
{
    const auto rows = m_reading->selectText(sql, {});
    if (!rows.ok())
        qWarning("%s", qPrintable(rows.error().message));
    return rows.ok() && !rows->isEmpty() ? rows->first().first().toLongLong() : -1;
}

qint64 Running::open()
{
    return number(QStringLiteral("SELECT (SELECT count(*) FROM steps WHERE state < 3) + (SELECT count(*) FROM outbox WHERE state = 0)"));
}

QString Running::summary()
{
    QString text;
    const auto rows = m_reading->selectText(QStringLiteral("SELECT status, count(*) FROM orders GROUP BY status"), {});
    if (!rows.ok())
        return rows.error().message;
    for (const storage::Row &row : *rows)
        text += statusName(OrderStatus(row.at(0).toInt())) + QLatin1Char(' ') + row.at(1).toString() + QLatin1Char(' ');
    return text;
}

} // namespace cs::test
