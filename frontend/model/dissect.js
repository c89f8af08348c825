/**
 * A field of a frame: which octets it stands in, and what they say.
 * @typedef {{name: string, value: string, from: number, length: number}} Field
 * @typedef {{type: string, from: number, fields: Field[]}} Dissected a layer: ethernet, arp, ipv4, ipv6, icmp, icmpv6, tcp, udp, vxlan or data
 */

const TCP_FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'];
const VXLAN_PORTS = new Set([4789, 8472]);
const HOP_BY_HOP = new Set([0, 43, 60]);
/** @type {Record<number, string>} */
const ETHERTYPES = { 0x0800: 'IPv4', 0x0806: 'ARP', 0x86dd: 'IPv6' };
/** @type {Record<number, string>} */
const PROTOCOLS = { 1: 'ICMP', 4: 'IPIP', 6: 'TCP', 17: 'UDP', 41: 'IPv6', 58: 'ICMPv6', 132: 'SCTP' };

/**
 * Takes an Ethernet frame apart, layer by layer and field by field. What is cut, or of a protocol it does not know, is data.
 * @param {Uint8Array} octets
 * @returns {Dissected[]}
 */
export function dissect(octets) {
  const reader = new Reader(octets);
  ethernet(reader, 0);
  return reader.layers;
}

/** Reads fields of octets into layers; big-endian, as everything on a wire. */
class Reader {
  /** @type {Dissected[]} */
  layers = [];

  /** @param {Uint8Array} octets */
  constructor(octets) {
    this.octets = octets;
    this.view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  }

  /** @param {string} type @param {number} from @param {number} need octets of the header @returns {boolean} whether they are there */
  begin(type, from, need) {
    if (from + need > this.octets.length) {
      this.data(from);
      return false;
    }
    this.layers.push({ type, from, fields: [] });
    return true;
  }

  /**
   * @param {string} name
   * @param {number} from
   * @param {number} length
   * @param {(value: number) => string} [say]
   * @returns {number}
   */
  number(name, from, length, say = String) {
    let value = 0;
    for (let i = 0; i < length; i++) value = value * 256 + this.octets[from + i];
    this.field(name, from, length, say(value));
    return value;
  }

  /** @param {string} name @param {number} from @param {number} length @param {string} value */
  field(name, from, length, value) {
    this.layers[this.layers.length - 1].fields.push({ name, value, from, length });
  }

  /** @param {string} name @param {number} from */
  mac(name, from) {
    this.field(name, from, 6, [...this.octets.slice(from, from + 6)].map((b) => hex(b, 2)).join(':'));
  }

  /** @param {string} name @param {number} from */
  ipv4(name, from) {
    this.field(name, from, 4, [...this.octets.slice(from, from + 4)].join('.'));
  }

  /** @param {string} name @param {number} from */
  ipv6(name, from) {
    this.field(name, from, 16, shortIpv6(Array.from({ length: 8 }, (_, i) => this.view.getUint16(from + 2 * i))));
  }

  /** What is left, up to an end. @param {number} from @param {number} [end] */
  data(from, end = this.octets.length) {
    const last = Math.min(end, this.octets.length);
    if (from >= last) return;
    this.layers.push({ type: 'data', from, fields: [] });
    this.field('length', from, last - from, String(last - from));
  }
}

/** @param {number} value @param {number} digits */
const hex = (value, digits) => value.toString(16).padStart(digits, '0');
/** @param {number} value */
const hex4 = (value) => `0x${hex(value, 4)}`;
/** @param {Record<number, string>} names */
const named = (names) => (/** @type {number} */ value) => (names[value] ? `${value} (${names[value]})` : String(value));

/** The longest run of zeros is left out (RFC 5952). @param {number[]} groups */
function shortIpv6(groups) {
  const text = groups.map((g) => g.toString(16)).join(':');
  const runs = [...text.matchAll(/\b0(:0\b)+/g)].sort((a, b) => b[0].length - a[0].length);
  const [run] = runs;
  return run ? `${text.slice(0, run.index).replace(/:$/, '')}::${text.slice(run.index + run[0].length).replace(/^:/, '')}` : text;
}

