/**
 * A packet as a tap on a device saw it.
 * @typedef {object} Frame
 * @property {string} device name of the interface, `namespace/device`
 * @property {number} nanos since the walk began
 * @property {boolean} out whether it left through the device
 * @property {number} seq step of the walk that the packet was seen at, -1 where the file does not say
 * @property {string} drop why it ended in this namespace afterwards, empty if it went on
 * @property {Uint8Array} octets
 */

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const PACKET = 6;
const LITTLE = 0x1a2b3c4d;
const COMMENT = 1;
const NAME = 2;
const FLAGS = 2;
const RESOLUTION = 9;
const OUTBOUND = 2;

/**
 * Reads the packets of a pcapng file (draft-ietf-opsawg-pcapng) as the server writes it: one section, little-endian.
 * @param {Uint8Array} file
 * @returns {Frame[]} in the order of the file
 * @throws {Error} where it is no such file, or ends within a block
 */
export function readPcapng(file) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12 || view.getUint32(0, true) !== SECTION || view.getUint32(8, true) !== LITTLE) throw new Error('no little-endian pcapng file');
  /** @type {{name: string, unit: number}[]} */
  const interfaces = [];
  /** @type {Frame[]} */
  const frames = [];
  for (let at = 0; at < file.length;) {
    const length = at + 12 <= file.length ? view.getUint32(at + 4, true) : 0;
    if (length < 12 || length % 4 !== 0 || at + length > file.length) throw new Error(`block at ${at} is cut`);
    const type = view.getUint32(at, true);
    const end = at + length - 4;
    if (type === INTERFACE) {
      const options = optionsOf(view, at + 16, end);
      const resolution = options.get(RESOLUTION)?.[0] ?? 6;
      interfaces.push({ name: text(options.get(NAME)), unit: 10 ** (9 - resolution) });
    } else if (type === PACKET) {
      const captured = view.getUint32(at + 20, true);
      const { name, unit } = interfaces[view.getUint32(at + 8, true)] ?? { name: '', unit: 1 };
      if (at + 28 + captured > end) throw new Error(`packet at ${at} is cut`);
      const options = optionsOf(view, at + 28 + padded(captured), end);
      const comment = text(options.get(COMMENT));
      frames.push({
        device: name, nanos: (view.getUint32(at + 12, true) * 2 ** 32 + view.getUint32(at + 16, true)) * unit,
        out: ((options.get(FLAGS)?.[0] ?? 0) & 3) === OUTBOUND, seq: Number(/\bseq=(\d+)/.exec(comment)?.[1] ?? -1),
        drop: /\bdrop=(\S+)/.exec(comment)?.[1] ?? '', octets: file.slice(at + 28, at + 28 + captured),
      });
    }
    at += length;
  }
  return frames;
}

/** @param {number} length @returns {number} up to a multiple of four */
const padded = (length) => (length + 3) & ~3;

/**
 * @param {DataView} view
 * @param {number} from
 * @param {number} end
 * @returns {Map<number, Uint8Array>} the first of each code
 */
function optionsOf(view, from, end) {
  /** @type {Map<number, Uint8Array>} */
  const options = new Map();
  for (let at = from; at + 4 <= end;) {
    const code = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    if (code === 0 || at + 4 + length > end) break;
    if (!options.has(code)) options.set(code, new Uint8Array(view.buffer, view.byteOffset + at + 4, length));
    at += 4 + padded(length);
  }
  return options;
}

/** @param {Uint8Array|undefined} octets */
const text = (octets) => (octets ? new TextDecoder().decode(octets) : '');
