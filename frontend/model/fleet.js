/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./policy-types.js').Finding} Finding */
/** @typedef {{nodes: number, pods: number, unready: number, problems: number}} Sum `unready`: nodes that are not ready; `problems`: nodes with problems */
/** @typedef {Sum & {zones: (Sum & {name: string|null})[]}} Fleet `zones`: by name, those without one last; none where no node names one */

const inOrder = new Intl.Collator('en', { numeric: true }).compare;

/** @type {WeakMap<Topology, Fleet>} */
const known = new WeakMap();

/**
 * The nodes of a large network, added up.
 * @param {Topology} topology
 * @returns {Fleet}
 */
export function fleetOf(topology) {
  const before = known.get(topology);
  if (before) return before;
  const fresh = () => ({ nodes: 0, pods: 0, unready: 0, problems: 0 });
  const all = fresh();
  /** @type {Map<string, Sum>} */ const zones = new Map();
  for (const { kind, zone = '', ready, pods = 0, problems = 0 } of topology.machines) {
    if (kind !== 'node') continue;
    const own = zones.get(zone) ?? fresh();
    zones.set(zone, own);
    for (const sum of [all, own]) {
      sum.nodes++;
      sum.pods += pods;
      if (!ready) sum.unready++;
      if (problems > 0) sum.problems++;
    }
  }
  const named = [...zones].sort(([a], [b]) => Number(a === '') - Number(b === '') || inOrder(a, b));
  const fleet = { ...all, zones: named.length === 1 && named[0][0] === '' ? [] : named.map(([name, sum]) => ({ name: name || null, ...sum })) };
  known.set(topology, fleet);
  return fleet;
}

/**
 * Findings about nodes, one for each kind of them, with how many nodes there are.
 * @param {Finding[]} findings worst first
 * @returns {{finding: Finding, count: number}[]}
 */
export function kindsOf(findings) {
  /** @type {Map<string, {finding: Finding, nodes: Set<string>}>} */
  const kinds = new Map();
  for (const finding of findings) {
    if (finding.object.kind !== 'Node') continue;
    const kind = kinds.get(finding.code) ?? { finding, nodes: new Set() };
    kinds.set(finding.code, kind);
    kind.nodes.add(finding.object.name);
  }
  return [...kinds.values()].map(({ finding, nodes }) => ({ finding, count: nodes.size }));
}
