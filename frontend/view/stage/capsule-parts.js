import { rewriting } from '../../model/netfilter.js';
import { shells } from '../../model/packets.js';

/** @typedef {import('../../model/types.js').Step} Step */
/** @typedef {import('../../model/types.js').Layer} Layer */
/** @typedef {{text: string, cls: string, x: number, w: number}} Stripe */
/** @typedef {{text: string, struck: boolean}} Piece */
/**
 * What a capsule shows: the stripes of a tunnel's datagram, the packet's own line, its stripes, and how many parts it is.
 * @typedef {object} Parts
 * @property {Stripe[]} outer
 * @property {Piece[]} line
 * @property {Stripe[]} stripes
 * @property {string} badge
 * @property {number} w
 */

const SHORT = {
  ethernet: 'Eth', ipv4: 'IP', ipv6: 'IPv6', icmp: 'ICMP', tcp: 'TCP', udp: 'UDP', arp: 'ARP', vxlan: 'VXLAN', payload: '…',
};
const CHAR = 0.62;
const INSET = 5;

/**
 * @param {Step} step
 * @param {number} size of the text
 * @returns {Parts}
 */
export function partsOf(step, size) {
  const packet = step.after ?? step.before;
  if (!packet) return { outer: [], line: [], stripes: [], badge: '', w: 40 };
  const { outer, inner } = shells(packet);
  const line = pieces(inner.summary, step);
  const own = inner.layers.map((l) => named(l, false));
  const around = (outer?.layers ?? []).map((l) => named(l, true));
  const text = line.reduce((sum, p) => sum + p.text.length, 0) * size * 0.615 + 18;
  const inside = Math.max(text, widthOf(own, size), 40);
  const w = outer ? Math.max(inside + 2 * INSET, widthOf(around, size)) : inside;
  const room = outer ? w - 2 * INSET : w;
  return { outer: spread(around, w, size), line, stripes: spread(own, room, size), badge: badge(step), w };
}

/** Room between the walls of a tunnel's datagram and the packet in it. */
export const inset = (/** @type {Parts} */ parts) => (parts.outer.length > 0 ? INSET : 0);

/**
 * The addresses of a tunnel stand in its IP stripe, its number in that of VXLAN.
 * @param {Layer} layer
 * @param {boolean} outer
 */
function named({ type, fields }, outer) {
  const short = /** @type {Record<string, string>} */ (SHORT)[type] ?? type;
  const more = !outer ? '' : type === 'vxlan' ? ` ${fields['vni']}` : type === 'ipv4' ? ` ${fields['src']}→${fields['dst']}` : '';
  return { text: short + more, cls: type };
}

/**
 * @param {{text: string}[]} names
 * @param {number} size
 */
const widthOf = (names, size) => names.reduce((sum, n) => sum + n.text.length * size * CHAR + 12, 0);

/**
 * @param {{text: string, cls: string}[]} names
 * @param {number} w
 * @param {number} size
 * @returns {Stripe[]}
 */
function spread(names, w, size) {
  const least = Math.max(1, widthOf(names, size));
  let x = 0;
  return names.map((n) => {
    const own = ((n.text.length * size * CHAR + 12) / least) * w;
    x += own;
    return { ...n, x: x - own, w: own };
  });
}

/**
 * The line of a packet; where an address is translated the old one is struck through beside the new one.
 * @param {string} summary
 * @param {Step} step
 * @returns {Piece[]}
 */
function pieces(summary, step) {
  const change = rewriting(step);
  const parts = /^(\S+)→(\S+)( .*)$/.exec(summary);
  if (!change || !parts) return [{ text: summary, struck: false }];
  const [, source, destination, rest] = parts;
  const pair = [{ text: change.from, struck: true }, { text: ` ${change.to}`, struck: false }];
  return change.side === 'source'
    ? [...pair, { text: `→${destination}${rest}`, struck: false }]
    : [{ text: `${source}→`, struck: false }, ...pair, { text: rest, struck: false }];
}

/** @param {Step} step @returns {string} into how many parts it is cut, or put together from */
function badge({ type, fields }) {
  return type === 'Fragmented' || type === 'Reassembled' ? `×${fields['parts']}` : type === 'FragmentHeld' ? `×${fields['held']}…` : '';
}
