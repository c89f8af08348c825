import { M } from '../metrics.js';
import { rect, words } from '../shapes.js';

/** @typedef {import('../../model/types.js').Device} Device */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/**
 * A device, on the border it crosses.
 * @typedef {object} Pill
 * @property {string} id
 * @property {string} namespace
 * @property {'nic'|'port'|'pod'|'leg'|'lo'|'tunnel'} kind
 * @property {number} x its middle
 * @property {number} y its middle
 * @property {string} name
 * @property {string} text the name, with an address where it has one, and an MTU that is not the usual one
 * @property {string} brief what comes next: a tunnel has an MTU rather than an address
 * @property {string} title
 * @property {number} room the most width it may take
 * @property {string} state `down`, `cut` where its cable is, or empty
 * @property {number} from where it begins at the left at the earliest; its middle is then farther right
 * @property {string} row pills of a row keep their names together, or lose them together
 */

const USUAL_MTU = 1500;
/** A cable between a machine and its pods has the MTU of their bridge. */
const TELLS_MTU = new Set(['nic', 'tunnel', 'leg']);

/**
 * @param {Device} device
 * @param {string} namespace
 * @param {{x: number, y: number}} at
 * @param {Pill['kind']} kind
 * @param {number} room
 * @param {string} [row]
 * @param {number} [from]
 * @returns {Pill}
 */
export function pillOf(device, namespace, at, kind, room, row = device.id, from = -Infinity) {
  const address = kind === 'leg' ? (device.addresses[0] ?? '—') : bare(device);
  const said = kind === 'leg' ? address : kind === 'nic' || kind === 'tunnel' ? [device.name, address].filter(Boolean).join(' ') : device.name;
  const mtu = device.mtu > 0 && device.mtu !== USUAL_MTU && TELLS_MTU.has(kind) ? `mtu ${device.mtu}` : '';
  const text = [said, mtu].filter(Boolean).join(' ');
  const brief = kind === 'tunnel' && mtu !== '' ? `${device.name} ${mtu}` : said;
  const title = [device.name, device.mac ?? '', ...device.addresses, device.mtu > 0 ? `mtu ${device.mtu}` : '', device.up ? '' : 'down', device.cut ? 'cut' : ''].filter(Boolean).join(' · ');
  return { id: device.id, namespace, kind, x: at.x, y: at.y, name: kind === 'leg' ? said : device.name, text, brief, title, room, row, from, state: device.cut ? 'cut' : device.up ? '' : 'down' };
}

/**
 * @param {Device} device
 * @returns {string} its first address without prefix length
 */
export const bare = (device) => (device.addresses[0] ?? '').split('/')[0];

/**
 * What a pill says at a zoom: all of it, its name, or nothing, so that it is a ring.
 * @param {Pill} p
 * @param {Look} look
 * @returns {{text: string, w: number, h: number}}
 */
export function sized(p, look) {
  const size = look.size(12);
  const pad = 2 * M.pill.pad * Math.min(1.6, size / 12);
  for (const text of saidBy(p, look)) {
    const w = Math.max(34, look.meter.width(text, 'mono', size) + pad);
    if (w <= p.room) return { text, w, h: Math.max(M.pill.h, size * 1.7) };
  }
  return { text: '', w: 10, h: 10 };
}

/** What it may say, the longest first; one that is down has a sign and the word. @param {Pill} p @param {Look} look */
function saidBy({ kind, text, brief, name, state }, look) {
  if (state !== 'down') return [text, brief, name, ...(kind === 'port' ? shorter(name) : [])];
  const word = look.t('ui.stage.down');
  return [`✕ ${text} ${word}`, `✕ ${name} ${word}`, `✕ ${name}`, name];
}

/** From such a length on the name of a cable's end is told apart by its own end. */
const LONG = 9;

/** The name of a cable's end as it may be cut: what tells it from others stands at its end. @param {string} name */
const shorter = (name) => (name.length < LONG ? [] : [`${name.slice(0, 4)}…${name.slice(-4)}`, `…${name.slice(-4)}`]);

/**
 * @param {Pill} p
 * @param {{w: number, h: number}} size
 * @returns {import('../shapes.js').Box}
 */
export const pillBox = (p, { w, h }) => ({ x: Math.max(p.from, p.x - w / 2), y: p.y - h / 2, w, h });

/** @type {Record<string, string>} the word of the glossary for a kind of pill */
const WORDS = { nic: 'nic', tunnel: 'tunnel', port: 'veth', pod: 'veth', leg: 'bridge', lo: 'lo' };

/**
 * Pills, drawn above every line so that no line crosses a name.
 * @param {Pill[]} pills
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintPills(pills, look) {
  /** @type {Map<string, boolean>} whether all of a row fit */
  const rows = new Map();
  const all = pills.map((p) => ({ p, s: sized(p, look) }));
  for (const { p, s } of all) rows.set(p.row, (rows.get(p.row) ?? true) && s.text !== '');
  return all.map(({ p, s }) => {
    const own = rows.get(p.row) ? s : { text: '', w: 10, h: 10 };
    const box = own.text === '' ? { x: p.x - own.w / 2, y: p.y - own.h / 2, w: own.w, h: own.h } : pillBox(p, own);
    return {
      key: `pill:${p.id}`, cls: `pill ${p.kind} ${p.state}`.trim(), ns: p.namespace, dev: p.id,
      title: [p.title, look.t(`glossary.${WORDS[p.kind]}`)].filter(Boolean).join('\n'),
      shapes: [
        rect(box, 'body', own.h / 2),
        ...words(look, { x: box.x + box.w / 2, y: p.y + look.size(12) * 0.36 }, own.text, { role: 'mono', anchor: 'middle' }),
      ],
    };
  });
}
