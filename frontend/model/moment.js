import { seqInAct } from './acts.js';
import { tablesAt } from './tables.js';
import { currentMark, walkLine } from './walk.js';

/** @typedef {import('./state.js').State} State */
/**
 * What tools print in a namespace at a moment of the walk.
 * @typedef {object} Moment
 * @property {string} namespace
 * @property {number} step seq of the last step that has happened
 * @property {import('./types.js').Trace} trace
 * @property {ReadonlyMap<string, string>} printed by tool
 */

/** The tools whose answers a walk changes, in the order they are asked. */
export const TOOLS = Object.freeze(['ip-neigh', 'bridge-fdb', 'conntrack']);

/**
 * The last moment that a mark speaks for: all that happens before the next one.
 * @param {import('./types.js').Mark} mark
 * @param {State} state
 * @returns {number} seq
 */
export function endOfMark(mark, state) {
  const next = walkLine(state).marks.find((m) => m.column > mark.column);
  return next && next.seq > mark.seq ? next.seq - 1 : Number.MAX_SAFE_INTEGER;
}

/** The last step of a walk. @param {import('./types.js').Trace} trace */
const lastOf = (trace) => trace.hops.reduce((last, hop) => hop.steps.reduce((l, s) => Math.max(l, s.seq), last), 0);

/**
 * The moment whose state is worth asking for: the one at the cursor while it rests. A walk through warm caches has another one
 * before it, whose state cannot be asked for.
 * @param {State} state
 * @param {string|null} namespace
 * @returns {{namespace: string, step: number}|null}
 */
export function momentWanted(state, namespace) {
  const mark = currentMark(state);
  if (!mark || !state.trace || state.stale || state.playing || namespace === null || state.trace.probe.cold === false) return null;
  const { act, seq } = seqInAct(state.trace, mark.seq);
  if (act && act.kind !== 'own') return null;
  const ends = act ? endOfMark(mark, state) - act.from : endOfMark(mark, state);
  return { namespace, step: Math.max(seq, Math.min(ends, lastOf(act?.trace ?? state.trace))) };
}

/**
 * The answer of a tool at the cursor, line by line; a line is fresh where the moment at the cursor made or changed it.
 * @param {State} state
 * @param {string} namespace
 * @param {string} tool
 * @returns {{text: string, fresh: boolean}[]|null} null while it is not known
 */
export function linesAt(state, namespace, tool) {
  const wanted = momentWanted(state, namespace);
  const { moment } = state;
  const text = wanted && moment?.trace === state.trace && moment.namespace === namespace && moment.step === wanted.step ? moment.printed.get(tool) : undefined;
  const mark = currentMark(state);
  if (text === undefined || !mark) return null;
  const now = tablesAt(null, state.trace, namespace, endOfMark(mark, state), mark.seq - 1);
  const made = [...now.neighbours, ...now.fdb, ...now.connections].filter((row) => row.fresh).map(({ cells }) =>
    [cells['address'] ?? cells['mac'] ?? '', cells['device'] ?? ''].filter(Boolean).concat(cells['entry'] ? addresses(cells['entry']) : []));
  return text.split('\n').map((line) => line.trimEnd()).filter(Boolean).map((line) => ({ text: line, fresh: made.some((words) => words.length > 0 && words.every((w) => line.includes(w))) }));
}

/** The addresses of a tracked connection's first packet. @param {string} entry */
const addresses = (entry) => (/src=\S+ dst=\S+(?: \w+=\d+)*/.exec(entry)?.[0] ?? entry).split(' ');

/**
 * How many packets each device of a namespace has received and transmitted when a moment is over.
 * @param {import('./types.js').Trace|null} trace
 * @param {string} namespace
 * @param {number} until seq
 * @returns {ReadonlyMap<string, {rx: number, tx: number}>} by name of the device
 */
export function countersAt(trace, namespace, until) {
  /** @type {Map<string, {rx: number, tx: number}>} */
  const counted = new Map();
  for (const step of (trace?.hops ?? []).filter((hop) => hop.namespace === namespace).flatMap((hop) => hop.steps)) {
    if (step.seq > until || !step.device || (step.type !== 'FrameReceived' && step.type !== 'FrameTransmitted')) continue;
    const { rx, tx } = counted.get(step.device) ?? { rx: 0, tx: 0 };
    counted.set(step.device, step.type === 'FrameReceived' ? { rx: rx + 1, tx } : { rx, tx: tx + 1 });
  }
  return counted;
}
