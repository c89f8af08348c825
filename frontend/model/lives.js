/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./course.js').Happened} Happened */
/** @typedef {import('./course.js').Timeline} Timeline */
/**
 * @typedef {'starts'|'ready'|'unready'|'ends'|'closed'|'lost'} Phase of a pod: `ends` while it is being stopped and still answers, `closed` when it answers no more
 * @typedef {{from: number, until: number, phase: Phase}} Stretch
 * @typedef {{from: number, until: number, cause: string}} Shut when a pod answers no new connection, and the code of the event that made it so
 *
 * One pod's part in it.
 * @typedef {object} Life
 * @property {string} id `namespace/name`
 * @property {string} name
 * @property {string} set name of what made it, without the pod's own ending
 * @property {{from: number, ip: string}[]} addresses it had, one after the other
 * @property {string|null} node
 * @property {number} from
 * @property {number} until Infinity where it is there at the end
 * @property {number|null} drawn when it has an address first, null where it had one from the beginning
 * @property {number|null} undrawn when its address goes
 * @property {number|null} deleted
 * @property {Stretch[]} stretches
 * @property {Shut[]} shut
 * @property {{from: number, until: number}[]} ready when the condition Ready is true
 */

const LEFT = new Set(['pod.deleted', 'pod.deleted-by-user', 'pod.evicted', 'pod.evicted-by-taint']);
const SHUTS = new Set(['container.closed', 'container.ended', 'container.killed', 'sandbox.killed', 'pod.torn-down']);
const OPENS = new Set(['container.started', 'container.restarted', 'pod.ready']);

/** Events of a pod that was ready before. */
const WAS_READY = new Set([...LEFT, ...SHUTS, 'pod.unready', 'pod.marked-unready']);

/** Events after which nobody hears of a node. */
export const SILENCES = new Set(['node.lost', 'cable.cut']);
const NIC = '/eth0';

/** An address as a sentence tells it, in any language. */
const ADDRESS = /(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]*:[0-9a-f:]*:[0-9a-f]*/i;

/** What a pod's name begins with: that of its ReplicaSet or StatefulSet. @param {string} name */
export const setOf = (name) => name.replace(/-[a-z0-9]{1,10}$/, '');

/** The address that a pod has at a moment, or had last; empty where it has had none. @param {Pick<Life, 'addresses'>} pod @param {number} time */
export const addressAt = ({ addresses }, time) => addresses.findLast((a) => a.from <= time)?.ip ?? '';

/** @param {Timeline} line @param {Topology} first @returns {Life[]} in the order in which they came */
export function livesOf({ events }, first) {
  /** @type {Map<string, Life>} */
  const lives = new Map();
  const ready = readyAtFirst(first);
  for (const ns of first.namespaces) {
    for (const pod of ns.kind === 'pod' ? ns.pods : []) {
      const life = born(`${pod.namespace}/${pod.name}`, ns.machine, 0, ready.has(ns.id) ? 'ready' : 'unready');
      if (pod.ip) life.addresses.push({ from: 0, ip: pod.ip });
      if (ready.has(ns.id)) life.ready.push({ from: 0, until: Infinity });
      lives.set(life.id, life);
    }
  }
  for (const event of events) {
    const { code, object, time } = event;
    if (object.kind === 'Pod') {
      const id = `${object.namespace ?? 'default'}/${object.name}`;
      const life = lives.get(id) ?? (WAS_READY.has(code) ? old(id, event) : born(id, null, time, 'starts'));
      lives.set(id, life);
      lived(life, event);
    } else {
      const node = partedBy(event);
      if (node !== null) for (const life of lives.values()) if (life.node === node && life.until === Infinity) parted(life, time, SILENCES.has(code));
    }
  }
  return [...lives.values()];
}

/** A pod without a Service counts as ready at the beginning. @param {Topology} first */
function readyAtFirst({ namespaces, services = [] }) {
  const not = new Set(services.flatMap((s) => s.endpoints ?? []).filter((e) => !e.ready).map((e) => e.pod));
  return new Set(namespaces.filter((n) => !not.has(n.id)).map((n) => n.id));
}

