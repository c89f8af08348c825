import { coloursOf } from './colours.js';
import { cleared } from './crowd.js';

/** @typedef {import('./crowd.js').Crowd} Crowd */
/** @typedef {{x: number, y: number, w: number, h: number}} Box */

const SIZE = { w: 150, h: 104 };
const PAD = 4;

/**
 * Where one is in a world of which only a part is seen: all machines in small, with a frame round what is seen. A click goes there.
 * @param {HTMLElement} frame
 * @param {(x: number, y: number) => void} go to a place of the world
 */
export function createMinimap(frame, go) {
  const canvas = frame.appendChild(document.createElement('canvas'));
  canvas.className = 'minimap';
  canvas.hidden = true;
  canvas.setAttribute('aria-hidden', 'true');
  let scale = { k: 1, x: 0, y: 0 };
  const at = (/** @type {PointerEvent} */ e) => go((e.offsetX - scale.x) / scale.k, (e.offsetY - scale.y) / scale.k);
  canvas.addEventListener('pointerdown', (e) => {
    e.stopPropagation();
    canvas.setPointerCapture(e.pointerId);
    at(e);
  });
  canvas.addEventListener('pointermove', (e) => {
    if (e.buttons > 0) at(e);
  });

  return {
    /**
     * @param {Crowd} crowd
     * @param {{w: number, h: number}} world
     * @param {Box} seen
     */
    draw(crowd, world, seen) {
      const needless = seen.w * seen.h > world.w * world.h * 0.7;
      if (canvas.hidden !== needless) canvas.hidden = needless;
      if (needless) return;
      const k = Math.min((SIZE.w - 2 * PAD) / world.w, (SIZE.h - 2 * PAD) / world.h);
      scale = { k, x: (SIZE.w - world.w * k) / 2, y: (SIZE.h - world.h * k) / 2 };
      const context = cleared(canvas, SIZE);
      const { color, outlineColor } = coloursOf(canvas);
      context.fillStyle = color;
      for (let i = 0; i < crowd.boxes.length; i += 4) {
        const [x, y, w, h] = crowd.boxes.subarray(i, i + 4);
        context.fillRect(x * k + scale.x, y * k + scale.y, Math.max(1, w * k - 0.5), Math.max(1, h * k - 0.5));
      }
      context.strokeStyle = outlineColor;
      context.lineWidth = 2;
      const left = Math.max(1, seen.x * k + scale.x);
      const top = Math.max(1, seen.y * k + scale.y);
      context.strokeRect(left, top, Math.max(4, Math.min(SIZE.w - 1, (seen.x + seen.w) * k + scale.x) - left),
        Math.max(4, Math.min(SIZE.h - 1, (seen.y + seen.h) * k + scale.y) - top));
    },
  };
}
