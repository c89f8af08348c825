import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitTransform } from '../layout/detail.js';
import { paintBars } from '../layout/kinds/bridge.js';
import { paintCue } from '../layout/kinds/cue.js';
import { paintGhost } from '../layout/kinds/ghost.js';
import { paintOutside, paintOutsidePills, placeOutside } from '../layout/kinds/outside.js';
import { pillBox, sized } from '../layout/kinds/pill.js';
import { labelOf } from '../layout/kinds/pod.js';
import { layoutScene } from '../layout/scene.js';
import { manifested } from '../model/console.js';
import { article, cluster } from './fixtures.js';
import { lookAt, meter, textsOf } from './looks.js';

test('where the name of a Deployment\'s pod has no room, it loses the hash that all of them share', () => {
  const label = (/** @type {string} */ name, /** @type {number} */ w, /** @type {any} */ cue = null) => labelOf({ label: name, cue, w }, lookAt(1));
  assert.equal(label('web-v1-74678bd7cb-mbzhq', 120), 'web-v1-mbzhq');
  assert.equal(label('web-v1-74678bd7cb-mbzhq', 300), 'web-v1-74678bd7cb-mbzhq');
  assert.equal(label('a-pod-of-somebody-s-own', 60), 'a-pod-of-somebody-s-own');
  assert.equal(label('web-v1-74678bd7cb-mbzhq', 120, { label: '① web-v1-mbzhq and more', brief: '① mbzhq' }), '① mbzhq');
});

test('a Service has its whole address, and its signs rather than its type beside its name', () => {
  const ghost = (/** @type {number} */ w) => textsOf(paintGhost(/** @type {any} */ ({
    x: 0, y: 0, w, h: 58, id: 'service:default/web', name: 'web', address: '10.200.7.20:80', title: '', type: 'ClusterIP', signs: '● 7/7', more: 0, touched: false,
  }), lookAt(1))).map((t) => t.text);
  for (const text of ['web', '10.200.7.20:80', '● 7/7']) assert.ok(ghost(147).includes(text), ghost(147).join());
  assert.ok(!ghost(147).includes('ClusterIP') && ghost(236).includes('ClusterIP'));
});

test('a host outside that has an address for a name shows all of it, also in a small window', () => {
  for (const [frame, most] of /** @type {const} */ ([[{ w: 844, h: 370 }, 0.5], [{ w: 1008, h: 540 }, 0.5], [{ w: 716, h: 412 }, 0.446]])) {
    const scene = layoutScene(article(), { meter, frame });
    const k = Math.min(frame.w / scene.width, frame.h / scene.height, most);
    scene.ground = { ...scene.ground, plan: { ...scene.ground.plan, frame: { w: frame.w, h: k * (scene.ground.plan.cell.h + scene.ground.m.over) } } };
    const eth0 = { .../** @type {any} */ (article().namespaces.find((n) => n.id === 'gateway')?.devices.find((d) => d.name === 'eth0')), id: 'ext:203.0.113.9/eth0', addresses: ['203.0.113.9/24'] };
    placeOutside(scene, [{ namespace: /** @type {any} */ ({ id: 'ext:203.0.113.9', devices: [eth0] }), label: 'ext:203.0.113.9' }], 100);
    const [name] = textsOf(paintOutside(scene.outside[0], { ...lookAt(k), level: 'node' }));
    assert.equal(name.text, '203.0.113.9');
    const stack = scene.wiring.anchors.get('stack:ext:203.0.113.9');
    assert.ok(stack && name.box.x + name.box.w <= stack.x - 18.5 * Math.max(1, 0.8 / k), 'beside where the packet stands');
    assert.equal(textsOf(paintOutsidePills(scene.outside[0], { ...lookAt(k), level: 'node' }))[0]?.text, 'eth0');
  }
});

