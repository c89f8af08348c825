import { besideLanes, hookBox, hookY, routesTake, showsHooks } from './kinds/stack.js';

/** @typedef {import('./shapes.js').Look} Look */
/** @typedef {import('./traffic.js').TagPlace} TagPlace */

/** Half of a packet beside the corridor, in units of its layer, and a little more. */
const TOKEN = 23;

/** How high a tag of one line is. @param {Pick<Look, 'size'>} look */
export const tagHeight = ({ size }) => Math.max(20, size(12) * 1.65);

/**
 * Where a stack with hooks says why a packet ends in it: over the next hook on its way, which it does not reach any more; from farther off,
 * where hooks are not drawn, at the left of the corridor, above or below the name that stands there.
 * @param {import('./kinds/stack.js').StackBox & {hooks: {}}} s
 * @param {number} y where the packet is
 * @param {import('./kinds/stack.js').Side} side that it passes
 * @param {Look} look
 * @returns {TagPlace|null} null where all of it is taken
 */
export function besideHooks(s, y, side, look) {
  const h = tagHeight(look);
  if (s.m.narrow || showsHooks(s, look)) {
    const rows = s.hooks[side].map((_, i) => i);
    const at = rows.reduce((best, i) => (Math.abs(hookY(s, i) - y) < Math.abs(hookY(s, best) - y) ? i : best), 0);
    const next = side === 'out' ? at - 1 : at + 1;
    const row = rows.includes(next) ? next : 2 * at - next;
    const { x, w } = hookBox(s, side, row, look);
    return { x, y: hookY(s, row) - h / 2, room: w, left: false };
  }
  const x = s.corridor - Math.max(s.m.stack.beside, TOKEN * Math.max(1, 0.8 / look.k)) - 2;
  const { left, floor } = routesTake(s, look);
  const [middle, line] = [s.y + s.h / 2, look.size(12) * 0.7];
  const free = left ? [[floor.left, s.y + s.h]] : [[s.y, middle - line], [middle + line, s.y + s.h]];
  const places = free.filter(([from, to]) => to - from >= h + 2).map(([from, to]) => {
    const top = Math.min(to - 1 - h, Math.max(from + 1, y - h / 2));
    return { x, y: top, room: x - s.x - 5, left: true, above: top - from - 1 };
  });
  return places.sort((a, b) => Math.abs(a.y + h / 2 - y) - Math.abs(b.y + h / 2 - y))[0] ?? null;
}

/**
 * What is said of what a hook did, beside its name, which is bold then.
 * @param {string[]} said the longest first
 * @param {string} hook
 * @param {import('./kinds/stack.js').StackBox} s
 * @param {Pick<Look, 'meter'|'size'|'k'>} look
 * @returns {string|null} none where nothing of it has room
 */
export function besideHook(said, hook, s, { meter, size, k }) {
  const width = (/** @type {string} */ text) => meter.width(text, 'strong', size(12));
  const room = s.w / 2 - besideLanes({ k }) - 8 - 21 - width(hook);
  return said.find((text) => width(text) <= room) ?? null;
}
