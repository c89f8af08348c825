/** @typedef {import('../model/types.js').Topology} Topology */
/** @typedef {import('../model/types.js').Namespace} Namespace */
/**
 * What joins machines: a wire several hang from, or a cable between two.
 * @typedef {object} Net
 * @property {string} id
 * @property {string} label empty for a cable
 * @property {string|null} namespace the switch behind a wire, none for a cable
 * @property {string[]} members ids of devices
 */

/**
 * @param {Topology} topology
 * @param {Map<string, Namespace>} byId
 * @returns {Net[]} wires first
 */
export function netsOf(topology, byId) {
  /** @type {Net[]} */
  const nets = [...topology.segments];
  const taken = new Set(topology.segments.flatMap((s) => s.members));
  const machines = new Set(topology.machines.map((m) => m.id));
  const ends = new Map([...machines].flatMap((id) => byId.get(id)?.devices ?? []).map((d) => [d.id, d]));
  for (const end of ends.values()) {
    const other = end.peer === null ? undefined : ends.get(end.peer);
    if (!other || taken.has(end.id) || taken.has(other.id)) continue;
    taken.add(end.id).add(other.id);
    nets.push({ id: `${end.id}⇄${other.id}`, label: '', namespace: null, members: [end.id, other.id] });
  }
  return nets;
}

/**
 * Puts lines that would touch one above another.
 * @param {{x1: number, x2: number}[]} spans
 * @returns {number[]} the level of each, from 0
 */
export function levelsOf(spans) {
  /** @type {{x1: number, x2: number}[][]} */
  const levels = [];
  return spans.map((span) => {
    let level = levels.findIndex((own) => own.every((o) => o.x2 + 16 < span.x1 || span.x2 + 16 < o.x1));
    if (level < 0) level = levels.push([]) - 1;
    levels[level].push(span);
    return level;
  });
}
