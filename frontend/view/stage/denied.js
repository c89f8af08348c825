import { besideWaiting } from '../../layout/kinds/stack.js';
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
  const { band, stack } = host;
  if (stack.m.narrow && stack.hooks) return cross;
  const size = look.size(12);
  const near = look.level === 'pod' && !stack.m.narrow;
  const free = besideWaiting(stack, look);
  const x = stack.m.narrow ? free.x : stack.corridor + BESIDE;
  const y = stack.m.narrow ? free.y : near ? band.y + 12 : stack.y + 5;
  const room = (near ? band.x + band.w : stack.x + stack.w) - 5 - x;
  const all = [`✕ ${look.t('ui.gate.denied')}`, policy];
  const high = (/** @type {number} */ n) => n * size * LINE + 4;
  const tall = y + high(all.length) <= (near ? stack.y : stack.y + stack.h - 5);
  const lines = (tall ? all : [`✕ ${policy}`]).map((line) => look.meter.fit(line, 'strong', size, room - 14)).filter((line) => line !== '');
  const h = high(lines.length);
  if (lines.length === 0) return cross;
  const w = Math.max(...lines.map((line) => look.meter.width(line, 'strong', size))) + 14;
  return [...cross, made({
    name: 'g', attributes: { class: 'tag error denied' }, children: [
      { name: 'title', attributes: {}, text: `${look.t('ui.gate.denied')}: ${policy}` },
      { name: 'rect', attributes: { class: 'body', x, y, width: w, height: h, rx: 5 } },
      ...lines.map((text, i) => ({ name: 'text', text, attributes: { class: 'strong', x: x + 7, y: y + 2 + size * (0.9 + LINE * i), 'font-size': size } })),
    ],
  })];
}
