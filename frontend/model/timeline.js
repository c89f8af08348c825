/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./types.js').Step} Step */

/** After these a packet waits; what comes next in its hop was woken by what happened elsewhere, and some steps wait for time. */
const WAITS = new Set(['NeighbourMissing', 'NeighbourWaiting']);
const WAKES = new Set(['SocketRetransmit', 'TimedOut', 'NeighbourFailed']);

/**
 * Every step of a trace with its place in time: marks that follow from different branches of one flood share a column.
 * @param {Trace} trace
 * @returns {Mark[]} by seq
 */
export function momentsOf(trace) {
  /** @type {Map<number, import('./types.js').Hop>} */
  const hops = new Map(trace.hops.map((h) => [h.id, h]));
  const pairs = trace.hops.flatMap((hop) => hop.steps.map((step, at) => ({ hop, step, at })));
  pairs.sort((a, b) => a.step.seq - b.step.seq);
  /** @type {Map<Step, Mark>} */
  const byStep = new Map();
  /** @type {Mark|null} */
  let justBefore = null;
  let begin = 0;
  let last = -1;
  for (const { hop, step, at } of pairs) {
    if (justBefore && justBefore.hop.act !== hop.act) begin = last + 1;
    const own = causeInHop(hop.steps, at);
    const parent = hop.parent ? hops.get(hop.parent.hop)?.steps.find((s) => s.index === hop.parent?.step) : undefined;
    const previous = byStep.get(own ?? parent ?? step) ?? null;
    const waited = WAKES.has(step.type) || (own && WAITS.has(own.type));
    /** What a timer sends again has nothing before it, and comes after all that was meanwhile. */
    const alone = !previous && justBefore && justBefore.hop.act === hop.act && hop.timeMillis > justBefore.timeMillis;
    const woken = alone ? last + 1 : waited && justBefore && justBefore.step !== own ? justBefore.column + 1 : 0;
    /** @type {Mark} */
    const mark = {
      id: `${hop.id}.${step.index}`, seq: step.seq, column: Math.max(previous ? previous.column + 1 : begin, woken),
      flow: hop.flow, packet: hop.packet, namespace: hop.namespace, infra: hop.infra,
      stop: isStop(step), timeMillis: hop.timeMillis, step, hop, previous, fold: null, aside: false, crowd: null,
    };
    byStep.set(step, mark);
    justBefore = mark;
    last = Math.max(last, mark.column);
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
