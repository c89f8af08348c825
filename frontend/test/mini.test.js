import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAILURES, NETWORKS, REAL, largeCluster } from '../model/gallery.js';
import { goalOf, nowOf } from '../model/mini.js';
import { article, walk } from './fixtures.js';

test('a small picture says how far the request comes, and whom it shall reach, not by which way', () => {
  const trace = walk();
  const now = nowOf(article(), trace);
  assert.equal(now.end, 'arrived');
  assert.ok(now.way.length >= 4);
  assert.ok(now.spots.every((s) => s.x >= 0 && s.y >= 0 && s.x + s.w <= now.w && s.y + s.h <= now.h));
  assert.deepEqual(now.spots.filter((s) => s.kind !== 'pod').map((s) => s.id), ['gateway', 'node-1', 'node-2']);
  const stopped = nowOf(article(), { ...trace, outcome: { ...trace.outcome, result: 'timeout' } });
  assert.equal(stopped.end, 'stopped');
  const goal = goalOf(article(), { ...trace, probe: { ...trace.probe, fromNamespace: 'default/web-1', toNamespace: 'default/web-2' } });
  assert.deepEqual([goal.end, goal.way.length], ['wanted', 2]);
  const nowhere = goalOf(article(), { ...trace, probe: { ...trace.probe, to: '203.0.113.9', fromNamespace: 'default/web-1', toNamespace: null } });
  assert.equal(nowhere.way.length, 1);
});

test('the large cluster has an address of its own for each pod and node', () => {
  const { items } = JSON.parse(largeCluster(600, 3));
  const pods = items.filter((/** @type {any} */ i) => i.kind === 'Pod');
  const nodes = items.filter((/** @type {any} */ i) => i.kind === 'Node');
  assert.deepEqual([nodes.length, pods.length], [600, 1800]);
  assert.equal(new Set(pods.map((/** @type {any} */ p) => p.status.podIP)).size, 1800);
  assert.equal(new Set(nodes.map((/** @type {any} */ n) => n.status.addresses[0].address)).size, 600);
  for (const pod of pods) {
    const node = nodes.find((/** @type {any} */ n) => n.metadata.name === pod.spec.nodeName);
    assert.equal(pod.status.podIP.split('.').slice(0, 3).join('.'), node.spec.podCIDR.split('.').slice(0, 3).join('.'));
  }
});

test('what the gallery names has origin and licence, once each', () => {
  assert.equal(new Set(REAL.map((r) => r.id)).size, REAL.length);
  for (const each of REAL) assert.match(`${each.from} ${each.licence}`, /^[\w.-]+\/[\w.-]+@[0-9a-f]{7,} · \S+ Apache-2\.0$/);
  assert.equal(new Set([...FAILURES, NETWORKS.sample]).size, FAILURES.length + 1);
});
