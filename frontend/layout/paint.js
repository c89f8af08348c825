import { paintGhost } from './kinds/ghost.js';
import { paintMachine, paintMachinePills } from './kinds/machine.js';
import { paintOutside, paintOutsidePills } from './kinds/outside.js';
import { paintRouter, paintRouterPills } from './kinds/router.js';
import { paintSegment } from './kinds/segment.js';
import { paintZones } from './kinds/zone.js';
import { line } from './shapes.js';
import { M } from './metrics.js';
import { censusOf } from './zones.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./graph.js').Wire} Wire */
/** @typedef {import('./shapes.js').Figure} Figure */
/** @typedef {import('./shapes.js').Look} Look */
/** @typedef {import('./kinds/machine.js').MachineBox} MachineBox */

/**
 * A machine with its own wires, in the order in which it is drawn.
 * @param {MachineBox} m
 * @param {Look} look
 * @param {Wire[]} wires
 * @returns {Figure[]}
 */
export function machineFigures(m, look, wires) {
  const figures = paintMachine(m, look);
  if (look.level === 'fleet' || look.level === 'rack') return figures;
  const first = figures.findIndex((f) => f.cls === 'stack');
  const cables = wires.map((w) => wireFigure(w, m.wiring, m.m)).filter((f) => f !== null);
  return first < 0 ? [...figures, ...cables] : [...figures.slice(0, first), ...cables, ...figures.slice(first)];
}

/** @param {Scene} scene @param {Look} look @returns {Figure[]} what stands on top of the roads but under the pills */
export const routerFigures = (scene, look) =>
  [...scene.ghosts.flatMap((g) => paintGhost(g, look)), ...scene.outside.flatMap((o) => paintOutside(o, look)), ...scene.routers.flatMap((r) => paintRouter(r, look))];

/** @param {Scene} scene @param {Look} look @returns {Figure[]} */
export const segmentFigures = (scene, look) => [...zoneFigures(scene, look), ...scene.segments.flatMap((s) => paintSegment(s, look))];

/** @param {MachineBox} [m] */
const isSick = (m) => m !== undefined && (m.problems > 0 || !m.ready);

/** @param {Scene} scene @param {Look} look @returns {Figure[]} */
function zoneFigures({ ground: { racks, plan }, machines, top }, look) {
  if (!racks?.zones) return [];
  const byId = new Map(machines.map((m) => [m.id, m]));
  const { counts, sick } = censusOf(racks.zones, plan.cells, (id) => isSick(byId.get(id)));
  return paintZones(racks, top, counts, sick, look);
}

/** @param {Scene} scene @param {MachineBox[]} machines @param {Look} look @returns {Figure[]} */
export const pillFigures = (scene, machines, look) =>
  [...machines.flatMap((m) => paintMachinePills(m, look)), ...scene.routers.flatMap((r) => paintRouterPills(r, look)),
    ...scene.outside.flatMap((o) => paintOutsidePills(o, look))];

const NONE = { cut: new Set(), down: new Set() };

/**
 * What is drawn of a wire: not what is inside a bar or a box. A cable can be taken hold of, and shows where it is cut.
 * @param {Wire} wire
 * @param {{cut: ReadonlySet<string>, down: ReadonlySet<string>}} [of] devices whose cable is cut, and those that are down
 * @param {import('./metrics.js').Metrics} [m] of the machine whose wire it is
 * @returns {Figure|null}
 */
export function wireFigure({ kind, points, a, b }, { cut, down } = NONE, m = M) {
  if (kind === 'inside' || kind === 'lo') return null;
  const own = kind === 'port' ? shortened(points, m) : points;
  const end = kind === 'veth' ? b : kind === 'nic' || kind === 'cable' ? a : undefined;
  const isCut = end !== undefined && (cut.has(a) || cut.has(b));
  return {
    key: `wire:${a}:${b}`, cls: `wire ${kind} ${isCut ? 'cut' : down.has(a) || down.has(b) ? 'down' : ''}`.trim(), ns: end && namespaceOf(end), dev: end,
    shapes: [...(end ? [/** @type {const} */ ({ t: 'path', cls: 'hit', d: line(own) })] : []), { t: 'path', cls: 'line', d: line(own) }, ...(isCut ? [crossOver(own)] : [])],
  };
}

/** Two strokes over the longest straight piece of a wire. @param {import('./shapes.js').Point[]} points @returns {import('./shapes.js').Path} */
function crossOver(points) {
  const length = (/** @type {number} */ i) => Math.hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  let longest = 1;
  for (let i = 2; i < points.length; i++) if (length(i) > length(longest)) longest = i;
  const x = (points[longest].x + points[longest - 1].x) / 2;
  const y = (points[longest].y + points[longest - 1].y) / 2;
  return { t: 'path', cls: 'cross', d: `M${x - 6},${y - 6}l12,12M${x + 6},${y - 6}l-12,12` };
}

/** A port's cable ends at the lower edge of its bar. @param {import('./shapes.js').Point[]} points @param {import('./metrics.js').Metrics} m */
function shortened(points, m) {
  const last = points[points.length - 1];
  return [...points.slice(0, -1), { x: last.x, y: last.y + m.bar.h - m.bar.rail }];
}

/** @param {string} device @returns {string} */
const namespaceOf = (device) => device.slice(0, device.lastIndexOf('/'));