/** @param {Reader} r @param {number} at */
function ethernet(r, at) {
  if (!r.begin('ethernet', at, 14)) return;
  r.mac('destination', at);
  r.mac('source', at + 6);
  const type = r.number('type', at + 12, 2, (v) => (ETHERTYPES[v] ? `${hex4(v)} (${ETHERTYPES[v]})` : hex4(v)));
  if (type === 0x0800) ipv4(r, at + 14);
  else if (type === 0x86dd) ipv6(r, at + 14);
  else if (type === 0x0806) arp(r, at + 14);
  else r.data(at + 14);
}

/** RFC 826. @param {Reader} r @param {number} at */
function arp(r, at) {
  if (!r.begin('arp', at, 28)) return;
  r.number('hardwareType', at, 2);
  r.number('protocolType', at + 2, 2, hex4);
  r.number('hardwareLength', at + 4, 1);
  r.number('protocolLength', at + 5, 1);
  r.number('operation', at + 6, 2, named({ 1: 'request', 2: 'reply' }));
  r.mac('senderMac', at + 8);
  r.ipv4('senderIp', at + 14);
  r.mac('targetMac', at + 18);
  r.ipv4('targetIp', at + 24);
  r.data(at + 28);
}

/** RFC 791. @param {Reader} r @param {number} at */
function ipv4(r, at) {
  const header = (r.octets[at] & 15) * 4;
  if (header < 20 || !r.begin('ipv4', at, header)) {
    if (header < 20) r.data(at);
    return;
  }
  r.number('version', at, 1, (v) => String(v >> 4));
  r.number('headerLength', at, 1, (v) => String((v & 15) * 4));
  r.number('dscp', at + 1, 1, (v) => String(v >> 2));
  const total = r.number('totalLength', at + 2, 2);
  r.number('identification', at + 4, 2, hex4);
  r.number('flags', at + 6, 1, (v) => [v & 64 ? 'DF' : '', v & 32 ? 'MF' : ''].filter(Boolean).join(' ') || '0');
  r.number('fragmentOffset', at + 6, 2, (v) => String((v & 0x1fff) * 8));
  r.number('ttl', at + 8, 1);
  const protocol = r.number('protocol', at + 9, 1, named(PROTOCOLS));
  r.number('checksum', at + 10, 2, hex4);
  r.ipv4('source', at + 12);
  r.ipv4('destination', at + 16);
  if (header > 20) r.field('options', at + 20, header - 20, `${header - 20}`);
  const later = (r.view.getUint16(at + 6) & 0x1fff) > 0;
  if (later) r.data(at + header, at + total);
  else inIp(r, protocol, at + header, at + total);
}

/** RFC 8200. @param {Reader} r @param {number} at */
function ipv6(r, at) {
  if (!r.begin('ipv6', at, 40)) return;
  r.number('version', at, 1, (v) => String(v >> 4));
  r.number('flowLabel', at, 4, (v) => `0x${hex(v & 0xfffff, 5)}`);
  const length = r.number('payloadLength', at + 4, 2);
  let next = r.number('nextHeader', at + 6, 1, named(PROTOCOLS));
  r.number('hopLimit', at + 7, 1);
  r.ipv6('source', at + 8);
  r.ipv6('destination', at + 24);
  let from = at + 40;
  const end = from + length;
  while (HOP_BY_HOP.has(next) && from + 8 <= Math.min(end, r.octets.length)) {
    const size = (r.octets[from + 1] + 1) * 8;
    r.field('extension', from, Math.min(size, r.octets.length - from), String(next));
    next = r.octets[from];
    from += size;
  }
  inIp(r, next, from, end);
}

/** @param {Reader} r @param {number} protocol @param {number} at @param {number} end */
function inIp(r, protocol, at, end) {
  if (protocol === 1) icmp(r, at, end);
  else if (protocol === 58) icmpv6(r, at, end);
  else if (protocol === 6) tcp(r, at, end);
  else if (protocol === 17) udp(r, at, end);
  else if (protocol === 4) ipv4(r, at);
  else if (protocol === 41) ipv6(r, at);
  else r.data(at, end);
}

