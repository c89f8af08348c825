import { HOOK_LINE, M } from '../metrics.js';
import { rect, words } from '../shapes.js';
import { nextOf, placeRows } from './rows.js';

/** @typedef {import('../shapes.js').Box} Box */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {import('./rows.js').Slot} Slot */
/** @typedef {'out'|'in'} Side `out`: packets going up to a NIC; `in`: packets coming down from one */
/** @typedef {{name: string, rules: boolean}} Hook */
/**
 * A host's IP stack, with a corridor through its middle and texts at both sides of it.
 * @typedef {Box & {id: string, corridor: number, m: import('../metrics.js').Metrics, forward: boolean, between: boolean, hooks: {out: Hook[], in: Hook[]}|null}} StackBox
 */

const ALONG = ['PREROUTING', 'route', 'FORWARD', 'POSTROUTING'];

/**
 * The hooks of both sides from top to bottom, where some have rules; a packet going out passes its side upwards.
 * @param {string[]|undefined} withRules
 * @returns {StackBox['hooks']}
 */
export function hooksOf(withRules) {
  if (!withRules || withRules.length === 0) return null;
  const hook = (/** @type {string} */ name) => ({ name, rules: withRules.includes(name) });
  const local = withRules.includes('INPUT') || withRules.includes('OUTPUT');
  return {
    out: [...[...ALONG].reverse(), ...(local ? ['OUTPUT'] : [])].map(hook),
    in: [...ALONG, ...(local ? ['INPUT'] : [])].map(hook),
  };
}

/** @param {StackBox['hooks']} hooks @param {import('../metrics.js').Metrics} m @returns {number} */
export const stackHeight = (hooks, m) => (hooks ? hooks.out.length * m.stack.hook + 12 : m.stack.h);

/**
 * Where a packet waits beside a hook.
 * @param {StackBox} s
 * @param {number} i from the top
 */
export const hookY = (s, i) => s.y + 6 + (i + 0.5) * s.m.stack.hook;

/** Where a packet waits in a stack without hooks: below its texts. @param {StackBox} s */
export const waitY = (s) => s.y + s.h - 14;

/** From the corridor to hooks at both sides: a packet on either lane touches none. @param {Pick<Look, 'k'>} look */
export const besideLanes = ({ k }) => 25 * Math.max(1, 0.8 / k) + M.lane * Math.max(1, 1 / k);

/**
 * Whether its hooks are drawn rather than its routes: near by, and from farther away where their letters have room.
 * @param {StackBox} s
 * @param {Look} look
 */
export function showsHooks(s, look) {
  if (!s.hooks || s.m.narrow || look.level === 'pod') return s.hooks !== null && look.level === 'pod';
  const size = look.size(12);
  const room = s.w / 2 - besideLanes(look) - 18;
  return look.level === 'node' && look.told === true && size * HOOK_LINE <= s.m.stack.hook && s.hooks.out.every((h) => look.meter.width(h.name, 'text', size) <= room);
}

/**
 * @param {StackBox} s
 * @param {Look} look
 * @param {boolean} [plain] without its hooks and routes
 * @param {string|null} [name] of its machine, where that has no other place
 * @returns {Figure[]}
 */
export function paintStack(s, look, plain = false, name = null) {
  if (look.level === 'fleet' || look.level === 'rack') return [];
  const near = look.level === 'pod';
  const figure = { key: `stack:${s.id}`, cls: 'stack', ns: s.id, title: look.t('glossary.stack') };

  const body = { ...figure, shapes: [rect(s, 'body', s.m.narrow ? 7 : 8)] };
  const isTable = !plain && look.table === s.id && (look.routes(s.id)?.length ?? 0) > 0;

  if (s.m.narrow) return [body, ...(plain ? [] : isTable ? routeFigures(s, look) : name !== null ? [narrowTitle(s, name, look)] : s.hooks ? narrowHooks(s, s.hooks, look) : narrowRows(s, look))];
  if (plain || (!near && !look.told)) return [body];
  if (s.hooks && showsHooks(s, look) && !isTable) return [body, ...paintHooks(s, s.hooks, look)];
  if (!near || (s.hooks && routesTake(s, look).left)) return [body, ...routeFigures(s, look)];
  const left = s.x + M.stack.text;
  const room = s.corridor - (s.hooks ? M.stack.beside : 14) - left;
  const off = !s.forward && s.between;
  const said = words(look, { x: left, y: s.y + 20 }, look.t('ui.stage.ipStack'), { px: 13, role: 'strong', room });
  const forward = words(look, { x: left, y: s.y + 20 + M.stack.row }, `ip_forward=${s.forward ? 1 : 0}`, { role: 'mono', cls: off ? 'alert' : 'soft', room, whole: true });
  return [{ ...figure, shapes: [...body.shapes, ...said, ...forward] }, ...routeFigures(s, look)];
}

