/**
 * A trace names its packets and tables by where they stand in it, as each is written once. Here they are put where they are
 * used; packets that are equal stay one object. A step below the detail of rows has no tables.
 * @param {any} trace as the server writes it
 * @returns {any} as the page knows it
 */
export function inPlace({ packets = [], tables = [], ...trace }) {
  const packet = (/** @type {any} */ seen) => (typeof seen === 'number' ? packets[seen] : seen);
  const table = (/** @type {any} */ seen) => (seen.table === undefined ? seen : {
    title: tables[seen.table].title,
    columns: tables[seen.table].columns,
    rows: seen.rows.map((/** @type {any} */ row, /** @type {number} */ i) => ({ cells: tables[seen.table].rows[i], ...row })),
    omitted: seen.omitted,
  });
  const step = (/** @type {any} */ s) => ({ ...s, before: packet(s.before), after: packet(s.after), evidence: (s.evidence ?? []).map(table) });
  const onward = trace.onward ? { onward: inPlace(trace.onward) } : {};
  const queries = trace.queries ? { queries: trace.queries.map((/** @type {any} */ q) => ({ ...q, trace: inPlace(q.trace) })) } : {};
  return { ...trace, ...onward, ...queries, hops: trace.hops.map((/** @type {any} */ hop) => ({ ...hop, steps: hop.steps.map(step) })) };
}
