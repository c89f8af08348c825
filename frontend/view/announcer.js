import { currentMark } from '../model/reducer.js';

/**
 * Tells screen readers politely which step the cursor came to. Playing goes faster than anybody speaks, so then it is silent,
 * and says where the packet is once it stops.
 * @param {HTMLElement} region an aria-live region
 * @returns {(state: import('../model/state.js').State) => void}
 */
export function createAnnouncer(region) {
  /** @type {string|null} */ let said = null;
  return (state) => {
    if (state.playing) return;
    const mark = currentMark(state);
    const text = state.probeProblems.length > 0 || !mark ? '' : placed(mark);
    if (text === said) return;
    said = text;
    region.textContent = text;
  };
}

/** @param {import('../model/types.js').Mark} mark */
const placed = ({ namespace, step }) => (step.sentence.includes(namespace) ? step.sentence : `${namespace}: ${step.sentence}`);
