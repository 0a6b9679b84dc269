// SPDX-License-Identifier: GPL-3.0-or-later
// For each key on standard input, a line each: the partition of three that kafkajs would send it to, a line each.
const {Partitioners} = require('kafkajs');
const choose = Partitioners.DefaultPartitioner();
const partitionMetadata = [0, 1, 2].map((partitionId) => ({partitionId, leader: 0}));
const keys = require('fs').readFileSync(0, 'utf8').split('\n').filter((key) => key !== '');
process.stdout.write(keys.map((key) => choose({topic: 'any', partitionMetadata, message: {key}}) + '\n').join(''));
