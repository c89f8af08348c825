import { currentMark } from '../model/reducer.js';

/**
 * Tells screen readers politely which step the cursor came to; silent while playing faster than speech.
 * @param {HTMLElement} region an aria-live region
 * @returns {(state: import('../model/state.js').State) => void}
 */
export function createAnnouncer(region) {
  /** @type {string|null} */ let said = null;
  return (state) => {
    const mark = currentMark(state);
    const text = state.probeProblems.length > 0 ? '' : mark ? `${mark.namespace}: ${mark.step.sentence}` : '';
    if (text === said) return;
    said = text;
    region.textContent = text;
  };
}
