import { gapAt, gapsOf } from './gaps.js';
import { happenedIn, podOf } from './happened.js';

/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./lives.js').Life} Life */
/**
 * What somebody takes a pod for at a moment.
 * @typedef {object} Knows
 * @property {'api'|'kubelet'|'slice'|'rules'|'process'} who
 * @property {string[]} of nodes, or the Service
 * @property {string} key of the words for it
 * @property {(string|number)[]} args
 * @property {number} since seconds
 * @property {number|null} next when it will be put right, where it is wrong
 * @property {boolean} wrong whether it leads new connections to a pod that does not answer
 */

/** What the kubelet does about a pod, by the code of the event; the last that happened counts. */
const DOES = new Set(['pod.sandbox', 'init.started', 'init.done', 'init.failed', 'container.no-image', 'container.started', 'container.restarted', 'container.back-off', 'container.killed', 'container.unhealthy', 'sandbox.killed',
  'pod.ready', 'pod.unready', 'pod.pre-stop', 'pod.stopping', 'container.ended', 'pod.torn-down', 'pod.gone']);
/** Of a pod that is being deleted only this counts. */
const ENDS = new Set(['pod.pre-stop', 'pod.stopping', 'container.ended', 'pod.torn-down', 'pod.gone']);
const LEAVES = new Set(['pod.deleted', 'pod.deleted-by-user', 'pod.evicted', 'pod.evicted-by-taint']);
/** What the API server is told of a pod. */
const TOLD = new Set(['pod.created', 'pod.scheduled', 'pod.unschedulable', 'pod.ready', 'pod.unready', 'pod.marked-unready', 'pod.deleted', 'pod.deleted-by-user',
  'pod.evicted', 'pod.evicted-by-taint', 'pod.gone']);

/**
 * Who knows what of a pod at a moment, from the API server to the rules of each node.
 * @param {Course} course
 * @param {string} id of the pod
 * @param {number} now
 * @returns {Knows[]}
 */
export function knowledgeOf(course, id, now) {
  const life = course.pods.find((p) => p.id === id);
  if (!life || life.from > now) return [];
  const own = (happenedIn(course).of.get(id) ?? []).filter((e) => e.time <= now);
  const last = (/** @type {Set<string>} */ codes) => own.findLast((e) => codes.has(e.code));
  const leaves = life.deleted !== null && life.deleted <= now;
  const told = leaves ? own.findLast((e) => e.code === 'pod.gone') ?? own.find((e) => LEAVES.has(e.code)) : last(TOLD);
  const does = leaves ? last(ENDS) ?? last(DOES) : last(DOES);
  const shut = life.shut.find((s) => s.from <= now && now < s.until);
  return [
    line('api', [], told ? `ui.knows.${told.code}` : 'ui.knows.there', told?.time ?? 0),
    ...(life.node ? [line('kubelet', [life.node], does ? `ui.knows.kubelet.${does.code}` : life.from > 0 ? 'ui.knows.kubelet.waits' : 'ui.knows.kubelet.runs', does?.time ?? told?.time ?? 0)] : []),
    ...(shut && shut.cause !== 'pod.created' ? [line('process', [], shut.cause === 'node.lost' ? 'ui.knows.lost' : 'ui.knows.closed', shut.from)] : []),
    ...course.services.flatMap((s) => sliceLine(s, life, now)),
    ...course.services.flatMap((s) => (s.named.some((n) => n.pods.includes(id)) ? course.rules.map((r) => rulesLine(r, s, life, now)) : [])),
  ];
}

/** @param {Knows['who']} who @param {string[]} of @param {string} key @param {number} since @returns {Knows} */
const line = (who, of, key, since) => ({ who, of, key, args: [], since, next: null, wrong: false });

/** @param {import('./course.js').Slices} slices @param {Life} life @param {number} now @returns {Knows[]} */
function sliceLine({ name, named }, life, now) {
  if (!named.some((n) => n.pods.includes(life.id))) return [];
  const holds = named.filter((n) => n.from <= now);
  const is = (/** @type {import('./course.js').Named} */ n) => n.pods.includes(life.id);
  const current = holds[holds.length - 1];
  const began = holds.findLastIndex((n) => is(n) !== is(current)) + 1;
  const listed = life.drawn === null ? 0 : named.find((n) => n.from >= Number(life.drawn))?.from ?? Infinity;
  if (listed > now) return [line('slice', [name], 'ui.knows.slice.none', life.from)];
  const key = is(current) ? 'ui.knows.slice.ready' : life.deleted !== null && life.deleted <= now ? 'ui.knows.slice.terminating' : 'ui.knows.slice.unready';
  return [{ ...line('slice', [name], key, Math.max(life.from, listed, holds[began]?.from ?? 0)), wrong: false }];
}

/** @param {import('./course.js').Rules} rules @param {import('./course.js').Slices} slices @param {Life} life @param {number} now @returns {Knows} */
function rulesLine({ nodes, named }, slices, life, now) {
  const all = named.get(slices.id) ?? [];
  const holds = all.filter((n) => n.from <= now);
  const is = (/** @type {import('./course.js').Named} */ n) => n.pods.includes(life.id);
  const current = holds[holds.length - 1];
  const began = holds.findLastIndex((n) => is(n) !== is(current)) + 1;
  const shut = life.shut.some((s) => s.from <= now && now < s.until);
  const wrong = is(current) && shut;
  const next = all.find((n) => n.from > now && !is(n));
  return {
    who: 'rules', of: nodes, since: Math.max(life.from, holds[began]?.from ?? 0), wrong, next: wrong ? next?.from ?? null : null,
    key: is(current) ? (shut ? 'ui.knows.rules.still' : 'ui.knows.rules.one') : 'ui.knows.rules.not', args: is(current) ? [current.pods.length] : [],
  };
}

/**
 * The pod that is spoken of: the one that was chosen, else that of the gap, else the last to which something happened.
 * @param {Course} course
 * @param {string|null} chosen
 * @param {number} now
 * @returns {string|null}
 */
export function podAt(course, chosen, now) {
  if (chosen !== null && course.pods.some((p) => p.id === chosen)) return chosen;
  const gap = gapAt(gapsOf(course), now);
  if (gap) return gap.pod.id;
  const last = happenedIn(course).pods.findLast((e) => e.time <= now);
  if (last) return podOf(last);
  return course.pods.find((p) => p.deleted !== null)?.id ?? course.pods[0]?.id ?? null;
}
