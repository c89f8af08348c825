import { M } from '../metrics.js';
import { isTight, words } from '../shapes.js';
import { paintPills, pillOf, sized } from './pill.js';
import { aboutRouter, cardOf, cardRoom, zoomOf } from './router-card.js';

/** @typedef {import('../../model/types.js').Namespace} Namespace */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {{id: string, label: string, forward: boolean, down: boolean, cx: number, cy: number, room: number, right: boolean, m: import('../metrics.js').Metrics, pills: import('./pill.js').Pill[]}} RouterDisc
 *   `room`: from its middle to what stands at its right; `right`: whether its name stands there too, as there is no room at its left */
/** @typedef {{namespace: Namespace, label: string, left: number, right: number}} Router how much room it takes at both sides */

/** @typedef {import('../metrics.js').Metrics} Metrics */

/** Whether nothing can come to it or leave it. @param {Namespace} namespace */
export function isDown(namespace) {
  const cables = cablesOf(namespace);
  return cables.length > 0 && cables.every((d) => !d.up);
}

/** @param {Namespace} namespace */
const cablesOf = (namespace) => namespace.devices.filter((d) => d.role !== 'loopback');

/**
 * @param {Namespace} namespace
 * @param {string} label
 * @param {import('../ground.js').Ground} ground
 * @returns {Router} with its name at the left, and its NICs on both sides of the disc, the right one first
 */
export function routerOf(namespace, label, ground) {
  const { m } = ground;
  const step = stepOf(ground);
  const more = Math.max(0, cablesOf(namespace).length - 1);
  const side = (/** @type {number} */ n) => Math.max(m.router.room / 2, n * step + step / 2 + 6);
  return { namespace, label, left: side(Math.floor(more / 2)), right: side(Math.ceil(more / 2)) };
}

/** From one NIC to the next: as far as names with addresses need, whose letters are never smaller than 12 px. @param {import('../ground.js').Ground} ground */
const stepOf = (ground) => (ground.m.narrow ? ground.m.router.step : Math.max(ground.m.router.step, NIC / zoomOf(ground) + 12));

/** @param {Router} router */
export const routerWidth = ({ left, right }) => left + right;

/**
 * @param {Router[]} routers
 * @param {Metrics} m
 * @param {number} [beside] how many hosts stand outside; cables to them need no room above a disc, so that a packet from there moves nothing
 * @returns {number} from the upper edge to the middle of the discs
 */
export const routerTop = (routers, m, beside = 0) => m.router.r + (routers.some((r) => cablesOf(r.namespace).length > 1 + beside) ? 14 : m.router.top);

/**
 * Where a router stands at the earliest for the pill under it to be beside the tools.
 * @param {import('../ground.js').Ground} ground
 * @param {number} width of the picture, which stands in the middle of its frame
 */
export function clearOf(ground, width) {
  const zoom = zoomOf(ground);
  return FLAT / zoom - Math.max(0, ground.plan.frame.w / zoom - width) / 2;
}

/** By how much a picture may be lower than planned, so that it is larger. */
const SAFE = 1.12;

/**
 * How wide the picture may be so that routers have room for their routes, and the only one with the hosts outside beside the tools, without becoming
 * smaller for it. It stands in the middle of its frame: half of what it grows is under the tools.
 * @param {import('../ground.js').Ground} ground
 * @param {Router[]} routers
 * @param {number} top what stands above needs without them
 * @param {number} taken of that by the hosts
 */
export function roomyWidth(ground, routers, top, taken) {
  const k = zoomOf(ground);
  const withCards = top + routers.reduce((sum, r) => sum + 2 * Math.max(0, cardRoom(k) - r.right), 0);
  const besideTools = routers.length === 1 ? 2 * (clearOf(ground, 0) + routers[0].right + taken) : 0;
  return Math.min(ground.plan.frame.w / (k * SAFE), Math.max(withCards, besideTools));
}

/**
 * Routers stand on top, side by side; their NICs in a row at the lower edge of the disc, the first one in its middle.
 * @param {import('../scene.js').Scene} scene
 * @param {Router[]} routers
 * @param {number} [taken] of the width, at the right
 * @param {number} [beside] how many hosts stand there
 * @param {number} [clear] where the first disc stands at the earliest, so that the pill under it is not under the tools
 */
