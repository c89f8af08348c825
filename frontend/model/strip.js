import { rewriting, translationOf } from './netfilter.js';

/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./types.js').Layer} Layer */
/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {{text: string, struck?: boolean, strong?: boolean}} Piece */
/**
 * One layer of the packet as the strip says it.
 * @typedef {object} Stripe
 * @property {string} type ethernet, ipv4, tcp …
 * @property {boolean} outer whether it belongs to the tunnel around the packet
 * @property {Piece[]} pieces
 * @property {Piece[]} brief what is told where there is little room: no names of layers, and of ports where to
 * @property {string} short what is left where there is none
 * @property {string} title its fields in full
 */
/**
 * @typedef {object} Strip
 * @property {string} flow
 * @property {{key: string, name: string|null}} badge `name` is what is translated or wrapped, else the key's text says it all
 * @property {Stripe[]} stripes outermost first; none where nothing has been written yet
 */

const BROADCAST = 'ff:ff:ff:ff:ff:ff';

/** @type {WeakMap<Topology, Map<string, string>>} */
const owners = new WeakMap();

/**
 * Whose interface has a MAC address, by what people call the namespace. Every lo has the same one, so it tells nobody.
 * @param {Topology|null} topology
 * @returns {ReadonlyMap<string, string>}
 */
export function ownersOf(topology) {
  if (!topology) return new Map();
  const known = owners.get(topology);
  if (known) return known;
  const made = new Map(topology.namespaces.filter((n) => !n.infra).flatMap((n) =>
    n.devices.filter((d) => d.mac && d.role !== 'loopback').map((d) => /** @type {[string, string]} */ ([/** @type {string} */ (d.mac), nameOf(n.id)]))));
  owners.set(topology, made);
  return made;
}

/** @param {string} namespace */
const nameOf = (namespace) => namespace.slice(namespace.indexOf('/') + 1);

/**
 * The packet at a step, as the strip shows it.
 * @param {Mark} mark
 * @param {ReadonlyMap<string, string>} ownerOf
 * @returns {Strip|null} none where there is no packet
 */
export function stripOf(mark, ownerOf) {
  const packet = mark.step.after ?? mark.step.before;
  if (!packet) return null;
  const layers = packet.layers.filter((layer) => layer.inside !== 'quoted');
  const wrapped = layers.some((layer) => layer.inside === 'tunnel');
  const stripes = layers.map((layer) => {
    const outer = wrapped && layer.inside !== 'tunnel';
    const pieces = piecesOf(layer, outer ? null : mark, ownerOf);
    return { type: layer.type, outer, pieces, brief: briefOf(layer, pieces), short: outer || !isIp(layer) ? shortOf(layer) : `${layer.fields['src']} → ${layer.fields['dst']}`, title: fieldsOf(layer) };
  });
  return { flow: mark.flow, badge: badgeOf(mark, layers), stripes };
}

/** @param {Mark} mark @param {Layer[]} layers */
function badgeOf(mark, layers) {
  const nat = translationOf(mark.step);
  if (nat) return { key: nat.undo ? 'ui.nat.undo' : 'ui.nat.made', name: `${nat.kind} #${nat.number}` };
  if (layers.some((layer) => layer.type === 'vxlan')) return { key: 'ui.strip.wrapped', name: 'VXLAN' };
  return { key: `ui.flow.${mark.flow}`, name: null };
}

/**
 * @param {Layer} layer
 * @param {Mark|null} mark whose step may rewrite it
 * @param {ReadonlyMap<string, string>} ownerOf
 * @returns {Piece[]}
 */
function piecesOf({ type, fields }, mark, ownerOf) {
  if (type === 'ethernet') {
    const to = fields['dst'] === BROADCAST ? BROADCAST : (ownerOf.get(fields['dst']) ?? fields['dst']);
    const from = ownerOf.get(fields['src']) ?? fields['src'];
    return [{ text: fields['dst'] === BROADCAST ? `Ethernet → ${to}` : `Ethernet ${from} → ${to}` }];
  }
  if (type === 'ipv4' || type === 'ipv6') return ipPieces(type === 'ipv4' ? 'IPv4' : 'IPv6', fields, mark);
  if (type === 'tcp') return [{ text: `TCP ${fields['sport']} → ${fields['dport']} ${fields['flags'] ?? ''}`.trim() }];
  if (type === 'udp') return [{ text: `UDP ${fields['sport']} → ${fields['dport']}` }];
  if (type === 'arp') {
    const asks = fields['operation'] === 'request';
    return [{ text: asks ? `who has ${fields['target IP']}? tell ${fields['sender IP']}` : `${fields['sender IP']} is at ${fields['sender MAC']}` }];
  }
  if (type === 'vxlan') return [{ text: `VNI ${fields['vni']}` }];
  if (type === 'icmp') return [{ text: ['ICMP', fields['type'] ?? fields['message'] ?? ''].join(' ').trim() }];
  return [{ text: shortOf({ type, fields }) }];
}