/** So many rows have the usual distance from one another. */
const FEW = 3;
/** How high a line of text is at least, of its size. */
const LINE = 1.2;
/** Half of a packet beside the corridor, in units of its layer, and a little more. */
const HALF = { w: 23, h: 10 };

/**
 * The lines that a stack has for routes: at the right of the corridor, and where these are too few also at its left, below what is written there. A line beside which
 * a packet waits begins behind it.
 * @param {StackBox} s
 * @param {Look} look
 * @param {number} wanted rows
 * @returns {Slot[][]}
 */
function columnsOf(s, look, wanted) {
  const size = look.size(12);
  const near = look.level === 'pod' && !s.m.narrow && !s.hooks;
  const scale = Math.max(1, 0.8 / look.k);
  const waits = s.hooks ? s.hooks.out.map((_, i) => hookY(s, i)) : [waitY(s)];
  const isBeside = (/** @type {number} */ y) => waits.some((at) => y - size * 0.76 < at + HALF.h * scale && y + size * 0.2 > at - HALF.h * scale);
  const road = M.road / 2 / Math.min(1, look.k);
  const away = s.m.narrow ? road + 6 : Math.max(near ? 14 : 11, road + 2);
  const aside = (/** @type {number} */ y) => (isBeside(y) ? Math.max(away, HALF.w * scale + (near ? 2 : 5)) : away);
  const right = (/** @type {number} */ y) => ({ x: s.corridor + aside(y), y, room: s.x + s.w - 2.5 - s.corridor - aside(y) });
  const rowsAt = (/** @type {number} */ first, /** @type {number} */ step, /** @type {number} */ n) => Array.from({ length: n }, (_, i) => first + i * step);
  if (near && wanted <= FEW) return [rowsAt(s.y + 20, M.stack.row, FEW).map(right)];
  const isAbove = near && wanted * size * LINE <= waitY(s) - HALF.h * scale - s.y - 3;
  const h = isAbove ? waitY(s) - HALF.h * scale - s.y + 1 : s.h;
  const most = Math.max(0, Math.floor((h - 4) / (size * LINE)));
  const rows = near ? Math.min(most, Math.max(FEW + 1, wanted)) : most;
  const step = Math.min(near ? M.stack.row : size * 1.4, (h - 4) / Math.max(1, rows));
  const all = rowsAt(s.y + (h - rows * step) / 2 + step * 0.5 + size * 0.3, step, rows);
  if (s.m.narrow) return [all.map(right)];
  const x = s.x + (near ? M.stack.text : 8);
  const left = (/** @type {number} */ y) => ({ x, y, room: s.corridor - aside(y) - x });
  if (!near) return [all.map(right), (s.hooks && look.level === 'pod' ? all : all.slice(1)).map(left)];
  const below = s.y + 20 + 2 * M.stack.row;
  return [all.map(right), below + size * 0.2 < waitY(s) - size * 0.8 ? [left(below)] : []];
}

/**
 * Where its routes stand, where they are drawn.
 * @param {StackBox} s
 * @param {Look} look
 * @returns {import('./rows.js').Placed[]}
 */
function placedRoutes(s, look) {
  const routes = look.routes(s.id) ?? [];
  if (routes.length === 0) return [];
  const said = (/** @type {import('../shapes.js').Fact} */ route, /** @type {number} */ room) => short(route, look, room);
  const usual = placeRows(routes, columnsOf(s, look, routes.length), { look, said });
  return usual.more > 0 && routes.length <= FEW ? placeRows(routes, columnsOf(s, look, FEW + 1), { look, said }).placed : usual.placed;
}

/**
 * Whether routes stand at the left of the corridor, or at its right where a packet waits; `floor`: where at each side all that is written ends.
 * @param {StackBox} s
 * @param {Look} look
 */
