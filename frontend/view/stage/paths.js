import { arrowheads } from '../../layout/anchors.js';
import { layer, line } from './draw.js';
import { drawWords } from './network.js';
import { noteOf } from './notes.js';

/** @typedef {import('../../layout/anchors.js').Leg} Leg */
/** @typedef {import('../../layout/graph.js').Wiring} Wiring */
/** @typedef {import('../../layout/graph.js').Point} Point */
/** @typedef {import('./machines.js').Look} Look */

/**
 * Flows keep a small constant distance, so that a reply on the same wire stays beside its request.
 * @type {Readonly<Record<string, [number, number]>>}
 */
export const SHIFT = Object.freeze({
  request: [-3.5, -3.5], reply: [3.5, 3.5], error: [3.5, 3.5], redirect: [7, 7], arp: [0, 0], earlier: [9, 9],
});

/**
 * @param {string} flow
 * @returns {[number, number]}
 */
export const shiftOf = (flow) => SHIFT[flow] ?? [0, 0];

/** @type {WeakMap<Leg, string>} */
const drawn = new WeakMap();

/**
 * @param {Leg} leg
 * @returns {string} its line as path data, made once
 */
function wayOf(leg) {
  const made = drawn.get(leg) ?? line(leg.points, ...shiftOf(leg.mark.flow));
  drawn.set(leg, made);
  return made;
}

/**
 * Draws the way of the trace: what is done in full, what is to come as a thin dashed line. Under all of it, and over
 * the boxes, lies a pale road, without which lines could not be seen on a bridge's bar.
 * @param {any} parent
 * @param {Leg[]} legs
 * @param {{column: number, now: number|null, look: Look, wiring: Wiring, road: any}} at what is under the cursor, and the drawing
 */
export function drawPaths(parent, legs, { column, now, look, wiring, road }) {
  const far = look.detail.level === 'far';
  const moving = legs.filter((l) => l.points.length > 1 && !(far && !betweenMachines(l)));
  const seq = (/** @type {Leg} */ l) => l.mark.seq;
  const state = (/** @type {Leg} */ l) => (l.mark.column <= column ? 'done' : 'todo');
  const at = (/** @type {Leg} */ l) => shiftOf(l.mark.flow);
  road.selectAll('path').data([moving.map(wayOf).join('')]).join('path')
    .attr('d', (/** @type {string} */ d) => d);
  layer(parent, 'legs').selectAll('path')
    .data(moving.sort((a, b) => order(a, column) - order(b, column)), seq)
    .join('path')
    .attr('class', (/** @type {Leg} */ l) => `way ${l.mark.flow} ${state(l)}`)
    .attr('d', wayOf)
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
  const here = legs.find((l) => seq(l) === now)?.anchor;
  const told = stops.filter((l, i) => l.anchor !== here && stops.findIndex((s) => s.anchor === l.anchor) === i);
  const words = look.detail.level === 'near' ? flowWords(legs, wiring, look) : [];
  drawWords(parent, [...words, ...(far ? [] : reasonWords(told, wiring, look))], look.detail.small);
}

/**
 * From far only what travels between machines is drawn: inside a tile a line would cross its name.
 * @param {Leg} leg
 */
function betweenMachines({ mark }) {
  const from = mark.previous?.namespace ?? mark.namespace;
  return mark.flow !== 'arp' && from !== mark.namespace && !from.includes('/') && !mark.namespace.includes('/');
}

const ROOM_AT_LEFT = 115;

/**
 * One word per flow, beside a straight veth it passes, or the gateway's drop: places with room on both sides.
 * @param {Leg[]} legs
 * @param {Wiring} wiring
 * @param {Look} look
 */
function flowWords(legs, wiring, { t }) {
  const straight = wiring.wires.filter((w) => w.points.length === 2 && (w.kind === 'veth' || w.kind === 'nic'));
  straight.sort((a, b) => Number(a.kind === 'nic') - Number(b.kind === 'nic'));
  const words = [];
  for (const flow of ['request', 'reply', 'error']) {
    const own = legs.filter((l) => l.mark.flow === flow);
    const right = flow !== 'request';
    const found = own.length === 0 ? [] : straight.filter((w) => own.some((l) => passes(l.points, middle(w.points))));
    const passed = found.find((w) => right || w.points[0].x > ROOM_AT_LEFT) ?? found[0];
    if (!passed) continue;
    const { x, y } = middle(passed.points);
    words.push({ x: x + (right ? 14 : -14), y: y + 4, text: t(`ui.flow.${flow}`), cls: flow, anchor: right ? 'start' : 'end' });
  }
  return words;
}

/**
 * Why a packet stopped, written out where there is room beside its cross.
 * @param {Leg[]} stops
 * @param {Wiring} wiring
 * @param {Look} look
 */
function reasonWords(stops, wiring, { t, detail }) {
  return stops.map(({ anchor, points, mark }) => {
    const spot = wiring.spots.get(anchor) ?? { side: null, dx: 16, dy: 0 };
    const end = points[points.length - 1];
    const left = spot.side === 'left';
    const y = end.y + (spot.below === undefined ? spot.dy : spot.below + detail.small) + 4;
    const [text] = noteOf(mark, t).lines;
    return { x: end.x + (left ? -spot.dx : spot.dx), y, text, cls: 'error', anchor: left ? 'end' : 'start' };
  });
}

/** @param {Point[]} points two of them */
const middle = ([a, b]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/**
 * @param {Point[]} points
 * @param {Point} at
 * @returns {boolean} whether the polyline passes the point on a vertical run
 */
function passes(points, at) {
  return points.some((p, i) => i > 0 && p.x === at.x && points[i - 1].x === at.x
    && Math.min(p.y, points[i - 1].y) <= at.y && at.y <= Math.max(p.y, points[i - 1].y));
}

/**
 * ARP below, to come below done.
 * @param {Leg} leg
 * @param {number} column
 */
function order(leg, column) {
  return (leg.mark.flow === 'arp' ? 0 : 2) + (leg.mark.column <= column ? 1 : 0);
}
