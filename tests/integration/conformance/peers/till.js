// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline's payment service, written elsewhere: node till.js BROKER. Takes what is pending on payment-events in the group of
// that name, pays, and passes the record on; the customer `poor` cannot pay.
const {Kafka, logLevel} = require('kafkajs');

const kafka = new Kafka({clientId: 'till', brokers: [process.argv[2]], logLevel: logLevel.ERROR});
const producer = kafka.producer();
const consumer = kafka.consumer({groupId: 'payment-events'});

async function main() {
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({topics: ['payment-events'], fromBeginning: true});
  consumer.on(consumer.events.GROUP_JOIN, () => process.stdout.write('{"ready":true}\n'));
  await consumer.run({
    eachMessage: async ({message}) => {
      const order = JSON.parse(message.value.toString());
      const paid = order.customerId !== 'poor';
      order.status = paid ? 'paid' : 'payment_failed';
      await producer.send({topic: paid ? 'inventory-events' : 'notification-events', messages: [{key: order.id, value: JSON.stringify(order)}]});
      process.stdout.write(JSON.stringify({key: order.id, status: order.status}) + '\n');
    },
  });
}

main().catch((error) => { console.error(error); process.exit(1); });
