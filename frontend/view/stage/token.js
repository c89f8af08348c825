import { move } from './move.js';
import { append, made } from './svg.js';

/** @typedef {import('../../layout/shapes.js').Point} Point */
/** @typedef {import('../../model/types.js').Packet} Packet */

const W = 37;
const H = 17;
const HALO = 3;
/** As many stripes as can be told apart in it. */
const MOST = 5;

/**
 * The packet on the road: the strip in small, with the same stripes. It lives in a layer of its own, so that moving it repaints
 * nothing else.
 * @param {SVGElement} svg
 */
export function createToken(svg) {
  const root = append(svg, 'g', 'tokens');
  /** @type {SVGElement[]} */ let tokens = [];
  let scale = 1;

  return {
    /** @param {{x: number, y: number, k: number}} t where the world is on the screen */
    place(t) {
      root.setAttribute('transform', `translate(${t.x},${t.y}) scale(${t.k})`);
      scale = Math.max(1, 0.8 / t.k);
    },
    /**
     * @param {{flow: string, packet: Packet|null, stop: boolean}[]} packets the one under the cursor first
     */
    show(packets) {
      tokens = packets.map(({ flow, packet, stop }, i) => made({
        name: 'g', attributes: { class: `token ${flow} ${i === 0 ? 'main' : 'aside'} ${stop ? 'stop' : ''}` },
        children: stop ? cross() : i === 0 ? body(packet) : [{ name: 'circle', attributes: { class: 'body', r: 5 } }],
      }));
      root.replaceChildren(...[...tokens].reverse());
    },
    /** @param {(Point|null)[]} at where each of them is now */
    move(at) {
      tokens.forEach((token, i) => {
        const p = at[i];
        token.style.display = p ? '' : 'none';
        if (p) move(token, `translate(${p.x}px,${p.y}px) scale(${scale})`);
      });
    },
  };
}

/** @returns {import('./svg.js').Tree[]} where a packet ends */
const cross = () => [
  { name: 'circle', attributes: { class: 'end', r: 12 } },
  { name: 'path', attributes: { class: 'cross', d: 'M-5,-5L5,5M5,-5L-5,5' } },
];

/**
 * @param {Packet|null} packet
 * @returns {import('./svg.js').Tree[]}
 */
function body(packet) {
  const layers = (packet?.layers ?? []).filter((l) => l.inside !== 'quoted').slice(0, MOST);
  const n = Math.max(1, layers.length);
  const w = Math.min(7.6, (W - 8) / n - 1.4);
  const step = w + 1.4;
  return [
    { name: 'rect', attributes: { class: 'halo', x: -W / 2 - HALO, y: -H / 2 - HALO, width: W + 2 * HALO, height: H + 2 * HALO, rx: H / 2 + HALO } },
    { name: 'rect', attributes: { class: 'body', x: -W / 2, y: -H / 2, width: W, height: H, rx: H / 2 } },
    ...Array.from({ length: n }, (_, i) => ({
      name: 'rect', attributes: { class: `stripe s${Math.min(3, i + (n < 3 ? 3 - n : 0))}`, x: (i - n / 2) * step + 0.7, y: -4.5, width: w, height: 9, rx: 1.5 },
    })),
  ];
}
