import { namedPills, pointOn, wayOf } from '../../layout/flights.js';
import { flightsAt } from '../../model/flights.js';

/** @typedef {import('../../layout/scene.js').Scene} Scene */
/** @typedef {import('../../model/flights.js').Flight} Flight */

/** How long an animation is, in milliseconds; it never runs. */
const TURN = 1000;
/** Dots are no smaller than so much of their size on a screen. */
const LEAST = 0.8;

/**
 * Requests on their way while time passes, above the picture. What is drawn once is used again. Each is a box on an animation that stands where the clock says:
 * so browsers move it without looking at the page anew in each frame (Chromium does if a transform is only set).
 * @param {HTMLElement} layer that moves with the picture
 * @param {(stream: import('../../model/time.js').Stream, request: import('../../model/gaps.js').Request) => void} walk
 * @param {() => boolean} still whether nothing shall move: a request is then shown where it ends
 */
export function createFlights(layer, walk, still) {
  const root = layer.appendChild(document.createElement('div'));
  root.className = 'flights';
  /** @typedef {{dot: HTMLElement, cls: string, of: Flight|null, on: Animation|null, hidden: boolean}} Dot */
  /** @type {Map<import('../../model/gaps.js').Request, Dot>} */ let used = new Map();
  /** @type {Dot[]} */ const free = [];
  /** @type {Map<string, import('../../layout/flights.js').Way|null>} */
  const ways = new Map();
  /** @type {Scene|null} */ let scene = null;
  let far = false;
  /** @type {import('../../layout/shapes.js').Box[]} */ let pills = [];
  let size = '';
  let at = { x: 0, y: 0, k: 1 };
  /** @type {import('../../model/state.js').State|null} */ let shown = null;

  function made() {
    const dot = root.appendChild(document.createElement('div'));
    /** @type {Dot} */ const one = { dot, cls: '', of: null, on: null, hidden: false };
    dot.addEventListener('click', (e) => {
      e.stopPropagation();
      if (one.of) walk(one.of.stream, one.of.request);
    });
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

  /** @param {Dot} one @param {import('../../layout/flights.js').Way} along */
  function lead(one, { points, upTo, length }) {
    const scale = Math.max(at.k, LEAST);
    const frames = points.map((p, i) => ({
      offset: length > 0 ? Math.min(1, upTo[i] / length) : i / Math.max(1, points.length - 1),
      transform: `translate(${Math.round((at.x + p.x * at.k) * 10) / 10}px,${Math.round((at.y + p.y * at.k) * 10) / 10}px) scale(${scale})`,
    }));
    one.on?.cancel();
    one.on = one.dot.animate(frames.length === 1 ? [{ ...frames[0], offset: 0 }, { ...frames[0], offset: 1 }] : frames, { duration: TURN, fill: 'both' });
    one.on.pause();
  }

  /** @param {Dot} one */
  function leave(one) {
    one.on?.cancel();
    Object.assign(one, { on: null, of: null, hidden: true });
    one.dot.hidden = true;
    free.push(one);
  }

  function draw() {
    const on = shown?.timing && scene && shown.clock !== null ? flightsAt(shown.traffic, shown.clock, shown.pace) : [];
    const rests = on.length > 0 && still();
    const before = used;
    used = new Map();
    for (const flight of on) {
      const own = way(flight);
      if (!own || own.points.length === 0) continue;
      const share = rests ? 1 : flight.share;
      const one = before.get(flight.request) ?? free.pop() ?? made();
      before.delete(flight.request);
      used.set(flight.request, one);
      if (!one.on) lead(one, own);
      const cls = `flight ${flight.lost ? (share >= 1 ? 'lost end' : 'lost') : 'good'}`;
      if (one.cls !== cls) one.dot.className = cls;
      const hidden = pointOn(own, share) === null;
      if (one.hidden !== hidden) one.dot.hidden = hidden;
      Object.assign(one, { cls, hidden, of: flight });
      if (one.on) one.on.currentTime = share * TURN;
    }
    before.forEach(leave);
  }

  return {
    /** Stands where the other layers do. */
    root,
    /**
     * @param {{x: number, y: number, k: number}} t where the world is in the layer
     * @param {Scene} next
     * @param {import('../../layout/shapes.js').Look} look
     */
    place(t, next, look) {
      if (t.x !== at.x || t.y !== at.y || t.k !== at.k || scene !== next) used.forEach((one) => { one.on?.cancel(); one.on = null; });
      at = t;
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
