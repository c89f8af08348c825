import { isTight, rect, words } from '../shapes.js';
import { paintPills, pillOf, sized } from './pill.js';

/** @typedef {import('../../model/types.js').Namespace} Namespace */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {{id: string, label: string, forward: boolean, cx: number, cy: number, room: number, right: boolean, m: import('../metrics.js').Metrics, pills: import('./pill.js').Pill[]}} RouterDisc
 *   `room`: from its middle to what stands at its right; `right`: whether its name stands there too, as there is no room at its left */
/** @typedef {{namespace: Namespace, label: string, left: number, right: number}} Router how much room it takes at both sides */

/** @typedef {import('../metrics.js').Metrics} Metrics */

/** @param {Namespace} namespace */
const cablesOf = (namespace) => namespace.devices.filter((d) => d.role !== 'loopback');

/**
 * @param {Namespace} namespace
 * @param {string} label
 * @param {Metrics} m
 * @returns {Router} with its name at the left, and its NICs on both sides of the disc, the right one first
 */
export function routerOf(namespace, label, m) {
  const more = Math.max(0, cablesOf(namespace).length - 1);
  const side = (/** @type {number} */ n) => Math.max(m.router.room / 2, n * m.router.step + m.router.step / 2 + 6);
  return { namespace, label, left: side(Math.floor(more / 2)), right: side(Math.ceil(more / 2)) };
}

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
 * Routers stand on top, side by side; their NICs in a row at the lower edge of the disc, the first one in its middle.
 * @param {import('../scene.js').Scene} scene
 * @param {Router[]} routers
 * @param {number} [taken] of the width, at the right
 * @param {number} [beside] how many hosts stand there
 */
export function placeRouters(scene, routers, taken = 0, beside = 0) {
  const { m } = scene.ground;
  const cy = m.margin + routerTop(routers, m, beside);
  const width = scene.width - taken;
  const free = (width - routers.reduce((sum, r) => sum + routerWidth(r), 0)) / (routers.length + 1);
  let left = free;
  routers.forEach((router, i) => {
    const alone = routers.length === 1 && scene.width / 2 + router.right <= width;
    const cx = alone ? scene.width / 2 : left + router.left;
    const next = i + 1 < routers.length ? left + routerWidth(router) + free : width - m.margin;
    placeRouter(scene, router, { cx, cy, room: next - cx, right: !m.narrow && i === 0 && cx < TOOLS + NAME });
    left += routerWidth(router) + free;
  });
}

/**
 * @param {import('../scene.js').Scene} scene
 * @param {Router} router
 * @param {{cx: number, cy: number, room: number, right: boolean}} at
 */
