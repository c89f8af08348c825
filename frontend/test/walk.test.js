import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onStage } from '../model/onstage.js';
import { SLICES, reduce } from '../model/reducer.js';
import { initialState } from '../model/state.js';
import { createStore } from '../model/store.js';
import { answeredNow, askedNow, currentMark, cursorId, horizonColumn, isTold, seqOf, visibleMarks, walkLine } from '../model/walk.js';
import { noRoute, walk } from './fixtures.js';

/** @typedef {import('../model/state.js').State} State */

const sent = (/** @type {Partial<State>} */ patch = {}, /** @type {object} */ how = {}) =>
  reduce({ ...initialState(), ...patch }, /** @type {any} */ ({ type: 'traceArrived', trace: walk(), ...how }));
const at = (/** @type {State} */ state, /** @type {number} */ seq) => reduce(state, { type: 'playheadMoved', seq, playing: false, source: 'self' });

test('a walk begins at its first step, and its end is not known', () => {
  const state = sent();
  assert.equal(currentMark(state)?.id, '0.1');
  assert.equal(horizonColumn(state), 0);
  assert.ok(!isTold(state));
});

test('the horizon goes on with the reader and never back; at the end the verdict is known, and stays so', () => {
  const { steps } = walkLine(sent());
  let state = at(sent(), steps[7].seq);
  const seen = horizonColumn(state);
  assert.equal(seen, steps[7].column);
  state = at(state, steps[2].seq);
  assert.equal(horizonColumn(state), seen);
  state = at(at(state, steps[17].seq), steps[2].seq);
  assert.ok(isTold(state));
  assert.equal(currentMark(state)?.seq, steps[2].seq);
});

test('the end is told when it is asked for, or at once when the reader wants that', () => {
  const asked = reduce(sent(), { type: 'endTold' });
  assert.ok(isTold(asked));
  assert.equal(currentMark(asked)?.id, '0.1', 'nobody was moved');
  assert.ok(isTold(sent({}, { tell: true })));
  assert.ok(isTold(reduce(asked, { type: 'levelChosen', level: 'row' })));
});

test('a new packet is a new secret; the same packet over a changed cluster is not', () => {
  const known = reduce(sent(), { type: 'endTold' });
  assert.ok(!isTold(reduce(known, { type: 'traceArrived', trace: noRoute() })));
  assert.ok(isTold(reduce(known, { type: 'traceArrived', trace: noRoute(), stay: true })));
});

test('another detail keeps the moment, and coming back finds the same step', () => {
  for (const { seq } of visibleMarks(sent({ level: 'row', arp: 'open' }))) {
    const state = at(sent({ level: 'row', arp: 'open' }), seq);
    const story = reduce(reduce(state, { type: 'levelChosen', level: 'story' }), { type: 'arpChosen', arp: 'folded' });
    assert.ok((currentMark(story)?.seq ?? Infinity) <= Math.max(seq, visibleMarks(story)[0].seq), String(seq));
    const back = reduce(reduce(story, { type: 'levelChosen', level: 'row' }), { type: 'arpChosen', arp: 'open' });
    assert.equal(currentMark(back)?.seq, seq);
  }
});

test('nothing crosses a question that is not answered', () => {
  const { steps } = walkLine(sent());
  const stop = { id: 'q1', at: steps[4].id, question: 'Which way?', choices: ['a', 'b', 'c'] };
  const told = { right: true, answer: 1, because: '' };
  const asked = reduce(sent(), { type: 'stopsSet', stops: [stop] });
  for (const seq of [steps[4].seq, steps[9].seq, steps[17].seq]) {
    assert.equal(currentMark(at(asked, seq))?.seq, steps[3].seq, String(seq));
    assert.equal(askedNow(at(asked, seq)), stop);
    assert.ok(horizonColumn(at(asked, seq)) < steps[4].column);
  }
  assert.equal(reduce(asked, { type: 'endTold' }), asked);
  assert.equal(currentMark(at(asked, steps[3].seq))?.seq, steps[3].seq);
  const waiting = reduce(asked, { type: 'answered', id: 'q1', choice: 1, told: null });
  assert.equal(currentMark(at(waiting, steps[17].seq))?.seq, steps[3].seq, 'the server has not answered yet');
  assert.equal(answeredNow(at(waiting, steps[3].seq)), null);
  const answered = reduce(waiting, { type: 'answered', id: 'q1', choice: 1, told });
  assert.equal(currentMark(at(answered, steps[17].seq))?.seq, steps[17].seq);
  assert.equal(answeredNow(at(answered, steps[4].seq))?.told, told, 'the reason stands at the step it is about');
  assert.equal(answeredNow(at(answered, steps[9].seq)), null);
  assert.equal(reduce(answered, { type: 'answered', id: 'q1', choice: 2, told }), answered, 'a guess is a guess');
});

test('of a long walk, whose end is not told, a later step is the last that is', () => {
  const trace = walk();
  const last = trace.hops[trace.hops.length - 1];
  assert.equal(seqOf(trace, `${last.id + 99}.0`), null);
  assert.equal(seqOf({ ...trace, omitted: { hops: 9, steps: 40 } }, `${last.id + 99}.0`), last.steps.at(-1)?.seq);
});

test('nothing is asked about the first step, which is told at once', () => {
  const [first, second] = walkLine(sent()).steps;
  const stops = [first, second].map((m, i) => ({ id: `q${i}`, at: String(m.seq), question: '', choices: [] }));
  const asked = reduce(initialState(), { type: 'traceArrived', trace: walk(), asked: { stops, quiz: null } });
  assert.deepEqual(asked.stops.map((s) => s.id), ['q1']);
});

