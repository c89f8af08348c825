import { walkLine } from './walk.js';

/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./types.js').Extra} Extra */

/** So many machines are asked for at once. */
const AT_ONCE = 24;

/**
 * The machines of a large network that are wanted with everything on them: those a walk comes through, then those in sight.
 * @param {import('./state.js').State} state
 * @returns {string[]} those that are not there yet
 */
export function wantedParts(state) {
  const { topology, sight } = state;
  if (!topology?.summary) return [];
  const wanted = new Set([...walkLine(state).marks.filter((m) => m.flow !== 'arp').map((m) => m.namespace), ...sight]);
  if (wanted.size === 0) return [];
  const known = new Set(topology.namespaces.map((n) => n.id));
  const machines = new Set(topology.machines.map((m) => m.id));
  return [...wanted].filter((id) => machines.has(id) && !known.has(id)).slice(0, AT_ONCE);
}

/**
 * A topology that knows more.
 * @param {Topology} topology
 * @param {Extra} part
 * @returns {Topology}
 */
export function grown(topology, part) {
  const machines = new Map(part.machines.map((m) => [m.id, m]));
  const known = new Set(topology.namespaces.map((n) => n.id));
  return {
    ...topology,
    machines: topology.machines.map((m) => ({ ...m, ...(machines.get(m.id) ?? {}), pods: m.pods, problems: m.problems })),
    namespaces: [...topology.namespaces, ...part.namespaces.filter((n) => !known.has(n.id))],
  };
}