function placeRouter({ wiring, routers, places, ground: { m } }, { namespace, label }, { cx, cy, room, right }) {
  const { r } = m.router;
  const y = cy + m.router.pill;
  const stack = `stack:${namespace.id}`;
  const station = { x: cx, y: cy + m.router.station };
  wiring.anchor(stack, station.x, station.y, namespace.id);
  const cables = cablesOf(namespace);
  const pills = cables.map((device, k) => {
    const x = cx + Math.ceil(k / 2) * m.router.step * (k % 2 === 1 ? 1 : -1);
    wiring.anchor(device.id, x, y, namespace.id);
    wiring.stops.set(device.id, stack);
    wiring.wire(device.id, stack, k === 0 ? [{ x, y }, station] : [{ x, y }, { x: cx, y }, station], k === 0 ? 'inside' : 'spine');
    return pillOf(device, namespace.id, { x, y }, device.role === 'other' ? 'tunnel' : 'nic', cables.length > 1 ? m.router.step - 12 : 320, `nics:${namespace.id}`);
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
  routers.push({ id: namespace.id, label, forward: namespace.ipForward, cx, cy, room, right, m, pills });
  places.set(namespace.id, { x: cx - r - 60, y: cy - r, w: 2 * r + 120, h: 2 * r });
}

/** What search and zoom cover at the upper left of the stage, and what a router's name needs beside its disc. */
const TOOLS = 195;
const NAME = 215;
const GLYPH = ['M-15,-19H7m-6,-5l6,5l-6,5', 'M15,-7H-7m6,-5l-6,5l6,5'];
const ROWS = 3;

/**
 * @param {RouterDisc} d
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintRouter(d, look) {
  const { r, text } = d.m.router;
  const at = d.right ? { x: d.cx + text, anchor: /** @type {const} */ ('start') } : { x: d.cx - text, anchor: /** @type {const} */ ('end') };
  const names = look.level === 'fleet' || look.level === 'rack'
    ? words(look, { x: d.cx, y: d.cy - look.size(12) * 1.1 }, d.label, { role: 'strong', anchor: 'middle' })
    : [...words(look, { x: at.x, y: d.cy - 14 }, d.label, { px: 14, role: 'strong', anchor: at.anchor }),
      ...(look.level === 'pod' && !((isTight(look) || d.m.narrow) && d.forward) ? words(look, { x: at.x, y: d.cy + 3 }, about(d, look), { cls: d.forward ? 'soft' : 'alert', anchor: at.anchor }) : [])];
  return [{
    key: `router:${d.id}`, cls: 'router ns', ns: d.id, title: `${d.id}: ${look.t('glossary.gateway')}`,
    shapes: [{ t: 'circle', cls: 'body', x: d.cx, y: d.cy, r }, { t: 'path', cls: 'glyph', d: GLYPH.map((p) => moved(p, d)).join('') }, ...names],
  }, ...(look.told ?? look.level === 'pod' ? card(d, look) : [])];
}

/** @param {RouterDisc} d @param {Look} look */
const about = (d, look) => `${look.t('ui.stage.router')} · ip_forward=${d.forward ? 1 : 0}`;

/** @param {string} path that begins with M and is relative after that @param {RouterDisc} d */
const moved = (path, d) => path.replace(/^M(-?\d+),(-?\d+)([HV])(-?\d+)/, (_, x, y, way, to) => `M${d.cx + Number(x)},${d.cy + Number(y)}${way}${d.cx + Number(to)}`);

/** @param {RouterDisc} d @param {Look} look @returns {Figure[]} its pills */
export const paintRouterPills = (d, look) => (look.level === 'pod' || look.level === 'node' ? paintPills(d.pills, look) : []);

/**
 * Its routes at its right, where there is room for them.
 * @param {RouterDisc} d
 * @param {Look} look
 * @returns {Figure[]}
 */
function card(d, look) {
  const routes = look.routes(d.id) ?? [];
  if (routes.length === 0) return [];
  if (d.m.narrow) return narrowCard(d, routes, look);
  const size = look.size(12);
  const large = look.level !== 'pod';
  const step = large ? size * 1.3 : 19;
  const head = large ? 4 : 22;
  const most = large ? Math.min(ROWS, Math.floor((d.cy + d.m.router.pill + d.m.rail.drop - 26) / step)) : ROWS;
  const shown = routes.length <= most ? routes : routes.slice(0, Math.max(0, most - 1));
  if (shown.length === 0) return [];
  const wide = Math.max(...shown.map((r) => look.meter.width(r.to, 'mono', size)));
  const rests = shown.map((r) => (large ? `→ ${r.via ?? r.dev ?? ''}` : [r.via ? `via ${r.via}` : '', r.dev ? `dev ${r.dev}` : ''].filter(Boolean).join(' ')));
  const x = d.cx + (d.right ? d.m.router.text + look.meter.width(about(d, look), 'text', size) + 18 : large ? Math.max(d.m.router.card, sized(d.pills[0], look).w / 2 + 12) : d.m.router.card);
  const restX = x + 12 + wide + look.meter.width(large ? ' ' : '  ', 'mono', size);
  const right = Math.max(restX + Math.max(...rests.map((s) => look.meter.width(s, 'mono', size))), x + 150);
  if (right + 10 > d.cx + d.room) return [];
  const several = d.pills.length > 1;
  const y = large ? 8 : d.cy - (several ? 60 : 44);
  const rows = shown.map((r, i) => {
    const base = y + head + step * 0.78 + i * step;
    return {
      key: `route:${d.id}:${i}`, cls: 'route', ns: d.id, row: r.to,
      shapes: [
        rect({ x: x + 5, y: base - step * 0.72, w: right - x, h: step * 0.97 }, 'frame', 4),
        ...words(look, { x: x + 12, y: base }, r.to, { role: 'mono' }),
        ...words(look, { x: restX, y: base }, rests[i], { role: 'mono' }),
      ],
    };
  });
  const rest = routes.length - shown.length;
  const more = rest === 0 ? [] : words(look, { x: x + 12, y: y + head + step * (0.78 + shown.length) }, look.t('ui.stage.routesMore', rest), { cls: 'soft' });
  return [{
    key: `card:${d.id}`, cls: 'card-routes', ns: d.id,
    shapes: [
      rect({ x, y, w: right + 10 - x, h: head + 4 + (shown.length + (rest > 0 ? 1 : 0)) * step }, 'body', 8),
      ...(large ? [] : words(look, { x: x + 10, y: y + 17 }, look.t('ui.stage.routesOf', d.label), { role: 'strong', cls: 'soft', room: right - x - 10 })),
      ...more,
    ],
  }, ...rows];
}

