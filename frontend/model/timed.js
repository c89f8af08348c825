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
  const machine = topology.machines.find((m) => m.id === ns.id);
  if (machine?.kind === 'node') return ofNode(machine.id, machine.ready);
  const pod = ns.pods.find((p) => !p.hostNetwork);
  if (!pod) return [];
  const path = `${pod.namespace}/${pod.name}`;
  const plain = (/** @type {string} */ type) => ({ id: type, key: `ui.time.deed.${type}`, args: [pod.name], edit: happens({ type, pod: path }) });
  const part = thing.part?.startsWith('container:') ? thing.part.slice('container:'.length) : null;
  if (thing.part === 'pause') return [plain('killPause')];
  const kills = pod.containers.filter((c) => part === null || c.name === part).map((c) => ({
    id: `kill:${c.name}`, key: 'ui.time.deed.kill', args: [c.name], edit: happens({ type: 'kill', pod: path, container: c.name }),
  }));
  if (part !== null) return kills;
  return [plain('deletePod'), ...kills, ...['killPause', 'failReadiness', 'passReadiness'].map(plain), ...ofWorkload(pod.owner ?? null, pod.containers[0]?.image ?? '')];
}

/** @param {string} node @param {boolean} ready @returns {Deed[]} */
const ofNode = (node, ready) => [...(ready ? ['cordon', 'uncordon', 'drain', 'loseNode'] : ['returnNode', 'uncordon']), 'stopProxy', 'startProxy'].map((type) => ({
  id: type, key: `ui.time.deed.${type}`, args: [node], edit: happens({ type, node }),
}));

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
