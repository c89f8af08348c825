import { headHeight, machineWidth, tallest } from './kinds/machine.js';
import { podHeight } from './kinds/pod.js';
import { hooksOf } from './kinds/stack.js';
import { M, NARROW, hookFor } from './metrics.js';
import { groupKey, partsOf } from './parts.js';
import { planOf } from './plan.js';
import { racksFor } from './racks.js';
import { placedInZones, zonesFor } from './zones.js';

/** @typedef {import('../model/types.js').Topology} Topology */
/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {{w: number, h: number}} Size */
/** @typedef {Size & {small?: boolean}} Frame `small`: that of a phone, or of a page that is as large as one */
/** @typedef {{machine: import('./kinds/machine.js').Machine, host: Namespace|null, parts: import('./parts.js').Parts|null, pods: Namespace[], guests: string[], fold?: import('./folds.js').Fold}} Place a machine with what is known of it;
 *   `guests`: pods that are not there before a walk brings them */
/**
 * What does not change before it is made to fit again.
 * @typedef {object} Ground
 * @property {import('./plan.js').Plan} plan
 * @property {import('./metrics.js').Metrics} m
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
    const guests = (topology.assumed ?? []).filter((g) => g.machine === machine.id && !byId.has(g.id)).map((g) => g.id);
    return [{ machine, host, pods, guests, parts: host && partsOf(host, pods) }];
  });
  const isBare = (/** @type {Place} */ p) => p.machine.kind === 'host' && p.pods.length === 0 && !p.host?.devices.some((d) => d.role === 'bridge');
  const full = all.filter((p) => !isBare(p));
  const own = new Set(full.flatMap((p) => p.host?.devices.map((d) => d.id) ?? []));
  const near = new Set(nets.filter((n) => n.members.some((id) => own.has(id))).flatMap((n) => n.members));
  const isOutside = (/** @type {Place} */ p) => full.length > 0 && isBare(p) && !p.host?.devices.some((d) => near.has(d.id));
  return { found: [...full, ...all.filter((p) => isBare(p) && !isOutside(p))], outside: all.filter(isOutside) };
}

/** So many machines have room beside or under one another in a small window. */
const FEW = 8;
/** A picture that is no wider is drawn as on a phone, though the page is large: one of two side by side. */
const HALF = 540;

/**
 * @param {Place[]} found
 * @param {Frame} frame
 * @returns {import('./metrics.js').Metrics} the form in which they are drawn
 */
export const metricsFor = (found, frame) => ((frame.small || frame.w < HALF) && found.length <= FEW && found.every((p) => p.parts !== null) ? NARROW : M);

/**
 * Whether there is, or will be, something under a machine's host.
 * @param {Place} place
 */
export const isPeopled = ({ pods, guests, fold }) => pods.length > 0 || guests.length > 0 || fold !== undefined;

/** With those who may come, so that nothing moves for them. @param {Place} place @returns {Place} */
function withGuests(place) {
  const { parts, guests } = place;
  if (!parts || guests.length === 0) return place;
  const most = parts.groups.reduce((a, b) => (b.pods.length > a.pods.length ? b : a));
  const coming = guests.map((id) => /** @type {Namespace} */ (/** @type {unknown} */ ({ id })));
  return { ...place, parts: { ...parts, groups: parts.groups.map((g) => (g === most ? { ...g, pods: [...g.pods, ...coming] } : g)) } };
}

/**
 * @param {Place[]} there
 * @param {Frame} whole
 * @param {Ground|null} before
 * @param {{more?: number, ghosts?: number}} [how] `more`: how much higher pods are than for what runs in them; `ghosts`: how much of the frame's height is taken
 * @returns {Ground}
 */
export function groundOf(there, whole, before, { more = 0, ghosts = 0 } = {}) {
  const m = before?.m ?? metricsFor(there, whole);
  const found = m.narrow ? there : there.map(withGuests);
  const frame = { w: whole.w, h: whole.h - ghosts };
  if (before) return grown(before, needsOf(found, m), frame);
  const usual = groundIn(found, frame, m, more);
  const hook = hookIn(usual, found);
  return hook > m.stack.hook ? groundIn(found, frame, { ...m, stack: { ...m.stack, hook } }, more) : usual;
}

/** @param {Ground} before @param {import('./plan.js').Need[]} needs @param {Size} frame @returns {Ground} with who came */
function grown(before, needs, frame) {
  const plan = planOf(before.plan, needs, frame, () => before.plan.cell, before.m);
  const { racks } = before;
  if (!racks?.zones) return { ...before, plan };
  const { zones, cells } = placedInZones(racks.zones, before.plan.cells, needs);
  return { ...before, plan: { ...plan, cells }, racks: zones === racks.zones ? racks : { ...racks, zones } };
}

/** By how much a scene may be higher than it was planned, with Services under it or a wire more. */
const HIGHER = 1.03;

/**
 * How high the line of a hook has to be in stacks, so that hooks are drawn where all machines stand in one row and are seen from farther away.
 * @param {Ground} usual
 * @param {Place[]} found
 * @returns {number} 0 where no hooks could be drawn
 */
