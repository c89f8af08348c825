import { cursorId } from './walk.js';

/**
 * What a link to the present view carries.
 * @param {import('./state.js').State} state
 * @returns {import('./url.js').LinkState}
 */
export function linkOf(state) {
  const open = [...state.open].map((seq) => cursorId({ trace: state.trace, cursor: seq })).filter((id) => id !== null);
  return {
    cluster: state.clusterId, probe: state.probe, sent: state.trace !== null && !state.stale, step: cursorId(state), play: false,
    view: state.view, lang: state.lang, level: state.level, arp: state.arp, open, tab: state.tab, speed: state.speed,
    projector: state.projector, reach: state.board, time: state.timing, moment: state.clock, edit: state.at,
    place: state.place, lessons: state.shelf, worksheet: state.sheet !== null, gallery: state.gallery,
  };
}
