import { made } from './stage/svg.js';

/**
 * A cluster the size of a stamp, as a picture.
 * @param {import('../model/mini.js').Mini} mini
 * @param {string} label
 * @returns {SVGElement}
 */
export function miniature({ w, h, spots, way, end }, label) {
  const last = way[way.length - 1];
  const way2 = end === 'wanted' && way.length === 2 ? `M${way[0].x},${way[0].y} Q${(way[0].x + way[1].x) / 2},${Math.min(way[0].y, way[1].y) - 52} ${way[1].x},${way[1].y}` : way.map((p, i) => `${i === 0 ? 'M' : 'L'}${p.x},${p.y}`).join(' ');
  return made({
    name: 'svg', attributes: { class: `mini ${end}`, viewBox: `0 0 ${w} ${h}`, role: 'img', 'aria-label': label },
    children: [
      ...spots.map((s) => (s.kind === 'router' ? { name: 'circle', attributes: { class: s.kind, cx: s.x + s.w / 2, cy: s.y + s.h / 2, r: s.w / 2 } }
        : { name: 'rect', attributes: { class: s.kind, x: s.x, y: s.y, width: s.w, height: s.h, rx: s.kind === 'pod' ? 2 : 5 } })),
      ...(way.length > 1 ? [{ name: 'path', attributes: { class: 'way', d: way2 } }] : []),
      ...(last ? [{ name: 'circle', attributes: { class: 'end', cx: last.x, cy: last.y, r: 8 } }, { name: 'text', attributes: { class: 'sign', x: last.x, y: last.y + 4, 'text-anchor': 'middle' }, text: end === 'stopped' ? '✕' : '✓' }] : []),
    ],
  });
}
