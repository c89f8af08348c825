import { M } from './metrics.js';

/** @typedef {{w: number, h: number}} Size */
/** @typedef {{podColumns: number, rows: number[][], width: number, height: number}} Arrangement */

const TRY_ALL_BELOW = 64;

/** One row on one straight line is easier to read than a slightly larger picture, as long as names can be read. */
const ONE_ROW = 1.3;
const LEGIBLE = 0.56;

/**
 * Chooses how many pods stand side by side and how many machines share a row, so that everything is as large as it
 * can be in a window of the given shape; rows of even length are worth a little. Deterministic: the same cluster always looks the same.
 * @param {number} count number of machines
 * @param {number} mostPods pods of the fullest machine
 * @param {(machine: number, podColumns: number) => Size} sizeOf
 * @param {Size} window
 * @returns {Arrangement}
 */
export function arrange(count, mostPods, sizeOf, window) {
  /** @type {Arrangement|null} */
  let best = null;
  let bestScale = -1;
  for (const podColumns of podColumnChoices(count, mostPods)) {
    const sizes = Array.from({ length: count }, (_, i) => sizeOf(i, podColumns));
    for (const perRow of perRowChoices(count)) {
      const candidate = rowsOf(sizes, perRow, podColumns);
      const fits = Math.min(window.w / candidate.width, window.h / candidate.height);
      const even = 0.9 + (0.1 * count) / (candidate.rows.length * perRow);
      const scale = candidate.rows.length === 1 && fits >= LEGIBLE ? fits * ONE_ROW : fits * even;
      if (scale > bestScale * 1.02) {
        best = candidate;
        bestScale = scale;
      }
    }
  }
  return best ?? { podColumns: 1, rows: [], width: 0, height: 0 };
}

/**
 * @param {number} count
 * @param {number} mostPods
 * @returns {number[]}
 */
function podColumnChoices(count, mostPods) {
  const most = Math.max(1, mostPods);
  if (count > TRY_ALL_BELOW) return [Math.ceil(Math.sqrt(most))];
  const widest = Math.min(most, 16);
  return Array.from({ length: widest }, (_, i) => widest - i).filter((c) => Math.ceil(most / c) <= 8 || c === widest);
}

/**
 * @param {number} count
 * @returns {number[]}
 */
function perRowChoices(count) {
  if (count > TRY_ALL_BELOW) return [Math.ceil(Math.sqrt(count * 1.4))];
  return Array.from({ length: count }, (_, i) => count - i);
}

/**
 * @param {Size[]} sizes
 * @param {number} perRow
 * @param {number} podColumns
 * @returns {Arrangement}
 */
function rowsOf(sizes, perRow, podColumns) {
  /** @type {number[][]} */
  const rows = [];
  for (let i = 0; i < sizes.length; i += perRow) {
    rows.push(sizes.slice(i, i + perRow).map((_, k) => i + k));
  }
  let width = 0;
  let height = 0;
  for (const row of rows) {
    width = Math.max(width, row.reduce((sum, i) => sum + sizes[i].w + M.machineGap, -M.machineGap));
    height += Math.max(...row.map((i) => sizes[i].h)) + M.rowGap;
  }
  return { podColumns, rows, width: width + 2 * M.margin, height: height + 90 };
}
