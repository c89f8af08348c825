/** @typedef {import('./deeds.js').Deed} Deed */
/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./types.js').Namespace} Namespace */

/** @param {Record<string, unknown>} timeline @returns {import('./deeds.js').EditBody} */
const happens = (timeline) => ({ timeline });

/**
 * What can happen to a thing at the moment that is shown.
 * @param {Topology} topology
 * @param {import('./deeds.js').Thing} thing
 * @returns {Deed[]}
 */
export function timedDeeds(topology, thing) {
  const ns = topology.namespaces.find((n) => n.id === thing.namespace);
  if (!ns) return [];
  if (thing.route) return [{ id: `route:${thing.route}`, key: 'ui.deed.route.drop', args: [thing.route], edit: commanded(ns.id, `ip route del ${thing.route}`) }];
  if (thing.device) return ofDevice(ns, thing.device);
  const machine = topology.machines.find((m) => m.id === ns.id);
  if (machine?.kind === 'node') return [...ofNode(machine.id, machine.ready), command(ns.id)];
  const pod = ns.pods.find((p) => !p.hostNetwork);
  if (!pod) return [command(ns.id)];
  const path = `${pod.namespace}/${pod.name}`;
  const plain = (/** @type {string} */ type) => ({ id: type, key: `ui.time.deed.${type}`, args: [pod.name], edit: happens({ type, pod: path }) });
  const part = thing.part?.startsWith('container:') ? thing.part.slice('container:'.length) : null;
  if (thing.part === 'pause') return [plain('killPause')];
  const kills = pod.containers.filter((c) => part === null || c.name === part).flatMap((c) => ['kill', 'fail'].map((type) => ({
    id: `${type}:${c.name}`, key: `ui.time.deed.${type}`, args: [c.name], edit: happens({ type, pod: path, container: c.name }),
  })));
  if (part !== null) return kills;
  const life = ['pass', 'killPause', 'failReadiness', 'passReadiness'].map(plain);
  return [plain('deletePod'), ...kills, ...life, ...ofWorkload(pod.owner ?? null, pod.containers[0]?.image ?? ''), command(ns.id)];
}

/** @param {string} namespace @param {string} line */
const commanded = (namespace, line) => happens({ type: 'commands', namespace, commands: [line] });

/** A command of the reader's own. @param {string} namespace @returns {Deed} */
const command = (namespace) => ({
  id: 'command', key: 'ui.time.deed.command', args: [], fields: [{ name: 'line', key: 'ui.time.deed.line', value: '', required: true }],
  make: (v) => commanded(namespace, v['line']),
});

/** @param {Namespace} ns @param {string} id @returns {Deed[]} */
function ofDevice(ns, id) {
  const device = ns.devices.find((d) => d.id === id);
  if (!device) return [];
  const { name, role, peer, up, cut } = device;
  /** @type {Deed[]} */
  const cable = peer === null || role === 'loopback' ? []
    : [{ id: 'cable', key: cut ? 'ui.deed.plug' : 'ui.deed.cut', args: [name], edit: happens({ type: cut ? 'plug' : 'unplug', device: id }) }];
  return [...cable, { id: 'state', key: up ? 'ui.deed.down' : 'ui.deed.up', args: [name], edit: commanded(ns.id, `ip link set ${name} ${up ? 'down' : 'up'}`) }];
}

/** @param {string} node @param {boolean} ready @returns {Deed[]} */
const ofNode = (node, ready) => [
  ...[...(ready ? ['cordon', 'uncordon', 'drain', 'loseNode'] : ['returnNode', 'uncordon']), 'stopProxy', 'startProxy'].map((type) => ({
    id: type, key: `ui.time.deed.${type}`, args: [node], edit: happens({ type, node }),
  })),
  proxyMode(node),
];

/**
 * Another mode of kube-proxy.
 * @param {string|null} node null for all of them, one after the other
 * @returns {Deed}
 */
export const proxyMode = (node) => ({
  id: 'proxyMode', key: node === null ? 'ui.time.deed.proxyMode.all' : 'ui.time.deed.proxyMode', args: node === null ? [] : [node],
  fields: [{ name: 'mode', key: 'ui.time.deed.mode', value: 'nftables', choices: ['iptables', 'nftables'] }],
  make: (v) => happens({ type: 'proxyMode', mode: v['mode'], ...(node === null ? {} : { node }) }),
});

/** A CronJob whose schedule is due. @param {string} cronJob as `CronJob namespace/name` @returns {Deed} */
export const fire = (cronJob) => ({
  id: 'fire', key: 'ui.time.deed.fire', args: [cronJob.slice(cronJob.indexOf('/') + 1)], edit: happens({ type: 'fire', workload: cronJob }),
});

/**
 * What can happen to a workload.
 * @param {string|null} owner as `KIND namespace/name`
 * @param {string} image what one of its containers runs
 * @returns {Deed[]}
 */
export function ofWorkload(owner, image) {
  const [, kind, name] = /^(\S+) (.+)$/.exec(owner ?? '') ?? [];
  if (!owner || !kind || !name) return [];
  const short = name.slice(name.indexOf('/') + 1);
  const simple = (/** @type {string} */ type) => ({ id: type, key: `ui.time.deed.${type}`, args: [short], edit: happens({ type, workload: owner }) });
  /** @type {Deed[]} */
  const scale = kind === 'DaemonSet' || kind === 'Job' ? [] : [{
    id: 'scale', key: 'ui.time.deed.scale', args: [short], fields: [{ name: 'replicas', key: 'ui.time.deed.replicas', value: '3', required: true }],
    make: (v) => happens({ type: 'scale', workload: owner, replicas: Number(v['replicas']) }),
  }];
  /** @type {Deed[]} */
  const next = kind === 'Job' ? [] : [{
    id: 'setImage', key: 'ui.time.deed.setImage', args: [short], fields: [{ name: 'image', key: 'ui.deed.pod.image', value: newer(image), required: true }],
    make: (v) => happens({ type: 'setImage', workload: owner, image: v['image'] }),
  }];
  return [...scale, ...next, ...(kind === 'Job' ? [] : [simple('restart')]), ...(kind === 'Deployment' ? ['undo', 'pause', 'resume'].map(simple) : [])];
}

/** Another image of the same name, to begin with. @param {string} image */
function newer(image) {
  const cut = image.indexOf(':', image.lastIndexOf('/') + 1);
  return `${cut < 0 ? image : image.slice(0, cut)}:2`;
}

/**
 * The workloads of a cluster with an image of each.
 * @param {Topology} topology
 * @returns {{owner: string, image: string}[]}
 */
export function workloadsOf(topology) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const pod of topology.namespaces.flatMap((n) => n.pods)) if (pod.owner && !found.has(pod.owner)) found.set(pod.owner, pod.containers[0]?.image ?? '');
  return [...found].map(([owner, image]) => ({ owner, image }));
}
