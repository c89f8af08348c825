/** @typedef {import('./lives.js').Life} Life */
/** @typedef {Map<string, Life[][]>} Cast by machine, slot by slot, the pods that stand there one after the other */

/**
 * The slot of every pod that is ever there: a pod takes the first one that is free when it gets its address. So a pod stands in the
 * same place at every moment, however one comes to it.
 * @param {Life[]} pods
 * @returns {Cast}
 */
export function castOf(pods) {
  /** @type {Cast} */
  const cast = new Map();
  const drawn = pods.filter((p) => p.node !== null && p.drawn !== Infinity);
  for (const pod of [...drawn].sort((a, b) => (a.drawn ?? 0) - (b.drawn ?? 0))) {
    const slots = cast.get(/** @type {string} */ (pod.node)) ?? [];
    cast.set(/** @type {string} */ (pod.node), slots);
    const free = slots.find((own) => (own[own.length - 1].undrawn ?? Infinity) <= (pod.drawn ?? 0));
    if (free) free.push(pod);
    else slots.push([pod]);
  }
  return cast;
}
