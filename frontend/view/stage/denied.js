import { besideWaiting, routesTake, showsHooks } from '../../layout/kinds/stack.js';
import { M } from '../../layout/metrics.js';
import { made } from './svg.js';

/** @typedef {import('../../layout/scene.js').Scene} Scene */
/** @typedef {import('../../layout/shapes.js').Look} Look */
/** @typedef {import('../../layout/shapes.js').Point} Point */

/** From the corridor to what stands beside it. */
const BESIDE = 16;
const LINE = 1.14;

/**
 * Where a policy had a packet dropped: that, and the policy's name, in the free place above the stack in which the kernel did it; and a cross
 * at the place itself, unless the packet under the cursor shows one.
 * @param {{namespace: string, policy: string, at: Point|null}} denied `at` where a cross is wanted
 * @param {Scene} scene
 * @param {Look} look
 * @param {number} scale of what rides on the roads
 * @returns {SVGElement[]}
 */
export function deniedTags({ namespace, policy, at }, scene, look, scale) {
  const host = scene.machines.find((b) => b.id === namespace);
  const cross = at === null ? [] : [made({
    name: 'g', attributes: { class: 'dropped-here', transform: `translate(${at.x},${at.y}) scale(${scale})` }, children: [
      { name: 'circle', attributes: { class: 'end', r: 12 } }, { name: 'path', attributes: { class: 'cross', d: 'M-5,-5L5,5M5,-5L-5,5' } },
    ],
  })];
  if (!host || (look.level !== 'pod' && look.level !== 'node')) return cross;
  if (host.stack.m.narrow && host.stack.hooks) return cross;
  const tag = deniedPlace(host, policy, look);
  if (tag === null) return cross;
  const { x, y, w, h, lines } = tag;
  const size = look.size(12);
  return [...cross, made({
    name: 'g', attributes: { class: 'tag error denied' }, children: [
      { name: 'title', attributes: {}, text: `${look.t('ui.gate.denied')}: ${policy}` },
      { name: 'rect', attributes: { class: 'body', x, y, width: w, height: h, rx: 5 } },
      ...lines.map((text, i) => ({ name: 'text', text, attributes: { class: 'strong', x: x + 7, y: y + 2 + size * (0.9 + LINE * i), 'font-size': size } })),
    ],
  })];
}

/**
 * What has room at the left of the corridor over the name of the machine.
 * @param {string[]} lines one
 * @param {import('../../layout/kinds/stack.js').StackBox} stack
 * @param {Look} look
 * @returns {string[]|undefined} cut where it is longer; none where there is no room
 */
function overName([line], stack, look) {
  const size = look.size(12);
  if (5 + size * LINE + 4 > stack.h / 2 - size * 0.7) return undefined;
  const text = look.meter.fit(line, 'strong', size, stack.corridor - BESIDE - stack.x - 22);
  return text === '' ? undefined : [text];
}

/**
 * Where it is said, and in which lines: above the stack, or in it where that has no hooks; there at the side that has no routes.
 * @param {Pick<import('../../layout/kinds/machine.js').MachineBox, 'band'|'stack'|'label'>} host
 * @param {string} policy
 * @param {Look} look
 * @returns {{x: number, y: number, w: number, h: number, lines: string[]}|null} none where nothing of it has room
 */
export function deniedPlace({ band, stack, label }, policy, look) {
  const size = look.size(12);
  const { narrow } = stack.m;
  const near = !narrow && (look.level === 'pod' || showsHooks(stack, look));
  const free = besideWaiting(stack, look);
  const pill = Math.max(M.pill.h, size * 1.7) / 2;
  const y = narrow ? free.y : near ? band.y + pill + 1 : stack.y + 5;
  const all = [`✕ ${look.t('ui.gate.denied')}`, policy];
  const high = (/** @type {number} */ n) => n * size * LINE + 4;
  const wide = (/** @type {string[]} */ lines) => Math.max(...lines.map((line) => look.meter.width(line, 'strong', size))) + 14;
  const said = y + high(all.length) <= (near ? stack.y : stack.y + stack.h - 5) ? all : [`✕ ${policy}`];
  const atLeft = stack.corridor - BESIDE - stack.x - 16 - look.meter.width(label, 'strong', size);
  const taken = narrow || near ? null : routesTake(stack, look);
  const own = [said, [`✕ ${policy}`]];
  const left = taken && !taken.left ? own.find((each) => wide(each) <= atLeft) ?? overName(own[1], stack, look) : undefined;
  if (!left && taken && taken.floor.right > stack.y + size) return null; // routes stand there
  const x = narrow ? free.x : left ? stack.corridor - BESIDE - wide(left) : stack.corridor + BESIDE;
  const room = (near ? band.x + band.w : stack.x + stack.w) - 5 - x;
  const lines = left ?? said.map((line) => look.meter.fit(line, 'strong', size, room - 14)).filter((line) => line !== '');
  return lines.length === 0 ? null : { x, y, w: wide(lines), h: high(lines.length), lines };
}
