import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createScreen } from '../model/screen.js';
import { runEffects } from '../model/effects.js';
import { reduce } from '../model/reducer.js';
import { initialState } from '../model/state.js';
import { createStore } from '../model/store.js';
import { bounded, readSides, widthsOf } from '../model/sides.js';

const settled = () => new Promise((done) => setImmediate(done));

test('a part of the page is drawn when what it shows has changed, and no other', () => {
  const store = createStore(reduce, initialState());
  /** @type {(() => void)[]} */ const frames = [];
  const screen = createScreen(store, (act) => frames.push(act));
  /** @type {string[]} */ const drawn = [];
  screen.show((s) => [s.probe], () => drawn.push('probe'));
  screen.show((s) => [s.trace, s.cursor], () => drawn.push('stage'));
  const frame = () => frames.splice(0).forEach((act) => act());
  frame();
  assert.deepEqual(drawn.splice(0), ['probe', 'stage']);
  for (const to of ['a', 'ab', 'abc']) store.dispatch({ type: 'probeChanged', patch: { to } });
  assert.equal(frames.length, 1, 'one picture for three letters');
  frame();
  assert.deepEqual(drawn.splice(0), ['probe']);
  store.dispatch({ type: 'noticed', notice: 'x' });
  frame();
  assert.deepEqual(drawn, []);
});

test('a part that throws does not keep the others from being drawn', () => {
  const store = createStore(reduce, initialState());
  /** @type {unknown[]} */ const failed = [];
  const screen = createScreen(store, () => {}, { failed: (e) => failed.push(e) });
  let drawn = 0;
  screen.show((s) => [s.probe], () => { throw new Error('mine'); });
  screen.show((s) => [s.probe], () => { drawn++; });
  screen.draw();
  assert.deepEqual([drawn, failed.length], [1, 1]);
});

test('in a hurry heavy parts take turns, and each shows the newest state', () => {
  const store = createStore(reduce, initialState());
  /** @type {(() => void)[]} */ const frames = [];
  const screen = createScreen(store, (act) => frames.push(act), { hurried: (s) => s.probe.to.startsWith('q') });
  /** @type {string[]} */ const drawn = [];
  screen.show((s) => [s.probe], (s) => drawn.push(`foot ${s.probe.to}`), { heavy: true });
  screen.show((s) => [s.probe], (s) => drawn.push(`line ${s.probe.to}`));
  screen.show((s) => [s.probe], (s) => drawn.push(`stage ${s.probe.to}`), { heavy: true });
  const frame = (/** @type {string|null} */ to) => {
    if (to !== null) store.dispatch({ type: 'probeChanged', patch: { to } });
    frames.splice(0).forEach((act) => act());
    return drawn.splice(0);
  };
  assert.deepEqual(frame('a'), ['foot a', 'line a', 'stage a']);
  assert.deepEqual(frame('q1'), ['foot q1', 'line q1']);
  assert.deepEqual(frame(null), ['stage q1']);
  assert.deepEqual(frame(null), []);
  assert.deepEqual(frame('q2'), ['foot q2', 'line q2']);
  assert.deepEqual(frame('b'), ['foot b', 'line b', 'stage b']);
});

test('an effect is asked once for a key, and stopped when something else is wanted', async () => {
  const store = createStore(reduce, initialState());
  /** @type {{want: string, signal: AbortSignal, answer: (action: any) => void}[]} */ const asked = [];
  runEffects(store, {
    info: {
      wants: (s) => (s.notice === '' ? null : { key: s.notice, of: s.notice }),
      ask: (want, signal) => new Promise((answer) => { asked.push({ want, signal, answer }); }),
    },
  }, (_, e) => assert.fail(String(e)));
  store.dispatch({ type: 'noticed', notice: 'a' });
  store.dispatch({ type: 'speedChosen', speed: 2 });
  assert.equal(asked.length, 1);
  store.dispatch({ type: 'noticed', notice: 'b' });
  assert.deepEqual(asked.map((x) => [x.want, x.signal.aborted]), [['a', true], ['b', false]]);
  asked[0].answer({ type: 'failed', message: 'late' });
  asked[1].answer({ type: 'failed', message: 'new' });
  await settled();
  assert.equal(store.get().failure, 'new');
});

test('an effect that fails says so, and is not asked again by itself', async () => {
  const store = createStore(reduce, initialState());
  let asked = 0;
  /** @type {string[]} */ const failed = [];
  runEffects(store, { info: { wants: (s) => (s.notice === '' ? null : { key: s.notice, of: null }), ask: async () => { asked++; throw new Error('no'); } } },
    (name) => failed.push(name));
  store.dispatch({ type: 'noticed', notice: 'a' });
  await settled();
  for (const speed of [2, 4, 1]) store.dispatch({ type: 'speedChosen', speed });
  await settled();
  assert.deepEqual([asked, failed], [1, ['info']]);
});

test('sides stay within their limits, and a left side dragged very narrow folds', () => {
  const sides = (/** @type {object} */ patch) => bounded({ left: null, right: null, leftFolded: false, rightFolded: false, ...patch });
  assert.deepEqual([sides({ left: 900 }).left, sides({ right: 20 }).right, sides({ left: 300.4 }).left], [420, 300, 300]);
  assert.ok(sides({ left: 60 }).leftFolded);
  assert.deepEqual(widthsOf(sides({}), 1440), { left: 256, right: 388 });
  assert.deepEqual(widthsOf(sides({}), 1280), { left: 220, right: 340 });
  assert.deepEqual(widthsOf(sides({ leftFolded: true }), 2560), { left: 52, right: 460 });
  for (const text of ['{', 'null', '[]', '{"left":"x","right":1e999}', null]) assert.deepEqual(readSides(text), sides({}), String(text));
  assert.deepEqual(readSides('{"right":410,"rightFolded":true}'), sides({ right: 410, rightFolded: true }));
});
