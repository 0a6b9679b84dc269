// SPDX-License-Identifier: GPL-3.0-or-later
// A shop that places orders on the pipeline's first topic: node storefront.js BROKER CUSTOMER:ORDER:QUANTITY…
const {Kafka, logLevel} = require('kafkajs');

const [broker, ...orders] = process.argv.slice(2);
const producer = new Kafka({clientId: 'storefront', brokers: [broker], logLevel: logLevel.ERROR}).producer();

async function main() {
  await producer.connect();
  for (const [customerId, id, quantity] of orders.map((one) => one.split(':'))) {
    const order = {id, customerId, productId: 'product-A', quantity: Number(quantity), status: 'pending', createdAt: new Date(Date.now() - 60e3).toISOString()};
    await producer.send({topic: 'order-events', messages: [{key: id, value: JSON.stringify(order)}]});
    process.stdout.write(JSON.stringify(order) + '\n');
  }
  await producer.disconnect();
}

main().catch((error) => { console.error(error); process.exit(1); });
