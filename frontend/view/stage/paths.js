import { arrowheads } from '../../layout/anchors.js';
import { layer, line } from './draw.js';
import { drawWords } from './network.js';

/** @typedef {import('../../layout/anchors.js').Leg} Leg */
/** @typedef {import('./machines.js').Look} Look */

/** Flows keep a small constant distance, so that a reply on the same wire stays beside its request. */
export const SHIFT = Object.freeze({
  request: [-3.5, -3.5], reply: [3.5, 3.5], error: [3.5, 3.5], redirect: [7, 7], arp: [0, 0], earlier: [9, 9],
});

/**
 * @param {string} flow
 * @returns {number[]}
 */
export const shiftOf = (flow) => /** @type {Record<string, number[]>} */ (SHIFT)[flow] ?? [0, 0];

/**
 * Draws the way of the trace: what is done in full, what is to come as a thin dashed line.
 * @param {any} parent
 * @param {Leg[]} legs
 * @param {{column: number, look: Look}} at
 */
export function drawPaths(parent, legs, { column, look }) {
  const moving = legs.filter((l) => l.points.length > 1);
  const seq = (/** @type {Leg} */ l) => l.mark.seq;
  const state = (/** @type {Leg} */ l) => (l.mark.column <= column ? 'done' : 'todo');
  const at = (/** @type {Leg} */ l) => shiftOf(l.mark.flow);
  layer(parent, 'legs').selectAll('path')
    .data(moving.sort((a, b) => order(a, column) - order(b, column)), seq)
    .join('path')
    .attr('class', (/** @type {Leg} */ l) => `way ${l.mark.flow} ${state(l)}`)
    .attr('d', (/** @type {Leg} */ l) => line(l.points, at(l)[0], at(l)[1]))
    .order();
  const heads = moving.filter((l) => l.mark.flow !== 'arp').flatMap((l) =>
    arrowheads(l.points, 26).map((h, i) => ({ ...h, key: `${seq(l)}-${i}`, cls: `${l.mark.flow} ${state(l)}`, at: at(l) })));
  layer(parent, 'heads').selectAll('path')
    .data(heads, (/** @type {any} */ h) => h.key)
    .join('path')
    .attr('class', (/** @type {any} */ h) => `head ${h.cls}`)
    .attr('d', 'M-5,-4.5L5,0L-5,4.5Z')
    .attr('transform', (/** @type {any} */ h) => `translate(${h.x + h.at[0]},${h.y + h.at[1]}) rotate(${h.angle})`);
  const stops = legs.filter((l) => l.mark.stop && l.mark.flow !== 'arp' && l.points.length > 0 && l.mark.column <= column);
  layer(parent, 'stops').selectAll('path').data(stops, seq).join('path')
    .attr('class', 'cross').attr('d', 'M-9,-9L9,9M9,-9L-9,9')
    .attr('transform', (/** @type {Leg} */ l) => {
      const end = l.points[l.points.length - 1];
      return `translate(${end.x},${end.y})`;
    });
  drawWords(parent, look.detail.level === 'near' ? flowWords(legs, look) : [], look.detail.small);
}

/**
 * One word per flow, beside the longest vertical run of a veth, where there is room on both sides.
 * @param {Leg[]} legs
 * @param {Look} look
 */
function flowWords(legs, { t }) {
  const words = [];
  for (const flow of ['request', 'reply', 'error']) {
    const leg = legs.find((l) => l.mark.flow === flow && vertical(l) !== null);
    const run = leg && vertical(leg);
    if (!run) continue;
    const right = flow !== 'request';
    words.push({
      x: run.x + (right ? 14 : -14), y: run.y + 4, text: t(`ui.flow.${flow}`),
      cls: flow, anchor: right ? 'start' : 'end',
    });
  }
  return words;
}

/**
 * @param {Leg} leg
 * @returns {{x: number, y: number}|null} middle of a vertical run along a veth
 */
function vertical({ points, mark }) {
  if (!mark.step.type.startsWith('Frame')) return null;
  for (let i = 1; i < points.length; i++) {
    const dy = Math.abs(points[i].y - points[i - 1].y);
    if (points[i].x === points[i - 1].x && dy > 40) return { x: points[i].x, y: (points[i].y + points[i - 1].y) / 2 };
  }
  return null;
}

/**
 * ARP below, to come below done.
 * @param {Leg} leg
 * @param {number} column
 */
function order(leg, column) {
  return (leg.mark.flow === 'arp' ? 0 : 2) + (leg.mark.column <= column ? 1 : 0);
}
