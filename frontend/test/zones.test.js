import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endsOf } from '../layout/ends.js';
import { segmentFigures } from '../layout/paint.js';
import { isOutgrown } from '../layout/plan.js';
import { layoutScene } from '../layout/scene.js';
import { tableMeter } from '../layout/text.js';
import { zoneOf } from '../layout/zones.js';

const meter = tableMeter();
const frame = { w: 764, h: 554 };

/** @typedef {{id: string, zone?: string, rack?: string, ready?: boolean}} Node */

/** @param {Node[]} nodes @returns {any} */
const fleet = (nodes) => ({
  summary: true, namespaces: [], segments: [{ id: 'lan', label: '10.0.0.0/16', members: nodes.length }],
  machines: nodes.map((n) => ({ kind: 'node', label: n.id, ready: true, pods: 3, ...n })),
});

/** @param {number} count @param {string} zone @param {number} perRack @returns {Node[]} */
const zone = (count, name, perRack) => Array.from({ length: count }, (_, i) => ({ id: `${name}-${i}`, zone: name, rack: `${name}${1 + Math.floor(i / perRack)}` }));

const THREE = [...zone(100, 'b', 30), ...zone(90, 'a', 30), { id: 'alone' }];

/** @param {import('../layout/scene.js').Scene} scene */
const lookAt = (scene) => {
  const k = Math.min(frame.w / scene.width, frame.h / scene.height);
  return /** @type {any} */ ({ level: 'fleet', k, meter, size: (/** @type {number} */ px) => Math.max(px, 12 / k), t: (/** @type {string} */ key, /** @type {any[]} */ ...args) => [key, ...args].join(' ') });
};

/** @param {{x: number, y: number, w: number, h: number}} a @param {{x: number, y: number, w: number, h: number}} b */
const holds = (a, b) => a.x <= b.x && a.y <= b.y && b.x + b.w <= a.x + a.w && b.y + b.h <= a.y + a.h;

test('nodes stand in the zone and the rack that their labels name, zones by name, those without one last', () => {
  const scene = layoutScene(fleet(THREE), { meter, frame });
  const { zones } = /** @type {import('../layout/zones.js').Zones} */ (scene.ground.racks?.zones);
  assert.deepEqual(zones.map((z) => z.name), ['a', 'b', null]);
  for (const [i, z] of zones.entries()) if (i > 0) assert.ok(z.x >= zones[i - 1].x + zones[i - 1].w, 'side by side');
  for (const m of scene.machines) {
    const own = zoneOf(scene.ground, m.id);
    assert.equal(own?.name, THREE.find((n) => n.id === m.id)?.zone ?? null);
    assert.ok(own && holds({ ...own, y: own.y + scene.top + own.head }, m), `${m.id} is in its frame, under the header`);
  }
  const places = scene.machines.map((m) => `${m.x},${m.y}`);
  assert.equal(new Set(places).size, THREE.length, 'each has a place of its own');
});

test('without labels of zones and racks nothing is grouped', () => {
  const scene = layoutScene(fleet(THREE.map(({ id }) => ({ id }))), { meter, frame });
  assert.equal(scene.ground.racks?.zones, null);
  assert.deepEqual(segmentFigures(scene, lookAt(scene)).filter((f) => f.cls === 'zone'), []);
});

