import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besideOf, comparisonOf, pinOf } from '../model/compare.js';
import { reduce } from '../model/reducer.js';
import { initialState } from '../model/state.js';
import { walkLine } from '../model/walk.js';
import { article, noRoute, walk } from './fixtures.js';

/** @param {import('../model/types.js').Trace} trace @param {object} [patch] */
const page = (trace, patch = {}) => reduce(/** @type {any} */ ({ ...initialState(), topology: article(), ...patch }), { type: 'traceArrived', trace, tell: true });
const kept = (auto = false) => pinOf(page(walk()), auto);

test('the first step that differs is the one whose route is gone, and the steps before it are the same', () => {
  const state = page(noRoute(), { pin: kept() });
  const comparison = comparisonOf(state);
  assert.ok(comparison && !comparison.same);
  assert.equal(comparison.now?.namespace, 'gateway');
  assert.equal(comparison.now?.step.type, 'RouteLookup');
  assert.notEqual(comparison.now?.step.sentence, comparison.then?.step.sentence);
  assert.equal(comparison.number, walkLine(state).numberOf.get(comparison.now?.seq ?? -1));
});

test('the same walk again is the same to its end, and the kept one is not compared with itself', () => {
  const again = page(walk(), { pin: kept() });
  assert.deepEqual([comparisonOf(again)?.same, comparisonOf(again)?.number], [true, walkLine(again).steps.length]);
  const pin = kept();
  assert.equal(comparisonOf(page(/** @type {any} */ (pin).trace, { pin })), null);
});

test('nothing is told of a walk beyond what the reader has seen', () => {
  const begun = reduce(/** @type {any} */ ({ ...initialState(), topology: article(), pin: kept() }), { type: 'traceArrived', trace: noRoute() });
  assert.deepEqual([comparisonOf(begun)?.same, comparisonOf(begun)?.told, comparisonOf(begun)?.number], [true, false, 1]);
});

test('walks through networks without a common name differ where another kind of step comes', () => {
  const other = walk();
  for (const hop of other.hops) {
    hop.namespace = `b-${hop.namespace}`;
    for (const step of hop.steps) step.sentence = `b ${step.sentence}`;
  }
  assert.equal(comparisonOf(page(other, { pin: kept() }))?.same, true);
  const stopped = noRoute();
  for (const hop of stopped.hops) hop.namespace = `b-${hop.namespace}`;
  assert.equal(comparisonOf(page(stopped, { pin: kept() }))?.same, false);
});

test('the kept walk stands at the step of the same number, or at its last', () => {
  const state = page(noRoute(), { pin: kept() });
  const { steps } = walkLine(state);
  const beside = besideOf({ ...state, cursor: steps[3].seq });
  assert.ok(beside);
  assert.equal(beside.cursor, walkLine(beside).steps[3].seq);
  assert.equal(besideOf(page(walk())), null);
});

test('a walk that was kept by itself goes when another packet is sent, one that was pinned stays', () => {
  const other = { ...walk(), probe: { ...walk().probe, port: 81 } };
  assert.equal(page(other, { pin: kept(true) }).pin, null);
  assert.ok(page(other, { pin: kept() }).pin);
});

test('a walk that was kept by itself goes when a page of a lesson is turned; one that the reader kept stays', () => {
  for (const action of /** @type {any[]} */ ([{ type: 'pageTurned', page: 2, keep: false }, { type: 'schoolLeft' }, { type: 'placeChosen', place: { kind: 'lesson', id: 'localhost', page: 1 } }])) {
    assert.equal(reduce(page(walk(), { pin: kept(true) }), action).pin, null, action.type);
    assert.notEqual(reduce(page(walk(), { pin: kept() }), action).pin, null, action.type);
  }
});
