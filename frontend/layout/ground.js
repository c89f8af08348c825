import { headHeight, machineWidth, tallest } from './kinds/machine.js';
import { podHeight } from './kinds/pod.js';
import { M } from './metrics.js';
import { groupKey, partsOf } from './parts.js';
import { planOf } from './plan.js';
import { racksFor } from './racks.js';

/** @typedef {import('../model/types.js').Topology} Topology */
/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {{w: number, h: number}} Size */
/** @typedef {{machine: import('./kinds/machine.js').Machine, host: Namespace|null, parts: import('./parts.js').Parts|null, pods: Namespace[]}} Place a machine with what is known of it */
/**
 * What does not change before it is made to fit again.
 * @typedef {object} Ground
 * @property {import('./plan.js').Plan} plan
 * @property {number} podH
 * @property {number} podW
 * @property {number} head from a machine's upper edge to its pods' band
 * @property {number} machineW
 * @property {import('./racks.js').Racks|null} racks
 * @property {number} lanes room between pods for the cables of further rows
 * @property {number} boxH how high a machine with pods is at least
 */

/**
 * @param {Topology} topology
 * @param {Map<string, Namespace>} byId
 * @param {Map<string, Namespace[]>} podsOf
 * @param {import('./nets.js').Net[]} nets
 * @returns {{found: Place[], outside: Place[]}} bare machines of a network without Kubernetes stand behind the others, or outside where they share no wire with
 *   them; nodes keep their order
 */
export function placesOf(topology, byId, podsOf, nets) {
  const all = topology.machines.filter((m) => m.kind !== 'router').flatMap((machine) => {
    const host = byId.get(machine.id) ?? null;
    if (!host && !topology.summary) return [];
    const pods = podsOf.get(machine.id) ?? [];
    return [{ machine, host, pods, parts: host && partsOf(host, pods) }];
  });
  const isBare = (/** @type {Place} */ p) => p.machine.kind === 'host' && p.pods.length === 0 && !p.host?.devices.some((d) => d.role === 'bridge');
  const full = all.filter((p) => !isBare(p));
  const own = new Set(full.flatMap((p) => p.host?.devices.map((d) => d.id) ?? []));
  const near = new Set(nets.filter((n) => n.members.some((id) => own.has(id))).flatMap((n) => n.members));
  const isOutside = (/** @type {Place} */ p) => full.length > 0 && isBare(p) && !p.host?.devices.some((d) => near.has(d.id));
  return { found: [...full, ...all.filter((p) => isBare(p) && !isOutside(p))], outside: all.filter(isOutside) };
}

/**
 * @param {Place[]} found
 * @param {Size} frame
 * @param {Ground|null} before
 * @param {number} [more] how much higher pods are than for what runs in them
 * @returns {Ground}
 */
export function groundOf(found, frame, before, more = 0) {
  const needs = found.map(({ machine, parts, pods }) => ({
    id: machine.id, count: Math.max(pods.length, machine.pods ?? 0),
    groups: parts ? parts.groups.map((g) => ({ key: groupKey(g), pods: g.pods.map((p) => p.id) })) : [{ key: '', pods: [] }],
  }));
  if (before) return { ...before, plan: planOf(before.plan, needs, frame, () => before.plan.cell) };
  const known = found.filter((p) => p.parts !== null);
  const podH = Math.max(podHeightOf(known), known.length < found.length ? M.pod.head + 2 * M.pod.step + M.pod.foot : 0) + more;
  const widthAt = (/** @type {number} */ cols) => known.reduce((w, p) => Math.max(w, machineWidth(/** @type {any} */ (p.parts), cols, M.pod.w + (rowsAt(p, cols) > 1 ? M.rows.lane : 0))),
    Math.max(M.machine.minW, cols * (M.pod.w + M.pod.gap + (found.length > known.length ? M.rows.lane : 0)) + 2 * M.machine.inset));
  const headAt = (/** @type {number} */ w) => known.reduce((h, p) => Math.max(h, headHeight(/** @type {any} */ (p.host), /** @type {any} */ (p.parts), w)), known.length < found.length ? 240 : 0);
  const noPods = needs.every((n) => n.count === 0);
  const sizeOf = (/** @type {number} */ cols, /** @type {number} */ rows) => {
    const w = widthAt(cols);
    const pods = noPods ? 0 : M.veth + rows * (podH + M.rows.gap) - M.rows.gap;
    return { w: w + M.machine.gap, h: headAt(w) + pods + M.machine.foot + M.rowGap };
  };
  const plan = planOf(null, needs, frame, sizeOf);
  const racks = racksFor(found.length, plan.cell, frame);
  const machineW = racks ? plan.cell.w - M.machine.gap : stretched(plan, found.length, frame);
  const head = headAt(machineW);
  const most = known.reduce((n, p) => Math.max(n, rowsAt(p, plan.cols)), 1);
  const lanes = most > 1 || known.length < found.length || plan.capacity !== Infinity ? M.rows.lane : 0;
  return { plan, podH, podW: M.pod.w, head, machineW, racks, lanes, boxH: head + M.veth + most * (podH + M.rows.gap) - M.rows.gap + M.machine.foot };
}

/** @param {Place[]} known */
const podHeightOf = (known) => known.reduce((h, p) => Math.max(h, tallest(p.pods)), podHeight(/** @type {any} */ ({ pods: [], listeners: [] })));

/** @param {Place} p @param {number} cols */
const rowsAt = (p, cols) => Math.max(1, ...(p.parts?.groups.map((g) => Math.ceil(g.pods.length / cols)) ?? []));

/**
 * Where the height decides how large the picture is, machines take what is left of the width.
 * @param {import('./plan.js').Plan} plan
 * @param {number} count
 * @param {Size} frame
 */
function stretched(plan, count, frame) {
  const natural = plan.cell.w - M.machine.gap;
  const rows = Math.max(1, Math.ceil(count / plan.perRow));
  const across = plan.perRow * plan.cell.w - M.machine.gap + 2 * M.margin;
  const k = Math.min(frame.w / across, frame.h / (rows * plan.cell.h + 118));
  const spare = frame.w / k - across;
  return spare <= 0 ? natural : Math.min(natural + spare / plan.perRow, Math.max(natural, natural * 1.45));
}

/**
 * @param {Namespace[]} namespaces
 * @returns {Map<string, Namespace[]>} namespaces of pods and containers by machine
 */
export function groupPods(namespaces) {
  /** @type {Map<string, Namespace[]>} */
  const groups = new Map();
  for (const n of namespaces) {
    if ((n.kind !== 'pod' && n.kind !== 'container') || n.machine === null) continue;
    const group = groups.get(n.machine);
    if (group) group.push(n);
    else groups.set(n.machine, [n]);
  }
  return groups;
}
