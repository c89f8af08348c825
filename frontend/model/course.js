import { livesOf, partedBy, setOf, SILENCES } from './lives.js';

/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./lives.js').Life} Life */
/**
 * Something that happened, as `GET …/timeline` tells it. Times are in seconds since the beginning.
 * @typedef {object} Happened
 * @property {number} time
 * @property {string} actor
 * @property {string} [node]
 * @property {{kind: string, namespace?: string, name: string}} object
 * @property {string} code
 * @property {string} sentence
 * @property {string} [why]
 * @property {number} [rule]
 *
 * @typedef {{kind: string, namespace: string, name: string, replicas: number, maxSurge?: number, maxUnavailable?: number, preStop: number, image: string, versions: Record<string, string>}} Workload
 *   `versions`: images by the name of each ReplicaSet it had
 * @typedef {{edit: number, time: number, where: string, what: string, refused?: string}} Planned
 * @typedef {object} Timeline
 * @property {number} end
 * @property {boolean} settled
 * @property {Record<string, number|string>} settings
 * @property {Planned[]} planned
 * @property {Workload[]} [workloads]
 * @property {string[]} [cronJobs] as `CronJob namespace/name`
 * @property {number} total
 * @property {Happened[]} events
 *
 * @typedef {{from: number, until: number, pods: string[]}} Named endpoints that new connections may go to, as ids of pods
 * @typedef {{id: string, name: string, writes: number[], named: Named[]}} Slices of a Service: what they name, from write to write
 * @typedef {{nodes: string[], writes: number[], named: Map<string, Named[]>, still: boolean, lost: {from: number, until: number}[]}} Rules of nodes that have always written at the same moments; by Service; `still`: nobody writes them at the end; `lost`: when no packet comes to them, as the nodes are lost
 *
 * @typedef {object} Course
 * @property {number} end
 * @property {number[]} stops moments at which something happens, with the beginning
 * @property {Happened[]} events
 * @property {Life[]} pods
 * @property {Slices[]} services
 * @property {Rules[]} rules
 * @property {Map<string, string[]>} sets names of what made pods, oldest first, by the name of the workload
 */

/** @type {WeakMap<Timeline, {first: Topology, course: Course}>} */
const known = new WeakMap();

/**
 * A time line by what takes part in it. The same object for the same time line.
 * @param {Timeline} line
 * @param {Topology} first the cluster at the beginning
 * @returns {Course}
 */
export function courseOf(line, first) {
  const before = known.get(line);
  if (before?.first === first) return before.course;
  const pods = livesOf(line, first);
  const services = slicesOf(line, first, pods);
  const course = {
    end: Math.max(line.end, ...line.events.slice(-1).map((e) => e.time), 0),
    stops: [...new Set([0, ...line.events.map((e) => e.time)])].sort((a, b) => a - b),
    events: line.events, pods, services, rules: rulesOf(line, first, services), sets: setsOf(line, pods),
  };
  known.set(line, { first, course });
  return course;
}

/**
 * What the EndpointSlices of each Service name. The controller has heard of what happened a watch before it writes.
 * @param {Timeline} line
 * @param {Topology} first
 * @param {Life[]} pods
 * @returns {Slices[]}
 */
function slicesOf({ events, settings }, first, pods) {
  const watch = Number(settings['watch'] ?? 0);
  /** @type {Map<string, {writes: number[], members: Set<string>, first: string[]}>} */
  const found = new Map();
  for (const s of first.services ?? []) {
    const ends = (s.endpoints ?? []).flatMap((e) => (e.pod ? [e] : []));
    found.set(`${s.namespace}/${s.name}`, { writes: [], members: new Set(ends.map((e) => String(e.pod))), first: ends.filter((e) => e.ready).map((e) => String(e.pod)) });
  }
  const byName = new Map(pods.map((p) => [p.name, p.id]));
  for (const { code, object, sentence, time } of events) {
    if (code !== 'slices.written') continue;
    const id = `${object.namespace ?? 'default'}/${object.name}`;
    const own = found.get(id) ?? { writes: [], members: new Set(), first: [] };
    found.set(id, own);
    own.writes.push(time);
    for (const word of sentence.match(/[a-z0-9][a-z0-9.-]*/g) ?? []) {
      const pod = byName.get(word);
      if (pod) own.members.add(pod);
    }
  }
  return [...found].map(([id, { writes, members, first: at }]) => {
    const own = pods.filter((p) => members.has(p.id));
    const moments = [...new Set(writes)];
    const named = [0, ...moments].map((from, i) => ({
      from, until: moments[i] ?? Infinity, pods: i === 0 ? at : usable(own, from - watch / 2),
    }));
    return { id, name: id.slice(id.indexOf('/') + 1), writes: moments, named };
  });
}

