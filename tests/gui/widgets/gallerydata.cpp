// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/widgets/gallerydata.h"

#include <QLocale>
#include <QStandardItemModel>

namespace cs::gallery {

namespace {

struct Cell
{
    QString text;
    QList<std::pair<int, QVariant>> roles;
};

Cell right(const QString &text)
{
    return {text, {{Qt::TextAlignmentRole, int(Qt::AlignRight | Qt::AlignVCenter)}}};
}

Cell pill(const QString &text, Tone tone)
{
    return {text, {{ToneRole, int(tone)}}};
}

void add(QStandardItemModel *model, const QList<Cell> &cells)
{
    QList<QStandardItem *> row;
    for (const Cell &cell : cells) {
        auto *item = new QStandardItem(cell.text);
        for (const auto &[role, value] : cell.roles)
            item->setData(value, role);
        row << item;
    }
    row.first()->setData(row.first()->text(), IdRole);
    model->appendRow(row);
}

} // namespace

QStandardItemModel *inbox(QObject *owner, int rows)
{
    auto *model = new QStandardItemModel(0, 5, owner);
    model->setHorizontalHeaderLabels({QStringLiteral("Order"), QStringLiteral("Customer"), QStringLiteral("Total"),
                                      QStringLiteral("Next"), QStringLiteral("Due")});
    const QStringList names{QStringLiteral("Toms Spezialitäten"), QStringLiteral("Save-a-lot Markets"),
                            QStringLiteral("Suprêmes délices"),   QStringLiteral("Rattlesnake Canyon Grocery"),
                            QStringLiteral("HILARION-Abastos")};
    for (int i = 0; i < rows; ++i) {
        const Cell id{QStringLiteral("NW%1").arg(10249 + i * 3), {{MonoRole, true}}};
        const Cell next{i % 4 == 1 ? QStringLiteral("then Finance") : QStringLiteral("\u2013"), {{MutedRole, true}}};
        Cell due{QStringLiteral("due in %1 h").arg(i), {{MutedRole, true}}};
        if (i == 0)
            due = pill(QStringLiteral("12 min late"), Tone::Bad);
        else if (i < 3)
            due = pill(QStringLiteral("due in %1 min").arg(8 * i), Tone::Warning);
        add(model, {id, {names.at(i % 5), {}}, right(QLocale().toString(1000.5 + i * 317.4, 'f', 2)), next, due});
    }
    return model;
}

QStandardItemModel *items(QObject *owner)
{
    auto *model = new QStandardItemModel(0, 4, owner);
    model->setHorizontalHeaderLabels(
        {QStringLiteral("Product"), QStringLiteral("Qty"), QStringLiteral("Sum"), QStringLiteral("Stock")});
    const Cell stocked = pill(QStringLiteral("in stock"), Tone::Good);
    add(model, {{QStringLiteral("Pavlova"), {}}, right(QStringLiteral("21")), right(QStringLiteral("248.01")), stocked});
    add(model, {{QStringLiteral("Steeleye Stout"), {}}, right(QStringLiteral("70")), right(QStringLiteral("856.80")),
                pill(QStringLiteral("short: 6 left"), Tone::Warning)});
    add(model, {{QStringLiteral("Vegie-spread"), {}}, right(QStringLiteral("80")), right(QStringLiteral("2,386.40")), stocked});
    return model;
}

QStandardItemModel *topics(QObject *owner)
{
    auto *model = new QStandardItemModel(0, 3, owner);
    model->setHorizontalHeaderLabels({QStringLiteral("Topic"), QStringLiteral("In"), QStringLiteral("Lag")});
    const QStringList names{QStringLiteral("order.created"), QStringLiteral("order.approval.requested"),
                            QStringLiteral("order.approval.completed"), QStringLiteral("order.approval.rejected"),
                            QStringLiteral("ecommerce.payment.success"), QStringLiteral("ecommerce.shipping.status")};
    for (int i = 0; i < names.size(); ++i)
        add(model, {{names.at(i), {{SeriesRole, i}}}, right(QString::number(86 - i * 11)), right(QStringLiteral("0"))});
    return model;
}

QStandardItemModel *channels(QObject *owner)
{
    auto *model = new QStandardItemModel(0, 4, owner);
    model->setHorizontalHeaderLabels(
        {QStringLiteral("Channel"), QStringLiteral("Delivered"), QStringLiteral("Failed"), QStringLiteral("Provider")});
    const Cell healthy = pill(QStringLiteral("healthy"), Tone::Good);
    add(model, {{QStringLiteral("In-app"), {}}, right(QStringLiteral("4,112")), right(QStringLiteral("0")), healthy});
    add(model, {{QStringLiteral("E-mail"), {}}, right(QStringLiteral("3,870")), right(QStringLiteral("3")), healthy});
    add(model, {{QStringLiteral("SMS"), {}}, right(QStringLiteral("902")), right(QStringLiteral("9")),
                pill(QStringLiteral("on second provider"), Tone::Warning)});
    return model;
}

QList<TimelineEntry> history()
{
    return {
        {QStringLiteral("09:14:02"), {}, Tone::Accent, QStringLiteral("Created by EMP08, sales"), {},
         QStringLiteral("order.created 1/8841"), QStringLiteral("a")},
        {QStringLiteral("09:14:02"), {}, Tone::Accent, QStringLiteral("Rule From 5,000: Manager, then Finance (v7)"),
         QStringLiteral("From 5,000: Manager, then Finance"), QStringLiteral("approval.requested 1/8842"), QStringLiteral("b")},
        {QStringLiteral("09:14:03"), {}, Tone::Good, QStringLiteral("Push to MGR001 delivered \u00B7 e-mail delivered"), {},
         QStringLiteral("340 ms"), {}},
        {QStringLiteral("09:20:11"), {}, Tone::Warning,
         QStringLiteral("Quantity of Vegie-spread 60 \u2192 80 by EMP08 \u00B7 version 3"), {},
         QStringLiteral("approval.requested 1/8920"), {}},
        {QStringLiteral("09:20:11"), {}, Tone::Warning, QStringLiteral("Waiting for Manager: MGR001 (you), MGR002"),
         QStringLiteral("Waiting for Manager"), QStringLiteral("for 22 min"), {}},
    };
}

QList<TimelineEntry> now()
{
    return {
        {QStringLiteral("09:41:58"), {}, Tone::Good, QStringLiteral("MGR002 approved NW10372 \u00B7 Queen Cozinha"),
         QStringLiteral("NW10372"), {}, {}},
        {QStringLiteral("09:41:51"), {}, Tone::Warning, QStringLiteral("E-mail to FIN001 retried, 2 of 5 \u00B7 421 from the server"), {}, {}, {}},
        {QStringLiteral("09:41:47"), {}, Tone::Bad, QStringLiteral("D00412 failed: stock of Steeleye Stout is short \u00B7 payment refunded"),
         QStringLiteral("D00412"), {}, {}},
    };
}

QByteArray json()
{
    return "{\n  \"orderId\": \"NW10329\",\n  \"eventType\": \"ORDER_APPROVAL_REQUESTED\",\n  \"total\": 5275.210,\n"
           "  \"triggeredBy\": {\n    \"userId\": \"EMP04\",\n    \"role\": \"SALES_EXECUTIVE\"\n  },\n"
           "  \"notifiers\": [\n    \"MGR001\",\n    \"MGR002\"\n  ],\n  \"message\": \"Order \\\"NW10329\\\": requires\"\n}";
}

} // namespace cs::gallery
