import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorOf, arrowheads, legsOf } from '../layout/anchors.js';
import { detailAt, fit, fitTransform, overlaps } from '../layout/detail.js';
import { pointAt, tidy, Wiring } from '../layout/graph.js';
import { layoutMachine } from '../layout/machine.js';
import { measureMachine } from '../layout/measure.js';
import { pillWidth, shorten } from '../layout/metrics.js';
import { partsOf } from '../layout/parts.js';
import { layoutScene } from '../layout/scene.js';
import { marksOf } from '../model/timeline.js';
import { article, cluster, noRoute, walk } from './fixtures.js';

/** @typedef {{x: number, y: number, w: number, h: number}} Box */

const SIZES = [[1, 0], [1, 1], [2, 2], [3, 4], [3, 30], [20, 15], [7, 110]];
const moved = (/** @type {Box} */ b, /** @type {{x: number, y: number}} */ by) => ({ ...b, x: b.x + by.x, y: b.y + by.y });
const inside = (/** @type {Box} */ a, /** @type {Box} */ b) =>
  a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;

/** @param {Box[]} boxes */
function clashes(boxes) {
  const found = [];
  for (let i = 0; i < boxes.length; i++) {
    for (let k = i + 1; k < boxes.length; k++) if (overlaps(boxes[i], boxes[k])) found.push([i, k]);
  }
  return found;
}

for (const [nodes, pods] of SIZES) {
  const scene = layoutScene(cluster(nodes, pods));

  test(`${nodes} nodes × ${pods} pods: every machine and pod is drawn`, () => {
    assert.equal(scene.machines.length, nodes);
    assert.equal(scene.machines.flatMap((m) => m.pods).length, nodes * pods);
  });

  test(`${nodes} nodes × ${pods} pods: nothing overlaps`, () => {
    assert.deepEqual(clashes(scene.machines), []);
    for (const m of scene.machines) {
      assert.deepEqual(clashes(m.pods), []);
      assert.deepEqual(clashes([m.band, ...m.pods]), [], 'pods are siblings of the host, not inside it');
      for (const pod of m.pods) assert.deepEqual(clashes([pod.pause, ...pod.cards].flatMap((b) => b ?? [])), []);
    }
  });

  test(`${nodes} nodes × ${pods} pods: everything is inside its parent`, () => {
    const world = { x: 0, y: 0, w: scene.width, h: scene.height };
    for (const m of scene.machines) {
      assert.ok(inside(m, world), m.id);
      const own = { x: 0, y: 0, w: m.w, h: m.h };
      for (const box of [m.band, ...m.pods]) assert.ok(inside(box, own), `${m.id} ${JSON.stringify(box)}`);
      assert.ok(inside(m.stack, m.band));
      for (const bar of m.bars) assert.ok(inside(bar, m.band));
      for (const pod of m.pods) for (const c of [pod.pause, ...pod.cards]) assert.ok(c && inside(c, pod), pod.id);
    }
  });

  test(`${nodes} nodes × ${pods} pods: no veth crosses a name, a card or another veth`, () => {
    for (const m of scene.machines.slice(0, 3)) {
      const labels = m.pods.flatMap((p) => [
        { x: p.x + 8, y: p.y + 26, w: p.w - 16, h: 34 }, ...(p.pause ? [p.pause] : []), ...p.cards,
      ]).map((b) => moved(b, m));
      const veths = scene.wiring.wires.filter((w) => w.kind === 'veth' && w.a.startsWith(`${m.id}/`));
      assert.equal(veths.length, pods);
      const runs = veths.map((w) => w.points.slice(1).map((p, i) => strip(w.points[i], p)));
      for (const own of runs) for (const run of own) for (const label of labels) assert.ok(!overlaps(run, label));
      for (let i = 0; i < runs.length; i++) {
        for (let k = i + 1; k < Math.min(runs.length, i + 40); k++) {
          assert.ok(!runs[i].some((a) => runs[k].some((b) => overlaps(a, b))), `${veths[i].a} × ${veths[k].a}`);
        }
      }
    }
  });
}

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b @returns {Box} */
function strip(a, b) {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x: x - 0.5, y: y - 0.5, w: Math.abs(a.x - b.x) + 1, h: Math.abs(a.y - b.y) + 1 };
}

test('a machine measures what it is drawn as', () => {
  const topology = cluster(2, 7);
  const host = topology.namespaces.find((n) => n.id === 'node-1');
  const pods = topology.namespaces.filter((n) => n.machine === 'node-1' && n.kind === 'pod');
  assert.ok(host);
  const shared = { ...host, pods: pods.slice(0, 3).flatMap((n) => n.pods) };
  for (const own of [host, shared, { ...host, devices: [] }]) {
    for (const columns of [1, 2, 3, 7]) {
      const parts = partsOf(own, pods);
      const { w, h } = layoutMachine({ id: 'x', label: 'x', ready: true }, own, parts, columns, new Wiring());
      assert.deepEqual(measureMachine(own, parts, columns), { w, h });
    }
  }
});

test('the same cluster always looks the same', () => {
  assert.deepEqual(layoutScene(cluster(5, 9)), layoutScene(cluster(5, 9)));
});

