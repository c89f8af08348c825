import { M } from '../metrics.js';
import { line, words } from '../shapes.js';

/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {{id: string, label: string, labelX: number, room: number, rails: {x1: number, x2: number, y: number}[],
 *   spine: {x: number, y1: number, y2: number}|null}} SegmentLine */

/**
 * A wire that several NICs hang from: a line with its range at its beginning, above it and above the road that runs along it.
 * @param {SegmentLine} s
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintSegment(s, look) {
  if (look.level === 'fleet') return [];
  const runs = s.rails.map((r) => line([{ x: r.x1, y: r.y }, { x: r.x2, y: r.y }]));
  if (s.spine) runs.push(line([{ x: s.spine.x, y: s.spine.y1 }, { x: s.spine.x, y: s.spine.y2 }]));
  const [first] = s.rails;
  return [{
    key: `segment:${s.id}`, part: `segment:${s.id}`, cls: 'segment', title: `${s.label}: ${look.t('glossary.segment')}`,
    shapes: [
      { t: 'path', cls: 'line', d: runs.join('') },
      ...(first ? words(look, { x: s.labelX, y: first.y - 9 - 12 * Math.max(0, 1 / look.k - 1) }, s.label, { role: 'mono', cls: 'soft', room: s.room - (M.road / 2) * (Math.max(1, 1 / look.k) - 1) }) : []),
    ],
  }];
}
