import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldsWith, USUAL_SIDES } from '../model/sides.js';
import { initialState } from '../model/state.js';

test('beside a lesson the tab that is open folds the panel, and any other opens', () => {
  const lesson = { ...initialState(), tab: /** @type {const} */ ('step'), sides: { ...USUAL_SIDES, rightFolded: false }, place: { kind: /** @type {const} */ ('lesson'), id: 'localhost', page: 1 } };
  assert.equal(foldsWith('step', lesson), true);
  assert.equal(foldsWith('packet', lesson), false);
  assert.equal(foldsWith('step', { ...lesson, sides: { ...lesson.sides, rightFolded: true } }), false, 'a folded one opens');
  assert.equal(foldsWith('step', { ...lesson, place: null }), false, 'elsewhere a tab is only a tab');
});
