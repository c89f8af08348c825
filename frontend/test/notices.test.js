import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOfNotice } from '../view/notices.js';

const strip = { left: 380, right: 1228, top: 52, bottom: 100 };
const lanes = { left: 380, right: 1228, top: 592, bottom: 720 };

test('a notice stands under the lowest lane and beside the key', () => {
  const at = placeOfNotice({ lanes, lowest: 672, key: 1060, strip }, () => 38);
  assert.ok('left' in at && at.left > lanes.left && at.left + at.width < 1060);
  assert.ok(at.top > 672 && at.top + 38 <= lanes.bottom);
});

test('where lanes or key leave no room it stands in the row with the packet', () => {
  for (const [lowest, key] of [[700, 1060], [640, 500]]) {
    const at = placeOfNotice({ lanes, lowest, key, strip }, () => 38);
    assert.ok('right' in at && at.right <= strip.right && at.top >= strip.top && at.top + 38 <= strip.bottom);
  }
});
