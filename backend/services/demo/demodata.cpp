// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/demo/demodata.h"

#include "backend/services/orders/csvorders.h"

#include <QFile>

// The macro declares a function of the global namespace, so it stands outside of ours.
static void registerDemoData()
{
    Q_INIT_RESOURCE(demodata);
}

namespace cs::services {

namespace {

using Columns = QList<QString>;

Error damaged(const QString &name)
{
    return Error::fatal(QStringLiteral("The built-in file %1 is damaged.").arg(name));
}

/// Calls `take` with each row behind the header; rows have `width` fields.
Status readCsv(const QString &name, qsizetype width, const std::function<Status(const Columns &)> &take)
{
    registerDemoData();
    QFile file(QStringLiteral(":/demo/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return damaged(name);
    CsvRows rows(file);
    (void)rows.next(); // the header
    while (const std::optional<CsvRows::Row> row = rows.next()) {
        if (row->error || row->fields.size() != width)
            return damaged(name);
        Columns columns;
        for (const QByteArray &one : row->fields)
            columns.append(QString::fromUtf8(one));
        CS_TRY(take(columns));
    }
    return Done{};
}

struct Person
{
    const char16_t *id;
    const char16_t *name;
    Role role;
};
constexpr Person kApprovers[] = {
    {u"MGR001", u"Maya Grant", Role::Manager},      {u"MGR002", u"Martin Osei", Role::Manager},
    {u"FIN001", u"Fiona Lindqvist", Role::Finance}, {u"FIN002", u"Farid Haddad", Role::Finance},
    {u"DIR001", u"Dora Nakamura", Role::Director},  {u"DIR002", u"Daniel Moreau", Role::Director},
    {u"ADMIN001", u"Ada Kowalski", Role::Admin},    {u"ADMIN002", u"Amir Santos", Role::Admin},
    {u"VIEW001", u"Vera Holm", Role::Viewer},
};

} // namespace

Result<QList<Customer>> bookCustomers()
{
    QList<Customer> customers;
    CS_TRY(readCsv(QStringLiteral("customers.csv"), 6, [&customers](const Columns &row) -> Status {
        customers.append({row[0], row[1], row[2], row[3], row[4], row[5]});
        return Done{};
    }));
    return customers;
}

Result<QList<storage::Product>> bookProducts()
{
    QList<storage::Product> products;
    CS_TRY(readCsv(QStringLiteral("products.csv"), 6, [&products](const Columns &row) -> Status {
        const Result<Money> price = Money::parse(row[3].toLatin1(), Currency());
        if (!price.ok())
            return price.error();
        products.append({row[0], row[1], row[2], *price, row[4].toLongLong(), row[5] == QLatin1String("1")});
        return Done{};
    }));
    products.append({QStringLiteral("product-A"), QStringLiteral("Sample product"), QString(), Money(1999, Currency()),
                     1000, false});
    return products;
}

Result<QList<User>> demoPeople()
{
    QList<User> people;
    CS_TRY(readCsv(QStringLiteral("employees.csv"), 5, [&people](const Columns &row) -> Status {
        people.append({row[0], row[2] + QLatin1Char(' ') + row[1], Role::SalesExecutive, row[4], false});
        return Done{};
    }));
    for (const Person &one : kApprovers)
        people.append({QString::fromUtf16(one.id), QString::fromUtf16(one.name), one.role, QString(), false});
    return people;
}

Result<QList<NewOrder>> bookOrders()
{
    registerDemoData();
    QFile file(QStringLiteral(":/demo/orders.jsonl"));
    if (!file.open(QIODevice::ReadOnly))
        return damaged(QStringLiteral("orders.jsonl"));
    QList<NewOrder> orders;
    LineReader lines(file);
    QByteArray line;
    while (lines.next(&line) == LineReader::Got::Line) {
        const ImportLine read = parseJsonLine(line, lines.lineNumber());
        if (!read.order.ok())
            return read.order.error();
        orders.append(*read.order);
    }
    return orders;
}

} // namespace cs::services
