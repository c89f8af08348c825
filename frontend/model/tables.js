/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./types.js').Step} Step */
/** @typedef {import('./types.js').NamespaceDetail} NamespaceDetail */
/**
 * A row of a table as it is at the cursor.
 * @typedef {object} TableRow
 * @property {Record<string, string>} cells
 * @property {boolean} fresh whether the moment at the cursor made or changed it
 */
/** @typedef {{neighbours: TableRow[], fdb: TableRow[], connections: TableRow[]}} Tables */

/** What a step does to a table: which, the row's key, and its cells. @typedef {{table: keyof Tables, key: string, cells: Record<string, string>}} Change */

/** @param {unknown} value */
const text = (value) => (value === null || value === undefined ? '' : String(value));

/**
 * @param {Step} step
 * @returns {Change[]}
 */
export function changesOf({ type, fields }) {
  const neighbour = (/** @type {string} */ mac, /** @type {string} */ state) => [{
    table: /** @type {const} */ ('neighbours'), key: `${fields['ip']} ${fields['device']}`,
    cells: { address: text(fields['ip']), device: text(fields['device']), mac, state },
  }];
  if (type === 'NeighbourMissing') return neighbour('', 'INCOMPLETE');
  if (type === 'NeighbourLearned' || type === 'NeighbourResolved') return neighbour(text(fields['mac']), text(fields['state']).toUpperCase());
  if (type === 'NeighbourFailed') return neighbour('', 'FAILED');
  if (type === 'BridgeLearned') {
    return [{ table: 'fdb', key: `${fields['mac']} ${fields['bridge']}`,
      cells: { mac: text(fields['mac']), device: text(fields['port']), bridge: text(fields['bridge']), state: 'learned' } }];
  }
  if (type === 'Confirmed' || (type === 'Tracked' && fields['relation'] !== 'new' && fields['connection'])) {
    return [{ table: 'connections', key: originalOf(text(fields['connection'])), cells: { entry: text(fields['connection']) } }];
  }
  return [];
}

/** What stays of a tracked connection: the addresses of its first packet. @param {string} entry */
const originalOf = (entry) => /src=\S+ dst=\S+(?: \w+=\d+)*/.exec(entry)?.[0] ?? entry;

/**
 * The tables of a namespace as they are at a moment of a walk: what is there by configuration, and every change since the walk
 * began.
 * @param {NamespaceDetail|null} detail what is there by configuration
 * @param {Trace|null} trace
 * @param {string} namespace
 * @param {number|null} cursor seq of the moment
 * @param {number} [since] seq of the moment before it: what changed after that is fresh
 * @returns {Tables}
 */
export function tablesAt(detail, trace, namespace, cursor, since = -1) {
  /** @type {Record<keyof Tables, Map<string, TableRow>>} */
  const tables = { neighbours: new Map(), fdb: new Map(), connections: new Map() };
  for (const row of detail?.neighbours ?? []) tables.neighbours.set(`${row['address'] ?? row['ip']} ${row['device'] ?? row['dev']}`, known(row));
  for (const row of detail?.fdb ?? []) tables.fdb.set(`${row['mac']} ${row['bridge'] ?? row['master'] ?? ''}`, known(row));
  const steps = (trace?.hops ?? []).filter((hop) => hop.namespace === namespace).flatMap((hop) => hop.steps)
    .filter((step) => cursor !== null && step.seq <= cursor).sort((a, b) => a.seq - b.seq);
  for (const step of steps) {
    for (const { table, key, cells } of changesOf(step)) {
      const before = tables[table].get(key);
      const same = before !== undefined && Object.entries(cells).every(([name, value]) => before.cells[name] === value);
      if (!same) tables[table].set(key, { cells: { ...before?.cells, ...cells }, fresh: step.seq > since });
    }
  }
  return { neighbours: [...tables.neighbours.values()], fdb: [...tables.fdb.values()], connections: [...tables.connections.values()] };
}

/** @param {Record<string, unknown>} row @returns {TableRow} */
const known = (row) => ({
  cells: Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'id' && key !== 'object' && key !== 'reason').map(([key, value]) => [key, text(value)])),
  fresh: false,
});
