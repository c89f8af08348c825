import { arrivedOf, shiftTo } from '../model/sight.js';

/** @typedef {import('../model/state.js').State} State */

/** What there is to be seen of a thing that arrived: from the first of these to the last that is there. */
const PARTS = Object.freeze({ reason: ['.because', '.world'], check: ['.check', '.undo'] });
const MARGIN = 8;

/**
 * Scrolls a lesson's panel to what has just come, and only if it is not in sight; a new page is seen from its beginning.
 * @param {HTMLElement} panel
 * @param {() => boolean} still whether nothing may move on its own
 */
export function createSight(panel, still) {
  /** @type {State|null} */
  let before = null;

  /** @param {State} state what has just been drawn */
  return (state) => {
    const what = before && arrivedOf(state, before);
    before = state;
    if (what === 'page') panel.scrollTop = 0;
    if (what !== 'reason' && what !== 'check') return;
    const parts = PARTS[what].flatMap((selector) => panel.querySelector(selector) ?? []).map((part) => part.getBoundingClientRect());
    const bar = panel.querySelector('.turn');
    if (parts.length === 0 || parts[0].height === 0) return;
    const own = panel.getBoundingClientRect();
    const by = shiftTo({ top: parts[0].top - MARGIN, bottom: parts[parts.length - 1].bottom + MARGIN }, { top: own.top, bottom: bar ? bar.getBoundingClientRect().top : own.bottom });
    if (by !== 0) panel.scrollBy({ top: by, behavior: still() ? 'auto' : 'smooth' });
  };
}
