import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detailAt, fitTransform, overlaps } from '../layout/detail.js';
import { tidy } from '../layout/graph.js';
import { arrowheads, lanesOf, rounded } from '../layout/lanes.js';
import { layoutScene } from '../layout/scene.js';
import { shortened } from '../layout/text.js';
import { along, placeOf, reached, trafficOf } from '../layout/traffic.js';
import { lineOf } from '../model/score.js';
import { article, cluster, noRoute, walk } from './fixtures.js';
import { figuresOf, lookAt, meets, meter, overlapping, textsOf } from './looks.js';

/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {{x: number, y: number}} Point */

const SIZES = [[1, 0], [1, 1], [2, 2], [3, 4], [3, 30], [20, 15], [7, 110], [70, 3]];
const inside = (/** @type {Box} */ a, /** @type {Box} */ b) =>
  a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w + 0.01 && a.y + a.h <= b.y + b.h + 0.01;

/** @param {Box[]} boxes */
function clashes(boxes) {
  const found = [];
  for (let i = 0; i < boxes.length; i++) {
    for (let k = i + 1; k < boxes.length; k++) if (overlaps(boxes[i], boxes[k])) found.push([i, k]);
  }
  return found;
}

for (const [nodes, pods] of SIZES) {
  const scene = layoutScene(cluster(nodes, pods), { meter });

  test(`${nodes} nodes × ${pods} pods: all are drawn, inside their parents, and nothing overlaps`, () => {
    assert.equal(scene.machines.length, nodes);
    assert.equal(scene.machines.flatMap((m) => m.pods).length, nodes * pods);
    assert.deepEqual(clashes(scene.machines), []);
    const world = { x: 0, y: 0, w: scene.width, h: scene.height };
    for (const m of scene.machines.slice(0, 20)) {
      assert.ok(inside(m, world), m.id);
      assert.deepEqual(clashes([m.band, ...m.pods]), [], 'pods are siblings of the host, not inside it');
      for (const box of [m.band, ...m.pods]) assert.ok(inside(box, m), `${m.id} ${JSON.stringify(box)}`);
      assert.ok(inside(m.stack, m.band));
      for (const bar of m.bars) assert.ok(inside(bar, m.band));
    }
  });

  test(`${nodes} nodes × ${pods} pods: no veth crosses a name, a container or another veth`, () => {
    for (const m of scene.machines.slice(0, 3)) {
      const labels = m.pods.map((p) => ({ x: p.x + 8, y: p.y + 34, w: p.w - 16, h: p.h - 42 }));
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

/** @param {Point} a @param {Point} b @returns {Box} */
function strip(a, b) {
  return { x: Math.min(a.x, b.x) - 0.4, y: Math.min(a.y, b.y) - 0.4, w: Math.abs(a.x - b.x) + 0.8, h: Math.abs(a.y - b.y) + 0.8 };
}

test('a pod that a walk brings finds its place kept free, and moves nothing', () => {
  const before = { ...cluster(2, 2), assumed: [{ id: 'default/p-1-2', machine: 'node-1' }] };
  const scene = layoutScene(before, { meter });
  const whole = cluster(2, 3);
  const after = { ...whole, namespaces: whole.namespaces.filter((n) => n.id !== 'default/p-2-2') };
  const then = layoutScene(after, { meter, ground: scene.ground });
  const boxes = (/** @type {import('../layout/scene.js').Scene} */ s) => s.machines.map(({ id, x, y, w, h }) => ({ id, x, y, w, h }));
  assert.deepEqual(boxes(then), boxes(scene));
  const ids = scene.machines.flatMap((m) => m.pods.map((p) => p.id));
  const same = (/** @type {import('../layout/scene.js').Scene} */ s) => s.machines.flatMap((m) => m.pods).filter((p) => ids.includes(p.id)).map(({ id, x, y, w, h }) => ({ id, x, y, w, h }));
  assert.deepEqual(same(then), same(scene));
  assert.ok(then.machines[0].pods.some((p) => p.id === 'default/p-1-2'));
  for (const m of then.machines) for (const pod of m.pods) assert.ok(inside(pod, m));
});

test('the same cluster always looks the same', () => {
  assert.deepEqual(layoutScene(cluster(5, 9), { meter }), layoutScene(cluster(5, 9), { meter }));
});

test('one row of machines fills the width that is left', () => {
  const wide = layoutScene(article(), { meter, frame: { w: 1500, h: 600 } });
  assert.ok(wide.width > layoutScene(article(), { meter, frame: { w: 768, h: 600 } }).width * 1.3);
});

test('from bridge port to bridge port the packet stays in the bar; to another node it passes stacks and gateway', () => {
  const one = layoutScene(cluster(1, 3), { meter });
  const way = one.wiring.route('default/p-1-0/eth0', 'default/p-1-2/eth0');
  const [m] = one.machines;
  assert.ok(way.length >= 4);
  assert.ok(way.every((p) => p.y > m.stack.y + m.stack.h), 'the IP stack is not touched');
  const scene = layoutScene(article(), { meter });
  const [node] = scene.machines;
  const up = scene.wiring.route('default/web-1/eth0', 'gateway/eth0');
  assert.ok(up.some((p, i) => i > 0 && p.x === node.stack.corridor && p.y <= node.stack.y && up[i - 1].y > node.stack.y));
  assert.deepEqual(scene.wiring.route('nowhere', 'gateway/eth0'), []);
});

test('every mark of a walk has its place, and lanes are joined', () => {
  const scene = layoutScene(article(), { meter });
  for (const trace of [walk(), noRoute()]) {
    const marks = lineOf(trace, /** @type {any} */ ({ level: 'row', showArp: true, arp: 'open', open: new Set() })).marks;
    const traffic = trafficOf(scene, marks, { level: 'pod', k: 1 });
    assert.ok(marks.length > 30);
    for (const m of marks) {
      assert.ok(placeOf(traffic, m, null, 1) || !traffic.lanes.some((l) => l.marks.includes(m)), `${m.seq} ${m.step.type}`);
    }
    for (const l of traffic.lanes) {
      assert.ok(l.at.every((i, n) => i >= 0 && i < l.line.length && (n === 0 || i >= l.at[n - 1])), l.key);
      assert.equal(reached(l, -1), -1);
      assert.equal(reached(l, Infinity), l.line.length - 1);
    }
  }
});

test('request and reply never lie on each other, and both keep left', () => {
  const scene = layoutScene(article(), { meter });
  const marks = lineOf(walk(), /** @type {any} */ ({ level: 'story', showArp: false, arp: 'folded', open: new Set() })).marks.filter((m) => m.flow !== 'arp');
  const { lanes } = trafficOf(scene, marks, { level: 'pod', k: 1 });
  const straight = (/** @type {string} */ flow) => lanes.filter((l) => l.flow === flow)
    .flatMap((l) => l.line.slice(1).map((p, i) => ({ a: l.line[i], b: p })).filter(({ a, b }) => Math.hypot(b.x - a.x, b.y - a.y) > 20));
  const [out, back] = [straight('request'), straight('reply')];
  assert.ok(out.length > 5 && back.length > 5);
  for (const { a, b } of out) for (const { a: c, b: d } of back) assert.ok(!overlaps(strip(a, b), strip(c, d)) || a.x === b.x !== (c.x === d.x), JSON.stringify([a, b, c, d]));
  const node = scene.machines[0];
  const up = out.find(({ a, b }) => a.x === b.x && b.y < a.y && Math.abs(a.x - node.stack.corridor) < 8);
  const down = back.find(({ a, b }) => a.x === b.x && b.y > a.y && Math.abs(a.x - node.stack.corridor) < 8);
  assert.ok(up && down && up.a.x === node.stack.corridor - 5 && down.a.x === node.stack.corridor + 5);
});

for (const lang of /** @type {const} */ (['en', 'zh'])) {
  for (const k of [1, 0.7, 0.45]) {
    test(`the article at ${k} in ${lang}: no texts overlap, and the packet stops on none`, () => {
      const scene = layoutScene(article(), { meter });
      const look = lookAt(k, lang);
      const figures = figuresOf(scene, look);
      assert.deepEqual(overlapping(figures), []);
      for (const f of figures) for (const s of f.shapes) if (s.t === 'text') assert.ok(s.size * k >= 11.99, `${s.text} ${s.size * k}`);
      if (k !== 1) return;
      const marks = lineOf(walk(), /** @type {any} */ ({ level: 'row', showArp: true, arp: 'open', open: new Set() })).marks;
      const traffic = trafficOf(scene, marks, look);
      for (const m of marks) {
        const p = m.infra ? null : placeOf(traffic, m, null, 1);
        const token = p && { x: p.x - 21.5, y: p.y - 11.5, w: 43, h: 23 };
        for (const { text, box } of textsOf(figures)) assert.ok(!token || !meets(token, box, 1), `${m.step.type} in ${m.namespace} on ${text}`);
      }
    });
  }
}

test('polylines: straight runs are joined, detours along a rail vanish, corners are round', () => {
  const p = (/** @type {number} */ x, /** @type {number} */ y) => ({ x, y });
  assert.deepEqual(tidy([p(0, 0), p(0, 5), p(0, 9), p(4, 9)]), [p(0, 0), p(0, 9), p(4, 9)]);
  assert.deepEqual(tidy([p(0, 0), p(0, 5), p(9, 5), p(3, 5), p(3, 0)]), [p(0, 0), p(0, 5), p(3, 5), p(3, 0)]);
  assert.deepEqual(along([p(0, 0), p(10, 0), p(10, 10)], 0.75), p(10, 5));
  assert.equal(rounded([p(0, 0), p(0, 20), p(20, 20)]), 'M0,0L0,13Q0,20 7,20L20,20');
  assert.deepEqual(arrowheads([p(0, 0), p(0, 50), p(4, 50)], []), [{ x: 0, y: 25, angle: 90 }]);
  const pill = { x: -30, y: 20, w: 60, h: 10 };
  assert.deepEqual(arrowheads([p(0, 0), p(0, 50)], [pill]), [], 'no arrowhead near a pill');
});

test('levels come with the size of a node on the screen, and do not flicker at their borders', () => {
  assert.deepEqual([0.01, 0.2, 0.5, 1].map((k) => detailAt(k).level), ['fleet', 'rack', 'node', 'pod']);
  const border = 320 / 372;
  assert.equal(detailAt(border * 0.95, 372, 'pod').level, 'pod');
  assert.equal(detailAt(border * 1.05, 372, 'node').level, 'node');
  assert.equal(detailAt(border * 0.8, 372, 'pod').level, 'node');
});

test('texts are cut in their middle, addresses between two colons, or left out', () => {
  assert.equal(shortened('productcatalogservice-5d9f8-x2k9q', 21), 'productcatalog…-x2k9q');
  assert.equal(shortened('fd00:10:244:1:2:3:4:1f', 16), 'fd00:10:…:4:1f');
  assert.equal(meter.fit('web-1', 'text', 12, 10), '');
  assert.equal(meter.fit('web-1', 'text', 12, 60), 'web-1');
  assert.ok(meter.width('eth0', 'mono', 12) < meter.width('网络命名空间', 'mono', 12));
  assert.ok(meter.width(meter.fit('storefront-6bcb79c764-fx4xc', 'strong', 14, 120), 'strong', 14) <= 120);
  assert.deepEqual(meter.wrap('主机网络命名空间', 'text', 12, 60, 2), ['主机网络命', '名空间']);
});

test('fitting shows the whole box in its middle', () => {
  assert.deepEqual(fitTransform({ x: 0, y: 0, w: 200, h: 100 }, { w: 400, h: 400 }, 5), { k: 2, x: 0, y: 100 });
});

test('lanes of nothing are none', () => {
  assert.deepEqual(lanesOf([], layoutScene(article(), { meter }).wiring).lanes, []);
});

test('pods of one name in two namespaces are told apart, with their neighbours if they are few', () => {
  const named = (/** @type {import('../model/types.js').Topology} */ topology, /** @type {string} */ group) => {
    topology.namespaces.filter((n) => n.kind === 'pod').forEach((n, i) => n.pods.forEach((pod) => Object.assign(pod, { namespace: i % 2 ? group : 'default', name: `p-${i >> 1}` })));
    return layoutScene(topology, { meter }).machines.flatMap((m) => m.pods.map((p) => p.label));
  };
  assert.deepEqual(named(article(), 'ops'), ['p-0', 'ops/p-0', 'p-1', 'ops/p-1']);
  assert.ok(named(article(), 'default').every((label) => !label.includes('/')), 'in one namespace names differ');
  const topology = article();
  const [first, second, ...rest] = topology.namespaces.filter((n) => n.kind === 'pod');
  for (const n of [first, second]) n.pods.forEach((pod) => Object.assign(pod, { name: 'prom' }));
  for (const n of [second, ...rest]) n.pods.forEach((pod) => Object.assign(pod, { namespace: 'ops' }));
  assert.deepEqual(layoutScene(topology, { meter }).machines.flatMap((m) => m.pods.map((p) => p.label)), ['prom', 'ops/prom', ...rest.map((n) => `ops/${n.pods[0].name}`)]);
});

test('a packet at a router stops over the pill of its NIC, however small the picture is', () => {
  for (const [w, h] of [[1500, 800], [768, 500], [600, 260], [560, 200]]) {
    const scene = layoutScene(article(), { meter, frame: { w, h } });
    const k = Math.min(1, w / scene.width, h / scene.height);
    const [router] = scene.routers;
    const at = /** @type {Point} */ (scene.wiring.anchors.get(`stack:${router.id}`));
    const packet = { bottom: at.y + 5 / k + 8.5 * Math.max(1, 0.8 / k) };
    assert.ok(packet.bottom <= router.pills[0].y - Math.max(22, 20.4 / k) / 2 + 1, `${w}×${h}`);
  }
});

test('a row of pods that comes later than the plan has room for its cables, between the pods of the first', () => {
  const frame = { w: 900, h: 500 };
  const before = layoutScene(cluster(2, 3), { meter, frame });
  const scene = layoutScene(cluster(2, 6), { meter, frame, ground: before.ground });
  assert.equal(before.ground.lanes, 0);
  for (const m of scene.machines) {
    for (const pod of m.pods) assert.ok(inside(pod, m), pod.id);
    const veths = scene.wiring.wires.filter((w) => w.kind === 'veth' && w.a.startsWith(`${m.id}/`) && w.points.length > 2);
    assert.ok(veths.length > 0);
    for (const { points: [{ x }] } of veths) for (const pod of m.pods.filter((p) => p.y === m.pods[0].y)) assert.ok(x < pod.x - 9 || x > pod.x + pod.w + 9, `${m.id} ${x}`);
  }
});

test('roads along the NICs of a router and along the rail under it keep apart also where the picture is small', () => {
  for (const [w, h] of [[1500, 800], [768, 500], [760, 270]]) {
    const scene = layoutScene(article(), { meter, frame: { w, h } });
    const k = Math.min(1, w / scene.width, h / scene.height);
    const [rail] = scene.segments[0].rails;
    assert.ok((rail.y - scene.routers[0].pills[0].y) * k >= 20, `${w}×${h}`);
  }
});
