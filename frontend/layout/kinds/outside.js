import { rect, words } from '../shapes.js';
import { bare, paintPills, pillOf } from './pill.js';
import { zoomOf } from './router-card.js';
import { isDown } from './router.js';

/** @typedef {import('../../model/types.js').Namespace} Namespace */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {import('../shapes.js').Box & {id: string, label: string, address: string, free: number, beside: number|null, down: boolean, over: number|null, pills: import('./pill.js').Pill[]}} OutsideBox a host beyond the routers; `free`: how much of its width is left for words; `beside`: but on a phone, how far from its right edge packets stop; `over`: on a phone, the height at which packets pass under its name */

/** How much wider than its place a pill may be: at both sides it reaches over the edge. */
const BEYOND = 20;

/** @param {number} count @param {import('../metrics.js').Metrics} m @returns {number} how much of the width they need */
export const outsideWidth = (count, { outside }) => count * (outside.w + outside.gap);

/** Farther away than this, the name of a NIC has no room for its address. */
const FAR = 0.68;
/** How wide a letter of that name is, in CSS pixels, and how much what stands around it grows where it is large. */
const LETTER = 0.602 * 12;
const GROWN = 1.6;
/** The packet stays away from the edge by as much of its usual way. */
const LEAST = 0.48;

/**
 * From afar the pill of a host has no address, and the name of the host the room for one.
 * @param {import('../../model/types.js').Device[]} cables
 * @param {import('../metrics.js').Metrics} m
 * @param {number} zoom
 * @returns {number} how far from its right edge packets stop
 */
function socketsOf(cables, { narrow, pill, outside: { sockets } }, zoom) {
  if (narrow || zoom > FAR) return sockets;
  const longest = Math.max(0, ...cables.map((d) => d.name.length));
  const named = (LETTER * longest) / zoom + 2 * pill.pad * GROWN;
  return Math.min(sockets, Math.max(sockets * LEAST, (named - BEYOND) / 2 + 1));
}

/**
 * Hosts outside stand beside the routers, at the right: what comes from there comes from above.
 * @param {import('../scene.js').Scene} scene
 * @param {{namespace: Namespace, label: string}[]} hosts
 * @param {number} bottom where their NICs stand
 */
export function placeOutside(scene, hosts, bottom) {
  const { m } = scene.ground;
  const { w, h, gap, turn, token } = m.outside;
  const zoom = zoomOf(scene.ground);
  hosts.forEach(({ namespace, label }, i) => {
    const x = scene.width - m.margin - (i + 1) * w - i * gap;
    const y = bottom - h;
    const cables = namespace.devices.filter((d) => d.role !== 'loopback');
    const sockets = socketsOf(cables, m, zoom);
    const stack = `stack:${namespace.id}`;
    const station = { x: x + w - sockets, y: y + m.outside.station };
    scene.wiring.anchor(stack, station.x, station.y, namespace.id);
    const pills = cables.map((device, k) => {
      const at = { x: cables.length === 1 ? station.x : x + ((k + 1) * w) / (cables.length + 1), y: bottom };
      scene.wiring.anchor(device.id, at.x, at.y, namespace.id);
      scene.wiring.stops.set(device.id, stack);
      scene.wiring.wire(device.id, stack, cables.length === 1 ? [at, station] : [at, { x: at.x, y: y + turn }, { x: station.x, y: y + turn }, station], 'inside');
      return pillOf(device, namespace.id, at, 'nic', cables.length > 1 ? w / cables.length - 6 : 2 * sockets + (m.narrow ? -6 : BEYOND), `nics:${namespace.id}`);
    });
    const lo = namespace.devices.find((d) => d.role === 'loopback');
    if (lo) {
      const end = { x: x + w - 20, y: station.y };
      scene.wiring.anchor(lo.id, end.x, end.y, namespace.id);
      scene.wiring.wire(lo.id, stack, [end, station], 'lo');
    }
    const box = { x, y, w, h, id: namespace.id, label, address: cables[0] ? bare(cables[0]) : '', free: m.narrow ? w - 20 : w - sockets - token, beside: m.narrow ? null : sockets, down: isDown(namespace), pills, over: m.narrow ? station.y : null };
    scene.outside.push(box);
    scene.places.set(namespace.id, box);
  });
}

/** Half of a packet, in CSS pixels, and a little more. */
const PACKET = { w: 20, h: 9 };
/** From the left edge to the words, and on a phone from the upper edge where letters have little room, in CSS pixels. */
const LEFT = 12;
const TIGHT = 3;

/**
 * Its name, without the kind where that has no room, beside the packet; on a phone over the packet, or over the box where the picture is so small that
 * both have no room in it.
 * @param {OutsideBox} o
 * @param {Look} look
 */
function nameOf(o, look) {
  const room = o.beside === null ? o.free : Math.min(o.free, o.w - o.beside - LEFT - PACKET.w * Math.max(1, 0.8 / look.k));
  const fits = (/** @type {string} */ said) => look.meter.width(said, 'strong', look.size(13)) <= room;
  const text = fits(o.label) ? o.label : o.label.replace(/^ext:/, '');
  const px = fits(text) ? 13 : 12;
  const usual = o.y + 8 + look.size(13);
  if (o.beside !== null || isOver(o, usual, 13, look)) return words(look, { x: o.x + LEFT, y: usual }, text, { px, role: 'strong', room });
  const tight = o.y + TIGHT / look.k + look.size(12) * 0.78;
  return isOver(o, tight, 12, look) ? words(look, { x: o.x + LEFT, y: tight }, text, { role: 'strong', room })
    : words(look, { x: o.x + o.w, y: o.y - look.size(13) * 0.35 }, text, { px: 13, role: 'strong', anchor: 'end', room: o.w * 2 });
}

/** Whether letters on a line end over the packet. @param {OutsideBox} o @param {number} y @param {number} px @param {Look} look */
const isOver = ({ over }, y, px, look) => over !== null && y + look.size(px) * 0.2 <= over - PACKET.h / look.k;

/** @param {OutsideBox} o @param {Look} look @returns {Figure[]} */
export function paintOutside(o, look) {
  if (look.level === 'fleet' || look.level === 'rack') return [];
  return [{
    key: `outside:${o.id}`, cls: `outside ns ${o.down ? 'down' : ''}`.trim(), ns: o.id, title: `${o.id} · ${o.address}`, shapes: [
      rect(o, 'body', 9),
      ...nameOf(o, look),
      ...(look.level === 'pod' ? words(look, { x: o.x + 12, y: o.y + Math.max(38, 8 + look.size(13) + look.size(12) * 1.15) }, o.down ? `✕ ${look.t('ui.stage.down')}` : look.t('ui.stage.outside'), { cls: o.down ? 'alert' : 'soft', room: o.free - 40, whole: true }) : []),
    ],
  }];
}

/** @param {OutsideBox} o @param {Look} look @returns {Figure[]} */
export const paintOutsidePills = (o, look) => (look.level === 'pod' || look.level === 'node' ? paintPills(o.pills, look) : []);
