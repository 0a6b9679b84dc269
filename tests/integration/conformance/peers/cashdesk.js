// SPDX-License-Identifier: GPL-3.0-or-later
// One of several payment services of a shop: node cashdesk.js BROKER NAME. Shares the group payment-service with its like, pays
// what it is asked for, and asks for the stock; the customer `poor` cannot pay. Prints what it did.
const {Kafka, logLevel} = require('kafkajs');

const [broker, name] = process.argv.slice(2);
const kafka = new Kafka({clientId: name, brokers: [broker], logLevel: logLevel.ERROR});
const producer = kafka.producer();
const consumer = kafka.consumer({groupId: 'payment-service'});

async function pay(order) {
  const common = {orderId: order.orderId, customerId: order.customerId, timestamp: new Date().toISOString()};
  const payment = {...common, paymentId: `${name}-${order.orderId}`, amount: order.totalAmount, currency: order.currency};
  if (order.customerId === 'poor')
    return [['ecommerce.payment.failed', {...payment, status: 'FAILED', reason: 'The card is blocked.'}]];
  return [['ecommerce.payment.success', {...payment, status: 'SUCCESS'}], ['ecommerce.inventory.update', {...common, items: order.items}]];
}

async function main() {
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({topics: ['ecommerce.order.payment.initiated'], fromBeginning: true});
  consumer.on(consumer.events.GROUP_JOIN, () => process.stdout.write('{"ready":true}\n'));
  await consumer.run({
    eachMessage: async ({partition, message}) => {
      for (const [topic, value] of await pay(JSON.parse(message.value.toString())))
        await producer.send({topic, messages: [{key: message.key, value: JSON.stringify(value)}]});
      process.stdout.write(JSON.stringify({partition, key: message.key.toString()}) + '\n');
    },
  });
}

main().catch((error) => { console.error(error); process.exit(1); });
