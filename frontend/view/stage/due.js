import { ranked } from '../../layout/kinds/rows.js';
import { routesNamed, rowsUsed } from '../../model/routes.js';
import { walkLine } from '../../model/walk.js';

/** @typedef {import('../../model/state.js').State} State */

/**
 * Which routes are drawn before others: a pure function of the walk as a whole and of what is pointed at, so that no step of the walk changes the picture.
 */
export function createDue() {
  /** @type {import('../../model/routes.js').RowsOf} */ let used = new Map();
  /** @type {ReturnType<typeof routesNamed>} */ let named = null;
  let key = '';

  return {
    /** @param {State} state @returns {boolean} whether other rows may have to be drawn than before */
    of(state) {
      used = rowsUsed(walkLine(state).marks);
      named = routesNamed(state.pointing.over ?? state.pointing.pinned, state.topology);
      const before = key;
      key = JSON.stringify([[...used].map(([ns, rows]) => [ns, ...rows]), named]);
      return key !== before;
    },
    key: () => key,
    /** Namespaces whose routes are used or pointed at, the latter first. */
    namespaces: () => [...new Set([...(named ? [named.namespace] : []), ...used.keys()])],
    /** @param {(namespace: string) => import('../../layout/shapes.js').Fact[]|null} routes */
    look(routes) {
      const now = { used, named };
      return { routes: (/** @type {string} */ ns) => ranked(routes(ns), ns, now), table: named?.table ? named.namespace : null };
    },
  };
}
