import { M } from './metrics.js';

/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('../model/types.js').Device} Device */
/** @typedef {{bridge: Device|null, pods: Namespace[], oneRow: boolean}} Group a bridge and what hangs from it */
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
  const groups = (bridges.length > 0 ? bridges : [null]).map((bridge) => ({ bridge, pods: [], oneRow: false }));
  const byBridge = new Map(groups.map((g) => [g.bridge?.id, g]));
  for (const pod of pods) {
    const cables = pod.devices.filter((d) => d.role !== 'loopback');
    const group = byBridge.get(masters.get(cables[0]?.peer ?? '') ?? undefined) ?? groups[0];
    group.pods.push(pod);
    group.oneRow ||= cables.length > 1;
  }
  return {
    nics: wired.filter((d) => d.master === null), outer: wired.filter((d) => d.master !== null),
    virtual: own.filter((d) => d.role === 'other'), groups,
  };
}

/** @param {Group} group @returns {string} by which a plan knows it */
export const groupKey = (group) => group.bridge?.name ?? '';

/**
 * How much the stack is narrower than the band: room at its right for NICs that pass it by, and for the dashed lines from
 * tunnels up to the devices they are bound to.
 * @param {Parts} parts
 */
export function besideStack({ outer, virtual }) {
  const bound = virtual.filter((d) => d.underlay).length;
  return (outer.length > 0 ? outer.length * M.nicStep - 20 : 0) + (bound > 0 ? 8 + bound * 7 : 0);
}

/**
 * Where the NICs of a machine stand, from its band's left edge: the first over the corridor, further ones at its right, those
 * that pass the stack by beside it.
 * @param {Parts} parts
 * @param {number} w of the band
 * @returns {number[]}
 */
export function nicPlaces({ nics, outer, virtual }, w) {
  const corridor = corridorOf({ outer, virtual, nics, groups: [] }, w);
  const right = w - M.band.pad - outer.length * M.nicStep + M.nicStep / 2 + 20;
  return [...nics.map((_, i) => corridor + i * M.nicStep), ...outer.map((_, i) => right + i * M.nicStep)];
}

/**
 * The middle of the stack, which everything that is routed passes.
 * @param {Parts} parts
 * @param {number} w of the band
 */
export const corridorOf = (parts, w) => M.band.pad + (w - 2 * M.band.pad - besideStack(parts)) / 2;

/**
 * @param {Parts} parts
 * @returns {number} how wide a band has to be for its own devices
 */
export function hostWidth(parts) {
  const { nics, outer } = parts;
  const stack = M.machine.minW - 2 * M.machine.inset - 2 * M.band.pad;
  const half = Math.max(stack / 2, nics.length <= 1 ? 0 : (nics.length - 1) * M.nicStep + M.nicStep / 2 - (outer.length > 0 ? 0 : 12));
  return 2 * half + 2 * M.band.pad + besideStack(parts);
}
