import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOutgrown } from '../layout/plan.js';
import { sized } from '../layout/kinds/pill.js';
import { layoutScene } from '../layout/scene.js';
import { cluster } from './fixtures.js';
import { lookAt, meter } from './looks.js';

/** @typedef {import('../model/types.js').Topology} Topology */

/** @param {Topology} t @param {string} pod @returns {Topology} without it and its cable */
function without(t, pod) {
  return {
    ...t,
    namespaces: t.namespaces.filter((n) => n.id !== pod).map((n) => ({ ...n, devices: n.devices.filter((d) => d.peer !== `${pod}/eth0`) })),
  };
}

/** @param {Topology} t @param {string} pod @param {string} machine @returns {Topology} with one more */
function withOne(t, pod, machine) {
  const like = t.namespaces.find((n) => n.kind === 'pod');
  const host = t.namespaces.find((n) => n.id === machine);
  if (!like || !host) throw new Error('nothing to copy');
  const port = { ...host.devices[1], id: `${machine}/v-${pod}`, name: `v-${pod}`, role: /** @type {'port'} */ ('port'), master: `${machine}/cbr0`, peer: `${pod}/eth0`, addresses: [] };
  const devices = like.devices.map((d) => ({ ...d, id: `${pod}/${d.name}`, peer: d.name === 'eth0' ? port.id : d.peer }));
  return {
    ...t,
    namespaces: [...t.namespaces.map((n) => (n.id === machine ? { ...n, devices: [...n.devices, port] } : n)), { ...like, id: pod, machine, label: pod, devices }],
  };
}

/** @param {import('../layout/scene.js').Scene} scene */
const corners = (scene) => new Map([...scene.machines, ...scene.machines.flatMap((m) => m.pods), ...scene.routers.map((r) => ({ id: r.id, x: r.cx, y: r.cy }))]
  .map((b) => [b.id, `${b.x},${b.y}`]));

/** A small generator with a seed, so that a failure can be seen again. @param {number} seed */
function chance(seed) {
  let state = seed;
  return (/** @type {number} */ n) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * n);
  };
}

for (const [nodes, pods] of [[2, 2], [7, 6], [20, 15]]) {
  test(`${nodes} nodes × ${pods}: pods come and go, and nobody else moves`, () => {
    const pick = chance(nodes);
    let topology = cluster(nodes, pods);
    let scene = layoutScene(topology, { meter });
    for (let i = 0; i < 24; i++) {
      const there = topology.namespaces.filter((n) => n.kind === 'pod');
      const removing = pick(2) === 0 && there.length > 1;
      const changed = removing ? there[pick(there.length)].id : `default/new-${i}`;
      topology = removing ? without(topology, changed) : withOne(topology, changed, `node-${1 + pick(nodes)}`);
      const before = corners(scene);
      scene = layoutScene(topology, { meter, ground: scene.ground });
      for (const [id, at] of corners(scene)) if (id !== changed && before.has(id)) assert.equal(at, before.get(id), `${i}: ${changed} moved ${id}`);
      assert.equal(scene.machines.flatMap((m) => m.pods).length, topology.namespaces.filter((n) => n.kind === 'pod').length);
    }
  });
}

test('a freed slot is used by the next pod', () => {
  const first = layoutScene(cluster(2, 3), { meter });
  const at = corners(first).get('default/p-1-1');
  const less = without(cluster(2, 3), 'default/p-1-1');
  const fewer = layoutScene(less, { meter, ground: first.ground });
  const again = layoutScene(withOne(less, 'default/new', 'node-1'), { meter, ground: fewer.ground });
  assert.equal(corners(again).get('default/new'), at);
});

test('making it fit plans anew', () => {
  const topology = cluster(7, 6);
  const small = layoutScene(topology, { meter, frame: { w: 400, h: 900 } });
  const wide = layoutScene(topology, { meter, frame: { w: 1600, h: 500 } });
  assert.notEqual(small.ground.plan.perRow, wide.ground.plan.perRow);
});

test('a machine that would begin a row of its own makes the few there are fit anew', () => {
  const frame = { w: 848, h: 420 };
  const two = layoutScene(cluster(2, 2), { meter, frame });
  const three = layoutScene(cluster(3, 2), { meter, frame, ground: two.ground });
  assert.equal(isOutgrown(two.ground.plan, three.ground.plan), true);
  assert.equal(layoutScene(cluster(3, 2), { meter, frame }).ground.plan.perRow, 3);
  const back = layoutScene(cluster(2, 2), { meter, frame, ground: three.ground });
  assert.equal(isOutgrown(three.ground.plan, back.ground.plan), false);
  const many = [12, 13].map((n) => ({ ...two.ground.plan, cells: Array.from({ length: n }, (_, i) => `node-${i}`) }));
  assert.equal(isOutgrown(many[0], many[1]), false, 'many stay where they are');
});

test('a pod that would begin a second row under a machine that is alone makes it fit anew, and has a cable with a name', () => {
  const frame = { w: 848, h: 420 };
  const two = layoutScene(cluster(1, 2), { meter, frame });
  const three = layoutScene(cluster(1, 3), { meter, frame, ground: two.ground });
  assert.equal(isOutgrown(two.ground.plan, three.ground.plan), true);
  const anew = layoutScene(cluster(1, 3), { meter, frame });
  assert.equal(new Set(anew.machines[0].pods.map((p) => p.y)).size, 1);
  for (const p of anew.machines[0].pills.filter((q) => q.kind === 'port')) assert.equal(sized(p, lookAt(1)).text, p.name);
  assert.equal(isOutgrown(three.ground.plan, layoutScene(cluster(1, 4), { meter, frame, ground: three.ground }).ground.plan), false, 'once it has two rows');
  const of = (/** @type {number} */ machines, /** @type {number} */ pods) => layoutScene(cluster(machines, pods), { meter, frame: { w: 1400, h: 420 } }).ground;
  assert.equal(isOutgrown(of(2, 2).plan, layoutScene(cluster(2, 3), { meter, ground: of(2, 2) }).ground.plan), false, 'beside others it stays');
  assert.equal(isOutgrown(of(1, 5).plan, layoutScene(cluster(1, 6), { meter, ground: of(1, 5) }).ground.plan), false, 'more than a few stay');
});
