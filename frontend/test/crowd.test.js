import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crowdOf, drawCrowd } from '../view/stage/crowd.js';

const SIZE = { w: 240, h: 160 };
const OWN = { x: 10, y: 5, k: 0.02 };
const ALL = { x: -1e6, y: -1e6, w: 2e6, h: 2e6 };

globalThis.getComputedStyle = /** @type {any} */ (() => ({ color: 'calm', outlineColor: 'problem', borderTopColor: 'unready', borderBottomColor: 'unknown' }));

/** A canvas whose picture can be read, a pixel a letter; shapes fill the box they touch. */
function canvasOf() {
  const pixels = Array.from({ length: SIZE.w * SIZE.h }, () => '');
  let calls = 0;
  const fill = (/** @type {number} */ l, /** @type {number} */ t, /** @type {number} */ w, /** @type {number} */ h, /** @type {string} */ tone) => {
    calls++;
    for (let y = Math.max(0, Math.floor(t)); y < Math.min(SIZE.h, Math.ceil(t + h)); y++) {
      for (let x = Math.max(0, Math.floor(l)); x < Math.min(SIZE.w, Math.ceil(l + w)); x++) pixels[y * SIZE.w + x] = tone;
    }
  };
  /** @type {[number, number][]} */ let path = [];
  const context = {
    fillStyle: '', strokeStyle: '', setTransform() {},
    clearRect: (/** @type {number} */ l, /** @type {number} */ t, /** @type {number} */ w, /** @type {number} */ h) => fill(l, t, w, h, ''),
    fillRect(/** @type {number} */ l, /** @type {number} */ t, /** @type {number} */ w, /** @type {number} */ h) { fill(l, t, w, h, this.fillStyle); },
    strokeRect(/** @type {number} */ l, /** @type {number} */ t, /** @type {number} */ w, /** @type {number} */ h) { fill(l, t, w, h, this.strokeStyle); },
    beginPath() { path = []; }, moveTo(/** @type {number} */ x, /** @type {number} */ y) { path.push([x, y]); }, lineTo(/** @type {number} */ x, /** @type {number} */ y) { path.push([x, y]); },
    fill() {
      const [xs, ys] = [path.map(([x]) => x), path.map(([, y]) => y)];
      fill(Math.min(...xs), Math.min(...ys), Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys), this.fillStyle);
    },
  };
  return { canvas: /** @type {any} */ ({ width: 0, height: 0, getContext: () => context }), pixels, calls: () => calls };
}

/** @param {number} moment */
const sceneAt = (moment) => /** @type {any} */ ({
  machines: Array.from({ length: 400 }, (_, i) => ({
    x: (i % 20) * 520, y: Math.floor(i / 20) * 370, w: 480, h: 330, known: false, dots: 3, pods: [], slots: { x: 0, y: 0, cols: 1, dx: 1, dy: 1 },
    ready: (i * 7 + moment) % 90 !== 0, problems: (i * 3 + moment) % 70 === 0 ? 1 : 0,
  })),
});

test('tiles of which a few have another tone are drawn as all would be, and no others', () => {
  const one = canvasOf();
  let crowd = crowdOf(sceneAt(0));
  drawCrowd(one.canvas, crowd, { seen: ALL, own: OWN, size: SIZE, level: 'fleet', here: new Set() });
  for (let moment = 1; moment < 30; moment++) {
    crowd = crowdOf(sceneAt(moment), crowd);
    const before = one.calls();
    drawCrowd(one.canvas, crowd, { seen: ALL, own: OWN, size: SIZE, level: 'fleet', here: new Set() });
    assert.ok(one.calls() - before < 200, 'not all of 400');
    const anew = canvasOf();
    drawCrowd(anew.canvas, crowdOf(sceneAt(moment)), { seen: ALL, own: OWN, size: SIZE, level: 'fleet', here: new Set() });
    assert.deepEqual(one.pixels, anew.pixels, `moment ${moment}`);
  }
  const before = one.calls();
  drawCrowd(one.canvas, crowd, { seen: ALL, own: OWN, size: SIZE, level: 'fleet', here: new Set() });
  assert.equal(one.calls(), before, 'the same picture');
  drawCrowd(one.canvas, crowd, { seen: ALL, own: { ...OWN, x: 11 }, size: SIZE, level: 'fleet', here: new Set() });
  assert.ok(one.calls() - before > 400, 'elsewhere');
});
