import { RANK } from '../../layout/kinds/rows.js';
import { writtenAs } from '../../model/routes.js';

/** @typedef {import('../../layout/shapes.js').Fact} Fact */
/** @typedef {import('../../model/types.js').NamespaceDetail} NamespaceDetail */

const AT_ONCE = 4;

/**
 * What the picture writes into a stack beside what the topology tells: the routes of the namespaces in sight, asked for as
 * they come into it. What was known stays until the new is there.
 * @param {(namespace: string) => Promise<NamespaceDetail>} ask
 * @param {() => void} arrived
 */
export function createFacts(ask, arrived) {
  /** @type {Map<string, {routes: Fact[], of: unknown}>} */
  const known = new Map();
  /** @type {unknown} */ let current = null;
  /** @type {Set<string>} */
  const wanted = new Set();
  /** @type {Set<string>} */
  const asked = new Set();
  let asking = 0;

  function next() {
    for (const ns of wanted) {
      if (asking >= AT_ONCE) return;
      wanted.delete(ns);
      asked.add(ns);
      const of = current;
      asking++;
      ask(ns).then((detail) => routesOf(detail), () => known.get(ns)?.routes ?? []).then((routes) => {
        asking--;
        if (of === current) {
          known.set(ns, { routes, of });
          arrived();
        }
        next();
      });
    }
  }

  return {
    /** @param {unknown} version anything that is another thing when the network is another @param {boolean} other whether nothing of the last one is true */
    of(version, other) {
      if (version === current) return;
      current = version;
      wanted.clear();
      asked.clear();
      if (other) known.clear();
    },
    /** @param {string[]} namespaces */
    want(namespaces) {
      for (const ns of namespaces) if (known.get(ns)?.of !== current && !asked.has(ns)) wanted.add(ns);
      next();
    },
    routes: (/** @type {string} */ ns) => known.get(ns)?.routes ?? null,
  };
}

/**
 * @param {NamespaceDetail} detail
 * @returns {Fact[]} those of the main table; the rank of those that edits made
 */
export function routesOf({ routes, origins = {} }) {
  return routes.filter((r) => r.table === 'main').map((r) => ({
    to: writtenAs(r.destination), via: r.type === 'unicast' ? r.via : r.type, dev: r.type === 'unicast' ? r.dev : null,
    ...(origins[r.id]?.source === 'edited' ? { rank: RANK.edited } : {}),
  }));
}
