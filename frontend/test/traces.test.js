import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inPlace } from '../api/traces.js';
import { walk, written } from './fixtures.js';

/** @typedef {import('../model/types.js').Step} Step */

/** @returns {Step[]} */
const stepsOf = (/** @type {any} */ trace) => trace.hops.flatMap((/** @type {any} */ hop) => hop.steps);

test('packets and tables stand where steps name them', () => {
  const raw = written('trace');
  const trace = inPlace(raw);
  const lookups = stepsOf(raw).map((s, i) => ({ s: /** @type {any} */ (s), whole: stepsOf(trace)[i] })).filter(({ s }) => s.type === 'RouteLookup');
  assert.ok(lookups.length > 0);
  for (const { s, whole } of lookups) {
    assert.equal(whole.before, s.before === null ? null : raw.packets[s.before]);
    assert.deepEqual(whole.evidence.map((e) => e.title), s.evidence.map((/** @type {any} */ e) => raw.tables[e.table].title));
    for (const [i, table] of whole.evidence.entries()) {
      assert.deepEqual(table.rows.map((r) => r.cells), raw.tables[s.evidence[i].table].rows);
      assert.deepEqual(table.rows.map((r) => r.verdict), s.evidence[i].rows.map((/** @type {any} */ r) => r.verdict));
    }
  }
  assert.ok(!('packets' in trace) && !('tables' in trace));
});

test('what is in place already stays so, and a step without tables has none', () => {
  const trace = walk();
  assert.deepEqual(inPlace(trace), trace);
  const [step] = stepsOf(inPlace({ hops: [{ steps: [{ before: null, after: 0 }] }], packets: ['p'] }));
  assert.deepEqual(step, { before: null, after: 'p', evidence: [] });
});