/**
 * The same beside a narrow disc: next hops without what they share with its own address. Of more routes than there is room for the last row is
 * the one that decides, once it has.
 * @param {RouterDisc} d
 * @param {import('../shapes.js').Fact[]} routes
 * @param {Look} look
 * @returns {Figure[]}
 */
function narrowCard(d, routes, look) {
  const size = look.size(12);
  const step = size * 1.5;
  const x = d.cx + d.m.router.card;
  const y = 4;
  const most = Math.min(ROWS, Math.floor((d.cy + d.m.router.pill - sized(d.pills[0], look).h / 2 - 3 - y) / step));
  const said = routes.map((r) => (r.via ? `${r.to} → ${brief(r.via, d)}` : `${r.to} ${r.dev ?? ''}`.trimEnd()));
  const wide = Math.max(...said.map((text) => look.meter.width(text, 'mono', size)));
  if (most < 1 || d.pills.length > 1 || x + wide + 14 > d.cx + d.room + d.m.margin - 2) return [];
  const rows = said.length <= most ? said.length : most - 1;
  const base = (/** @type {number} */ i) => y + 2 + i * step + step * 0.72;
  const figures = said.map((text, i) => ({
    key: `route:${d.id}:${i}`, cls: i < rows ? 'route' : 'route solo', ns: d.id, row: routes[i].to, title: [routes[i].to, routes[i].via, routes[i].dev].filter(Boolean).join(' '),
    shapes: [rect({ x: x + 3, y: base(Math.min(i, most - 1)) - step * 0.72, w: wide + 8, h: step * 0.98 }, 'frame', 4), ...words(look, { x: x + 7, y: base(Math.min(i, most - 1)) }, text, { role: 'mono' })],
  }));
  const more = said.length - rows;
  return [{
    key: `card:${d.id}`, cls: 'card-routes', ns: d.id, title: look.t('ui.stage.routesOf', d.label), shapes: [rect({ x, y, w: wide + 14, h: Math.min(most, said.length) * step + 4 }, 'body', 7)],
  }, ...figures, ...(more === 0 ? [] : [{
    key: `route:${d.id}:more`, cls: 'route solo rest', ns: d.id, row: '', shapes: words(look, { x: x + 7, y: base(most - 1) }, look.t('ui.stage.routesMore', more), { cls: 'soft', room: wide, whole: true }),
  }])];
}

/** An address without its first two octets, where a router's own address begins with them too. @param {string} via @param {RouterDisc} d */
function brief(via, { pills }) {
  const [a, b, c, e] = via.split('.');
  return e !== undefined && pills.some((p) => p.text.includes(` ${a}.${b}.`)) ? `.${c}.${e}` : via;
}
