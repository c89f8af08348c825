import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detailAt, fitTransform } from '../layout/detail.js';
import { nodeWidth } from '../layout/ground.js';
import { paintGone } from '../layout/kinds/gone.js';
import { paintOutside } from '../layout/kinds/outside.js';
import { sized } from '../layout/kinds/pill.js';
import { paintPod } from '../layout/kinds/pod.js';
import { layoutScene } from '../layout/scene.js';
import { sideOf } from '../layout/stations.js';
import { placeOf, trafficOf } from '../layout/traffic.js';
import { takingPart } from '../model/part.js';
import { lineOf } from '../model/score.js';
import { article, cluster, linux, walk } from './fixtures.js';
import { figuresOf, lookAt, meets, meter, overlapping, textsOf } from './looks.js';

/** @typedef {import('../layout/scene.js').Scene} Scene */

const PHONE = { w: 386, h: 428, small: true };
const ASKED = /** @type {any} */ ({ from: 'web-1', to: '10.0.2.2', protocol: 'tcp', port: 80 });
const asking = (/** @type {any} */ probe = ASKED, /** @type {any} */ more = {}) => takingPart({ topology: article(), probe, trace: null, stale: false, ...more });
const folded = () => ({ part: asking(), open: new Set() });
const all = () => layoutScene(article(), { meter, frame: PHONE, folding: { part: null, open: new Set() } });

/** @param {Scene} scene @param {number} k @param {'en'|'zh'} [lang] */
const lookOn = (scene, k, lang = 'en') => ({ ...lookAt(1, lang), ...detailAt(k, nodeWidth(scene.ground)) });

/** @param {Scene} scene @param {{w: number, h: number}} frame */
const fitting = (scene, frame) => fitTransform({ x: 0, y: 0, w: scene.width, h: scene.height }, frame, 1.6).k;

test('both ends take part, and once there is a walk all that its packets are in', () => {
  assert.deepEqual([...asking() ?? []].sort(), ['default/web-1', 'default/web-2']);
  const trace = walk();
  const walked = asking(ASKED, { trace });
  for (const ns of ['default/web-1', 'node-1', 'gateway', 'node-2', 'default/web-2']) assert.ok(walked?.has(ns), ns);
  assert.equal(walked?.has('default/api-1'), false, 'who only hears a question of ARP takes no part');
  assert.deepEqual([...asking(ASKED, { trace, stale: true }) ?? []].sort(), ['default/web-1', 'default/web-2'], 'of another probe');
  assert.equal(asking({ ...ASKED, to: 'web-' }), null, 'while it is typed nobody knows');
  assert.deepEqual([...asking({ ...ASKED, to: '203.0.113.9' }) ?? []], ['default/web-1']);
});

test('every endpoint of a Service takes part, by its name, its address and its port of a node', () => {
  const services = [{ namespace: 'default', name: 'web', type: 'NodePort', addresses: ['10.96.0.10'], ports: ['80'], nodePorts: [30080],
    endpoints: ['web-1', 'web-2'].map((name) => ({ pod: `default/${name}`, address: '', ready: true, terminating: false })) }];
  const topology = { ...article(), services };
  for (const to of ['svc:default/web', '10.96.0.10']) {
    assert.deepEqual([...asking({ ...ASKED, from: 'db-0', to }, { topology }) ?? []].sort(), ['default/db-0', 'default/web-1', 'default/web-2'], to);
  }
  assert.deepEqual([...asking({ ...ASKED, from: 'db-0', to: 'node-1', port: 30080 }, { topology }) ?? []].sort(), ['default/db-0', 'default/web-1', 'default/web-2', 'node-1']);
});

test('those who take no part are folded into their machine, and unfold there', () => {
  const scene = layoutScene(article(), { meter, frame: PHONE, folding: folded() });
  assert.deepEqual(scene.machines.map((m) => [m.pods.map((p) => p.label), m.fold?.pods]), [[['web-1'], ['default/api-1']], [['web-2'], ['default/db-0']]]);
  assert.ok(scene.places.has('default/api-1'), 'search leads to where it is told');
  const open = layoutScene(article(), { meter, frame: PHONE, folding: { part: asking(), open: new Set(['node-1']) } });
  assert.deepEqual(open.machines.map((m) => m.pods.length), [2, 1]);
  assert.equal(open.machines[0].fold?.open, true, 'and can be folded again');
  assert.equal(all().machines.flatMap((m) => m.pods).length, 4, 'while an end is not known nobody is folded');
  const wide = layoutScene(article(), { meter, folding: folded() });
  assert.equal(wide.machines.flatMap((m) => m.pods).length, 4, 'nor where there is room');
});

