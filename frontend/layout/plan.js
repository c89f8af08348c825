/**
 * Where things stand, for as long as a cluster is open. A machine has a cell and a pod has a slot for life; what comes later
 * takes what has become free, or goes to the end. So what is added or removed moves nobody else; only making it fit again,
 * when somebody asks for it or the window changes, plans anew.
 *
 * @typedef {{key: string, pods: string[]}} Group what hangs from one bridge, by the bridge's id
 * @typedef {{id: string, groups: Group[], count: number, zone?: string, rack?: string}} Need a machine; `count` pods are on it, be their names known or not; `zone` and `rack`: where its labels say it stands
 * @typedef {{cols: number, slots: (string|null)[]}} Grid pods in rows under a bridge
 * @typedef {{w: number, h: number}} Size
 * @typedef {object} Plan
 * @property {Size} frame the window it was made for
 * @property {number} cols pods side by side under a bridge that has its machine for itself
 * @property {number} perRow machines side by side
 * @property {number} capacity pods each cell has room for; without end if there is one row
 * @property {readonly (string|null)[]} cells
 * @property {ReadonlyMap<string, ReadonlyMap<string, Grid>>} grids by machine and group
 * @property {Size} cell
 * @property {boolean} [isZoned] whether each cell is a place in a zone
 */

/** Sizes of a cell, in pods: a cell is a size larger than what is in it, so that a pod more has its place. */
const CLASSES = [2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256];
const TRY_ALL_BELOW = 64;
/** One row of machines on one straight line is easier to read than a slightly larger picture. */
const ONE_ROW = 1.25;

/**
 * @param {Plan|null} previous none to plan anew
 * @param {Need[]} needs in the order in which they stand
 * @param {Size} frame
 * @param {(cols: number, rows: number) => Size} sizeOf what a machine measures with so many pods side by side, in so many rows
 * @param {{over: number, narrow: boolean}} m how much stands over the machines; and whether few pods take all of a machine's width
 * @returns {Plan}
 */
export function planOf(previous, needs, frame, sizeOf, m) {
  if (!previous) return fitted(needs, frame, sizeOf, m);
  const cells = placed(previous.cells, needs.map((n) => n.id));
  const before = previous.grids;
  const grids = new Map(needs.map((need) => [need.id, gridsOf(need, previous.cols, before.get(need.id))]));
  return { ...previous, cells, grids };
}

/** So many machines at most are planned anew for one more. */
const FEW = 8;

/** So many pods at most stand side by side in a machine that is alone, even if it was planned for fewer. */
const ONE_ROW_OF_PODS = 4;

/**
 * Whether what came has no room in the rows there were: machines, among few of which all would be much smaller for it, or in whose zone all places are taken; or a pod of a
 * machine that is alone, which would hang on a cable past the row above it, where the cable's name has no room.
 * @param {Plan} before
 * @param {Plan} now
 */
export function isOutgrown(before, now) {
  const rows = (/** @type {Plan} */ { cells, perRow }) => Math.ceil(cells.length / perRow);
  if (now.isZoned) return now.cells.length > before.cells.length;
  return (now.cells.length <= FEW && rows(now) > rows(before)) || (now.cells.length === 1 && podRows(before) === 1 && podRows(now) > 1);
}

/** @param {Plan} plan @returns {number} rows of pods where a plan anew could put them into one, else 0 */
function podRows({ grids }) {
  const all = [...grids.values()].flatMap((groups) => [...groups.values()]);
  const pods = all.reduce((n, g) => n + g.slots.length, 0);
  return pods > ONE_ROW_OF_PODS ? 0 : all.reduce((n, g) => Math.max(n, Math.ceil(g.slots.length / g.cols)), 0);
}

/**
 * Keeps what is there where it is, frees the places of what is gone, and puts what is new into the first free ones.
 * @param {readonly (string|null)[]} before
 * @param {string[]} wanted
 * @returns {(string|null)[]}
 */
function placed(before, wanted) {
  const left = new Set(wanted);
  const now = before.map((id) => (id !== null && left.delete(id) ? id : null));
  let free = 0;
  for (const id of left) {
    while (free < now.length && now[free] !== null) free++;
    now[free] = id;
  }
  return now;
}

/**
 * @param {Need} need
 * @param {number} cols
 * @param {ReadonlyMap<string, Grid>} [before]
 * @returns {Map<string, Grid>}
 */
function gridsOf(need, cols, before) {
  return new Map(need.groups.map((group) => {
    const grid = before?.get(group.key);
    const own = need.groups.length === 1 ? cols : Math.max(1, Math.min(cols, group.pods.length));
    return [group.key, { cols: grid?.cols ?? own, slots: placed(grid?.slots ?? [], group.pods) }];
  }));
}

/**
 * @param {Need[]} needs
 * @param {Size} frame
 * @param {(cols: number, rows: number) => Size} sizeOf
 * @param {{over: number, narrow: boolean}} m
 * @returns {Plan}
 */
function fitted(needs, frame, sizeOf, { over, narrow }) {
  const most = needs.reduce((n, m) => Math.max(n, m.count), 1);
  const count = Math.max(1, needs.length);
  /** @type {{cols: number, perRow: number, capacity: number, cell: Size}|null} */ let best = null;
  let bestScale = -1;
  for (const cols of colsChoices(most, count)) {
    for (const perRow of perRowChoices(count)) {
      const rows = Math.ceil(count / perRow);
      const capacity = rows === 1 ? most : Math.ceil(roomFor(most) / cols) * cols;
      const cell = sizeOf(cols, Math.ceil(capacity / cols));
      const scale = Math.min(frame.w / (perRow * cell.w), frame.h / (rows * cell.h + over));
      const worth = scale * (rows === 1 && scale > 0.56 ? ONE_ROW : 0.9 + (0.1 * count) / (rows * perRow));
      const shaped = rows > 1 && cell.w < cell.h * 0.7 ? worth * 0.8 : worth;
      if (shaped <= bestScale * 1.02) continue;
      best = { cols, perRow, capacity: rows === 1 ? Infinity : capacity, cell };
      bestScale = shaped;
    }
  }
  const chosen = best ?? { cols: 1, perRow: 1, capacity: Infinity, cell: { w: 0, h: 0 } };
  return {
    frame, ...chosen,
    cells: needs.map((n) => n.id),
    grids: new Map(needs.map((need) => [need.id, gridsOf(need, narrow ? Math.min(chosen.cols, Math.max(1, ...need.groups.map((g) => g.pods.length))) : chosen.cols)])),
  };
}

/** @param {number} pods @returns {number} the smallest class with room for one more */
const roomFor = (pods) => CLASSES.find((c) => c > pods) ?? Math.ceil((pods + 1) / 64) * 64;

/**
 * @param {number} most
 * @param {number} count
 */
function colsChoices(most, count) {
  if (count > TRY_ALL_BELOW) return [Math.ceil(Math.sqrt(most * 1.3))];
  const widest = Math.min(most, 12);
  return Array.from({ length: widest }, (_, i) => widest - i);
}

/** @param {number} count */
function perRowChoices(count) {
  if (count > TRY_ALL_BELOW) return [Math.ceil(Math.sqrt(count * 1.6) / 5) * 5];
  return Array.from({ length: count }, (_, i) => count - i);
}
