import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reduce } from '../model/reducer.js';
import { cellQuestion, differenceOf, groupsOf, headsOf, isUnwalked, lastBut, matrixOf, nextDifference, noReach, probeOf, proofOf, wayOf } from '../model/reach.js';
import { initialState } from '../model/state.js';
import { decodeLink, encodeLink } from '../model/url.js';

const t = (/** @type {string} */ key, /** @type {any[]} */ ...args) => [key, ...args].join(' ');
const sender = (/** @type {string} */ namespace, /** @type {string} */ name) => ({ kind: 'workload', namespace, name, owner: 'Pod', size: 1 });
const receiver = (/** @type {string} */ namespace, /** @type {string} */ name, port = 80) => ({ ...sender(namespace, name), protocol: 'tcp', port, source: 'declared' });
const because = (/** @type {string} */ name) => [{ direction: 'ingress', tier: 'network-policy', effect: 'does-not-allow', object: { kind: 'NetworkPolicy', namespace: 'data', name }, path: 'spec', fields: [] }];
/** @param {number} row @param {number} column @param {string} verdict @param {any[]} reasons @returns {any} */
const cell = (row, column, verdict, reasons = []) => ({ row, column, verdict, policy: verdict, walked: false, cases: [{ verdict, pairs: 1, because: reasons, probe: { from: 'a', to: 'b', protocol: 'tcp', port: 80 } }] });
/** @param {any[]} cells @returns {any} */
const pairs = (cells, from = [sender('shop', 'web'), { kind: 'node', name: 'node-1', size: 1 }, sender('data', 'db')], to = [receiver('data', 'db', 5432), receiver('shop', 'web')]) =>
  ({ enforced: true, policies: 1, pods: 2, classes: 2, from, to, cells });
const board = (/** @type {any} */ now, /** @type {any} */ then = null, more = {}) => matrixOf({ ...noReach(), pairs: { key: '', pairs: now }, pairsThen: then && { key: '', pairs: then }, ...more }, t);

test('rows are grouped by namespace, then nodes, the world and pods that do not exist yet', () => {
  const all = [{ kind: 'new-pods', namespace: 'shop', size: 1 }, { kind: 'outside', size: 1, ranges: [] }, { kind: 'node', name: 'node-1', size: 1 }, sender('shop', 'web'), sender('data', 'db'), sender('shop', 'api')];
  const heads = headsOf(all, t);
  assert.deepEqual(heads.map((h) => h.name), ['db', 'web', 'api', 'node-1', 'ui.reach.any', 'shop']);
  assert.deepEqual(groupsOf(heads).map((g) => [g.group, g.count]), [['data', 1], ['shop', 2], ['ui.reach.kind.node', 1], ['ui.reach.kind.outside', 1], ['ui.reach.kind.new-pods', 1]]);
  assert.equal(headsOf([receiver('data', 'db', 5432)], t)[0].detail, ':5432');
});

test('a pair is new, lost, another answer, or the same for another reason', () => {
  const [yes, no] = [cell(0, 0, 'allow'), cell(0, 0, 'deny', because('a'))];
  assert.equal(differenceOf(no, yes), 'new');
  assert.equal(differenceOf(yes, no), 'lost');
  assert.equal(differenceOf(no, cell(0, 0, 'unknown')), 'other');
  assert.equal(differenceOf(no, cell(3, 4, 'deny', because('b'))), 'reason');
  assert.equal(differenceOf(no, cell(3, 4, 'deny', because('a'))), null);
  assert.equal(differenceOf(null, yes), null);
  assert.equal(differenceOf(cell(0, 0, 'itself'), yes), null);
  const walked = { ...yes, walked: true, walk: { result: 'refused', code: 'no-socket' } };
  assert.equal(differenceOf(yes, walked), 'reason');
});

