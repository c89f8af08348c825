import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffPackets } from '../model/packets.js';
import { destinationsOf, findables, resolveName, search, splitTarget, targetsOf } from '../model/targets.js';
import { translator } from '../model/text.js';
import { windowOf } from '../model/timeline.js';
import { article } from './fixtures.js';

test('packets: rewritten fields are struck, layers come and go at the outside', () => {
  const ip = (/** @type {string} */ ttl) => ({ type: 'ipv4', fields: { src: '10.0.1.2', ttl } });
  const eth = (/** @type {string} */ src) => ({ type: 'ethernet', fields: { src } });
  const packet = (/** @type {any[]} */ ...layers) => ({ summary: '', layers });
  const [e, i] = diffPackets(packet(eth('a'), ip('64')), packet(eth('b'), ip('63')));
  assert.deepEqual([e.state, i.state], ['changed', 'changed']);
  assert.deepEqual(i.fields.filter((f) => f.changed), [{ name: 'ttl', before: '64', after: '63', changed: true }]);
  const states = (/** @type {any} */ a, /** @type {any} */ b) => diffPackets(a, b).map((l) => `${l.type} ${l.state}`);
  assert.deepEqual(states(packet(ip('64')), packet(eth('a'), ip('64'))), ['ethernet added', 'ipv4 same']);
  assert.deepEqual(states(packet(eth('a'), ip('64')), packet(ip('64'))), ['ethernet removed', 'ipv4 same']);
  assert.deepEqual(states(packet(ip('1')), packet(eth('o'), ip('64'), { type: 'vxlan', fields: {} }, ip('1'))),
    ['ethernet added', 'ipv4 added', 'vxlan added', 'ipv4 same']);
  assert.deepEqual(states(null, packet(ip('1'))), ['ipv4 same']);
  assert.deepEqual(diffPackets(null, null), []);
});

test('targets: names as people write them', () => {
  const topology = article();
  assert.deepEqual(targetsOf(topology).map((x) => x.value), ['web-1', 'api-1', 'web-2', 'db-0', 'gateway', 'node-1', 'node-2']);
  const services = [
    { namespace: 'default', name: 'web', type: 'LoadBalancer', addresses: ['10.96.0.20'], ports: ['80/TCP'] },
    { namespace: 'shop', name: 'cart', type: 'ClusterIP', addresses: [], ports: [] },
  ];
  assert.deepEqual(destinationsOf({ ...topology, services }).slice(0, 4).map((x) => `${x.value} ${x.hint}`),
    ['svc:default/web LoadBalancer 10.96.0.20 80/TCP', 'lb:default/web LoadBalancer', 'svc:shop/cart ClusterIP', 'web-1 10.0.1.2']);
  assert.equal(resolveName('web-1', topology), 'default/web-1');
  assert.equal(resolveName(' node-1 ', topology), 'node-1');
  assert.equal(resolveName('10.0.2.2', topology), '10.0.2.2');
  assert.deepEqual(splitTarget('10.0.2.2:80'), { to: '10.0.2.2', port: 80 });
  assert.deepEqual(splitTarget('web-2'), { to: 'web-2', port: null });
});

test('search finds by name, address and label, and ranks names that begin so', () => {
  const all = findables(article());
  const ids = (/** @type {string} */ q) => search(all, q, 9).map((f) => f.id);
  assert.deepEqual(ids('web'), ['default/web-1', 'default/web-2']);
  assert.deepEqual(ids('10.0.2.3'), ['default/db-0']);
  assert.deepEqual(ids('app=api'), ['default/api-1']);
  assert.deepEqual(ids('  '), []);
  assert.deepEqual(ids('node 10.100.0.3'), ['node-2']);
});

test('texts: places are filled literally, a missing key shows itself', () => {
  const t = translator({ a: '{1} of {0}, it’s {0}' });
  assert.equal(t('a', '$&', 2), '2 of $&, it’s $&');
  assert.equal(t('missing.key'), 'missing.key');
  assert.equal(t('a', 1), '{1} of 1, it’s 1');
});

test('of a long walk the list shows the steps around the cursor, and moves only now and then', () => {
  assert.deepEqual(windowOf(124, 60), { from: 0, to: 124 });
  assert.deepEqual(windowOf(0, -1), { from: 0, to: 0 });
  const seen = new Set();
  for (let i = 0; i < 4284; i++) {
    const { from, to } = windowOf(4284, i);
    assert.ok(from <= i && i < to && to - from <= 450, String(i));
    assert.ok(i === 0 || from < i, 'one can go back in the list');
    seen.add(from);
  }
  assert.ok(seen.size < 30);
});

