// SPDX-License-Identifier: GPL-3.0-or-later
// Task, CRM, sales and account services, and one that asks for notifications in bulk: node workplace.js BROKER sends what they
// have to say, some of it twice, some of it wrong.
const {Kafka, logLevel} = require('kafkajs');

const kafka = new Kafka({clientId: 'workplace', brokers: [process.argv[2]], logLevel: logLevel.ERROR});
const producer = kafka.producer();
const now = Date.now();
const tenantId = 7;

const task = (eventId, eventType, assignedTo) => ['TASK_EVENT_TOPIC', eventId, {
  eventId, eventType, timestamp: now, taskId: 11, taskTitle: "Count the 'B' shelf", userId: 4000, assignedTo, assignedBy: 4000, tenantId, priority: 'MEDIUM', deadlineMs: now + 3600e3}];
const deal = (eventId, assignedTo) => ['CRM_EVENT_TOPIC', eventId, {
  eventId, eventType: 'DEAL_WON', timestamp: now, entityType: 'opportunity', entityId: 12, entityName: 'Grand Café', userId: 4000, assignedTo, tenantId, value: 1250.5, stage: 'WON'}];
const sale = (eventId, userId) => ['SALES_EVENT_TOPIC', eventId, {eventId, eventType: 'PAYMENT_RECEIVED', timestamp: now, tenantId, userId, orderId: 77001}];
const account = (eventId) => ['USER_EVENT_TOPIC', eventId, {eventId, eventType: 'USER_LOGGED_IN', timestamp: now, tenantId, userId: 4001}];
const request = (eventId, more) => ['NOTIFICATION_REQUEST_TOPIC', eventId, {
  eventId, eventType: 'CREATE_NOTIFICATION', timestamp: now, tenantId, title: 'Stocktaking', message: 'The depot closes at noon.', type: 'INFO',
  category: 'depot', priority: 'HIGH', sourceService: 'depot', sourceEventId: 'plan-' + eventId, channels: ['IN_APP'], metadata: {depot: 'north'}, ...more}];

const events = [
  task('task-1', 'TASK_ASSIGNED', 4001), task('task-2', 'TASK_OVERDUE', 4001), task('task-3', 'TASK_ARCHIVED', 4001),
  deal('deal-1', 4002), sale('sale-1', 4003), account('account-1'),
  request('bulk-1', {userId: 4101, userIds: [4101, 4102, 4103], channels: ['IN_APP', 'EMAIL', 'PUSH']}),
  request('late-1', {userId: 4201, expiresAt: now - 60e3}),
];
// JavaScript has no such integer: the value is written by hand, as a Java service writes its longs.
const large = request('large-1', {userId: 4301});
const text = ([topic, key, value]) => ({topic, key, value: JSON.stringify(value).replace('"userId":4301', '"userId":9007199254740993')});
const wrong = [
  {topic: 'TASK_EVENT_TOPIC', key: 'wrong-1', value: 'TASK_ASSIGNED'},
  {topic: 'CRM_EVENT_TOPIC', key: 'wrong-2', value: JSON.stringify({...deal('wrong-2', 1)[2], entityId: 'twelve'}), headers: {trace: 'abc'}},
  {topic: 'NOTIFICATION_REQUEST_TOPIC', key: 'wrong-3', value: null},
];

async function main() {
  await producer.connect();
  const good = [...events, large].map(text);
  for (const {topic, ...message} of [...good, ...wrong, ...good.filter((one) => one.topic !== 'USER_EVENT_TOPIC')])
    await producer.send({topic, messages: [message]});
  await producer.disconnect();
}

main().catch((error) => { console.error(error); process.exit(1); });