test('a machine without anybody who takes part tells how many are on it', () => {
  const scene = layoutScene(article(), { meter, frame: PHONE, folding: { part: new Set(['default/web-1']), open: new Set() } });
  const [, second] = scene.machines;
  assert.ok(second.fold?.alone && second.fold.h >= 44 && second.fold.y + second.fold.h <= second.y + second.h);
  const texts = textsOf(figuresOf(scene, lookOn(scene, 1))).map((t) => t.text);
  assert.ok(texts.includes('+2 pods') && texts.includes('+1 pod'), texts.join());
});

test('the board: corridor at the left, every name whole, and the picture fills a phone', () => {
  const scene = layoutScene(article(), { meter, frame: PHONE, folding: folded() });
  const k = fitting(scene, PHONE);
  assert.ok(k >= 0.97 && scene.width * k > PHONE.w * 0.95, `${k} ${scene.width}`);
  for (const m of scene.machines) assert.ok(m.stack.corridor - m.x < m.w * 0.25, 'corridor');
  const texts = textsOf(figuresOf(scene, lookOn(scene, k))).map((t) => t.text);
  for (const text of ['gateway', 'node-1', 'cbr0', 'IP stack', 'eth0 10.100.0.2', 'eth0', 'web-1', '10.0.1.2', 'nginx :80', '10.100.0.0/24']) assert.ok(texts.includes(text), `${text} of ${texts.join()}`);
});

for (const lang of /** @type {const} */ (['en', 'zh'])) {
  for (const k of [1.2, 1, 0.8, 0.66, 0.5]) {
    test(`narrow at ${k} in ${lang}: no texts overlap but those of which one is seen, and the packet stops on none`, () => {
      for (const folding of [folded(), { part: null, open: new Set() }]) {
        const scene = layoutScene(article(), { meter, frame: PHONE, folding });
        const look = lookOn(scene, k, lang);
        const figures = figuresOf(scene, look).filter((f) => !/solo(?!.*rest)/.test(f.cls));
        assert.deepEqual(overlapping(figures), []);
        if (k < 0.6) continue; // letters are larger there than the places of packets
        const marks = lineOf(walk(), /** @type {any} */ ({ level: 'row', showArp: true, arp: 'open', open: new Set() })).marks;
        const traffic = trafficOf(scene, marks, look);
        for (const m of marks) {
          const p = m.infra || m.flow === 'arp' ? null : placeOf(traffic, m, null, 1);
          const scale = Math.max(1, 1 / k);
          const token = p && { x: p.x - 18.5 * scale, y: p.y - 8.5 * scale, w: 37 * scale, h: 17 * scale };
          for (const { text, box } of textsOf(figures)) assert.ok(!token || !meets(token, box, 1.5), `${m.step.type} in ${m.namespace} on ${text}`);
        }
      }
    });
  }
}

test('ports with long names keep them apart, also where the first pod leaves room for the corridor', () => {
  for (const [nodes, frame, k] of /** @type {const} */ ([[1, PHONE, 0.6], [2, { w: 840, h: 300, small: true }, 0.55]])) {
    const topology = cluster(nodes, 2);
    for (const ns of topology.namespaces) ns.devices = ns.devices.map((d) => (d.role === 'port' ? { ...d, name: d.name.replace('veth', 'veth348773') + 'c' } : d));
    const scene = layoutScene(topology, { meter, frame, folding: { part: null, open: new Set() } });
    const figures = figuresOf(scene, lookOn(scene, k)).filter((f) => !/solo(?!.*rest)/.test(f.cls));
    assert.deepEqual(overlapping(figures), [], `at ${frame.w}`);
    assert.equal(textsOf(figures).filter((t) => /^veth.*c$/.test(t.text)).length, 2 * nodes, 'each has a name');
  }
});

test('while time passes, what a pod does is under its name', () => {
  const topology = cluster(2, 2);
  const cues = new Map(topology.namespaces.filter((n) => n.kind === 'pod').map((n) => [n.id, { tone: /** @type {const} */ ('ready'), key: 'ui.time.phase.ready', args: [] }]));
  for (const k of [0.8, 0.66, 0.5]) {
    const scene = layoutScene({ ...topology, cues }, { meter, frame: PHONE, folding: { part: null, open: new Set() } });
    const stood = { ...scene.machines[0].pods[0], h: 58 };
    assert.deepEqual(overlapping([paintGone({ ...stood, cue: { tone: 'gone', key: 'ui.time.phase.gone', args: [], label: 'web-1' } }, lookOn(scene, k))]), [], `gone at ${k}`);
    for (const p of scene.machines.flatMap((m) => m.pods)) assert.deepEqual(overlapping(paintPod(p, lookOn(scene, k))), [], `at ${k}`);
  }
});

