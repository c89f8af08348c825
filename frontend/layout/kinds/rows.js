/** @typedef {import('../shapes.js').Fact} Fact */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {{x: number, y: number, room: number}} Slot a line of text: its beginning, and how wide it may be */
/** @typedef {{look: Look, said: (route: Fact, room: number) => string|null}} How `said`: a row in one line, null where it does not fit */
/** @typedef {{route: Fact|null, lines: (Slot & {text: string})[]}} Placed a row with its one or two lines; without a route it counts those that are not drawn */

/** Of so many rows, the most important first, places are looked for. */
const MOST = 32;

/** Rows that are drawn before all others have a smaller rank. */
export const RANK = Object.freeze({ used: 0, pointed: 1, edited: 2, other: 3 });

/**
 * Routes with their ranks. Before them stand those that the walk uses and the cluster's table does not hold, as what is beyond a router comes with a walk.
 * @param {Fact[]|null} routes
 * @param {string} namespace
 * @param {{used: import('../../model/routes.js').RowsOf, named: ReturnType<typeof import('../../model/routes.js').routesNamed>}} due
 * @returns {Fact[]|null}
 */
export function ranked(routes, namespace, { used, named }) {
  const own = used.get(namespace);
  const here = named?.namespace === namespace ? named : null;
  if (!routes || (!own && !here)) return routes;
  const isNamed = (/** @type {Fact} */ r) => here !== null && (here.row === r.to || (here.dev !== null && here.dev === r.dev));
  const beyond = [...(own?.values() ?? [])].flatMap((r) => (r && !routes.some((known) => known.to === r.to) ? { ...r, rank: RANK.used } : []));
  return [...beyond, ...routes.map((r) => (own?.has(r.to) ? { ...r, rank: RANK.used } : isNamed(r) ? { ...r, rank: RANK.pointed } : r))];
}

/**
 * Where a route leads, in one word: its next hop, or the device where the next hop is only the network's own address, as flannel writes it.
 * @param {Fact} route
 */
export const nextOf = ({ to, via, dev }) => (via !== null && dev !== null && to.startsWith(`${via}/`) ? dev : via ?? dev ?? '');

/** @param {Fact} row */
const rankOf = (row) => row.rank ?? RANK.other;

/** @param {readonly Fact[]} routes @returns {Fact[]} as important as they are, else in the table's own order */
const byRank = (routes) => [...routes].sort((a, b) => rankOf(a) - rankOf(b));

/**
 * The rows of a table that are drawn where there is room for so many: first those the walk uses, then those that are pointed at, then those that
 * an edit made, then the table's own order. They stand in the table's order.
 * @param {readonly Fact[]} routes
 * @param {number} most
 * @returns {{rows: Fact[], more: number}} `more`: how many are left out, of which the last line tells unless each line has a row of the first three kinds
 */
export function pickRows(routes, most) {
  if (routes.length <= most) return { rows: [...routes], more: 0 };
  const kept = byRank(routes).slice(0, Math.max(0, most));
  if (kept.length > 0 && rankOf(kept[kept.length - 1]) === RANK.other) kept.pop();
  const rows = new Set(kept);
  return { rows: routes.filter((r) => rows.has(r)), more: routes.length - kept.length };
}

/**
 * The same in columns of lines, where a row takes two lines if it is too wide for one, and a line is left free that is too short.
 * @param {readonly Fact[]} routes
 * @param {Slot[][]} columns in the order in which they are filled
 * @param {How} how
 * @returns {{placed: Placed[], more: number}}
 */
export function placeRows(routes, columns, how) {
  const order = byRank(routes).slice(0, MOST);
  const index = new Map(routes.map((r, i) => [r, i]));
  const slots = columns.reduce((n, c) => n + c.length, 0);
  /** @type {Fact[]} */
  let kept = [];
  const placed = (/** @type {(Fact|number)[]} */ rows) => inColumns(rows, columns, how) ?? withOneLast(rows, columns, how);
  for (const route of order) {
    if (kept.length >= slots) break;
    const tried = [...kept, route].sort((a, b) => (index.get(a) ?? 0) - (index.get(b) ?? 0));
    if (placed(tried)) kept = tried;
  }
  const dropped = order.filter((r) => kept.includes(r) && rankOf(r) === RANK.other);
  for (;;) {
    const more = routes.length - kept.length;
    const told = more === 0 ? placed(kept) : placed([...kept, more]);
    if (told && more === 1) {
      const last = placed([...kept, ...routes.filter((r) => !kept.includes(r))]);
      if (last) return { placed: last, more: 0 };
    }
    if (told) return { placed: told, more };
    const last = kept.length > 1 ? dropped.pop() : undefined;
    if (!last) return { placed: placed(kept) ?? [], more };
    kept = kept.filter((r) => r !== last);
  }
}

/** Of so few rows one may leave the table's order so that none is left out. */
const FEW = 6;

/**
 * The last column has shorter lines: a row that fits there may stand after the others.
 * @param {(Fact|number)[]} rows
 * @param {Slot[][]} columns
 * @param {How} how
 */
function withOneLast(rows, columns, how) {
  if (columns.length < 2 || rows.length > FEW || rows.some((r) => typeof r === 'number')) return null;
  for (let i = rows.length - 2; i >= 0; i--) {
    const all = inColumns([...rows.slice(0, i), ...rows.slice(i + 1), rows[i]], columns, how);
    if (all) return all;
  }
  return null;
}

/**
 * @param {(Fact|number)[]} rows a number: how many are not drawn
 * @param {Slot[][]} columns
 * @param {How} how
 * @returns {Placed[]|null} none where they have no room
 */
function inColumns(rows, columns, how) {
  const starts = columns.flatMap((own) => own.map((slot, i) => ({ slot, next: own[i + 1] })));
  /** @type {Placed[]} */
  const all = [];
  let at = 0;
  for (const row of rows) {
    /** @type {Placed|null} */
    let found = null;
    while (!found && at < starts.length) {
      found = typeof row === 'number' ? counted(row, starts[at].slot, how) : inSlot(row, starts[at], how);
      at += found?.lines.length ?? 1;
    }
    if (!found) return null;
    all.push(found);
  }
  return all;
}

/** @param {number} more @param {Slot} slot @param {How} how @returns {Placed|null} */
function counted(more, slot, { look }) {
  const text = look.t('ui.stage.routesMore', more);
  return look.meter.width(text, 'text', look.size(12)) <= slot.room ? { route: null, lines: [{ ...slot, text }] } : null;
}

/** @param {Fact} route @param {{slot: Slot, next: Slot|undefined}} at @param {How} how @returns {Placed|null} */
function inSlot(route, { slot, next }, { look, said }) {
  const whole = said(route, slot.room);
  if (whole !== null) return { route, lines: [{ ...slot, text: whole }] };
  const [to, by] = [route.to, `→ ${nextOf(route)}`];
  const fits = (/** @type {string} */ text) => look.meter.width(text, 'mono', look.size(12)) <= slot.room;
  const x = next && Math.max(slot.x, next.x);
  if (!next || x === undefined || !fits(to) || !fits(by)) return null;
  return { route, lines: [{ ...slot, x, text: to }, { ...next, x, text: by }] };
}
