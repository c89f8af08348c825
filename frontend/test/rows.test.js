import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeWidth } from '../layout/ground.js';
import { detailAt } from '../layout/detail.js';
import { pickRows, RANK, ranked } from '../layout/kinds/rows.js';
import { routesTake, waitY } from '../layout/kinds/stack.js';
import { segmentFigures } from '../layout/paint.js';
import { layoutScene } from '../layout/scene.js';
import { belowStack, besideLoop, tagLines } from '../layout/traffic.js';
import { routesNamed, rowsUsed } from '../model/routes.js';
import { momentsOf } from '../model/timeline.js';
import { routesOf } from '../view/stage/facts.js';
import { article, cluster, linux, walk } from './fixtures.js';
import { figuresOf, lookAt, meets, meter, overlapping, textsOf } from './looks.js';

/** @typedef {import('../layout/shapes.js').Fact} Fact */

/** @param {string} to @param {number} [rank] @returns {Fact} */
const by = (to, rank) => ({ to, via: null, dev: 'eth0', ...(rank === undefined ? {} : { rank }) });
const EIGHT = ['default', '10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24', '10.0.4.0/24', '10.0.5.0/24', '10.0.6.0/24', '10.0.7.0/24'];

/** @param {import('../layout/scene.js').Scene} scene @param {number} k @param {Fact[]} routes @param {string|null} [table] */
const lookOf = (scene, k, routes, table = null) => ({ ...lookAt(1), ...detailAt(k, nodeWidth(scene.ground)), routes: () => routes, table });

/** @param {import('../layout/shapes.js').Figure[]} figures @param {string} ns */
const rowsOn = (figures, ns) => figures.filter((f) => f.ns === ns && f.cls === 'route').map((f) => f.row);

test('rows the walk uses come first, then those that are pointed at, then those of edits, in the order of the table', () => {
  const routes = EIGHT.map((to, i) => by(to, [undefined, undefined, RANK.edited, undefined, RANK.pointed, undefined, undefined, RANK.used][i]));
  assert.deepEqual(pickRows(routes, 4), { rows: [routes[2], routes[4], routes[7]], more: 5 });
  assert.deepEqual(pickRows(routes, 3).rows, [routes[2], routes[4], routes[7]], 'the count gives way to what matters');
  assert.deepEqual(pickRows(routes, 2).rows, [routes[4], routes[7]]);
  assert.deepEqual(pickRows(routes, 1).rows, [routes[7]]);
  assert.deepEqual(pickRows(routes, 8), { rows: routes, more: 0 });
});

test('the walk as a whole decides, not the step', () => {
  const marks = momentsOf(walk());
  const used = rowsUsed(marks);
  assert.deepEqual([...(used.get('gateway')?.keys() ?? [])].sort(), ['10.0.1.0/24', '10.0.2.0/24']);
  assert.ok(used.get('node-1')?.has('default'));
  assert.equal(rowsUsed(marks), used);
  const routes = EIGHT.map((to) => by(to));
  const all = ranked(routes, 'node-1', { used, named: routesNamed('node-1/route/10.0.7.0-24', article()) });
  assert.deepEqual(all?.flatMap((r) => (r.rank === undefined ? [] : [[r.to, r.rank]])), [['default', RANK.used], ['10.0.1.0/24', RANK.used], ['10.0.7.0/24', RANK.pointed]]);
});

test('a row that only the walk has, beyond a router, stands before those of the cluster, and one of another table is no row', () => {
  const look = (/** @type {string} */ matched, /** @type {object} */ fields) => /** @type {any} */ ({ flow: 'request', namespace: 'gateway', step: { type: 'RouteLookup', fields: { matched, ...fields } } });
  const used = rowsUsed([
    look('203.0.113.9/32', { table: 'main', decision: 'onlink', outDevice: 'uplink', nextHop: '203.0.113.9' }), look('0.0.0.0/0', { table: 'main', decision: 'default', outDevice: 'ext2', nextHop: '100.64.0.1' }),
    look('10.100.0.1/32', { table: 'local', decision: 'local' }), look('10.0.1.0/24', { table: 'main', decision: 'via', outDevice: 'eth0', nextHop: '10.100.0.2' }),
  ]);
  const rows = ranked([by('10.0.1.0/24'), by('10.0.2.0/24')], 'gateway', { used, named: null }) ?? [];
  assert.deepEqual(rows.map((r) => [r.to, r.via, r.dev, r.rank]).slice(0, 2), [['203.0.113.9/32', null, 'uplink', RANK.used], ['default', '100.64.0.1', 'ext2', RANK.used]]);
  assert.deepEqual(rows.slice(2).map((r) => [r.to, r.rank]), [['10.0.1.0/24', RANK.used], ['10.0.2.0/24', undefined]]);
});

