// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/referencedata.h"
#include "backend/storage/stockstore.h"
#include "tests/unit/services_orders/brokenfile.h"
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
    void whatIsThereIsChangedButNotItsStock();
    void columnsThatTheFileHasNotStay();
    void anAmountThatTheCurrencyCannotHoldStoresNothing();
    void aFileThatBreaksOffIsNotTaken();
    void customersAreChangedToo();
    void aPriceIsInItsCurrency();
    void onlyAdministratorsDo();
};

namespace {

Result<ReferenceFile<storage::Product>> read(QByteArray csv)
{
    QBuffer file(&csv);
    (void)file.open(QIODevice::ReadOnly);
    return readProducts(file);
}

Result<ReferenceKept> keep(ServicesFixture &f, const QByteArray &csv)
{
    const auto file = read(csv);
    CS_TRY(file);
    return keepProducts(f.context, *file, kAdmin).result();
}

storage::Product product(ServicesFixture &f, const QString &id)
{
    return storage::ReferenceStore(f.reading()).product(id).value().value_or(storage::Product());
}

ReferenceFile<Customer> oneCustomer(const Customer &customer, const QSet<QString> &columns = {})
{
    return {{customer}, columns};
}

} // namespace

void TestReferenceData::whatIsThereIsChangedButNotItsStock()
{
    ServicesFixture f;
    const auto added = keep(f, "productId,name,unitPrice,unitsInStock\nR1,Tea,2.50,5\nR2,Rice,1,\n");
    CS_OK(added);
    QCOMPARE(added->added, 2);
    const auto again = keep(f, "productId,name,unitPrice,unitsInStock,discontinued\nR1,Coffee,9,9,1\nR2,Rice,1.00,,0\nR3,Salt,1,1,0\n");
    CS_OK(again);
    QCOMPARE(again->read, 3);
    QCOMPARE(again->added, 1);
    QCOMPARE(again->changed, 1);
    QCOMPARE(again->unchanged(), 1);
    const storage::Product coffee = product(f, u"R1"_qs);
    QVERIFY(coffee.name == u"Coffee"_qs && coffee.price.minor() == 900 && coffee.discontinued);
    const auto levels = storage::StockStore(f.reading()).levelsOf({u"R1"_qs, u"R2"_qs, u"R3"_qs}).value();
    QCOMPARE(levels.size(), 3);
    QCOMPARE(levels.at(0).onHand, 5);
    QCOMPARE(levels.at(1).onHand, 0);
    QCOMPARE(levels.at(2).onHand, 1);
    QCOMPARE(f.audit().last(), u"reference.add products %1"_qs.arg(kAdmin.userId));
    QVERIFY(f.auditVerifies());
}

void TestReferenceData::columnsThatTheFileHasNotStay()
{
    ServicesFixture f;
    CS_OK(keep(f, "productId,name,unitPrice,currency,quantityPerUnit,discontinued\nR1,Tea,250,JPY,10 bags,1\n"));
    CS_OK(keep(f, "productId,name,unitPrice\nR1,Tea,300\n"));
    const storage::Product tea = product(f, u"R1"_qs);
    QCOMPARE(tea.price, Money(300, Currency::fromCode(u"JPY").value()));
    QVERIFY(tea.packaging == u"10 bags"_qs && tea.discontinued);
    CS_OK(keep(f, "productId,name,unitPrice,currency,quantityPerUnit,discontinued\nR1,Tea,3,,,\n")); // an empty field says something
    QCOMPARE(product(f, u"R1"_qs).price, Money(300, Currency()));
    QVERIFY(product(f, u"R1"_qs).packaging.isEmpty() && !product(f, u"R1"_qs).discontinued);
}

void TestReferenceData::anAmountThatTheCurrencyCannotHoldStoresNothing()
{
    ServicesFixture f;
    CS_OK(keep(f, "productId,name,unitPrice,currency\nR1,Tea,250,JPY\n"));
    const auto refused = keep(f, "productId,name,unitPrice\nR0,Rice,1\nR1,Tea,2.50\n");
    CS_FAILS(refused, ErrorKind::Invalid);
    QVERIFY2(refused.error().message.startsWith(u"R1, unitPrice: "), qPrintable(refused.error().message));
    QVERIFY(product(f, u"R0"_qs).name.isEmpty());
}

void TestReferenceData::aFileThatBreaksOffIsNotTaken()
{
    for (const QByteArray &part : {QByteArray("productId,name,unitPrice\nR1,Tea,2.50\nR2,Rice,1"), QByteArray("productId,name,unitPrice\nR1,Tea,2.50\n"), QByteArray("product"), QByteArray()}) {
        BrokenFile file(part);
        CS_FAILS(readProducts(file), ErrorKind::Unavailable);
    }
}

void TestReferenceData::customersAreChangedToo()
{
    ServicesFixture f;
    CS_OK(keepCustomers(f.context, oneCustomer({u"R9"_qs, u"Römer"_qs, u"Ada"_qs, u"Bonn"_qs, {}, {}}), kAdmin).result());
    const auto again = keepCustomers(f.context, oneCustomer({u"R9"_qs, u"ROM AG"_qs, {}, u"Köln"_qs, {}, {}}, {u"city"_qs}), kAdmin).result();
    CS_OK(again);
    QCOMPARE(again->changed, 1);
    QCOMPARE(storage::ReferenceStore(f.reading()).customer(u"R9"_qs).value().value(), (Customer{u"R9"_qs, u"ROM AG"_qs, u"Ada"_qs, u"Köln"_qs, {}, {}}));
    CS_OK(keepCustomers(f.context, oneCustomer({u"R9"_qs, u"ROM AG"_qs, {}, {}, {}, {}}), kAdmin).result());
    QCOMPARE(f.audit().size(), 3);
}

void TestReferenceData::aPriceIsInItsCurrency()
{
    const auto products = read("productId;name;unitPrice;currency\nR1;Tea;250;JPY\nR2;Rice;1.125;KWD\nR3;Salt;1;\n");
    CS_OK(products);
    QCOMPARE(products->rows.at(0).price, Money(250, Currency::fromCode(u"JPY").value()));
    QCOMPARE(products->rows.at(1).price.minor(), 1125);
    QCOMPARE(products->rows.at(2).price.currency(), Currency());
}

void TestReferenceData::onlyAdministratorsDo()
{
    ServicesFixture f;
    for (const Actor &one : {kManager, kSales, kViewer})
        CS_FAILS(keepCustomers(f.context, oneCustomer({u"R9"_qs, u"R"_qs, {}, {}, {}, {}}), one).result(), ErrorKind::Forbidden);
    QVERIFY(!storage::ReferenceStore(f.reading()).customer(u"R9"_qs).value());
}

QTEST_GUILESS_MAIN(TestReferenceData)
#include "tst_referencedata.moc"
