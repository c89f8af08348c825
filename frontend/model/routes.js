/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {{to: string, via: string|null, dev: string|null}} Row a route as it is written in the picture */
/** @typedef {ReadonlyMap<string, ReadonlyMap<string, Row|null>>} RowsOf by network namespace and destination; null for a row that is in no main table, or leads nowhere */

/** @param {string} prefix @returns {string} a destination as it is written in the picture */
export const writtenAs = (prefix) => (prefix === '0.0.0.0/0' || prefix === '::/0' ? 'default' : prefix);

/** @param {Mark} mark @returns {string} the destination of the row that was chosen */
export const rowOf = ({ step }) => writtenAs(String(step.fields?.['matched'] ?? ''));

/** @type {WeakMap<readonly Mark[], RowsOf>} */
const known = new WeakMap();

/**
 * The rows that the packets of a walk use, wherever the cursor is: what is drawn stays as it is from step to step.
 * @param {readonly Mark[]} marks
 * @returns {RowsOf}
 */
export function rowsUsed(marks) {
  const before = known.get(marks);
  if (before) return before;
  /** @type {Map<string, Map<string, Row|null>>} */
  const used = new Map();
  for (const mark of marks) {
    if (mark.flow === 'arp' || mark.step.type !== 'RouteLookup' || mark.step.veiled) continue;
    const own = used.get(mark.namespace) ?? new Map();
    used.set(mark.namespace, own.set(rowOf(mark), own.get(rowOf(mark)) ?? lookedUp(mark)));
  }
  known.set(marks, used);
  return used;
}

/** @param {Mark} mark @returns {Row|null} */
function lookedUp(mark) {
  const { table, decision, outDevice, nextHop } = mark.step.fields ?? {};
  if (table !== 'main' || typeof outDevice !== 'string') return null;
  return { to: rowOf(mark), via: decision !== 'onlink' && typeof nextHop === 'string' ? nextHop : null, dev: outDevice };
}

/**
 * What a place of the stage names of a table of routes: `node-1/routes` the table, `node-1/route/10.0.2.0-24` a row, `node-1/eth0` the rows by that device.
 * @param {string} points as in `model/points.js`
 * @param {Pick<Topology, 'namespaces'>|null} topology
 * @returns {{namespace: string, table: boolean, row: string|null, dev: string|null}|null}
 */
export function routesNamed(points, topology) {
  const space = topology?.namespaces.filter((n) => points.startsWith(`${n.id}/`)).sort((a, b) => b.id.length - a.id.length)[0];
  if (!space) return null;
  const [first, second] = points.slice(space.id.length + 1).split('/');
  const row = first === 'route' && second ? second.replace(/-(\d+)$/, '/$1') : null;
  const dev = space.devices.some((d) => d.name === first) ? first : null;
  const table = row !== null || first === 'routes';
  return table || dev !== null ? { namespace: space.id, table, row, dev } : null;
}
