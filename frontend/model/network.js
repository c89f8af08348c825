/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./deeds.js').EditBody} EditBody */

/** Forms in which kube-proxy can write its rules; ipvs is read and named, not simulated. */
export const PROXY_MODES = Object.freeze(['iptables', 'nftables']);
/** Programs that enforce policies and are simulated, and nobody. */
export const POLICY_ENGINES = Object.freeze(['kube-network-policies', 'calico', 'none']);
/** Pod networks that are walked from end to end. */
export const POD_NETWORKS = Object.freeze(['bridge', 'cni-bridge', 'flannel-vxlan', 'flannel-host-gw', 'kindnet', 'calico', 'calico-ipip', 'calico-vxlan', 'calico-crosssubnet']);

/**
 * The edit that sets a choice of the network: a field of the ClusterNetwork, or the object with it where there is none yet.
 * @param {Topology|null} topology
 * @param {'proxyMode'|'podNetwork'|'policyEngine'} field
 * @param {string} value
 * @returns {EditBody|null} null where there is no Kubernetes, or the choice is made already
 */
export function choiceOf(topology, field, value) {
  const network = topology?.network;
  if (!network || network[field] === value) return null;
  if (network.name) return { object: { kind: 'ClusterNetwork', name: network.name }, path: `spec.${field}`, value };
  return { manifest: { apiVersion: 'podlane.dev/v1', kind: 'ClusterNetwork', metadata: { name: 'network' }, spec: { [field]: value } } };
}

/**
 * The edits after which another program enforces policies. Calico's own rules need its own pod network.
 * @param {Topology|null} topology
 * @param {string} engine
 * @returns {EditBody[]} empty where the choice is made already
 */
export function engineEdits(topology, engine) {
  const network = topology?.network;
  const edit = choiceOf(topology, 'policyEngine', engine);
  if (!network || !edit) return [];
  if (engine !== 'calico' || network.podNetwork.startsWith('calico')) return [edit];
  const pods = choiceOf(topology, 'podNetwork', 'calico');
  if (network.name) return pods ? [pods, edit] : [edit];
  return [{ manifest: { apiVersion: 'podlane.dev/v1', kind: 'ClusterNetwork', metadata: { name: 'network' }, spec: { podNetwork: 'calico', policyEngine: engine } } }];
}

/**
 * A way into the cluster from outside.
 * @typedef {object} WayIn
 * @property {'nodePort'|'loadBalancer'|'url'} kind
 * @property {string} label address and port, or a URL
 * @property {string} service as namespace/name; empty where rules of HTTP decide
 * @property {Partial<import('./types.js').Probe>} probe from outside through it
 */

/** A client nobody has: TEST-NET-3 of RFC 5737. */
export const CLIENT = 'ext:203.0.113.9';
const MOST_WAYS = 12;

/**
 * The ways in that the cluster has: node ports, load balancers and the URLs of Ingresses and HTTPRoutes.
 * @param {Topology|null} topology
 * @returns {WayIn[]}
 */
export function waysIn(topology) {
  if (!topology) return [];
  const node = topology.machines.find((m) => m.kind === 'node')?.id;
  const plain = { from: CLIENT, protocol: /** @type {const} */ ('tcp') };
  const services = (topology.services ?? []).flatMap((s) => {
    const service = `${s.namespace}/${s.name}`;
    const port = Number.parseInt(s.ports[0] ?? '', 10);
    return [
      ...(node === undefined ? [] : (s.nodePorts ?? []).map((p) => way('nodePort', `:${p}`, service, { ...plain, to: node, port: p }))),
      ...(port > 0 ? (s.loadBalancer ?? []).map((a) => way('loadBalancer', `${a.includes(':') ? `[${a}]` : a}:${port}`, service, { ...plain, to: `lb:${service}`, port })) : []),
    ];
  });
  return [...services, ...(topology.urls ?? []).map((url) => way('url', url, '', { ...plain, to: url }))].slice(0, MOST_WAYS);
}

/**
 * @param {WayIn['kind']} kind
 * @param {string} label
 * @param {string} service
 * @param {WayIn['probe']} probe
 * @returns {WayIn}
 */
const way = (kind, label, service, probe) => ({ kind, label, service, probe });

/**
 * Endpoints of Services by the network namespace of their pod. Of a pod with several Services the worst is told.
 * @param {Pick<Topology, 'services'>} topology
 * @returns {Map<string, 'ready'|'unready'|'terminating'>}
 */
export function endpointsOf({ services = [] }) {
  const states = new Map();
  for (const { pod, ready, terminating } of services.flatMap((s) => s.endpoints ?? [])) {
    if (!pod) continue;
    const state = terminating ? 'terminating' : ready ? 'ready' : 'unready';
    if (!states.has(pod) || state !== 'ready') states.set(pod, state);
  }
  return states;
}
