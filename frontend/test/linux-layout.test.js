import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overlaps } from '../layout/detail.js';
import { stationId } from '../layout/kinds/machine.js';
import { pillBox, pillOf, sized } from '../layout/kinds/pill.js';
import { levelsOf } from '../layout/nets.js';
import { lanesOf } from '../layout/lanes.js';
import { layoutScene } from '../layout/scene.js';
import { stationOf } from '../layout/stations.js';
import { linux, LINUX } from './fixtures.js';
import { figuresOf, lookAt, meter, overlapping, textsOf } from './looks.js';

/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {import('../layout/scene.js').Scene} Scene */

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b @returns {Box} */
const strip = (a, b) => ({
  x: Math.min(a.x, b.x) - 0.5, y: Math.min(a.y, b.y) - 0.5, w: Math.abs(a.x - b.x) + 1, h: Math.abs(a.y - b.y) + 1,
});

/**
 * All pills as drawn at a zoom.
 * @param {Scene} scene
 * @param {number} k
 */
const pillsOf = (scene, k) => [...scene.machines, ...scene.routers, ...scene.outside].flatMap((m) => m.pills)
  .map((p) => ({ p, s: sized(p, lookAt(k)) })).map(({ p, s }) => ({ id: p.id, x: p.x - s.w / 2, y: p.y - s.h / 2, w: s.w, h: s.h }));

for (const name of LINUX) {
  const topology = linux(name);
  const scene = layoutScene(topology, { meter });
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
          const ends = scene.wiring.wires.filter((w) => w.kind === 'underlay' && (w.a === d.id || w.a === `under:${d.id}`)).map((w) => w.b);
          assert.equal(ends[ends.length - 1], d.underlay);
        }
      }
    }
  });

  test(`${name}: wires end where their devices stand`, () => {
    for (const w of scene.wiring.wires.filter((x) => !['inside', 'port', 'lo'].includes(x.kind) && x.a !== x.b)) {
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
      const boxes = [...scene.machines, ...scene.outside, ...scene.machines.flatMap((m) => m.pods)];
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

  for (const lang of /** @type {const} */ (['en', 'zh'])) {
    test(`${name} in ${lang}: no text lies on another, and no line crosses a text that stands on no pill or bar`, () => {
      for (const k of [1, 0.7]) {
        const figures = figuresOf(scene, lookAt(k, lang));
        assert.deepEqual(overlapping(figures), []);
        const texts = textsOf(figures).filter((t) => !/pill|bar|tag/.test(t.figure.cls));
        for (const w of scene.wiring.wires.filter((x) => x.kind !== 'inside' && x.kind !== 'lo')) {
          for (let i = 1; i < w.points.length; i++) {
            for (const { text, box } of texts) assert.ok(!overlaps(strip(w.points[i - 1], w.points[i]), box), `${w.kind} ${w.a}–${w.b} × ${text} at ${k}`);
          }
        }
      }
    });
  }

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
    for (const s of scene.segments) assert.equal(meter.fit(s.label, 'mono', 12, s.room), s.label);
  });

  test(`${name}: it always looks the same`, () => assert.deepEqual(layoutScene(linux(name), { meter }), scene));
}

test('what stands where: containers in their hosts, routers on top, a lone machine outside', () => {
  const flannel = layoutScene(linux('flannel'), { meter });
  assert.deepEqual(flannel.machines.map((m) => m.id), ['n1', 'n2', 'n3']);
  assert.deepEqual(flannel.routers.map((g) => g.id), ['gw']);
  assert.deepEqual(flannel.outside.map((o) => o.id), ['ext']);
  assert.deepEqual(flannel.machines[0].pods.map((p) => [p.id, p.paused]), [['n1p1', false], ['n1p2', false]]);
  assert.equal(flannel.machines[0].pills.find((p) => p.kind === 'tunnel')?.id, 'n1/flannel.1');
  const host = layoutScene(linux('docker-host'), { meter }).machines[0];
  assert.deepEqual(host.pods.map((p) => p.cards.map((c) => `${c.name} ${c.ports}`).join()), ['c2 :80 :53', 'c3 :80 :53', 'c4 :80 :53']);
  const two = layoutScene(linux('two-bridges'), { meter });
  assert.deepEqual(two.machines.find((m) => m.id === 'h1')?.bars.map((b) => b.name), ['docker0', 'br-9f2']);
});

test('a NIC that is a port of a bridge leads to the bridge and not into the IP stack', () => {
  const scene = layoutScene(linux('two-bridges'), { meter });
  const kinds = scene.wiring.wires.filter((w) => w.a === 'h2/eth0' || w.b === 'h2/eth0').map((w) => w.kind);
  assert.deepEqual(kinds.sort(), ['nic', 'uplink']);
});