/** Ready pods that are not being deleted; where there are none, ready ones that are (KEP-1669). @param {Life[]} pods @param {number} time */
function usable(pods, time) {
  const there = pods.filter((p) => p.from <= time && p.until > time && p.ready.some((r) => r.from <= time && time < r.until));
  const staying = there.filter((p) => p.deleted === null || p.deleted > time);
  return (staying.length > 0 ? staying : there).map((p) => p.id);
}

/**
 * The rules of each node, from write to write: what they hold was known when the write began.
 * @param {Timeline} line
 * @param {Topology} first
 * @param {Slices[]} services
 * @returns {Rules[]}
 */
function rulesOf({ events, settings }, first, services) {
  const took = Number(settings['proxySync'] ?? 0);
  /** @type {Map<string, Rules>} */
  const groups = new Map();
  for (const { id } of first.machines.filter((m) => m.kind === 'node')) {
    const { writes, still, lost } = writesOf(id, events);
    const key = `${writes.join(' ')} ${still} ${lost.map((l) => l.from + '-' + l.until).join(' ')}`;
    const group = groups.get(key);
    if (group) {
      group.nodes.push(id);
      continue;
    }
    groups.set(key, { nodes: [id], writes, still, lost, named: new Map(services.map((s) => [s.id, held(s, writes, took)])) });
  }
  return [...groups.values()];
}

/**
 * A node whose kube-proxy was stopped, or that was lost, is told of alone from then on.
 * @param {string} node
 * @param {Happened[]} events
 */
function writesOf(node, events) {
  /** @type {number[]} */ const writes = [];
  /** @type {{from: number, until: number}[]} */ const lost = [];
  let alone = false;
  let still = false;
  for (const event of events) {
    const { code, object, time } = event;
    const own = object.kind === 'Node' && object.name === node;
    const parts = partedBy(event) === node;
    if ((own && code === 'proxy.stopped') || (parts && SILENCES.has(code))) alone = still = true;
    if (own && code === 'node.lost') lost.push({ from: time, until: Infinity });
    if (own && code === 'node.returned' && lost.length > 0) lost[lost.length - 1].until = time;
    if ((own && code === 'proxy.started') || (parts && !SILENCES.has(code))) still = false;
    if (own && code === 'rules.written-on') alone = true;
    if ((own && code === 'rules.written-on') || (code === 'rules.written' && !alone)) writes.push(time);
  }
  return { writes: [...new Set(writes)], still, lost };
}

/** @param {Slices} slices @param {number[]} writes @param {number} took @returns {Named[]} */
function held({ named }, writes, took) {
  /** @type {Named[]} */
  const all = [{ from: 0, until: Infinity, pods: named[0].pods }];
  for (const time of writes) {
    const knew = named.findLast((n) => n.from <= time - took + 1e-6) ?? named[0];
    all[all.length - 1].until = time;
    all.push({ from: time, until: Infinity, pods: knew.pods });
  }
  return all;
}

/** @param {Timeline} line @param {Life[]} pods @returns {Map<string, string[]>} */
function setsOf({ events }, pods) {
  /** @type {Map<string, string[]>} */
  const sets = new Map();
  const made = events.filter((e) => e.code === 'set.created').map((e) => e.object.name);
  for (const set of [...pods.filter((p) => p.from === 0).map((p) => p.set), ...made, ...pods.map((p) => p.set)]) {
    const own = sets.get(setOf(set)) ?? [];
    if (!own.includes(set)) sets.set(setOf(set), [...own, set]);
  }
  return sets;
}

/** Which of its workload's versions a pod is, 0 for the oldest. @param {Course} course @param {{set: string}} pod */
export const versionOf = (course, { set }) => Math.max(0, (course.sets.get(setOf(set)) ?? []).indexOf(set));
