import { interpolateZoom, select, timer, zoom, zoomIdentity } from '../../lib/d3.js';
import { move } from './move.js';

/** @typedef {{x: number, y: number, k: number}} Transform */

const REST_MILLIS = 140;
const NEAREST = 4;
const FLIGHT_MILLIS = 600;

/**
 * Pan and zoom. While a gesture or a flight lasts, the drawn layer is moved as a whole by a CSS transform; when it rests, the
 * layer is drawn again for the new place, sharp and with the detail that fits.
 * @param {HTMLElement} frame what listens
 * @param {HTMLElement} layer what moves
 * @param {{redraw: (t: Transform) => void, rested: (t: Transform) => void, still: () => boolean}} on
 */
export function createCamera(frame, layer, on) {
  /** @type {Transform} */
  let drawn = { x: 0, y: 0, k: 1 };
  /** @type {Transform} */
  let now = drawn;
  let wait = 0;
  let flying = false;
  let stop = () => {};
  const behaviour = zoom()
    .scaleExtent([0, NEAREST])
    .filter((/** @type {Event & {button?: number, ctrlKey?: boolean}} */ e) =>
      !e.button && !(e.target instanceof Element && e.target.closest('.stage-tools')))
    .on('zoom', (/** @type {{transform: Transform, sourceEvent: unknown}} */ e) => {
      if (e.sourceEvent) land();
      now = { x: e.transform.x, y: e.transform.y, k: e.transform.k };
      shift();
      clearTimeout(wait);
      if (flying) return;
      if (e.sourceEvent) wait = window.setTimeout(rest, REST_MILLIS);
      else rest();
    });
  select(frame).call(behaviour).on('dblclick.zoom', null);

  function shift() {
    const k = now.k / drawn.k;
    move(layer, `translate(${now.x - drawn.x * k}px, ${now.y - drawn.y * k}px) scale(${k})`);
  }

  function rest() {
    drawn = now;
    move(layer, null);
    on.redraw(drawn);
    on.rested(drawn);
  }

  function land() {
    stop();
    stop = () => {};
    flying = false;
  }

  /** @param {Transform} t */
  const put = (t) => select(frame).call(behaviour.transform, zoomIdentity.translate(t.x, t.y).scale(t.k));

  return {
    now: () => now,
    drawn: () => drawn,
    /** @param {number} least the smallest zoom that still shows something; it depends on the size of the world */
    limit(least) {
      behaviour.scaleExtent([least, NEAREST]);
    },
    /** @param {Transform} t */
    moveTo(t) {
      land();
      put(t);
    },
    /** Flies there, up and down as far as the distance asks for. @param {Transform} t */
    flyTo(t) {
      land();
      if (on.still()) {
        put(t);
        return;
      }
      const [w, h] = [frame.clientWidth, frame.clientHeight];
      const look = (/** @type {Transform} */ v) => [(w / 2 - v.x) / v.k, (h / 2 - v.y) / v.k, w / v.k];
      const way = interpolateZoom(look(now), look(t));
      flying = true;
      const clock = timer((/** @type {number} */ elapsed) => {
        const share = Math.min(1, elapsed / FLIGHT_MILLIS);
        const [x, y, width] = way(share * share * (3 - 2 * share));
        if (share === 1) land();
        put({ k: w / width, x: w / 2 - (x * w) / width, y: h / 2 - (y * w) / width });
      });
      stop = () => clock.stop();
    },
    /** @param {number} factor */
    zoomBy(factor) {
      land();
      select(frame).call(behaviour.scaleBy, factor);
    },
    /**
     * @param {number} dx screen pixels
     * @param {number} dy screen pixels
     */
    panBy(dx, dy) {
      land();
      select(frame).call(behaviour.translateBy, dx / now.k, dy / now.k);
    },
  };
}
