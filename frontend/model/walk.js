import { isDecision } from './schedule.js';
import { lineOf } from './score.js';
import { indexOfSeq } from './timeline.js';
import { veiled } from './veil.js';

/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./types.js').Level} Level */
/** @typedef {import('./score.js').Line} Line */
/**
 * A place that nothing crosses unasked: the step after it is not told before the question is answered.
 * @typedef {object} Stop
 * @property {string} id
 * @property {string} at the step that answers the question: its seq or its id
 * @property {string} question
 * @property {string[]} choices
 */
/** @typedef {{right: boolean, answer: number, because: string}} Told what the engine says of a choice; `answer` counts from 1 */
/** @typedef {{choice: number, told: Told|null}} Guess choice from 1, 0 where nobody guessed; nothing is told while the server is asked */
/**
 * One walk: what was found, what of it is told, and how far the reader has come.
 * @typedef {object} WalkState
 * @property {Trace|null} trace
 * @property {boolean} stale whether the probe was changed after it was sent
 * @property {number|null} cursor seq of the moment looked at; it stays when another detail hides its step
 * @property {number|null} came seq of the mark the cursor left last, null after a jump
 * @property {number} horizon seq of the greatest moment that was reached or asked for, -1 before there is one
 * @property {boolean} playing
 * @property {Level} level
 * @property {'folded'|'open'} arp
 * @property {ReadonlySet<number>} open seqs of the scenes that are open
 * @property {Stop[]} stops in order of play
 * @property {{seq: number, firm: boolean}|null} held a moment that nothing goes beyond; `firm`: also when playing has stopped there
 * @property {ReadonlyMap<string, Guess>} answers by question
 * @property {import('./guesses.js').Quiz|null} quiz what the questions are about
 */

/** Everything is asked for. */
export const END = Number.MAX_SAFE_INTEGER;

/** @returns {WalkState} */
export const emptyWalk = () => ({
  trace: null, stale: false, cursor: null, came: null, horizon: -1, playing: false, level: 'story', arp: 'folded', open: new Set(),
  stops: [], answers: new Map(), quiz: null, held: null,
});

/** @type {Line} */
const NOTHING = Object.freeze({ marks: [], steps: [], numberOf: new Map() });

/** @typedef {Pick<WalkState, 'trace'|'level'|'arp'|'open'> & {held?: WalkState['held']}} Telling */

/** @type {WeakMap<Line, {seq: number, line: Line}>} */
const cuts = new WeakMap();

/** The part of the walk that is told; nothing of what lies behind the question it is held at. @param {Telling} walk @returns {Line} */
export function walkLine(walk) {
  if (!walk.trace) return NOTHING;
  const whole = lineOf(walk.trace, walk);
  return walk.held?.firm ? cutAt(whole, walk.held.seq) : whole;
}

/** @param {Line} line @param {number} seq @returns {Line} the same object for the same moment */
function cutAt(line, seq) {
  const known = cuts.get(line);
  if (known?.seq === seq) return known.line;
  const end = line.marks.find((m) => m.seq > seq)?.column ?? Infinity;
  const marks = veiled(line.marks.filter((m) => m.column < end), seq);
  const cut = { marks, steps: marks.filter((m) => !m.aside), numberOf: line.numberOf };
  cuts.set(line, { seq, line: cut });
  return cut;
}

/** The marks that are told. @param {Telling} walk */
export const visibleMarks = (walk) => walkLine(walk).marks;

/**
 * The mark under the cursor.
 * @param {Telling & Pick<WalkState, 'cursor'>} walk
 * @returns {Mark|null}
 */
export function currentMark(walk) {
  if (walk.cursor === null) return null;
  const marks = visibleMarks(walk);
  return marks[indexOfSeq(marks, walk.cursor)] ?? null;
}

/**
 * The greatest column that the reader has reached or asked for.
 * @param {Telling & Pick<WalkState, 'horizon'>} walk
 * @returns {number} -1 before there is one
 */
export function horizonColumn(walk) {
  const marks = visibleMarks(walk);
  if (marks.length === 0 || walk.horizon < 0) return -1;
  const last = marks[marks.length - 1];
  return walk.horizon >= END ? last.column : marks[indexOfSeq(marks, walk.horizon)].column;
}

