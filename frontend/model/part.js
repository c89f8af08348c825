import { isUrl } from './probe.js';
import { resolveName } from './targets.js';

/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {Pick<import('./state.js').State, 'topology'|'probe'|'trace'|'stale'>} Asking */

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/**
 * The network namespaces that take part in what is sent: both ends of the probe, every endpoint that a Service may choose, the container that a port of its machine is published for, and once there
 * is a walk all that its packets are in. Those who only hear a question of ARP take no part.
 * @param {Asking} state
 * @returns {ReadonlySet<string>|null} null while an end is not known
 */
export function takingPart({ topology, probe, trace, stale }) {
  if (!topology || topology.summary) return null;
  const walked = trace && !stale ? trace.hops.filter((h) => h.flow !== 'arp').map((h) => h.namespace) : [];
  const from = endOf(probe.from, null, topology);
  const to = isUrl(probe) ? topology.namespaces.map((n) => n.id) : endOf(probe.to, probe.port, topology);
  return from && to ? new Set([...from, ...to, ...walked]) : null;
}

/**
 * @param {string} typed
 * @param {number|null} port
 * @param {Topology} topology
 * @returns {string[]|null} namespaces, several for a Service and for an address that two have; null for a name that nothing has
 */
function endOf(typed, port, topology) {
  const name = resolveName(typed, topology);
  const services = (topology.services ?? []).filter((s) => name === `svc:${s.namespace}/${s.name}` || name === `lb:${s.namespace}/${s.name}`
    || s.addresses.includes(name) || (s.loadBalancer ?? []).includes(name) || (port !== null && (s.nodePorts ?? []).includes(port)));
  const served = services.flatMap((s) => s.endpoints ?? []).flatMap((e) => e.pod ?? []);
  const own = topology.namespaces.filter((n) => n.id === name || n.devices.some((d) => d.addresses.some((a) => a.split('/')[0] === name))).map((n) => n.id);
  const published = own.length === 0 || port === null ? [] : topology.namespaces.filter((n) => own.includes(n.machine ?? '') && n.pods.some((p) => p.containers.some((c) => c.published.some((x) => x.includes(`:${port}->`))))).map((n) => n.id);
  const isAddress = IPV4.test(name) || name.includes('::') || name.startsWith('ext:');
  return own.length + services.length > 0 || isAddress ? [...own, ...served, ...published] : null;
}