export function placeRouters(scene, routers, taken = 0, beside = 0, clear = 0) {
  const { m } = scene.ground;
  const cy = m.margin + routerTop(routers, m, beside);
  const width = scene.width - taken;
  const free = (width - routers.reduce((sum, r) => sum + routerWidth(r), 0)) / (routers.length + 1);
  let left = free;
  routers.forEach((router, i) => {
    const zoom = zoomOf(scene.ground);
    const isCrowded = beside > 0 && !m.narrow && scene.width / 2 + cardRoom(zoom) > width;
    const aside = isCrowded ? Math.max(left + router.left, FLAT / zoom) : Infinity;
    const own = left + router.left;
    const found = [Math.min(scene.width / 2, aside), ...(isCrowded && clear > own ? [clear] : [])].find((x) => x + router.right <= width);
    const cx = routers.length === 1 && found !== undefined ? found : own;
    const next = i + 1 < routers.length ? left + routerWidth(router) + free : width - m.margin;
    placeRouter(scene, router, { cx, cy, room: next - cx, right: !m.narrow && i === 0 && (cx < TOOLS + NAME || cx === aside || cx === clear) });
    left += routerWidth(router) + free;
  });
}

/**
 * @param {import('../scene.js').Scene} scene
 * @param {Router} router
 * @param {{cx: number, cy: number, room: number, right: boolean}} at
 */
function placeRouter({ wiring, routers, places, ground, width }, { namespace, label }, { cx, cy, room, right }) {
  const { m } = ground;
  const { r } = m.router;
  const step = stepOf(ground);
  const y = cy + m.router.pill;
  const stack = `stack:${namespace.id}`;
  const station = { x: cx, y: cy + (ground.racks ? m.router.station : stationIn(m, Math.min(zoomOf(ground), ground.plan.frame.w / width))) };
  wiring.anchor(stack, station.x, station.y, namespace.id);
  const cables = cablesOf(namespace);
  const pills = cables.map((device, k) => {
    const x = cx + Math.ceil(k / 2) * step * (k % 2 === 1 ? 1 : -1);
    wiring.anchor(device.id, x, y, namespace.id);
    wiring.stops.set(device.id, stack);
    wiring.wire(device.id, stack, k === 0 ? [{ x, y }, station] : [{ x, y }, { x: cx, y }, station], k === 0 ? 'inside' : 'spine');
    return pillOf(device, namespace.id, { x, y }, device.role === 'other' ? 'tunnel' : 'nic', cables.length > 1 ? step - 12 : 320, `nics:${namespace.id}`);
  });
  for (const device of cables) {
    const own = wiring.anchors.get(device.id);
    const below = device.underlay ? wiring.anchors.get(device.underlay) : undefined;
    if (!own || !below) continue;
    const turn = y + 18;
    wiring.wire(device.id, below.id, [{ x: own.x, y }, { x: own.x, y: turn }, { x: below.x, y: turn }, { x: below.x, y }], 'underlay');
  }
  const lo = namespace.devices.find((d) => d.role === 'loopback');
  if (lo) {
    wiring.anchor(lo.id, cx - r + 12, station.y, namespace.id);
    wiring.wire(lo.id, stack, [{ x: cx - r + 12, y: station.y }, station], 'lo');
  }
  routers.push({ id: namespace.id, label, forward: namespace.ipForward, down: isDown(namespace), cx, cy, room, right, m, pills });
  places.set(namespace.id, { x: cx - r - 60, y: cy - r, w: 2 * r + 120, h: 2 * r });
}

/** Half of how high a packet is, with what is around it, on the screen. */
const PACKET = 9;

/**
 * How far below the middle of the disc packets stop: over the pill of its NIC also where pill and packet are large beside the disc, and on the lane that is nearer to it.
 * @param {Metrics} m
 * @param {number} k zoom at which all is seen
 */
function stationIn({ router: { pill, station }, lane }, k) {
  const taken = Math.max(M.pill.h, (12 * 1.7) / Math.min(1, k)) / 2 + PACKET * Math.max(1, 0.8 / k) + lane * Math.max(1, 1 / k);
  return Math.min(station, pill - taken);
}

