import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeWidth } from '../layout/ground.js';
import { detailAt } from '../layout/detail.js';
import { pillBox, sized } from '../layout/kinds/pill.js';
import { tagBeside } from '../layout/kinds/router.js';
import { layoutScene } from '../layout/scene.js';
import { boxOf } from '../layout/shapes.js';
import { besideHook } from '../layout/tags.js';
import { deniedPlace } from '../view/stage/denied.js';
import { article, cluster } from './fixtures.js';
import { figuresOf, lookAt, meets, meter, overlapping, textsOf } from './looks.js';

/** @typedef {import('../layout/shapes.js').Fact} Fact */

/** @param {string} to @param {number} [rank] @returns {Fact} */
const by = (to, rank) => ({ to, via: null, dev: 'eth0', ...(rank === undefined ? {} : { rank }) });
const EIGHT = ['default', '10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24', '10.0.4.0/24', '10.0.5.0/24', '10.0.6.0/24', '10.0.7.0/24'];

/** @param {import('../layout/scene.js').Scene} scene @param {number} k @param {Fact[]} routes @param {string|null} [table] */
const lookOf = (scene, k, routes, table = null) => ({ ...lookAt(1), ...detailAt(k, nodeWidth(scene.ground)), routes: () => routes, table });

/** @param {import('../layout/shapes.js').Figure[]} figures @param {string} ns */
const rowsOn = (figures, ns) => figures.filter((f) => f.ns === ns && f.cls === 'route').map((f) => f.row);

test('where a picture is half as wide, a bridge keeps its name beside the address of its leg, and a router its name above its routes', () => {
  const topology = article();
  for (const d of topology.namespaces.flatMap((n) => n.devices).filter((x) => x.role === 'bridge')) d.name = 'docker0';
  const scene = layoutScene(topology, { meter, frame: { w: 560, h: 680 } });
  const look = { ...lookOf(scene, 0.6, [by('10.0.1.0/24')]), level: /** @type {const} */ ('node'), told: true };
  const figures = figuresOf(scene, look);
  assert.deepEqual(textsOf(figures.filter((f) => f.cls === 'bar')).map((t) => t.text), ['docker0', 'docker0']);
  const legs = scene.machines.flatMap((m) => m.bars.map((b) => ({ bar: b, box: figures.find((f) => f.key === `pill:${b.id}`)?.shapes[0] })));
  for (const { bar, box } of legs) assert.ok(box?.t === 'rect' && box.x < bar.leg && box.x + box.w > bar.leg && box.x + box.w <= bar.x + bar.w, JSON.stringify(box));
  assert.deepEqual(overlapping(figures), []);
  const name = figures.find((f) => f.key === 'router:gateway')?.shapes.find((t) => t.t === 'text' && t.text === 'gateway');
  const card = figures.find((f) => f.key === 'card:gateway')?.shapes[0];
  assert.ok(name?.t === 'text' && card?.t === 'rect');
  const { y, h } = boxOf(name, meter);
  assert.ok(y + h + 1 <= card.y, `${y + h} ${card.y}`);
});

test('a table over the hooks of a stack has its title beside it, unless routes stand there', () => {
  const topology = article();
  const host = topology.namespaces.find((n) => n.id === 'node-1');
  assert.ok(host);
  host.hooks = ['POSTROUTING'];
  const scene = layoutScene(topology, { meter });
  const titles = (/** @type {string[]} */ rows) => {
    const figures = figuresOf(scene, lookOf(scene, 1, rows.map((to) => by(to)), host.id));
    assert.deepEqual(overlapping(figures), []);
    return textsOf(figures.filter((f) => f.key === `stack:${host.id}`)).map((t) => t.text);
  };
  assert.deepEqual(titles(EIGHT.slice(0, 2)), ['IP stack', `ip_forward=${host.ipForward ? 1 : 0}`]);
  assert.deepEqual(titles([...EIGHT, ...EIGHT.map((to) => to.replace('10.0', '10.7'))]), []);
});

