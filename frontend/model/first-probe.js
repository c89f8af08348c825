import { isSuggested, suggested } from './probe.js';
import { FIRST_PROBE } from './question.js';
import { shortName, targetsOf } from './targets.js';

/**
 * A probe that makes sense in a cluster just opened: the one typed when its ends exist, else the first that the sample
 * suggests, also where names happen to be those of the probe that nobody typed; else between the first two pods of different nodes.
 * @param {import('./types.js').Topology} topology
 * @param {(Partial<import('./types.js').Probe> & {text: string})[]} suggestions
 * @param {import('./types.js').Probe} typed
 * @returns {import('./types.js').Probe}
 */
export function firstProbe(topology, suggestions, typed) {
  const known = new Set(targetsOf(topology).map((x) => x.value));
  const pods = topology.namespaces.filter((n) => n.kind === 'pod' && n.pods.length > 0);
  const addresses = new Set(pods.map((n) => n.pods[0].ip));
  const isThere = known.has(typed.from) && (known.has(typed.to) || addresses.has(typed.to));
  if (isThere && (suggestions.length === 0 || !nobodyTyped(typed) || suggestions.some((s) => isSuggested(typed, s)))) return typed;
  if (suggestions.length > 0) return suggested(typed, suggestions[0]);
  const from = pods[0];
  if (!from) return linuxProbe(topology, typed);
  const open = (/** @type {typeof from} */ n) => n.pods[0].containers.flatMap((c) => c.ports).find((p) => p.protocol === 'TCP');
  const others = pods.filter((n) => n !== from);
  const to = others.find((n) => n.machine !== from.machine && open(n)) ?? others[0] ?? from;
  const port = open(to)?.port ?? null;
  return suggested(typed, {
    from: shortName(from.pods[0]), to: shortName(to.pods[0]), protocol: port === null ? 'icmp' : 'tcp', port,
  });
}

/** The probe that stands in the fields before anybody changes it. @param {import('./types.js').Probe} typed */
const nobodyTyped = (typed) => isSuggested(typed, FIRST_PROBE);

/**
 * Without pods: from the first container, else the first machine, to the one farthest from it that listens.
 * @param {import('./types.js').Topology} topology
 * @param {import('./types.js').Probe} typed
 * @returns {import('./types.js').Probe}
 */
function linuxProbe(topology, typed) {
  const ends = topology.namespaces.filter((n) => n.kind === 'container' || n.kind === 'other');
  const all = ends.length > 0 ? ends : topology.namespaces.filter((n) => !n.infra);
  const from = all[0];
  const others = all.filter((n) => n !== from).reverse();
  const tcp = (/** @type {typeof all[number]} */ n) => n.listeners?.find((l) => l.protocol === 'TCP')?.port ?? null;
  const far = others.filter((n) => n.machine !== from.machine);
  const to = far.find(tcp) ?? others.find(tcp) ?? far[0] ?? others[0] ?? from;
  const port = to ? tcp(to) : null;
  return suggested(typed, { from: from?.id ?? '', to: to?.id ?? '', protocol: port === null ? 'icmp' : 'tcp', port });
}
