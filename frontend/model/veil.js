/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./types.js').Step} Step */

/** Fields that say only where in a namespace a step happens. */
const PLACING = ['hook', 'bridge', 'side'];

/**
 * Marks up to a question, of which the last is what is asked for: where it happens and with which packet stays, what is decided
 * does not, nor what the same stay of the packet brings afterwards.
 * @param {Mark[]} marks by column
 * @param {number} seq of the step that is asked for
 * @returns {Mark[]}
 */
export function veiled(marks, seq) {
  /** @type {Map<import('./types.js').Hop, import('./types.js').Hop>} */
  const hops = new Map();
  return marks.map((m) => {
    if (!m.hop.steps.some((s) => s.seq >= seq)) return m;
    const hop = hops.get(m.hop) ?? { ...m.hop, steps: m.hop.steps.filter((s) => s.seq <= seq).map((s) => (s.seq === seq ? asked(s) : s)) };
    hops.set(m.hop, hop);
    return m.seq === seq ? { ...m, hop, step: hop.steps.find((s) => s.seq === seq) ?? asked(m.step), stop: false } : { ...m, hop };
  });
}

/** @param {Step} step @returns {Step} */
const asked = (step) => ({
  ...step, veiled: true, sentence: '', before: step.before ?? step.after, after: null, evidence: [], command: null,
  fields: Object.fromEntries(PLACING.filter((name) => name in step.fields).map((name) => [name, step.fields[name]])),
});
