import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crowdOf, drawCrowd } from '../view/stage/crowd.js';

const global = /** @type {any} */ (globalThis);

/** A canvas of a page; what is drawn for it, and asked of it, can be read. */
function canvasOf() {
  /** @type {string[]} */ const dots = [];
  /** @type {string[]} */ const asked = [];
  const pen = { setTransform() {}, clearRect() {}, strokeRect() {}, fillRect: () => dots.push(pen.fillStyle), fillStyle: '', strokeStyle: '' };
  global.OffscreenCanvas = class { getContext() { return pen; } transferToImageBitmap() { return 'picture'; } };
  global.getComputedStyle = () => ({ color: 'calm', outlineColor: 'problem', borderTopColor: 'unready', borderBottomColor: 'unknown', textDecorationColor: 'green', caretColor: 'blue' });
  const canvas = /** @type {any} */ ({ hidden: true, getContext: (/** @type {string} */ kind) => ({ transferFromImageBitmap: (/** @type {string} */ it) => asked.push(kind, it) }) });
  return { canvas, dots, asked };
}

/** @param {string[]} pods @param {boolean} ready @param {number} x */
const machine = (pods, ready, x) => /** @type {any} */ ({ x, y: 0, w: 100, h: 100, known: true, dots: 0, problems: 0, ready, pods: pods.map((id, i) => ({ id, x: i * 10, y: 0, w: 8, h: 8 })) });
const HOW = { seen: { x: 0, y: 0, w: 300, h: 100 }, own: { x: 0, y: 0, k: 0.05 }, size: { w: 300, h: 200 } };

test('a crowd is handed over as a whole: a canvas of the page that is drawn on is copied at each frame of a drag', () => {
  const { canvas, dots, asked } = canvasOf();
  const crowd = crowdOf(/** @type {any} */ ({ machines: [machine(['a', 'b'], true, 0)] }));
  drawCrowd(canvas, crowd, { ...HOW, level: 'rack', here: new Set(['b']) });
  assert.deepEqual(asked, ['bitmaprenderer', 'picture']);
  assert.deepEqual(dots, ['green', 'blue']);
  assert.deepEqual([canvas.hidden, canvas.width, canvas.height], [false, 300, 200]);
});

test('tiles are drawn again only where one has another tone, or they stand elsewhere', () => {
  const { canvas, asked } = canvasOf();
  const sceneOf = (/** @type {boolean} */ ready) => /** @type {any} */ ({ machines: [machine(['a'], true, 0), machine(['b'], ready, 120)] });
  let crowd = crowdOf(sceneOf(true));
  const pictures = (/** @type {boolean} */ ready, own = HOW.own) => {
    crowd = crowdOf(sceneOf(ready), crowd);
    drawCrowd(canvas, crowd, { ...HOW, own, level: 'fleet', here: new Set() });
    return asked.splice(0).length / 2;
  };
  assert.deepEqual([pictures(true), pictures(true), pictures(false), pictures(false), pictures(true)], [1, 0, 1, 0, 1]);
  assert.equal(pictures(true, { x: 1, y: 0, k: 0.05 }), 1);
  drawCrowd(canvas, crowd, { ...HOW, level: 'rack', here: new Set() });
  assert.equal(asked.splice(0).length, 2);
  assert.equal(pictures(true, { x: 1, y: 0, k: 0.05 }), 1, 'what stood there was another picture');
  canvas.hidden = true;
  assert.equal(pictures(true, { x: 1, y: 0, k: 0.05 }), 1, 'nothing was seen');
});
