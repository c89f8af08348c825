import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnTopology } from '../model/drawn.js';
import { layoutScene } from '../layout/scene.js';
import { article } from './fixtures.js';
import { meter } from './looks.js';

const device = (id, peer) => ({ id, name: id.split('/')[1], role: 'nic', addresses: [], peer, master: null, underlay: null, up: true });
const host = { id: 'ext:203.0.113.9', kind: 'other', machine: 'ext:203.0.113.9', infra: false, label: 'ext:203.0.113.9', devices: [device('ext:203.0.113.9/eth0', 'gateway/ext2')], pods: [], listeners: [], hooks: [], problems: [] };

const traceWith = (topology) => {
  const gateway = topology.namespaces.find((n) => n.id === 'gateway');
  return { extra: {
    machines: [{ id: host.id, kind: 'host', label: host.id, ready: true }],
    namespaces: [host, { ...gateway, devices: [...gateway.devices, device('gateway/ext2', 'ext:203.0.113.9/eth0')] }],
  } };
};

test('a walk without a host outside draws the cluster itself', () => {
  const topology = article();
  assert.equal(drawnTopology({ topology, trace: null }), topology);
  assert.equal(drawnTopology({ topology, trace: { hops: [] } }), topology);
});

test('a host outside stands beside the cluster, on a cable of the gateway', () => {
  const topology = article();
  const trace = traceWith(topology);
  const drawn = drawnTopology({ topology, trace });
  assert.equal(drawn.namespaces.length, topology.namespaces.length + 1);
  assert.equal(drawnTopology({ topology, trace }), drawn);
  const scene = layoutScene(drawn, { meter });
  assert.ok(scene.places.has(host.id));
  assert.ok(scene.wiring.anchors.has('gateway/ext2'));
  const before = layoutScene(topology, { meter });
  assert.ok(!before.places.has(host.id));
  const at = (/** @type {any} */ s) => s.machines.map((/** @type {any} */ m) => [m.id, m.x, m.y, m.w, m.h]);
  assert.deepEqual(at(layoutScene(drawn, { meter, ground: before.ground })), at(before));
});

test('another topology is drawn anew', () => {
  const topology = article();
  const trace = traceWith(topology);
  const first = drawnTopology({ topology, trace });
  const other = { ...topology };
  assert.notEqual(drawnTopology({ topology: other, trace }), first);
});