const ERRORS = new Set([3, 4, 5, 11, 12]);

/** RFC 792. @param {Reader} r @param {number} at @param {number} end */
function icmp(r, at, end) {
  if (!r.begin('icmp', at, 8)) return;
  const type = r.number('type', at, 1, named({ 0: 'echo reply', 3: 'destination unreachable', 5: 'redirect', 8: 'echo request', 11: 'time exceeded' }));
  const code = r.number('code', at + 1, 1);
  r.number('checksum', at + 2, 2, hex4);
  if (type === 0 || type === 8) {
    r.number('identifier', at + 4, 2);
    r.number('sequence', at + 6, 2);
    r.data(at + 8, end);
  } else if (ERRORS.has(type)) {
    if (type === 3 && code === 4) r.number('mtu', at + 6, 2);
    if (type === 5) r.ipv4('gateway', at + 4);
    ipv4(r, at + 8);
  } else r.data(at + 4, end);
}

/** RFC 4443. @param {Reader} r @param {number} at @param {number} end */
function icmpv6(r, at, end) {
  if (!r.begin('icmpv6', at, 8)) return;
  const type = r.number('type', at, 1, named({ 1: 'destination unreachable', 2: 'packet too big', 3: 'time exceeded', 128: 'echo request', 129: 'echo reply', 135: 'neighbour solicitation', 136: 'neighbour advertisement' }));
  r.number('code', at + 1, 1);
  r.number('checksum', at + 2, 2, hex4);
  if (type === 128 || type === 129) {
    r.number('identifier', at + 4, 2);
    r.number('sequence', at + 6, 2);
    r.data(at + 8, end);
  } else if (type < 128) {
    if (type === 2) r.number('mtu', at + 4, 4);
    ipv6(r, at + 8);
  } else if ((type === 135 || type === 136) && at + 24 <= r.octets.length) {
    r.ipv6('target', at + 8);
    r.data(at + 24, end);
  } else r.data(at + 4, end);
}

/** RFC 9293. @param {Reader} r @param {number} at @param {number} end */
function tcp(r, at, end) {
  const quoted = at + 20 > r.octets.length;
  if (quoted ? !r.begin('tcp', at, 8) : !r.begin('tcp', at, 20)) return;
  r.number('sourcePort', at, 2);
  r.number('destinationPort', at + 2, 2);
  r.number('sequence', at + 4, 4);
  if (quoted) return;
  r.number('acknowledgment', at + 8, 4);
  const header = r.number('headerLength', at + 12, 1, (v) => String((v >> 4) * 4)) >> 4;
  r.number('flags', at + 13, 1, (v) => TCP_FLAGS.filter((_, i) => v & (1 << i)).join(' ') || '0');
  r.number('window', at + 14, 2);
  r.number('checksum', at + 16, 2, hex4);
  r.number('urgent', at + 18, 2);
  const body = at + Math.max(5, header) * 4;
  if (body > at + 20 && body <= r.octets.length) r.field('options', at + 20, body - at - 20, String(body - at - 20));
  r.data(body, end);
}

/** RFC 768. @param {Reader} r @param {number} at @param {number} end */
function udp(r, at, end) {
  if (!r.begin('udp', at, 8)) return;
  r.number('sourcePort', at, 2);
  const port = r.number('destinationPort', at + 2, 2);
  r.number('length', at + 4, 2);
  r.number('checksum', at + 6, 2, hex4);
  if (VXLAN_PORTS.has(port) && at + 16 <= r.octets.length) vxlan(r, at + 8);
  else r.data(at + 8, end);
}

/** RFC 7348. @param {Reader} r @param {number} at */
function vxlan(r, at) {
  if (!r.begin('vxlan', at, 8)) return;
  r.number('flags', at, 1, (v) => `0x${hex(v, 2)}`);
  r.number('vni', at + 4, 3);
  ethernet(r, at + 8);
}