/** What search and zoom cover at the upper left of the stage, and what a router's name needs beside its disc. */
const TOOLS = 195;
/** What they cover in one row, and half of the pill under a disc. */
const FLAT = 292;
const NAME = 215;
/** How wide the pill of a NIC with an address of usual length is on the screen. */
const NIC = 145;
const GLYPH = ['M-15,-19H7m-6,-5l6,5l-6,5', 'M15,-7H-7m6,-5l-6,5l6,5'];

/**
 * @param {RouterDisc} d
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintRouter(d, look) {
  const { r } = d.m.router;
  const card = look.told ?? look.level === 'pod' ? cardOf(d, look) : null;
  const at = besideDisc(d);
  const isBrief = (isTight(look) || d.m.narrow) && d.forward && !d.down;
  const names = look.level === 'fleet' || look.level === 'rack'
    ? words(look, { x: d.cx, y: d.cy - look.size(12) * 1.1 }, d.label, { role: 'strong', anchor: 'middle' })
    : card?.under ? words(look, { x: at.x, y: card.under.name }, d.label, { px: 14, role: 'strong' })
      : [...words(look, { x: at.x, y: d.cy - 14 }, d.label, { px: 14, role: 'strong', anchor: at.anchor }),
        ...(d.down || (look.level === 'pod' && !isBrief) ? words(look, { x: at.x, y: d.cy + Math.max(3, look.size(12) - 10) }, aboutRouter(d, look), { cls: d.forward && !d.down ? 'soft' : 'alert', anchor: at.anchor }) : [])];
  return [{
    key: `router:${d.id}`, cls: `router ns ${d.down ? 'down' : ''}`.trim(), ns: d.id, title: `${d.id}: ${look.t('glossary.gateway')}`,
    shapes: [{ t: 'circle', cls: 'body', x: d.cx, y: d.cy, r }, { t: 'path', cls: 'glyph', d: GLYPH.map((p) => moved(p, d)).join('') }, ...(d.down ? [cross(d)] : []), ...names],
  }, ...(card?.figures ?? [])];
}

/** Two strokes over the disc. @param {RouterDisc} d @returns {import('../shapes.js').Path} */
const cross = ({ cx, cy }) => ({ t: 'path', cls: 'cross', d: `M${cx - 11},${cy - 19}l22,22M${cx + 11},${cy - 19}l-22,22` });

/** Where its name stands. @param {RouterDisc} d @returns {{x: number, anchor: 'start'|'end'}} */
const besideDisc = ({ cx, right, m }) => (right ? { x: cx + m.router.text, anchor: 'start' } : { x: cx - m.router.text, anchor: 'end' });

/**
 * The place that is kept free beside it for what happens to a packet there.
 * @param {RouterDisc} d
 * @param {Look} look
 * @returns {{x: number, y: number, room: number, left: boolean}}
 */
export function tagBeside(d, look) {
  const { text } = d.m.router;
  if (d.m.narrow) return { x: d.cx - text - 4, y: d.cy - 4, room: d.cx - text - 8, left: true };
  const under = d.right ? cardOf(d, look)?.under : undefined;
  const overPill = d.pills.length === 0 ? Infinity : d.cy + d.m.router.pill - sized(d.pills[0], look).h / 2 - Math.max(20, look.size(12) * 1.65) - 1;
  if (!under) return d.right ? { x: d.cx + text, y: Math.min(d.cy + 9, overPill), room: 150, left: false } : { x: d.cx - 64, y: Math.min(d.cy + 13, overPill), room: d.cx - 80, left: true };
  const x = d.cx + text + look.meter.width(d.label, 'strong', look.size(14)) + 10;
  return { x, y: 1, room: d.cx + d.room + 6 - x, left: false };
}

/** @param {string} path that begins with M and is relative after that @param {RouterDisc} d */
const moved = (path, d) => path.replace(/^M(-?\d+),(-?\d+)([HV])(-?\d+)/, (_, x, y, way, to) => `M${d.cx + Number(x)},${d.cy + Number(y)}${way}${d.cx + Number(to)}`);

/** @param {RouterDisc} d @param {Look} look @returns {Figure[]} its pills */
export const paintRouterPills = (d, look) => (look.level === 'pod' || look.level === 'node' ? paintPills(d.pills, look) : []);
