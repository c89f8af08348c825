import { hooksHeight } from './hooks.js';
import { M } from './metrics.js';
import { hostWidth } from './parts.js';

/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('./parts.js').Parts} Parts */
/** @typedef {import('./parts.js').Group} Group */
/** @typedef {{cols: number, rows: number, gutter: number, x: number, w: number}} Grid how pods stand under their bridge */

/**
 * @param {Group} group
 * @param {number} columns
 * @returns {Grid} x is left to be set
 */
function gridOf({ heights, oneRow }, columns) {
  const pods = heights.length;
  const cols = Math.max(1, oneRow ? pods : Math.min(columns, pods));
  const rows = Math.ceil(pods / cols);
  const gutter = M.gutter + Math.max(0, rows - 1) * M.lane;
  return { cols, rows, gutter, x: 0, w: cols * (M.pod.w + gutter) - (rows > 1 ? 0 : gutter) };
}

/**
 * The bridges of a machine stand side by side, each as wide as what hangs from it; the last one gets what is left.
 * @param {Parts} parts
 * @param {number} columns
 * @returns {{grids: Grid[], bandW: number}}
 */
export function gridsOf(parts, columns) {
  const grids = parts.groups.map((group) => gridOf(group, columns));
  let x = 0;
  grids.forEach((grid, i) => {
    const single = grids.length === 1;
    grid.x = x;
    grid.w = Math.max(grid.w, single ? 0 : i === 0 ? M.bar.firstW : M.bar.minW);
    x += grid.w + M.bar.between;
  });
  const bandW = Math.max(hostWidth(parts), x - M.bar.between);
  const last = grids[grids.length - 1];
  last.w = bandW - last.x;
  return { grids, bandW };
}

/**
 * How many pods on the host's own network fit beside one another in a band.
 * @param {number} bandW
 * @returns {number}
 */
export function hostPodsPerRow(bandW) {
  const { w, gap } = M.hostPod;
  return Math.max(1, Math.floor((bandW - M.band.lineX - 24 + gap) / (w + gap)));
}

/**
 * The size a machine will have, without drawing it.
 * @param {Namespace} host
 * @param {Parts} parts
 * @param {number} columns
 * @returns {{w: number, h: number}}
 */
export function measureMachine(host, parts, columns) {
  const { grids, bandW } = gridsOf(parts, columns);
  let y = M.band.inset + M.band.head + M.band.stackH + hooksHeight(host.hooks) + parts.virtual.length * M.virtual;
  const hostRows = Math.ceil(host.pods.length / hostPodsPerRow(bandW));
  if (hostRows > 0) y += 12 + hostRows * (M.hostPod.h + M.hostPod.gap) - M.hostPod.gap;
  y += parts.groups[0].bridge ? M.bar.legGap + M.bar.h + M.bar.drop : M.bar.without;
  const under = parts.groups.map((group, i) => heightOf(group, grids[i]));
  return { w: bandW + 2 * M.band.inset, h: y + Math.max(...under) + M.foot };
}

/**
 * @param {Group} group
 * @param {Grid} grid
 * @returns {number} of everything under the band
 */
function heightOf({ heights }, { cols, rows }) {
  if (rows === 0) return 0;
  let y = M.veth + Math.max(0, rows - 2) * 5 + (rows - 1) * M.rowVeth;
  for (let r = 0; r < rows; r++) {
    let tallest = 0;
    for (let i = r * cols; i < Math.min(heights.length, (r + 1) * cols); i++) tallest = Math.max(tallest, heights[i]);
    y += tallest;
  }
  return y;
}
