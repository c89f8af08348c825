import { select, zoom, zoomIdentity } from '../../lib/d3.js';

/** @typedef {{x: number, y: number, k: number}} Transform */

const REST_MILLIS = 140;
const NEAREST = 4;

/**
 * Pan and zoom. While a gesture lasts, the drawn layer is moved as a whole by a CSS transform; when it rests, the layer
 * is drawn again for the new place, sharp and with the detail that fits.
 * @param {HTMLElement} frame what listens
 * @param {HTMLElement} layer what moves
 * @param {{redraw: (t: Transform) => void, rested: (t: Transform) => void}} on
 */
export function createCamera(frame, layer, on) {
  /** @type {Transform} */
  let drawn = { x: 0, y: 0, k: 1 };
  /** @type {Transform} */
  let now = drawn;
  let timer = 0;
  const behaviour = zoom()
    .scaleExtent([0, NEAREST])
    .filter((/** @type {Event & {button?: number, ctrlKey?: boolean}} */ e) =>
      !e.button && !(e.target instanceof Element && e.target.closest('.stage-tools')))
    .on('zoom', (/** @type {{transform: Transform, sourceEvent: unknown}} */ e) => {
      now = { x: e.transform.x, y: e.transform.y, k: e.transform.k };
      shift();
      clearTimeout(timer);
      if (e.sourceEvent) timer = window.setTimeout(rest, REST_MILLIS);
      else rest();
    });
  select(frame).call(behaviour).on('dblclick.zoom', null);

  function shift() {
    const k = now.k / drawn.k;
    layer.style.transform = `translate(${now.x - drawn.x * k}px, ${now.y - drawn.y * k}px) scale(${k})`;
  }

  function rest() {
    drawn = now;
    layer.style.transform = '';
    on.redraw(drawn);
    on.rested(drawn);
  }

  return {
    now: () => now,
    drawn: () => drawn,
    /** @param {number} least the smallest zoom that still shows something; it depends on the size of the world */
    limit(least) {
      behaviour.scaleExtent([least, NEAREST]);
    },
    /** @param {Transform} t */
    moveTo(t) {
      select(frame).call(behaviour.transform, zoomIdentity.translate(t.x, t.y).scale(t.k));
    },
    /** @param {number} factor */
    zoomBy(factor) {
      select(frame).call(behaviour.scaleBy, factor);
    },
    /**
     * @param {number} dx screen pixels
     * @param {number} dy screen pixels
     */
    panBy(dx, dy) {
      select(frame).call(behaviour.translateBy, dx / now.k, dy / now.k);
    },
  };
}
