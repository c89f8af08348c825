import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inPlace } from '../api/traces.js';
import { joined, lineOfAct, programme, seqInAct } from '../model/acts.js';
import { lineOf } from '../model/score.js';
import { written, walk } from './fixtures.js';

const told = { level: /** @type {const} */ ('story'), arp: /** @type {const} */ ('folded'), open: new Set() };
const query = { name: 'web.default.svc.cluster.local.', type: 'A', from: 'default/web-1', server: '10.96.0.10', onward: false };

/** A walk after the query for its name, and with the connection that a proxy makes because of it. */
const three = () => joined(inPlace({ ...written('trace'), queries: [{ query, trace: written('trace') }], onward: written('trace') }));

test('an answer that is one walk stays as it is', () => {
  const trace = walk();
  assert.equal(joined(trace), trace);
});

test('walks of one answer are told one after the other', () => {
  const alone = lineOf(walk(), told);
  const line = lineOf(three(), told);
  assert.equal(line.steps.length, 3 * alone.steps.length);
  assert.deepEqual(line.steps.map((m) => m.column), line.steps.map((m) => m.column).toSorted((a, b) => a - b));
  const [, own, onward] = [0, 1, 2].map((act) => lineOfAct(line, act));
  assert.ok(own.steps[0].column > lineOfAct(line, 0).steps[alone.steps.length - 1].column);
  assert.deepEqual(onward.steps.map((m) => m.step.sentence), alone.steps.map((m) => m.step.sentence));
  assert.equal(line.numberOf.get(onward.steps[0].seq), 2 * alone.steps.length + 1);
});

test('a link to a step of the probe itself means the same step, and the server knows its seq', () => {
  const alone = lineOf(walk(), told).steps[4];
  const trace = three();
  const own = lineOfAct(lineOf(trace, told), 1).steps[4];
  assert.equal(own.id, alone.id);
  const { act, seq } = seqInAct(trace, own.seq);
  assert.deepEqual([act?.kind, seq], ['own', alone.seq]);
});

test('no two hops share an id, and each parent is a hop of the same walk', () => {
  const { hops } = three();
  const byId = new Map(hops.map((h) => [h.id, h]));
  assert.equal(byId.size, hops.length);
  assert.ok(hops.every((h) => h.parent === null || byId.get(h.parent.hop)?.act === h.act));
});

test('the programme says which part is played and how far the reader has come', () => {
  const trace = three();
  const line = lineOf(trace, told);
  const own = lineOfAct(line, 1);
  const parts = programme(trace, line, own.steps[0], own.steps[0].column);
  assert.deepEqual(parts.map((p) => [p.act.kind, p.now, p.reached, p.seen]),
    [['query', false, true, true], ['own', true, true, false], ['onward', false, false, false]]);
  assert.deepEqual(programme(walk(), lineOf(walk(), told), null, -1), []);
});

test('the step that decided is found among all', () => {
  const failed = written('trace-no-route');
  const decided = failed.outcome.cause?.step ?? failed.hops[0].steps[0].seq;
  const answer = inPlace({ ...failed, outcome: { ...failed.outcome, cause: { code: 'x', step: decided } }, queries: [{ query, trace: written('trace') }] });
  const trace = joined(answer);
  assert.deepEqual(seqInAct(trace, trace.outcome.cause?.step ?? 0).seq, decided);
});
