import { lineOf } from './score.js';

/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {{id: string, kind: 'router'|'node'|'pod', x: number, y: number, w: number, h: number}} Spot */
/**
 * A cluster the size of a stamp, with one walk.
 * @typedef {object} Mini
 * @property {number} w
 * @property {number} h
 * @property {Spot[]} spots
 * @property {Point[]} way
 * @property {'arrived'|'stopped'|'wanted'} end
 */

const W = 168;
const H = 100;
const PAD = 6;
const ROUTER = 14;
const POD = 9;
/** More machines than these are left out, unless the walk comes there. */
const MOST = 4;

/**
 * @param {Topology} topology
 * @param {string[]} path namespaces that must be drawn
 * @returns {Spot[]}
 */
function spotsOf({ machines, namespaces }, path) {
  const hosts = new Map(namespaces.map((n) => [n.id, n.machine ?? n.id]));
  const touched = new Set(path.map((id) => hosts.get(id) ?? id));
  const routers = machines.filter((m) => m.kind === 'router');
  const nodes = machines.filter((m) => m.kind !== 'router');
  const rest = nodes.filter((m) => !touched.has(m.id)).slice(0, Math.max(0, MOST - nodes.filter((m) => touched.has(m.id)).length));
  const shown = nodes.filter((m) => touched.has(m.id) || rest.includes(m));
  const top = routers.length > 0 ? PAD + ROUTER + 14 : PAD;
  const w = (W - PAD * (shown.length + 1)) / Math.max(1, shown.length);
  return [
    ...routers.map((m, i) => ({ id: m.id, kind: /** @type {const} */ ('router'), x: (W * (i + 1)) / (routers.length + 1) - ROUTER / 2, y: PAD, w: ROUTER, h: ROUTER })),
    ...shown.flatMap((m, i) => {
      const x = PAD + i * (w + PAD);
      const pods = namespaces.filter((n) => n.machine === m.id && n.id !== m.id && (n.kind === 'pod' || n.kind === 'container'));
      const seen = [...pods.filter((n) => path.includes(n.id)), ...pods.filter((n) => !path.includes(n.id))].slice(0, Math.max(1, Math.floor(w / (POD + 5))));
      const ordered = pods.filter((n) => seen.includes(n));
      return [{ id: m.id, kind: /** @type {const} */ ('node'), x, y: top, w, h: H - PAD - top },
        ...ordered.map((n, j) => ({ id: n.id, kind: /** @type {const} */ ('pod'), x: x + (w * (j + 1)) / (ordered.length + 1) - POD / 2, y: H - PAD - POD - 8, w: POD, h: POD }))];
    }),
  ];
}

/** Where a line meets a spot: a node in its upper part. @param {Spot} spot @returns {Point} */
const meets = ({ kind, x, y, w, h }) => ({ x: x + w / 2, y: kind === 'node' ? y + 16 : y + h / 2 });

/**
 * How it is: the request's way, to where it ends.
 * @param {Topology} topology
 * @param {Trace} trace
 * @returns {Mini}
 */
export function nowOf(topology, trace) {
  const marks = lineOf(trace, { level: 'story', arp: 'folded', open: new Set() }).steps.filter((m) => m.flow === 'request' && !m.infra);
  const path = marks.map((m) => m.namespace).filter((id, i, all) => id !== all[i - 1]);
  return drawn(topology, path, trace.outcome.result === 'delivered' ? 'arrived' : 'stopped');
}

/**
 * How it shall be: from the sender to the one it asks for, by whatever way.
 * @param {Topology} topology
 * @param {Trace} trace
 * @returns {Mini}
 */
export function goalOf(topology, { probe }) {
  const plain = probe.to.replace(/^\w+:(?!\d)/, '').replace(/^\/\//, '').split(/[:/](?=\d+$|$)/)[0];
  const service = (topology.services ?? []).find((s) => `${s.namespace}/${s.name}` === plain || s.addresses.includes(plain));
  const target = probe.toNamespace ?? service?.endpoints?.find((e) => e.pod)?.pod;
  return drawn(topology, [probe.fromNamespace, target].filter((id) => typeof id === 'string'), 'wanted');
}

/** @param {Topology} topology @param {string[]} path @param {Mini['end']} end @returns {Mini} */
function drawn(topology, path, end) {
  const spots = spotsOf(topology, path);
  const byId = new Map(spots.map((s) => [s.id, s]));
  return { w: W, h: H, spots, end, way: path.flatMap((id) => { const spot = byId.get(id); return spot ? [meets(spot)] : []; }) };
}
