import { M } from '../metrics.js';
import { rect, words } from '../shapes.js';

/** @typedef {import('../shapes.js').Box} Box */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {'out'|'in'} Side `out`: packets going up to a NIC; `in`: packets coming down from one */
/** @typedef {{name: string, rules: boolean}} Hook */
/**
 * A host's IP stack, with a corridor through its middle and texts at both sides of it.
 * @typedef {Box & {id: string, corridor: number, forward: boolean, between: boolean, hooks: {out: Hook[], in: Hook[]}|null}} StackBox
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

/** @param {StackBox['hooks']} hooks @returns {number} */
export const stackHeight = (hooks) => (hooks ? hooks.out.length * M.stack.hook + 12 : M.stack.h);

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
 * @returns {Figure[]}
 */
export function paintStack(s, look, plain = false) {
  if (look.level === 'fleet' || look.level === 'rack') return [];
  const near = look.level === 'pod';
  const figure = { key: `stack:${s.id}`, cls: 'stack', ns: s.id, title: look.t('glossary.stack') };

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
