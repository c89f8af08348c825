import { SIGNS } from '../../model/cues.js';
import { rect, words } from '../shapes.js';

/** @typedef {import('../shapes.js').Look} Look */

/** How much room it takes of a pod's height. */
export const CUE = 30;
const H = 21;
const INSET = 8;

/** @param {Look} look */
const heightOf = (look) => Math.max(H, look.size(12) * 1.5);

/** Where it begins. @param {import('../shapes.js').Box} pod @param {Look} look */
export const cueTop = (pod, look) => pod.y + pod.h - heightOf(look) - 6;

/**
 * At a pod's lower edge: what it does at the moment that is shown, or the sign of it where words have no room.
 * @param {import('../shapes.js').Box} pod
 * @param {import('../../model/cues.js').Cue} cue
 * @param {Look} look
 * @returns {import('../shapes.js').Shape[]}
 */
export function paintCue(pod, cue, look) {
  const size = look.size(12);
  const h = heightOf(look);
  const box = { x: pod.x + INSET, y: cueTop(pod, look), w: pod.w - 2 * INSET, h };
  const sign = /** @type {Record<string, string>} */ (SIGNS)[cue.tone] ?? '';
  const room = box.w - 8;
  const all = `${sign} ${look.t(cue.key, ...cue.args)}`.trim();
  const text = sign !== '' && look.meter.width(all, 'strong', size) > room ? sign : all;
  return [rect(box, 'cue-box', 5), ...words(look, { x: pod.x + pod.w / 2, y: box.y + h / 2 + size * 0.35 }, text, { role: 'strong', cls: 'cue-words', anchor: 'middle', room })];
}
