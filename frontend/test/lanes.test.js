import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bracketAt, firstOnLane, gapIn, KEY, lanesHeight, lanesOf, legendFlows, placesOf, shortNames } from '../model/lanes.js';
import { lineOf } from '../model/score.js';
import { walk } from './fixtures.js';

const line = (/** @type {any} */ level, /** @type {any} */ arp) => lineOf(walk(), { level, arp, open: new Set() });

test('there is one lane for each namespace on the path, in path order; bystanders only while ARP is open', () => {
  const labels = (/** @type {any} */ level, /** @type {any} */ arp) => lanesOf(line(level, arp).marks).lanes.map((l) => l.label);
  assert.deepEqual(labels('story', 'folded'), ['web-1', 'node-1', 'gateway', 'node-2', 'web-2']);
  assert.deepEqual(labels('stage', 'folded'), ['web-1', 'node-1', 'gateway', 'node-2', 'web-2']);
  assert.deepEqual(labels('stage', 'open'), ['web-1', 'node-1', 'gateway', 'node-2', 'web-2', 'api-1', 'db-0']);
});

test('a crowd of bystanders shares a lane', () => {
  const crowd = Array.from({ length: 20 }, (_, i) => /** @type {any} */ ({ namespace: `default/p${i}`, flow: i === 0 ? 'request' : 'arp', seq: i, crowd: null }));
  const { lanes, laneOf } = lanesOf(crowd);
  assert.deepEqual(lanes.map((l) => l.bystanders), [0, 19]);
  assert.equal(laneOf.get('default/p7'), 1);
});

test('names lose an ending they have in common, never their middle, and stay different', () => {
  assert.deepEqual(shortNames(['ip-10-0-1-7.eu-west-1.compute.internal', 'ip-10-0-2-9.eu-west-1.compute.internal', 'gateway']), ['ip-10-0-1-7', 'ip-10-0-2-9', 'gateway']);
  assert.deepEqual(shortNames(['a/web', 'b/web', 'b/api']), ['a/web', 'b/web', 'api']);
  assert.deepEqual(shortNames(['one.example', 'two.example.org']), ['one.example', 'two.example.org']);
  assert.deepEqual(shortNames(['host.local']), ['host.local']);
});

test('asides stand half way between counted steps', () => {
  const told = line('story', 'folded');
  const { placeOf, last } = placesOf(told);
  assert.equal(last, 17);
  assert.deepEqual(told.steps.map((m) => placeOf.get(m.seq)), Array.from({ length: 18 }, (_, i) => i));
  assert.deepEqual(told.marks.filter((m) => m.aside).map((m) => placeOf.get(m.seq)), [0.5, 3.5, 5.5, 7.5]);
});

test('a name of a lane leads to the first step there after the cursor, else to the first of all', () => {
  const told = line('story', 'folded');
  const number = (/** @type {string} */ namespace, /** @type {number} */ after) =>
    told.numberOf.get(firstOnLane(told, namespace, told.steps[after - 1].column)?.seq ?? -1);
  assert.deepEqual([number('gateway', 1), number('gateway', 7), number('gateway', 17), number('nowhere', 1)], [5, 14, 5, undefined]);
});

test('the key explains every kind of packet on the lanes, errors and redirects from when they are seen', () => {
  const marks = /** @type {any[]} */ ([['request', 0], ['redirect', 1], ['reply', 2], ['error', 3], ['arp', 3]].map(([flow, column]) => ({ flow, column, aside: flow === 'arp' })));
  assert.deepEqual(legendFlows(marks, 0), ['request', 'reply']);
  assert.deepEqual(legendFlows(marks, 1), ['request', 'reply', 'redirect']);
  assert.deepEqual(legendFlows(marks, 3), ['request', 'reply', 'error', 'redirect']);
});

test('brackets lie under the lanes and over the key, also where lanes fill a height', () => {
  for (const lanes of [1, 2, 5, 9]) {
    for (const brackets of [0, 1, 3]) {
      const gap = gapIn(lanesHeight(lanes, 20, brackets, KEY), lanes, brackets, KEY);
      if (lanes > 1) assert.ok(Math.abs(gap - 20) < 1e-9, `${gap}`);
      const words = brackets === 0 ? 0 : bracketAt(lanes, 20, brackets - 1) + 6;
      assert.ok(words <= lanesHeight(lanes, 20, brackets, KEY) - 12 - 9, `${lanes} lanes, ${brackets} brackets`);
      if (brackets > 0) assert.ok(bracketAt(lanes, 20, 0) > 16 + (lanes - 1) * 20 + 9);
    }
  }
});
