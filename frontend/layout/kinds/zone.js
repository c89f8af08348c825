import { rect, words } from '../shapes.js';

/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */

/** On the screen: what is free at the sides of a header, at the left beside the first gutter, and from the upper edge of a zone to the line of its name. */
const [LEFT, RIGHT] = [22, 10];
const LINE = 20;
/** From a rack to the line of its name under it. */
const UNDER = 12.5;

/** @param {number} count @param {Look} look */
const nodesOf = (count, look) => (count === 1 ? look.t('ui.stage.zoneNode') : look.t('ui.stage.zoneNodes', count.toLocaleString('en')));

/**
 * Frames and names of zones, and the names of racks, where nodes are seen from afar.
 * @param {import('../racks.js').Racks} racks
 * @param {number} top where the zones begin
 * @param {ReadonlyMap<number, number>} counts nodes by zone
 * @param {ReadonlySet<number>} marked blocks of racks that are outlined
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintZones({ zones }, top, counts, marked, look) {
  if (!zones || (look.level !== 'fleet' && look.level !== 'rack')) return [];
  const px = 1 / look.k;
  const frames = zones.zones.map((z, i) => {
    const y = top + z.y + LINE * px;
    const room = z.w - (LEFT + RIGHT) * px;
    const name = words(look, { x: z.x + LEFT * px, y }, z.name ?? look.t('ui.stage.noZone'), { px: 15, role: 'strong', room });
    const taken = name[0] ? look.meter.width(name[0].text, 'strong', name[0].size) + RIGHT * px : 0;
    const count = words(look, { x: z.x + z.w - RIGHT * px, y }, nodesOf(counts.get(i) ?? 0, look), { cls: 'soft', anchor: 'end', room: room - taken, whole: true });
    return {
      key: `zone:${i}`, cls: 'zone', title: z.name === null ? look.t('ui.stage.noZoneTitle') : `topology.kubernetes.io/zone: ${z.name}`,
      shapes: [
        rect({ x: z.x, y: top + z.y, w: z.w, h: z.h }, 'frame', 8 * px),
        ...name,
        ...count,
      ],
    };
  });
  const names = zones.blocks.flatMap((b, i) => {
    const shapes = [
      ...(marked.has(i) ? [rect({ x: b.x - zones.half * 0.7, y: top + b.y - zones.half * 0.7, w: zones.rackW + zones.half * 1.4, h: zones.rackH + zones.half * 1.4 }, 'sick', 3 * px)] : []),
      ...(b.rack && zones.name * look.k >= UNDER ? words(look, { x: b.x, y: top + b.y + zones.rackH + UNDER * px }, b.rack, { cls: 'soft', room: zones.rackW + zones.half, whole: true }) : []),
    ];
    return shapes.length === 0 ? [] : [{ key: `rack:${i}`, cls: 'rack', shapes }];
  });
  return [...frames, ...names];
}