test('twenty nodes and three hundred pods are laid out well within a second', () => {
  const topology = cluster(20, 15);
  const times = [1, 2, 3].map(() => {
    const begin = performance.now();
    layoutScene(topology);
    return performance.now() - begin;
  });
  assert.ok(Math.min(...times) < 500, times.join());
});

test('from bridge port to bridge port the packet stays in the bar', () => {
  const scene = layoutScene(cluster(1, 3));
  const way = scene.wiring.route('default/p-1-0/eth0', 'default/p-1-2/eth0');
  const m = scene.machines[0];
  const stackBottom = m.y + m.stack.y + m.stack.h;
  assert.ok(way.length >= 4);
  assert.ok(way.every((p) => p.y > stackBottom), 'the IP stack is not touched');
});

test('to another node the packet passes both IP stacks and the gateway', () => {
  const scene = layoutScene(article());
  const node = (/** @type {string} */ id) => /** @type {{x: number, y: number}} */ (scene.wiring.anchors.get(`stack:${id}`));
  const up = scene.wiring.route('default/web-1/eth0', 'gateway/eth0');
  assert.ok(up.some((p, i) => i > 0 && p.x === node('node-1').x && p.y < node('node-1').y && up[i - 1].y > node('node-1').y));
  assert.deepEqual(scene.wiring.route('nowhere', 'gateway/eth0'), []);
});

test('every mark of a walk has its place, and consecutive legs meet', () => {
  const scene = layoutScene(article());
  for (const trace of [walk(), noRoute()]) {
    const marks = marksOf(trace, { level: 'row', showArp: true });
    const legs = legsOf(marks, scene.wiring);
    assert.ok(marks.length > 30);
    for (const m of marks) {
      const leg = legs.get(m.seq);
      const before = m.previous && legs.get(m.previous.seq);
      assert.ok(leg && leg.points.length > 0, `${m.seq} ${anchorOf(m)}`);
      if (before) assert.deepEqual(leg.points[0], before.points[before.points.length - 1], `${m.seq} ${m.step.type}`);
    }
  }
});

test('a step stands at its device or in the IP stack', () => {
  const at = (/** @type {string} */ type, /** @type {string|null} */ device, /** @type {object} */ fields = {}) =>
    anchorOf(/** @type {any} */ ({ namespace: 'node-1', step: { type, device, fields } }));
  const rows = [
    ['FrameReceived', 'eth0', {}, 'node-1/eth0'],
    ['BridgeFlooded', null, { bridge: 'cbr0' }, 'node-1/cbr0'],
    ['RouteLookup', 'eth0', {}, 'stack:node-1'],
    ['Dropped', 'eth0', { reason: 'OTHERHOST' }, 'node-1/eth0'],
    ['Dropped', 'eth0', { reason: 'NO_ROUTE' }, 'stack:node-1'],
    ['SocketSend', null, {}, 'stack:node-1'],
  ];
  for (const [type, device, fields, expected] of rows) {
    assert.equal(at(/** @type {any} */ (type), /** @type {any} */ (device), /** @type {any} */ (fields)), expected, String(type));
  }
});

test('polylines: straight runs are joined, detours along a rail vanish', () => {
  const p = (/** @type {number} */ x, /** @type {number} */ y) => ({ x, y });
  assert.deepEqual(tidy([p(0, 0), p(0, 5), p(0, 9), p(4, 9)]), [p(0, 0), p(0, 9), p(4, 9)]);
  assert.deepEqual(tidy([p(0, 0), p(0, 5), p(9, 5), p(3, 5), p(3, 0)]), [p(0, 0), p(0, 5), p(3, 5), p(3, 0)]);
  assert.deepEqual(pointAt([p(0, 0), p(10, 0), p(10, 10)], 0.75), p(10, 5));
  assert.deepEqual(arrowheads([p(0, 0), p(0, 50), p(4, 50)], 26), [{ x: 0, y: 25, angle: 90 }]);
});

test('text on screen is never under 11 px, whatever the zoom', () => {
  for (const k of [0.02, 0.1, 0.3, 0.56, 0.8, 1, 2]) {
    const { text, small, title } = detailAt(k);
    for (const size of [text, small, title]) assert.ok(size * k >= 10.999, `${size} at ${k}`);
  }
  assert.deepEqual([0.1, 0.4, 1].map((k) => detailAt(k).level), ['far', 'mid', 'near']);
});

test('texts are cut in their middle, or left out', () => {
  assert.equal(shorten('productcatalogservice-5d9f8-x2k9q', 21), 'productcatalog…-x2k9q');
  assert.equal(shorten('web-1', 21), 'web-1');
  assert.equal(fit('web-1', 10, 12), '');
  assert.equal(fit('web-1', 60, 12), 'web-1');
  assert.ok(pillWidth('eth0') < pillWidth('eth0 10.100.0.2'));
});

test('fitting shows the whole box in its middle', () => {
  const t = fitTransform({ x: 0, y: 0, w: 200, h: 100 }, { w: 400, h: 400 }, 5);
  assert.deepEqual(t, { k: 2, x: 0, y: 100 });
});
