/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./course.js').Happened} Happened */
/** @typedef {{at: Map<number, Happened[]>, of: Map<string, Happened[]>, pods: Happened[]}} Index `at`: by moment; `of`: those of a pod, by its id; `pods`: those of any pod */

/** @type {WeakMap<Course, Index>} */
const known = new WeakMap();

/** The name of a pod on a time line. @param {Happened} event about a pod */
export const podOf = ({ object }) => `${object.namespace ?? 'default'}/${object.name}`;

/**
 * What happened, by moment and by pod: a rollout of a thousand replicas has more than ten thousand events. All in their order.
 * @param {Course} course
 * @returns {Index}
 */
export function happenedIn(course) {
  const before = known.get(course);
  if (before) return before;
  /** @type {Index} */
  const index = { at: new Map(), of: new Map(), pods: [] };
  const put = (/** @type {Map<any, Happened[]>} */ map, /** @type {unknown} */ key, /** @type {Happened} */ event) => {
    const own = map.get(key);
    if (own) own.push(event);
    else map.set(key, [event]);
  };
  for (const event of course.events) {
    put(index.at, event.time, event);
    if (event.object.kind !== 'Pod') continue;
    put(index.of, podOf(event), event);
    index.pods.push(event);
  }
  known.set(course, index);
  return index;
}
