/** @typedef {{top: number, bottom: number}} Span in CSS px of the window */

/**
 * How far a panel has to be scrolled, so that a part of it is seen: no further than needed, and never past where the part begins.
 * @param {Span} part
 * @param {Span} seen what of the panel nothing covers
 * @returns {number} CSS px, positive for downwards; 0 if the part is in sight
 */
export function shiftTo(part, seen) {
  if (part.top < seen.top) return part.top - seen.top;
  return Math.max(0, Math.min(part.bottom - seen.bottom, part.top - seen.top));
}

/**
 * What has just come onto a lesson's page, for the reader to see it: a page, the reason of an answer, or what the check says after a try.
 * @param {import('./state.js').State} now
 * @param {import('./state.js').State} before
 * @returns {'page'|'reason'|'check'|null}
 */
export function arrivedOf(now, before) {
  const { place, course } = now;
  if (place?.kind !== before.place?.kind || place?.id !== before.place?.id || place?.page !== before.place?.page) return 'page';
  if (!place) return null;
  const ask = place.kind === 'lesson' ? course?.pages[place.page - 1]?.ask : undefined;
  if (ask && now.given.get(ask.id)?.answer && !before.given.get(ask.id)?.answer) return 'reason';
  const [check, last] = [now.checked, before.checked];
  return check && last && (check.edits !== last.edits || check.passed !== last.passed) ? 'check' : null;
}
