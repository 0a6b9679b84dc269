// SPDX-License-Identifier: GPL-3.0-or-later
// Another system whose orders need an approval, on the oms topics. node depot.js BROKER: asks for it, waits for the answer, and
// goes on: what is approved is fulfilled. Prints each answer as a line of JSON.
const {Kafka, logLevel} = require('kafkajs');

const kafka = new Kafka({clientId: 'depot', brokers: [process.argv[2]], logLevel: logLevel.ERROR});
const producer = kafka.producer();
const consumer = kafka.consumer({groupId: 'depot'});
const clerk = {userId: 'CLERK7', role: 'SALES_EXECUTIVE'};

const record = (topic, orderId, more) => ({topic, messages: [{key: orderId, value: JSON.stringify({
  orderId, eventType: 'ORDER_' + topic.slice('order.'.length).toUpperCase().replace(/\./g, '_'), timestamp: new Date().toISOString(), triggeredBy: clerk,
  message: `Order ${orderId}: ${topic}.`, ...more})}]});
const request = (orderId, more) => record('order.approval.requested', orderId,
  {approvalLevel: 'MANAGER', notifiers: [{userId: 'MGR001', role: 'MANAGER'}, {userId: 'ADMIN001', role: 'ADMIN'}], ...more});

const first = [
  record('order.created', 'DEP-1'), request('DEP-1'),
  record('order.created', 'DEP-2', {eventType: 'CREATED'}), request('DEP-2'),
  record('order.created', 'DEP-3'), request('DEP-3'), record('order.cancelled', 'DEP-3', {message: 'The customer has called.'}),
  record('order.created', 'DEP-4', {order: {id: 'DEP-4', customerId: 'CUST-9', currency: 'USD', totalAmount: 1200.50, version: 3, createdBy: clerk,
    items: [{productId: 'PALLET', quantity: 2, price: 600.25}]}}), request('DEP-4', {notifiers: undefined}),
  record('order.archived', 'DEP-5'),
];

async function main() {
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({topics: ['order.approval.completed', 'order.approval.rejected'], fromBeginning: true});
  consumer.on(consumer.events.GROUP_JOIN, async () => {
    for (const one of first.splice(0))
      await producer.send(one);
    process.stdout.write('{"ready":true}\n');
  });
  await consumer.run({
    eachMessage: async ({topic, message}) => {
      const orderId = message.key.toString();
      if (!orderId.startsWith('DEP-'))
        return;
      process.stdout.write(JSON.stringify({topic, key: orderId, value: message.value.toString()}) + '\n');
      if (topic === 'order.approval.completed')
        await producer.send(record('order.fulfilled', orderId));
    },
  });
}

main().catch((error) => { console.error(error); process.exit(1); });
