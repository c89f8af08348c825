/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {'let'|'ignored'|'unknown'} Enforcement of policies: enforced and simulated, by nothing, or by something that is not simulated */

/** @param {Pick<Topology, 'namespaces'>} topology */
const hasPolicies = ({ namespaces }) => namespaces.some((n) => n.pods.some((p) => (p.gates?.ingress.length ?? 0) + (p.gates?.egress.length ?? 0) > 0));

/**
 * What becomes of a cluster's policies.
 * @param {Topology} topology
 * @returns {Enforcement|null} null where no policy selects a pod
 */
export function enforcementOf(topology) {
  if (!topology.network || !hasPolicies(topology)) return null;
  if (topology.network.policyEngine === 'none') return 'ignored';
  return topology.network.policiesSimulated ? 'let' : 'unknown';
}

/** Whether a policy decided the end of a walk. @param {Trace|null} trace */
export const isDenied = (trace) => /^policy(\.|$)/.test(trace?.outcome.cause?.code ?? '');

/** The name of the policy that decided. @param {Trace} trace */
function policyOf({ outcome }) {
  const object = outcome.cause?.object;
  return object ? `${object.namespace ? `${object.namespace}/` : ''}${object.name}` : '';
}

/**
 * What a policy stopped, if it was one.
 * @template M
 * @param {M} stop where a packet ends
 * @param {Trace|null} trace
 * @returns {{mark: M, policy: string}|null}
 */
export const denialOf = (stop, trace) => (trace && isDenied(trace) ? { mark: stop, policy: policyOf(trace) } : null);

/**
 * The gate that shut a packet out: the pod that the deciding policy selects, and the direction in which it does.
 * @param {Trace|null} trace
 * @param {Pick<Topology, 'namespaces'>|null} topology
 * @param {string[]} [chosen] pods that a Service's rules chose
 * @returns {{namespace: string, way: 'in'|'out', policy: string}|null}
 */
export function shutGate(trace, topology, chosen = []) {
  const cause = trace?.outcome.cause;
  if (!trace || !topology || !cause || !isDenied(trace)) return null;
  const policy = policyOf(trace);
  const ends = { in: trace.probe.toNamespace ?? chosen[0] ?? '', out: trace.probe.fromNamespace ?? '' };
  const selected = (/** @type {'in'|'out'} */ way) => topology.namespaces.find((n) => n.id === ends[way])?.pods
    .some((p) => (way === 'in' ? p.gates?.ingress : p.gates?.egress)?.some((name) => name.endsWith(` ${policy}`)));
  const told = /^spec\.ingress/.test(cause.path ?? '') ? 'in' : /^spec\.egress/.test(cause.path ?? '') ? 'out' : null;
  const way = told ?? (selected('in') ? 'in' : 'out');
  return ends[way] === '' ? null : { namespace: ends[way], way, policy };
}
