import { versionOf } from './course.js';
import { courseNow, stopAt } from './time.js';

/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./lives.js').Life} Life */
/**
 * What the picture says of a pod or a node at the moment that is shown.
 * @typedef {object} Cue
 * @property {import('./lives.js').Phase|'fresh'|'old'} tone
 * @property {string} key of its words
 * @property {(string|number)[]} args
 * @property {string} [label] what the pod is called
 * @property {string} [brief] the same where there is little room
 */

/** A sign for each version of a workload, the oldest first. */
export const VERSIONS = Object.freeze(['▢', '◇', '△', '○']);
/** A sign for each phase, so that colour is not all that tells them apart. */
export const SIGNS = Object.freeze({ starts: '○', ready: '●', unready: '○', ends: '◐', closed: '✕', lost: '?' });
/** Letters of the hashes that ReplicaSets are named with (k8s.io/apimachinery/pkg/util/rand). */
const HASH = /^[bcdfghjklmnpqrstvwxz2456789]{5,10}$/;

/** @param {Course} course @param {Life} pod @returns {string} the sign of its version */
export const signOf = (course, pod) => VERSIONS[versionOf(course, pod) % VERSIONS.length];

/** A pod's name without the hash of its ReplicaSet. @param {Pick<Life, 'name'|'set'>} pod */
export function shortOf({ name, set }) {
  const hash = set.slice(set.lastIndexOf('-') + 1);
  return name !== set && set.includes('-') && HASH.test(hash) ? set.slice(0, set.length - hash.length) + name.slice(set.length + 1) : name;
}

/**
 * The versions there are: their signs with the names of what made them.
 * @param {Course} course
 * @param {Topology[]} seen where their images are looked for
 * @returns {{sign: string, set: string, image: string}[]} none where no workload has a second one
 */
export function versionsOf(course, seen) {
  const several = [...course.sets.values()].filter((sets) => sets.length > 1).flat();
  const pods = seen.flatMap((t) => t.namespaces).flatMap((n) => n.pods);
  const images = new Map(several.map((set) => [set, pods.find((p) => p.name.startsWith(`${set}-`))?.containers.map((c) => c.image).join(', ') ?? '']));
  return several.map((set) => ({ sign: signOf(course, /** @type {Life} */ ({ set })), set, image: images.get(set) ?? '' }));
}

/** @param {Life} pod @param {number} time */
export const phaseAt = (pod, time) => pod.stretches.findLast((s) => s.from <= time)?.phase ?? 'starts';

/** @type {WeakMap<Topology, {course: Course, drawn: Topology}>} */
const known = new WeakMap();

/**
 * The topology of a moment with what the picture says of it. The same object for the same moment.
 * @param {Pick<import('./state.js').State, 'timing'|'told'|'scene'|'topology'>} state
 * @param {Topology} topology
 * @returns {Topology}
 */
export function cued(state, topology) {
  const course = courseNow(state);
  const time = sceneTime(state.scene);
  if (!state.timing || !course || time === null) return topology;
  const before = known.get(topology);
  if (before?.course === course) return before.drawn;
  const drawn = { ...topology, cues: cuesAt(course, time) };
  known.set(topology, { course, drawn });
  return drawn;
}

/** The moment a drawn topology is of. @param {string} scene */
export function sceneTime(scene) {
  const word = scene.slice(scene.lastIndexOf(' ') + 1);
  return word === '' ? null : Number(word);
}

/**
 * @param {Course} course
 * @param {number} time
 * @returns {Map<string, Cue>} by network namespace
 */
export function cuesAt(course, time) {
  /** @type {Map<string, Cue>} */
  const cues = new Map();
  for (const pod of course.pods) {
    if (pod.from > time || pod.until <= time) continue;
    const phase = phaseAt(pod, time);
    cues.set(pod.id, { tone: phase, key: `ui.time.phase.${phase}`, args: [], label: `${signOf(course, pod)} ${shortOf(pod)}`, brief: `${signOf(course, pod)} ${pod.name.slice(pod.name.lastIndexOf('-') + 1)}` });
  }
  const shut = new Set(course.pods.filter((p) => p.shut.some((s) => s.from <= time && time < s.until)).map((p) => p.id));
  for (const { nodes, named, writes } of course.rules) {
    const since = writes.findLast((w) => w <= time) ?? 0;
    const old = [...named.values()].some((all) => all.findLast((n) => n.from <= time)?.pods.some((p) => shut.has(p)));
    for (const node of nodes) cues.set(node, { tone: old ? 'old' : 'fresh', key: old ? 'ui.time.rules.old' : 'ui.time.rules', args: [since] });
  }
  return cues;
}

/**
 * Pods and nodes to which something happened at the moment that is shown.
 * @param {Pick<import('./state.js').State, 'timing'|'told'|'scene'>} state
 * @returns {string[]} network namespaces
 */
export function changedNow(state) {
  const course = courseNow(state);
  const time = sceneTime(state.scene);
  if (!state.timing || !course || time === null) return [];
  const stop = stopAt(course, time);
  const nodes = course.rules.filter((r) => r.writes.includes(stop)).flatMap((r) => r.nodes);
  return [...nodes, ...course.events.filter((e) => e.time === stop).flatMap(({ object: { kind, namespace, name } }) =>
    (kind === 'Pod' ? [`${namespace ?? 'default'}/${name}`] : kind === 'Node' && name ? [name] : []))];
}
