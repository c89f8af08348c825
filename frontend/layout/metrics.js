/**
 * Distances of the drawing in world units; one unit is one CSS pixel at zoom 1. They are those of a wide window; `NARROW` has those of
 * a phone, and what is drawn knows which of the two it stands on.
 */
export const M = Object.freeze({
  narrow: /** @type {boolean} */ (false),
  margin: 14,
  /** What stands over the machines, with their margin, beside the gap between rows that a cell has already. */
  over: 118,
  /** How wide a machine counts at least when its level of detail is chosen: how large its letters are, which are the same in both forms. */
  near: 0,
  machine: { gap: 24, inset: 13, top: 15, foot: 12, minW: 372, stretch: 1.45 },
  band: { head: 48, pad: 10 },
  stack: { row: 18.5, h: 92, hook: 24, beside: 30, legGap: 26, text: 9 },
  /** From the corridor to a pod's own way, where the corridor is at the left. */
  aside: 0,
  /** From the lines of the corridor to the place above the stack where a packet waits. */
  upper: 14,
  tunnel: 34,
  hostPod: { h: 40, gap: 8, minW: 118 },
  bar: { h: 30, rail: 22, foot: 22, between: 18, minW: 250, turn: 12, routed: 16 },
  veth: 44,
  pod: { w: 167, gap: 12, most: 230, head: 80, station: 25, pill: 90, card: 23, step: 28, foot: 8, cards: 4 },
  /** Between rows of pods: room for their cables. */
  rows: { gap: 40, lane: 20, turn: 6 },
  pill: { h: 22, pad: 9 },
  nicStep: 168,
  router: { r: 38, top: -4, station: 13, pill: 43, room: 330, step: 172, text: 52, card: 74 },
  outside: { w: 276, h: 76, gap: 16, sockets: 88, station: 16, turn: 40, token: 40 },
  ghost: { w: 236, h: 58, gap: 12 },
  rail: { drop: 35, above: 24, level: 30, lead: 16 },
  rowGap: 46,
  road: 18,
  lane: 5,
});

/**
 * @template T
 * @typedef {{[K in keyof T]: T[K] extends number ? number : T[K]}} Numbers
 */
/** @typedef {Numbers<typeof M>} Metrics */

/** The corridor is at the left of each machine, what is written stands at its right, and a pod has two lines of text. @type {Metrics} */
export const NARROW = Object.freeze({
  ...M,
  narrow: true,
  margin: 8,
  over: 92,
  near: 460,
  upper: 10,
  machine: { gap: 6, inset: 7, top: 14, foot: 8, minW: 150, stretch: 2.4 },
  band: { head: 38, pad: 8 },
  stack: { ...M.stack, h: 72, beside: 22, legGap: 12 },
  aside: 36,
  hostPod: { h: 34, gap: 6, minW: 84 },
  bar: { h: 26, rail: 12, foot: 23, between: 8, minW: 72, turn: 12, routed: 12 },
  veth: 34,
  pod: { ...M.pod, pill: 74, w: 74, gap: 8, most: 400, head: 50, station: 23, step: 24, foot: 6, cards: 1 },
  rows: { gap: 36, lane: 20, turn: 6 },
  nicStep: 84,
  router: { r: 31, top: 3, station: 8, pill: 38, room: 240, step: 92, text: 39, card: 43 },
  outside: { w: 132, h: 62, gap: 8, sockets: 36, station: 41, turn: 52, token: 26 },
  ghost: { w: 178, h: 44, gap: 8 },
  rail: { drop: 25, above: 13, level: 24, lead: 10 },
  rowGap: 34,
});

/** A line of a hook, of its letters. */
export const HOOK_LINE = 1.25;
/** Stacks do not grow beyond this for hooks that are seen from far. */
const TALLEST = 36;

/**
 * How high the line of a hook has to be so that its letters are read at a zoom.
 * @param {number} k
 * @returns {number} 0 where it would be too high
 */
export function hookFor(k) {
  const line = (12 * HOOK_LINE) / k;
  return line <= TALLEST ? line : 0;
}
