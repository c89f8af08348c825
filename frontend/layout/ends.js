import { zoneOf } from './zones.js';

/** @typedef {import('./shapes.js').Look} Look */
/** @typedef {import('./shapes.js').Box} Box */
/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {{x: number, y: number, flow: string, text: string, name: Box|null}} End `name`: where its name stands in a box of its own; null where it stands beside the square */

/** On the screen: from the upper edge of a zone to the boxes of names in its header, their height, and what is free at their sides. */
const NAME = { y: 25, h: 18, pad: 7, gap: 6, left: 22, right: 10 };

/**
 * From far the ends of a walk are squares with the names of where it began and where it has come to: in the headers of their zones, so that they cover no
 * node, else beside them.
 * @param {import('./traffic.js').Traffic} traffic
 * @param {Scene} scene
 * @param {number} column
 * @param {Look} look
 * @returns {End[]}
 */
export function endsOf({ marks, laneOf }, scene, column, look) {
  if (look.level !== 'fleet' && look.level !== 'rack') return [];
  const own = marks.filter((m) => m.flow === 'request' && m.column <= column);
  const ends = new Map([own[0], own[own.length - 1]].flatMap((m) => (m ? [[m.namespace, m]] : [])));
  const found = [...ends.values()].flatMap((m) => {
    const place = laneOf.get(m.seq);
    const at = place?.lane.line[place.lane.at[place.index]];
    const machine = scene.owner.get(m.namespace) ?? m.namespace;
    const short = m.namespace.replace(/^default\//, '');
    return at ? [{ ...at, flow: m.flow, machine, short, zone: look.level === 'fleet' ? zoneOf(scene.ground, machine) : null }] : [];
  });
  return found.map(({ x, y, flow, machine, short, zone }, i) => {
    if (!zone) return { x, y, flow, text: look.level === 'rack' ? '' : short, name: null };
    const px = 1 / look.k;
    const alike = found.filter((f) => f.zone === zone).length;
    const room = (zone.w - (NAME.left + NAME.right + (alike - 1) * NAME.gap) * px) / alike;
    const whole = machine === short ? short : look.t('ui.stage.onNode', short, machine);
    const fits = (/** @type {string} */ said) => look.meter.width(said, 'strong', look.size(12)) + 2 * NAME.pad * px <= room;
    const text = fits(whole) ? whole : look.meter.fit(short, 'strong', look.size(12), room - 2 * NAME.pad * px);
    const w = look.meter.width(text, 'strong', look.size(12)) + 2 * NAME.pad * px;
    const [least, most] = [zone.x + NAME.left * px, zone.x + zone.w - NAME.right * px - w];
    const left = alike === 1 ? Math.max(least, Math.min(most, x - w / 2)) : i === 0 ? least : most;
    return { x, y, flow, text, name: text === '' ? null : { x: left, y: scene.top + zone.y + NAME.y * px, w, h: NAME.h * px } };
  });
}
