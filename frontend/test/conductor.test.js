import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConductor } from '../model/conductor.js';
import { reduce } from '../model/reducer.js';
import { MOVE, scheduleOf } from '../model/schedule.js';
import { initialState } from '../model/state.js';
import { createStore } from '../model/store.js';
import { currentMark, isTold, visibleMarks, walkLine } from '../model/walk.js';
import { walk } from './fixtures.js';

/** A page with a walk, and a clock that the test winds. @param {object} [how] @param {boolean} [still] */
function page(how = {}, still = false) {
  const store = createStore(reduce, initialState());
  let now = 0;
  /** @type {(() => void)[]} */ let frames = [];
  const conductor = createConductor(store, { now: () => now, frame: (act) => frames.push(act), cancel: () => {} }, () => still);
  /** @type {import('../model/conductor.js').Moving[]} */
  const heard = [];
  conductor.watch((moving) => heard.push(moving));
  store.dispatch(/** @type {any} */ ({ type: 'traceArrived', trace: walk(), ...how }));
  return {
    store, conductor, heard,
    number: () => walkLine(store.get()).numberOf.get(currentMark(store.get())?.seq ?? -1),
    /** @param {number} ms */
    wait(ms) {
      for (const end = now + ms; now < end;) {
        now = Math.min(end, now + 16);
        const due = frames;
        frames = [];
        for (const act of due) act();
      }
    },
    asleep: () => frames.length === 0,
  };
}

test('a walk that is sent plays to its end at the pace of reading, and is then told', () => {
  const { store, wait, number, asleep } = page({ play: true });
  const beats = scheduleOf(walkLine(store.get()));
  wait(beats[0].end - 40);
  assert.equal(number(), 1);
  wait(80);
  assert.equal(number(), 2);
  assert.ok(!isTold(store.get()));
  wait(beats[17].begin - beats[0].end);
  assert.equal(number(), 18);
  assert.ok(isTold(store.get()));
  wait(10_000);
  assert.equal(store.get().playing, false);
  assert.ok(asleep(), 'nothing ticks when nothing moves');
});

test('speed divides all times, also in the middle of a beat', () => {
  const { store, wait, number } = page({ play: true });
  const [, , third] = scheduleOf(walkLine(store.get()));
  store.dispatch({ type: 'speedChosen', speed: 4 });
  wait(third.begin / 4 - 40);
  assert.equal(number(), 2);
  wait(80);
  assert.equal(number(), 3);
});

test('movement is told from 0 to 1, from where the packet was', () => {
  const { store, conductor, heard, wait } = page();
  const { steps } = walkLine(store.get());
  conductor.step(1);
  wait(MOVE + 40);
  assert.deepEqual([heard[0].from, heard[0].seq], [steps[0].seq, steps[1].seq]);
  const shares = heard.map((h) => h.share);
  assert.ok(shares.length > 10 && shares[0] < 0.01 && shares.at(-1) === 1);
  assert.deepEqual(shares, [...shares].sort((a, b) => a - b));
});

test('two steps in haste skip the movement, and less motion skips every one', () => {
  const hasty = page();
  hasty.conductor.step(1);
  hasty.wait(48);
  hasty.conductor.step(1);
  assert.equal(hasty.heard.at(-1)?.share, 1);
  assert.equal(hasty.number(), 3);
  const still = page({}, true);
  still.conductor.step(1);
  assert.deepEqual(still.heard.map((h) => h.share), [1]);
});

test('stepping goes forward, back, and stops at both ends', () => {
  const { conductor, number } = page();
  conductor.step(-1);
  assert.equal(number(), 1);
  for (let i = 2; i <= 18; i++) {
    conductor.step(1);
    assert.equal(number(), i);
  }
  conductor.step(1);
  assert.equal(number(), 18);
  conductor.end('first');
  assert.equal(number(), 1);
  conductor.step(10);
  assert.equal(number(), 11);
});

test('from an aside the steps are those before and after it', () => {
  const { store, conductor, number } = page();
  const aside = visibleMarks(store.get()).find((m) => m.aside);
  conductor.go(aside?.seq ?? -1);
  assert.equal(currentMark(store.get())?.seq, aside?.seq);
  conductor.step(1);
  assert.equal(number(), 2);
  conductor.go(aside?.seq ?? -1);
  conductor.step(-1);
  assert.equal(number(), 1);
});

test('Continue goes from decision to decision, whatever else is told', () => {
  const { store, conductor } = page();
  store.dispatch({ type: 'levelChosen', level: 'stage' });
  const visited = [];
  for (let i = 0; i < 18; i++) {
    conductor.next(1);
    visited.push(currentMark(store.get())?.step.level);
  }
  assert.ok(visited.slice(0, 17).every((level) => level === 'story'), visited.join());
  conductor.next(-1);
  assert.equal(currentMark(store.get())?.step.level, 'story');
});

test('playing goes on from here, and from the beginning when all was played', () => {
  const { store, conductor, wait, number } = page();
  conductor.step(3);
  conductor.toggle();
  assert.ok(store.get().playing);
  wait(MOVE + 40);
  assert.equal(number(), 5, 'what stood there was read already');
  conductor.toggle();
  wait(20_000);
  assert.equal(number(), 5);
  conductor.end('last');
  conductor.toggle();
  assert.equal(number(), 1);
});

test('playing stops at a question, and an outsider moves the playhead as everybody does', () => {
  const { store, conductor, wait, number } = page({ play: true });
  const { steps } = walkLine(store.get());
  store.dispatch({ type: 'stopsSet', stops: [{ id: 'q1', at: steps[3].id, question: '', choices: [] }] });
  wait(60_000);
  assert.equal(number(), 3);
  assert.equal(store.get().playing, false);
  conductor.go(steps[1].seq, { source: 'teacher' });
  assert.equal(number(), 2);
});

test('another detail while playing goes on from the same moment', () => {
  const { store, wait } = page({ play: true });
  wait(6000);
  const seq = currentMark(store.get())?.seq ?? 0;
  store.dispatch({ type: 'levelChosen', level: 'stage' });
  wait(64);
  assert.equal(currentMark(store.get())?.seq, seq);
  assert.ok(store.get().playing);
});