/** @param {string} id @param {string|null} node @param {number} from @param {Phase} phase @returns {Life} */
function born(id, node, from, phase) {
  const name = id.slice(id.indexOf('/') + 1);
  return {
    id, name, set: setOf(name), addresses: [], node, from, until: Infinity, drawn: from === 0 && phase !== 'starts' ? null : Infinity, undrawn: null, deleted: null,
    stretches: [{ from, until: Infinity, phase }], shut: phase === 'starts' ? [{ from, until: Infinity, cause: 'pod.created' }] : [], ready: [],
  };
}

/**
 * A pod that was there from the beginning, of which nothing was told: of a large network only the first pods are known.
 * @param {string} id
 * @param {Happened} event
 * @returns {Life}
 */
function old(id, { node }) {
  return { ...born(id, node || null, 0, 'ready'), ready: [{ from: 0, until: Infinity }] };
}

/** @param {Life} life @param {Happened} event */
function lived(life, { code, time, node, sentence }) {
  if (code === 'pod.scheduled' || life.node === null) life.node = node || life.node;
  if (code === 'pod.sandbox') {
    if (life.drawn === Infinity) life.drawn = time;
    const ip = ADDRESS.exec(sentence)?.[0];
    if (ip) life.addresses.push({ from: time, ip });
    life.undrawn = null;
  }
  if (code === 'pod.torn-down') life.undrawn = time;
  if (LEFT.has(code)) {
    life.deleted ??= time;
    turned(life, time, isShut(life) ? 'closed' : 'ends');
  }
  if (SHUTS.has(code)) shut(life, time, code);
  if (OPENS.has(code)) opened(life, time);
  if (code === 'pod.ready') {
    if (!life.ready.some((r) => r.until === Infinity)) life.ready.push({ from: time, until: Infinity });
    if (life.deleted === null) turned(life, time, 'ready');
  }
  if (code === 'pod.unready' || code === 'pod.marked-unready' || code === 'pod.gone') for (const r of life.ready) r.until = Math.min(r.until, time);
  if ((code === 'pod.unready' || code === 'pod.marked-unready') && life.deleted === null && phaseOf(life) === 'ready') turned(life, time, 'unready');
  if (SHUTS.has(code)) turned(life, time, life.deleted === null ? 'unready' : 'closed');
  if (code === 'pod.gone') {
    life.until = time;
    life.undrawn ??= time;
    shut(life, time, code);
    life.stretches[life.stretches.length - 1].until = time;
  }
}

/** The node that an event parts from the others, or brings back to them; null: none. @param {Happened} event */
export function partedBy({ code, object }) {
  if (code === 'node.lost' || code === 'node.returned') return object.name;
  return (code === 'cable.cut' || code === 'cable.joined') && object.name.endsWith(NIC) ? object.name.slice(0, -NIC.length) : null;
}

/** A machine that is gone, or back. @param {Life} life @param {number} time @param {boolean} gone */
function parted(life, time, gone) {
  if (gone) {
    shut(life, time, 'node.lost');
    turned(life, time, 'lost');
  } else {
    opened(life, time);
    turned(life, time, life.deleted !== null ? 'ends' : life.ready.some((r) => r.until === Infinity) ? 'ready' : 'unready');
  }
}

/** @param {Life} life */
const phaseOf = (life) => life.stretches[life.stretches.length - 1].phase;
/** @param {Life} life */
const isShut = (life) => life.shut.some((s) => s.until === Infinity);

/** @param {Life} life @param {number} time @param {string} cause */
function shut(life, time, cause) {
  if (!isShut(life)) life.shut.push({ from: time, until: Infinity, cause });
}

/** @param {Life} life @param {number} time */
function opened(life, time) {
  for (const s of life.shut) s.until = Math.min(s.until, time);
}

/** @param {Life} life @param {number} time @param {Phase} phase */
function turned(life, time, phase) {
  const last = life.stretches[life.stretches.length - 1];
  if (last.phase === phase) return;
  last.until = time;
  if (last.until <= last.from) life.stretches.pop();
  life.stretches.push({ from: time, until: Infinity, phase });
}

