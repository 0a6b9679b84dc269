// SPDX-License-Identifier: GPL-3.0-or-later
// A service that listens: node watch.js BROKER GROUP TOPIC… prints each record as a line of JSON, from the first one on. A topic
// between slashes is a pattern; it takes the topics that are there.
const {Kafka, logLevel} = require('kafkajs');

const [broker, groupId, ...names] = process.argv.slice(2);
const topics = names.filter((name) => !name.startsWith('/'));
const patterns = names.filter((name) => name.startsWith('/')).map((name) => new RegExp(name.slice(1, -1)));
const kafka = new Kafka({clientId: groupId, brokers: [broker], logLevel: logLevel.ERROR});
const consumer = kafka.consumer({groupId});

function textOf(headers) {
  return Object.fromEntries(Object.entries(headers || {}).map(([name, value]) => [name, [].concat(value).map((one) => one.toString('latin1')).pop()]));
}

// A topic that is not there yet is made; somebody else may be making it, too.
async function makeTopics() {
  const admin = kafka.admin();
  await admin.connect();
  for (;;) {
    const known = await admin.listTopics();
    const missing = topics.filter((topic) => !known.includes(topic));
    if (missing.length === 0)
      break;
    for (const topic of missing)
      await admin.createTopics({waitForLeaders: false, topics: [{topic, numPartitions: 3, replicationFactor: 1}]}).catch(() => {});
  }
  await admin.disconnect();
}

async function main() {
  await makeTopics();
  await consumer.connect();
  await consumer.subscribe({topics: [...topics, ...patterns], fromBeginning: true});
  consumer.on(consumer.events.GROUP_JOIN, () => process.stdout.write('{"ready":true}\n'));
  await consumer.run({
    eachMessage: async ({topic, partition, message}) => {
      process.stdout.write(JSON.stringify({
        topic, partition, offset: message.offset,
        key: message.key && message.key.toString(), value: message.value && message.value.toString(), headers: textOf(message.headers),
      }) + '\n');
    },
  });
}

main().catch((error) => { console.error(error); process.exit(1); });
