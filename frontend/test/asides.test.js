import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAsides, orderOf } from '../model/asides.js';
import { besideOf } from '../model/compare.js';
import { reduce } from '../model/reducer.js';
import { initialState } from '../model/state.js';
import { createStore } from '../model/store.js';
import { article, walk } from './fixtures.js';

/** @type {any} */
const COURSE = { id: 'g', number: 1, part: 1, title: 'T', aim: 'A', minutes: 1, cluster: 'lesson.g', pages: [{ number: 1, kind: 'sort', say: 'a', show: {}, cluster: 'lesson.g.p1' }] };

function asides() {
  const store = createStore(reduce, initialState());
  /** @type {any[]} */
  const asked = [];
  const made = createAsides(store, {
    topology: async () => article(), trace: async () => walk(),
    sorted: async (lesson, body) => {
      asked.push([lesson, body]);
      return { right: false, placements: [{ item: 'a', placed: 'x', right: false, answer: 'y', because: 'no' }] };
    },
  }, (act) => act());
  store.dispatch({ type: 'placeChosen', place: { kind: 'lesson', id: 'g', page: 1 } });
  store.dispatch({ type: 'lessonArrived', course: COURSE });
  return { store, made, asked };
}

test('each placement is answered with all that were made; turning the page forgets them', async () => {
  const { store, made, asked } = asides();
  /** @type {any} */
  const sort = { id: 's', kind: 'classes', question: '?', bins: [{ id: 'x', name: 'X' }], items: [{ id: 'a', text: 'A' }, { id: 'b', text: 'B' }] };
  await made.place(sort, 'a', 'x');
  await made.place(sort, 'b', 'x');
  assert.deepEqual(asked, [['g', { question: 's', placed: { a: 'x' } }], ['g', { question: 's', placed: { a: 'x', b: 'x' } }]]);
  assert.equal(store.get().sorting.answer?.placements[0].because, 'no');
  store.dispatch({ type: 'pageTurned', page: 1, keep: false });
  assert.deepEqual(store.get().sorting, { placed: {}, order: [], answer: null });
});

test('an order is moved by places, and what was said of the old one is gone', async () => {
  const { store, made, asked } = asides();
  /** @type {any} */
  const sort = { id: 'o', kind: 'order', question: '?', items: [{ id: 'a', text: 'A' }, { id: 'b', text: 'B' }, { id: 'c', text: 'C' }] };
  await made.check(sort);
  assert.deepEqual(asked[0], ['g', { question: 'o', order: ['a', 'b', 'c'] }]);
  assert.ok(store.get().sorting.answer);
  made.move(sort, 'a', -1);
  assert.ok(store.get().sorting.answer, 'the first cannot go further up');
  made.move(sort, 'c', -1);
  assert.deepEqual([orderOf(sort, store.get().sorting), store.get().sorting.answer], [['a', 'c', 'b'], null]);
});

test('the left walk stands at its own stop when the right one does, and goes when the page is turned', async () => {
  const { store, made } = asides();
  const trace = walk();
  store.dispatch({ type: 'clusterOpened', id: 'lesson.g.p1.right', info: /** @type {any} */ ({}), topology: article() });
  const side = { name: 'left', cluster: 'lesson.g.p1.left', walk: { name: 'w', sent: true, probe: {} }, stop: { hop: trace.hops[0].id, step: 0, seq: 0 } };
  await made.keepLeft({ left: side, right: { ...side, name: 'right' }, facts: [] }, () => true);
  store.dispatch({ type: 'traceArrived', trace });
  assert.deepEqual([store.get().beside, store.get().pin?.sides], [true, ['left', 'right']]);
  const seq = trace.hops.flatMap((hop) => hop.steps).find((s) => s.level === 'story' && s.type === 'RouteLookup' && s.seq > 60)?.seq ?? -1;
  store.dispatch({ type: 'held', held: { seq, firm: false } });
  store.dispatch({ type: 'playheadMoved', seq, playing: false, source: 'lesson', jump: true });
  const own = besideOf(store.get())?.cursor ?? Infinity;
  assert.ok(own < seq, `${own} before ${seq}`);
  store.dispatch({ type: 'pageTurned', page: 1, keep: false });
  assert.deepEqual([store.get().beside, store.get().pin], [false, null]);
});
