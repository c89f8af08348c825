import { M } from './metrics.js';

/** @typedef {import('./pod.js').Box} Box */
/** @typedef {Box & {hook: string}} HookTag */

const CHAR = 7.4;

/** Beside the line that goes down through the stack. */
const LEFT = M.band.lineX - M.band.stackX + 12;

/**
 * Rows of tags for the netfilter hooks that have rules, in the order in which the kernel knows them.
 * @param {string[]} hooks
 * @returns {{hook: string, x: number, w: number, row: number}[]}
 */
function rowsOf(hooks) {
  let x = LEFT;
  let row = 0;
  return hooks.map((hook) => {
    const w = Math.round(hook.length * CHAR + 10);
    if (x + w > M.band.stackW - 6) {
      x = LEFT;
      row++;
    }
    const tag = { hook, x, w, row };
    x += w + M.hook.gap;
    return tag;
  });
}

/**
 * How much taller a stack is for its tags.
 * @param {string[]|undefined} hooks
 * @returns {number}
 */
export function hooksHeight(hooks) {
  const tags = rowsOf(hooks ?? []);
  return tags.length === 0 ? 0 : (tags[tags.length - 1].row + 1) * M.hook.step + 4;
}

/**
 * @param {Box} stack
 * @param {string[]|undefined} hooks
 * @returns {HookTag[]} tags at the lower edge of the stack
 */
export function placeHooks(stack, hooks) {
  return rowsOf(hooks ?? []).map(({ hook, x, w, row }) => ({
    hook, x: stack.x + x, y: stack.y + M.band.stackH + row * M.hook.step, w, h: M.hook.h,
  }));
}