test('what is pointed at is a table, a row, or the rows by a device', () => {
  const topology = article();
  assert.deepEqual(routesNamed('gateway/routes', topology), { namespace: 'gateway', table: true, row: null, dev: null });
  assert.deepEqual(routesNamed('gateway/route/10.0.2.0-24', topology), { namespace: 'gateway', table: true, row: '10.0.2.0/24', dev: null });
  assert.deepEqual(routesNamed('node-1/cbr0', topology), { namespace: 'node-1', table: false, row: null, dev: 'cbr0' });
  for (const other of ['', 'node-1', 'node-1/nat/POSTROUTING', 'nowhere/routes']) assert.equal(routesNamed(other, topology), null, other);
});

test('a route that a command made is told from those of the documents', () => {
  const route = { id: 'r', table: 'main', text: '', destination: '0.0.0.0/0', type: 'unicast', via: '10.100.0.1', dev: 'eth0', metric: 0, object: null };
  const detail = /** @type {any} */ ({ routes: [route, { ...route, id: 's', destination: '10.0.2.0/24' }, { ...route, table: 'local' }], origins: { r: { source: 'desired' }, s: { source: 'edited' } } });
  assert.deepEqual(routesOf(detail).map((r) => [r.to, r.rank]), [['default', undefined], ['10.0.2.0/24', RANK.edited]]);
});

test('a row that was added is drawn near by and from farther away, whatever else is in the table', () => {
  const scene = layoutScene(article(), { meter });
  const routes = EIGHT.map((to, i) => by(to, i === 7 ? RANK.edited : undefined));
  for (const k of [1.4, 1, 0.86, 0.7, 0.6]) {
    const figures = figuresOf(scene, lookOf(scene, k, routes));
    for (const ns of ['node-1', 'gateway']) assert.ok(rowsOn(figures, ns).includes('10.0.7.0/24'), `${ns} at ${k}: ${rowsOn(figures, ns).join()}`);
    assert.deepEqual(overlapping(figures), [], `at ${k}`);
  }
});

test('nothing is counted while the box has room, and no row lies where the packet waits', () => {
  const scene = layoutScene(article(), { meter });
  const [{ stack }] = scene.machines;
  for (const n of [3, 4, 5, 6]) {
    const figures = figuresOf(scene, lookOf(scene, 1, EIGHT.slice(0, n).map((to) => by(to))));
    assert.equal(rowsOn(figures, 'node-1').length, n, `${n} routes`);
    assert.deepEqual(overlapping(figures), []);
    for (const { text, box } of textsOf(figures.filter((f) => f.ns === 'node-1' && f.cls === 'route'))) {
      assert.ok(box.x > stack.corridor + 19 || box.x + box.w < stack.corridor - 19 || box.y > waitY(stack) + 8.5 || box.y + box.h < waitY(stack) - 8.5, text);
      assert.ok(box.y > stack.y && box.y + box.h < stack.y + stack.h, text);
    }
  }
});

test('from farther away a row that is too wide takes two lines', () => {
  const scene = layoutScene(cluster(3, 2), { meter, frame: { w: 1000, h: 600 } });
  const look = lookOf(scene, 0.66, [by('default'), by('10.100.0.0/24')]);
  assert.equal(look.level, 'node');
  const [wide] = figuresOf(scene, look).filter((f) => f.ns === 'node-1' && f.row === '10.100.0.0/24');
  assert.deepEqual(textsOf([wide]).map((t) => t.text), ['10.100.0.0/24', '→ eth0']);
});

