import { words } from '../shapes.js';

/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {'ready'|'unready'|'terminating'} Endpoint what a Service may send to a pod: new connections, none, only what is under way */

/** A sign for each, so that colour is not all that tells them apart. */
export const SIGNS = Object.freeze({ ready: '●', unready: '○', terminating: '◐' });
/** What the road into a pod and its pill take of the width, and where the words stand beside it. */
const ROAD = 44;
const BELOW = 29;

/**
 * Beside the way into a pod: at its left whether it is ready, at its right that it was chosen, which is seen only then.
 * @param {import('../shapes.js').Box & {way: number}} pod
 * @param {Endpoint|null} endpoint
 * @param {Look} look
 * @returns {import('../shapes.js').Shape[]}
 */
export function paintEndpoint(pod, endpoint, look) {
  if (endpoint === null || look.level !== 'pod') return [];
  const room = pod.way - pod.x - ROAD / 2 - 8;
  const y = pod.y + BELOW;
  const word = `${SIGNS[endpoint]} ${look.t(`ui.endpoint.${endpoint}`)}`;
  const fits = look.meter.width(word, 'text', look.size(12)) <= room;
  return [
    ...words(look, { x: pod.x + 8, y }, fits ? word : SIGNS[endpoint], { cls: `endpoint ${endpoint}`, room }),
    ...words(look, { x: pod.x + pod.w - 8, y }, look.t('ui.endpoint.chosen'), { role: 'strong', cls: 'chosen-word', anchor: 'end', room: pod.x + pod.w - pod.way - ROAD / 2 - 8, whole: true }),
  ];
}
