import { happenedIn } from './happened.js';
import { isSchoolOpen } from './lessons.js';
import { courseOf } from './course.js';

/** @typedef {import('./course.js').Timeline} Timeline */
/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./gaps.js').Request} Request */
/** @typedef {{key: string, line: Timeline, first: Topology}} Told a time line, and the cluster at its beginning */
/** @typedef {Partial<import('./types.js').Probe> & {from: string, to: string, start: number, until: number, every: number}} Stream of requests */
/** @typedef {{key: string, parts: {stream: Stream, probes: Request[]}[]}} Traffic what became of each client's stream */
/** @typedef {{of: string|null, edit: number|null}} Versus a cluster, null for this one, and after how many edits, null for all */
/**
 * The cluster as time passes: a view with a foot of its own, in which the stage shows a moment.
 * @typedef {object} TimeState
 * @property {boolean} timing whether the view is open
 * @property {number|null} clock moment that is shown, in seconds; null: everything has come to rest. It stays when a packet is sent from it
 * @property {boolean} ticking
 * @property {number} pace seconds of the time line in a second
 * @property {Told|null} told
 * @property {string} timeRefused
 * @property {string} scene the moment the drawn topology is of, empty for the end
 * @property {string|null} thinksOf pod that is spoken of, null for the last to which something happened
 * @property {Traffic|null} traffic
 * @property {boolean} noTraffic whether the server knows no streams
 * @property {Versus|null} versus what this one is compared with
 * @property {Told|null} toldThen
 * @property {Traffic|null} trafficThen
 * @property {boolean} both whether both are seen side by side
 * @property {{key: string, topology: Topology}|null} sceneThen
 * @property {{key: string, node: string, lines: string[]}|null} oldRule the rule that leads to a pod that does not answer
 * @property {{open: boolean, node: string|null, from: number|null, until: number|null}} ruled which rules are compared, null for those of the last write
 * @property {{key: string, lines: import('./rule-texts.js').Changed[], more: number}|null} ruledLines
 * @property {boolean} unfolded whether the left side is open in this view
 */

/** Paces to choose from. */
export const PACES = Object.freeze([0.1, 0.25, 0.5, 1, 2, 5, 20]);

/** @returns {TimeState} */
export const noTime = () => ({
  timing: false, clock: null, ticking: false, pace: 1, told: null, timeRefused: '', scene: '', thinksOf: null, traffic: null, noTraffic: false,
  ...noVersus(), oldRule: null, ruled: { open: false, node: null, from: null, until: null }, ruledLines: null, unfolded: false,
});

/** @returns {Pick<TimeState, 'versus'|'toldThen'|'trafficThen'|'both'|'sceneThen'>} */
const noVersus = () => ({ versus: null, toldThen: null, trafficThen: null, both: false, sceneThen: null });

/** @type {import('./reducer.js').Slice<TimeState>} */
export const TIME = {
  linkFollowed: (_, { link }) => ({ ...noTime(), timing: link.time, clock: link.moment ?? (link.time ? 0 : null) }),
  clusterOpened: (time, { id }, { clusterId }) => (id === clusterId ? { scene: sceneOf(time.clock) } : { ...noTime(), pace: time.pace }),
  staged: (time, { moment }) => ({ ...noTime(), pace: time.pace, clock: moment }),
  clusterRefreshed: (time, { id }, { clusterId }) => ({ scene: sceneOf(time.clock), ...(id === clusterId ? {} : noVersus()) }),
  timeTurned: (time, { on, clock }) => ({ timing: on, ticking: false, clock: on ? clock ?? time.clock ?? 0 : null, ...(on ? {} : { both: false }) }),
  boardTurned: (time, { on }) => (on ? { timing: false, ticking: false, both: false } : time.clock === null ? {} : { timing: true }),
  projectorTurned: (time, { on }) => (on ? { timing: false, ticking: false, both: false } : {}),
  probeSent: () => ({ timing: false, ticking: false, both: false }),
  timelineArrived: (time, { told, then }) => (then ? { toldThen: told } : {
    told, timeRefused: '', clock: time.clock === null ? null : Math.min(time.clock, Math.max(courseOf(told.line, told.first).end, 0)),
  }),
  timelineRefused: (_, { message }) => ({ timeRefused: message }),
  clockSet: (_, { clock, ticking }) => ({ clock, ticking }),
  paceChosen: (_, { pace }) => ({ pace }),
  momentShown: (_, { scene, then, topology }) => (then ? { sceneThen: { key: scene, topology } } : { scene }),
  oldRuleArrived: (_, { old }) => ({ oldRule: old }),
  ruledChosen: ({ ruled }, { ruled: now }) => ({ ruled: { ...ruled, ...now } }),
  ruledArrived: (_, { ruled }) => ({ ruledLines: ruled }),
  podChosen: (_, { pod }) => ({ thinksOf: pod }),
  trafficArrived: (_, { traffic, then }) => (then ? { trafficThen: traffic } : { traffic, noTraffic: false }),
  trafficRefused: () => ({ noTraffic: true, traffic: null, trafficThen: null }),
  versusChosen: (time, { edit, both, of = null }) => (edit === null && of === null ? noVersus()
    : { versus: { of, edit }, both, ...(edit === time.versus?.edit && of === time.versus.of ? {} : { toldThen: null, trafficThen: null, sceneThen: null }) }),
  sideUnfolded: (_, { on }) => ({ unfolded: on }),
};

