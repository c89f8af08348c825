import { isDecision } from '../model/schedule.js';
import { currentMark, isTold, walkLine } from '../model/walk.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/types.js').Mark} Mark */

/**
 * Tells screen readers politely which step the cursor came to, and at the end how the walk ended. While it plays, only decisions, and
 * nothing where it goes faster than anybody speaks.
 * @param {HTMLElement} region an aria-live region
 * @returns {(state: State) => void}
 */
export function createAnnouncer(region) {
  /** @type {string|null} */ let said = null;
  return (state) => {
    const mark = currentMark(state);
    if (state.playing && (state.speed > 1 || !mark || !isDecision(mark))) return;
    const text = state.probeProblems.length > 0 || !mark || mark.step.veiled ? '' : [placed(mark), ending(state, mark)].filter(Boolean).join(' ');
    if (text === said) return;
    said = text;
    region.textContent = text;
  };
}

/** @param {Mark} mark */
const placed = ({ namespace, step }) => {
  const name = namespace.slice(namespace.indexOf('/') + 1);
  return step.sentence.includes(name) ? step.sentence : `${name}: ${step.sentence}`;
};

/** @param {State} state @param {Mark} mark */
function ending(state, mark) {
  const last = walkLine(state).steps.at(-1);
  return isTold(state) && last && mark.column >= last.column ? (state.trace?.outcome.sentence ?? '') : '';
}