test('a scene opens where it stands, and closes again', () => {
  const state = sent();
  const first = visibleMarks(state).find((m) => m.aside);
  assert.ok(first?.fold);
  const opened = reduce(state, { type: 'sceneTurned', seq: first.seq, on: true });
  assert.equal(walkLine(opened).steps.length, 18 + first.fold.steps);
  assert.equal(currentMark(opened)?.seq, first.seq);
  const closed = reduce(opened, { type: 'sceneTurned', seq: first.seq, on: false });
  assert.deepEqual(visibleMarks(closed).map((m) => m.seq), visibleMarks(state).map((m) => m.seq));
});

test('a step has an id by which a link finds it, and the nearest one where it is gone', () => {
  const trace = walk();
  for (const hop of trace.hops) for (const step of hop.steps) assert.equal(seqOf(trace, cursorId({ trace, cursor: step.seq })), step.seq);
  assert.equal(seqOf(trace, '0.99'), trace.hops[0].steps.at(-1)?.seq);
  assert.equal(seqOf(trace, '99999.0'), null);
  assert.equal(seqOf(trace, '41'), 41);
  assert.equal(currentMark(sent({}, { step: '99999.0' }))?.id, '0.1');
  assert.equal(currentMark(sent({}, { step: '15.2', open: ['1.0', 'x'] }))?.id, '15.2');
});

test('the stage learns what is walked, what is to come, and where the packet comes from', () => {
  const { steps } = walkLine(sent());
  const state = at(at(sent(), steps[5].seq), steps[4].seq);
  const stage = onStage(state);
  assert.equal(onStage({ ...state, probe: { ...state.probe, to: 'x' } }), stage, 'typing is nothing to the stage');
  assert.deepEqual([stage.now, stage.seen], [steps[4].column, steps[5].column]);
  assert.equal(stage.came?.seq, steps[5].seq);
  assert.deepEqual([...stage.namespaces], ['default/web-1', 'node-1', 'gateway']);
  assert.ok(stage.devices.has('gateway/eth0') && !stage.devices.has('node-2/eth0'));
  assert.equal(onStage(initialState()).mark, null);
  const stopped = reduce(initialState(), { type: 'traceArrived', trace: noRoute(), tell: true });
  assert.ok(!onStage(stopped).stopped, 'told is not walked');
  const drop = visibleMarks(stopped).find((m) => m.stop);
  assert.ok(onStage(at(stopped, drop?.seq ?? 0)).stopped);
});

test('changing the probe keeps the trace but says it is stale; problems of the field go', () => {
  const before = { ...sent(), probeProblems: [{ severity: 'error', code: 'x', message: 'm', path: 'port' }, { severity: 'error', code: 'y', message: 'n', path: 'to' }] };
  const after = reduce(before, { type: 'probeChanged', patch: { port: 81 } });
  assert.ok(after.stale && after.trace);
  assert.deepEqual(after.probeProblems.map((p) => p.path), ['to']);
  const failed = reduce(after, { type: 'probeFailed', problems: [] });
  assert.equal(failed.probe.port, 81, 'what was typed stays');
});

test('every field of the state has one owner, and nobody else changes it', () => {
  const fields = SLICES.flatMap((slice) => slice.fields);
  assert.equal(new Set(fields).size, fields.length);
  assert.deepEqual([...fields].sort(), Object.keys(initialState()).sort());
  const whole = { ...sent(), form: /** @type {any} */ ({ key: 'new', text: '', base: '', attachment: null }) };
  const actions = [
    { type: 'traceArrived', trace: walk() }, { type: 'playheadMoved', seq: 3, playing: true, source: 'self' }, { type: 'clusterOpened', id: 'x', info: {}, topology: {} },
    { type: 'sceneTurned', seq: 6, on: true }, { type: 'formClosed' }, { type: 'commandGiven', namespace: 'gateway' },
  ];
  for (const { fields: own, changes } of SLICES) {
    for (const action of actions) {
      const change = /** @type {any} */ (changes)[action.type];
      const view = Object.fromEntries(own.map((field) => [field, /** @type {any} */ (whole)[field]]));
      if (change) for (const field of Object.keys(change(view, action, whole))) assert.ok(own.includes(field), `${action.type} ${field}`);
    }
  }
});

test('an unknown action is an error, an action without effect changes nothing', () => {
  assert.throws(() => reduce(initialState(), /** @type {any} */ ({ type: 'nonsense' })), /unknown action nonsense/);
  const state = initialState();
  assert.equal(reduce(state, { type: 'speedChosen', speed: 1 }), state);
});

test('the store tells listeners only of changes', () => {
  const store = createStore(reduce, initialState());
  let told = 0;
  const stop = store.subscribe(() => told++);
  store.dispatch({ type: 'speedChosen', speed: 2 });
  store.dispatch({ type: 'speedChosen', speed: 2 });
  stop();
  store.dispatch({ type: 'speedChosen', speed: 4 });
  assert.equal(told, 1);
});

test('guessing asks only about what was not seen, and leaves with its setting', () => {
  const { steps } = walkLine(sent());
  const half = at(sent(), steps[9].seq);
  const stops = steps.map((m, i) => ({ id: `q${i}`, at: String(m.seq), question: '', choices: [] }));
  const asked = reduce(half, { type: 'stopsSet', stops, beyond: true });
  assert.deepEqual(asked.stops.map((stop) => stop.id), stops.slice(10).map((stop) => stop.id));
  assert.deepEqual(reduce(asked, { type: 'guessChosen', on: false }).stops, []);
  assert.deepEqual(reduce(reduce(sent(), { type: 'endTold' }), { type: 'stopsSet', stops, beyond: true }).stops, []);
});
