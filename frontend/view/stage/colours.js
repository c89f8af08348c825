/** @typedef {Record<'color'|'outlineColor'|'borderTopColor'|'borderBottomColor'|'textDecorationColor'|'caretColor', string>} Colours what the style sheet says to a canvas */

/** @type {WeakMap<HTMLCanvasElement, {scheme: string, found: Colours}>} */
const known = new WeakMap();
const schemes = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'].map((query) => globalThis.matchMedia?.(query));

/**
 * The colours of a canvas. To ask for them makes the browser work out the style of the whole page, so they are asked for only where another scheme is chosen.
 * @param {HTMLCanvasElement} canvas
 * @returns {Colours}
 */
export function coloursOf(canvas) {
  const scheme = [globalThis.document?.documentElement.getAttribute('data-theme'), ...schemes.map((query) => query?.matches)].join(' ');
  const before = known.get(canvas);
  if (before?.scheme === scheme) return before.found;
  const { color, outlineColor, borderTopColor, borderBottomColor, textDecorationColor, caretColor } = getComputedStyle(canvas);
  const found = { color, outlineColor, borderTopColor, borderBottomColor, textDecorationColor, caretColor };
  known.set(canvas, { scheme, found });
  return found;
}
