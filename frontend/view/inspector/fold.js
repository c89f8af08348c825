import { foldsWith } from '../../model/sides.js';
import { isSchoolOpen } from '../../model/lessons.js';

/** @typedef {import('../../model/state.js').State} State */

/** Where the page is narrow, the inspector is a drawer. */
const isDrawer = () => matchMedia('(max-width: 1099px)').matches;

/**
 * Opens and closes the inspector: as a drawer, or folded to its tabs.
 * @param {{get: () => State, dispatch: (action: import('../../model/actions.js').Action) => void}} store
 * @param {(side: 'right') => void} turn the drawer
 */
export function createFold({ get, dispatch }, turn) {
  const isInSight = () => get().drawer === 'right' || (!get().sides.rightFolded && !isDrawer());
  const folded = (/** @type {boolean} */ on) => /** @type {const} */ ({ type: 'sidesChanged', sides: { rightFolded: on } });
  const fold = (/** @type {boolean} */ on) => dispatch(folded(on));
  const close = () => (isDrawer() ? dispatch({ type: 'drawerTurned', drawer: null }) : fold(true));
  return {
    isInSight, close,
    open: () => (isDrawer() ? turn('right') : fold(false)),
    /** @param {import('../../model/state.js').Tab} tab that was pressed */
    choose(tab) {
      const { sides } = get();
      if (!isDrawer() && foldsWith(tab, get())) return fold(true);
      dispatch({ type: 'tabChosen', tab });
      if (sides.rightFolded) fold(false);
    },
    /** What Escape does: beside a lesson the picture has its room again. @returns {import('../../model/actions.js').Action} */
    left: () => (isSchoolOpen(get()) && !isDrawer() ? folded(true) : { type: 'drawerTurned', drawer: null }),
  };
}
