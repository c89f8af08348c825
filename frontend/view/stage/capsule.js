import { easeCubicInOut, select, timer } from '../../lib/d3.js';
import { pointAt } from '../../layout/graph.js';
import { inset, partsOf } from './capsule-parts.js';
import { shiftOf } from './paths.js';

/** @typedef {import('../../layout/anchors.js').Leg} Leg */
/** @typedef {import('../../layout/graph.js').Point} Point */
/** @typedef {import('../../layout/graph.js').Spot} Spot */

/**
 * The packet: a dot on its line with a capsule beside it whose stripes are its layers. It lives in a layer of its own,
 * so that moving it repaints nothing else.
 * @param {SVGElement} svg
 */
export function createCapsules(svg) {
  const root = select(svg).append('g');
  let stopMoving = () => {};

  return {
    /** @param {{x: number, y: number, k: number}} t */
    place(t) {
      root.attr('transform', `translate(${t.x},${t.y}) scale(${t.k})`);
    },
    /**
     * @param {Leg[]} legs of the marks that happen now, the one under the cursor first
     * @param {{size: number, millis: number, back: Leg|null, bounds: {x: number, w: number},
     *   notes: Map<number, Note>, spotOf: (anchor: string) => Spot & {room: number}}} how
     */
    show(legs, { size, millis, back, bounds, notes, spotOf }) {
      stopMoving();
      const data = legs.map((leg, i) => capsule(leg, i === 0, size, notes.get(leg.mark.seq) ?? NO_NOTE, spotOf(leg.anchor), bounds));
      const joined = root.selectAll('g.capsule')
        .data(data, (/** @type {any} */ c, /** @type {number} */ i) => (i === 0 ? 'main' : c.leg.mark.seq))
        .join('g');
      joined.attr('class', (/** @type {any} */ c) => `capsule ${c.leg.mark.flow} ${c.main ? 'main' : ''} ${c.stop ? 'stop' : ''}`);
      joined.each(function (/** @type {Capsule} */ c) {
        // @ts-ignore: D3 hands the element over as `this`
        build(select(this), c);
      });
      const move = (/** @type {number} */ share) => joined.attr('transform', (/** @type {any} */ c) => {
        const points = back && c.main ? [...back.points].reverse() : c.leg.points;
        const p = pointAt(points.length > 0 ? points : [{ x: 0, y: 0 }], share);
        const [dx, dy] = shiftOf(c.leg.mark.flow);
        const aside = c.room === 0 ? 0 : (c.left ? -c.room : c.room) * share;
        return `translate(${p.x + (c.room === 0 ? dx : dx * (1 - share)) + aside},${p.y + (c.room === 0 ? dy : dy * (1 - share))})`;
      });
      joined.attr('display', (/** @type {any} */ c) => (c.leg.points.length === 0 ? 'none' : null));
      if (millis <= 0) {
        move(1);
        return;
      }
      move(0);
      const clock = timer((/** @type {number} */ elapsed) => {
        const share = Math.min(1, elapsed / millis);
        move(easeCubicInOut(share));
        if (share === 1) clock.stop();
      });
      stopMoving = () => clock.stop();
    },
  };
}

const ROW = 1.5;
/** @type {Note} */
const NO_NOTE = { kind: 'none', lines: [] };

/** @typedef {import('./notes.js').Note} Note */
/** @typedef {{leg: Leg, main: boolean, parts: import('./capsule-parts.js').Parts, note: Note, stop: boolean, size: number,
 *   room: number, left: boolean, x0: number, dx: number, dy: number}} Capsule */

/**
 * @param {Leg} leg
 * @param {boolean} main
 * @param {number} size
 * @param {Note} note
 * @param {Spot & {room: number}} spot where it may stand, and half the width of the pill whose name it must not cover
 * @param {{x: number, w: number}} bounds what can be seen
 * @returns {Capsule}
 */
function capsule(leg, main, size, note, spot, bounds) {
  const parts = partsOf(leg.mark.step, size);
  const { w } = parts;
  const at = leg.points[leg.points.length - 1] ?? { x: 0, y: 0 };
  const { room, dx } = spot;
  const rows = parts.outer.length > 0 ? ROW * 2 : ROW;
  const dy = spot.below === undefined ? spot.dy : spot.below + size * rows;
  const fits = { left: at.x - room - dx - w > bounds.x, right: at.x + room + dx + w < bounds.x + bounds.w };
  const left = spot.side === 'right' ? !fits.right && fits.left : fits.left || !fits.right;
  const dotX = at.x + (left ? -room : room);
  const wanted = left ? -w - dx : dx;
  const x0 = Math.max(bounds.x + 4 - dotX, Math.min(bounds.x + bounds.w - w - 4 - dotX, wanted));
  return { leg, main, parts, note, stop: leg.mark.stop, size, room, left, x0, dx, dy };
}

