import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groundFor, peopled } from '../layout/cast.js';
import { castOf } from '../model/cast.js';
import { pointOn, wayOf } from '../layout/flights.js';
import { layoutScene } from '../layout/scene.js';
import { courseOf, versionOf } from '../model/course.js';
import { cuesAt, shortOf } from '../model/cues.js';
import { flightsAt } from '../model/flights.js';
import { gapAt, gapsOf, lengthOf } from '../model/gaps.js';
import { knowledgeOf, podAt } from '../model/knowledge.js';
import { reduce } from '../model/reducer.js';
import { rowsOf, ticksOf } from '../model/rows.js';
import { betweenOf, changedLines, ruleFor, writesOf } from '../model/rule-texts.js';
import { initialState } from '../model/state.js';
import { translator } from '../model/text.js';
import { indexAt, noTime, saidAt, stepped, stopAt } from '../model/time.js';
import { fire, timedDeeds } from '../model/timed.js';
import { answeredBy, clientsAt, requestAt, streamsOf, walkOf } from '../model/clients.js';
import { askedOf, valueOf, workloadOf } from '../model/trials.js';
import { cluster } from './fixtures.js';
import { messages, meter } from './looks.js';

const t = (/** @type {string} */ key, /** @type {any[]} */ ...args) => [key, ...args].join(' ');
const first = cluster(2, 1);
for (const [i, n] of first.namespaces.filter((x) => x.kind === 'pod').entries()) {
  n.pods = [{ ...n.pods[0], name: `p-${i + 1}-0`, namespace: 'default', owner: 'Deployment default/p' }];
}
first.services = [{ namespace: 'default', name: 'p', type: 'ClusterIP', addresses: ['10.200.0.1'], ports: ['80/TCP'], endpoints: [
  { pod: 'default/p-1-0', address: '', ready: true, terminating: false }, { pod: 'default/p-2-0', address: '', ready: true, terminating: false }] }];

const pod = (/** @type {number} */ time, /** @type {string} */ name, /** @type {string} */ code, node = 'node-1') => ({ time, actor: 'kubelet', node, object: { kind: 'Pod', namespace: 'default', name }, code, sentence: '' });
const slices = (/** @type {number} */ time, /** @type {string} */ said) => ({ time, actor: 'endpointslice-controller', object: { kind: 'Service', namespace: 'default', name: 'p' }, code: 'slices.written', sentence: `The EndpointSlices of p change: ${said}.` });
const rules = (/** @type {number} */ time) => ({ time, actor: 'kube-proxy', object: { kind: 'Node', name: '' }, code: 'rules.written', sentence: '' });
/** One pod goes, another comes; kube-proxy writes a second later. @param {any[]} [more] @returns {any} */
const line = (more = []) => ({
  end: 9, settled: true, total: 0, planned: [], settings: { watch: 0.02, proxySync: 0.05, proxyMinSync: 1 }, events: [
    pod(1, 'p-1-0', 'pod.deleted'), slices(1.02, 'p-1-0 serving+terminating'), pod(1.02, 'p-1-0', 'pod.stopping'), pod(1.02, 'p-1-0', 'container.closed'), pod(1.02, 'p-new-1', 'pod.created'),
    pod(1.04, 'p-new-1', 'pod.scheduled', 'node-2'), rules(1.05), pod(1.5, 'p-new-1', 'pod.sandbox', 'node-2'), rules(2.1), pod(3, 'p-1-0', 'pod.torn-down'), pod(3.2, 'p-1-0', 'pod.gone'),
    pod(4, 'p-new-1', 'pod.ready', 'node-2'), slices(4.02, 'p-new-1 ready+serving'), rules(4.09), ...more].sort((a, b) => a.time - b.time),
});
const course = courseOf(line(), first);

test('a pod ready, closed, gone; another one starts and is ready', () => {
  const [old, , fresh] = course.pods;
  assert.deepEqual(old.stretches.map((s) => [s.from, s.until, s.phase]), [[0, 1, 'ready'], [1, 1.02, 'ends'], [1.02, 3.2, 'closed']]);
  assert.deepEqual(fresh.stretches.map((s) => [s.from, s.phase]), [[1.02, 'starts'], [4, 'ready']]);
  assert.deepEqual([fresh.node, fresh.drawn, old.undrawn], ['node-2', 1.5, 3]);
});