/** Whether the reader knows how the walk ends. @param {WalkState} walk */
export function isTold(walk) {
  const { steps } = walkLine(walk);
  return !walk.held?.firm && steps.length > 0 && horizonColumn(walk) >= steps[steps.length - 1].column;
}

/** The next question. @param {Pick<WalkState, 'stops'|'answers'>} walk @returns {Stop|null} */
export const openStop = ({ stops, answers }) => stops.find((s) => !answers.get(s.id)?.told) ?? null;

/**
 * The last column that can be reached: nothing crosses a question that is not answered, or where the walk is held.
 * @param {WalkState} walk
 */
export function limitOf(walk) {
  const { marks } = walkLine(walk);
  const stop = openStop(walk);
  const seq = stop && walk.trace ? seqOf(walk.trace, stop.at) : null;
  const end = Math.min(seq ?? Infinity, walk.held === null ? Infinity : walk.held.seq + 1);
  const first = marks.find((m) => m.seq >= end);
  return first ? Math.max(0, first.column - 1) : Infinity;
}

/**
 * The question the reader has come to: the next counted step answers it.
 * @param {WalkState} walk
 * @returns {Stop|null}
 */
export function askedNow(walk) {
  const mark = currentMark(walk);
  const next = mark && walkLine(walk).steps.find((m) => m.column > mark.column);
  return next && next.column > limitOf(walk) ? openStop(walk) : null;
}

/**
 * The answered question whose reason stands beside the step: up to the decision that it was about.
 * @param {WalkState} walk
 * @returns {{stop: Stop, guess: Guess, told: Told}|null}
 */
export function answeredNow(walk) {
  const mark = currentMark(walk);
  const stop = walk.stops.findLast((s) => walk.answers.get(s.id)?.told);
  const guess = stop && walk.answers.get(stop.id);
  if (!mark || !walk.trace || !stop || !guess?.told) return null;
  const seq = seqOf(walk.trace, stop.at) ?? 0;
  const until = walkLine(walk).steps.find((m) => m.seq >= seq && isDecision(m)) ?? null;
  return until === null || mark.seq <= until.seq ? { stop, guess, told: guess.told } : null;
}

/**
 * The step of a reference, which may come from another walk of the same probe.
 * @param {Trace} trace
 * @param {string|null} ref id of a step, or its seq
 * @returns {number|null} seq; of a step that is not there, the one before it in its hop, or the last one that a long walk tells
 */
export function seqOf(trace, ref) {
  if (ref === null) return null;
  if (/^\d+$/.test(ref)) return Number(ref);
  const [id, index] = ref.split('.').map(Number);
  const hop = trace.hops.find((h) => h.id === id) ?? (trace.omitted ? trace.hops.findLast((h) => h.id < id) : undefined);
  return (hop?.id === id ? hop.steps.findLast((step) => step.index <= index) : hop?.steps.at(-1))?.seq ?? null;
}

/**
 * The id of the step under the cursor, whether it is told or not.
 * @param {Pick<WalkState, 'trace'|'cursor'>} walk
 * @returns {string|null}
 */
export function cursorId({ trace, cursor }) {
  for (const hop of trace?.hops ?? []) {
    const step = hop.steps.find((s) => s.seq === cursor);
    if (step) return `${hop.id}.${step.index}`;
  }
  return null;
}

/**
 * The cursor at a moment, or as near to it as unanswered questions allow; the horizon goes with it.
 * @param {WalkState} walk
 * @param {number|null} seq
 * @param {boolean} [jump] whether the packet is simply there
 * @returns {Partial<WalkState>}
 */
function moved(walk, seq, jump = false) {
  const { marks } = walkLine(walk);
  if (marks.length === 0 || seq === null) return {};
  const limit = limitOf(walk);
  const wanted = marks[indexOfSeq(marks, seq)];
  const mark = wanted.column <= limit ? wanted : marks.findLast((m) => m.column <= limit && !m.aside);
  if (!mark) return {};
  const cursor = mark !== wanted ? mark.seq : walk.held?.firm ? Math.min(seq, walk.held.seq) : seq;
  const came = jump ? null : (currentMark(walk)?.seq ?? null);
  return { cursor, came: came === mark.seq ? walk.came : came, horizon: mark.column > horizonColumn(walk) ? mark.seq : walk.horizon };
}

