import { namedPills, pointOn, wayOf } from '../../layout/flights.js';
import { flightsAt } from '../../model/flights.js';
import { append } from './svg.js';

/** @typedef {import('../../layout/scene.js').Scene} Scene */
/** @typedef {import('../../model/flights.js').Flight} Flight */

/** As large as a finger or a pointer needs it. */
const REACH = 12;

/**
 * Requests on their way while time passes, in the layer of the packets. What is drawn once is used again, so that a frame only moves it.
 * @param {SVGElement} svg
 * @param {(stream: import('../../model/time.js').Stream, request: import('../../model/gaps.js').Request) => void} walk
 * @param {() => boolean} still whether nothing shall move: a request is then shown where it ends
 */
export function createFlights(svg, walk, still) {
  const root = append(svg, 'g', 'flights');
  /** @type {{dot: SVGElement, cls: string, of: Flight|null}[]} */
  const pool = [];
  /** @type {Map<string, import('../../layout/flights.js').Way|null>} */
  const ways = new Map();
  /** @type {Scene|null} */ let scene = null;
  let far = false;
  /** @type {import('../../layout/shapes.js').Box[]} */ let pills = [];
  let size = '';
  let scale = 1;
  let used = 0;
  /** @type {import('../../model/state.js').State|null} */ let shown = null;

  function made() {
    const dot = append(root, 'g', '');
    append(dot, 'circle', 'reach').setAttribute('r', String(REACH));
    append(dot, 'circle', 'body').setAttribute('r', '5');
    append(dot, 'path', 'cross').setAttribute('d', 'M-4,-4L4,4M4,-4L-4,4');
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
    if (known !== undefined || !scene) return known ?? null;
    const found = wayOf(scene, { from: stream.from, pod: request.pod ?? null, node: request.node ?? null }, far, pills);
    ways.set(key, found);
    return found;
  }

  function draw() {
    const on = shown?.timing && scene && shown.clock !== null ? flightsAt(shown.traffic, shown.clock, shown.pace) : [];
    const rests = still();
    let n = 0;
    for (const flight of on) {
      const own = way(flight);
      const at = own && pointOn(own, rests ? 1 : flight.share);
      if (!at) continue;
      const one = pool[n] ?? made();
      const cls = `flight ${flight.lost ? (flight.share >= 1 || rests ? 'lost end' : 'lost') : 'good'}`;
      if (one.cls !== cls) one.dot.setAttribute('class', cls);
      if (n >= used) one.dot.removeAttribute('display');
      one.cls = cls;
      one.of = flight;
      one.dot.setAttribute('transform', `translate(${Math.round(at.x * 10) / 10},${Math.round(at.y * 10) / 10}) scale(${scale})`);
      n++;
    }
    for (let i = n; i < used; i++) {
      pool[i].dot.setAttribute('display', 'none');
      pool[i].of = null;
    }
    used = n;
  }

  return {
    /**
     * @param {{x: number, y: number, k: number}} t where the world is on the screen
     * @param {Scene} next
     * @param {import('../../layout/shapes.js').Look} look
     */
    place(t, next, look) {
      root.setAttribute('transform', `translate(${t.x},${t.y}) scale(${t.k})`);
      scale = Math.max(1, 0.8 / t.k);
      far = look.level === 'fleet' || look.level === 'rack';
      const now = `${look.level} ${look.k}`;
      if (scene !== next || size !== now) {
        ways.clear();
        pills = far ? [] : namedPills(next, look);
      }
      scene = next;
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
