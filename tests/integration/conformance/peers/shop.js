// SPDX-License-Identifier: GPL-3.0-or-later
// Another shop that owns its orders: node shop.js BROKER tells of three of them on the ecommerce topics, one in the wrong order.
const {Kafka, logLevel} = require('kafkajs');

const producer = new Kafka({clientId: 'shop-b', brokers: [process.argv[2]], logLevel: logLevel.ERROR}).producer();
const items = [{productId: 'P-1', quantity: 3, price: 29.99}, {productId: 'P-2', quantity: 1, price: 0.03}];

const record = (topic, orderId, more) => ({topic: 'ecommerce.' + topic, messages: [{
  key: orderId, headers: {__TypeId__: 'com.shop.Event'},
  value: JSON.stringify({orderId, customerId: 'CUST-S', timestamp: new Date().toISOString(), channel: 'web', ...more})}]});
const created = (id) => record('orders.created', id, {totalAmount: 90.00, currency: 'EUR', items});
const paid = (id) => record('payment.success', id, {paymentId: 'p-' + id, amount: 90.00, currency: 'EUR', status: 'SUCCESS'});
const status = (id, word) => record('order.status.updated', id, {status: word});
const shipping = (id, word) => record('shipping.status', id, {trackingNumber: 'T-' + id, carrier: 'Bike', status: word});

const records = [
  created('SHOP-1'), status('SHOP-1', 'APPROVED'), paid('SHOP-1'), shipping('SHOP-1', 'SHIPPED'), shipping('SHOP-1', 'IN_TRANSIT'), shipping('SHOP-1', 'DELIVERED'),
  created('SHOP-2'), record('payment.failed', 'SHOP-2', {paymentId: 'p-2', amount: 90.00, status: 'FAILED', reason: 'No cover'}), status('SHOP-2', 'FAILED'),
  shipping('SHOP-3', 'DELIVERED'), shipping('SHOP-3', 'SHIPPED'), paid('SHOP-3'), created('SHOP-3'),
];

async function main() {
  await producer.connect();
  for (const one of [...records, records[2]])
    await producer.send(one);
  await producer.disconnect();
}

main().catch((error) => { console.error(error); process.exit(1); });
