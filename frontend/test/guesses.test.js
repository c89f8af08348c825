import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGuesses, stopsOf } from '../model/guesses.js';
import { reduce } from '../model/reducer.js';
import { initialState } from '../model/state.js';
import { createStore } from '../model/store.js';
import { walk } from './fixtures.js';

const MADE = [
  { id: 'q1', kind: 'route', stop: { seq: 4 }, question: 'Which way?', choices: ['a', 'b', 'c'] },
  { id: 'q2', kind: 'end', stop: { seq: 9 }, question: 'What comes?', choices: ['a', 'b', 'c'] },
];

/** A page that is asked, and a server that knows that the second choice is right. */
function page() {
  const store = createStore(reduce, initialState());
  /** @type {any[]} */
  const calls = [];
  /** @type {unknown[]} */
  const failures = [];
  const client = {
    /** @param {any} quiz */
    questions: async (quiz) => { calls.push(quiz); return { questions: MADE.map((q) => ({ ...q, question: `${q.question} ${store.get().lang}` })) }; },
    /** @param {any} quiz @param {string} id @param {number} choice */
    judge: async (quiz, id, choice) => {
      calls.push([quiz.seed, id, choice]);
      if (choice === 3) throw new Error('away');
      return { right: choice === 2, answer: 2, because: `because ${store.get().lang}` };
    },
  };
  const guesses = createGuesses(store, client, (e) => failures.push(e));
  store.dispatch({ type: 'traceArrived', trace: walk() });
  return { store, guesses, calls, failures };
}

test('a lookup is asked about before it is told, anything else before the step after it; acts before the walk count', () => {
  assert.deepEqual(stopsOf(walk(), MADE).map((s) => s.at), ['4', '10']);
  const acts = /** @type {any} */ ([{ kind: 'query', from: 0 }, { kind: 'own', from: 10_000_000 }]);
  assert.deepEqual(stopsOf({ ...walk(), acts }, MADE).map((s) => s.at), ['10000004', '10000010']);
});

test('what is right comes from the server, after the choice', async () => {
  const { store, guesses, calls, failures } = page();
  await guesses.turn(true);
  assert.deepEqual(store.get().stops.map((s) => s.question), ['Which way? en', 'What comes? en']);
  assert.equal(await guesses.answer('q1', 3), false);
  assert.equal(failures.length, 1);
  assert.equal(store.get().answers.size, 0, 'it can be answered again');
  assert.equal(await guesses.answer('q1', 1), true);
  assert.deepEqual(store.get().answers.get('q1'), { choice: 1, told: { right: false, answer: 2, because: 'because en' } });
  assert.equal(await guesses.answer('q1', 2), false, 'a guess is a guess');
  assert.equal(await guesses.answer('q9', 2), false);
  assert.deepEqual(calls.at(-1), [1, 'q1', 1]);
});

test('in the other language the same is asked, and what was answered stays so', async () => {
  const { store, guesses, calls } = page();
  await guesses.turn(true);
  await guesses.answer('q1', 2);
  const { quiz, stops, answers } = store.get();
  store.dispatch({ type: 'languageChosen', lang: 'zh' });
  store.dispatch({ type: 'traceArrived', trace: walk(), stay: true });
  await guesses.retell({ quiz, stops, answers });
  assert.equal(calls.findLast((c) => !Array.isArray(c)).seed, 1);
  assert.equal(store.get().stops[0].question, 'Which way? zh');
  assert.equal(store.get().answers.get('q1')?.told?.because, 'because zh');
});

test('a lesson has its own questions', () => {
  const { store, guesses } = page();
  store.dispatch({ type: 'guessChosen', on: true });
  assert.equal(guesses.wanted(), true);
  store.dispatch({ type: 'placeChosen', place: { kind: 'lesson', id: 'gateway', page: 1 } });
  assert.equal(guesses.wanted(), false);
});
