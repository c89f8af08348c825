import assert from 'node:assert/strict';
import { test } from 'node:test';
import { USUAL } from '../model/probe.js';
import { diffPackets } from '../model/packets.js';
import { currentMark, reduce, visibleMarks } from '../model/reducer.js';
import { initialState } from '../model/state.js';
import { createStore } from '../model/store.js';
import { findables, resolveName, search, splitTarget, targetsOf } from '../model/targets.js';
import { translator } from '../model/text.js';
import { endOf, indexOfSeq, isStop, lanesOf, marksOf, windowOf } from '../model/timeline.js';
import { decodeLink, encodeLink } from '../model/url.js';
import { article, noRoute, walk } from './fixtures.js';

const ALL = /** @type {const} */ ({ level: 'row', showArp: true });
const sent = (/** @type {object} */ patch = {}) =>
  reduce({ ...initialState(), ...patch }, { type: 'traceArrived', trace: walk(), seq: null });

test('marks are in order, and what follows never stands before its cause', () => {
  for (const trace of [walk(), noRoute()]) {
    const marks = marksOf(trace, ALL);
    assert.equal(marks.length, trace.hops.reduce((n, h) => n + h.steps.length, 0));
    for (const m of marks) if (m.previous) assert.ok(m.column > m.previous.column, `seq ${m.seq}`);
    assert.equal(marks.filter((m) => m.previous === null).length, 1, 'one beginning');
  }
});

test('a packet that waits for ARP goes on only after the answer came', () => {
  const marks = marksOf(walk(), ALL);
  const learned = marks.find((m) => m.step.type === 'NeighbourLearned');
  const built = marks.find((m) => m.step.type === 'HeaderBuilt');
  assert.ok(learned && built && built.column > learned.column);
});

test('branches of one flood happen at the same time', () => {
  const marks = marksOf(walk(), ALL);
  const flood = marks.find((m) => m.step.type === 'BridgeFlooded');
  const children = marks.filter((m) => m.previous === flood);
  assert.equal(children.length, 2);
  assert.equal(new Set(children.map((m) => m.column)).size, 1);
});

test('levels show less and less, and hiding ARP hides all of it', () => {
  const counts = /** @type {const} */ (['story', 'stage', 'row']).map((level) => marksOf(walk(), { level, showArp: true }).length);
  assert.ok(counts[0] < counts[1] && counts[1] < counts[2], counts.join());
  const quiet = marksOf(walk(), { level: 'stage', showArp: false });
  assert.ok(quiet.length > 0 && quiet.every((m) => m.flow !== 'arp'));
  for (const m of quiet) if (m.previous) assert.ok(quiet.includes(m.previous), 'links skip what is hidden');
  const columns = new Set(quiet.map((m) => m.column));
  assert.equal(Math.max(...columns) + 1, columns.size, 'no empty column is left');
});

test('the shared segment is hidden unless every row is wanted', () => {
  assert.ok(marksOf(walk(), { level: 'stage', showArp: true }).every((m) => !m.infra));
  assert.ok(marksOf(walk(), ALL).some((m) => m.infra));
});

test('a drop is a stop; a flooded copy that was not for this station is not', () => {
  const step = (/** @type {string} */ reason) => /** @type {any} */ ({ type: 'Dropped', fields: { reason } });
  assert.ok(isStop(step('NO_ROUTE')));
  assert.ok(!isStop(step('OTHERHOST')) && !isStop(step('otherhost')));
  assert.equal(endOf(step('no_route')), 'NO_ROUTE');
  assert.equal(marksOf(noRoute(), { level: 'story', showArp: false }).filter((m) => m.stop).length, 1);
  assert.ok(marksOf(walk(), ALL).every((m) => !m.stop));
});

test('lanes follow the request; a crowd of bystanders shares one', () => {
  const { lanes } = lanesOf(marksOf(walk(), { level: 'stage', showArp: true }));
  assert.deepEqual(lanes.map((l) => l.label), ['web-1', 'node-1', 'gateway', 'node-2', 'web-2', 'api-1', 'db-0']);
  const crowd = Array.from({ length: 20 }, (_, i) => /** @type {any} */ ({ namespace: `default/p${i}`, flow: i === 0 ? 'request' : 'arp', seq: i }));
  const { lanes: few, laneOf } = lanesOf(crowd);
  assert.deepEqual(few.map((l) => l.bystanders), [0, 19]);
  assert.equal(laneOf.get('default/p7'), 1);
});