test('a pod of which the first thing told is its end was ready from the beginning; its Deployment is the one that is spoken of', () => {
  const events = [{ time: 0.9, actor: 'user', object: { kind: 'Deployment', namespace: 'shop', name: 'web' }, code: 'object.written', sentence: '' },
    pod(1, 'web-old-1', 'pod.deleted', ''), pod(1.02, 'web-old-1', 'container.closed', 'node-9'), pod(1.02, 'web-new-1', 'pod.created', '')];
  const told = { key: '', line: { ...line(), events }, first: { ...first, namespaces: [] } };
  const [old, fresh] = courseOf(told.line, told.first).pods;
  assert.deepEqual(old.stretches.map((s) => [s.from, s.phase]), [[0, 'ready'], [1, 'ends'], [1.02, 'closed']]);
  assert.deepEqual([old.node, old.from, fresh.from], ['node-9', 0, 1.02]);
  assert.equal(knowledgeOf(courseOf(told.line, told.first), old.id, 0.5)[0].key, 'ui.knows.there');
  assert.deepEqual(workloadOf({ told, topology: told.first }, old.id), { kind: 'Deployment', namespace: 'shop', name: 'web' });
});

test('rules hold what was known when their write began, and the gap ends with the next write', () => {
  const named = course.rules[0].named.get('default/p') ?? [];
  assert.deepEqual(named.map((n) => [n.from, n.pods.length]), [[0, 2], [1.05, 2], [2.1, 1], [4.09, 2]]);
  const [gap, ...others] = gapsOf(course);
  assert.deepEqual([gap.from, gap.until, gap.pod.id, gap.nodes, gap.cause, others.length], [1.02, 2.1, 'default/p-1-0', ['node-1', 'node-2'], 'container.closed', 0]);
  assert.equal(gapAt(gapsOf(course), 1.5), gap);
  assert.equal(gapAt(gapsOf(course), 2.1), null);
  assert.ok(Math.abs(lengthOf([gap, { ...gap, from: 1.5, until: 2.5 }], 9) - 1.48) < 1e-9);
});

test('a kube-proxy that is stopped keeps its rules, alone', () => {
  const stopped = courseOf(line([{ time: 0.5, actor: 'user', object: { kind: 'Node', name: 'node-2' }, code: 'proxy.stopped', sentence: '' }]), first);
  assert.deepEqual(stopped.rules.map((r) => [r.nodes, r.writes.length, r.still]), [[['node-1'], 3, false], [['node-2'], 0, true]]);
  assert.deepEqual(gapsOf(stopped).map((g) => [g.until, g.nodes]), [[2.1, ['node-1']], [Infinity, ['node-2']]]);
});

test('rules of a lost node lead nobody anywhere until it returns', () => {
  const node = (/** @type {number} */ time, /** @type {string} */ code) => ({ time, actor: 'user', object: { kind: 'Node', name: 'node-2' }, code, sentence: '' });
  const gone = courseOf(line([node(1.5, 'node.lost'), node(3, 'node.returned')]), first);
  assert.deepEqual(gapsOf(gone).map((g) => [g.from, g.until, g.nodes]),
    [[1.02, 1.5, ['node-2']], [1.02, 2.1, ['node-1']], [1.5, 3, ['node-1']], [3, Infinity, ['node-2']]]);
});

test('pods of a node whose cable is cut answer nobody, and its rules still lead its own pods', () => {
  const cable = (/** @type {number} */ time, /** @type {string} */ code, name = 'node-2/eth0') => ({ time, actor: 'user', object: { kind: 'Cable', name }, code, sentence: '' });
  const cut = courseOf(line([cable(1.5, 'cable.cut'), cable(1.6, 'cable.cut', 'node-1/veth1'), cable(3, 'cable.joined')]), first);
  assert.deepEqual(cut.pods.find((p) => p.id === 'default/p-2-0')?.shut, [{ from: 1.5, until: 3, cause: 'node.lost' }]);
  assert.deepEqual(cut.rules.map((r) => [r.nodes, r.lost, r.writes]), [[['node-1'], [], [1.05, 2.1, 4.09]], [['node-2'], [], [1.05]]]);
});

