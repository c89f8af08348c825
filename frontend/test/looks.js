import { readFileSync } from 'node:fs';
import { detailAt } from '../layout/detail.js';
import { machineFigures, pillFigures, routerFigures, segmentFigures, wireFigure } from '../layout/paint.js';
import { boxOf } from '../layout/shapes.js';
import { tableMeter } from '../layout/text.js';
import { translator } from '../model/text.js';

/** @typedef {import('../layout/shapes.js').Figure} Figure */
/** @typedef {import('../layout/shapes.js').Box} Box */
/** @typedef {import('../layout/scene.js').Scene} Scene */

export const meter = tableMeter();

/** The page's words. @param {'en'|'zh'} lang @returns {Record<string, string>} */
export function messages(lang) {
  const file = new URL(`../../src/main/resources/i18n/ui${lang === 'zh' ? '_zh' : ''}.properties`, import.meta.url);
  const glossary = readFileSync(file, 'utf8').split('\n').filter((l) => l.includes('=') && !l.startsWith('#'));
  return Object.fromEntries(glossary.map((l) => [l.slice(0, l.indexOf('=')), l.slice(l.indexOf('=') + 1)]));
}

const ROUTES = [
  { to: 'default', via: '10.100.0.1', dev: 'eth0' }, { to: '10.0.1.0/24', via: null, dev: 'cbr0' }, { to: '10.100.0.0/24', via: null, dev: 'eth0' },
  { to: '172.17.0.0/16', via: null, dev: 'docker0' },
];

/**
 * @param {number} k
 * @param {'en'|'zh'} [lang]
 * @returns {import('../layout/shapes.js').Look}
 */
export const lookAt = (k, lang = 'en') =>
  ({ ...detailAt(k), meter, t: translator(messages(lang)), routes: (ns) => ROUTES.slice(0, 1 + (ns.length % 4)) });

/** @param {Scene} scene @param {import('../layout/shapes.js').Look} look @returns {Figure[]} everything that is drawn of the world */
export function figuresOf(scene, look) {
  const wires = scene.wiring.wires;
  return [
    ...scene.machines.flatMap((m) => machineFigures(m, look, [])), ...wires.flatMap((w) => wireFigure(w) ?? []),
    ...segmentFigures(scene, look), ...routerFigures(scene, look), ...pillFigures(scene, scene.machines, look),
  ];
}

/** @type {(figures: Figure[]) => {text: string, box: Box, figure: Figure}[]} */
export const textsOf = (figures) => figures.flatMap((figure) => [
  ...figure.shapes.flatMap((s) => (s.t === 'text' ? [{ text: s.text, box: boxOf(s, meter), figure }] : [])), ...textsOf(figure.inside ?? []),
]);

/** @param {Box} a @param {Box} b @param {number} [by] how much of an overlap is none */
export const meets = (a, b, by = 0.5) => a.x + by < b.x + b.w && b.x + by < a.x + a.w && a.y + by < b.y + b.h && b.y + by < a.y + a.h;

/** Pairs of texts that lie on one another. @param {Figure[]} figures */
export function overlapping(figures) {
  const all = textsOf(figures);
  return all.flatMap((a, i) => all.slice(i + 1).filter((b) => meets(a.box, b.box)).map((b) => `${a.text} × ${b.text}`));
}
