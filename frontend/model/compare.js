import { lineOf } from './score.js';
import { horizonColumn, isTold, seqOf, walkLine } from './walk.js';

/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./state.js').State} State */
/**
 * A walk that is kept to compare others with, and the network it went through.
 * @typedef {object} Pin
 * @property {string} clusterId
 * @property {string} name of the cluster
 * @property {number|null} at after how many changes of the cluster it was walked
 * @property {import('./types.js').Topology} topology
 * @property {Trace} trace
 * @property {boolean} auto whether it was kept by itself, before a change by hand
 * @property {readonly [string, string]} [sides] where a lesson compares: what it calls this walk and the other one
 * @property {string|null} [stop] id of the step at which it stands when the other one stands at its own
 *
 * @typedef {object} CompareState
 * @property {Pin|null} pin
 * @property {boolean} beside whether both are drawn side by side
 *
 * @typedef {object} Comparison
 * @property {boolean} same whether no step differs, as far as is told
 * @property {number} number of the first step that differs, or of the last that is told
 * @property {Mark|null} then that step of the kept walk, null where it has ended
 * @property {Mark|null} now that step of this walk, null where it has ended or is not told yet
 * @property {boolean} told whether this walk is told to its end
 */

/** @returns {CompareState} */
export const noPin = () => ({ pin: null, beside: false });

/** @type {import('./reducer.js').Slice<CompareState>} */
export const COMPARE = {
  pinned: (_, { pin }) => ({ pin, ...(pin ? {} : { beside: false }) }),
  besideChosen: (compare, { on }) => ({ beside: on && compare.pin !== null }),
  linkFollowed: noPin,
  pageTurned: ({ pin }) => (pin?.sides || pin?.auto ? noPin() : {}),
  schoolLeft: ({ pin }) => (pin?.sides || pin?.auto ? noPin() : {}),
  placeChosen: ({ pin }) => (pin?.auto ? noPin() : {}),
  clusterOpened: ({ pin }, { id }) => (pin?.sides && !id.startsWith('lesson.') ? noPin() : {}),
  traceArrived: ({ pin }, { trace }) => (pin?.auto && !isSameProbe(pin.trace, trace) ? noPin() : {}),
};

/**
 * The walk that is shown, as it is kept.
 * @param {State} state
 * @param {boolean} [auto]
 * @returns {Pin|null}
 */
export function pinOf({ trace, topology, clusterId, info, stale, at, history }, auto = false) {
  if (!trace || !topology || stale) return null;
  return { clusterId, name: info?.name ?? clusterId, at: at ?? (info?.sample ? null : history?.position ?? null), topology, trace, auto };
}

/** @param {Trace} a @param {Trace} b */
const isSameProbe = (a, b) => ['from', 'to', 'protocol', 'port', 'ttl', 'size', 'df'].every((f) =>
  String(/** @type {any} */ (a.probe)[f] ?? '') === String(/** @type {any} */ (b.probe)[f] ?? ''));

/** The steps of the kept walk, in the same detail as this one is told. @param {Pin} pin @param {State} state */
const lineOfPin = (pin, { level, arp }) => lineOf(pin.trace, { level, arp, open: CLOSED });
/** @type {ReadonlySet<number>} */
const CLOSED = new Set();

/**
 * The first step in which this walk differs from the kept one, as far as the reader has come.
 * @param {State} state
 * @returns {Comparison|null} null where there is nothing to compare
 */
export function comparisonOf(state) {
  const { pin, trace, stale } = state;
  if (!pin || !trace || stale || trace === pin.trace) return null;
  const before = lineOfPin(pin, state).steps;
  const own = walkLine(state).steps;
  const seen = horizonColumn(state);
  const told = isTold(state);
  const key = keysFor(pin.trace, trace);
  const steps = told ? own : own.filter((m) => m.column <= seen);
  const until = told ? Math.max(before.length, steps.length) : steps.length;
  for (let i = 0; i < until; i++) {
    const [then, now] = [before[i] ?? null, steps[i] ?? null];
    if (!then || !now || key(then) !== key(now)) return { same: false, number: i + 1, then, now, told };
  }
  return { same: true, number: steps.length, then: before[steps.length - 1] ?? null, now: steps[steps.length - 1] ?? null, told };
}

/**
 * What makes two steps the same one: all they say, and in networks that share no name the kind of step alone.
 * @param {Trace} a
 * @param {Trace} b
 * @returns {(mark: Mark) => string}
 */
function keysFor(a, b) {
  const names = new Set(a.hops.map((h) => h.namespace));
  const related = b.hops.some((h) => !h.infra && names.has(h.namespace));
  return ({ flow, namespace, step }) => [flow, step.type, ...(related ? [namespace, step.device, JSON.stringify(step.fields)] : [])].join(' ');
}

/**
 * The page as it would show the kept walk at the step that this walk is at.
 * @param {State} state
 * @returns {State|null}
 */
export function besideOf(state) {
  const { pin } = state;
  if (!pin) return null;
  const { steps } = lineOfPin(pin, state);
  const { numberOf } = walkLine(state);
  const number = Math.max(0, ...[...numberOf].filter(([seq]) => state.cursor !== null && seq <= state.cursor).map(([, n]) => n));
  const stop = pin.stop ? seqOf(pin.trace, pin.stop) : null;
  const atStop = stop !== null && state.held !== null && state.cursor !== null && state.cursor >= state.held.seq;
  const mark = atStop ? steps.findLast((m) => m.seq <= stop) ?? steps[0] : number === 0 ? steps[steps.length - 1] : steps[Math.min(number, steps.length) - 1];
  return {
    ...state, clusterId: pin.clusterId, topology: pin.topology, trace: pin.trace, at: pin.at, stale: false, open: CLOSED, cursor: mark?.seq ?? null, came: null,
    horizon: Number.MAX_SAFE_INTEGER, stops: [], selection: null, view: null, details: new Map(),
  };
}
