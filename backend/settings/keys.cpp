// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/settings/keys.h"

namespace cs::settings {

namespace {

using S = QLatin1String;

QList<Key> commonKeys()
{
    return {
        {S("data-dir"), S(), S("COUNTERSIGN_DATA_DIR"), S("DIR"), S(), &Options::dataDir, 0, 0, S(),
         S("Folder of database, keys and logs. Made with mode 0700.")},
        {S("config"), S(), S("COUNTERSIGN_CONFIG"), S("FILE"), S(), &Options::configFile, 0, 0, S(),
         S("Configuration file. Default: countersign.ini in the data folder.")},
        {S("brokers"), S("countersign"), S("KAFKA_BROKERS"), S("HOST:PORT,..."), S("embedded"), &Options::brokers, 0, 0, S(),
         S("Kafka brokers, or 'embedded' for the one inside this program. Its address is in broker.addr of the data folder.")},
        {S("db"), S("countersign"), S("DB_URL"), S("URL"), S(), &Options::db, 0, 0, S(),
         S("Database: postgresql://user@host:port/name. Default: SQLite in the data folder.")},
        {S("port"), S("countersign"), S("PORT"), S("N"), S("3001"), &Options::port, 0, 65535, S(),
         S("Port of the HTTP API; 0 turns it off.")},
        {S("health-port"), S("countersign"), S("NOTIFICATION_PORT"), S("N"), S("0"), &Options::healthPort, 0, 65535, S(),
         S("Port for health and metrics alone; 0 turns it off.")},
        {S("publish"), S("countersign"), S(), S("FAMILY,..."), S("oms,ecommerce"), &Options::publish, 0, 0,
         S("oms requests orders pipeline ecommerce"), S("Topic families to write to.")},
        {S("drive"), S("countersign"), S(), S("FAMILY"), S(), &Options::drive, 0, 0, S("ecommerce pipeline none"),
         S("Whose commands move an order on; 'none' is by hand. Default: the family an order came by, else ecommerce.")},
        {S("services"), S("countersign"), S(), S("NAME,..."), S(), &Options::services, 0, 0,
         S("order approval payment inventory shipping notification all none"),
         S("Services that this process runs. Default: all with the embedded broker, else order,approval,notification.")},
        {S("demo"), S("countersign"), S(), S(), S("false"), &Options::demo, 0, 0, S(),
         S("Reference data, people of every role, and a steady stream of orders.")},
        {S("read-only"), S("countersign"), S(), S(), S("false"), &Options::readOnly, 0, 0, S(),
         S("Look, never write: no decisions, no producing, no services.")},
    };
}

QList<Key> fileKeys()
{
    return {
        {S("address"), S("http"), S(), S("IP"), S("127.0.0.1"), &Options::httpAddress, 0, 0, S(),
         S("Address that the HTTP API listens on."), false},
        {S("hosts"), S("http"), S(), S("NAME:PORT,..."), S(), &Options::httpHosts, 0, 0, S(),
         S("Further values of the Host header that the API answers to, e.g. behind a proxy."), false},
        {S("notification"), S("groups"), S(), S("NAME"), S("notification-group"), &Options::notificationGroup, 0, 0, S(),
         S("Consumer group of the notification service."), false},
        {S("notification-retry"), S("groups"), S(), S("NAME"), S("notification-retry"), &Options::retryGroup, 0, 0, S(),
         S("Consumer group that reads order.notifications.retry."), false},
        {S("order"), S("groups"), S(), S("NAME"), S("order-service"), &Options::orderGroup, 0, 0, S(),
         S("Consumer group of the order service."), false},
        {S("payment"), S("groups"), S(), S("NAME"), S("payment-service"), &Options::paymentGroup, 0, 0, S(),
         S("Consumer group of the payment service."), false},
        {S("inventory"), S("groups"), S(), S("NAME"), S("inventory-service"), &Options::inventoryGroup, 0, 0, S(),
         S("Consumer group of the inventory service."), false},
        {S("shipping"), S("groups"), S(), S("NAME"), S("shipping-service"), &Options::shippingGroup, 0, 0, S(),
         S("Consumer group of the shipping service."), false},
        {S("order-events"), S("groups"), S(), S("NAME"), S("order-events"), &Options::orderEventsGroup, 0, 0, S(),
         S("Consumer group of the order service on the pipeline's topic."), false},
        {S("payment-events"), S("groups"), S(), S("NAME"), S("payment-events"), &Options::paymentEventsGroup, 0, 0, S(),
         S("Consumer group of the payment service on the pipeline's topic."), false},
        {S("inventory-events"), S("groups"), S(), S("NAME"), S("inventory-events"), &Options::inventoryEventsGroup, 0, 0, S(),
         S("Consumer group of the inventory service on the pipeline's topic."), false},
        {S("notification-events"), S("groups"), S(), S("NAME"), S("notification-events"), &Options::notificationEventsGroup, 0, 0, S(),
         S("Consumer group of the notification service on the pipeline's topic."), false},
        {S("email"), S("channels"), S(), S("HOW"), S("off"), &Options::emailChannel, 0, 0, S("off hand-over"),
         S("E-mail to people: 'hand-over' asks another service on EMAIL_REQUEST_TOPIC, 'off' skips them, with that reason."), false},
        {S("push"), S("channels"), S(), S("HOW"), S("off"), &Options::pushChannel, 0, 0, S("off hand-over"),
         S("Push messages to people: 'hand-over' asks another service on PUSH_REQUEST_TOPIC, 'off' skips them, with that reason."), false},
        {S("gateway"), S("payment"), S(), S("NAME"), S(), &Options::paymentGateway, 0, 0, S(),
         S("Who moves money: an https:// address (its token in COUNTERSIGN_PAYMENT_TOKEN), or 'sandbox', which pays by the rules below and moves none. Default: sandbox with --demo, else nobody, and orders wait."), false},
        {S("allow-http"), S("payment"), S(), S("YES|NO"), S("false"), &Options::paymentOverHttp, 0, 0, S(),
         S("Take an address without encryption, e.g. of a proxy on this machine."), false},
        {S("sandbox-refuses"), S("payment"), S(), S("CUSTOMER,..."), S(), &Options::refusedCustomers, 0, 0, S(),
         S("Customers whose payments the sandbox refuses."), false},
        {S("sandbox-pending"), S("payment"), S(), S("CUSTOMER,..."), S(), &Options::pendingCustomers, 0, 0, S(),
         S("Customers whose payments the sandbox decides later."), false},
        {S("sandbox-pending-seconds"), S("payment"), S(), S("N"), S("5"), &Options::paymentPendingSeconds, 0, 86400, S(),
         S("Seconds after which it decides them."), false},
        {S("carrier"), S("shipping"), S(), S("NAME"), S(), &Options::carrier, 0, 0, S(),
         S("Who carries parcels: an https:// address (its token in COUNTERSIGN_CARRIER_TOKEN), or 'sandbox', which takes everything. Default: sandbox with --demo, else nobody, and orders wait."), false},
        {S("allow-http"), S("shipping"), S(), S("YES|NO"), S("false"), &Options::carrierOverHttp, 0, 0, S(),
         S("Take an address without encryption, e.g. of a proxy on this machine."), false},
        {S("sandbox-seconds"), S("shipping"), S(), S("N"), S("0"), &Options::deliverySeconds, 0, 864000, S(),
         S("Seconds that the sandbox's parcels travel."), false},
        {S("stale-hours"), S("events"), S(), S("N"), S("24"), &Options::staleHours, 1, 8760, S(),
         S("Events older than this many hours are kept and notify nobody."), false},
        {S("digest-minutes"), S("notifications"), S(), S("N"), S("15"), &Options::digestMinutes, 0, 1440, S(),
         S("Minutes between the summaries in which admins hear of decided approvals; 0 tells them of each at once."), false},
        {S("trusted-sources"), S("events"), S(), S("URN,..."), S(), &Options::trustedSources, 0, 0, S(),
         S("Sources (ce_source) of other systems whose decisions count on orders of ours."), false},
        {S("consumers"), S("services"), S(), S("N"), S("3"), &Options::serviceConsumers, 1, 3, S(),
         S("Consumers that each service of an order's way has in its groups, a thread each. The embedded broker has one, and so many threads that do steps."), false},
        {S("due-hours"), S("approval"), S(), S("N"), S("24"), &Options::approvalDueHours, 1, 8760, S(),
         S("Hours that an approval may wait before it is late."), false},
    };
}

} // namespace

const QList<Key> &keys()
{
    static const QList<Key> all = commonKeys() + fileKeys();
    return all;
}

const Key *findOption(QStringView name)
{
    for (const Key &key : keys()) {
        if (key.isOption && key.name == name)
            return &key;
    }
    return nullptr;
}

const Key *findInFile(QStringView section, QStringView name)
{
    for (const Key &key : keys()) {
        if (!key.section.isEmpty() && key.section == section && key.name == name)
            return &key;
    }
    return nullptr;
}

} // namespace cs::settings