test('a host outside moves the router no farther than beside the tools, and nothing else', () => {
  const plain = { ...cluster(2, 2), services: [{ namespace: 'default', name: 'web', type: 'ClusterIP', addresses: ['10.200.0.1'], ports: ['80/TCP'], endpoints: [] }] };
  const frame = { w: 716, h: 300 };
  const gateway = /** @type {any} */ (plain.namespaces.find((n) => n.id === 'gateway'));
  const eth0 = gateway.devices.find((/** @type {any} */ d) => d.name === 'eth0');
  const ext2 = { ...eth0, id: 'gateway/ext2', name: 'ext2', addresses: ['100.64.0.2/32'], peer: 'ext/eth0' };
  const ext = { ...gateway, id: 'ext', kind: 'host', machine: 'ext', label: 'ext', devices: [{ ...eth0, id: 'ext/eth0', addresses: ['203.0.113.9/24'], peer: ext2.id }] };
  const before = layoutScene(plain, { meter, frame });
  const after = layoutScene({ ...plain, machines: [...plain.machines, { id: 'ext', kind: 'host', label: 'ext', ready: true }],
    namespaces: [...plain.namespaces.map((n) => (n === gateway ? { ...gateway, devices: [...gateway.devices, ext2] } : n)), ext] }, { meter, frame, ground: before.ground });
  const at = (/** @type {import('../layout/scene.js').Scene} */ s) => fitTransform({ x: 0, y: 0, w: s.width, h: s.height }, frame, 1.6);
  const onScreen = (/** @type {import('../layout/scene.js').Scene} */ s, /** @type {number} */ x) => Math.round(x * at(s).k + at(s).x);
  assert.equal(at(after).k, at(before).k);
  assert.deepEqual(after.machines.map((m) => onScreen(after, m.x)), before.machines.map((m) => onScreen(before, m.x)));
  assert.deepEqual(after.ghosts.map((g) => onScreen(after, g.x)), before.ghosts.map((g) => onScreen(before, g.x)));
  const pill = pillBox(after.routers[0].pills[0], sized(after.routers[0].pills[0], { ...lookAt(at(after).k), level: 'node' }));
  assert.ok(onScreen(after, pill.x) >= 215, 'its address is not under the zoom buttons');
  assert.ok(pill.x > after.routers[0].pills[0].x - 160 && after.outside[0].x + after.outside[0].w <= after.width);
});

test('from so far away that a bar is lower than letters it has no name on it', () => {
  const scene = layoutScene(cluster(1, 1), { meter });
  const named = (/** @type {number} */ k) => paintBars(scene.machines[0], { ...lookAt(k), level: 'node' })[0].shapes.flatMap((s) => (s.t === 'text' && s.cls.includes('on-bar') ? [s.text] : []));
  assert.deepEqual(named(0.6), ['cbr0']);
  assert.deepEqual(named(0.28), []);
});

test('what a pod does has its sign where words have no room', () => {
  const said = (/** @type {number} */ w, /** @type {any} */ cue) => paintCue({ x: 0, y: 0, w, h: 60 }, { args: [], ...cue }, lookAt(1)).flatMap((s) => (s.t === 'text' ? [s.text] : []));
  assert.deepEqual(said(140, { tone: 'ready', key: 'ui.time.phase.ready' }), ['● ready']);
  assert.deepEqual(said(60, { tone: 'ready', key: 'ui.time.phase.ready' }), ['●']);
});

test('a manifest that was applied is told by its objects', () => {
  assert.equal(manifested({ manifest: 'apiVersion: v1\nkind: Service\nmetadata: {name: web-all}\nspec: {}\n' }), 'Service web-all');
  assert.equal(manifested({ manifest: 'kind: Pod\nmetadata:\n  name: a\n---\nkind: Gateway\nmetadata: {namespace: infra, name: gate}\n' }), 'Pod a, Gateway gate');
  assert.equal(manifested({ namespace: 'node-1', commands: ['ip route'] }), '');
});
