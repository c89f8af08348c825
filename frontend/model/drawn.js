import { cued } from './cues.js';

/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./types.js').Extra} Extra */

/** @type {WeakMap<Extra, {topology: Topology, drawn: Topology}>} */
const known = new WeakMap();

/**
 * What is drawn: the cluster, and what the shown walk found beside it, such as a host outside. The same object as long as
 * both are the same.
 * @param {Pick<import('./state.js').State, 'topology'|'trace'|'timing'|'told'|'scene'|'traffic'>} state
 * @returns {Topology|null}
 */
export function drawnTopology(state) {
  const { topology, trace } = state;
  const extra = trace?.extra;
  if (topology && state.timing) return cued(state, topology);
  if (!topology || !extra) return topology;
  const last = known.get(extra);
  if (last?.topology === topology) return last.drawn;
  const drawn = {
    ...topology,
    machines: together(topology.machines, extra.machines),
    namespaces: together(topology.namespaces, extra.namespaces),
  };
  known.set(extra, { topology, drawn });
  return drawn;
}

/**
 * @template {{id: string}} T
 * @param {T[]} all
 * @param {T[]} extra come in the place of those with their id, or last
 * @returns {T[]}
 */
function together(all, extra) {
  const byId = new Map(extra.map((x) => [x.id, x]));
  const ids = new Set(all.map((x) => x.id));
  return [...all.map((x) => byId.get(x.id) ?? x), ...extra.filter((x) => !ids.has(x.id))];
}

/**
 * Whether a network namespace came with the shown walk, such as that of a host outside: the cluster has none of that name, so nothing can be asked of it there.
 * @param {Pick<import('./state.js').State, 'topology'|'trace'>} state
 * @param {string} namespace
 */
export const isBrought = ({ topology, trace }, namespace) => Boolean(trace?.extra?.namespaces.some((n) => n.id === namespace) && !topology?.namespaces.some((n) => n.id === namespace));