test('a route leads to its next hop in every picture, and to a device only where it has none', () => {
  for (const [nodes, w] of [[3, 848], [3, 1000], [2, 848]]) {
    const scene = layoutScene(cluster(nodes, 2), { meter, frame: { w, h: 440 } });
    for (const k of [0.45, 0.55, 0.66, 0.8, 1]) {
      const look = lookOf(scene, k, [{ to: 'default', via: '10.100.0.1', dev: 'eth0' }, { to: '10.100.0.0/24', via: null, dev: 'eth0' }]);
      const figures = figuresOf(scene, look);
      for (const f of figures.filter((r) => r.row === 'default')) assert.match(textsOf([f]).map((t) => t.text).join(' '), /→ ?10\.100\.0\.1|via 10\.100\.0\.1/, `${nodes} nodes at ${k}`);
      assert.deepEqual(overlapping(figures), [], `${nodes} nodes at ${k}`);
    }
  }
});

test('three nodes side by side in a small window have their whole tables beside the road', () => {
  const scene = layoutScene(cluster(3, 2), { meter, frame: { w: 848, h: 400 } });
  const look = lookOf(scene, 0.66, [{ to: 'default', via: '10.100.0.1', dev: 'eth0' }, { to: '10.0.1.0/24', via: null, dev: 'cbr0' }, { to: '10.100.0.0/24', via: null, dev: 'eth0' }]);
  const figures = figuresOf(scene, look);
  const [{ stack }] = scene.machines;
  assert.equal(rowsOn(figures, 'node-1').length, 3);
  for (const { box, text } of textsOf(figures.filter((f) => f.ns === 'node-1' && f.cls === 'route'))) {
    assert.ok(box.x >= stack.corridor + 9 / look.k || box.x + box.w <= stack.corridor - 9 / look.k, `${text} lies on the road`);
    assert.ok(box.x + box.w <= stack.x + stack.w - 2, `${text} meets the edge`);
  }
});

test('what runs in a pod is seen from farther away too, all of it or nothing', () => {
  const scene = layoutScene(article(), { meter });
  const pods = (/** @type {number} */ k) => figuresOf(scene, { ...lookOf(scene, k, []), level: 'node', told: true }).filter((f) => f.key === 'pod:default/web-1');
  const cards = textsOf(pods(0.66).flatMap((f) => f.inside ?? [])).map((t) => t.text);
  for (const name of ['pause', 'nginx', 'scrapyd']) assert.ok(cards.includes(name), cards.join());
  assert.deepEqual(overlapping(pods(0.66)), []);
  assert.deepEqual(pods(0.4).flatMap((f) => f.inside ?? []), []);
});

test('a program keeps its name rather than its port, and a node both of its pods side by side, where a picture is half as wide', () => {
  const scene = layoutScene(article(), { meter, frame: { w: 560, h: 900 } });
  const look = { ...lookOf(scene, 0.54, []), level: /** @type {const} */ ('node'), told: true };
  for (const { pods } of scene.machines) assert.equal(new Set(pods.map((p) => p.y)).size, 1, pods.map((p) => p.id).join());
  const cards = figuresOf(scene, look).filter((f) => f.cls.startsWith('pod ')).flatMap((f) => f.inside ?? []);
  assert.ok(cards.length > 4);
  for (const f of cards) assert.ok(f.part?.endsWith(textsOf([f])[0]?.text), textsOf([f]).map((t) => t.text).join());
  assert.ok(cards.some((f) => textsOf([f]).length === 1) && cards.some((f) => textsOf([f]).length === 2));
});

test('a row that fits only at the left stands there rather than being left out', () => {
  const scene = layoutScene(cluster(2, 2), { meter, frame: { w: 848, h: 450 } });
  const table = [{ to: 'default', via: '10.100.0.1', dev: 'eth0' }, { to: '10.100.0.0/24', via: null, dev: 'eth0' }, { to: '10.244.1.0/24', via: null, dev: 'cni0' }, { to: '10.244.2.0/24', via: '10.244.2.0', dev: 'flannel.1' }];
  for (const routes of [table, [table[0], table[1], table[3], table[2]]]) {
    const figures = figuresOf(scene, lookOf(scene, 0.72, routes));
    assert.deepEqual(rowsOn(figures, 'node-1').sort(), table.map((r) => r.to).sort());
    assert.deepEqual(overlapping(figures), []);
  }
});

