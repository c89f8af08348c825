import { easeCubicInOut, select, timer } from '../../lib/d3.js';
import { pointAt } from '../../layout/graph.js';
import { shiftOf } from './paths.js';

/** @typedef {import('../../layout/anchors.js').Leg} Leg */
/** @typedef {import('../../layout/graph.js').Point} Point */
/** @typedef {import('../../model/types.js').Mark} Mark */

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
     *   notes: Map<number, string>}} how
     */
    show(legs, { size, millis, back, bounds, notes }) {
      stopMoving();
      const data = legs.map((leg, i) => capsule(leg, i === 0, size, notes.get(leg.mark.seq) ?? ''));
      const joined = root.selectAll('g.capsule')
        .data(data, (/** @type {any} */ c, /** @type {number} */ i) => (i === 0 ? 'main' : c.leg.mark.seq))
        .join('g');
      joined.attr('class', (/** @type {any} */ c) => `capsule ${c.leg.mark.flow} ${c.main ? 'main' : ''} ${c.stop ? 'stop' : ''}`);
      joined.each(function (/** @type {Capsule} */ c) {
        // @ts-ignore: D3 hands the element over as `this`
        build(select(this), c, bounds);
      });
      const move = (/** @type {number} */ share) => joined.attr('transform', (/** @type {any} */ c) => {
        const points = back && c.main ? [...back.points].reverse() : c.leg.points;
        const p = pointAt(points.length > 0 ? points : [{ x: 0, y: 0 }], share);
        const [dx, dy] = shiftOf(c.leg.mark.flow);
        return `translate(${p.x + dx},${p.y + dy})`;
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

/** @typedef {{leg: Leg, main: boolean, text: string, note: string, stop: boolean, size: number, w: number,
 *   stripes: {text: string, x: number, w: number, cls: string}[]}} Capsule */

/**
 * @param {Leg} leg
 * @param {boolean} main
 * @param {number} size
 * @param {string} note
 * @returns {Capsule}
 */
function capsule(leg, main, size, note) {
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
  return { leg, main, text, note, stop: leg.mark.stop, size, w, stripes };
}

/**
 * @param {any} g
 * @param {Capsule} c
 * @param {{x: number, w: number}} bounds
 */
function build(g, c, bounds) {
  const { size, w } = c;
  const at = c.leg.points[c.leg.points.length - 1] ?? { x: 0 };
  const left = at.x - w - 16 > bounds.x;
  const x0 = left ? -w - 13 : 13;
  const rowH = size * 1.5;
  const top = -rowH;
  g.selectAll('*').remove();
  const mark = g.append('g').attr('class', 'dot');
  if (c.stop) mark.append('path').attr('class', 'cross').attr('d', 'M-8,-8L8,8M8,-8L-8,8');
  else mark.append('circle').attr('r', c.main ? 6.5 : 5);
  if (!c.main && c.text === '') return;
  if (c.main && c.text !== '') {
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
  const box = g.append('g').attr('class', 'reason').attr('transform', `translate(${x0 < 0 ? -w - 13 : 13},${rowH + 6})`);
  box.append('rect').attr('width', w).attr('height', rowH * 1.2).attr('rx', 6);
  box.append('text').attr('x', w / 2).attr('y', rowH * 0.84).attr('text-anchor', 'middle').attr('font-size', c.size).text(c.note);
}
