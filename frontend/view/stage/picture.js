import { detailAt } from '../../layout/detail.js';
import { nodeWidth } from '../../layout/ground.js';
import { crowdTrees } from './crowd.js';
import { createScenery } from './scenery.js';
import { append, made } from './svg.js';
import { createToken } from './token.js';
import { createTraffic } from './traffic.js';
import { ownStyle } from './style.js';

/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {{scene: import('../../layout/scene.js').Scene, crowd: import('./crowd.js').Crowd, walk: import('../../model/onstage.js').OnStage, look: import('../../layout/shapes.js').Look, selected: string[], faded: string[], share: number}} Stand */

/** Above the text and at its sides. */
const PAD = 16;
const LINE = 20;
const FONT = 14;
const MOST_LINES = 4;
/** A picture of everything shows every letter up to so many machines. */
const MOST_NEAR = 40;

/**
 * Draws the scene again, as a file that needs nothing else: what is seen, or the whole.
 * @param {Stand} stand
 * @param {Box} seen part of the world that is seen
 * @param {{title: string, text: string, whole: boolean, rows?: boolean}} how what stands under the picture, and whether the rows of tables are drawn
 * @returns {{text: string, width: number, height: number}}
 */
export function pictureOf({ scene, crowd, walk, look: now, selected, faded, share }, seen, { title, text, whole, rows = true }) {
  const world = { x: 0, y: 0, w: scene.width, h: scene.height };
  const k = whole && scene.machines.length <= MOST_NEAR ? 1 : now.k;
  const look = { ...now, ...detailAt(k, nodeWidth(scene.ground)) };
  const area = whole ? world : overlap(seen, world);
  const svg = /** @type {SVGSVGElement} */ (made({ name: 'svg', attributes: { class: 'stage', xmlns: 'http://www.w3.org/2000/svg' } }));
  const ground = append(svg, 'rect', 'ground');
  const scenery = createScenery(svg);
  const token = createToken(svg);
  const traffic = createTraffic(scenery, token);
  scenery.show(scene);
  scenery.draw(look, area, '');
  if (!rows) for (const row of svg.querySelectorAll('[data-row]')) row.remove();
  token.place({ x: 0, y: 0, k: 1 });
  traffic.show(walk, scene, look, true);
  traffic.move(walk, share);
  scenery.tone('here', walk.mark ? [walk.mark.namespace] : []);
  scenery.tone('selected', selected);
  scenery.tone('faded', faded);
  if (look.level === 'fleet' || look.level === 'rack') scenery.layers.machines.prepend(...crowdTrees(crowd, area, look.level).map(made));
  const size = FONT / k;
  const lines = look.meter.wrap(text, 'text', size, area.w - (2 * PAD) / k, MOST_LINES);
  const all = { ...area, h: area.h + (lines.length * LINE + (lines.length > 0 ? PAD : 0)) / k };
  for (const [name, value] of Object.entries({ x: all.x, y: all.y, width: all.w, height: all.h })) ground.setAttribute(name, String(value));
  svg.append(...lines.map((line, i) => made({ name: 'text', text: line, attributes: { class: 'caption', x: area.x + PAD / k, y: area.y + area.h + (FONT + i * LINE) / k, 'font-size': size } })));
  svg.prepend(made({ name: 'title', attributes: {}, text: title }), made({ name: 'style', attributes: {}, text: ownStyle(traffic.scale()) }));
  const [width, height] = [Math.ceil(all.w * k), Math.ceil(all.h * k)];
  for (const [name, value] of Object.entries({ viewBox: `${all.x} ${all.y} ${all.w} ${all.h}`, width, height })) svg.setAttribute(name, String(value));
  return { text: new XMLSerializer().serializeToString(svg), width, height };
}

/** @param {Box} a @param {Box} b @returns {Box} what both have */
function overlap(a, b) {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return { x, y, w: Math.max(1, Math.min(a.x + a.w, b.x + b.w) - x), h: Math.max(1, Math.min(a.y + a.h, b.y + b.h) - y) };
}
