/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./types.js').Pod} Pod */
/** @typedef {{value: string, hint: string}} Target */
/** @typedef {{id: string, namespace: string, label: string, hint: string, text: string}} Findable */

/**
 * Computes something of a topology once, for topologies do not change and may be large.
 * @template T
 * @param {(topology: Topology) => T} compute
 * @returns {(topology: Topology) => T}
 */
function once(compute) {
  /** @type {WeakMap<Topology, T>} */
  const known = new WeakMap();
  return (topology) => {
    const value = known.get(topology) ?? compute(topology);
    known.set(topology, value);
    return value;
  };
}

/** The names of all pods. */
export const podNames = once((topology) => new Set(topology.namespaces.flatMap((n) => n.pods).map((p) => p.name)));

/** Everything a probe can start from or go to by name. */
export const targetsOf = once(targets);

/**
 * @param {Topology} topology
 * @returns {Target[]}
 */
function targets(topology) {
  const hosts = topology.namespaces.filter((n) => !n.infra && n.kind !== 'pod');
  const pods = topology.namespaces.flatMap((n) => n.pods);
  return [
    ...pods.map((p) => ({ value: shortName(p), hint: p.ip ?? p.phase })),
    ...hosts.map((n) => ({ value: n.id, hint: firstAddress(n) })),
  ];
}

/**
 * Everything a probe can go to by name: Services first, by their address in the cluster and by their load balancer's.
 * @type {(topology: Topology) => Target[]}
 */
export const destinationsOf = once((topology) => [
  ...(topology.services ?? []).flatMap((s) => {
    const name = `${s.namespace}/${s.name}`;
    const hint = [s.type, s.addresses[0], ...s.ports.slice(0, 2)].filter(Boolean).join(' ');
    return [
      { value: `svc:${name}`, hint },
      ...(s.type === 'LoadBalancer' ? [{ value: `lb:${name}`, hint: s.type }] : []),
    ];
  }),
  ...targetsOf(topology),
]);

/**
 * How people write a pod: its name alone in the default namespace.
 * @param {{namespace: string, name: string}} pod
 * @returns {string}
 */
export const shortName = (pod) => (pod.namespace === 'default' ? pod.name : `${pod.namespace}/${pod.name}`);

/**
 * Splits what was typed as a destination: `web-2:80` carries a port, `10.0.2.2` does not.
 * @param {string} typed
 * @returns {{to: string, port: number|null}}
 */
export function splitTarget(typed) {
  const text = typed.trim();
  const match = /^([^:\s]+):(\d{1,6})$/.exec(text);
  return match ? { to: match[1], port: Number(match[2]) } : { to: text, port: null };
}

/**
 * The name of a probe's end as the API takes it: pods of the default namespace get it written out.
 * @param {string} typed
 * @param {Topology|null} topology
 * @returns {string}
 */
export function resolveName(typed, topology) {
  const text = typed.trim();
  if (!topology || text.includes('/') || topology.machines.some((m) => m.id === text)) return text;
  const pods = topology.namespaces.flatMap((n) => n.pods).filter((p) => p.name === text);
  const own = pods.find((p) => p.namespace === 'default') ?? (pods.length === 1 ? pods[0] : undefined);
  return own ? `${own.namespace}/${own.name}` : text;
}

/**
 * @param {Topology} topology
 * @returns {Findable[]}
 */
export function findables(topology) {
  return topology.namespaces.filter((n) => !n.infra).flatMap((n) => [
    ...(n.kind === 'pod' ? [] : [entry(n.id, n.id, n.label, n.devices.flatMap((d) => d.addresses), {})]),
    ...n.pods.map((p) => entry(n.id, `${p.namespace}/${p.name}`, p.name, [p.ip ?? ''], p.labels)),
  ]);
}

/**
 * @param {string} namespace
 * @param {string} id
 * @param {string} label
 * @param {string[]} addresses
 * @param {Record<string, string>} labels
 * @returns {Findable}
 */
function entry(namespace, id, label, addresses, labels) {
  const pairs = Object.entries(labels).map(([k, v]) => `${k}=${v}`);
  const hint = addresses.map((a) => a.split('/')[0]).filter(Boolean).join(' ');
  return { id, namespace, label, hint, text: [id, ...addresses, ...pairs].join(' ').toLowerCase() };
}

/**
 * Finds by name, address or label; every word must occur. Names that begin with the words come first.
 * @param {Findable[]} all
 * @param {string} query
 * @param {number} most
 * @returns {Findable[]}
 */
export function search(all, query, most) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const hits = all.filter((f) => words.every((w) => f.text.includes(w)));
  const rank = (/** @type {Findable} */ f) => (f.label.toLowerCase().startsWith(words[0]) ? 0 : 1);
  return hits.sort((a, b) => rank(a) - rank(b)).slice(0, most);
}

/** @param {import('./types.js').Namespace} namespace */
function firstAddress(namespace) {
  const device = namespace.devices.find((d) => d.role === 'nic') ?? namespace.devices.find((d) => d.addresses.length);
  return (device?.addresses[0] ?? '').split('/')[0];
}
