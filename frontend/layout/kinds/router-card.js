import { rect, words } from '../shapes.js';
import { pillBox, sized } from './pill.js';
import { nextOf, pickRows } from './rows.js';

/** @typedef {import('../shapes.js').Fact} Fact */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {import('./router.js').RouterDisc} RouterDisc */
/**
 * The card with a router's routes.
 * @typedef {object} Card
 * @property {Figure[]} figures
 * @property {{name: number}|null} under baseline of the router's name, where the card stands under it
 */
/** @typedef {{x: number, y: number, head: number, step: number, bottom: number, title: boolean, long: boolean}} Form `long`: in the words of `ip route` */

const ROWS = 6;
const NARROW_ROWS = 3;
/** So many rows have the usual distance from one another. */
const FEW = 3;

/** How much room a card with addresses of usual length has to have at the right of a disc. @param {number} k zoom */
export const cardRoom = (k) => 92 + 200 * Math.max(1, 1 / k);

/** The zoom at which a row of machines is as high as the window it was planned for. @param {import('../ground.js').Ground} ground */
export const zoomOf = ({ plan: { frame, cell }, m }) => frame.h / (cell.h + m.over);

/** @param {RouterDisc} d @param {Look} look */
export const aboutRouter = (d, look) => (d.down ? `✕ ${look.t('ui.stage.down')}` : `${look.t('ui.stage.router')} · ip_forward=${d.forward ? 1 : 0}`);

/**
 * Its routes: at its right, in words where there is room for them, else with arrows; else under its name.
 * @param {RouterDisc} d
 * @param {Look} look
 * @returns {Card|null} none where there is no room
 */
export function cardOf(d, look) {
  const routes = look.routes(d.id) ?? [];
  if (routes.length === 0) return null;
  if (d.m.narrow) return { figures: narrowCard(d, routes, look), under: null };
  const size = look.size(12);
  const large = look.level !== 'pod';
  const { text, card, pill } = d.m.router;
  const tall = sized(d.pills[0], look);
  const half = d.pills.length > 0 ? tall.w / 2 : 0;
  const pillTop = d.cy + pill - tall.h / 2 - 4;
  const rail = d.cy + pill + d.m.rail.drop;
  const beside = d.cx + (d.right ? text + look.meter.width(aboutRouter(d, look), 'text', size) + 18 : Math.max(card, half + (d.pills.length > 1 ? 0 : 12)));
  const bottom = (/** @type {number} */ x) => (d.pills.some((p) => pillBox(p, sized(p, look)).x + sized(p, look).w + 4 > x) ? pillTop : rail - (large ? 18 : 20));
  const end = bottom(beside);
  const top = Math.max(2, d.cy - (d.pills.length > 1 ? 60 : 44));
  const dense = Math.max(15.6, size * 1.28);
  const usual = large ? { x: beside, y: 8, head: 4, step: size * 1.3 }
    : routes.length <= FEW && top + 22 + routes.length * 19 + 3 <= end ? { x: beside, y: top, head: 22, step: 19 } : { x: beside, y: 2, head: 20, step: dense };
  /** @type {Form[]} */
  const right = [...(large ? [] : [{ ...usual, bottom: end, title: true, long: true }]), { ...usual, bottom: end, title: !large, long: false }];
  for (const form of right) {
    const figures = drawn(d, routes, form, look);
    if (figures) return { figures, under: null };
  }
  const name = look.size(14);
  const figures = drawn(d, routes, { x: d.cx + text - 8, y: d.right ? Math.max(23, large ? 1 + name * 1.2 : size * 1.65 + 2) : 2, head: 1, step: Math.max(15.6, size * 1.2), bottom: pillTop, title: false, long: false }, look);
  return figures && { figures, under: d.right ? { name: Math.max(17, 1 + name * 0.9) } : null };
}

/**
 * @param {RouterDisc} d
 * @param {readonly Fact[]} routes
 * @param {Form} form
 * @param {Look} look
 * @returns {Figure[]|null} none where it has no room
 */
