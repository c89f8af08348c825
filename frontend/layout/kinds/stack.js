import { M } from '../metrics.js';
import { rect, words } from '../shapes.js';

/** @typedef {import('../shapes.js').Box} Box */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
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
export const hookY = (s, i) => s.y + 6 + (i + 0.5) * M.stack.hook;

/** Where a packet waits in a stack without hooks: below its texts. @param {StackBox} s */
export const waitY = (s) => s.y + s.h - 14;

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

  if (s.m.narrow) return [{ ...figure, shapes: [rect(s, 'body', 7)] }, ...(plain ? [] : name !== null ? [narrowTitle(s, name, look)] : s.hooks ? narrowHooks(s, s.hooks, look) : narrowRows(s, look))];
  if (!near && look.told && !plain && !s.hooks) return [{ ...figure, shapes: [rect(s, 'body', 8)] }, ...largeRoutes(s, look)];
  if (!near || plain) return [{ ...figure, shapes: [rect(s, 'body', 8)] }];
  if (s.hooks) return [{ ...figure, shapes: [rect(s, 'body', 8)] }, ...paintHooks(s, s.hooks, look)];
  const left = s.x + M.stack.text;
  const right = s.corridor + 14;
  const room = { left: s.corridor - 14 - left, right: s.x + s.w - 4 - right };
  const y = (/** @type {number} */ i) => s.y + 20 + i * M.stack.row;
  const off = !s.forward && s.between;
  const said = words(look, { x: left, y: y(0) }, look.t('ui.stage.ipStack'), { px: 13, role: 'strong', room: room.left });
  const forward = words(look, { x: left, y: y(1) }, `ip_forward=${s.forward ? 1 : 0}`, { role: 'mono', cls: off ? 'alert' : 'soft', room: room.left, whole: true });
  return [{ ...figure, shapes: [rect(s, 'body', 8), ...said, ...forward] }, ...routeRows(s, look, right, room.right, y)];
}

const ROWS = 3;

/**
 * Its routes, one a row; where there are more, the last row counts those that are not written.
 * @param {StackBox} s
 * @param {Look} look
 * @param {number} x
 * @param {number} room
 * @param {(row: number) => number} y
 * @param {number} [most] rows
 * @returns {Figure[]}
 */
function routeRows(s, look, x, room, y, most = ROWS) {
  const routes = look.routes(s.id) ?? [];
  const whole = look.level === 'pod' ? routes : routes.filter((r) => look.meter.width(short(r, look, room), 'mono', look.size(12)) <= room);
  if (whole.length === 0) return [];
  const shown = routes.length <= most && whole.length === routes.length ? routes : whole.slice(0, most - 1);
  const size = look.size(12);
  const figures = shown.map((r, i) => ({
    key: `route:${s.id}:${i}`, cls: 'route', ns: s.id, row: r.to,
    shapes: [
      rect({ x: x - 4, y: y(i) - Math.max(13, size * 0.96), w: s.x + s.w - x, h: Math.max(18, size * 1.26) }, 'frame', 4),
      ...words(look, { x, y: y(i) }, short(r, look, room), { role: 'mono', room }),
    ],
  }));
  const rest = routes.length - shown.length;
  return rest === 0 ? figures : [...figures, {
    key: `route:${s.id}:more`, cls: 'route more', ns: s.id, row: '',
    shapes: words(look, { x, y: y(shown.length) }, look.t('ui.stage.routesMore', rest), { cls: 'soft', room }),
  }];
}

/**
 * Its routes in large letters, as many as fit.
 * @param {StackBox} s
 * @param {Look} look
 */
function largeRoutes(s, look) {
  const row = look.size(12) * 1.28;
  const rows = Math.min(ROWS, Math.floor((s.h - 4) / row));
  const top = s.y + (s.h - rows * row) / 2 + row * 0.78;
  const x = s.corridor + 11;
  return rows === 0 ? [] : routeRows(s, look, x, s.x + s.w - 1 - x, (i) => top + i * row, rows);
}

/**
 * A route as short as it has to be: where to and by which next hop or device.
 * @param {import('../shapes.js').Fact} r
 * @param {Look} look
 * @param {number} room
 */
function short(r, look, room) {
  const fits = (/** @type {string} */ text) => look.meter.width(text, 'mono', look.size(12)) <= room;
  const all = [`${r.to} → ${r.via ?? r.dev ?? ''}`, `${r.to}→${r.via ?? r.dev ?? ''}`, `${r.to}→${r.dev ?? r.via ?? ''}`];
  return all.find(fits) ?? all[2];
}

/**
 * @param {StackBox} s
 * @param {{out: Hook[], in: Hook[]}} hooks
 * @param {Look} look
 * @returns {Figure[]}
 */
function paintHooks(s, hooks, look) {
  const half = s.w / 2;
  return /** @type {Side[]} */ (['out', 'in']).flatMap((side) => hooks[side].map((hook, i) => {
    const w = half - M.stack.beside - 8;
    const box = { x: side === 'out' ? s.x + 8 : s.corridor + M.stack.beside, y: hookY(s, i) - 10, w, h: 20 };
    return {
      key: `hook:${s.id}:${side}:${hook.name}`, cls: `hook ${hook.rules ? 'rules' : ''}`, ns: s.id, hook: `${side}:${hook.name}`,
      title: hook.name === 'route' ? look.t('glossary.stack') : `${hook.name}: ${look.t('glossary.hook')}`,
      shapes: [rect(box, 'body', 5), ...words(look, { x: box.x + 7, y: box.y + 10 + look.size(12) * 0.36 }, hook.name, { room: w - 10 })],
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
  const said = routes.map((r) => short(r, look, room)).map((text) => (look.meter.width(text, 'mono', size) <= room ? text : ''));
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
  const x = s.corridor + TOKEN / Math.min(1, look.k);
  const w = s.x + s.w - 5 - x;
  return /** @type {Side[]} */ (['out', 'in']).flatMap((side) => hooks[side].map((hook, i) => {
    const y = hookY(s, i);
    const name = words(look, { x: x + 6, y: y + look.size(12) * 0.36 }, hook.name, { room: w - 8, whole: true });
    return {
      key: `hook:${s.id}:${side}:${hook.name}`, cls: `hook solo ${side === 'in' ? 'rest' : ''} ${hook.rules ? 'rules' : ''}`, ns: s.id, hook: `${side}:${hook.name}`,
      title: hook.name === 'route' ? look.t('glossary.stack') : `${hook.name}: ${look.t('glossary.hook')}`,
      shapes: name.length > 0 ? [rect({ x, y: y - 10, w, h: 20 }, 'body', 5), ...name] : [],
    };
  }));
}