test('what a packet is doing at a router stands over the pill of its NIC', () => {
  const topology = article();
  for (const k of [0.6, 0.72, 0.85, 1, 1.4]) {
    for (const w of [560, 848, 1400]) {
      const scene = layoutScene(topology, { meter, frame: { w, h: 500 } });
      const look = { ...lookOf(scene, k, [by('default')]), level: /** @type {const} */ ('pod') };
      const [router] = scene.routers;
      const tag = tagBeside(router, look);
      const box = { x: tag.left ? tag.x - 100 : tag.x, y: tag.y, w: 100, h: Math.max(20, look.size(12) * 1.65) };
      for (const pill of router.pills) assert.ok(!meets(box, pillBox(pill, sized(pill, look)), 0), `${k} ${w} ${JSON.stringify(box)}`);
    }
  }
});

test('hooks are drawn from farther away too, where their letters have room; the name of the machine stands over them then', () => {
  const topology = cluster(2, 4);
  const host = topology.namespaces.find((n) => n.id === 'node-1');
  assert.ok(host);
  host.hooks = ['PREROUTING', 'OUTPUT'];
  const scene = layoutScene(topology, { meter, frame: { w: 1000, h: 520 } });
  const at = (/** @type {number} */ k, told = true) => {
    const figures = figuresOf(scene, { ...lookOf(scene, k, [by('default')]), level: 'node', told });
    assert.deepEqual(overlapping(figures), [], `at ${k}`);
    const { stack } = scene.machines[0];
    const name = textsOf(figures.filter((f) => f.key === 'name:node-1')).find((t) => t.text === 'node-1');
    return [figures.filter((f) => f.hook && f.ns === 'node-1').length, rowsOn(figures, 'node-1').length, name !== undefined && name.box.y + name.box.h <= stack.y];
  };
  assert.deepEqual(at(0.64), [10, 0, true]);
  assert.deepEqual(at(0.6), [0, 1, false]);
  assert.deepEqual(at(0.64, false), [0, 0, false]);
});

test('what a hook did is said in as many words as have room beside its bold name', () => {
  const scene = layoutScene(cluster(2, 4), { meter, frame: { w: 1000, h: 520 } });
  const [{ stack }] = scene.machines;
  const said = ['DNAT #1 undone', '↶ #1'];
  const texts = [1, 0.64, 0.3, 0.1].map((k) => {
    const look = lookAt(k);
    const text = besideHook(said, 'POSTROUTING', stack, look);
    const width = (/** @type {string} */ t) => look.meter.width(t, 'strong', look.size(12));
    if (text !== null) assert.ok(15 + width('POSTROUTING') + 6 + width(text) + 6 <= stack.w / 2 - 30, `at ${k}`);
    return text;
  });
  assert.deepEqual([texts[0], texts[texts.length - 1]], [said[0], null]);
  assert.ok(texts.includes(said[1]) || besideHook(said, 'POSTROUTING', { ...stack, w: 330 }, lookAt(1)) === said[1]);
});

test('that a policy had a packet dropped lies on no route, no hook and no pill', () => {
  for (const hooks of [[], ['PREROUTING', 'OUTPUT']]) {
    for (const k of [0.52, 0.6, 0.64, 0.72, 1]) {
      const topology = cluster(2, 4);
      for (const n of topology.namespaces) if (n.kind === 'node' || n.id.startsWith('node-')) n.hooks = hooks;
      const scene = layoutScene(topology, { meter, frame: { w: 1000, h: 520 } });
      const look = { ...lookOf(scene, k, [by('default'), by('10.0.1.0/24'), by('10.100.0.0/24')]), told: true };
      const figures = figuresOf(scene, look);
      const tag = deniedPlace(scene.machines[0], 'default/api', look);
      assert.ok(tag, `at ${k}`);
      const on = textsOf(figures).filter((t) => meets(t.box, tag));
      assert.deepEqual([k, hooks, ...on.map((t) => t.text)], [k, hooks]);
    }
  }
});

test('in the large letters of a room a pod keeps the name of its device', () => {
  const scene = layoutScene(cluster(2, 4), { meter, frame: { w: 1276, h: 497 } });
  const k = 0.62;
  const look = { ...lookAt(k), size: (/** @type {number} */ px) => Math.max(px, 18 / k), level: /** @type {const} */ ('node') };
  const eths = scene.machines.flatMap((m) => m.pills.filter((p) => p.kind === 'pod'));
  assert.equal(eths.length, 8);
  for (const p of eths) assert.equal(sized(p, look).text, 'eth0');
});
