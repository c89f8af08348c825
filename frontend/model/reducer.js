import { answered, EMPTY, recalled, typed } from './terminal.js';
import { indexOfSeq, marksOf } from './timeline.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {{type: string, [name: string]: any}} Action */

/** @returns {Pick<State, 'details'|'refused'>} */
const NO_DETAILS = () => ({ details: new Map(), refused: new Map() });

/** @type {Record<string, (state: State, action: Action) => Partial<State>>} */
const CHANGES = {
  set: (_, { patch }) => patch,
  languageLoaded: (_, { lang, messages }) => ({ lang, messages, ...NO_DETAILS() }),
  clusterOpened: (state, { id, info, topology, at = null }) => ({
    clusterId: id, info, topology, at, failure: '', ...NO_DETAILS(), selection: null, terminals: new Map(),
    ...(id === state.clusterId && state.trace === null ? {} : { trace: null, cursor: null, playing: false }),
    view: id === state.clusterId ? state.view : null, report: null, history: id === state.clusterId ? state.history : null,
  }),
  clusterRefreshed: (_, { id, info, topology, details, at = null }) => ({ clusterId: id, info, topology, details, at, refused: new Map() }),
  historyArrived: (state, { id, history }) => (id === state.clusterId ? { history } : {}),
  probeChanged: (state, { patch }) => ({
    probe: { ...state.probe, ...patch }, stale: state.trace !== null,
    probeProblems: state.probeProblems.filter((p) => !Object.keys(patch).includes(fieldOf(p.path))),
  }),
  probeSent: () => ({ sending: true, probeProblems: [] }),
  probeFailed: (_, { problems }) => ({ sending: false, probeProblems: problems }),
  traceArrived: (state, { trace, seq, keep, stay, play }) => {
    const marks = marksOf(trace, state);
    const at = seq === null ? marks[0] : marks[indexOfSeq(marks, seq)];
    return {
      trace, sending: false, stale: false, probeProblems: [], cursor: at?.seq ?? null, playing: play === true && marks.length > 1,
      tab: keep ? state.tab : 'step', ...(stay ? {} : { selection: null, ...NO_DETAILS() }),
    };
  },
  cursorMoved: (_, { seq }) => ({ cursor: seq, selection: null, playing: false }),
  stepped: (state, { by }) => move(state, by),
  wentTo: (state, { end }) => {
    const marks = visibleMarks(state);
    const mark = end === 'last' ? marks[marks.length - 1] : marks[0];
    return mark ? { cursor: mark.seq, playing: false, selection: null } : {};
  },
  ticked: (state) => advance(state),
  playPressed: (state) => play(state),
  levelChosen: (state, { level }) => refit({ ...state, level }),
  arpShown: (state, { on }) => refit({ ...state, showArp: on }),
  selected: (state, { namespace, device }) => ({
    selection: { namespace, device: device ?? null }, tab: state.tab === 'yaml' ? 'yaml' : 'namespace', playing: false,
  }),
  detailArrived: (state, { name, detail }) => ({ details: new Map(state.details).set(name, detail) }),
  detailRefused: (state, { name, message }) => ({ refused: new Map(state.refused).set(name, message) }),
  detailWanted: (state, { name }) => ({ refused: new Map([...state.refused].filter(([key]) => key !== name)) }),
  terminalTyped: (state, { namespace, draft }) => inTerminal(state, namespace, (x) => typed(x, draft)),
  terminalRecalled: (state, { namespace, by }) => inTerminal(state, namespace, (x) => recalled(x, by)),
  commandGiven: (state, { namespace }) => ({
    ...inTerminal(state, namespace, (x) => typed(x, '')), running: true, playing: false,
    selection: state.selection?.namespace === namespace ? state.selection : { namespace, device: null },
  }),
  commandAnswered: (state, { namespace, command, text, refused }) => ({
    ...inTerminal(state, namespace, (x) => answered(x, { command, text, refused })), running: false,
  }),
  formOpened: (state, { form, fresh }) => ({ form: openedForm(fresh ? { drafts: new Map() } : state, form) }),
  formClosed: ({ form, drafts }) => (form ? { form: null, drafts: drafted(drafts, form) } : {}),
  formDone: ({ form, drafts }, { key, report }) => ({
    form: form?.key === key ? null : form, report, drafts: new Map([...drafts].filter(([other]) => other !== key)),
  }),
  formChanged: (state, { patch }) => (state.form ? { form: { ...state.form, ...patch } } : {}),
};

/** @type {import('./state.js').ImportForm} */
const EMPTY_FORM = {
  key: 'new', id: null, edits: false, name: '', base: '', text: '', attachment: null, problems: [], message: '', refused: false,
  restored: false, busy: false, sent: null, read: null,
};

