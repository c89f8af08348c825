import { shorten } from './metrics.js';

/**
 * How much is drawn at a zoom: `far` tiles with dots, `mid` boxes with names, `near` everything.
 * @typedef {object} Detail
 * @property {'far'|'mid'|'near'} level
 * @property {number} k zoom
 * @property {number} text size of ordinary text in world units
 * @property {number} small size of small text in world units
 * @property {number} title size of titles in world units
 */

const FAR_BELOW = 0.3;
const NEAR_FROM = 0.56;
const SMALLEST_ON_SCREEN = 11;

/**
 * Sizes for a zoom: text never gets smaller than 11 px on screen, instead it is shortened or left out.
 * @param {number} k
 * @returns {Detail}
 */
export function detailAt(k) {
  const level = k < FAR_BELOW ? 'far' : k < NEAR_FROM ? 'mid' : 'near';
  const least = SMALLEST_ON_SCREEN / k;
  return { level, k, text: Math.max(12.5, least), small: Math.max(11.5, least), title: Math.max(14, least * 1.1) };
}

/**
 * Cuts a text so that it fits, or gives up when too little would be left.
 * @param {string} text
 * @param {number} width in world units
 * @param {number} size font size in world units
 * @returns {string}
 */
export function fit(text, width, size) {
  const room = Math.floor(width / (size * 0.59));
  if (text.length <= room) return text;
  return room < 5 ? '' : shorten(text, room);
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
