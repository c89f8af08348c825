import { USUAL } from './probe.js';

/** @typedef {import('./types.js').Probe} Probe */
/** @typedef {import('./types.js').Problem} Problem */
/**
 * What is asked of the network.
 * @typedef {object} QuestionState
 * @property {Probe} probe as typed
 * @property {boolean} sending
 * @property {Problem[]} probeProblems
 */

/** @type {Probe} */
export const FIRST_PROBE = { ...USUAL, from: 'web-1', to: '10.0.2.2', port: 80 };

/** @returns {QuestionState} */
export const firstQuestion = () => ({ probe: FIRST_PROBE, sending: false, probeProblems: [] });

/** @param {string|undefined} path */
const fieldOf = (path) => (path ?? '').split('.').pop() ?? '';

/** @type {import('./reducer.js').Slice<QuestionState>} */
export const QUESTION = {
  linkFollowed: (question, { link }) => ({ probe: link.probe ?? question.probe }),
  probeReplaced: (_, { probe }) => ({ probe, probeProblems: [] }),
  probeChanged: (question, { patch }) => ({
    probe: { ...question.probe, ...patch },
    probeProblems: question.probeProblems.filter((p) => !Object.keys(patch).includes(fieldOf(p.path))),
  }),
  // what is under way for another cluster comes to nothing
  staged: () => ({ sending: false, probeProblems: [] }),
  probeSent: () => ({ sending: true, probeProblems: [] }),
  probeFailed: (_, { problems }) => ({ sending: false, probeProblems: problems }),
  traceArrived: () => ({ sending: false, probeProblems: [] }),
};