test('cells of two states belong together by what they are called, not by their place', () => {
  const then = pairs([cell(0, 1, 'allow'), cell(1, 0, 'deny')], [sender('data', 'db'), sender('shop', 'web')], [receiver('data', 'db', 5432), receiver('shop', 'web')]);
  const now = pairs([cell(0, 0, 'allow'), cell(2, 1, 'deny'), cell(1, 0, 'allow')]);
  const m = board(now, then);
  assert.ok(m);
  assert.deepEqual(m.rows.map((r) => r.name), ['db', 'web', 'node-1']);
  assert.deepEqual(m.differences, [[null, 'lost'], ['new', null], [null, null]]);
  assert.equal(m.differing, 2);
  assert.deepEqual(nextDifference(m, null), { row: 0, column: 1 });
  assert.deepEqual(nextDifference(m, { row: 0, column: 1 }), { row: 1, column: 0 });
  assert.deepEqual(nextDifference(m, { row: 1, column: 0 }), { row: 0, column: 1 });
  assert.deepEqual(board(now, then, { differing: true })?.rows.map((r) => r.name), ['db', 'web']);
});

test('reached counts those that ask, without itself and without pods that do not exist yet', () => {
  const from = [sender('data', 'db'), sender('shop', 'web'), { kind: 'outside', size: 1 }, { kind: 'new-pods', namespace: 'shop', size: 1 }];
  const m = board(pairs([cell(0, 0, 'itself'), cell(1, 0, 'allow'), cell(2, 0, 'unknown'), cell(3, 0, 'allow')], /** @type {any} */ (from), [receiver('data', 'db')]));
  assert.deepEqual(m?.reached, [{ reached: 1, of: 2 }]);
  assert.deepEqual(m?.counts, { allow: 2, deny: 0, unknown: 1 });
  assert.equal(m?.cells[0][0]?.verdict, 'itself');
});

test('what policies allow and nothing was walked for is told apart', () => {
  const [told, walked] = [cell(0, 0, 'allow'), { ...cell(0, 1, 'allow'), walked: true }];
  assert.equal(isUnwalked(told), true);
  assert.equal(isUnwalked(walked), false);
  assert.equal(isUnwalked(cell(0, 0, 'deny')), false);
  assert.equal(isUnwalked({ ...told, verdict: 'unknown', walk: { result: 'unknown', code: 'limit' } }), true);
  assert.equal(board(pairs([told]))?.unwalked, true);
  assert.equal(board(pairs([walked]))?.unwalked, false);
});

test('a filter keeps rows that fit, or else columns', () => {
  const now = pairs([cell(0, 0, 'allow'), cell(2, 1, 'deny')]);
  assert.deepEqual(board(now, null, { filter: 'Node' })?.rows.map((r) => r.name), ['node-1']);
  assert.deepEqual(board(now, null, { filter: '5432' })?.columns.map((c) => c.detail), [':5432']);
  assert.equal(board(now, null, { filter: 'nothing of the kind' })?.rows.length, 3);
});

test('a walk of a cell begins with an example, and leaves the board', () => {
  assert.deepEqual(probeOf(cell(0, 0, 'deny')), { from: 'a', to: 'b', protocol: 'tcp', port: 80 });
  assert.equal(probeOf(null), null);
  const open = reduce(initialState(), { type: 'boardTurned', on: true });
  assert.equal(reduce(open, { type: 'probeSent' }).board, false);
  assert.equal(reduce(open, { type: 'selected', namespace: 'node-1' }).board, false, 'what is looked at stands on the stage');
});

test('a comparison begins before the last edit, and a link leads to the board', () => {
  assert.equal(lastBut({ history: null, at: null }), null);
  assert.equal(lastBut({ history: /** @type {any} */ ({ edits: [{}, {}] }), at: null }), 1);
  assert.equal(lastBut({ history: /** @type {any} */ ({ edits: [{}, {}] }), at: 1 }), 0);
  const link = decodeLink('#view=reach&cluster=shop');
  assert.equal(link.reach, true);
  assert.equal(link.view, null);
  assert.match(encodeLink(link), /view=reach/);
  assert.equal(reduce(initialState(), { type: 'linkFollowed', link }).board, true);
});

