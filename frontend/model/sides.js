import { isSchoolOpen } from './lessons.js';

/** @typedef {{left: number|null, right: number|null, leftFolded: boolean, rightFolded: boolean}} Sides widths in CSS px; null: as the window's size asks */

export const RAIL = 52;
/** @type {Readonly<Record<'left'|'right', readonly [number, number]>>} */
export const LIMITS = Object.freeze({ left: [RAIL, 420], right: [300, 560] });
/** Narrower than this, the left side is a rail. */
const FOLDS = 140;

/** @type {Readonly<Sides>} */
export const USUAL_SIDES = Object.freeze({ left: null, right: null, leftFolded: false, rightFolded: false });

/**
 * How wide a side is when nobody has dragged it.
 * @param {number} window width in CSS px
 * @returns {{left: number, right: number}}
 */
export function usualWidths(window) {
  if (window >= 1920) return { left: 300, right: 460 };
  return window > 1340 ? { left: 256, right: 388 } : { left: 220, right: 340 };
}

/**
 * Sides within their limits; a left side dragged very narrow folds.
 * @param {Sides} sides
 * @returns {Sides}
 */
export function bounded({ left, right, leftFolded, rightFolded }) {
  const within = (/** @type {number|null} */ w, /** @type {readonly [number, number]} */ [least, most]) =>
    (w === null ? null : Math.round(Math.min(most, Math.max(least, w))));
  const narrow = left !== null && left < FOLDS;
  return { left: narrow ? null : within(left, LIMITS.left), right: within(right, LIMITS.right), leftFolded: leftFolded || narrow, rightFolded };
}

/**
 * What is seen of the sides.
 * @param {Sides} sides
 * @param {number} window width in CSS px
 * @returns {{left: number, right: number}}
 */
export function widthsOf(sides, window) {
  const usual = usualWidths(window);
  return { left: sides.leftFolded ? RAIL : (sides.left ?? usual.left), right: sides.rightFolded ? RAIL : (sides.right ?? usual.right) };
}

/**
 * Reads sides that a browser kept; what makes no sense counts as never said.
 * @param {string|null} text
 * @returns {Sides}
 */
export function readSides(text) {
  try {
    const kept = JSON.parse(text ?? '{}');
    const width = (/** @type {unknown} */ w) => (typeof w === 'number' && Number.isFinite(w) ? w : null);
    return bounded({ left: width(kept?.left), right: width(kept?.right), leftFolded: kept?.leftFolded === true, rightFolded: kept?.rightFolded === true });
  } catch {
    return USUAL_SIDES;
  }
}

/**
 * Whether a pressed tab folds the right side: beside a lesson, the one that is open already.
 * @param {import('./state.js').Tab} tab
 * @param {Pick<import('./state.js').State, 'tab'|'sides'|'shelf'|'place'|'greeting'>} state
 */
export const foldsWith = (tab, state) => isSchoolOpen(state) && !state.sides.rightFolded && tab === state.tab;
