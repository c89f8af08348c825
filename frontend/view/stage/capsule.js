import { easeCubicInOut, select, timer } from '../../lib/d3.js';
import { pointAt } from '../../layout/graph.js';
import { shiftOf } from './paths.js';

/** @typedef {import('../../layout/anchors.js').Leg} Leg */
/** @typedef {import('../../layout/graph.js').Point} Point */
/** @typedef {import('../../layout/graph.js').Spot} Spot */

const SHORT = { ethernet: 'Eth', ipv4: 'IP', ipv6: 'IPv6', icmp: 'ICMP', tcp: 'TCP', udp: 'UDP', arp: 'ARP', vxlan: 'VXLAN' };

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
     *   notes: Map<number, string>, spotOf: (anchor: string) => Spot & {room: number}}} how
     */
    show(legs, { size, millis, back, bounds, notes, spotOf }) {
      stopMoving();
      const data = legs.map((leg, i) => capsule(leg, i === 0, size, notes.get(leg.mark.seq) ?? '', spotOf(leg.anchor), bounds));
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

/** @typedef {{leg: Leg, main: boolean, text: string, note: string, stop: boolean, size: number, w: number,
 *   room: number, left: boolean, x0: number, dx: number, dy: number,
 *   stripes: {text: string, x: number, w: number, cls: string}[]}} Capsule */

/**
 * @param {Leg} leg
 * @param {boolean} main
 * @param {number} size
 * @param {string} note
 * @param {Spot & {room: number}} spot where it may stand, and half the width of the pill whose name it must not cover
 * @param {{x: number, w: number}} bounds what can be seen
 * @returns {Capsule}
 */
function capsule(leg, main, size, note, spot, bounds) {
  const packet = leg.mark.step.after ?? leg.mark.step.before;
  const text = packet?.summary ?? '';
  const names = (packet?.layers ?? []).map((l) => ({
    cls: l.type, text: /** @type {Record<string, string>} */ (SHORT)[l.type] ?? l.type,
  }));
  const least = names.reduce((sum, n) => sum + n.text.length * size * 0.62 + 12, 0);
  const w = Math.max(text.length * size * 0.615 + 18, least, 40);
  let x = 0;
  const stripes = names.map((n) => {
    const own = ((n.text.length * size * 0.62 + 12) / Math.max(1, least)) * w;
    x += own;
    return { ...n, x: x - own, w: own };
  });
  const at = leg.points[leg.points.length - 1] ?? { x: 0, y: 0 };
  const { room, dx } = spot;
  const dy = spot.below === undefined ? spot.dy : spot.below + size * ROW;
  const fits = { left: at.x - room - dx - w > bounds.x, right: at.x + room + dx + w < bounds.x + bounds.w };
  const left = spot.side === 'right' ? !fits.right && fits.left : fits.left || !fits.right;
  const dotX = at.x + (left ? -room : room);
  const wanted = left ? -w - dx : dx;
  const x0 = Math.max(bounds.x + 4 - dotX, Math.min(bounds.x + bounds.w - w - 4 - dotX, wanted));
  return { leg, main, text, note, stop: leg.mark.stop, size, w, room, left, x0, dx, dy, stripes };
}

/**
 * @param {any} g
 * @param {Capsule} c
 */
function build(g, c) {
  const { size, w, left, x0, dx, dy } = c;
  const rowH = size * ROW;
  const top = dy - rowH;
  g.selectAll('*').remove();
  const mark = g.append('g').attr('class', 'dot');
  if (c.stop) mark.append('path').attr('class', 'cross').attr('d', 'M-8,-8L8,8M8,-8L-8,8');
  else mark.append('circle').attr('r', c.main ? 6.5 : 5);
  if (!c.main && c.text === '') return;
  if (c.main && c.text !== '') {
    if (dy !== 0) g.append('path').attr('class', 'leader').attr('d', `M0,0L${left ? -dx : dx},${dy}`);
    const tag = g.append('g').attr('class', 'tag').attr('transform', `translate(${x0},${top})`);
    tag.append('rect').attr('class', 'body').attr('width', w).attr('height', rowH * 2).attr('rx', 7);
    for (const s of c.stripes) {
      const stripe = tag.append('g').attr('class', `stripe ${s.cls}`).attr('transform', `translate(${s.x},${rowH})`);
      stripe.append('rect').attr('x', 2).attr('y', 0).attr('width', s.w - 4).attr('height', rowH - 3).attr('rx', 4);
      stripe.append('text').attr('x', s.w / 2).attr('y', rowH * 0.66).attr('text-anchor', 'middle').attr('font-size', size).text(s.text);
    }
    tag.append('text').attr('class', 'summary').attr('x', w / 2).attr('y', rowH * 0.74)
      .attr('text-anchor', 'middle').attr('font-size', size).text(c.text);
  }
  if (c.note !== '') note(g, c, x0, rowH);
}

/**
 * The reason of a drop, written out under its cross.
 * @param {any} g
 * @param {Capsule} c
 * @param {number} x0
 * @param {number} rowH
 */
function note(g, c, x0, rowH) {
  const w = c.note.length * c.size * (/[^\x00-\xff]/.test(c.note) ? 1.02 : 0.58) + 20;
  const box = g.append('g').attr('class', 'reason').attr('transform', `translate(${x0 < 0 ? -w - c.dx : c.dx},${c.dy + rowH + 5})`);
  box.append('rect').attr('width', w).attr('height', rowH * 1.2).attr('rx', 6);
  box.append('text').attr('x', w / 2).attr('y', rowH * 0.84).attr('text-anchor', 'middle').attr('font-size', c.size).text(c.note);
}
