/** Distances of the drawing in world units; one unit is one CSS pixel at zoom 1. */
export const M = Object.freeze({
  pod: { w: 176, head: 72, pause: 30, card: 32, gap: 6, foot: 8 },
  pill: { h: 22, pad: 9, char: 6.9 },
  band: { inset: 12, head: 24, stackH: 64, stackW: 246, stackX: 128, lineX: 150, minW: 380 },
  hook: { h: 22, step: 26, gap: 4 },
  bar: { h: 38, legGap: 40, rail: 27, drop: 20, without: 28, firstW: 300, minW: 250, between: 18 },
  veth: 46,
  rowVeth: 34,
  gutter: 12,
  nicStep: 164,
  virtual: 34,
  lane: 10,
  port: 88,
  machineGap: 26,
  rowGap: 84,
  foot: 14,
  gateway: { r: 32, drop: 28, room: 330, step: 210 },
  segmentDrop: 44,
  level: 26,
  margin: 24,
  hostPod: { w: 158, h: 46, gap: 8 },
});

/** How many rows of pods still show the names of their ports; more rows hang from small jacks. */
export const NAMED_PORT_ROWS = 2;

/**
 * Width of a pill that holds a monospaced text.
 * @param {string} text
 * @returns {number}
 */
export const pillWidth = (text) => Math.max(34, Math.round(text.length * M.pill.char + 2 * M.pill.pad));

/**
 * Shortens a text in its middle, where generated names differ least.
 * @param {string} text
 * @param {number} max greatest number of characters, at least 3
 * @returns {string}
 */
export function shorten(text, max) {
  if (text.length <= max) return text;
  const tail = max < 12 ? 0 : 6;
  return text.slice(0, max - 1 - tail) + '…' + text.slice(text.length - tail);
}
