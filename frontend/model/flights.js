import { indexAt } from './time.js';

/** @typedef {import('./gaps.js').Request} Request */
/** @typedef {import('./time.js').Stream} Stream */
/** @typedef {import('./time.js').Traffic} Traffic */
/** @typedef {{stream: Stream, request: Request, share: number, lost: boolean}} Flight a request on its way: how much of it is done, 0 … 1; one that is lost stays at its end for a while */

/** How long a request is seen on its way, in seconds of the reader's: the real one takes too little to be seen. */
const SEEN = 0.6;
/** So many are drawn; of more, every second, third … */
const MOST = 60;

/** @type {WeakMap<Request[], number[]>} */
const times = new WeakMap();

/**
 * The requests that are on their way at a moment. It follows from the moment alone, so that a picture of it is always the same.
 * @param {Traffic|null} traffic
 * @param {number} clock in seconds
 * @param {number} pace seconds of the time line in one of the reader's
 * @returns {Flight[]}
 */
export function flightsAt(traffic, clock, pace) {
  const span = SEEN * Math.max(1, pace);
  const all = (traffic?.parts ?? []).flatMap(({ stream, probes }) => {
    const own = times.get(probes) ?? probes.map((p) => p.time);
    times.set(probes, own);
    /** @type {Flight[]} */
    const found = [];
    for (let i = own.length === 0 ? -1 : indexAt(own, clock); i >= 0 && own[i] > clock - 2 * span; i--) {
      const lost = probes[i].result !== 'delivered';
      const share = (clock - own[i]) / span;
      if (share >= 0 && share < (lost ? 2 : 1)) found.push({ stream, request: probes[i], share: Math.min(1, share), lost });
    }
    return found;
  });
  const apart = Math.ceil(all.length / MOST);
  return apart <= 1 ? all : all.filter((f, i) => f.lost || i % apart === 0).slice(0, 2 * MOST);
}
