/** @typedef {import('./policy-types.js').Finding} Finding */
/** @typedef {import('./policy-types.js').Expectation} Expectation */
/** @typedef {import('./types.js').Topology} Topology */
/**
 * What was found in the cluster that is shown, and what its documents expect.
 * @typedef {object} FindingsState
 * @property {{of: Topology, findings: Finding[], omitted: number}|null} found
 * @property {{of: Topology, expectations: Expectation[]}|null} expected
 */

/** Worst first, each with a sign, so that colour is not all that tells them apart. */
export const SIGNS = Object.freeze({ error: '▲', warning: '◆', note: '●' });

/** @returns {FindingsState} */
export const noFindings = () => ({ found: null, expected: null });

/** @type {import('./reducer.js').Slice<FindingsState>} */
export const FINDINGS = {
  clusterOpened: noFindings,
  findingsArrived: (_, { of, findings, omitted }) => ({ found: { of, findings, omitted } }),
  expectationsArrived: (_, { of, expectations }) => ({ expected: { of, expectations } }),
};

/**
 * The network namespace in which the object of a finding is seen: a pod's own, a node's, that of a pod it brings, or the sender of its probe.
 * @param {Finding} finding
 * @param {Pick<Topology, 'namespaces'|'machines'>|null} topology
 * @returns {string|null}
 */
export function placeOf({ object, probe }, topology) {
  if (!topology) return null;
  const { kind, namespace, name } = object;
  const path = `${namespace ? `${namespace}/` : ''}${name}`;
  const owned = topology.namespaces.find((n) => n.pods.some((p) => p.owner === `${kind} ${path}`
    || [...(p.gates?.ingress ?? []), ...(p.gates?.egress ?? [])].includes(`${kind} ${path}`)));
  const own = kind === 'Pod' ? path : kind === 'Node' ? name : (owned?.id ?? '');
  const ids = new Set(topology.namespaces.map((n) => n.id));
  const [to, from] = [probe?.to ?? '', (probe?.from ?? '').replace(/^node:/, '')];
  return [own, to, from, `default/${from}`].find((id) => ids.has(id)) ?? null;
}

/**
 * Problems that no finding tells too: one is told by a finding of a kind that the server names for it, about the same document.
 * @param {import('./types.js').Problem[]} problems
 * @param {Finding[]} findings
 */
export function untold(problems, findings) {
  const key = (/** @type {string} */ code, /** @type {{file?: string, document?: number}} */ { file, document }) => JSON.stringify([code, file, document]);
  const told = new Set(findings.map((f) => key(f.code, f)));
  return problems.filter((p) => !(p.findings ?? []).some((code) => told.has(key(code, p))));
}

/** How many of each severity, worst first. @param {Finding[]} findings */
export const countsOf = (findings) => /** @type {(keyof typeof SIGNS)[]} */ (Object.keys(SIGNS))
  .map((severity) => ({ severity, count: findings.filter((f) => f.severity === severity).length })).filter((c) => c.count > 0);
