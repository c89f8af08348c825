import { timedDeeds } from './timed.js';

/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./types.js').Namespace} Namespace */
/** @typedef {import('./types.js').Device} Device */
/** @typedef {import('./types.js').NamespaceDetail} NamespaceDetail */
/** @typedef {import('./types.js').Edit} Edit */
/**
 * What a hand can be put on: a network namespace, and in it a device, a container (or pause), or a route.
 * @typedef {object} Thing
 * @property {string} namespace
 * @property {string|null} [device] its id
 * @property {string|null} [part] `pause`, or `container:NAME`
 * @property {string|null} [route] its destination, `default` for the default route
 *
 * An edit as `POST …/edits` takes it.
 * @typedef {Record<string, unknown>} EditBody
 *
 * @typedef {{name: string, key: string, value: string, choices?: string[], required?: boolean}} Field to be filled before a deed is done
 *
 * Something that can be done to a thing: `edit` at once, or `make` an edit from what was filled in.
 * @typedef {object} Deed
 * @property {string} id
 * @property {string} key of its words
 * @property {string[]} args
 * @property {EditBody} [edit]
 * @property {Field[]} [fields]
 * @property {(values: Record<string, string>) => EditBody} [make]
 */

/** @param {string} namespace @param {...string} commands @returns {EditBody} */
const given = (namespace, ...commands) => ({ namespace, commands });
/** @param {Record<string, unknown>} event @returns {EditBody} */
const happening = (event) => ({ event });

/**
 * What can be done to a thing by hand. All of it is an edit of the cluster, which can be undone.
 * @param {{topology: Topology|null, detail: NamespaceDetail|null, edits: Edit[], timing?: boolean}} known `timing`: whether it happens at a moment of the time line
 * @param {Thing} thing
 * @returns {Deed[]}
 */
export function deedsOf({ topology, detail, edits, timing = false }, thing) {
  const ns = topology?.namespaces.find((n) => n.id === thing.namespace);
  if (!topology || !ns) return [];
  if (timing) return timedDeeds(topology, thing);
  if (thing.route) return [dropRoute(ns.id, thing.route)];
  if (thing.part) return ofPart(ns, thing.part);
  if (thing.device) {
    const device = ns.devices.find((d) => d.id === thing.device);
    return device ? ofDevice(ns.id, device) : [];
  }
  const machine = topology.machines.find((m) => m.id === ns.id);
  return [
    ...partsOf(ns).flatMap((part) => ofPart(ns, part)), ...ofPod(ns), ...(machine ? stopped(machine.id, edits) : []),
    ...(machine?.kind === 'node' ? [addPod(topology, machine.id)] : []), ...settings(ns, detail), addRoute(ns),
  ];
}

/** @param {Namespace} ns @returns {string[]} what runs in it, pause first */
const partsOf = (ns) => [...(ns.holder === 'pause' ? ['pause'] : []), ...ns.pods.filter((p) => !p.hostNetwork).flatMap((p) => p.containers.map((c) => `container:${c.name}`))];

/** @param {Namespace} ns @param {string} part @returns {Deed[]} */
function ofPart(ns, part) {
  const pod = ns.pods.find((p) => !p.hostNetwork);
  if (!pod) return [];
  const path = `${pod.namespace}/${pod.name}`;
  if (part === 'pause') return [{ id: 'pause', key: 'ui.deed.pause', args: [], edit: happening({ type: 'killPause', pod: path }) }];
  const container = part.slice(part.indexOf(':') + 1);
  if (ns.holder === 'pause') return [{ id: part, key: 'ui.deed.kill', args: [container], edit: happening({ type: 'kill', pod: path, container }) }];
  if (ns.kind !== 'pod' && ns.kind !== 'container') return [];
  const docker = (/** @type {string} */ type) => happening({ type, machine: ns.machine ?? pod.namespace, container });
  return [
    { id: `stop:${part}`, key: 'ui.deed.stop', args: [container], edit: docker('kill') },
    { id: `restart:${part}`, key: 'ui.deed.restart', args: [container], edit: docker('restart') },
  ];
}

/** A pod that no controller would make again can be deleted. @param {Namespace} ns @returns {Deed[]} */
function ofPod(ns) {
  if (ns.holder !== 'pause') return [];
  return ns.pods.filter((p) => !p.owner).map((p) => ({
    id: 'delete', key: 'ui.deed.delete', args: [p.name],
    edit: { object: { kind: 'Pod', namespace: p.namespace, name: p.name }, path: '', value: null },
  }));
}

/**
 * Containers of a Docker machine that were stopped and not started since: they are not drawn.
 * @param {string} machine
 * @param {Edit[]} edits
 * @returns {Deed[]}
 */
