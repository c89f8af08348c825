import { renderReach } from './reach.js';
import { renderReachWhy } from './reach-why.js';

/** @typedef {import('../model/state.js').State} State */

/**
 * Draws the board of who reaches whom, and beside it the reason of the cell that is looked at, when what they show has changed.
 * @param {{show: (of: (state: State) => readonly unknown[], part: (state: State) => void) => void}} screen
 * @param {HTMLElement} place of the board
 * @param {HTMLElement} side the inspector's, while the board is shown
 * @param {import('./reach.js').On} on
 */
export function showBoard(screen, place, side, on) {
  screen.show((s) => [s.board, s.pairs, s.pairsThen, s.against, s.differing, s.grouping, s.board && s.clock, s.told, s.filter, s.cell, s.cellTab, s.cellTold, s.reachRefused, s.history, s.at, s.sending, s.messages], (state) => {
    renderReach(place, state, on);
    if (state.board) renderReachWhy(side, state, on);
  });
}
