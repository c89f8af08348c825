/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./types.js').Level} Level */
/** @typedef {import('./types.js').Step} Step */
/** @typedef {{namespace: string, label: string, bystanders: number}} Lane */

const DEPTH = { story: 0, stage: 1, row: 2 };
const MOST_LANES = 9;

/** After these a packet waits; what comes next in its hop was woken by what happened elsewhere. */
const WAITS = new Set(['NeighbourMissing', 'NeighbourWaiting']);
const WAKES = new Set(['SocketRetransmit', 'TimedOut', 'NeighbourFailed']);

/**
 * Flattens a trace into marks in order of play. Marks that follow from different branches of one flood share a column.
 * @param {Trace} trace
 * @param {{level: Level, showArp: boolean}} choice
 * @returns {Mark[]}
 */
export function marksOf(trace, choice) {
  const all = allMarks(trace);
  const shown = all.filter((m) => isShown(m, choice, trace));
  const seqs = new Set(shown.map((m) => m.seq));
  const columns = [...new Set(shown.map((m) => m.column))].sort((a, b) => a - b);
  const rank = new Map(columns.map((c, i) => [c, i]));
  /** @type {Map<number, Mark>} */
  const kept = new Map();
  for (const mark of shown) {
    let previous = mark.previous;
    while (previous && !seqs.has(previous.seq)) previous = previous.previous;
    kept.set(mark.seq, {
      ...mark,
      column: rank.get(mark.column) ?? 0,
      previous: previous ? (kept.get(previous.seq) ?? null) : null,
    });
  }
  return [...kept.values()].sort((a, b) => a.column - b.column || a.seq - b.seq);
}

/**
 * @param {Trace} trace
 * @returns {Mark[]} by seq, with time columns
 */
function allMarks(trace) {
  /** @type {Map<number, import('./types.js').Hop>} */
  const hops = new Map(trace.hops.map((h) => [h.id, h]));
  const pairs = trace.hops.flatMap((hop) => hop.steps.map((step) => ({ hop, step })));
  pairs.sort((a, b) => a.step.seq - b.step.seq);
  /** @type {Map<Step, Mark>} */
  const byStep = new Map();
  /** @type {Mark|null} */
  let justBefore = null;
  for (const { hop, step } of pairs) {
    const own = causeInHop(hop.steps, hop.steps.indexOf(step));
    const parent = hop.parent ? hops.get(hop.parent.hop)?.steps.find((s) => s.index === hop.parent?.step) : undefined;
    const previous = byStep.get(own ?? parent ?? step) ?? null;
    const waited = own && (WAITS.has(own.type) || WAKES.has(step.type));
    const woken = waited && justBefore && justBefore.step !== own ? justBefore.column + 1 : 0;
    /** @type {Mark} */
    const mark = {
      seq: step.seq, column: Math.max(previous ? previous.column + 1 : 0, woken),
      flow: hop.flow, packet: hop.packet, namespace: hop.namespace, infra: hop.infra,
      stop: isStop(step), timeMillis: hop.timeMillis, step, hop, previous,
    };
    byStep.set(step, mark);
    justBefore = mark;
  }
  return [...byStep.values()];
}

const COPIES = new Set(['FrameTransmitted', 'BridgePassedUp']);

/**
 * The step of the same hop that a step follows from: the one before it, but all copies of a flood follow from the flood.
 * @param {Step[]} steps
 * @param {number} index
 * @returns {Step|undefined}
 */
function causeInHop(steps, index) {
  if (!COPIES.has(steps[index].type)) return steps[index - 1];
  let i = index - 1;
  while (i >= 0 && steps[i].type === 'FrameTransmitted') i--;
  return i >= 0 && steps[i].type === 'BridgeFlooded' ? steps[i] : steps[index - 1];
}

/**
 * @param {Mark} mark
 * @param {{level: Level, showArp: boolean}} choice
 * @param {Trace} trace
 */
function isShown(mark, choice, trace) {
  if (mark.flow === 'arp' && !choice.showArp) return false;
  if (mark.stop && mark.flow !== 'arp') return true;
  if (mark.infra && choice.level !== 'row' && trace.outcome.at?.namespace !== mark.namespace) return false;
  return DEPTH[mark.step.level] <= DEPTH[choice.level];
}

/**
 * Why a packet ended at a step: the drop's reason in capitals, or the type of the step itself.
 * @param {Step} step
 * @returns {string}
 */
export function endOf(step) {
  const reason = step.fields?.['reason'];
  return step.type === 'Dropped' && typeof reason === 'string' ? reason.toUpperCase() : step.type;
}

/**
 * Whether a packet ends here against the sender's wish. A flooded copy that was not for this station is no such end.
 * @param {Step} step
 * @returns {boolean}
 */
export function isStop(step) {
  if (step.type === 'Dropped') return endOf(step) !== 'OTHERHOST';
  return step.type === 'NeighbourFailed' || step.type === 'SendFailed';
}

/**
 * The lanes of a timeline: namespaces in path order; those that only heard a flood share one lane when there are many.
 * @param {Mark[]} marks
 * @returns {{lanes: Lane[], laneOf: Map<string, number>}}
 */
export function lanesOf(marks) {
  /** @type {Map<string, boolean>} namespace to whether it took part */
  const seen = new Map();
  const inPathOrder = [...marks].sort((a, b) => rankOf(a) - rankOf(b) || a.seq - b.seq);
  for (const m of inPathOrder) {
    seen.set(m.namespace, seen.get(m.namespace) === true || m.flow !== 'arp');
  }
  const crowded = seen.size > MOST_LANES;
  const named = [...seen].filter(([, part]) => part || !crowded).map(([namespace]) => namespace);
  const lanes = named.map((namespace) => ({ namespace, label: laneLabel(namespace), bystanders: 0 }));
  const laneOf = new Map(named.map((namespace, i) => [namespace, i]));
  const others = seen.size - named.length;
  if (others > 0) {
    for (const namespace of seen.keys()) if (!laneOf.has(namespace)) laneOf.set(namespace, lanes.length);
    lanes.push({ namespace: '', label: '', bystanders: others });
  }
  return { lanes, laneOf };
}

/** @param {Mark} mark */
const rankOf = (mark) => (mark.flow === 'request' ? 0 : mark.flow === 'arp' ? 2 : 1);

/**
 * @param {string} namespace
 * @returns {string}
 */
function laneLabel(namespace) {
  const slash = namespace.indexOf('/');
  return slash < 0 ? namespace : namespace.slice(slash + 1);
}

const PAGE = 150;

/**
 * The part of a long list of steps to show: the page the cursor is on, and the ones before and after, so that the list moves
 * only from page to page.
 * @param {number} length
 * @param {number} cursor index, -1 when there is none
 * @returns {{from: number, to: number}} indexes, `to` not included
 */
export function windowOf(length, cursor) {
  const page = Math.floor(Math.max(0, cursor) / PAGE);
  return { from: Math.max(0, (page - 1) * PAGE), to: Math.min(length, (page + 2) * PAGE) };
}

/**
 * The mark to stand on when the wanted one is hidden: the last one not after it.
 * @param {Mark[]} marks
 * @param {number|null} seq
 * @returns {number} index, -1 when there are no marks
 */
export function indexOfSeq(marks, seq) {
  if (marks.length === 0) return -1;
  if (seq === null) return 0;
  const exact = marks.findIndex((m) => m.seq === seq);
  if (exact >= 0) return exact;
  let best = 0;
  marks.forEach((m, i) => {
    if (m.seq <= seq && m.seq >= marks[best].seq) best = i;
  });
  return best;
}
