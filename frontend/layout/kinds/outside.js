import { rect, words } from '../shapes.js';
import { bare, paintPills, pillOf } from './pill.js';
import { zoomOf } from './router-card.js';
import { isDown } from './router.js';

/** @typedef {import('../../model/types.js').Namespace} Namespace */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {import('../shapes.js').Box & {id: string, label: string, address: string, free: number, down: boolean, over: number|null, pills: import('./pill.js').Pill[]}} OutsideBox a host beyond the routers; `free`: how much of its width is left for words; `over`: on a phone, the height at which packets pass under its name */

/** How much wider than its place a pill may be: at both sides it reaches over the edge. */
const BEYOND = 20;

/** @param {number} count @param {import('../metrics.js').Metrics} m @returns {number} how much of the width they need */
export const outsideWidth = (count, { outside }) => count * (outside.w + outside.gap);

/** Farther away than this, the name of a NIC has no room for its address. */
const FAR = 0.68;

/**
 * Hosts outside stand beside the routers, at the right: what comes from there comes from above.
 * @param {import('../scene.js').Scene} scene
 * @param {{namespace: Namespace, label: string}[]} hosts
 * @param {number} bottom where their NICs stand
 */
export function placeOutside(scene, hosts, bottom) {
  const { m } = scene.ground;
  const { w, h, gap, turn, token } = m.outside;
  /** From afar its pill has no address, and the name the room for one. */
  const sockets = m.narrow || zoomOf(scene.ground) > FAR ? m.outside.sockets : m.outside.sockets * 0.64;
  hosts.forEach(({ namespace, label }, i) => {
    const x = scene.width - m.margin - (i + 1) * w - i * gap;
    const y = bottom - h;
    const cables = namespace.devices.filter((d) => d.role !== 'loopback');
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
    const box = { x, y, w, h, id: namespace.id, label, address: cables[0] ? bare(cables[0]) : '', free: m.narrow ? w - 20 : w - sockets - token, down: isDown(namespace), pills, over: m.narrow ? station.y : null };
    scene.outside.push(box);
    scene.places.set(namespace.id, box);
  });
}

/** Half the height of a packet, in CSS pixels, and a little more. */
const PACKET = 9;

/**
 * Its name, without the kind where that has no room; on a phone over the packet, or over the box where the picture is so small that both have no
 * room in it.
 * @param {OutsideBox} o
 * @param {Look} look
 */
function nameOf(o, look) {
  const size = look.size(13);
  const text = look.meter.width(o.label, 'strong', size) <= o.free ? o.label : o.label.replace(/^ext:/, '');
  const y = o.y + 8 + size;
  const isIn = o.over === null || y + size * 0.2 <= o.over - PACKET / look.k;
  return isIn ? words(look, { x: o.x + 12, y }, text, { px: 13, role: 'strong', room: o.free })
    : words(look, { x: o.x + o.w, y: o.y - size * 0.35 }, text, { px: 13, role: 'strong', anchor: 'end', room: o.w * 2 });
}

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
