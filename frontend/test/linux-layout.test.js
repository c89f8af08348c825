import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detailAt, fit, overlaps } from '../layout/detail.js';
import { levelsOf } from '../layout/nets.js';
import { layoutScene } from '../layout/scene.js';
import { sized } from '../view/stage/pills.js';
import { linux, LINUX } from './fixtures.js';

/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {import('../layout/scene.js').Scene} Scene */

const at = (/** @type {{x: number, y: number, w: number, h: number}} */ p, /** @type {{x: number, y: number}} */ by) =>
  ({ x: p.x + by.x - p.w / 2, y: p.y + by.y - p.h / 2, w: p.w, h: p.h });

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b @returns {Box} */
const strip = (a, b) => ({
  x: Math.min(a.x, b.x) - 0.5, y: Math.min(a.y, b.y) - 0.5, w: Math.abs(a.x - b.x) + 1, h: Math.abs(a.y - b.y) + 1,
});

/**
 * All pills as drawn at a zoom.
 * @param {Scene} scene
 * @param {number} k
 */
const pillsOf = (scene, k) => [
  ...scene.machines.flatMap((m) => m.pills.map((p) => ({ id: p.id, ...at(sized(p, detailAt(k)), m) }))),
  ...scene.gateways.flatMap((g) => g.pills.map((p) => ({ id: p.id, ...at(sized(p, detailAt(k)), { x: 0, y: 0 }) }))),
];

for (const name of LINUX) {
  const topology = linux(name);
  const scene = layoutScene(topology);
  const real = topology.namespaces.filter((n) => !n.infra);

  test(`${name}: every namespace has its place and every device its anchor`, () => {
    for (const n of real) {
      assert.ok(scene.places.has(n.id), n.id);
      assert.ok(scene.wiring.anchors.has(`stack:${n.id}`), n.id);
      for (const d of n.devices) assert.ok(scene.wiring.anchors.has(d.id), d.id);
    }
  });

  test(`${name}: every cable is drawn, and a packet can go from any device to any other it is wired to`, () => {
    for (const n of topology.namespaces) {
      for (const d of n.devices) {
        if (d.peer) assert.ok(scene.wiring.route(d.id, d.peer).length > 0, `${d.id} ⇄ ${d.peer}`);
        if (d.master && !n.infra) assert.ok(scene.wiring.route(d.id, d.master).length > 0, `${d.id} in ${d.master}`);
        if (d.underlay) {
          const wire = scene.wiring.wires.find((w) => w.kind === 'underlay' && w.a === d.id);
          assert.equal(wire?.b, d.underlay);
        }
      }
    }
  });

  test(`${name}: wires end where their devices stand`, () => {
    for (const w of scene.wiring.wires.filter((x) => x.kind !== 'inside' && x.kind !== 'port')) {
      for (const [id, p] of /** @type {const} */ ([[w.a, w.points[0]], [w.b, w.points[w.points.length - 1]]])) {
        if (id.startsWith('rail:')) continue;
        const { x, y } = /** @type {Box} */ (/** @type {unknown} */ (scene.wiring.anchors.get(id)));
        assert.deepEqual({ x: p.x, y: p.y }, { x, y }, `${w.kind} ${id}`);
      }
      for (let i = 1; i < w.points.length; i++) {
        const [a, b] = [w.points[i - 1], w.points[i]];
        assert.ok(a.x === b.x || a.y === b.y, `${w.kind} ${w.a} is slanted`);
      }
    }
  });

  for (const k of [1, 0.7]) {
    test(`${name}: boxes and pills overlap no others at zoom ${k}`, () => {
      const boxes = [...scene.machines, ...scene.machines.flatMap((m) => m.pods.map((p) => ({ ...p, x: p.x + m.x, y: p.y + m.y })))];
      for (let i = 0; i < scene.machines.length; i++) {
        for (let j = i + 1; j < scene.machines.length; j++) assert.ok(!overlaps(scene.machines[i], scene.machines[j]));
      }
      assert.ok(boxes.every((b) => b.x >= 0 && b.y >= 0 && b.x + b.w <= scene.width && b.y + b.h <= scene.height));
      const pills = pillsOf(scene, k);
      for (let i = 0; i < pills.length; i++) {
        for (let j = i + 1; j < pills.length; j++) assert.ok(!overlaps(pills[i], pills[j]), `${pills[i].id} × ${pills[j].id}`);
      }
    });
  }

  test(`${name}: no line crosses the name of a box, of a wire or of a bridge's container`, () => {
    const names = [
      ...scene.machines.flatMap((m) => [
        { x: m.x + m.band.x + 12, y: m.y + m.stack.y, w: 100, h: 40 },
        ...m.pods.map((p) => ({ x: m.x + p.x + 8, y: m.y + p.y + 26, w: p.w - 16, h: 34 })),
      ]),
      ...scene.gateways.map((g) => ({ x: g.cx + g.r + 12, y: g.cy - 28, w: 90, h: 40 })),
      ...scene.segments.map((s) => ({ x: s.labelX, y: s.rails[0].y - 18, w: Math.min(s.room, s.label.length * 7), h: 12 })),
    ];
    for (const w of scene.wiring.wires.filter((x) => x.kind !== 'inside')) {
      for (let i = 1; i < w.points.length; i++) {
        for (const box of names) {
          assert.ok(!overlaps(strip(w.points[i - 1], w.points[i]), box), `${w.kind} ${w.a}–${w.b} × ${JSON.stringify(box)}`);
        }
      }
    }
  });

  test(`${name}: no wire lies on another, and its name can be read`, () => {
    const cables = scene.wiring.wires.filter((w) => w.kind === 'cable').map((w) => w.points.slice(1).map((p, i) => strip(w.points[i], p)));
    const rails = scene.segments.map((s) => [
      ...s.rails.map((r) => strip({ x: r.x1, y: r.y }, { x: r.x2, y: r.y })),
      ...(s.spine ? [strip({ x: s.spine.x, y: s.spine.y1 }, { x: s.spine.x, y: s.spine.y2 })] : []),
    ]);
    const nets = [...cables, ...rails].map((runs) => runs.map((r) => ({ ...r, flat: r.w > r.h })));
    nets.forEach((own, i) => nets.slice(i + 1).forEach((other) => {
      for (const a of own) for (const b of other) if (a.flat === b.flat) assert.ok(!overlaps(a, b), JSON.stringify([a, b]));
    }));
    for (const s of scene.segments) assert.equal(fit(s.label, s.room, 11.5), s.label);
  });

  test(`${name}: it always looks the same`, () => assert.deepEqual(layoutScene(linux(name)), scene));
}

