import { askedNow } from '../model/walk.js';

/**
 * Sees to it that a question before a hop is in sight, and goes on when it is answered.
 * @param {{show: (of: (state: import('../model/state.js').State) => readonly unknown[], part: (state: import('../model/state.js').State) => void) => void}} screen
 * @param {import('../model/commands.js').Store} store
 * @param {{commands: {answerGuess: (id: string, choice: number) => Promise<boolean>}, conductor: {next: (way: 1|-1) => void}, inspectorInSight: () => boolean, embedded: boolean}} by
 * @returns {import('./inspector/guess.js').Answer}
 */
export function createGuessing(screen, store, { commands, conductor, inspectorInSight, embedded }) {
  screen.show((s) => [askedNow(s), s.projector], (state) => {
    if (embedded || state.projector || state.timing || !askedNow(state)) return;
    if (state.tab !== 'step') store.dispatch({ type: 'tabChosen', tab: 'step' });
    if (inspectorInSight()) return; // else it is folded, or a drawer
    store.dispatch(matchMedia('(max-width: 1099px)').matches ? { type: 'drawerTurned', drawer: 'right' } : { type: 'sidesChanged', sides: { rightFolded: false } });
  });
  return async (id, choice) => {
    if (await commands.answerGuess(id, choice)) conductor.next(1);
  };
}
