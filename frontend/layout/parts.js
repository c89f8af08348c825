import { M } from './metrics.js';
import { podHeight } from './pod.js';

/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('../model/types.js').Device} Device */
/** @typedef {{bridge: Device|null, pods: Namespace[], heights: number[], oneRow: boolean}} Group a bridge and what hangs from it */
/**
 * What a machine is made of, sorted by where it is drawn.
 * @typedef {object} Parts
 * @property {Device[]} nics devices with a cable to elsewhere
 * @property {Device[]} outer the same, but they are ports of a bridge: the IP stack is not behind them
 * @property {Device[]} virtual tunnels, and devices nothing hangs from
 * @property {Group[]} groups one for each bridge; one without when there is none
 */

/**
 * @param {Namespace} host
 * @param {Namespace[]} pods
 * @returns {Parts}
 */
export function partsOf(host, pods) {
  const inner = new Set(pods.flatMap((p) => p.devices.map((d) => d.peer)));
  const own = host.devices.filter((d) => d.role !== 'loopback' && d.role !== 'bridge' && !inner.has(d.id));
  const wired = own.filter((d) => d.role !== 'other');
  const bridges = host.devices.filter((d) => d.role === 'bridge');
  const masters = new Map(host.devices.map((d) => [d.id, d.master]));
  /** @type {Group[]} */
  const groups = (bridges.length > 0 ? bridges : [null]).map((bridge) => ({ bridge, pods: [], heights: [], oneRow: false }));
  const byBridge = new Map(groups.map((g) => [g.bridge?.id, g]));
  for (const pod of pods) {
    const cables = pod.devices.filter((d) => d.role !== 'loopback');
    const group = byBridge.get(masters.get(cables[0]?.peer ?? '') ?? undefined) ?? groups[0];
    group.pods.push(pod);
    group.heights.push(podHeight(pod));
    group.oneRow ||= cables.length > 1;
  }
  return {
    nics: wired.filter((d) => d.master === null), outer: wired.filter((d) => d.master !== null),
    virtual: own.filter((d) => d.role === 'other'), groups,
  };
}

/**
 * Where the NICs of a machine stand, from its band's left edge: those of the IP stack first, ports right of the stack.
 * @param {Parts} parts
 * @returns {number[]}
 */
export function nicPlaces({ nics, outer }) {
  const places = nics.map((_, i) => M.band.lineX + i * M.nicStep);
  const free = Math.max(M.band.lineX + nics.length * M.nicStep, M.band.stackX + M.band.stackW + M.nicStep / 2);
  return [...places, ...outer.map((_, i) => free + i * M.nicStep)];
}

/**
 * Room at the right of the stack for the dashed lines from tunnels up to the devices they are bound to.
 * @param {Parts} parts
 * @returns {number} how wide a band has to be for its own devices
 */
export function hostWidth(parts) {
  const last = nicPlaces(parts).at(-1) ?? 0;
  const bound = parts.virtual.filter((d) => d.underlay).length;
  const tunnels = bound === 0 ? 0 : M.band.stackX + M.band.stackW + 20 + bound * 7;
  return Math.max(M.band.minW, last + M.nicStep / 2 + 8, tunnels);
}