/**
 * The step of a walk sent again that is what the cursor stood on: of the same kind at the same place, and as often there before.
 * Other rules or another pod network give it another index in its hop.
 * @param {WalkState} before
 * @param {WalkState} now
 * @returns {number|null} seq
 */
function alikeIn(before, now) {
  const mark = currentMark(before);
  if (!mark) return null;
  const alike = (/** @type {Mark[]} */ marks) => marks.filter((m) => m.flow === mark.flow && m.namespace === mark.namespace && m.step.type === mark.step.type
    && m.aside === mark.aside && m.hop.act === mark.hop.act);
  return alike(visibleMarks(now))[alike(visibleMarks(before)).indexOf(mark)]?.seq ?? null;
}

/** Nothing is asked. @returns {Pick<WalkState, 'stops'|'answers'|'quiz'>} */
const unasked = () => ({ stops: [], answers: new Map(), quiz: null });

/** @type {import('./reducer.js').Slice<WalkState>} */
export const WALK = {
  clusterOpened: (walk, { id }, { clusterId }) => (id === clusterId && walk.trace === null ? {} : { trace: null, cursor: null, came: null, horizon: -1, playing: false, ...unasked(), held: null }),
  linkFollowed: (_, { link }) => ({ ...emptyWalk(), level: link.level, arp: link.arp }),
  momentShown: (walk, { then }) => (then ? {} : { stale: walk.trace !== null, playing: false }),
  probeChanged: (walk) => ({ stale: walk.trace !== null }),
  traceArrived: (before, { trace, step, keep, stay, play, tell, open, asked }) => {
    const kept = keep || stay ? before : { ...before, open: new Set() };
    const opened = open ? new Set(open.map((id) => seqOf(trace, id)).filter((seq) => seq !== null)) : kept.open;
    const bare = { ...kept, trace, open: opened, stale: false, held: null, cursor: null, came: null, horizon: -1, ...unasked() };
    const { steps } = walkLine(bare);
    // the first step of a walk is told before anything can be asked
    const sent = asked ? { ...bare, quiz: asked.quiz, stops: asked.stops.filter((s) => (seqOf(trace, s.at) ?? 0) > (steps[0]?.seq ?? 0)) } : bare;
    const known = tell || (stay && before.trace !== null && isTold(before));
    const there = { ...sent, horizon: known ? END : -1, playing: play === true && steps.length > 1 };
    const same = stay ? alikeIn(before, there) : null;
    return { ...there, ...moved(there, same ?? seqOf(trace, step ?? null) ?? steps[0]?.seq ?? null, true) };
  },
  rowsArrived: (walk, { trace, of }) => (walk.trace === of ? { trace } : {}),
  guessChosen: (_, { on }) => (on ? {} : unasked()),
  playheadMoved: (walk, { seq, playing, jump }) => ({ ...moved(walk, seq, jump), playing }),
  played: ({ held }, { on }) => ({ playing: on, held: on || held?.firm ? held : null }),
  held: (_, { held }) => ({ held }),
  endTold: (walk) => (limitOf(walk) === Infinity && !walk.held?.firm ? { horizon: END } : {}),
  answered: ({ answers }, { id, choice, told }) => (answers.get(id)?.told ? {} : { answers: new Map(answers).set(id, { choice, told }) }),
  answerTakenBack: ({ answers }, { id }) => ({ answers: new Map([...answers].filter(([each]) => each !== id)) }),
  stopsSet: (walk, { stops, quiz = null, answers = new Map(), beyond }) => {
    const seen = !beyond ? -1 : isTold(walk) ? Infinity : walk.horizon;
    return { stops: stops.filter((s) => walk.trace !== null && (seqOf(walk.trace, s.at) ?? 0) > seen), quiz, answers };
  },
  levelChosen: (_, { level, open }) => ({ level, came: null, ...(open ? { open: new Set(open) } : {}) }),
  arpChosen: (_, { arp }) => ({ arp, came: null }),
  sceneTurned: (walk, { seq, on }) => ({
    ...moved({ ...walk, open: new Set(on ? [...walk.open, seq] : [...walk.open].filter((x) => x !== seq)) }, seq, true),
    open: new Set(on ? [...walk.open, seq] : [...walk.open].filter((x) => x !== seq)), playing: false,
  }),
  selected: () => ({ playing: false }),
  commandGiven: () => ({ playing: false }),
};