test('what stands where: containers in their hosts, routers on top, a lone machine behind the others', () => {
  const flannel = layoutScene(linux('flannel'));
  assert.deepEqual(flannel.machines.map((m) => m.id), ['n1', 'n2', 'n3', 'ext']);
  assert.deepEqual(flannel.gateways.map((g) => g.id), ['gw']);
  assert.deepEqual(flannel.machines[0].pods.map((p) => [p.id, p.pause]), [['n1p1', null], ['n1p2', null]]);
  assert.equal(flannel.machines[0].pills.find((p) => p.kind === 'tunnel')?.id, 'n1/flannel.1');
  const host = layoutScene(linux('docker-host')).machines[0];
  assert.deepEqual(host.pods.map((p) => p.cards.map((c) => `${c.name} ${c.ports}`).join()), ['c2 :80 :53', 'c3 :80 :53', 'c4 :80 :53']);
  const two = layoutScene(linux('two-bridges'));
  assert.deepEqual(two.machines.find((m) => m.id === 'h1')?.bars.map((b) => b.name), ['docker0', 'br-9f2']);
});

test('a NIC that is a port of a bridge leads to the bridge and not into the IP stack', () => {
  const scene = layoutScene(linux('two-bridges'));
  const kinds = scene.wiring.wires.filter((w) => w.a === 'h2/eth0' || w.b === 'h2/eth0').map((w) => w.kind);
  assert.deepEqual(kinds.sort(), ['nic', 'uplink']);
});

test('lines of one level keep apart', () => {
  assert.deepEqual(levelsOf([{ x1: 0, x2: 90 }, { x1: 100, x2: 190 }, { x1: 220, x2: 300 }, { x1: 0, x2: 300 }]), [0, 1, 0, 2]);
});
