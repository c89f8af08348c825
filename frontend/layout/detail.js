import { M } from './metrics.js';

/** @typedef {'fleet'|'rack'|'node'|'pod'} Level `fleet` tiles, `rack` pods as dots, `node` bridges and veths, `pod` containers */
/**
 * How much is drawn at a zoom.
 * @typedef {object} Detail
 * @property {Level} level
 * @property {number} k zoom
 * @property {(px: number) => number} size of a font in world units: never under 12 px on the screen
 * @property {boolean} told whether routes and addresses are written: near by, and in large letters where there is room for them
 */

const SMALLEST = 12;
/** A level is left only when the size is so far beyond its border: at a border nothing flickers. */
const HYSTERESIS = 0.15;
/** Widths of a node on the screen at which the next level begins; one with many pods counts as no wider than `WIDEST`, as its letters are no larger. */
const WIDEST = 460;
const BORDERS = [20, 150, 320];
/** @type {Level[]} */
const ORDER = ['fleet', 'rack', 'node', 'pod'];

/**
 * @param {number} k zoom
 * @param {number} cell width of a machine's place in world units
 * @param {Level|null} [before] the level that was drawn last
 * @param {number} [least] smallest letters on the screen
 * @returns {Detail}
 */
export function detailAt(k, cell = M.machine.minW, before = null, least = SMALLEST) {
  const own = Math.min(WIDEST, Math.max(cell, M.machine.minW)) * k * (SMALLEST / least);
  const sizes = [cell * k, own, own];
  const at = (/** @type {number} */ i) => {
    const was = before === null ? -1 : ORDER.indexOf(before);
    const border = BORDERS[i] * (was < 0 ? 1 : was > i ? 1 - HYSTERESIS : 1 + HYSTERESIS);
    return sizes[i] >= border;
  };
  let level = 0;
  while (level < BORDERS.length && at(level)) level++;
  return { level: ORDER[level], k, size: (px) => Math.max(px, least / k), told: level >= 2 };
}

/**
 * The part of the world that can be seen.
 * @param {{x: number, y: number, k: number}} transform
 * @param {{w: number, h: number}} window
 * @param {number} margin in screen pixels
 */
export function visibleBox(transform, window, margin) {
  const { x, y, k } = transform;
  return {
    x: (-margin - x) / k, y: (-margin - y) / k,
    w: (window.w + 2 * margin) / k, h: (window.h + 2 * margin) / k,
  };
}

/**
 * @param {{x: number, y: number, w: number, h: number}} a
 * @param {{x: number, y: number, w: number, h: number}} b
 * @returns {boolean}
 */
export function overlaps(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/**
 * The transform that shows a box as large as the window allows.
 * @param {{x: number, y: number, w: number, h: number}} box
 * @param {{w: number, h: number}} window
 * @param {number} most greatest zoom
 */
export function fitTransform(box, window, most) {
  const k = Math.min(most, window.w / box.w, window.h / box.h);
  return { k, x: window.w / 2 - (box.x + box.w / 2) * k, y: window.h / 2 - (box.y + box.h / 2) * k };
}
