import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOfNotice } from '../view/notices.js';

const stage = { left: 380, right: 1228, top: 100, bottom: 550 };
const lanes = { left: 380, right: 1228, top: 592, bottom: 720 };

test('a notice stands under the lowest lane and beside the key', () => {
  const at = placeOfNotice({ lanes, lowest: 672, key: 1060, stage }, () => 38);
  assert.ok(at.left > lanes.left && at.left + at.width < 1060);
  assert.ok(at.top > 672 && at.top + 38 <= lanes.bottom);
});

test('where lanes or key leave no room it stands at the foot of the stage, and never over the packet above it', () => {
  for (const [lowest, key] of [[700, 1060], [640, 500]]) {
    const at = placeOfNotice({ lanes, lowest, key, stage }, () => 38);
    assert.ok(at.left >= stage.left && at.left + at.width <= stage.right && at.top > stage.bottom - 50 && at.top + 38 <= stage.bottom);
  }
});
