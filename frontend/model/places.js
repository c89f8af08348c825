/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./types.js').Namespace} Namespace */
/**
 * A place of the network as it is read aloud: a machine, a namespace on it, a device of one.
 * @typedef {object} Place
 * @property {string} id
 * @property {string} label
 * @property {'machine'|'namespace'|'device'} kind
 * @property {string} namespace
 * @property {string|null} device
 * @property {string|null} peer the device at the other end of its cable
 */

/** @type {WeakMap<Topology, {byId: Map<string, Namespace>, on: Map<string, Namespace[]>}>} */
const known = new WeakMap();

/** @param {Topology} topology */
function indexOf(topology) {
  const before = known.get(topology);
  if (before) return before;
  /** @type {Map<string, Namespace[]>} */
  const on = new Map();
  for (const n of topology.namespaces) {
    if (n.machine === null || n.machine === n.id || n.infra) continue;
    const list = on.get(n.machine);
    if (list) list.push(n);
    else on.set(n.machine, [n]);
  }
  const made = { byId: new Map(topology.namespaces.map((n) => [n.id, n])), on };
  known.set(topology, made);
  return made;
}

/**
 * @param {Topology} topology
 * @param {Place|null} of none for the machines
 * @returns {Place[]} what is in a place: on a machine its own devices first, then the namespaces on it
 */
export function placesIn(topology, of) {
  const { byId, on } = indexOf(topology);
  if (!of) {
    return topology.machines.map((m) => ({ id: m.id, label: m.label, kind: /** @type {const} */ ('machine'), namespace: m.id, device: null, peer: null }));
  }
  if (of.kind === 'device') return [];
  const devices = (byId.get(of.namespace)?.devices ?? []).map((d) => ({
    id: d.id, label: [d.name, ...d.addresses].join(' '), kind: /** @type {const} */ ('device'), namespace: of.namespace, device: d.id, peer: d.peer,
  }));
  const inner = of.kind === 'machine' ? on.get(of.id) ?? [] : [];
  return [...devices, ...inner.map((n) => ({
    id: n.id, label: [n.pods[0]?.name ?? n.label, n.pods[0]?.ip ?? ''].filter(Boolean).join(' '), kind: /** @type {const} */ ('namespace'), namespace: n.id, device: null, peer: null,
  }))];
}

/**
 * The way from the whole network down to a device or namespace.
 * @param {Topology} topology
 * @param {string} id
 * @returns {Place[]} from the outside in, none where it is not known
 */
export function wayTo(topology, id) {
  const { byId } = indexOf(topology);
  const owner = byId.get(id) ?? byId.get(id.slice(0, id.lastIndexOf('/')));
  const machine = placesIn(topology, null).find((p) => p.id === (owner?.machine ?? owner?.id));
  if (!machine || !owner) return [];
  const inside = placesIn(topology, machine);
  const namespace = owner.id === machine.id ? null : inside.find((p) => p.id === owner.id) ?? null;
  const device = (namespace ? placesIn(topology, namespace) : inside).find((p) => p.id === id && p.kind === 'device');
  return [machine, ...(namespace ? [namespace] : []), ...(device ? [device] : [])];
}
