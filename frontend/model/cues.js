import { happenedIn, podOf } from './happened.js';
import { versionOf } from './course.js';
import { addressAt, setOf } from './lives.js';
import { castOf } from './cast.js';
import { clientsAt } from './clients.js';
import { courseNow, stopAt } from './time.js';

/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./lives.js').Life} Life */
/**
 * What the picture says of a pod or a node at the moment that is shown.
 * @typedef {object} Cue
 * @property {import('./lives.js').Phase|'fresh'|'old'|'client'|'losing'|'gone'} tone
 * @property {string} key of its words
 * @property {(string|number)[]} args
 * @property {string} [label] what the pod is called
 * @property {string} [brief] the same where there is little room
 * @property {boolean} [touched] whether something happened to it at the moment that is shown
 * @property {{node: string, slot: number}} [stood] where a pod stood that has just gone
 * @property {Held|null} [rules] of a node
 *
 * @typedef {{text: string, share: string, old: boolean, fresh: boolean}} Draw an endpoint that rules name, and how often it is drawn; `old`: it answers no new connection; `fresh`: the last write added it
 * @typedef {{service: string, draws: Draw[]}} Held what a node's rules hold of a Service
 */

/** A sign for each version of a workload, the oldest first. */
export const VERSIONS = Object.freeze(['▢', '◇', '△', '○']);
/** A sign for each phase, so that colour is not all that tells them apart. */
export const SIGNS = Object.freeze({ starts: '○', ready: '●', unready: '○', ends: '◐', closed: '✕', lost: '?', client: '✓', losing: '✕', gone: '✕' });
/** Letters of the hashes that ReplicaSets are named with (k8s.io/apimachinery/pkg/util/rand). */
const HASH = /^[bcdfghjklmnpqrstvwxz2456789]{5,10}$/;

/** @param {Course} course @param {Pick<Life, 'set'>} pod @returns {string} the sign of its version, empty where its workload has one only */
export const signOf = (course, pod) => ((course.sets.get(setOf(pod.set)) ?? []).length > 1 ? VERSIONS[versionOf(course, pod) % VERSIONS.length] : '');

/** What a pod is called: its sign and its name. @param {Course} course @param {Life} pod */
export const nameOf = (course, pod) => `${signOf(course, pod)} ${shortOf(pod)}`.trim();

/** A pod's name without the hash of its ReplicaSet. @param {Pick<Life, 'name'|'set'>} pod */
export function shortOf({ name, set }) {
  const hash = set.slice(set.lastIndexOf('-') + 1);
  return name !== set && set.includes('-') && HASH.test(hash) ? set.slice(0, set.length - hash.length) + name.slice(set.length + 1) : name;
}

/**
 * The versions there are: their signs with the names of what made them.
 * @param {Course} course
 * @param {import('./course.js').Workload[]} workloads
 * @returns {{sign: string, set: string, image: string}[]} none where no workload has a second one
 */
export function versionsOf(course, workloads) {
  const images = new Map(workloads.flatMap((w) => Object.entries(w.versions)));
  return [...course.sets.values()].filter((sets) => sets.length > 1).flat().map((set) => ({ sign: signOf(course, { set }), set, image: images.get(set) ?? '' }));
}

/** @param {Life} pod @param {number} time */
export const phaseAt = (pod, time) => pod.stretches.findLast((s) => s.from <= time)?.phase ?? 'starts';

/** @type {WeakMap<Topology, {course: Course, traffic: unknown, drawn: Topology}>} */
const known = new WeakMap();

/**
 * The topology of a moment with what the picture says of it. The same object for the same moment.
 * @param {Pick<import('./state.js').State, 'timing'|'told'|'scene'|'topology'|'traffic'>} state
 * @param {Topology} topology
 * @returns {Topology}
 */
export function cued(state, topology) {
  const course = courseNow(state);
  const time = sceneTime(state.scene);
  if (!state.timing || !course || time === null) return topology;
  const before = known.get(topology);
  if (before?.course === course && before.traffic === state.traffic) return before.drawn;
  const drawn = { ...topology, cues: cuesAt(course, time, state.traffic) };
  known.set(topology, { course, traffic: state.traffic, drawn });
  return drawn;
}

/** @type {WeakMap<Course, Map<Life, {label: string, brief: string}>>} */
const words = new WeakMap();

