import { shownOf } from './evidence.js';

/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./types.js').Step} Step */
/** @typedef {import('./walk.js').Stop} Stop */

/** So many answers are offered. */
const MOST = 3;

/**
 * Questions to a reader who wants to guess first: at each lookup with several routes, which one the packet takes. The first step of a walk is
 * told before anything can be asked.
 * @param {Trace} trace
 * @returns {Stop[]} in order of play; none where the trace has no tables
 */
export function guessesOf(trace) {
  const steps = trace.hops.filter((hop) => hop.flow !== 'arp' && hop.flow !== 'connection' && !hop.infra)
    .flatMap((hop) => hop.steps.map((step) => ({ hop, step })));
  const told = steps.filter(({ step }) => step.level === 'story').sort((a, b) => a.step.seq - b.step.seq);
  return told.slice(1).filter(({ step }) => step.type === 'RouteLookup').flatMap(({ hop, step }) => question(`${hop.id}.${step.index}`, hop.namespace, step));
}

/**
 * @param {string} at
 * @param {string} namespace
 * @param {Step} step
 * @returns {Stop[]} none, or the question
 */
function question(at, namespace, step) {
  const decided = step.evidence.find((e) => e.rows.some((r) => r.verdict === 'matched'));
  if (!decided) return [];
  const { rows } = shownOf(decided);
  const right = rows.findIndex((r) => r.verdict === 'matched');
  const wrong = [...rows.keys()].filter((i) => i !== right).sort((a, b) => rank(rows[a]) - rank(rows[b])).slice(0, MOST - 1);
  if (wrong.length === 0) return [];
  const offered = [right, ...wrong].sort((a, b) => a - b);
  const said = (/** @type {number} */ i) => {
    const [destination, via, dev] = rows[i].cells;
    return { text: [destination, via && `via ${via}`, dev && `dev ${dev}`].filter(Boolean).join(' '), why: rows[i].note };
  };
  return [{ at, ask: { namespace, destination: String(step.fields['destination'] ?? '') }, choices: offered.map(said), check: offered.indexOf(right) }];
}

/** Near misses make better answers than rows that nobody would take. @param {{verdict: string}} row */
const rank = (row) => (row.verdict === 'near' ? 0 : 1);