export function routesTake(s, look) {
  const size = look.size(12);
  const lines = placedRoutes(s, look).flatMap((p) => p.lines);
  const isLow = (/** @type {Slot} */ l) => l.y + size * 0.2 > waitY(s) - size * 0.8;
  const lowest = (/** @type {number} */ from, /** @type {Slot[]} */ own) => Math.max(from, ...own.map((l) => l.y)) + size * 0.3;
  const floor = { left: lowest(s.y + 20 + M.stack.row, lines.filter((l) => l.x < s.corridor)), right: lowest(s.y, lines.filter((l) => l.x > s.corridor)) };
  return { left: lines.some((l) => l.x < s.corridor), floor, waiting: { left: lines.some((l) => l.x < s.corridor && isLow(l)), right: lines.some((l) => l.x > s.corridor && isLow(l)) } };
}

/**
 * Its routes; the last line tells of how many are not written.
 * @param {StackBox} s
 * @param {Look} look
 * @returns {Figure[]}
 */
function routeFigures(s, look) {
  const size = look.size(12);
  return placedRoutes(s, look).map(({ route, lines }, i) => {
    const [{ x, y }] = lines;
    const end = x < s.corridor ? x + Math.max(...lines.map((l) => look.meter.width(l.text, 'mono', size))) + 6 : s.x + s.w;
    const up = Math.max(look.level === 'pod' ? Math.min(13, size * 1.08) : 0, size * 0.96);
    return route === null ? {
      key: `route:${s.id}:more`, cls: 'route more', ns: s.id, row: '', shapes: words(look, lines[0], lines[0].text, { cls: 'soft' }),
    } : {
      key: `route:${s.id}:${i}`, cls: 'route', ns: s.id, row: route.to, title: [route.to, route.via && `via ${route.via}`, route.dev && `dev ${route.dev}`].filter(Boolean).join(' '),
      shapes: [rect({ x: x - 4, y: y - up, w: end - x, h: lines[lines.length - 1].y - y + up + size * 0.3 }, 'frame', 4), ...lines.flatMap((l) => words(look, l, l.text, { role: 'mono' }))],
    };
  });
}

/**
 * A route in one line: where to and by which next hop, or which device where there is none.
 * @param {import('../shapes.js').Fact} r
 * @param {Look} look
 * @param {number} room
 * @returns {string|null} none where none fits
 */
function short(r, look, room) {
  const by = nextOf(r);
  const all = [`${r.to} → ${by}`, `${r.to}→${by}`];
  return all.find((text) => fits(look, text, room)) ?? null;
}

/** @param {Look} look @param {string} text @param {number} room */
const fits = (look, text, room) => look.meter.width(text, 'mono', look.size(12)) <= room;

/**
 * Where a hook is written near by.
 * @param {StackBox} s
 * @param {Side} side
 * @param {number} i from the top
 * @param {Pick<Look, 'k'>} look
 * @returns {Box}
 */
export function hookBox(s, side, i, look) {
  const beside = s.m.narrow ? TOKEN / Math.min(1, look.k) : besideLanes(look);
  const [x, w] = s.m.narrow ? [s.corridor + beside, s.x + s.w - 5 - s.corridor - beside] : [side === 'out' ? s.x + 8 : s.corridor + beside, s.w / 2 - beside - 8];
  const h = s.m.stack.hook - 4;
  return { x, y: hookY(s, i) - h / 2, w, h };
}

/**
 * @param {StackBox} s
 * @param {{out: Hook[], in: Hook[]}} hooks
 * @param {Look} look
 * @returns {Figure[]}
 */
function paintHooks(s, hooks, look) {
  return /** @type {Side[]} */ (['out', 'in']).flatMap((side) => hooks[side].map((hook, i) => {
    const box = hookBox(s, side, i, look);
    return {
      key: `hook:${s.id}:${side}:${hook.name}`, cls: `hook ${hook.rules ? 'rules' : ''}`, ns: s.id, hook: `${side}:${hook.name}`,
      title: hook.name === 'route' ? look.t('glossary.stack') : `${hook.name}: ${look.t('glossary.hook')}`,
      shapes: [rect(box, 'body', 5), ...words(look, { x: box.x + 7, y: box.y + box.h / 2 + look.size(12) * 0.36 }, hook.name, { room: box.w - 10 })],
    };
  }));
}

