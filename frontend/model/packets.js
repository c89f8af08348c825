/** @typedef {import('./types.js').Packet} Packet */
/** @typedef {import('./types.js').Layer} Layer */
/** @typedef {{name: string, before: string|null, after: string|null, changed: boolean}} FieldDiff */
/** @typedef {{type: string, state: 'same'|'changed'|'added'|'removed', fields: FieldDiff[],
 *   inside: string|null}} LayerDiff */
/** @typedef {{summary: string, layers: Layer[]}} Shell */

/**
 * What a step did to a packet, layer by layer. Layers are paired from the innermost, because encapsulation happens
 * at the outside.
 * @param {Packet|null} before
 * @param {Packet|null} after
 * @returns {LayerDiff[]} outermost first
 */
export function diffPackets(before, after) {
  const old = before?.layers ?? [];
  const now = after?.layers ?? [];
  if (before === null || after === null) {
    return (before === null ? now : old).map((layer) => diffLayer(layer, layer));
  }
  /** @type {LayerDiff[]} */
  const out = [];
  let i = old.length - 1;
  let k = now.length - 1;
  while (i >= 0 || k >= 0) {
    const a = i >= 0 ? old[i] : null;
    const b = k >= 0 ? now[k] : null;
    if (a && b && a.type === b.type) {
      out.push(diffLayer(a, b));
      i--;
      k--;
    } else if (b && (!a || !now.slice(0, k).some((l) => l.type === a.type))) {
      out.push(diffLayer(null, b));
      k--;
    } else {
      out.push(diffLayer(a, null));
      i--;
    }
  }
  return out.reverse();
}

/**
 * @param {Layer|null} a
 * @param {Layer|null} b
 * @returns {LayerDiff}
 */
function diffLayer(a, b) {
  const type = (b ?? a)?.type ?? '';
  const names = [...new Set([...Object.keys(b?.fields ?? {}), ...Object.keys(a?.fields ?? {})])];
  const fields = names.map((name) => {
    const before = a ? (a.fields[name] ?? null) : null;
    const after = b ? (b.fields[name] ?? null) : null;
    return { name, before, after, changed: a !== null && b !== null && before !== after };
  });
  const state = !a ? 'added' : !b ? 'removed' : fields.some((f) => f.changed) ? 'changed' : 'same';
  return { type, state, fields, inside: (b ?? a)?.inside ?? null };
}

/**
 * A packet with what it carries taken apart: the datagram of a tunnel round the frame inside. What an ICMP error quotes
 * is no layer of its own.
 * @param {Packet} packet
 * @returns {{outer: Shell|null, inner: Shell}}
 */
export function shells(packet) {
  const own = packet.layers.filter((l) => l.inside !== 'quoted');
  const inner = own.filter((l) => l.inside === 'tunnel');
  if (inner.length === 0) return { outer: null, inner: { summary: packet.summary, layers: own } };
  return {
    outer: { summary: packet.summary, layers: own.filter((l) => l.inside !== 'tunnel') },
    inner: { summary: summaryOf(inner) ?? packet.summary, layers: inner },
  };
}

/**
 * @param {Layer[]} layers
 * @returns {string|null} as the server writes the summary of a packet
 */
function summaryOf(layers) {
  const ip = layers.find((l) => l.type === 'ipv4' || l.type === 'ipv6')?.fields;
  if (ip) return `${ip['src']}→${ip['dst']} · TTL ${ip['ttl']}`;
  const arp = layers.find((l) => l.type === 'arp')?.fields;
  return arp ? `ARP ${arp['operation']} ${arp['target IP']}` : null;
}
