import { fitTransform } from '../../layout/detail.js';
import { onStage } from '../../model/onstage.js';

/** @typedef {import('../../layout/scene.js').Scene} Scene */
/** @typedef {import('../../model/state.js').State} State */

/** Zoom at which the camera follows a packet. */
const FOLLOW = 0.95;

/**
 * Where the camera goes by itself: to what was searched for, with a packet, to what the keyboard is at.
 * @param {ReturnType<typeof import('./camera.js').createCamera>} camera
 * @param {{scene: () => Scene|null, state: () => State|null, size: () => {w: number, h: number}, left: () => void,
 *   packet: (walk: import('../../model/onstage.js').OnStage) => {x: number, y: number}|null}} of `left`: what is seen is no longer what fits
 */
export function createTravel(camera, of) {
  let follows = false;
  /** @type {string|null} where one wanted to go, and what was not there yet */ let target = null;

  /** Keeps the packet in the middle of what is seen, near enough to see where in its machine it is. */
  function followed() {
    const [state, scene] = [of.state(), of.scene()];
    const walk = state && onStage(state);
    const at = walk && of.packet(walk);
    if (!follows || !at || !scene) return;
    const { w, h } = of.size();
    const t = camera.now();
    const [x, y] = [at.x * t.k + t.x, at.y * t.k + t.y];
    const near = t.k >= FOLLOW * 0.9 && x > w * 0.2 && x < w * 0.8 && y > h * 0.2 && y < h * 0.8;
    if (near) return;
    of.left();
    const place = walk?.mark && scene.places.get(walk.mark.namespace);
    const to = t.k >= FOLLOW * 0.9 || !place ? at : { x: place.x + place.w / 2, y: place.y + Math.min(place.h, h) / 2 };
    const k = Math.max(t.k, FOLLOW);
    camera.flyTo({ k, x: w / 2 - to.x * k, y: h / 2 - to.y * k });
  }

  /** Moves the camera no farther than it has to. @param {string} namespace */
  function bringIntoSight(namespace) {
    const place = of.scene()?.places.get(namespace);
    if (!place) return;
    const { w, h } = of.size();
    const t = camera.now();
    const [x, y] = [(place.x + place.w / 2) * t.k + t.x, (place.y + Math.min(place.h, 120) / 2) * t.k + t.y];
    if (x > 20 && x < w - 20 && y > 20 && y < h - 20) return;
    of.left();
    camera.flyTo({ k: t.k, x: t.x + w / 2 - x, y: t.y + h / 2 - y });
  }

  /** @param {string} namespace @param {string|null} [machine] where it is, if that is known and it is not drawn yet */
  function flyTo(namespace, machine = null) {
    const place = of.scene()?.places.get(namespace) ?? of.scene()?.places.get(machine ?? '');
    target = of.scene()?.places.has(namespace) ? null : namespace;
    if (!place) return;
    follows = false;
    of.left();
    const { w, h } = of.size();
    const box = { x: place.x - 160, y: place.y - 120, w: place.w + 320, h: place.h + 240 };
    camera.flyTo(fitTransform(box, { w, h }, 1.2));
  }

  return {
    followed, bringIntoSight, flyTo,
    /** @param {{x: number, y: number}|null} at @returns {number|null} how far below the stage's upper edge it is, in CSS px */
    heightOf: (at) => at && at.y * camera.now().k + camera.now().y,
    /** Goes on to what has come since. */
    goOn() {
      if (target !== null && of.scene()?.places.has(target)) flyTo(target);
    },
    /** The reader looks elsewhere: the camera no longer goes with the packet. */
    stay() {
      follows = false;
    },
    /** Whether the camera goes with the packet; asked again, it stays. */
    follow() {
      follows = !follows;
      followed();
      return follows;
    },
  };
}