/**
 * A form as it was left, unless it now begins with something else.
 * @param {Pick<State, 'drafts'>} state
 * @param {Partial<import('./state.js').ImportForm>} patch
 * @returns {import('./state.js').ImportForm}
 */
function openedForm({ drafts }, patch) {
  const form = { ...EMPTY_FORM, ...patch, base: patch.text ?? '' };
  const draft = drafts.get(form.key);
  return draft && draft.base === form.base ? { ...draft, restored: true } : form;
}

/**
 * @param {Map<string, import('./state.js').ImportForm>} drafts
 * @param {import('./state.js').ImportForm} form
 */
function drafted(drafts, form) {
  const rest = new Map([...drafts].filter(([key]) => key !== form.key));
  const typed = form.text !== form.base || form.attachment !== null;
  return typed ? rest.set(form.key, { ...form, busy: false, sent: null, read: null }) : rest;
}

/**
 * @param {State} state
 * @param {string} namespace
 * @param {(terminal: import('./terminal.js').Terminal) => import('./terminal.js').Terminal} change
 * @returns {Partial<State>}
 */
const inTerminal = ({ terminals }, namespace, change) => ({
  terminals: new Map(terminals).set(namespace, change(terminals.get(namespace) ?? EMPTY)),
});

/**
 * The whole page as a function of what happened.
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduce(state, action) {
  const change = CHANGES[action.type];
  if (!change) throw new Error(`unknown action ${action.type}`);
  const patch = /** @type {Record<string, unknown>} */ (change(state, action));
  const current = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (state));
  const changed = Object.keys(patch).some((key) => patch[key] !== current[key]);
  return changed ? { ...state, ...patch } : state;
}

/** @type {{trace: unknown, level: string, showArp: boolean, marks: Mark[]}} */
let last = { trace: null, level: '', showArp: false, marks: [] };

/**
 * The marks that are shown; computed once per trace and choice of detail.
 * @param {Pick<State, 'trace'|'level'|'showArp'>} state
 * @returns {Mark[]}
 */
export function visibleMarks(state) {
  if (!state.trace) return [];
  if (last.trace !== state.trace || last.level !== state.level || last.showArp !== state.showArp) {
    const { trace, level, showArp } = state;
    last = { trace, level, showArp, marks: marksOf(trace, { level, showArp }) };
  }
  return last.marks;
}

/**
 * @param {State} state
 * @returns {Mark|null} the mark under the cursor
 */
export function currentMark(state) {
  const marks = visibleMarks(state);
  return marks[indexOfSeq(marks, state.cursor)] ?? null;
}

/**
 * The namespace the inspector speaks of: what was clicked, else where the cursor is, else where the probe starts.
 * @param {State} state
 * @returns {string|null}
 */
export function namespaceInView(state) {
  return state.selection?.namespace ?? currentMark(state)?.namespace ?? null;
}

/** @param {string|undefined} path */
const fieldOf = (path) => (path ?? '').split('.').pop() ?? '';

/**
 * @param {State} state
 * @param {number} by
 * @returns {Partial<State>}
 */
function move(state, by) {
  const marks = visibleMarks(state);
  if (marks.length === 0) return {};
  const index = Math.min(marks.length - 1, Math.max(0, indexOfSeq(marks, state.cursor) + by));
  return { cursor: marks[index].seq, selection: null, playing: false };
}

/**
 * Playing goes by column: what happens at the same time is shown at the same time.
 * @param {State} state
 * @returns {Partial<State>}
 */
function advance(state) {
  const marks = visibleMarks(state);
  const at = marks[indexOfSeq(marks, state.cursor)];
  const next = marks.find((m) => m.column > (at?.column ?? -1));
  return next ? { cursor: next.seq, selection: null } : { playing: false };
}

/**
 * @param {State} state
 * @returns {Partial<State>}
 */
function play(state) {
  if (state.playing) return { playing: false };
  const marks = visibleMarks(state);
  if (marks.length === 0) return {};
  const atEnd = marks[indexOfSeq(marks, state.cursor)].column === marks[marks.length - 1].column;
  return { playing: true, cursor: atEnd ? marks[0].seq : state.cursor, selection: null };
}

/**
 * @param {State} state with another choice of detail
 * @returns {Partial<State>}
 */
function refit(state) {
  const marks = visibleMarks(state);
  const mark = marks[indexOfSeq(marks, state.cursor)];
  return { level: state.level, showArp: state.showArp, cursor: mark?.seq ?? null };
}
