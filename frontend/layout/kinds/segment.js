import { M } from '../metrics.js';
import { line, words } from '../shapes.js';
import { sized } from './pill.js';

/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {{id: string, label: string, above: number, pills: import('./pill.js').Pill[], labelX: number, room: number, middle: number|null, rails: {x1: number, x2: number, y: number, gaps: number[]}[],
 *   spine: {x: number, y1: number, y2: number}|null}} SegmentLine `above`: how far it is to the line above it;
 *   `pills`: those of routers, which large letters must not reach; `middle`: where its name has the middle of a stretch for itself; `gaps`: where lines pass through that do not hang from it */

/** Half of what a wire leaves free where a line passes through it, at zoom 1. */
const GAP = 8;

/**
 * A wire that several NICs hang from: a line with its range at its beginning, above it and above the road that runs along it.
 * @param {SegmentLine} s
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintSegment(s, look) {
  if (look.level === 'fleet') return [];
  const runs = s.rails.flatMap((r) => pieces(r, GAP * Math.max(1, 1 / look.k)).map(([x1, x2]) => line([{ x: x1, y: r.y }, { x: x2, y: r.y }])));
  if (s.spine) runs.push(line([{ x: s.spine.x, y: s.spine.y1 }, { x: s.spine.x, y: s.spine.y2 }]));
  const [first] = s.rails;
  const lift = 9 + 12 * Math.max(0, 1 / look.k - 1);
  const named = first && lift + look.size(12) * 0.8 + 3 < s.above;
  const top = (first?.y ?? 0) - lift - look.size(12) * 0.76;
  const near = s.pills.map((p) => ({ p, ...sized(p, look) })).filter(({ p, h }) => p.y + h / 2 > top).map(({ p, w }) => ({ x: p.x, half: w / 2 + 6 }));
  const reach = near.filter(({ x }) => x > s.labelX).map(({ x, half }) => x - half - s.labelX);
  const { middle } = s;
  const room = middle === null ? Math.min(s.room - (M.road / 2) * (Math.max(1, 1 / look.k) - 1), ...reach) : 2 * Math.min(...near.map(({ x, half }) => Math.abs(x - middle) - half), 400);
  return [{
    key: `segment:${s.id}`, part: `segment:${s.id}`, cls: 'segment', title: `${s.label}: ${look.t('glossary.segment')}`,
    shapes: [
      { t: 'path', cls: 'line', d: runs.join('') },
      ...(named ? words(look, { x: middle ?? s.labelX, y: first.y - lift }, s.label, { role: 'mono', cls: 'soft', anchor: middle === null ? 'start' : 'middle', room, whole: true }) : []),
    ],
  }];
}

/** @param {SegmentLine['rails'][number]} rail @param {number} half of a gap @returns {[number, number][]} */
function pieces({ x1, x2, gaps }, half) {
  /** @type {[number, number][]} */
  const all = [];
  let from = x1;
  for (const x of [...gaps].sort((a, b) => a - b)) {
    if (x - half > from) all.push([from, x - half]);
    from = Math.max(from, x + half);
  }
  if (from < x2) all.push([from, x2]);
  return all;
}