test('the cursor finds the last shown mark not after a hidden one', () => {
  const marks = marksOf(walk(), { level: 'story', showArp: false });
  assert.equal(indexOfSeq(marks, marks[2].seq), 2);
  assert.equal(indexOfSeq(marks, marks[2].seq + 0.5), 2);
  assert.equal(indexOfSeq(marks, null), 0);
  assert.equal(indexOfSeq([], 4), -1);
});

test('stepping goes forward, back, and stops at both ends', () => {
  let state = sent();
  assert.equal(currentMark(state)?.step.type, 'SocketSend');
  assert.equal(reduce(state, { type: 'stepped', by: -1 }), state, 'before the first there is nothing');
  state = reduce(reduce(state, { type: 'stepped', by: 1 }), { type: 'stepped', by: 1 });
  assert.equal(visibleMarks(state).indexOf(/** @type {any} */ (currentMark(state))), 2);
  state = reduce(state, { type: 'wentTo', end: 'last' });
  assert.equal(currentMark(state)?.step.type, 'ReplyReceived');
  assert.equal(reduce(state, { type: 'stepped', by: 1 }), state);
});

test('playing moves a column at a time, ends at the end, and starts again from the beginning', () => {
  let state = reduce(sent(), { type: 'playPressed' });
  assert.ok(state.playing);
  let ticks = 0;
  for (; state.playing && ticks < 500; ticks++) state = reduce(state, { type: 'ticked' });
  const marks = visibleMarks(state);
  assert.equal(ticks, marks[marks.length - 1].column + 1);
  assert.equal(currentMark(reduce(state, { type: 'playPressed' }))?.column, 0);
});

test('choosing another detail keeps the place', () => {
  const state = reduce(sent(), { type: 'cursorMoved', seq: 30 });
  const story = reduce(state, { type: 'levelChosen', level: 'story' });
  assert.ok((currentMark(story)?.seq ?? 99) <= 30);
  assert.equal(story.level, 'story');
});

test('changing the probe keeps the trace but says it is stale; problems of the field go', () => {
  const before = { ...sent(), probeProblems: [{ severity: 'error', code: 'x', message: 'm', path: 'port' }, { severity: 'error', code: 'y', message: 'n', path: 'to' }] };
  const after = reduce(before, { type: 'probeChanged', patch: { port: 81 } });
  assert.ok(after.stale && after.trace);
  assert.deepEqual(after.probeProblems.map((p) => p.path), ['to']);
  const failed = reduce(after, { type: 'probeFailed', problems: [] });
  assert.equal(failed.probe.port, 81, 'what was typed stays');
});

test('an unknown action is an error, an action without effect changes nothing', () => {
  assert.throws(() => reduce(initialState(), { type: 'nonsense' }), /unknown action nonsense/);
  const state = initialState();
  assert.equal(reduce(state, { type: 'set', patch: { speed: 1 } }), state);
});

test('the store tells listeners only of changes', () => {
  const store = createStore(reduce, initialState());
  let told = 0;
  const stop = store.subscribe(() => told++);
  store.dispatch({ type: 'set', patch: { speed: 2 } });
  store.dispatch({ type: 'set', patch: { speed: 2 } });
  stop();
  store.dispatch({ type: 'set', patch: { speed: 4 } });
  assert.equal(told, 1);
});

test('a link says what the sender saw', () => {
  const rows = [
    { cluster: 'article', probe: null, sent: false, step: null, view: null, lang: null, level: 'stage', arp: true },
    { cluster: 'c-7', probe: { ...USUAL, from: 'a/b', to: '10.0.2.2', protocol: 'tcp', port: 80, ttl: 3, cold: false, seed: 9, df: 'do' },
      sent: true, step: 41, view: { x: 120, y: -7, k: 0.625 }, lang: 'zh', level: 'row', arp: false },
    { cluster: 'article', probe: { ...USUAL, from: 'web-1', to: '名&字=', protocol: 'icmp', size: 1400 },
      sent: true, step: 0, view: null, lang: 'en', level: 'story', arp: true },
  ];
  for (const row of rows) assert.deepEqual(decodeLink(`#${encodeLink(/** @type {any} */ (row))}`), row);
});