/** How a moment is written in keys and links. @param {number|null} clock */
export const sceneOf = (clock) => (clock === null ? '' : String(Math.round(clock * 1000) / 1000));

/** @param {Pick<TimeState, 'told'>} state */
export const courseNow = ({ told }) => (told ? courseOf(told.line, told.first) : null);

/** @param {Pick<TimeState, 'toldThen'>} state */
export const courseThen = ({ toldThen }) => (toldThen ? courseOf(toldThen.line, toldThen.first) : null);

/**
 * The last moment at which something happened: between two of them nothing changes.
 * @param {{stops: number[]}} course
 * @param {number} clock
 */
export const stopAt = ({ stops }, clock) => stops[indexAt(stops, clock)] ?? 0;

/** @param {number[]} stops @param {number} clock @returns {number} index of the last that is not later */
export function indexAt(stops, clock) {
  let low = 0;
  let high = stops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stops[middle] <= clock + 1e-6) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The moment a step away: an event is a stop.
 * @param {{stops: number[]}} course
 * @param {number} clock
 * @param {number} by
 */
export function stepped({ stops }, clock, by) {
  const at = indexAt(stops, clock);
  const between = by < 0 && clock > stops[at] + 1e-6 ? 1 : 0;
  return stops[Math.max(0, Math.min(stops.length - 1, at + by + between))];
}

/**
 * The moment that texts speak of: while time passes that of the last event, as nothing else changes between two of them.
 * @param {Pick<TimeState, 'told'|'clock'|'ticking'>} state
 */
export function saidAt(state) {
  const course = courseNow(state);
  return state.ticking && course && state.clock !== null ? stopAt(course, state.clock) : state.clock;
}

/** What happened last, at the moment that is shown. @param {import('./course.js').Course} course @param {number} clock */
export function happenedAt(course, clock) {
  return happenedIn(course).at.get(stopAt(course, clock)) ?? [];
}

/** The sides as this view has them: the left one is a rail, unless it was opened here or the school is in its place. @param {Pick<import('./state.js').State, 'sides'|'timing'|'unfolded'|'shelf'|'place'|'greeting'>} state */
export const sidesIn = ({ sides, timing, unfolded, ...school }) => (isSchoolOpen(school) ? { ...sides, left: Math.max(sides.left ?? 0, 380), leftFolded: false } : timing ? { ...sides, leftFolded: !unfolded } : sides);

/**
 * The page as it would show what it is compared with, at the same moment.
 * @param {import('./state.js').State} state
 * @returns {import('./state.js').State|null} null where it is not seen beside
 */
export function besideInTime(state) {
  const { timing, both, toldThen, sceneThen, versus } = state;
  if (!timing || !both || !toldThen || !sceneThen || !versus) return null;
  return { ...state, topology: sceneThen.topology, told: toldThen, traffic: state.trafficThen, scene: sceneThen.key, at: versus.edit, clusterId: versus.of ?? state.clusterId, trace: null, selection: null, view: null, details: new Map() };
}

/**
 * What both that are compared are called.
 * @param {Pick<TimeState, 'versus'>} state
 * @param {import('./text.js').Translate} t
 * @returns {[string, string]}
 */
export const namesOf = ({ versus }, t) => (versus?.of ? [t('ui.time.original'), t('ui.time.fork.name')] : [t('ui.time.before'), t('ui.time.now')]);
