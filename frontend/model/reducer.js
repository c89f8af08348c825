import { COMPARE, noPin } from './compare.js';
import { FINDINGS, noFindings } from './findings.js';
import { FORMS, noForms } from './forms.js';
import { SCHOOL, noSchool } from './lessons.js';
import { PANEL, emptyPanel } from './panel.js';
import { QUESTION, firstQuestion } from './question.js';
import { REACH, noReach } from './reach.js';
import { SETTINGS, usualSettings } from './settings.js';
import { SPACE, noSpace } from './space.js';
import { TIME, noTime } from './time.js';
import { WALK, currentMark, emptyWalk } from './walk.js';
import { WHY, noWhy } from './why.js';
import { WORLD, emptyWorld } from './world.js';

export { currentMark, visibleMarks } from './walk.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./actions.js').Action} Action */
/**
 * What a slice makes of the actions it cares for: a change of its own fields, from them, the action, and the whole as it was.
 * @template S
 * @typedef {{[T in Action['type']]?: (slice: S, action: Extract<Action, {type: T}>, whole: State) => Partial<S>}} Slice
 */

/** Each slice with the fields it owns. */
export const SLICES = Object.freeze([
  { fields: Object.keys(usualSettings()), changes: SETTINGS }, { fields: Object.keys(emptyWorld()), changes: WORLD },
  { fields: Object.keys(firstQuestion()), changes: QUESTION }, { fields: Object.keys(emptyWalk()), changes: WALK },
  { fields: Object.keys(emptyPanel()), changes: PANEL }, { fields: Object.keys(noPin()), changes: COMPARE }, { fields: Object.keys(noForms()), changes: FORMS },
  { fields: Object.keys(noWhy()), changes: WHY }, { fields: Object.keys(noFindings()), changes: FINDINGS },
  { fields: Object.keys(noReach()), changes: REACH }, { fields: Object.keys(noTime()), changes: TIME },
  { fields: Object.keys(noSchool()), changes: SCHOOL }, { fields: Object.keys(noSpace()), changes: SPACE },
]);

/** @typedef {{fields: string[], change: (slice: object, action: Action, whole: State) => object}} Change */
/** @type {Map<string, Change[]>} by type of action */
const CHANGES = new Map();
for (const { fields, changes } of SLICES) {
  for (const [type, change] of Object.entries(changes)) {
    CHANGES.set(type, [...(CHANGES.get(type) ?? []), { fields, change: /** @type {Change['change']} */ (change) }]);
  }
}

/**
 * The whole page as a function of what happened.
 * @param {State} state
 * @param {Action} action
 * @returns {State} the same where nothing changed
 */
export function reduce(state, action) {
  const changes = CHANGES.get(action.type);
  if (!changes) throw new Error(`unknown action ${action.type}`);
  const current = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (state));
  const own = (/** @type {string[]} */ fields) => Object.fromEntries(fields.map((field) => [field, current[field]]));
  const patch = Object.assign({}, ...changes.map(({ fields, change }) => change(own(fields), action, state)));
  return Object.keys(patch).some((key) => patch[key] !== current[key]) ? { ...state, ...patch } : state;
}

/**
 * The namespace the inspector speaks of: what was clicked, else where the cursor is.
 * @param {State} state
 * @returns {string|null}
 */
export const namespaceInView = (state) => state.selection?.namespace ?? currentMark(state)?.namespace ?? null;