test('a broken link opens the beginning', () => {
  for (const text of ['', '#', '#view=1,2', '#view=1,2,0', '#step=5', '#probe=sctp&port=1', '#sent=1&step=-3&level=x&lang=fr', '#%%%']) {
    const link = decodeLink(text);
    assert.deepEqual([link.cluster, link.probe, link.view, link.step, link.level, link.lang], ['article', null, null, null, 'stage', null], text);
  }
});

test('packets: rewritten fields are struck, layers come and go at the outside', () => {
  const ip = (/** @type {string} */ ttl) => ({ type: 'ipv4', fields: { src: '10.0.1.2', ttl } });
  const eth = (/** @type {string} */ src) => ({ type: 'ethernet', fields: { src } });
  const packet = (/** @type {any[]} */ ...layers) => ({ summary: '', layers });
  const [e, i] = diffPackets(packet(eth('a'), ip('64')), packet(eth('b'), ip('63')));
  assert.deepEqual([e.state, i.state], ['changed', 'changed']);
  assert.deepEqual(i.fields.filter((f) => f.changed), [{ name: 'ttl', before: '64', after: '63', changed: true }]);
  const states = (/** @type {any} */ a, /** @type {any} */ b) => diffPackets(a, b).map((l) => `${l.type} ${l.state}`);
  assert.deepEqual(states(packet(ip('64')), packet(eth('a'), ip('64'))), ['ethernet added', 'ipv4 same']);
  assert.deepEqual(states(packet(eth('a'), ip('64')), packet(ip('64'))), ['ethernet removed', 'ipv4 same']);
  assert.deepEqual(states(packet(ip('1')), packet(eth('o'), ip('64'), { type: 'vxlan', fields: {} }, ip('1'))),
    ['ethernet added', 'ipv4 added', 'vxlan added', 'ipv4 same']);
  assert.deepEqual(states(null, packet(ip('1'))), ['ipv4 same']);
  assert.deepEqual(diffPackets(null, null), []);
});

test('targets: names as people write them', () => {
  const topology = article();
  assert.deepEqual(targetsOf(topology).map((x) => x.value), ['web-1', 'api-1', 'web-2', 'db-0', 'gateway', 'node-1', 'node-2']);
  assert.equal(resolveName('web-1', topology), 'default/web-1');
  assert.equal(resolveName(' node-1 ', topology), 'node-1');
  assert.equal(resolveName('10.0.2.2', topology), '10.0.2.2');
  assert.deepEqual(splitTarget('10.0.2.2:80'), { to: '10.0.2.2', port: 80 });
  assert.deepEqual(splitTarget('web-2'), { to: 'web-2', port: null });
});

test('search finds by name, address and label, and ranks names that begin so', () => {
  const all = findables(article());
  const ids = (/** @type {string} */ q) => search(all, q, 9).map((f) => f.id);
  assert.deepEqual(ids('web'), ['default/web-1', 'default/web-2']);
  assert.deepEqual(ids('10.0.2.3'), ['default/db-0']);
  assert.deepEqual(ids('app=api'), ['default/api-1']);
  assert.deepEqual(ids('  '), []);
  assert.deepEqual(ids('node 10.100.0.3'), ['node-2']);
});

test('texts: places are filled literally, a missing key shows itself', () => {
  const t = translator({ a: '{1} of {0}, it’s {0}' });
  assert.equal(t('a', '$&', 2), '2 of $&, it’s $&');
  assert.equal(t('missing.key'), 'missing.key');
  assert.equal(t('a', 1), '{1} of 1, it’s 1');
});

test('of a long walk the list shows the steps around the cursor, and moves only now and then', () => {
  assert.deepEqual(windowOf(124, 60), { from: 0, to: 124 });
  assert.deepEqual(windowOf(0, -1), { from: 0, to: 0 });
  const seen = new Set();
  for (let i = 0; i < 4284; i++) {
    const { from, to } = windowOf(4284, i);
    assert.ok(from <= i && i < to && to - from <= 450, String(i));
    assert.ok(i === 0 || from < i, 'one can go back in the list');
    seen.add(from);
  }
  assert.ok(seen.size < 30);
});
