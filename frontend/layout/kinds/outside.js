import { M } from '../metrics.js';
import { rect, words } from '../shapes.js';
import { bare, paintPills, pillOf } from './pill.js';

/** @typedef {import('../../model/types.js').Namespace} Namespace */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {import('../shapes.js').Box & {id: string, label: string, address: string, pills: import('./pill.js').Pill[]}} OutsideBox a host beyond the routers */

const W = 276;
const H = 76;
const GAP = 16;
/** From its right edge to its sockets, which stand above a single NIC; with several, the ways to them turn below its name. */
const SOCKETS = 88;
const TURN = 40;

/** @param {number} count @returns {number} how much of the width they need */
export const outsideWidth = (count) => count * (W + GAP);

/**
 * Hosts outside stand beside the routers, at the right: what comes from there comes from above.
 * @param {import('../scene.js').Scene} scene
 * @param {{namespace: Namespace, label: string}[]} hosts
 * @param {number} bottom where their NICs stand
 */
export function placeOutside(scene, hosts, bottom) {
  hosts.forEach(({ namespace, label }, i) => {
    const x = scene.width - M.margin - (i + 1) * W - i * GAP;
    const y = bottom - H;
    const cables = namespace.devices.filter((d) => d.role !== 'loopback');
    const stack = `stack:${namespace.id}`;
    const station = { x: x + W - SOCKETS, y: y + 16 };
    scene.wiring.anchor(stack, station.x, station.y, namespace.id);
    const pills = cables.map((device, k) => {
      const at = { x: cables.length === 1 ? station.x : x + ((k + 1) * W) / (cables.length + 1), y: bottom };
      scene.wiring.anchor(device.id, at.x, at.y, namespace.id);
      scene.wiring.stops.set(device.id, stack);
      scene.wiring.wire(device.id, stack, cables.length === 1 ? [at, station] : [at, { x: at.x, y: y + TURN }, { x: station.x, y: y + TURN }, station], 'inside');
      return pillOf(device, namespace.id, at, 'nic', cables.length > 1 ? W / cables.length - 6 : 2 * SOCKETS - 6, `nics:${namespace.id}`);
    });
    const lo = namespace.devices.find((d) => d.role === 'loopback');
    if (lo) {
      const end = { x: x + W - 20, y: station.y };
      scene.wiring.anchor(lo.id, end.x, end.y, namespace.id);
      scene.wiring.wire(lo.id, stack, [end, station], 'lo');
    }
    const box = { x, y, w: W, h: H, id: namespace.id, label, address: cables[0] ? bare(cables[0]) : '', pills };
    scene.outside.push(box);
    scene.places.set(namespace.id, box);
  });
}

/** @param {OutsideBox} o @param {Look} look @returns {Figure[]} */
export function paintOutside(o, look) {
  if (look.level === 'fleet' || look.level === 'rack') return [];
  return [{
    key: `outside:${o.id}`, cls: 'outside ns', ns: o.id, title: `${o.id} · ${o.address}`, shapes: [
      rect(o, 'body', 9),
      ...words(look, { x: o.x + 12, y: o.y + 8 + look.size(13) }, o.label, { px: 13, role: 'strong', room: W - SOCKETS - 40 }),
      ...(look.level === 'pod' ? words(look, { x: o.x + 12, y: o.y + 38 }, look.t('ui.stage.outside'), { cls: 'soft', room: W - SOCKETS - 80, whole: true }) : []),
    ],
  }];
}

/** @param {OutsideBox} o @param {Look} look @returns {Figure[]} */
export const paintOutsidePills = (o, look) => (look.level === 'pod' || look.level === 'node' ? paintPills(o.pills, look) : []);
