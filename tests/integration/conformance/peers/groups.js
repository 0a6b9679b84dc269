// SPDX-License-Identifier: GPL-3.0-or-later
// node groups.js BROKER: the groups of a Kafka, each a line of JSON with how many members it has. Waits until none rebalances.
const {Kafka, logLevel} = require('kafkajs');

async function main() {
  const admin = new Kafka({clientId: 'groups', brokers: [process.argv[2]], logLevel: logLevel.ERROR}).admin();
  await admin.connect();
  for (;;) {
    const names = (await admin.listGroups()).groups.map((one) => one.groupId);
    const {groups} = await admin.describeGroups(names);
    if (groups.some((one) => one.state.endsWith('Rebalance')))
      continue;
    for (const one of groups)
      process.stdout.write(JSON.stringify({group: one.groupId, members: one.members.length}) + '\n');
    break;
  }
  await admin.disconnect();
}

main().catch((error) => { console.error(error); process.exit(1); });
