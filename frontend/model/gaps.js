/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./lives.js').Life} Life */
/**
 * A time in which rules of nodes lead to a pod that answers no new connection.
 * @typedef {object} Gap
 * @property {number} from
 * @property {number} until Infinity where it lasts to the end
 * @property {Life} pod
 * @property {string} service
 * @property {string[]} nodes
 * @property {string} cause code of the event that shut the pod
 *
 * @typedef {{time: number, result: string, code?: string, pod?: string, node?: string, version?: string, seed?: number}} Request one of a stream, and what became of it
 */

/** @type {WeakMap<Course, Gap[]>} */
const known = new WeakMap();

/**
 * Every such time, in order; nodes that share it are told together.
 * @param {Course} course
 * @returns {Gap[]}
 */
export function gapsOf(course) {
  const before = known.get(course);
  if (before) return before;
  /** @type {Map<string, Gap>} */
  const gaps = new Map();
  const lives = new Map(course.pods.map((p) => [p.id, p]));
  for (const { nodes, named, lost } of course.rules) {
    for (const [service, all] of named) {
      for (const [pod, times] of timesOf(all)) {
        const life = lives.get(pod);
        if (life) for (const gap of shutWhileNamed(life, without(times, lost))) {
          const key = [gap.from, gap.until, service, pod].join(' ');
          const same = gaps.get(key);
          if (same) same.nodes.push(...nodes);
          else gaps.set(key, { ...gap, pod: life, service, nodes: [...nodes] });
        }
      }
    }
  }
  const sorted = [...gaps.values()].sort((a, b) => a.from - b.from || a.until - b.until);
  known.set(course, sorted);
  return sorted;
}

/** When each pod is named. @param {import('./course.js').Named[]} named @returns {Map<string, {from: number, until: number}[]>} */
function timesOf(named) {
  /** @type {Map<string, {from: number, until: number}[]>} */
  const times = new Map();
  for (const { from, until, pods } of named) {
    for (const pod of pods) {
      const own = times.get(pod) ?? [];
      if (own.length === 0) times.set(pod, own);
      const last = own[own.length - 1];
      if (last?.until === from) last.until = until;
      else own.push({ from, until });
    }
  }
  return times;
}

/**
 * Rules of a lost node lead nobody anywhere.
 * @param {{from: number, until: number}[]} times
 * @param {{from: number, until: number}[]} lost
 */
const without = (times, lost) => lost.reduce((left, gone) => left.flatMap(({ from, until }) =>
  [{ from, until: Math.min(until, gone.from) }, { from: Math.max(from, gone.until), until }].filter((t) => t.from < t.until)), times);

/**
 * @param {Life} life
 * @param {{from: number, until: number}[]} times
 * @returns {{from: number, until: number, cause: string}[]}
 */
const shutWhileNamed = (life, times) => times.flatMap(({ from, until }) => life.shut.map((shut) =>
  ({ from: Math.max(from, shut.from), until: Math.min(until, shut.until), cause: shut.cause })).filter((g) => g.until - g.from >= 0.0005));

/** The gap at a moment, or the last one that began before it. @param {Gap[]} gaps @param {number} time @returns {Gap|null} */
export const gapAt = (gaps, time) => gaps.findLast((g) => g.from <= time && time < g.until) ?? null;

/** @param {Gap[]} gaps @param {number} end @returns {number} seconds in which some pod is named and shut, together */
export function lengthOf(gaps, end) {
  let total = 0;
  let until = 0;
  for (const gap of gaps) {
    const [a, b] = [Math.max(gap.from, until), Math.min(gap.until, end)];
    if (b <= a) continue;
    total += b - a;
    until = b;
  }
  return total;
}

/** Requests that were not answered. @param {Request[]} probes @param {number} [from] @param {number} [until] */
export const lostOf = (probes, from = 0, until = Infinity) => probes.filter((p) => p.result !== 'delivered' && p.time >= from && p.time < until);
