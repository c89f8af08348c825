import { namedPills, pointOn, wayOf } from '../../layout/flights.js';
import { flightsAt } from '../../model/flights.js';
import { move } from './move.js';

/** @typedef {import('../../layout/scene.js').Scene} Scene */
/** @typedef {import('../../model/flights.js').Flight} Flight */

/** Dots are no smaller than so much of their size on a screen. */
const LEAST = 0.8;

/**
 * Requests on their way while time passes, above the picture. What is drawn once is used again, so that a frame only moves it.
 * @param {HTMLElement} layer that moves with the picture
 * @param {(stream: import('../../model/time.js').Stream, request: import('../../model/gaps.js').Request) => void} walk
 * @param {() => boolean} still whether nothing shall move: a request is then shown where it ends
 */
export function createFlights(layer, walk, still) {
  const root = layer.appendChild(document.createElement('div'));
  root.className = 'flights';
  /** @type {{dot: HTMLElement, cls: string, of: Flight|null}[]} */
  const pool = [];
  /** @type {Map<string, import('../../layout/flights.js').Way|null>} */
  const ways = new Map();
  /** @type {Scene|null} */ let scene = null;
  /** @type {import('../../layout/shapes.js').Look|null} */ let look = null;
  /** @type {import('../../layout/shapes.js').Box[]|null} of the scene as it is looked at; found when something flies */ let pills = null;
  let size = '';
  let at = { x: 0, y: 0, k: 1 };
  let used = 0;
  /** @type {import('../../model/state.js').State|null} */ let shown = null;

  function made() {
    const dot = root.appendChild(document.createElement('div'));
    const one = { dot, cls: '', of: /** @type {Flight|null} */ (null) };
    dot.addEventListener('click', (e) => {
      e.stopPropagation();
      if (one.of) walk(one.of.stream, one.of.request);
    });
    pool.push(one);
    return one;
  }

  /** @param {Flight} flight */
  function way({ stream, request }) {
    const key = `${stream.from} ${request.pod ?? ''} ${request.node ?? ''}`;
    const known = ways.get(key);
    if (known !== undefined || !scene || !look) return known ?? null;
    const far = look.level === 'fleet' || look.level === 'rack';
    pills ??= far ? [] : namedPills(scene, look);
    const found = wayOf(scene, { from: stream.from, pod: request.pod ?? null, node: request.node ?? null }, far, pills);
    ways.set(key, found);
    return found;
  }

  function draw() {
    const on = shown?.timing && scene && shown.clock !== null ? flightsAt(shown.traffic, shown.clock, shown.pace) : [];
    const rests = on.length > 0 && still();
    let n = 0;
    for (const flight of on) {
      const own = way(flight);
      const share = rests ? 1 : flight.share;
      const p = own && pointOn(own, share);
      if (!p) continue;
      const one = pool[n] ?? made();
      const cls = `flight ${flight.lost ? (share >= 1 ? 'lost end' : 'lost') : 'good'}`;
      if (one.cls !== cls) one.dot.className = cls;
      if (n >= used) one.dot.hidden = false;
      one.cls = cls;
      one.of = flight;
      move(one.dot, `translate(${Math.round((at.x + p.x * at.k) * 10) / 10}px,${Math.round((at.y + p.y * at.k) * 10) / 10}px) scale(${Math.max(at.k, LEAST)})`);
      n++;
    }
    for (let i = n; i < used; i++) {
      pool[i].dot.hidden = true;
      pool[i].of = null;
    }
    used = n;
  }

  return {
    /** Stands where the other layers do. */
    root,
    /**
     * @param {{x: number, y: number, k: number}} t where the world is in the layer
     * @param {Scene} next
     * @param {import('../../layout/shapes.js').Look} seen
     */
    place(t, next, seen) {
      at = t;
      const now = `${seen.level} ${seen.k}`;
      if (scene !== next || size !== now) {
        ways.clear();
        pills = null;
      }
      scene = next;
      look = seen;
      size = now;
      draw();
    },
    /** @param {import('../../model/state.js').State} state */
    fly(state) {
      shown = state;
      draw();
    },
  };
}
