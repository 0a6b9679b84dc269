// SPDX-License-Identifier: GPL-3.0-or-later
// Another system's order service on order-events. node orderservice.js BROKER own: what happens to its own orders.
// node orderservice.js BROKER meddle ORDER: what it has to say about somebody else's order.
const {Kafka, logLevel} = require('kafkajs');

const [broker, what, about] = process.argv.slice(2);
const kafka = new Kafka({clientId: 'order-service-b', brokers: [broker], logLevel: logLevel.ERROR});
const producer = kafka.producer();
const items = [{productId: 'P-1', quantity: 3, price: 29.99}, {productId: 'P-2', quantity: 1, price: 0.03}];

const event = (type, orderId, status) => ({
  key: orderId,
  value: JSON.stringify({type, timestamp: new Date().toISOString(), data: {orderId, customerId: 'CUST-B', totalAmount: 90.00, status, items}}),
});

const stories = {
  own: () => [
    event('ORDER_CREATED', 'SO-1', 'pending'), event('ORDER_CREATED', 'SO-2', 'pending'), event('ORDER_CREATED', 'SO-3', 'pending'),
    event('ORDER_UPDATED', 'SO-1', 'paid'), event('ORDER_CANCELLED', 'SO-2', 'cancelled'), event('ORDER_UPDATED', 'SO-3', 'in_picking'),
    event('ORDER_SHIPPED', 'SO-1', 'shipped'), event('ORDER_DELIVERED', 'SO-1', 'delivered'), event('ORDER_WRAPPED', 'SO-3', 'wrapped'),
    {key: 'SO-4', value: '{"type":"ORDER_CREATED","timestamp":"2026-11-21T10:00:00Z","data":{"orderId":"SO-4","customerId":"C","totalAmount":"free","status":"pending","items":[]}}'},
    {key: 'SO-5', value: '{"type":'},
    event('ORDER_DELIVERED', 'SO-6', 'delivered'), event('ORDER_CREATED', 'SO-6', 'pending'),
  ],
  meddle: () => [event('ORDER_CANCELLED', about, 'cancelled')],
};

async function main() {
  await producer.connect();
  for (const message of stories[what]())
    await producer.send({topic: 'order-events', messages: [message]});
  await producer.disconnect();
}

main().catch((error) => { console.error(error); process.exit(1); });