function stopped(machine, edits) {
  /** @type {Map<string, boolean>} */
  const runs = new Map();
  for (const { kind, namespace, command, refused } of edits) {
    const [, verb, name] = /^docker (\w+) (.+)$/.exec(command) ?? [];
    if (kind === 'container' && namespace === machine && name && !refused) runs.set(name, verb !== 'kill');
  }
  return [...runs].filter(([, on]) => !on).map(([container]) => ({
    id: `start:${container}`, key: 'ui.deed.start', args: [container], edit: happening({ type: 'start', machine, container }),
  }));
}

/** @param {string} ns @param {Device} device @returns {Deed[]} */
function ofDevice(ns, { id, name, role, peer, up, mtu, cut }) {
  const cable = peer === null || role === 'loopback' ? []
    : [{ id: 'cable', key: cut ? 'ui.deed.plug' : 'ui.deed.cut', args: [name], edit: happening({ type: cut ? 'plug' : 'unplug', device: id }) }];
  return [
    ...cable,
    { id: 'state', key: up ? 'ui.deed.down' : 'ui.deed.up', args: [name], edit: given(ns, `ip link set ${name} ${up ? 'down' : 'up'}`) },
    {
      id: 'mtu', key: 'ui.deed.mtu', args: [name], fields: [{ name: 'mtu', key: 'ui.deed.mtu.value', value: String(mtu), required: true }],
      make: (v) => given(ns, `ip link set ${name} mtu ${v['mtu']}`),
    },
  ];
}

/** @param {Namespace} ns @param {NamespaceDetail|null} detail @returns {Deed[]} */
function settings(ns, detail) {
  const set = (/** @type {string} */ key, /** @type {string} */ value) => given(ns.id, `sysctl -w net.ipv4.${key}=${value}`);
  const filter = String(detail?.sysctls['net/ipv4/conf/all/rp_filter'] ?? 0);
  return [
    { id: 'forward', key: 'ui.deed.set', args: ['ip_forward', ns.ipForward ? '0' : '1'], edit: set('ip_forward', ns.ipForward ? '0' : '1') },
    {
      id: 'filter', key: 'ui.deed.setting', args: ['rp_filter'], fields: [{ name: 'value', key: 'ui.deed.value', value: filter, choices: ['0', '1', '2'] }],
      make: (v) => set('conf.all.rp_filter', v['value']),
    },
  ];
}

/** @param {string} ns @param {string} destination @returns {Deed} */
const dropRoute = (ns, destination) => ({
  id: `route:${destination}`, key: 'ui.deed.route.drop', args: [destination], edit: given(ns, `ip route del ${destination}`),
});

/** @param {Namespace} ns @returns {Deed} */
const addRoute = (ns) => ({
  id: 'route', key: 'ui.deed.route.add', args: [], fields: [
    { name: 'to', key: 'ui.deed.route.to', value: '', required: true }, { name: 'via', key: 'ui.deed.route.via', value: '' },
    { name: 'dev', key: 'ui.deed.route.dev', value: '', choices: ['', ...ns.devices.filter((d) => d.role !== 'loopback').map((d) => d.name)] },
  ],
  make: (v) => given(ns.id, ['ip route add', v['to'], v['via'] ? `via ${v['via']}` : '', v['dev'] ? `dev ${v['dev']}` : ''].filter(Boolean).join(' ')),
});

/** @param {Topology} topology @param {string} node @returns {Deed} */
function addPod(topology, node) {
  const names = new Set(topology.namespaces.flatMap((n) => n.pods).map((p) => p.name));
  let number = 1;
  while (names.has(`pod-${number}`)) number++;
  return {
    id: 'pod', key: 'ui.deed.pod.add', args: [node], fields: [
      { name: 'name', key: 'ui.deed.pod.name', value: `pod-${number}`, required: true }, { name: 'image', key: 'ui.deed.pod.image', value: 'nginx', required: true },
      { name: 'port', key: 'ui.deed.pod.port', value: '80' },
    ],
    make: (v) => ({ manifest: { apiVersion: 'v1', kind: 'Pod', metadata: { name: v['name'], namespace: 'default' }, spec: {
      nodeName: node, containers: [{ name: containerName(v['image']), image: v['image'], ...(v['port'] ? { ports: [{ containerPort: Number(v['port']) }] } : {}) }],
    } } }),
  };
}

/** What a container of an image is called: the last part of the image's name. @param {string} image */
const containerName = (image) => (image.split('/').pop() ?? '').split(/[:@]/)[0].toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '') || 'app';

/**
 * The edit that a form asks for; null while something that is needed is missing.
 * @param {Deed} deed
 * @param {Record<string, string>} values
 * @returns {EditBody|null}
 */
export function filled({ fields = [], make }, values) {
  const trimmed = Object.fromEntries(fields.map((f) => [f.name, (values[f.name] ?? '').trim()]));
  return make && fields.every((f) => !f.required || trimmed[f.name] !== '') ? make(trimmed) : null;
}