/** Half of what a packet takes of the width on its lane, and a little more, on the screen. */
const TOKEN = 28;

/**
 * The free row of a narrow stack, beside where packets wait.
 * @param {StackBox} s
 * @param {Pick<Look, 'size'|'k'>} look
 */
export function besideWaiting(s, look) {
  const x = s.corridor + TOKEN / Math.min(1, look.k);
  const h = Math.max(20, look.size(12) * 1.65);
  return { x, y: Math.min(s.y + s.h - 2, waitY(s) + h / 2) - h, room: s.x + s.w - 3 - x, left: false };
}

/** @param {StackBox} s @param {string} name @param {Look} look @returns {Figure} */
function narrowTitle(s, name, look) {
  const x = s.corridor + (s.hooks ? TOKEN : 9) / Math.min(1, look.k) + 6;
  return { key: `stack-name:${s.id}`, cls: 'stack-name', ns: s.id, shapes: words(look, { x, y: s.y + 6 + look.size(12) }, name, { role: 'strong', room: s.x + s.w - 2 - x }) };
}

/**
 * What stands at the right of a narrow corridor, above where packets wait: what it is, and the route that decides. All routes lie in
 * the same row, and one of them is seen: the one that was chosen there, or will be; else how many there are.
 * @param {StackBox} s
 * @param {Look} look
 * @returns {Figure[]}
 */
function narrowRows(s, look) {
  const size = look.size(12);
  const x = s.corridor + 9 / Math.min(1, look.k) + 6;
  const room = s.x + s.w - 2 - x;
  const first = s.y + 6 + size;
  const last = waitY(s) - 13 / look.k;
  const routes = look.routes(s.id) ?? [];
  const said = routes.map((r) => short(r, look, room) ?? (fits(look, `→ ${nextOf(r)}`, room) ? `→ ${nextOf(r)}` : ''));
  const isOff = !s.forward && s.between;
  const title = isOff ? words(look, { x, y: first }, 'ip_forward=0', { role: 'mono', cls: 'alert', room, whole: true }) : words(look, { x, y: first }, look.t('ui.stage.ipStack'), { role: 'strong', room, whole: true });
  const hasTwo = first + size * 1.5 + size * 0.3 <= last;
  const y = hasTwo ? first + size * 1.5 : first;
  const rows = said.flatMap((text, i) => (text === '' ? [] : [{
    key: `route:${s.id}:${i}`, cls: 'route solo', ns: s.id, row: routes[i].to,
    shapes: [rect({ x: x - 4, y: y - size * 0.96, w: look.meter.width(text, 'mono', size) + 7, h: size * 1.26 }, 'frame', 4), ...words(look, { x, y }, text, { role: 'mono' })],
  }]));
  const rest = hasTwo ? (routes.length === 0 ? [] : words(look, { x, y }, look.t('ui.stage.routes', routes.length), { cls: 'soft', room, whole: true })) : title;
  const head = hasTwo ? [{ key: `stack-name:${s.id}`, cls: 'stack-name', ns: s.id, shapes: title }] : [];
  return [...head, { key: `route:${s.id}:rest`, cls: 'route solo rest', ns: s.id, row: '', shapes: rest }, ...rows];
}

/**
 * The hooks of both sides in one column; those of the side that packets pass are seen.
 * @param {StackBox} s
 * @param {{out: Hook[], in: Hook[]}} hooks
 * @param {Look} look
 * @returns {Figure[]}
 */
function narrowHooks(s, hooks, look) {
  return /** @type {Side[]} */ (['out', 'in']).flatMap((side) => hooks[side].map((hook, i) => {
    const box = hookBox(s, side, i, look);
    const name = words(look, { x: box.x + 6, y: hookY(s, i) + look.size(12) * 0.36 }, hook.name, { room: box.w - 8, whole: true });
    return {
      key: `hook:${s.id}:${side}:${hook.name}`, cls: `hook solo ${side === 'in' ? 'rest' : ''} ${hook.rules ? 'rules' : ''}`, ns: s.id, hook: `${side}:${hook.name}`,
      title: hook.name === 'route' ? look.t('glossary.stack') : `${hook.name}: ${look.t('glossary.hook')}`,
      shapes: name.length > 0 ? [rect(box, 'body', 5), ...name] : [],
    };
  }));
}
