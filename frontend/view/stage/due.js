import { ranked } from '../../layout/kinds/rows.js';
import { isBrought } from '../../model/drawn.js';
import { routesNamed, rowsUsed } from '../../model/routes.js';
import { walkLine } from '../../model/walk.js';

/** @typedef {import('../../model/state.js').State} State */

/**
 * Which routes are drawn before others: a pure function of the walk as a whole and of what is pointed at, so that no step of the walk changes the picture.
 */
export function createDue() {
  /** @type {import('../../model/routes.js').RowsOf} */ let used = new Map();
  /** @type {ReturnType<typeof routesNamed>} */ let named = null;
  /** @type {State|null} */ let now = null;
  let key = '';

  return {
    /** @param {State} state @returns {boolean} whether other rows may have to be drawn than before */
    of(state) {
      now = state;
      used = rowsUsed(walkLine(state).marks);
      named = routesNamed(state.pointing.over ?? state.pointing.pinned, state.topology);
      const before = key;
      key = JSON.stringify([[...used].map(([ns, rows]) => [ns, ...rows]), named]);
      return key !== before;
    },
    key: () => key,
    /** Namespaces of the cluster whose routes are used or pointed at, the latter first. */
    namespaces: () => [...new Set([...(named ? [named.namespace] : []), ...used.keys()])].filter((ns) => now === null || !isBrought(now, ns)),
    /** @param {(namespace: string) => import('../../layout/shapes.js').Fact[]|null} routes */
    look(routes) {
      const rows = { used, named };
      return { routes: (/** @type {string} */ ns) => ranked(routes(ns), ns, rows), table: named?.table ? named.namespace : null };
    },
  };
}
