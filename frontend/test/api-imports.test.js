import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '../api/imports.js';

const at = (/** @type {string} */ state, /** @type {object} */ more = {}) => /** @type {any} */ ({ id: 'i-1', state, total: 200, read: 0, ...more });

/** @param {object[]} answers */
function server(answers) {
  /** @type {number[]} */ const shares = [];
  /** @type {string[]} */ const cancelled = [];
  const on = {
    look: async () => /** @type {any} */ (answers.shift()),
    cancel: async (/** @type {string} */ id) => { cancelled.push(id); },
    read: (/** @type {number} */ share) => { shares.push(share); },
    failure: (/** @type {any} */ problem) => new Error(problem.detail),
    pause: async () => {},
  };
  return { on, shares, cancelled };
}

test('progress is told until the report is there', async () => {
  const { on, shares } = server([at('reading', { read: 50 }), at('opening', { read: 200 }), at('done', { report: { id: 'c-1' } })]);
  assert.deepEqual(await waitFor(at('waiting'), on), { id: 'c-1' });
  assert.deepEqual(shares, [0, 0.25, 1]);
});

test('a failed import throws what the server says', async () => {
  const { on } = server([at('failed', { problem: { detail: 'too large' } })]);
  await assert.rejects(waitFor(at('reading'), on), /too large/);
});

test('leaving cancels it', async () => {
  const leaving = new AbortController();
  const { on, cancelled } = server([at('reading')]);
  const pause = async () => { leaving.abort(); };
  await assert.rejects(waitFor(at('reading'), { ...on, pause, signal: leaving.signal }), /Stopped/);
  assert.deepEqual(cancelled, ['i-1']);
});
