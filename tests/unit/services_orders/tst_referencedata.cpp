// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/referencedata.h"
#include "backend/storage/stockstore.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QBuffer>
#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

/// Products and customers that an administrator brings in, on either database.
class TestReferenceData final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsThereIsLeftAsItIs();
    void aPriceIsInItsCurrency();
    void onlyAdministratorsDo();
};

namespace {

Result<QList<storage::Product>> read(QByteArray csv)
{
    QBuffer file(&csv);
    (void)file.open(QIODevice::ReadOnly);
    return readProducts(file);
}

} // namespace

void TestReferenceData::whatIsThereIsLeftAsItIs()
{
    ServicesFixture f;
    const auto first = read("productId,name,unitPrice,unitsInStock\nR1,Tea,2.50,5\nR2,Rice,1,\n");
    CS_OK(first);
    const auto added = addProducts(f.context, *first, kAdmin).result();
    CS_OK(added);
    QCOMPARE(added->added, 2);
    const auto again = addProducts(f.context, *read("productId,name,unitPrice,unitsInStock\nR1,Coffee,9,9\nR3,Salt,1,1\n"), kAdmin).result();
    CS_OK(again);
    QCOMPARE(again->read, 2);
    QCOMPARE(again->added, 1);
    const auto tea = storage::ReferenceStore(f.reading()).product(u"R1"_qs).value();
    QVERIFY(tea && tea->name == u"Tea"_qs && tea->price.minor() == 250);
    const auto levels = storage::StockStore(f.reading()).levelsOf({u"R1"_qs, u"R2"_qs}).value();
    QCOMPARE(levels.size(), 2);
    QCOMPARE(levels.at(0).onHand, 5);
    QCOMPARE(levels.at(1).onHand, 0);
    QCOMPARE(f.audit().last(), u"reference.add products %1"_qs.arg(kAdmin.userId));
    QVERIFY(f.auditVerifies());
    CS_OK(addCustomers(f.context, {{u"R9"_qs, u"Römer"_qs, {}, {}, {}, {}}}, kAdmin).result());
    QCOMPARE(storage::ReferenceStore(f.reading()).customer(u"R9"_qs).value()->name, u"Römer"_qs);
}

void TestReferenceData::aPriceIsInItsCurrency()
{
    const auto products = read("productId;name;unitPrice;currency\nR1;Tea;250;JPY\nR2;Rice;1.125;KWD\nR3;Salt;1;\n");
    CS_OK(products);
    QCOMPARE(products->at(0).price, Money(250, Currency::fromCode(u"JPY").value()));
    QCOMPARE(products->at(1).price.minor(), 1125);
    QCOMPARE(products->at(2).price.currency(), Currency());
}

void TestReferenceData::onlyAdministratorsDo()
{
    ServicesFixture f;
    for (const Actor &one : {kManager, kSales, kViewer})
        CS_FAILS(addCustomers(f.context, {{u"R9"_qs, u"R"_qs, {}, {}, {}, {}}}, one).result(), ErrorKind::Forbidden);
    QVERIFY(!storage::ReferenceStore(f.reading()).customer(u"R9"_qs).value());
}

QTEST_GUILESS_MAIN(TestReferenceData)
#include "tst_referencedata.moc"