test('lines of one level keep apart', () => {
  assert.deepEqual(levelsOf([{ x1: 0, x2: 90 }, { x1: 100, x2: 190 }, { x1: 220, x2: 300 }, { x1: 0, x2: 300 }]), [0, 1, 0, 2]);
});

test('an MTU that is not the usual one stands at its device', () => {
  const topology = linux('flannel');
  const tunnel = topology.namespaces.flatMap((n) => n.devices).find((d) => d.name === 'flannel.1');
  assert.ok(tunnel);
  const said = (/** @type {number} */ mtu, /** @type {number} */ room, /** @type {'tunnel'|'nic'|'pod'} */ kind = 'tunnel') =>
    sized(pillOf({ ...tunnel, mtu, addresses: ['10.244.1.0/32'] }, 'n1', { x: 0, y: 0 }, kind, room), lookAt(1)).text;
  assert.equal(said(1450, 300), 'flannel.1 10.244.1.0 mtu 1450');
  assert.equal(said(1450, 190), 'flannel.1 mtu 1450', 'a tunnel has it rather than an address');
  assert.equal(said(1450, 190, 'nic'), 'flannel.1 10.244.1.0');
  assert.equal(said(1500, 300), 'flannel.1 10.244.1.0');
  assert.equal(said(1450, 300, 'pod'), 'flannel.1');
});

/** @param {string} type @param {string} device */
const stepOf = (type, device, fields = {}) => /** @type {any} */ ({ type, device, fields });

test('what comes for a host itself goes straight to its stack, what its tunnel wraps goes round it, and nothing else', () => {
  for (const hooks of [[], ['PREROUTING', 'FORWARD', 'POSTROUTING', 'INPUT']]) {
    for (const frame of [{ w: 1000, h: 600 }, { w: 420, h: 900 }]) {
      const topology = linux('flannel');
      for (const n of topology.namespaces) if (n.kind === 'host') n.hooks = hooks;
      const { wiring, machines } = layoutScene(topology, { meter, frame });
      for (const { id, stack } of machines) {
        const isRound = (/** @type {string} */ a, /** @type {string} */ b) => wiring.route(a, b).some((p) => p.x > stack.x + stack.w);
        const [nic, tunnel, own] = [`${id}/eth0`, wiring.stops.get(`${id}/flannel.1`) ?? '', `stack:${id}`];
        for (const [a, b] of [[nic, own], [own, nic], [`${id}/cni0`, nic], [own, tunnel], [tunnel, own]]) assert.ok(!isRound(a, b), `${a} → ${b}`);
        for (const [a, b] of [[tunnel, nic], [nic, tunnel], [stationId(id, 0), tunnel]]) assert.ok(isRound(a, b), `${a} → ${b}`);
      }
    }
  }
});

test('a packet waits for its tunnel beside the name, and wrapped it goes on where the dashed line ends', () => {
  const scene = layoutScene(linux('flannel'), { meter });
  const steps = [stepOf('FrameReceived', 'veth1'), stepOf('RouteLookup', '', { outDevice: 'flannel.1' }), stepOf('Encapsulated', 'flannel.1'), stepOf('RouteLookup', '', { outDevice: 'eth0' }),
    stepOf('FrameTransmitted', 'eth0')];
  const at = steps.map((step) => stationOf(/** @type {any} */ ({ step, hop: { steps }, namespace: 'n1' }), scene.wiring));
  assert.deepEqual(at.slice(2), ['at:n1/flannel.1', 'under:n1/flannel.1', 'under:n1/flannel.1']);
  const pill = scene.machines[0].pills.find((p) => p.kind === 'tunnel');
  const wait = scene.wiring.anchors.get('at:n1/flannel.1');
  assert.ok(pill && wait && wait.y === pill.y);
  for (const k of [1, 0.75]) assert.ok(wait.x + 18.5 * Math.max(1, 0.8 / k) <= pillBox(pill, sized(pill, lookAt(k))).x, `at ${k}`);
});

test('a line to a loopback device runs beside its road, and only its ends are on it', () => {
  const scene = layoutScene(linux('flannel'), { meter });
  const steps = [{ type: 'SocketSend', device: null, fields: {} }, { type: 'FrameTransmitted', device: 'lo', fields: {} }];
  /** @type {any[]} */
  const marks = [];
  for (const step of steps) marks.push({ seq: marks.length, column: marks.length, flow: 'request', namespace: 'n1p1', step, hop: { steps }, previous: marks[marks.length - 1] ?? null });
  const { lanes: [{ line, road }] } = lanesOf(marks, scene.wiring);
  assert.equal(road[0].y, road[1].y);
  assert.deepEqual([line[0], line[line.length - 1]].map((p) => p.y), [road[0].y, road[0].y]);
  assert.ok(line.length === 4 && line[1].y === line[2].y && line[1].y !== road[0].y);
});