/**
 * The addresses; what is rewritten here stands struck beside the new one.
 * @param {string} name
 * @param {Record<string, string>} fields
 * @param {Mark|null} mark
 * @returns {Piece[]}
 */
function ipPieces(name, fields, mark) {
  const change = mark && rewriting(mark.step);
  const was = mark?.step.before?.layers.find((layer) => layer.type === 'ipv4' || layer.type === 'ipv6')?.fields['ttl'];
  const end = (/** @type {'source'|'destination'} */ side, /** @type {string} */ text) => (change?.side === side
    ? [{ text: change.from, struck: true }, { text: ' ' }, { text: change.to, strong: true }] : [{ text }]);
  const ttl = mark?.step.type === 'TtlDecremented' && was && was !== fields['ttl']
    ? [{ text: ' · TTL ' }, { text: was, struck: true }, { text: ' ' }, { text: fields['ttl'], strong: true }] : [{ text: ` · TTL ${fields['ttl']}` }];
  return [{ text: `${name} ` }, ...end('source', fields['src']), { text: ' → ' }, ...end('destination', fields['dst']), ...ttl];
}

/** @param {{type: string}} layer */
const isIp = ({ type }) => type === 'ipv4' || type === 'ipv6';

/** @param {Layer} layer @param {Piece[]} pieces @returns {Piece[]} */
function briefOf(layer, pieces) {
  const { type, fields } = layer;
  if (isIp(layer)) return pieces.slice(1);
  if (type === 'tcp' || type === 'udp') return [{ text: `${fields['flags'] ?? shortOf(layer)} → ${fields['dport']}` }];
  return type === 'arp' || type === 'icmp' ? pieces : [{ text: shortOf(layer) }];
}

/** @type {Readonly<Record<string, string>>} */
const SHORT = Object.freeze({ ethernet: 'Eth', ipv4: 'IPv4', ipv6: 'IPv6', tcp: 'TCP', udp: 'UDP', icmp: 'ICMP', arp: 'ARP', vxlan: 'VXLAN' });

/** @param {Layer} layer */
const shortOf = ({ type }) => SHORT[type] ?? type;

/** @param {Layer} layer */
const fieldsOf = ({ fields }) => Object.entries(fields).map(([name, value]) => `${name} ${value}`).join('\n');

/**
 * How far each stripe is folded so that the strip fits: first the frame inside a tunnel, then the one around it, then payloads, the
 * tunnel, what the addresses carry, and last what stands beside the addresses. All are told briefly before any of them is only named, and where that
 * is still too much, frames are left out.
 * @param {Stripe[]} stripes
 * @param {number[][]} widths of each stripe in full, briefly, and where it is only named
 * @param {number} room
 * @returns {number[]} 0 in full, 1 briefly, 2 only named, 3 left out
 */
export function foldedOf(stripes, widths, room) {
  const folded = stripes.map(() => 0);
  const wrapped = stripes.some((s) => s.outer);
  const those = (/** @type {(s: Stripe) => boolean} */ which) => stripes.map((_, i) => i).filter((i) => which(stripes[i]));
  const carried = (/** @type {Stripe} */ s) => ['tcp', 'udp', 'icmp'].includes(s.type);
  const inOrder = [
    ...those((s) => s.type === 'ethernet' && wrapped && !s.outer), ...those((s) => s.type === 'ethernet' && (s.outer || !wrapped)),
    ...those((s) => s.type === 'payload'), ...those((s) => s.outer && s.type !== 'ethernet'), ...those(carried),
  ];
  const addresses = those((s) => !s.outer && isIp(s));
  const total = () => widths.reduce((sum, w, i) => sum + (w[folded[i]] ?? 0), 0);
  for (const [level, all] of /** @type {const} */ ([[1, [...inOrder, ...addresses]], [2, [...inOrder, ...addresses]], [3, those((s) => s.type === 'ethernet')]])) {
    for (const i of all) {
      if (total() <= room) return folded;
      folded[i] = level;
    }
  }
  return folded;
}
