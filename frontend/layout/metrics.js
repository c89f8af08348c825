/** Distances of the drawing in world units; one unit is one CSS pixel at zoom 1. */
export const M = Object.freeze({
  margin: 14,
  machine: { gap: 24, inset: 13, top: 15, foot: 12, minW: 372, mostW: 560 },
  band: { head: 48, pad: 10 },
  stack: { row: 18.5, h: 92, hook: 24, beside: 30, legGap: 26, text: 9 },
  /** From the lines of the corridor to the place above the stack where a packet waits. */
  upper: 14,
  tunnel: 34,
  hostPod: { h: 40, gap: 8, minW: 118 },
  bar: { h: 30, rail: 22, foot: 22, between: 18, minW: 250, turn: 12, routed: 16 },
  veth: 44,
  pod: { w: 167, gap: 12, most: 230, head: 74, station: 23, card: 23, step: 28, foot: 8, cards: 4 },
  /** Between rows of pods: room for their cables. */
  rows: { gap: 40, lane: 20, turn: 6 },
  pill: { h: 22, pad: 9 },
  nicStep: 168,
  router: { r: 38, pill: 43, room: 330, step: 172, text: 52, card: 74 },
  rail: { drop: 35, above: 24, level: 30, lead: 16 },
  rowGap: 46,
  road: 18,
  lane: 5,
});