function drawn(d, routes, { x, y, head, step, bottom, title, long }, look) {
  const size = look.size(12);
  const off = !title && !d.forward && look.level === 'pod' ? words(look, { x: x + 12, y: y + head + step * 0.78 }, 'ip_forward=0', { role: 'mono', cls: 'alert' }) : [];
  const first = head + off.length * step;
  const most = Math.min(ROWS, Math.floor((bottom - y - first - 3) / step));
  const { rows, more } = pickRows(routes, most);
  if (rows.length === 0) return null;
  const rests = rows.map((r) => (long ? [r.via ? `via ${r.via}` : '', r.dev ? `dev ${r.dev}` : ''].filter(Boolean).join(' ') : `→ ${nextOf(r)}`));
  const width = (/** @type {string} */ said) => look.meter.width(said, 'mono', size);
  const restX = x + 12 + Math.max(...rows.map((r) => width(r.to))) + width(long ? '  ' : ' ');
  const right = Math.max(restX + Math.max(...rests.map(width)), x + 150);
  if (right + 10 > d.cx + d.room) return null;
  const base = (/** @type {number} */ i) => y + first + step * (0.78 + i);
  const isTold = more > 0 && rows.length < most;
  return [{
    key: `card:${d.id}`, cls: 'card-routes', ns: d.id,
    shapes: [
      rect({ x, y, w: right + 10 - x, h: first + 4 + (rows.length + Number(isTold)) * step }, 'body', 8),
      ...(title ? words(look, { x: x + 10, y: y + head - 5 }, look.t('ui.stage.routesOf', d.label), { role: 'strong', cls: 'soft', room: right - x - 10 }) : []),
      ...off, ...(isTold ? words(look, { x: x + 12, y: base(rows.length) }, look.t('ui.stage.routesMore', more), { cls: 'soft' }) : []),
    ],
  }, ...rows.map((r, i) => ({
    key: `route:${d.id}:${i}`, cls: 'route', ns: d.id, row: r.to,
    shapes: [
      rect({ x: x + 5, y: base(i) - step * 0.72, w: right - x, h: step * 0.97 }, 'frame', 4),
      ...words(look, { x: x + 12, y: base(i) }, r.to, { role: 'mono' }), ...words(look, { x: restX, y: base(i) }, rests[i], { role: 'mono' }),
    ],
  }))];
}

/**
 * The same beside a narrow disc: next hops without what they share with its own address. Of more routes than there is room for the last row is
 * the one that decides, once it has.
 * @param {RouterDisc} d
 * @param {readonly Fact[]} table
 * @param {Look} look
 * @returns {Figure[]}
 */
function narrowCard(d, table, look) {
  const size = look.size(12);
  const step = size * 1.5;
  const x = d.cx + d.m.router.card;
  const y = 4;
  const most = Math.min(NARROW_ROWS, Math.floor((d.cy + d.m.router.pill - sized(d.pills[0], look).h / 2 - 3 - y) / step));
  const picked = pickRows(table, most);
  const routes = [...picked.rows, ...table.filter((r) => !picked.rows.includes(r))];
  const said = routes.map((r) => (r.via ? `${r.to} → ${brief(r.via, d)}` : `${r.to} ${r.dev ?? ''}`.trimEnd()));
  const wide = Math.max(...said.map((text) => look.meter.width(text, 'mono', size)));
  if (most < 1 || d.pills.length > 1 || x + wide + 14 > d.cx + d.room + d.m.margin - 2) return [];
  const rows = picked.rows.length;
  const base = (/** @type {number} */ i) => y + 2 + i * step + step * 0.72;
  const figures = said.slice(0, rows < most ? said.length : rows).map((text, i) => ({
    key: `route:${d.id}:${i}`, cls: i < rows ? 'route' : 'route solo', ns: d.id, row: routes[i].to, title: [routes[i].to, routes[i].via, routes[i].dev].filter(Boolean).join(' '),
    shapes: [rect({ x: x + 3, y: base(Math.min(i, most - 1)) - step * 0.72, w: wide + 8, h: step * 0.98 }, 'frame', 4), ...words(look, { x: x + 7, y: base(Math.min(i, most - 1)) }, text, { role: 'mono' })],
  }));
  const more = said.length - rows;
  return [{
    key: `card:${d.id}`, cls: 'card-routes', ns: d.id, title: look.t('ui.stage.routesOf', d.label), shapes: [rect({ x, y, w: wide + 14, h: Math.min(most, said.length) * step + 4 }, 'body', 7)],
  }, ...figures, ...(more === 0 || rows === most ? [] : [{
    key: `route:${d.id}:more`, cls: 'route solo rest', ns: d.id, row: '', shapes: words(look, { x: x + 7, y: base(most - 1) }, look.t('ui.stage.routesMore', more), { cls: 'soft', room: wide, whole: true }),
  }])];
}

/** An address without its first two octets, where a router's own address begins with them too. @param {string} via @param {RouterDisc} d */
function brief(via, { pills }) {
  const [a, b, c, e] = via.split('.');
  return e !== undefined && pills.some((p) => p.text.includes(` ${a}.${b}.`)) ? `.${c}.${e}` : via;
}
