// SPDX-License-Identifier: GPL-3.0-or-later
// The reference point on Node: the same work with the clients that one would take there, as their documentation shows them.
// usage: peer.js ingest BOOTSTRAP TOPIC EVENTS FILE   kafkajs to better-sqlite3, one transaction a batch
//        peer.js send BOOTSTRAP TOPIC ORDERS          kafkajs, one awaited send an order
'use strict';
const { Kafka, logLevel } = require('kafkajs');

const [mode, bootstrap, topic, count, file] = process.argv.slice(2);
const wanted = Number(count);
const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.ERROR });

function report(begin) {
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  console.log(`rate ${(wanted / seconds).toFixed(1)}`);
  process.exit(0);
}

function openStore() {
  const Database = require('better-sqlite3');
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(`CREATE TABLE events (id INTEGER PRIMARY KEY, topic TEXT, part INT, offs TEXT, order_id TEXT, type TEXT, at TEXT,
             value TEXT, UNIQUE (topic, part, offs));
           CREATE TABLE notes (id INTEGER PRIMARY KEY, event INT, person TEXT, role TEXT, channel TEXT, state INT, message TEXT)`);
  const addEvent = db.prepare('INSERT OR IGNORE INTO events (topic, part, offs, order_id, type, at, value) VALUES (?,?,?,?,?,?,?)');
  const addNote = db.prepare("INSERT INTO notes (event, person, role, channel, state, message) VALUES (?,?,?,'IN_APP',0,?)");
  return db.transaction((batch) => {
    for (const record of batch.messages) {
      const text = record.value.toString();
      const event = JSON.parse(text);
      const { lastInsertRowid } = addEvent.run(batch.topic, batch.partition, record.offset, event.orderId, event.eventType, event.timestamp, text);
      for (const person of event.notifiers ?? []) {
        addNote.run(lastInsertRowid, person.userId, person.role, event.message);
      }
    }
  });
}

async function ingest() {
  const store = openStore();
  const consumer = kafka.consumer({ groupId: `peer-${process.pid}-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let begin;
  let got = 0;
  await consumer.run({
    eachBatch: async ({ batch }) => {
      begin ??= process.hrtime.bigint();
      store(batch);
      got += batch.messages.length;
      if (got >= wanted) report(begin);
    },
  });
}

async function send() {
  const producer = kafka.producer();
  await producer.connect();
  const one = (i) => {
    const value = JSON.stringify({
      orderId: `PEER${i}`, eventType: 'ORDER_CREATED', timestamp: new Date().toISOString(),
      triggeredBy: { userId: 'EMP05', role: 'SALES_EXECUTIVE' }, customerId: 'VINET', currency: 'USD',
      items: [{ productId: 'P011', quantity: 1, price: 12.25 }], message: `Order PEER${i} was created.`,
    });
    return producer.send({ topic, messages: [{ key: `PEER${i}`, value }] });
  };
  for (let i = 0; i < 100; i += 1) await one(-1 - i); // connections and code are warm then
  const begin = process.hrtime.bigint();
  for (let i = 0; i < wanted; i += 1) await one(i);
  report(begin);
}

({ ingest, send })[mode]().catch((error) => {
  console.error(error);
  process.exit(1);
});