test('the name of a host outside is in its box, over the packet, also in a small picture', () => {
  const scene = layoutScene(linux('flannel'), { meter, frame: PHONE });
  for (const k of [1, 0.8, 0.72, 0.62]) {
    const [o] = scene.outside;
    const [name] = textsOf(paintOutside(o, lookOn(scene, k)));
    assert.equal(name.text, 'ext');
    assert.ok(name.box.y >= o.y - 0.5, `at ${k} cut at the upper edge of the picture`);
    assert.ok(name.box.y + name.box.h * 0.84 <= (o.over ?? 0) - 8.5 / k, `at ${k} under the packet`);
  }
});

test('routes of a stack lie in one row, each whole or at least with where it leads', () => {
  const scene = layoutScene(article(), { meter, frame: PHONE, folding: folded() });
  const look = { ...lookOn(scene, 1), routes: () => [{ to: 'default', via: '10.100.0.1', dev: 'eth0' }, { to: '2001:db8:1234:5678::/64', via: null, dev: 'cbr0' }, { to: '10.0.2.0/24', via: null, dev: 'cbr0' }] };
  const rows = figuresOf(scene, look).filter((f) => f.cls.startsWith('route solo') && f.ns === 'node-2');
  assert.deepEqual(rows.map((f) => f.row), ['', 'default', '2001:db8:1234:5678::/64', '10.0.2.0/24']);
  assert.deepEqual(textsOf(rows.slice(2, 3)).map((t) => t.text), ['→ cbr0']);
  assert.equal(new Set(rows.flatMap((f) => f.shapes.flatMap((s) => (s.t === 'text' ? [s.y] : [])))).size, 1);
  for (const f of figuresOf(scene, look)) for (const s of f.shapes) if (s.t === 'text') assert.ok(!s.text.includes('…'), s.text);
});

test('the picture stands still when somebody comes who takes no part', () => {
  const scene = layoutScene(article(), { meter, frame: PHONE, folding: folded() });
  const more = article();
  const like = /** @type {any} */ (more.namespaces.find((n) => n.id === 'default/api-1'));
  more.namespaces.push({ ...like, id: 'default/late', label: 'late', devices: [] });
  const next = layoutScene(more, { meter, frame: PHONE, ground: scene.ground, folding: folded() });
  assert.deepEqual(next.machines.map(({ x, y, w, h }) => [x, y, w, h]), scene.machines.map(({ x, y, w, h }) => [x, y, w, h]));
  assert.deepEqual(next.machines[0].pods.map(({ id, x, y }) => [id, x, y]), scene.machines[0].pods.map(({ id, x, y }) => [id, x, y]));
  assert.equal(next.machines[0].fold?.pods.length, 2);
});

test('many machines, and those of which little is known, keep their usual form', () => {
  assert.equal(layoutScene(cluster(9, 2), { meter, frame: PHONE }).ground.m.narrow, false);
  assert.equal(layoutScene(cluster(3, 2), { meter, frame: PHONE }).ground.m.narrow, true);
  assert.equal(layoutScene(cluster(3, 2), { meter, frame: { w: 596, h: 428 } }).ground.m.narrow, false);
});

test('one of two pictures side by side is drawn as on a phone, so that a tunnel has its name in it', () => {
  const three = linux('flannel');
  const third = three.machines.filter((m) => m.kind !== 'router')[2].id;
  const tunnelled = { ...three, machines: three.machines.filter((m) => m.id !== third), namespaces: three.namespaces.filter((n) => n.machine !== third) };
  for (const frame of [{ w: 420, h: 410 }, { w: 500, h: 540 }]) {
    const scene = layoutScene(tunnelled, { meter, frame });
    const look = lookOn(scene, fitting(scene, frame));
    const tunnels = scene.machines.flatMap((m) => m.pills.filter((p) => p.kind === 'tunnel'));
    assert.ok(tunnels.length > 1);
    for (const p of tunnels) assert.match(sized(p, look).text, /^flannel\.1/, `at ${frame.w}`);
  }
});

test('packets go up at one side of the hooks and come down at the other', () => {
  const scene = layoutScene(article(), { meter, frame: PHONE, folding: folded() });
  const marks = lineOf(walk(), /** @type {any} */ ({ level: 'row', showArp: false, arp: 'folded', open: new Set() })).marks;
  const side = (/** @type {string} */ ns, /** @type {string} */ flow) => new Set(marks.filter((m) => m.namespace === ns && m.flow === flow && m.step.type === 'RouteLookup').map((m) => sideOf(m, scene.wiring)));
  assert.deepEqual([...side('node-1', 'request')], ['out']);
  assert.deepEqual([...side('node-2', 'request')], ['in']);
});
