/** @typedef {import('./types.js').ClusterInfo} ClusterInfo */
/** @typedef {import('./types.js').Problem} Problem */
/**
 * What became of documents that were read.
 * @typedef {object} Report
 * @property {string} name
 * @property {number} nodes
 * @property {number} pods that are drawn
 * @property {number} finished pods that have no network any more
 * @property {number} undrawn pods that are not drawn for another reason: without a node or an address
 * @property {number} omitted network namespaces that would make the picture too large
 * @property {number} networkNamespaces
 * @property {number} devices
 * @property {[string, number][]} unused kinds that are read, not simulated, and may change a walk, and how many of each
 * @property {[string, number][]} withoutEffect kinds that change no walk
 * @property {string[]} assumed what the documents do not say
 * @property {number} moreAssumed that the server only counted
 * @property {number} blanked values that are not kept
 * @property {Problem[]} problems errors first
 * @property {number} moreProblems that the server only counted
 */

/** @type {Record<string, number>} */
const RANK = { error: 0, warning: 1 };

/** Kinds that are not simulated are counted, and are no trouble of their own. */
export const KEPT_UNUSED = 'kind.unused';

/**
 * @param {ClusterInfo} info
 * @param {import('./types.js').Topology} topology
 * @returns {Report}
 */
export function reportOf(info, topology) {
  const { counts } = info;
  const drawn = topology.namespaces.reduce((sum, n) => sum + n.pods.length, 0);
  const finished = counts?.finishedPods ?? 0;
  return {
    name: info.name,
    nodes: counts?.nodes ?? 0,
    pods: drawn,
    finished,
    undrawn: counts?.waitingPods ?? Math.max(0, (counts?.pods ?? drawn) - drawn - finished),
    omitted: topology.omitted?.namespaces ?? 0,
    networkNamespaces: counts?.networkNamespaces ?? 0,
    devices: counts?.devices ?? 0,
    unused: unusedOf(counts),
    withoutEffect: Object.entries(counts?.withoutEffect ?? {}),
    assumed: (info.assumptions ?? []).map((a) => a.message),
    blanked: Object.entries(info.redacted ?? {}).reduce((sum, [place, n]) => sum + (place !== 'unread' && typeof n === 'number' ? n : 0), 0),
    problems: troubles(info.problems ?? []),
    moreAssumed: info.omitted?.assumptions ?? 0,
    moreProblems: info.omitted?.problems ?? 0,
  };
}

/**
 * @param {ClusterInfo['counts']} counts
 * @returns {[string, number][]} kinds that are read, not simulated, and may change a walk, and how many of each
 */
export const unusedOf = (counts) => Object.entries({ ...counts?.notSimulated, ...counts?.unknown });

/**
 * Problems a person has to know of, errors first.
 * @param {Problem[]} problems
 * @returns {Problem[]}
 */
export function troubles(problems) {
  const told = problems.filter((p) => p.code !== KEPT_UNUSED);
  return told.sort((a, b) => (RANK[a.severity] ?? 2) - (RANK[b.severity] ?? 2));
}

/**
 * @param {Report} report
 * @returns {[number, number]} what was drawn: nodes and pods, or network namespaces and devices where there is no Kubernetes
 */
export const drawnOf = (report) => (report.nodes + report.pods > 0 ? [report.nodes, report.pods] : [report.networkNamespaces, report.devices]);
