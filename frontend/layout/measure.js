import { M } from './metrics.js';
import { podHeight } from './pod.js';

/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {{cols: number, rows: number, gutter: number, bandW: number}} Grid how pods stand under their host */

/**
 * @param {number} pods
 * @param {number} columns
 * @returns {Grid}
 */
export function gridOf(pods, columns) {
  const cols = Math.max(1, Math.min(columns, pods));
  const rows = Math.ceil(pods / cols);
  const gutter = M.gutter + Math.max(0, rows - 1) * M.lane;
  const bandW = Math.max(M.band.minW, cols * (M.pod.w + gutter) - (rows > 1 ? 0 : gutter));
  return { cols, rows, gutter, bandW };
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
 * The height of every pod of a machine, once, for all the arrangements that are tried.
 * @param {Namespace[]} pods
 * @returns {number[]}
 */
export const heightsOf = (pods) => pods.map(podHeight);

/**
 * The size a machine will have, without drawing it.
 * @param {Namespace} host
 * @param {number[]} heights of its pods
 * @param {number} columns
 * @returns {{w: number, h: number}}
 */
export function measureMachine(host, heights, columns) {
  const { cols, rows, bandW } = gridOf(heights.length, columns);
  let y = M.band.inset + M.band.head + M.band.stackH;
  const hostRows = Math.ceil(host.pods.length / hostPodsPerRow(bandW));
  if (hostRows > 0) y += 12 + hostRows * (M.hostPod.h + M.hostPod.gap) - M.hostPod.gap;
  y += host.devices.some((d) => d.role === 'bridge') ? M.bar.legGap + M.bar.h + M.bar.drop : M.bar.without;
  if (rows > 0) y += M.veth + Math.max(0, rows - 2) * 5 + (rows - 1) * M.rowVeth;
  for (let r = 0; r < rows; r++) {
    let tallest = 0;
    for (let i = r * cols; i < Math.min(heights.length, (r + 1) * cols); i++) tallest = Math.max(tallest, heights[i]);
    y += tallest;
  }
  return { w: bandW + 2 * M.band.inset, h: y + M.foot };
}
