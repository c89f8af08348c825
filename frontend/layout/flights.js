import { lengthOf, pillBoxes } from './traffic.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./shapes.js').Point} Point */
/** @typedef {import('./shapes.js').Box} Box */
/** @typedef {{points: Point[], upTo: number[], length: number, hidden: Box[]}} Way `upTo`: its length as far as each point; `hidden`: where texts stand that nothing is drawn over */

/**
 * The way of a new connection to a Service: from the client into its node's stack, whose rules choose, and on to the pod. A pod that is not there is not
 * reached; the way then ends in its node's stack, or in the client's.
 * @param {Scene} scene
 * @param {{from: string, pod: string|null, node: string|null}} ends
 * @param {boolean} far whether machines stand for what is on them
 * @param {Box[]} [pills] those of the scene, as they are drawn
 * @returns {Way|null}
 */
export function wayOf(scene, { from, pod, node }, far, pills = []) {
  const { wiring, owner, machines } = scene;
  const home = owner.get(from) ?? from;
  const there = (pod === null ? null : owner.get(pod)) ?? node ?? home;
  const stops = far ? [`tile:${home}`, `tile:${there}`] : [`stack:${from}`, `stack:${home}`, ...(pod !== null && wiring.anchors.has(`stack:${pod}`) ? [`stack:${pod}`] : [`stack:${there}`])];
  const known = stops.filter((id) => wiring.anchors.has(id));
  if (known.length === 0) return null;
  const points = known.flatMap((id, i) => (i === 0 ? [] : wiring.route(known[i - 1], id)));
  const first = wiring.anchors.get(known[0]);
  const line = points.length > 0 ? points : first ? [{ x: first.x, y: first.y }] : [];
  return {
    points: line, upTo: line.map((_, i) => lengthOf(line.slice(0, i + 1))), length: lengthOf(line),
    hidden: far ? [] : [...machines.filter((m) => m.cue?.rules && (m.id === home || m.id === there)).map((m) => m.stack), ...pills.filter((p) => meets(line, p))],
  };
}

/** @param {import('./scene.js').Scene} scene @param {import('./shapes.js').Look} look @returns {Box[]} pills that have a text */
export const namedPills = (scene, look) => pillBoxes(scene, look).filter((p) => p.w > 20);

/** Whether a line of straight runs, along or across, comes through a box. @param {Point[]} line @param {Box} box */
const meets = (line, { x, y, w, h }) => line.some((b, i) => {
  const a = line[Math.max(0, i - 1)];
  return Math.min(a.x, b.x) <= x + w && Math.max(a.x, b.x) >= x && Math.min(a.y, b.y) <= y + h && Math.max(a.y, b.y) >= y;
});

/**
 * Where something is on a way.
 * @param {Way} way
 * @param {number} share 0 … 1
 * @returns {Point|null} null where nothing is drawn
 */
export function pointOn({ points, upTo, length, hidden }, share) {
  const at = length * Math.min(1, Math.max(0, share));
  let i = 1;
  while (i < points.length - 1 && upTo[i] < at) i++;
  const [a, b] = [points[Math.max(0, i - 1)], points[i] ?? points[0]];
  const part = (upTo[i] ?? 0) - (upTo[i - 1] ?? 0);
  const done = part > 0 ? (at - upTo[i - 1]) / part : 1;
  const p = { x: a.x + (b.x - a.x) * done, y: a.y + (b.y - a.y) * done };
  return share < 1 && hidden.some((h) => p.x >= h.x && p.x <= h.x + h.w && p.y >= h.y && p.y <= h.y + h.h) ? null : p;
}
