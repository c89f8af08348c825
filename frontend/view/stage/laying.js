import { recounted } from '../../layout/recount.js';
import { layoutScene } from '../../layout/scene.js';
import { crowdOf } from './crowd.js';
import { roomIn } from './fit.js';

/** @typedef {import('../../layout/scene.js').Scene} Scene */
/** @typedef {import('./crowd.js').Crowd} Crowd */
/** @typedef {import('../../layout/ground.js').Ground} Ground */

/**
 * Lays out what the stage draws, as little of it as has changed.
 * @param {HTMLElement} frame
 * @param {{grounds: ReturnType<typeof import('./grounds.js').createGrounds>, folds: ReturnType<typeof import('./folds.js').createFolds>, meter: import('../../layout/text.js').TextMeter}} how
 * @returns {(state: import('../../model/state.js').State|null, drawn: import('../../model/types.js').Topology, ground: Ground|null) => {scene: Scene, crowd: Crowd}}
 *   from the ground things stand on; null to make them fit anew
 */
export function createLaying(frame, { grounds, folds, meter }) {
  /** @type {Scene|null} */ let scene = null;
  /** @type {Crowd|null} */ let crowd = null;
  return (state, drawn, ground) => {
    const same = recounted(scene, drawn, ground);
    if (same) scene = same;
    else {
      const room = roomIn(frame); // makes the browser lay out the page, so only where it matters
      scene = layoutScene(drawn, { frame: room, ground: grounds.of(state, drawn, room, ground), meter, folding: folds.now(state) });
    }
    crowd = crowdOf(scene, crowd);
    return { scene, crowd };
  };
}