test('who knows what at a moment: all but the rules know that a pod goes', () => {
  const all = knowledgeOf(course, 'default/p-1-0', 1.5);
  assert.deepEqual(all.map((k) => [k.who, k.key, k.wrong]), [['api', 'ui.knows.pod.deleted', false], ['kubelet', 'ui.knows.kubelet.pod.stopping', false],
    ['process', 'ui.knows.closed', false], ['slice', 'ui.knows.slice.terminating', false], ['rules', 'ui.knows.rules.still', true]]);
  assert.equal(all[4].next, 2.1);
  assert.equal(knowledgeOf(course, 'default/p-1-0', 2.5).at(-1)?.key, 'ui.knows.rules.not');
  assert.deepEqual([podAt(course, null, 1.5), podAt(course, 'default/p-2-0', 1.5), podAt(course, null, 5)], ['default/p-1-0', 'default/p-2-0', 'default/p-new-1']);
});

test('events are stops, and nothing goes beyond the ends', () => {
  assert.equal(stopAt(course, 1.3), 1.05);
  assert.deepEqual([stepped(course, 1.3, 1), stepped(course, 1.3, -1), stepped(course, 1.05, -1), stepped(course, 0, -1), stepped(course, 9, 1)], [1.5, 1.05, 1.04, 0, 4.09]);
  assert.equal(indexAt([0, 1, 2], 5), 2);
  assert.deepEqual(ticksOf(9), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.ok(ticksOf(3600).length <= 11);
});

test('a pod stands in the same place at every moment, and moves nobody', () => {
  const cast = castOf(course.pods);
  const ground = groundFor(cast, first, { w: 900, h: 500 });
  const later = { ...first, namespaces: first.namespaces.filter((n) => n.id !== 'default/p-1-0') };
  const at = (/** @type {any} */ topology) => layoutScene(topology, { frame: { w: 900, h: 500 }, ground: peopled(ground, cast, topology), meter }).places;
  assert.deepEqual(at(later).get('default/p-2-0'), at(first).get('default/p-2-0'));
  assert.deepEqual(at(later).get('node-1'), at(first).get('node-1'));
  assert.equal(cast.get('node-2')?.length, 2);
  const again = castOf([{ ...course.pods[0], undrawn: 1 }, { ...course.pods[2], node: 'node-1' }]);
  assert.deepEqual(again.get('node-1')?.map((slot) => slot.map((p) => p.name)), [['p-1-0', 'p-new-1']], 'a slot that is free is taken');
});

test('rows and cues say the same', () => {
  const { rows } = rowsOf(course, t);
  assert.deepEqual(rows.map((r) => r.kind), ['pod', 'pod', 'pod', 'slice', 'rules', 'rules']);
  assert.deepEqual(rows[3].writes.map((w) => [w.time, w.text]), [[1.02, '−p-1-0'], [4.02, '+p-new-1']]);
  assert.deepEqual(rows[4].bars.map((b) => [b.from, b.tone]), [[0, 'old'], [2.1, 'plain'], [4.09, 'plain']]);
  const cues = cuesAt(course, 1.5);
  assert.deepEqual([cues.get('default/p-1-0')?.tone, cues.get('default/p-2-0')?.tone, cues.get('node-1')?.tone], ['closed', 'ready', 'old']);
  assert.equal(cuesAt(course, 5).get('node-1')?.tone, 'fresh');
  assert.deepEqual(cuesAt(course, 1.5).get('node-1')?.rules?.draws.map((d) => [d.share, d.old, d.fresh]), [['1/2', true, false], ['1/2', false, false]]);
  assert.deepEqual(cuesAt(course, 4.09).get('node-1')?.rules?.draws.map((d) => [d.text, d.fresh]).at(-1), ['△ p-new-1', true]);
  assert.deepEqual([cuesAt(course, 4.02), cuesAt(course, 4.09)].map((c) => c.get('service:default/p')?.touched), [true, undefined]);
});

test('the name of a row begins with what tells it from the next, as a phone cuts its end', () => {
  for (const lang of /** @type {const} */ (['en', 'zh'])) {
    const say = translator(messages(lang));
    assert.deepEqual(rowsOf(course, say).rows.slice(4).map((r) => r.label.slice(0, 6)), ['node-1', 'node-2'], lang);
    assert.match(say('ui.time.row.client', 'web-1'), /^web-1/);
  }
});

test('a ReplicaSet’s hash is left out of names, and versions are counted', () => {
  assert.equal(shortOf({ name: 'web-5ddb9bb84c-j5drp', set: 'web-5ddb9bb84c' }), 'web-j5drp');
  assert.equal(shortOf({ name: 'kube-proxy-abcde', set: 'kube-proxy' }), 'kube-proxy-abcde');
  assert.equal(shortOf({ name: 'db-0', set: 'db' }), 'db-0');
  assert.equal(versionOf(/** @type {any} */ ({ sets: new Map([['web', ['web-5ddb9bb84c', 'web-854bb477f5']]]) }), { set: 'web-854bb477f5' }), 1);
});

test('what is tried is a field or a setting, and what it is now is known', () => {
  const web = { kind: 'Deployment', namespace: 'default', name: 'p' };
  assert.deepEqual(askedOf('preStop', 2, web), { edit: { object: web, path: 'spec.template.spec.containers[0].lifecycle.preStop', value: { sleep: { seconds: 2 } } } });
  assert.equal(/** @type {any} */ (askedOf('preStop', 0, web)).edit.value, null);
  assert.deepEqual(askedOf('proxyMinSync', 3, web), { event: { type: 'set', setting: 'proxyMinSync', value: '3' }, at: 0 });
  assert.equal(askedOf('maxSurge', 3, null), null);
  /** @type {any} */ const state = { told: { key: '', line: { ...line(), workloads: [{ ...web, maxSurge: 2, preStop: 0.5 }] }, first } };
  assert.deepEqual([valueOf('proxyMinSync', state, web), valueOf('maxSurge', state, web), valueOf('maxUnavailable', state, web), valueOf('preStop', state, web)], [1, 2, null, 0.5]);
  assert.equal(valueOf('maxSurge', state, { ...web, name: 'other' }), null);
});

test('a stream comes from who stays, and there is none where no Service changes', () => {
  /** @type {any} */ const state = { probe: { from: '' }, told: { key: '', line: line(), first } };
  const [one, two, ...others] = streamsOf(state, course);
  assert.deepEqual(one, { from: 'node-1', to: 'svc:default/p', protocol: 'tcp', port: 80, start: 0, until: 9, every: 0.1 });
  assert.deepEqual([two.from, others.length], ['node-2', 0], 'another node has rules of its own');
  assert.deepEqual(streamsOf(state, courseOf({ ...line(), events: [] }, first)), []);
  /** @type {any} */ const traffic = { key: '', parts: [{ stream: { ...one, from: 'default/p-2-0' }, probes: [{ time: 1, result: 'delivered' }, { time: 2, result: 'refused', pod: 'x', seed: 4 }] }] };
  assert.deepEqual([clientsAt(traffic, 1.5), clientsAt(traffic, 2)].map(([c]) => [c.sent, c.lost]), [[1, 0], [2, 1]]);
  assert.deepEqual([cuesAt(course, 1.5, traffic), cuesAt(course, 2.5, traffic)].map((c) => c.get('default/p-2-0')?.tone), ['client', 'losing']);
  assert.deepEqual(answeredBy({ key: '', parts: [{ stream: two, probes: ['b', 'a', 'b'].map((version) => ({ time: 1, result: 'delivered', version })) }] }), [['a', 1], ['b', 2]]);
  /** @type {any} */ const asks = { ...state, probe: { from: 'ext:203.0.113.9', to: 'http://shop/', protocol: 'tcp', cold: true, host: 'x' } };
  const weights = courseOf({ ...line(), events: [{ ...slices(3, ''), code: 'object.written' }] }, first);
  assert.deepEqual(streamsOf(asks, weights).map((s) => [s.from, s.to, s.host, s.until]), [['ext:203.0.113.9', 'http://shop/', 'x', 9]]);
  assert.deepEqual([streamsOf(state, weights), walkOf(streamsOf(asks, weights)[0], { time: 1, result: 'delivered', pod: 'p' }).endpoint], [[], null]);
  assert.equal(requestAt(traffic.parts[0].probes, 1.6)?.time, 2);
  assert.deepEqual(walkOf(one, traffic.parts[0].probes[1]), { from: 'node-1', to: 'svc:default/p', port: 80, protocol: 'tcp', seed: 4, endpoint: 'x' });
});

test('pods, nodes and workloads have deeds of their own', () => {
  const ids = (/** @type {string} */ namespace) => timedDeeds(first, { namespace }).map((d) => d.id.split(':')[0]);
  assert.ok(['deletePod', 'kill', 'fail', 'pass', 'failReadiness', 'scale', 'setImage', 'undo'].every((id) => ids('default/p-1-0').includes(id)));
  assert.deepEqual(ids('node-1'), ['cordon', 'uncordon', 'drain', 'loseNode', 'stopProxy', 'startProxy', 'proxyMode', 'command']);
  const device = first.namespaces.find((n) => n.id === 'default/p-1-0')?.devices.find((d) => d.peer !== null && d.role !== 'loopback')?.id ?? '';
  assert.deepEqual(timedDeeds(first, { namespace: 'default/p-1-0', device }).map((d) => /** @type {any} */ (d.edit)['timeline']['type']), ['unplug', 'commands']);
  assert.deepEqual(timedDeeds(first, { namespace: 'node-1' }).at(-2)?.make?.({ mode: 'nftables' }), { timeline: { type: 'proxyMode', mode: 'nftables', node: 'node-1' } });
  assert.deepEqual(fire('CronJob default/tick').edit, { timeline: { type: 'fire', workload: 'CronJob default/tick' } });
  assert.deepEqual(timedDeeds(first, { namespace: 'nowhere' }), []);
});

test('the view opens at the beginning, keeps its moment for a walk, and forgets it when it is left', () => {
  const open = reduce(initialState(), { type: 'timeTurned', on: true });
  assert.deepEqual([open.timing, open.clock], [true, 0]);
  const sent = reduce(reduce(open, { type: 'clockSet', clock: 3, ticking: true }), { type: 'probeSent' });
  assert.deepEqual([sent.timing, sent.clock, sent.ticking], [false, 3, false]);
  assert.equal(reduce(sent, { type: 'timeTurned', on: true }).clock, 3);
  assert.equal(reduce(sent, { type: 'timeTurned', on: false }).clock, null);
  assert.deepEqual(Object.keys(noTime()).filter((k) => !(k in open)), []);
});

test('lines of rules that came and went, without what counts packets', () => {
  const was = ['*nat', '[3:180] -A SVC -m comment --comment "d/w -> 10.0.0.2:80" --probability 0.5 -j KUBE-SEP-A', '-A SVC -m comment --comment "d/w -> 10.0.0.21:80" -j KUBE-SEP-B', ':SEP-A - [1:2]'].join('\n');
  const is = ['*nat', ':SEP-A - [9:9]', '[4:1] -A SVC -m comment --comment "d/w -> 10.0.0.21:80" -j KUBE-SEP-B', '-A SVC -j NEW'].join('\n');
  assert.deepEqual(changedLines(was, is), [{ sign: '−', text: '-A SVC -m comment --comment "d/w -> 10.0.0.2:80" --probability 0.5 -j KUBE-SEP-A' }, { sign: '+', text: '-A SVC -j NEW' }]);
  assert.deepEqual(changedLines(was, was), []);
  assert.deepEqual(changedLines('a\na', 'a'), [{ sign: '−', text: 'a' }], 'each line as often as it stands there');
  assert.deepEqual(ruleFor(was, '10.0.0.2').map((l) => l.endsWith('SEP-A')), [true]);
  assert.deepEqual(ruleFor(was, '10.0.0.9'), []);
});

test('the rules compared are those of the last write and the one before, unless others are chosen', () => {
  const none = { open: true, node: null, from: null, until: null };
  assert.deepEqual(writesOf(course, 'node-2'), [0, 1.05, 2.1, 4.09]);
  assert.deepEqual(betweenOf(course, 3, none), { node: 'node-1', from: 1.05, until: 2.1 });
  assert.deepEqual(betweenOf(course, 0.5, none), { node: 'node-1', from: 0, until: 0 });
  assert.deepEqual(betweenOf(course, 3, { ...none, node: 'node-2', until: 4.09 }), { node: 'node-2', from: 2.1, until: 4.09 });
});

test('while time passes texts speak of the last event', () => {
  /** @type {any} */ const state = { told: { key: '', line: line(), first }, clock: 1.3, ticking: true };
  assert.deepEqual([saidAt(state), saidAt({ ...state, ticking: false })], [1.05, 1.3]);
});

test('the matrix keeps the moment, compares with the one before, and leads back to time', () => {
  const open = reduce({ ...reduce(initialState(), { type: 'timeTurned', on: true }), clock: 3 }, { type: 'boardTurned', on: true });
  assert.deepEqual([open.board, open.timing, open.clock, open.against], [true, false, 3, 'event']);
  const back = reduce(open, { type: 'boardTurned', on: false });
  assert.deepEqual([back.board, back.timing, back.clock, back.against], [false, true, 3, null]);
  assert.deepEqual([reduce(initialState(), { type: 'boardTurned', on: true }).against, reduce(initialState(), { type: 'boardTurned', on: false }).timing], [null, false]);
});

test('requests that are on their way at a moment, as far as they have come', () => {
  const request = (/** @type {number} */ time, result = 'delivered') => ({ time, result, pod: 'default/p-2-0', node: 'node-2' });
  /** @type {any} */ const traffic = { key: '', parts: [{ stream: { from: 'node-1' }, probes: [request(1), request(1.5, 'refused'), request(2)] }] };
  const seen = (/** @type {number} */ at, pace = 1) => flightsAt(traffic, at, pace).map((f) => [f.request.time, Math.round(f.share * 100) / 100, f.lost]);
  assert.deepEqual(seen(0.9), []);
  assert.deepEqual(seen(1.3), [[1, 0.5, false]]);
  assert.deepEqual(seen(2.3), [[2, 0.5, false], [1.5, 1, true]], 'one that is lost stays at its end');
  assert.deepEqual(seen(2.3, 10).length, 3, 'at a fast pace they are seen as long');
  const many = { key: '', parts: [{ ...traffic.parts[0], probes: Array.from({ length: 5000 }, (_, i) => request(i / 10000)) }] };
  assert.ok(flightsAt(many, 0.5, 1).length <= 120);
});

test('what has just gone is marked where it stood', () => {
  const cues = cuesAt(course, 3);
  assert.deepEqual([cues.get('default/p-1-0')?.tone, cues.get('default/p-1-0')?.stood], ['gone', { node: 'node-1', slot: 0 }]);
  const ground = peopled(groundFor(castOf(course.pods), first, { w: 900, h: 500 }), castOf(course.pods), first);
  const before = layoutScene(first, { frame: { w: 900, h: 500 }, ground, meter }).places.get('default/p-1-0');
  const later = { ...first, namespaces: first.namespaces.filter((n) => n.id !== 'default/p-1-0'), cues };
  const [gone] = layoutScene(later, { frame: { w: 900, h: 500 }, ground: peopled(ground, castOf(course.pods), later), meter }).machines.flatMap((m) => m.gone);
  assert.deepEqual({ x: gone.x, y: gone.y, h: gone.h }, { x: before?.x, y: before?.y, h: before?.h });
  assert.equal(cuesAt(course, 3.1).get('default/p-1-0')?.tone, 'closed');
});

test('a request goes into its node’s stack, where rules choose, and on to the pod', () => {
  const scene = layoutScene({ ...first, cues: cuesAt(course, 0) }, { frame: { w: 900, h: 500 }, meter });
  const way = wayOf(scene, { from: 'default/p-1-0', pod: 'default/p-2-0', node: 'node-2' }, false);
  assert.ok(way);
  const stack = /** @type {any} */ (scene.machines.find((m) => m.id === 'node-1')).stack;
  assert.ok(way.points.some((p) => p.x === stack.corridor && p.y >= stack.y && p.y <= stack.y + stack.h));
  const [a, z] = ['stack:default/p-1-0', 'stack:default/p-2-0'].map((id) => /** @type {any} */ (scene.wiring.anchors.get(id)));
  assert.deepEqual([pointOn(way, 0), pointOn(way, 1)], [{ x: a.x, y: a.y }, { x: z.x, y: z.y }]);
  const shares = Array.from({ length: 200 }, (_, i) => pointOn(way, i / 200));
  assert.ok(shares.some((p) => p === null), 'nothing is drawn over the rules');
  const gone = wayOf(scene, { from: 'node-1', pod: 'default/nobody', node: 'node-2' }, false);
  assert.equal(gone?.points.at(-1)?.x, /** @type {any} */ (scene.machines.find((m) => m.id === 'node-2')).stack.corridor);
  assert.equal(wayOf(scene, { from: 'nowhere', pod: null, node: null }, false), null);
});
