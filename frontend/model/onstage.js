import { actOf, lineOfAct } from './acts.js';
import { denialOf } from './gates.js';
import { labelsAsked } from './labels.js';
import { indexOfSeq } from './timeline.js';
import { horizonColumn, walkLine } from './walk.js';

/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./walk.js').WalkState} WalkState */
/**
 * What the stage needs of a walk, and nothing more: a pure function of the state, the same object as long as nothing of it
 * has changed.
 *
 * Where the packet is between two steps changes with every frame, so it is not in the state: `conductor.watch((at) => …)` of
 * model/conductor.js tells `{seq, from, share}`, the mark that is moved to, the one that was left (`came` here), and how much of
 * the movement is done, from 0 to 1 (already eased). After a jump, or where less motion is wanted, it comes once, with 1.
 *
 * @typedef {object} OnStage
 * @property {Mark[]} marks all marks of the chosen detail in order of play, asides too, of the act that is played; a mark's `column` is its moment
 * @property {number} now column under the cursor, -1 before anything was sent: marks up to here are walked
 * @property {number} seen greatest column that the reader has reached or asked for: marks after it are still to come, and
 *   nothing but their length may be drawn (slate dots)
 * @property {Mark|null} mark the mark under the cursor
 * @property {Mark[]} together all marks of that moment, the one under the cursor first
 * @property {Mark|null} came the mark that the cursor left last, where the token slides from; null after a jump
 * @property {ReadonlySet<string>} namespaces those a packet of the probe is in, of all that was seen, without bystanders
 * @property {ReadonlySet<string>} devices their devices that it passes, as `namespace/device`
 * @property {{mark: Mark, policy: string}|null} denied where a policy had a packet dropped, and its name, as far as the cursor has come
 * @property {import('./labels.js').Labelled[]} labels what the rule that came nearest looked at, once the reasons are known
 * @property {boolean} veiled whether the decision under the cursor is being asked for, so that nothing may show it
 * @property {boolean} stopped whether at the cursor a packet has been stopped, so that what is behind fades
 */

/** @type {OnStage} */
const EMPTY = Object.freeze({
  marks: [], now: -1, seen: -1, mark: null, together: [], came: null, namespaces: new Set(), devices: new Set(), denied: null, labels: [], veiled: false, stopped: false,
});

/** @type {WeakMap<Mark[], OnStage>} the last one of each line: a line is remade only when trace or detail change */
const last = new WeakMap();

/**
 * @param {WalkState & Partial<Pick<import('./state.js').State, 'why'|'topology'>>} state
 * @returns {OnStage}
 */
export function onStage(state) {
  const whole = walkLine(state);
  if (whole.marks.length === 0) return EMPTY;
  const mark = whole.marks[indexOfSeq(whole.marks, state.cursor)];
  const { marks } = lineOfAct(whole, actOf(mark));
  const seen = horizonColumn(state);
  const came = marks.find((m) => m.seq === state.came) ?? null;
  const stop = marks.find((m) => m.stop && m.flow !== 'arp');
  const denied = stop !== undefined && stop.column <= mark.column ? denialOf(stop, state.trace) : null;
  const labels = denied && state.why?.of === state.trace ? labelled(state.why.why, state.topology ?? null) : NONE;
  const before = last.get(marks);
  if (before && before.mark === mark && before.seen === seen && before.came === came && before.labels === labels) return before;
  const path = before?.seen === seen ? before : pathOf(marks, seen);
  const next = {
    marks, now: mark.column, seen, mark, came,
    together: [mark, ...marks.filter((m) => m !== mark && m.column === mark.column)],
    namespaces: path.namespaces, devices: path.devices,
    denied, labels, veiled: Boolean(state.held?.firm) && marks.every((m) => m.column <= mark.column), stopped: stop !== undefined && stop.column <= mark.column,
  };
  last.set(marks, next);
  return next;
}

/** @type {import('./labels.js').Labelled[]} */
const NONE = [];

/** @type {WeakMap<import('./policy-types.js').Why, {topology: import('./types.js').Topology|null, labels: import('./labels.js').Labelled[]}>} */
const asked = new WeakMap();

/** The same list as long as neither has changed. @param {import('./policy-types.js').Why} why @param {import('./types.js').Topology|null} topology */
function labelled(why, topology) {
  const known = asked.get(why);
  if (known && known.topology === topology) return known.labels;
  const labels = labelsAsked(why, topology);
  asked.set(why, { topology, labels });
  return labels;
}

/**
 * @param {Mark[]} marks
 * @param {number} seen
 */
function pathOf(marks, seen) {
  const own = marks.filter((m) => m.column <= seen && m.flow !== 'arp' && !m.infra);
  const devices = own.flatMap((m) => m.hop.steps.filter((s) => s.device && (s.type === 'FrameReceived' || s.type === 'FrameTransmitted'))
    .map((s) => `${m.namespace}/${s.device}`));
  return { namespaces: new Set(own.map((m) => m.namespace)), devices: new Set(devices) };
}

/**
 * What a packet that was stopped never reached.
 * @param {OnStage} walk
 * @param {Iterable<string>} namespaces all that are drawn
 * @returns {string[]}
 */
export function unreached(walk, namespaces) {
  if (!walk.stopped) return [];
  const reached = new Set(walk.marks.filter((m) => m.column <= walk.seen).map((m) => m.namespace));
  return [...namespaces].filter((ns) => !reached.has(ns));
}