test('in a small window a router between two wires has its addresses, and a host outside the word for it', () => {
  const topology = article();
  const gateway = topology.namespaces.find((n) => n.id === 'gateway');
  const eth0 = gateway?.devices.find((d) => d.name === 'eth0');
  assert.ok(gateway && eth0);
  gateway.devices.push({ ...eth0, id: 'gateway/eth1', name: 'eth1', addresses: ['203.0.113.1/24'], peer: 'out/eth0' });
  topology.machines.push({ id: 'out', kind: 'host', label: 'out', ready: true });
  topology.namespaces.push({ ...gateway, id: 'out', kind: 'host', machine: 'out', label: 'out', devices: [{ ...eth0, id: 'out/eth0', addresses: ['203.0.113.9/24'], peer: 'gateway/eth1' }] });
  const scene = layoutScene(topology, { meter, frame: { w: 848, h: 450 } });
  const look = { ...lookOf(scene, 0.72, [by('default')]), level: /** @type {const} */ ('pod') };
  const figures = figuresOf(scene, look);
  const said = textsOf(figures).map((t) => t.text);
  for (const text of ['eth0 10.100.0.1', 'eth1 203.0.113.1', 'eth0 203.0.113.9']) assert.ok(said.includes(text), said.join());
  assert.deepEqual(overlapping(figures.filter((f) => f.ns === 'out')), []);
});

test('a router between two hosts outside has its routes under its name', () => {
  const scene = layoutScene(linux('flannel'), { meter });
  const look = lookOf(scene, 1, [by('default'), by('10.244.1.0/24'), by('203.0.113.0/24')]);
  const figures = figuresOf(scene, look);
  for (const { id } of scene.routers) assert.equal(rowsOn(figures, id).length, 3, id);
  assert.deepEqual(overlapping(figures), []);
});

test('a table that is pointed at is drawn in the place of hooks', () => {
  const plain = article();
  const scene = layoutScene({ ...plain, namespaces: plain.namespaces.map((n) => (n.id === 'node-1' ? { ...n, hooks: ['PREROUTING', 'POSTROUTING', 'INPUT'] } : n)) }, { meter });
  const [host] = scene.machines;
  const routes = EIGHT.map((to) => by(to));
  const [usual, pointed] = [null, host.id].map((table) => figuresOf(scene, lookOf(scene, 1, routes, table)));
  assert.deepEqual(rowsOn(usual, host.id), []);
  assert.deepEqual(rowsOn(pointed, host.id), EIGHT);
  assert.deepEqual(overlapping(pointed), []);
});

test('lines of machines do not cross the wire outside, and a wire leaves gaps for what else passes', () => {
  const topology = article();
  const gateway = topology.namespaces.find((n) => n.id === 'gateway');
  const eth0 = gateway?.devices.find((d) => d.name === 'eth0');
  assert.ok(gateway && eth0);
  gateway.devices.push({ ...eth0, id: 'gateway/eth1', name: 'eth1', addresses: ['203.0.113.1/24'], peer: null });
  topology.machines.push({ id: 'out', kind: 'host', label: 'out', ready: true });
  topology.namespaces.push({ ...gateway, id: 'out', kind: 'host', machine: 'out', label: 'out', devices: [{ ...eth0, id: 'out/eth0', addresses: ['203.0.113.9/24'], peer: null }] });
  topology.segments.push({ ...topology.segments[0], id: 'internet', label: '203.0.113.0/24', members: ['gateway/eth1', 'out/eth0'] });
  const scene = layoutScene(topology, { meter, frame: { w: 1000, h: 600 } });
  const [lan, internet] = scene.segments;
  assert.ok(internet.rails[0].y < lan.rails[0].y, 'what hangs from above alone runs above');
  assert.deepEqual([...lan.rails, ...internet.rails].flatMap((r) => r.gaps), []);
  const paths = segmentFigures({ ...scene, segments: [{ ...lan, rails: [{ ...lan.rails[0], gaps: [lan.rails[0].x1 + 100] }] }] }, lookOf(scene, 1, [])).flatMap((f) => f.shapes.flatMap((x) => (x.t === 'path' ? [x.d] : [])));
  assert.equal(paths.join('').split('M').length - 1, 2, 'a gap makes two lines of one');
});