test('the header tells the name and how many nodes, a rack its name, and one with many in trouble has an outline', () => {
  const sick = THREE.map((n, i) => ({ ...n, ready: !(n.rack === 'a2' && i % 10 === 0) }));
  const scene = layoutScene(fleet(sick), { meter, frame });
  const figures = segmentFigures(scene, lookAt(scene));
  const said = figures.map((f) => f.shapes.flatMap((s) => (s.t === 'text' ? [s.text] : [])).join(' '));
  assert.ok(said.includes('b ui.stage.zoneNodes 100'), said.join());
  assert.ok(said.includes('a ui.stage.zoneNodes 90'));
  assert.deepEqual(said.filter((s) => /^[ab][1-4]$/.test(s)).sort(), ['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'b4']);
  const outlined = figures.filter((f) => f.shapes.some((s) => s.cls === 'sick'));
  assert.equal(outlined.length, 1);
  const [box] = outlined[0].shapes;
  const inside = scene.machines.filter((m) => box.t === 'rect' && holds(box, { ...m, w: m.w / 2, h: m.h / 2 }));
  assert.deepEqual(new Set(inside.map((m) => sick.find((n) => n.id === m.id)?.rack)), new Set(['a2']));
});

test('a node that comes takes a place of its rack, of its zone, or makes all be planned anew, and moves nobody', () => {
  const before = layoutScene(fleet(THREE), { meter, frame });
  const grow = (/** @type {Node} */ node) => layoutScene(fleet([...THREE, node]), { meter, frame, ground: before.ground });
  const at = (/** @type {import('../layout/scene.js').Scene} */ scene) => new Map(scene.machines.map((m) => [m.id, `${m.x},${m.y}`]));
  for (const [node, fits] of /** @type {[Node, boolean][]} */ ([[{ id: 'new', zone: 'b', rack: 'b4' }, true], [{ id: 'new', zone: 'c', rack: 'c1' }, false]])) {
    const after = grow(node);
    for (const [id, place] of at(before)) assert.equal(at(after).get(id), place);
    assert.equal(isOutgrown(before.ground.plan, after.ground.plan), !fits);
    if (fits) assert.equal(zoneOf(after.ground, 'new')?.name, node.zone);
  }
  const fresh = layoutScene(fleet([...THREE, { id: 'new', zone: 'c', rack: 'c1' }]), { meter, frame });
  assert.equal(zoneOf(fresh.ground, 'new')?.name, 'c');
});

test('who leaves frees its place', () => {
  const before = layoutScene(fleet(THREE), { meter, frame });
  const after = layoutScene(fleet(THREE.filter((n) => n.id !== 'a-5')), { meter, frame, ground: before.ground });
  const again = layoutScene(fleet([...THREE.filter((n) => n.id !== 'a-5'), { id: 'a-new', zone: 'a', rack: 'a1' }]), { meter, frame, ground: after.ground });
  const place = (/** @type {import('../layout/scene.js').Scene} */ scene, /** @type {string} */ id) => scene.machines.filter((m) => m.id === id).map((m) => [m.x, m.y]);
  assert.deepEqual(place(again, 'a-new'), place(before, 'a-5'));
});

test('ways run in the gutters, over no node', () => {
  const scene = layoutScene(fleet(THREE), { meter, frame });
  const inner = scene.machines.map((m) => ({ x: m.x + 1, y: m.y + 1, w: m.w - 2, h: m.h - 2 }));
  for (const { points } of scene.wiring.wires) {
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1], points[i]];
      const piece = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
      assert.ok(inner.every((m) => piece.x > m.x + m.w || piece.x + piece.w < m.x || piece.y > m.y + m.h || piece.y + piece.h < m.y), JSON.stringify(piece));
    }
  }
});

test('names of the ends of a walk stand in the headers of their zones, and not over one another', () => {
  const scene = layoutScene(fleet(THREE), { meter, frame });
  scene.owner.set('default/web-1', 'a-3').set('default/web-2', 'a-77');
  const marks = ['default/web-1', 'default/web-2'].map((namespace, i) => ({ seq: i, column: i, flow: 'request', namespace }));
  const lane = { line: [{ x: 10, y: 10 }, { x: 4000, y: 900 }], at: [0, 1] };
  const traffic = /** @type {any} */ ({ marks, laneOf: new Map(marks.map((m, i) => [m.seq, { lane, index: i }])) });
  const ends = endsOf(traffic, scene, 1, lookAt(scene));
  assert.equal(ends.length, 2);
  const own = zoneOf(scene.ground, 'a-3');
  for (const { name, text } of ends) {
    assert.match(text, /web-[12]/);
    assert.ok(own && name && holds({ ...own, y: own.y + scene.top, h: own.head }, name));
  }
  const [a, b] = ends.map((e) => e.name);
  assert.ok(a && b && a.x + a.w <= b.x);
});
