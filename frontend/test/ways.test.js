import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutScene } from '../layout/scene.js';
import { lanesOf } from '../layout/lanes.js';
import { headsOf, reached } from '../layout/traffic.js';
import { Ways } from '../layout/ways.js';
import { cluster } from './fixtures.js';
import { meter } from './looks.js';

const ARM = 4;
const wire = /** @type {any} */ ({ points: [] });

/**
 * A segment with machines: a hub, and arms of some anchors each.
 * @param {number} arms
 */
function star(arms) {
  /** @type {Map<string, {to: string, wire: any}[]>} */
  const links = new Map();
  const join = (/** @type {string} */ a, /** @type {string} */ b) => {
    for (const [x, y] of [[a, b], [b, a]]) links.set(x, [...(links.get(x) ?? []), { to: y, wire }]);
  };
  for (let arm = 0; arm < arms; arm++) {
    for (let i = 0; i < ARM; i++) join(i === 0 ? 'hub' : `${arm}.${i - 1}`, `${arm}.${i}`);
  }
  return links;
}

/**
 * How many anchors are looked at when a flood goes from the hub along every arm, step by step.
 * @param {number} arms
 */
function looks(arms) {
  const links = star(arms);
  let count = 0;
  const ways = new Ways({ get: (/** @type {string} */ id) => { count++; return links.get(id); } });
  for (let arm = 0; arm < arms; arm++) {
    assert.ok(ways.from('hub', `${arm}.0`).has(`${arm}.0`));
    for (let i = 1; i < ARM; i++) assert.ok(ways.from(`${arm}.${i - 1}`, `${arm}.${i}`).has(`${arm}.${i}`));
    assert.ok(ways.from('hub', `${arm}.${ARM - 1}`).has(`${arm}.${ARM - 1}`));
  }
  return count;
}

test('a flood over eight times the machines looks at about eight times the anchors', () => {
  const few = looks(50);
  assert.ok(few > 0);
  assert.ok(looks(400) <= 9 * few, `${looks(400)} of ${few}`);
});

test('the way is the shortest, and none where nothing joins', () => {
  const links = star(3);
  const ways = new Ways(links);
  const came = ways.from('0.3', '2.3');
  const back = [];
  for (let at = '2.3'; at !== '0.3'; at = /** @type {any} */ (came.get(at)).from) back.push(at);
  assert.deepEqual(back, ['2.3', '2.2', '2.1', '2.0', 'hub', '0.0', '0.1', '0.2']);
  assert.ok(!ways.from('0.3', 'elsewhere').has('elsewhere'));
});

test('a way asked for twice, in either order of asking, is the same polyline', () => {
  const scene = layoutScene(cluster(6, 4), { meter });
  const pairs = [['default/p-1-0/eth0', 'default/p-5-3/eth0'], ['default/p-1-0/eth0', 'node-1/cbr0'], ['gateway/eth0', 'node-3/eth0']];
  const fresh = pairs.map(([a, b]) => layoutScene(cluster(6, 4), { meter }).wiring.route(a, b));
  assert.ok(fresh.every((points) => points.length > 0));
  for (const order of [pairs, [...pairs].reverse()]) {
    for (const [a, b] of order) assert.deepEqual(scene.wiring.route(a, b), fresh[pairs.findIndex((p) => p[0] === a && p[1] === b)]);
  }
});

test('what is sent to oneself goes through the loopback device also where that step is not told, and its answer beside it', () => {
  const scene = layoutScene(cluster(1, 2), { meter });
  const mark = (/** @type {number} */ seq, /** @type {any} */ previous, /** @type {any} */ more = {}) => /** @type {any} */ ({
    seq, column: seq, flow: 'request', namespace: 'default/p-1-0', previous, hop: { steps: [] }, step: { type: 'SocketDelivered', device: null, fields: {} }, ...more,
  });
  const sent = mark(0, null);
  const heard = mark(1, sent, { through: ['default/p-1-0/lo'] });
  const answer = mark(2, heard, { flow: 'reply' });
  const back = mark(3, answer, { flow: 'reply', through: ['default/p-1-0/lo'] });
  const lo = scene.wiring.anchors.get('default/p-1-0/lo');
  const roadOf = (/** @type {any[]} */ marks) => lanesOf(marks, scene.wiring).lanes;
  const [there, again] = roadOf([sent, heard, answer, back]);
  assert.ok(there.road.some((p) => p.x === lo?.x && p.y === lo?.y));
  assert.notEqual(Math.min(...there.line.map((p) => p.y)), Math.min(...again.line.map((p) => p.y)));
  assert.equal(roadOf([sent, mark(1, sent)])[0].road.length, 1);
  assert.equal(again.road.length, there.road.length, 'the answer does not go the way of the question again before its own');
  assert.equal(reached(again, 1), 0);
  for (const { line } of [there, again]) line.slice(1).forEach((p, i) => assert.ok(p.x === line[i].x || p.y === line[i].y, `level, not aslant: ${JSON.stringify(line)}`));
  assert.deepEqual([there.line[there.at[1]].y, again.line[again.at[2]].y], [lo?.y, lo?.y], 'the packet itself stands in the middle');
  const heads = [there, again].map((l) => headsOf(l, l.line.length - 1, []));
  assert.deepEqual(heads.map((h) => h.length), [1, 1]);
  assert.ok(Math.abs(heads[0][0].x - heads[1][0].x) > 6, 'no arrowhead lies on another');
});

test('a lane that ends on a bar, or in a stack from beside, is level up to there', () => {
  const scene = layoutScene(cluster(1, 2), { meter });
  const mark = (/** @type {number} */ seq, /** @type {any} */ previous, /** @type {string} */ namespace, /** @type {any} */ step) => /** @type {any} */ ({
    seq, column: seq, flow: 'request', namespace, previous, hop: { steps: [] }, step: { device: null, fields: {}, ...step },
  });
  const sent = mark(0, null, 'default/p-1-0', { type: 'SocketSend' });
  const came = mark(1, sent, 'node-1', { type: 'FrameReceived', device: 'veth0' });
  const looked = mark(2, came, 'node-1', { type: 'RouteLookup' });
  const dropped = mark(3, looked, 'node-1', { type: 'Dropped', device: 'veth0', fields: { reason: 'bridge_same_port' } });
  const [lane] = lanesOf([sent, came, looked, dropped], scene.wiring).lanes;
  const end = scene.wiring.anchors.get('in:node-1/veth0');
  assert.ok(end && lane.line[lane.at[3]].x === end.x && lane.line[lane.at[3]].y === end.y, 'where the packet ends');
  lane.line.slice(1).forEach((p, i) => assert.ok(Math.abs(p.x - lane.line[i].x) < 0.01 || Math.abs(p.y - lane.line[i].y) < 0.01, JSON.stringify(lane.line)));
});
