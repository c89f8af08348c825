import { M } from '../../layout/metrics.js';
import { coloursOf } from './colours.js';

/** @typedef {import('../../layout/kinds/machine.js').MachineBox} MachineBox */
/** @typedef {import('../../layout/scene.js').Scene} Scene */
/** @typedef {{x: number, y: number, k: number}} Transform */
/**
 * All machines and pods as numbers: where they are, and how they are to be told apart.
 * @typedef {object} Crowd
 * @property {MachineBox[]} machines
 * @property {Float32Array} boxes four numbers a machine: x, y, width, height
 * @property {Uint8Array} tones a number a machine
 * @property {Map<number, number[]>} grid machines by square of the ground
 */
/** @typedef {{at: Float32Array, first: Uint32Array}} Dots `at`: two numbers a pod: its middle; `first`: the first dot of each machine, and one more */
/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {CanvasRenderingContext2D|OffscreenCanvasRenderingContext2D} Drawing */

export const TONE = Object.freeze({ calm: 0, problem: 1, unready: 2, unknown: 3 });
const SQUARE = 2048;
/** Coordinates stay below this many squares to a side, whatever is drawn. */
const ACROSS = 65_536;

/**
 * @param {Scene} scene
 * @param {Crowd|null} [before] of the scene before, with which it shares the ground's squares where all machines stand as they did
 * @returns {Crowd}
 */
export function crowdOf({ machines }, before = null) {
  const tones = Uint8Array.from(machines, (m) => (!m.ready ? TONE.unready : m.problems > 0 ? TONE.problem : TONE.calm));
  if (before && isStill(before, machines)) return { machines, boxes: before.boxes, tones, grid: before.grid };
  const boxes = new Float32Array(machines.length * 4);
  machines.forEach(({ x, y, w, h }, i) => boxes.set([x, y, w, h], i * 4));
  return { machines, boxes, tones, grid: gridOf(machines) };
}

/** @param {Crowd} before @param {MachineBox[]} machines */
const isStill = (before, machines) => before.machines.length === machines.length
  && before.machines.every((was, i) => was === machines[i] || (was.x === machines[i].x && was.y === machines[i].y && was.w === machines[i].w && was.h === machines[i].h));

/** @type {WeakMap<Crowd, Dots>} */
const known = new WeakMap();

/** The pods of a crowd, which nobody sees from afar. @param {Crowd} crowd @returns {Dots} */
export function dotsOf(crowd) {
  const before = known.get(crowd);
  if (before) return before;
  const { machines } = crowd;
  const total = machines.reduce((n, m) => n + Math.max(m.pods.length, m.known ? 0 : m.dots), 0);
  const dots = new Float32Array(total * 2);
  const first = new Uint32Array(machines.length + 1);
  let n = 0;
  machines.forEach((m, i) => {
    first[i] = n / 2;
    for (const p of m.pods) {
      dots[n++] = p.x + p.w / 2;
      dots[n++] = p.y + p.h / 2;
    }
    if (!m.known) {
      const { x, y, cols, dx, dy } = m.slots;
      for (let k = 0; k < m.dots; k++) {
        dots[n++] = x + (k % cols) * dx + M.pod.w / 2;
        dots[n++] = y + Math.floor(k / cols) * dy + 60;
      }
    }
  });
  first[machines.length] = n / 2;
  const found = { at: dots, first };
  known.set(crowd, found);
  return found;
}

/** @param {MachineBox[]} machines @returns {Map<number, number[]>} */
function gridOf(machines) {
  /** @type {Map<number, number[]>} */
  const grid = new Map();
  machines.forEach((m, i) => {
    for (const square of squaresOf(m)) {
      const list = grid.get(square);
      if (list) list.push(i);
      else grid.set(square, [i]);
    }
  });
  return grid;
}

/** @param {Box} box @returns {number[]} */
function squaresOf({ x, y, w, h }) {
  const squares = [];
  for (let i = Math.floor(x / SQUARE); i <= Math.floor((x + w) / SQUARE); i++) {
    for (let k = Math.floor(y / SQUARE); k <= Math.floor((y + h) / SQUARE); k++) squares.push(i * ACROSS + k);
  }
  return squares;
}

/**
 * @param {Crowd} crowd
 * @param {Box} seen
 * @returns {number[]} machines whose place touches a part of the world, each once
 */
export function within(crowd, seen) {
  const found = new Set();
  const own = squaresOf(seen);
  if (own.length > crowd.grid.size) for (const list of crowd.grid.values()) for (const i of list) found.add(i);
  else for (const square of own) for (const i of crowd.grid.get(square) ?? []) found.add(i);
  return [...found].filter((i) => {
    const [x, y, w, h] = crowd.boxes.subarray(i * 4, i * 4 + 4);
    return x < seen.x + seen.w && seen.x < x + w && y < seen.y + seen.h && seen.y < y + h;
  });
}

/**
 * Draws what is too small for boxes and letters: machines as tiles, pods as dots, however many there are. It is drawn beside the page and handed
 * over as a whole, as a browser without a GPU would copy a canvas that is drawn on at each frame of a drag, though nothing of it changes.
 * @param {HTMLCanvasElement} canvas whose style has the colours
 * @param {Crowd} crowd
 * @param {{seen: Box, own: Transform, size: {w: number, h: number}, level: 'fleet'|'rack', here: ReadonlySet<string>}} how `own`: from the
 *   world to the canvas' pixels
 */