function hookIn({ plan, m, racks }, found) {
  const hooks = Math.max(0, ...found.map((p) => (p.host && hooksOf(p.host.hooks)?.out.length) || 0));
  if (hooks === 0 || m.narrow || racks || plan.cells.length > plan.perRow) return 0;
  const zoom = (/** @type {number} */ hook) => Math.min(1, plan.frame.h / ((plan.cell.h + m.over + hooks * Math.max(0, hook - m.stack.hook)) * HIGHER), plan.frame.w / (plan.perRow * plan.cell.w));
  let hook = m.stack.hook;
  for (let i = 0; i < 3; i++) hook = hookFor(zoom(hook));
  return hook;
}

/** @param {Place[]} found @param {import('./metrics.js').Metrics} m @returns {import('./plan.js').Need[]} */
function needsOf(found, m) {
  return found.map(({ machine, parts, pods, guests }) => ({
    id: machine.id, zone: machine.zone, rack: machine.rack, count: m.narrow ? pods.length : Math.max(pods.length + guests.length, machine.pods ?? 0),
    groups: parts ? parts.groups.map((g) => ({ key: groupKey(g), pods: g.pods.map((p) => p.id) })) : [{ key: '', pods: [] }],
  }));
}

/**
 * @param {Place[]} found
 * @param {Size} frame
 * @param {import('./metrics.js').Metrics} m
 * @param {number} more
 * @returns {Ground}
 */
function groundIn(found, frame, m, more) {
  const needs = needsOf(found, m);
  const known = found.filter((p) => p.parts !== null);
  const podH = Math.max(podHeightOf(known, m), known.length < found.length ? m.pod.head + 2 * m.pod.step + m.pod.foot : 0) + more;
  const widthAt = (/** @type {number} */ cols) => known.reduce((w, p) => Math.max(w, machineWidth(/** @type {any} */ (p.parts), cols, m.pod.w + (rowsAt(p, cols) > 1 ? m.rows.lane : 0), m)),
    Math.max(m.machine.minW, found.length > known.length ? cols * (m.pod.w + m.pod.gap + m.rows.lane) + 2 * m.machine.inset : 0));
  const headAt = (/** @type {number} */ w) => known.reduce((h, p) => Math.max(h, headHeight(/** @type {any} */ (p.host), /** @type {any} */ (p.parts), w, m)), known.length < found.length ? 240 : 0);
  const noPods = needs.every((n) => n.count === 0) && found.every((p) => !p.fold);
  /** @type {Map<number, Size>} by pods side by side: a machine without its rows of pods */
  const heads = new Map();
  const sizeOf = (/** @type {number} */ cols, /** @type {number} */ rows) => {
    const bare = heads.get(cols) ?? bareSize(cols);
    const pods = noPods ? 0 : m.veth + rows * (podH + m.rows.gap) - m.rows.gap;
    return { w: bare.w + m.machine.gap, h: bare.h + pods + m.machine.foot + m.rowGap };
  };
  const bareSize = (/** @type {number} */ cols) => {
    const w = widthAt(cols);
    const bare = { w, h: headAt(w) };
    heads.set(cols, bare);
    return bare;
  };
  const usual = planOf(null, needs, frame, sizeOf, m);
  const rows = racksFor(found.length, usual.cell, frame);
  const zoned = rows && zonesFor(needs, usual.cell, frame);
  const plan = zoned ? { ...usual, cells: zoned.cells, isZoned: true } : usual;
  const racks = rows && zoned ? { ...rows, across: zoned.across, down: zoned.down, zones: zoned.zones } : rows;
  const machineW = racks ? plan.cell.w - m.machine.gap : stretched(plan, found.length, frame, m);
  const head = headAt(machineW);
  const most = known.reduce((n, p) => Math.max(n, rowsAt(p, plan.cols)), 1);
  const lanes = most > 1 || known.length < found.length || plan.capacity !== Infinity ? m.rows.lane : 0;
  return { plan, m, podH, podW: m.pod.w, head, machineW, racks, lanes, boxH: head + m.veth + most * (podH + m.rows.gap) - m.rows.gap + m.machine.foot };
}

/** How wide a machine counts when its level of detail is chosen. @param {Ground} ground */
export const nodeWidth = ({ machineW, m }) => Math.max(machineW, m.near);

/** @param {Place[]} known @param {import('./metrics.js').Metrics} m */
const podHeightOf = (known, m) => known.reduce((h, p) => Math.max(h, tallest(p.pods, m)), podHeight(/** @type {any} */ ({ pods: [], listeners: [] }), m));

/** @param {Place} p @param {number} cols */
const rowsAt = (p, cols) => Math.max(1, ...(p.parts?.groups.map((g) => Math.ceil(g.pods.length / cols)) ?? []));

/**
 * Where the height decides how large the picture is, machines take what is left of the width.
 * @param {import('./plan.js').Plan} plan
 * @param {number} count
 * @param {Size} frame
 * @param {import('./metrics.js').Metrics} m
 */
function stretched(plan, count, frame, m) {
  const natural = plan.cell.w - m.machine.gap;
  const rows = Math.max(1, Math.ceil(count / plan.perRow));
  const across = plan.perRow * plan.cell.w - m.machine.gap + 2 * m.margin;
  const k = Math.min(frame.w / across, frame.h / (rows * plan.cell.h + m.over));
  const spare = frame.w / k - across;
  return spare <= 0 ? natural : Math.min(natural + spare / plan.perRow, Math.max(natural, natural * m.machine.stretch));
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
