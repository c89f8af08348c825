import { M } from '../metrics.js';
import { rect, words } from '../shapes.js';
import { cueTop, paintCue } from './cue.js';

/** @typedef {import('../shapes.js').Box & {id: string, cue: import('../../model/cues.js').Cue}} Gone where a pod stood that has just gone */

/**
 * The places that have just become free, in their machines.
 * @param {import('../scene.js').Scene} scene
 * @param {ReadonlyMap<string, import('../../model/cues.js').Cue>|undefined} cues
 */
export function placeGone({ machines, ground, places }, cues) {
  const gone = [...(cues ?? [])].filter(([id, cue]) => cue.stood && !places.has(id));
  const known = gone.length === 0 ? null : new Map(machines.filter((m) => m.known).map((m) => [m.id, m]));
  for (const [id, cue] of gone) {
    const m = known?.get(String(cue.stood?.node));
    if (!m || !cue.stood) continue;
    const { x, y, cols, dx, dy } = m.slots;
    m.gone.push({ id, cue, x: x + (cue.stood.slot % cols) * dx, y: y + Math.floor(cue.stood.slot / cols) * dy, w: m.pods[0]?.w ?? dx - M.pod.gap, h: ground.podH });
  }
}

/** @param {Gone} g @param {import('../shapes.js').Look} look @returns {import('../shapes.js').Figure} */
export function paintGone(g, look) {
  if (look.level === 'fleet' || look.level === 'rack') return { key: `gone:${g.id}`, cls: 'gone', shapes: [] };
  const size = look.size(12);
  const y = Math.min(g.y + Math.max(g.h * 0.46, size * 2), cueTop(g, look) - size * 0.3);
  return {
    key: `gone:${g.id}`, cls: 'gone', title: g.id,
    shapes: [rect(g, 'box', 10), ...words(look, { x: g.x + g.w / 2, y }, g.cue.label ?? g.id, { px: 13, role: 'strong', anchor: 'middle', room: g.w - 12 }), ...paintCue(g, g.cue, look)],
  };
}
