import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrivedOf, shiftTo } from '../model/sight.js';
import { initialState } from '../model/state.js';

const SEEN = { top: 50, bottom: 600 };

test('what is in sight moves nothing; what is hidden is shown, and its beginning before its end', () => {
  assert.equal(shiftTo({ top: 400, bottom: 600 }, SEEN), 0);
  assert.equal(shiftTo({ top: 550, bottom: 640 }, SEEN), 40);
  assert.equal(shiftTo({ top: 700, bottom: 2000 }, SEEN), 650);
  assert.equal(shiftTo({ top: 20, bottom: 90 }, SEEN), -30);
});

const ask = { id: 'q', question: '?', choices: ['x', 'y'], cluster: 'c' };
/** @param {any} more */
const state = (more) => /** @type {any} */ ({ ...initialState(), course: { id: 'g', pages: [{ number: 1, ask }, { number: 2 }] }, place: { kind: 'lesson', id: 'g', page: 1 }, ...more });
/** @param {boolean} said */
const given = (said) => new Map([['q', { choice: 1, answer: said ? { right: true, because: 'so' } : null }]]);
const check = (edits = 0, passed = false) => ({ checked: { edits, passed } });

test('a page, a reason and what a check says of a try arrive once', () => {
  assert.equal(arrivedOf(state({ place: { kind: 'lesson', id: 'g', page: 2 } }), state({})), 'page');
  assert.equal(arrivedOf(state({ place: { kind: 'lesson', id: 'g', page: 1 } }), state({})), null);
  assert.equal(arrivedOf(state({ given: given(true) }), state({ given: given(false) })), 'reason');
  assert.equal(arrivedOf(state({ given: given(true) }), state({ given: given(true) })), null);
  assert.equal(arrivedOf(state({ given: given(false) }), state({})), null);
});

test('the first check of a copy is no answer to a try, nor is the same told again', () => {
  assert.equal(arrivedOf(state(check()), state({})), null);
  assert.equal(arrivedOf(state(check()), state(check())), null);
  assert.equal(arrivedOf(state(check(1)), state(check())), 'check');
  assert.equal(arrivedOf(state(check(1, true)), state(check(1))), 'check');
});
