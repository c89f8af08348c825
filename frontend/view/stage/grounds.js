import { groundFor, peopled } from '../../layout/cast.js';
import { castOf } from '../../model/cast.js';
import { courseNow } from '../../model/time.js';

/** @typedef {import('../../layout/ground.js').Ground} Ground */

/** What has one ground: a cluster, and all pages of a lesson. @param {string} cluster its id */
export const groundName = (cluster) => cluster.replace(/^((?:lesson|challenge)\.[^.]+)\..*$/, '$1');

/**
 * The ground things stand on. While time passes it is one for all moments, with a place for each pod that ever comes.
 */
export function createGrounds() {
  /** @type {{course: object, w: number, h: number, cast: import('../../model/cast.js').Cast, ground: Ground}|null} */ let kept = null;
  let isFresh = false;

  return {
    /**
     * @param {import('../../model/state.js').State|null} state
     * @param {import('../../model/types.js').Topology} topology
     * @param {import('../../layout/ground.js').Frame} frame
     * @param {Ground|null} before null to make it fit anew
     * @returns {Ground|null}
     */
    of(state, topology, frame, before) {
      const course = state?.timing ? courseNow(state) : null;
      const told = state?.told;
      const hadOne = kept !== null;
      isFresh = false;
      if (!course || !told || topology.summary) {
        kept = null;
        isFresh = hadOne;
        return hadOne ? null : before;
      }
      const same = kept?.course === course && (before !== null || (kept.w === frame.w && kept.h === frame.h));
      if (!kept || !same) {
        const cast = castOf(course.pods);
        kept = { course, w: frame.w, h: frame.h, cast, ground: groundFor(cast, told.first, frame) };
        isFresh = true;
      }
      return peopled(kept.ground, kept.cast, topology);
    },
    /** Whether things stand elsewhere than before. */
    fresh: () => isFresh,
  };
}
