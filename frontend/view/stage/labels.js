import { M } from '../../layout/metrics.js';
import { made } from './svg.js';

/** @typedef {import('../../layout/scene.js').Scene} Scene */
/** @typedef {import('../../layout/shapes.js').Look} Look */

const GAP = 6;
const PAD = 7;

/**
 * The labels that a rule looked at, in the place of the pause container: a namespace has corners, a label is round.
 * @param {import('../../model/labels.js').Labelled[]} labelled
 * @param {Scene} scene
 * @param {Look} look
 * @returns {SVGElement[]}
 */
export function labelChips(labelled, scene, look) {
  if (look.level !== 'pod') return [];
  const pods = new Map(scene.machines.flatMap((m) => m.pods.map((p) => [p.id, p])));
  return labelled.flatMap(({ namespace, chips }) => {
    const pod = pods.get(namespace);
    if (!pod?.paused || pod.m.narrow) return [];
    const size = look.size(12);
    const room = (pod.w - 20 - GAP * (chips.length - 1)) / chips.length - 2 * PAD;
    const fitted = chips.map((chip) => ({ ...chip, said: look.meter.fit(chip.text, 'mono', size, room) })).map((chip) => ({ ...chip, w: look.meter.width(chip.said, 'mono', size) + 2 * PAD }));
    let x = pod.x + pod.w / 2 - fitted.reduce((sum, { w }) => sum + w, GAP * (chips.length - 1)) / 2;
    return fitted.map(({ text, said, kind, tone, w }) => {
      const at = x;
      x += w + GAP;
      const y = pod.y + M.pod.head;
      return made({
        name: 'g', attributes: { class: `label-chip ${kind} ${tone}` }, children: [
          { name: 'title', attributes: {}, text },
          { name: 'rect', attributes: { class: 'body', x: at, y, width: w, height: M.pod.card, rx: kind === 'namespace' ? 3 : M.pod.card / 2 } },
          { name: 'text', text: said, attributes: { class: 'mono', x: at + w / 2, y: y + M.pod.card / 2 + size * 0.35, 'font-size': size, 'text-anchor': 'middle' } },
        ],
      });
    });
  });
}
