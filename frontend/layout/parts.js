
/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('./metrics.js').Metrics} Metrics */
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
 * @param {Metrics} m
 */
export function besideStack({ outer, virtual }, m) {
  const bound = virtual.filter((d) => d.underlay).length;
  return (outer.length > 0 ? outer.length * m.nicStep - 20 : 0) + (bound > 0 ? 8 + bound * 7 : 0);
}

/**
 * Where the NICs of a machine stand, from its band's left edge: the first over the corridor, further ones at its right, those
 * that pass the stack by beside it.
 * @param {Parts} parts
 * @param {number} w of the band
 * @param {Metrics} m
 * @returns {number[]}
 */
export function nicPlaces({ nics, outer, virtual }, w, m) {
  const corridor = corridorOf({ outer, virtual, nics, groups: [] }, w, m);
  const right = w - m.band.pad - outer.length * m.nicStep + m.nicStep / 2 + 20;
  return [...nics.map((_, i) => corridor + i * m.nicStep), ...outer.map((_, i) => right + i * m.nicStep)];
}

/** From a narrow band's left edge to its corridor. */
const LEFT = 28;

/**
 * The way through the stack, which everything that is routed passes: in its middle, or at the left of a narrow one.
 * @param {Parts} parts
 * @param {number} w of the band
 * @param {Metrics} m
 */
export const corridorOf = (parts, w, m) => (m.narrow ? LEFT : m.band.pad + (w - 2 * m.band.pad - besideStack(parts, m)) / 2);

/**
 * @param {Parts} parts
 * @param {Metrics} m
 * @returns {number} how wide a band has to be for its own devices
 */
export function hostWidth(parts, m) {
  const { nics, outer } = parts;
  const stack = m.machine.minW - 2 * m.machine.inset - 2 * m.band.pad;
  const more = nics.length <= 1 ? 0 : (nics.length - 1) * m.nicStep + m.nicStep / 2 - (outer.length > 0 ? 0 : 12);
  const whole = m.narrow ? Math.max(stack, LEFT - m.band.pad + more) : 2 * Math.max(stack / 2, more);
  return whole + 2 * m.band.pad + besideStack(parts, m);
}