test('a cell asks about its example once another tab than the reason is open', () => {
  const state = { ...noReach(), board: true, pairs: { key: '', pairs: pairs([cell(0, 0, 'deny')]) }, cell: { row: 1, column: 0 } };
  const rows = board(state.pairs.pairs)?.rows.map((r) => r.name);
  const at = { ...state, cell: { row: rows?.indexOf('web') ?? -1, column: 0 } };
  assert.equal(cellQuestion(at), null);
  const walk = cellQuestion({ ...at, cellTab: 'walk' });
  assert.deepEqual(walk?.probe, { from: 'a', to: 'b', protocol: 'tcp', port: 80 });
  assert.notEqual(walk?.key, cellQuestion({ ...at, cellTab: 'yaml' })?.key);
  assert.equal(cellQuestion({ ...at, cellTab: 'walk', board: false }), null);
  assert.equal(cellQuestion({ ...at, cellTab: 'walk', cell: { row: 0, column: 1 } }), null);
});

test('what was told of a cell goes with the state of the cluster, and its tab stays', () => {
  let state = reduce(initialState(), { type: 'cellTabChosen', tab: 'yaml' });
  state = reduce(state, { type: 'cellTold', told: { key: 'k', message: 'm' } });
  assert.equal(state.cellTold?.key, 'k');
  state = reduce(state, { type: 'cellChosen', cell: { row: 0, column: 0 } });
  assert.equal(state.cellTab, 'yaml');
});

test('a proof needs nothing in an image, and is no shell of a name', () => {
  const of = (/** @type {string} */ from, /** @type {string} */ to, protocol = 'tcp') => proofOf({ from, to, protocol, port: 80 });
  assert.deepEqual(of('shop/web-1', 'data/db-0'), { command: "kubectl -n shop debug -it web-1 --image=busybox:1.37 -- nc -zvw 3 $(kubectl -n data get pod db-0 -o jsonpath='{.status.podIP}') 80", on: '' });
  assert.match(of('node:node-1', 'data/db-0')?.command ?? '', /^kubectl debug -it node\/node-1 /);
  assert.deepEqual(of('ext:203.0.113.9', 'node:n1'), { command: "nc -zvw 3 $(kubectl get node n1 -o jsonpath='{.status.addresses[0].address}') 80", on: '203.0.113.9' });
  assert.equal(of('shop/web-1', 'ext:198.51.100.7')?.command.endsWith('nc -zvw 3 198.51.100.7 80'), true);
  assert.equal(of('shop/web-1', 'data/db-0', 'udp'), null);
  assert.equal(of('shop/$(reboot)', 'data/db-0'), null);
  assert.equal(proofOf(null), null);
});

test('the way of a cell is that of the first packet, by the routes it took', () => {
  const hop = (/** @type {string} */ namespace, /** @type {number} */ packet, /** @type {string[]} */ types, more = {}) =>
    ({ namespace, packet, flow: 'request', infra: false, steps: types.map((type) => ({ type, sentence: `${type} ${namespace}` })), ...more });
  const hops = [
    hop('web', 0, ['SocketSend', 'RouteLookup', 'FrameTransmitted', 'TimedOut']), hop('web', 1, ['ArpRequestSent'], { flow: 'arp' }),
    hop('bridge', 0, ['FrameTransmitted'], { infra: true }), hop('node', 0, ['RouteLookup', 'Dropped']), hop('web', 5, ['RouteLookup', 'FrameTransmitted']),
  ];
  assert.deepEqual(wayOf(/** @type {any} */ ({ hops })), [{ place: 'web', sentence: 'RouteLookup web' }, { place: 'node', sentence: 'Dropped node' }]);
  assert.deepEqual(wayOf({ hops: [] }), []);
});
