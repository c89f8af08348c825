import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesIn, wayTo } from '../model/places.js';
import { article } from './fixtures.js';

test('the network is read from machines to devices, and along a cable to its other end', () => {
  const topology = article();
  const machines = placesIn(topology, null);
  assert.deepEqual(machines.map((p) => p.id), ['gateway', 'node-1', 'node-2']);
  const inside = placesIn(topology, machines[1]);
  assert.ok(inside.some((p) => p.id === 'node-1/cbr0') && inside.some((p) => p.id === 'default/web-1'));
  const pod = inside.find((p) => p.id === 'default/web-1');
  const eth0 = placesIn(topology, pod ?? null).find((p) => p.id === 'default/web-1/eth0');
  assert.ok(eth0?.peer?.startsWith('node-1/veth'));
  assert.deepEqual(placesIn(topology, eth0 ?? null), []);
  assert.deepEqual(wayTo(topology, eth0?.peer ?? '').map((p) => p.kind), ['machine', 'device']);
  assert.deepEqual(wayTo(topology, 'default/web-1/eth0').map((p) => p.id), ['node-1', 'default/web-1', 'default/web-1/eth0']);
  assert.deepEqual(wayTo(topology, 'nowhere'), []);
});