export function drawCrowd(canvas, crowd, { seen, own, size, level, here }) {
  const { color, outlineColor, borderTopColor, borderBottomColor, textDecorationColor, caretColor } = coloursOf(canvas);
  const paint = [color, outlineColor, borderTopColor, borderBottomColor];
  const how = [globalThis.devicePixelRatio, own.x, own.y, own.k, size.w, size.h, ...paint].join(' ');
  const last = drawn.get(canvas);
  if (canvas.hidden) canvas.hidden = false;
  else if (level === 'fleet' && last?.how === how && isAlike(last.crowd, crowd)) return;
  const sheet = new OffscreenCanvas(1, 1);
  const context = cleared(sheet, size);
  const machines = within(crowd, seen);
  if (level === 'fleet') tiles(context, crowd, machines, own, paint);
  else dots(context, crowd, machines, own, [textDecorationColor, caretColor], here);
  canvas.width = sheet.width;
  canvas.height = sheet.height;
  /** @type {ImageBitmapRenderingContext} */ (canvas.getContext('bitmaprenderer')).transferFromImageBitmap(sheet.transferToImageBitmap());
  if (level === 'fleet') drawn.set(canvas, { how, crowd });
  else drawn.delete(canvas);
}

/** @type {WeakMap<HTMLCanvasElement, {how: string, crowd: Crowd}>} the tiles that a canvas shows, and how */
const drawn = new WeakMap();

/** Whether two crowds are the same tiles. @param {Crowd} one @param {Crowd} other */
const isAlike = (one, other) => one.boxes === other.boxes && one.tones.every((tone, i) => tone === other.tones[i]);

/**
 * @param {Drawing} context
 * @param {Crowd} crowd
 * @param {number[]} machines
 * @param {Transform} own
 * @param {string[]} paint by tone
 */
function tiles(context, { boxes, tones }, machines, { x, y, k }, paint) {
  for (let tone = 0; tone < paint.length; tone++) {
    context.fillStyle = paint[tone];
    context.strokeStyle = paint[tone];
    for (const i of machines) {
      if (tones[i] !== tone) continue;
      const [bx, by, bw, bh] = boxes.subarray(i * 4, i * 4 + 4);
      const [l, t] = [bx * k + x, by * k + y];
      const [w, h] = [Math.max(2, bw * k), Math.max(2, bh * k)];
      if (tone === TONE.unready) context.strokeRect(l + 1, t + 1, w - 2, h - 2);
      else if (tone === TONE.problem) {
        context.beginPath();
        context.moveTo(l + w / 2, t);
        context.lineTo(l + w, t + h / 2);
        context.lineTo(l + w / 2, t + h);
        context.lineTo(l, t + h / 2);
        context.fill();
      } else context.fillRect(l, t, w, h);
    }
  }
}

/**
 * @param {Drawing} context
 * @param {Crowd} crowd
 * @param {number[]} machines
 * @param {Transform} own
 * @param {[string, string]} paint of pods, and of those that are looked at
 * @param {ReadonlySet<string>} here
 */
function dots(context, crowd, machines, { x, y, k }, [calm, accent], here) {
  const { at, first } = dotsOf(crowd);
  const r = Math.max(0.8, Math.min(9, 42 * k));
  const side = r * 1.7;
  for (const i of machines) {
    const { pods } = crowd.machines[i];
    for (let d = first[i]; d < first[i + 1]; d++) {
      const pod = pods[d - first[i]];
      context.fillStyle = pod && here.has(pod.id) ? accent : calm;
      const [cx, cy] = [at[d * 2] * k + x, at[d * 2 + 1] * k + y];
      if (r < 3) {
        context.fillRect(cx - side / 2, cy - side / 2, side, side);
        continue;
      }
      context.beginPath();
      context.arc(cx, cy, r, 0, 7);
      context.fill();
    }
  }
}

/**
 * The same in SVG, for a saved picture: tiles as one path a tone, dots as strokes of no length with round ends, few bytes each.
 * @param {Crowd} crowd
 * @param {Box} seen
 * @param {'fleet'|'rack'} level
 * @returns {import('./svg.js').Tree[]}
 */
export function crowdTrees(crowd, seen, level) {
  const machines = within(crowd, seen);
  const box = (/** @type {number} */ i) => {
    const [x, y, w, h] = crowd.boxes.subarray(i * 4, i * 4 + 4);
    return `M${x.toFixed(1)},${y.toFixed(1)}h${w.toFixed(1)}v${h.toFixed(1)}h${(-w).toFixed(1)}z`;
  };
  if (level === 'fleet') {
    return Object.entries(TONE).map(([name, tone]) => (
      { name: 'path', attributes: { class: `tile ${name}`, d: machines.filter((i) => crowd.tones[i] === tone).map(box).join('') } }));
  }
  const { at: middle, first } = dotsOf(crowd);
  const at = (/** @type {number} */ d) => `M${middle[d * 2].toFixed(1)},${middle[d * 2 + 1].toFixed(1)}h.01`;
  const dotsIn = (/** @type {number} */ i) => Array.from({ length: first[i + 1] - first[i] }, (_, d) => at(first[i] + d)).join('');
  return [{ name: 'path', attributes: { class: 'dots', d: machines.map(dotsIn).join('') } }];
}

/**
 * @param {HTMLCanvasElement|OffscreenCanvas} canvas
 * @param {{w: number, h: number}} size in CSS pixels
 */
export function cleared(canvas, size) {
  const ratio = globalThis.devicePixelRatio || 1;
  const width = Math.round(size.w * ratio);
  const height = Math.round(size.h * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = /** @type {Drawing} */ (canvas.getContext('2d'));
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