test('a router whose interfaces are all down is down as a whole, with a sign and the word', () => {
  const topology = article();
  for (const d of topology.namespaces.find((n) => n.id === 'gateway')?.devices ?? []) d.up = d.role === 'loopback';
  const scene = layoutScene(topology, { meter });
  for (const k of [1, 0.66]) {
    const figures = figuresOf(scene, { ...lookOf(scene, k, []), k });
    assert.ok(figures.some((f) => f.key === 'router:gateway' && f.cls.includes('down')));
    const said = textsOf(figures.filter((f) => f.ns === 'gateway')).map((t) => t.text);
    assert.ok(said.includes('✕ down'), said.join());
    assert.ok(said.some((t) => t.startsWith('✕ eth0')), said.join());
    assert.deepEqual(overlapping(figures), []);
  }
  assert.ok(figuresOf(layoutScene(article(), { meter }), lookOf(scene, 1, [])).every((f) => !/\bdown\b/.test(f.cls)));
});

test('a packet that goes through lo stands beside its name', () => {
  const loops = [{ x: 100, y: 50, stack: 40 }];
  assert.deepEqual(besideLoop({ x: 100, y: 46 }, loops, 36), { x: 64, y: 46 });
  assert.deepEqual(besideLoop({ x: 80, y: 46 }, loops, 36), { x: 64, y: 46 });
  assert.deepEqual(besideLoop({ x: 50, y: 46 }, loops, 36), { x: 50, y: 46 });
  assert.deepEqual(besideLoop({ x: 100, y: 90 }, loops, 36), { x: 100, y: 90 });
  assert.deepEqual(besideLoop({ x: 100, y: 50 }, [{ x: 100, y: 50, stack: 80 }], 36), { x: 80, y: 50 });
  assert.equal(besideLoop(null, loops, 36), null);
});

test('the reason why a packet ends takes two lines rather than being cut', () => {
  const said = '✕ the call fails, nothing is sent';
  const [wide, narrow] = [400, 160].map((room) => ({ x: 0, y: 50, room, left: false, above: 30 }));
  assert.deepEqual(tagLines(said, wide, lookAt(1)), [said]);
  const lines = tagLines(said, narrow, lookAt(1));
  assert.deepEqual([lines.length, lines.join(' ')], [2, said]);
  assert.match(tagLines(said, { ...narrow, above: 5 }, lookAt(1)).join(), /…/);
  assert.deepEqual(tagLines(said, { ...narrow, room: 30 }, lookAt(1)), []);
  const scene = layoutScene(article(), { meter });
  const [{ stack }] = scene.machines;
  const { floor } = routesTake(stack, lookOf(scene, 1, [by('default')]));
  assert.ok(floor.right > stack.y + 10 && floor.right < waitY(stack) - 30, 'one route leaves room for two lines');
});

test('a reason that has no place in a stack stands below it, if nothing else does', () => {
  const scene = layoutScene(article(), { meter });
  const [{ stack, bars, pills }] = scene.machines;
  const look = lookOf(scene, 1, []);
  const place = belowStack({ stack, bars: [], pills: [] }, look);
  assert.ok(place && place.y > stack.y + stack.h && place.x < stack.corridor && place.x - place.room >= stack.x);
  const [bar] = bars;
  assert.equal(belowStack({ stack, bars: [{ ...bar, y: place.y + 4 }], pills: [] }, look), null);
  assert.equal(belowStack({ stack, bars: [], pills: [{ ...pills[0], x: place.x - 20, y: place.y + 4 }] }, look), null);
});

test('a packet in a pod, also beside the road of lo, does not lie on the name', () => {
  const scene = layoutScene(article(), { meter });
  const pod = scene.machines[0].pods[0];
  for (const k of [0.72, 1]) {
    const [name] = textsOf(figuresOf(scene, { ...lookOf(scene, k, []), level: 'pod', told: true }).filter((f) => f.key === `pod:${pod.id}`)).filter((t) => t.text === pod.label);
    const half = 8.5 * Math.max(1, 0.8 / k);
    assert.ok(name.box.y >= pod.y + pod.m.pod.station + half + 5, `at ${k}`);
  }
});