/**
 * @param {any} g
 * @param {Capsule} c
 */
function build(g, c) {
  const { size, left, x0, dx, dy, parts } = c;
  const rowH = size * ROW;
  g.selectAll('*').remove();
  const mark = g.append('g').attr('class', 'dot');
  if (c.stop) mark.append('path').attr('class', 'cross').attr('d', 'M-8,-8L8,8M8,-8L-8,8');
  else mark.append('circle').attr('r', c.main ? 6.5 : 5);
  if (!c.main || parts.line.length === 0) return;
  if (dy !== 0) g.append('path').attr('class', 'leader').attr('d', `M0,0L${left ? -dx : dx},${dy}`);
  const wrapH = parts.outer.length > 0 ? rowH : 0;
  const tag = g.append('g').attr('class', 'tag').attr('transform', `translate(${x0},${dy - rowH - wrapH})`);
  if (wrapH > 0) {
    tag.append('rect').attr('class', 'body outer').attr('width', parts.w).attr('height', rowH * 3 + inset(parts)).attr('rx', 9);
    stripes(tag.append('g').attr('transform', 'translate(0,3)'), parts.outer, c, 'outer');
  }
  const own = tag.append('g').attr('transform', `translate(${inset(parts)},${wrapH})`);
  const w = parts.w - 2 * inset(parts);
  own.append('rect').attr('class', 'body').attr('width', w).attr('height', rowH * 2).attr('rx', 7);
  stripes(own.append('g').attr('transform', `translate(0,${rowH})`), parts.stripes, c, '');
  const text = own.append('text').attr('class', 'summary').attr('x', w / 2).attr('y', rowH * 0.74)
    .attr('text-anchor', 'middle').attr('font-size', size);
  for (const piece of parts.line) text.append('tspan').attr('class', piece.struck ? 'struck' : null).text(piece.text);
  if (parts.badge !== '') badge(tag, c);
  if (c.note.lines.length > 0) note(g, c, rowH, dy + rowH + inset(parts) + 5);
}

/**
 * @param {any} g
 * @param {import('./capsule-parts.js').Stripe[]} list
 * @param {Capsule} c
 * @param {string} cls
 */
function stripes(g, list, { size }, cls) {
  const rowH = size * ROW;
  for (const s of list) {
    const stripe = g.append('g').attr('class', `stripe ${s.cls} ${cls}`).attr('transform', `translate(${s.x},0)`);
    stripe.append('rect').attr('x', 2).attr('y', 0).attr('width', s.w - 4).attr('height', rowH - 3).attr('rx', 4);
    stripe.append('text').attr('x', s.w / 2).attr('y', rowH * 0.66).attr('text-anchor', 'middle').attr('font-size', size).text(s.text);
  }
}

/**
 * How many parts the packet is in, at its corner.
 * @param {any} tag
 * @param {Capsule} c
 */
function badge(tag, { parts, size }) {
  const w = parts.badge.length * size * 0.62 + 12;
  const box = tag.append('g').attr('class', 'parts').attr('transform', `translate(${parts.w - w / 2},${-size * 0.8})`);
  box.append('rect').attr('width', w).attr('height', size * 1.5).attr('rx', size * 0.75);
  box.append('text').attr('x', w / 2).attr('y', size * 1.1).attr('text-anchor', 'middle').attr('font-size', size).text(parts.badge);
}

/**
 * The reason of a drop, written out under its cross, or what is translated.
 * @param {any} g
 * @param {Capsule} c
 * @param {number} rowH
 * @param {number} y
 */
function note(g, c, rowH, y) {
  const { lines, kind } = c.note;
  const wide = (/** @type {string} */ s) => s.length * c.size * (/[^\x00-\xff]/.test(s) ? 1.02 : 0.64);
  const w = Math.max(...lines.map(wide)) + 20;
  const x = c.x0 < 0 ? c.x0 + c.parts.w - w : c.x0;
  const box = g.append('g').attr('class', `reason ${kind}`).attr('transform', `translate(${x},${y})`);
  box.append('rect').attr('width', w).attr('height', rowH * (lines.length + 0.2)).attr('rx', 6);
  lines.forEach((line, i) => box.append('text').attr('class', i === 0 ? 'why' : 'rule').attr('x', 10)
    .attr('y', rowH * (i + 0.84)).attr('font-size', c.size).text(line));
}