/** What a pod is called, at every moment. @param {Course} course @param {Life} pod */
function wordsOf(course, pod) {
  const all = words.get(course) ?? new Map();
  if (all.size === 0) words.set(course, all);
  const known = all.get(pod);
  if (known) return known;
  const found = { label: nameOf(course, pod), brief: `${signOf(course, pod)} ${pod.name.slice(pod.name.lastIndexOf('-') + 1)}`.trim() };
  all.set(pod, found);
  return found;
}

/** The moment a drawn topology is of. @param {string} scene */
export function sceneTime(scene) {
  const word = scene.slice(scene.lastIndexOf(' ') + 1);
  return word === '' ? null : Number(word);
}

/**
 * @param {Course} course
 * @param {number} time
 * @param {import('./time.js').Traffic|null} [traffic]
 * @returns {Map<string, Cue>} by network namespace, and `service:ID`
 */
export function cuesAt(course, time, traffic = null) {
  /** @type {Map<string, Cue>} */
  const cues = new Map();
  for (const pod of course.pods) {
    if (goes(pod, time)) {
      const slot = castNow(course).get(String(pod.node))?.findIndex((own) => own.includes(pod)) ?? -1;
      if (slot >= 0) cues.set(pod.id, { tone: 'gone', key: 'ui.time.phase.gone', args: [], label: nameOf(course, pod), stood: { node: String(pod.node), slot } });
      continue;
    }
    if (pod.from > time || pod.until <= time) continue;
    const phase = phaseAt(pod, time);
    cues.set(pod.id, { tone: phase, key: `ui.time.phase.${phase}`, args: [], ...wordsOf(course, pod) });
  }
  for (const { id, lost, sent } of clientsAt(traffic, time)) {
    const own = cues.get(id);
    if (own) cues.set(id, { ...own, brief: own.label, tone: lost > 0 ? 'losing' : 'client', key: lost > 0 ? 'ui.time.client.lost' : 'ui.time.client', args: [lost > 0 ? lost : sent] });
  }
  const shut = new Set(course.pods.filter((p) => p.shut.some((s) => s.from <= time && time < s.until)).map((p) => p.id));
  const lives = new Map(course.pods.map((p) => [p.id, p]));
  const spoken = course.services.find((s) => s.writes.length > 0);
  for (const rules of course.rules) {
    const since = rules.writes.findLast((w) => w <= time) ?? 0;
    const old = [...rules.named.values()].some((all) => all.findLast((n) => n.from <= time)?.pods.some((p) => shut.has(p)));
    const held = spoken ? heldAt(course, rules, spoken, { time, shut, lives }) : null;
    for (const node of rules.nodes) cues.set(node, { tone: old ? 'old' : 'fresh', key: old ? 'ui.time.rules.old' : 'ui.time.rules', args: [since], rules: held });
  }
  for (const { id, writes } of course.services) if (writes.includes(time)) cues.set(`service:${id}`, { tone: 'fresh', key: 'ui.time.written', args: [], touched: true });
  return cues;
}

/** Whether a pod goes at a moment: its address does, which is its place in the picture, or it does. @param {Life} pod @param {number} time */
const goes = ({ undrawn, until, drawn }, time) => drawn !== Infinity && (undrawn === time || until === time);

/** @type {WeakMap<Course, import('./cast.js').Cast>} */
const casts = new WeakMap();

/** @param {Course} course */
function castNow(course) {
  const cast = casts.get(course) ?? castOf(course.pods);
  casts.set(course, cast);
  return cast;
}

/**
 * @param {Course} course
 * @param {import('./course.js').Rules} rules
 * @param {import('./course.js').Slices} service
 * @param {{time: number, shut: Set<string>, lives: Map<string, Life>}} at
 * @returns {Held|null}
 */
function heldAt(course, { named }, service, { time, shut, lives }) {
  const all = named.get(service.id) ?? [];
  const i = all.findLastIndex((n) => n.from <= time);
  if (i < 0) return null;
  const { pods, from } = all[i];
  const before = new Set(i > 0 && from === time ? all[i - 1].pods : pods);
  return {
    service: service.name, draws: pods.map((id) => {
      const pod = lives.get(id);
      return { text: pod ? `${signOf(course, pod)} ${addressAt(pod, from) || shortOf(pod)}`.trim() : id, share: `1/${pods.length}`, old: shut.has(id), fresh: !before.has(id) };
    }),
  };
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
  return [...nodes, ...(happenedIn(course).at.get(stop) ?? []).flatMap((event) => {
    const { kind, name } = event.object;
    return kind === 'Pod' ? [podOf(event)] : kind === 'Node' && name ? [name] : [];
  })];
}
