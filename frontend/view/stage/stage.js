import { legsOf } from '../../layout/anchors.js';
import { detailAt, fitTransform, overlaps, visibleBox } from '../../layout/detail.js';
import { layoutScene } from '../../layout/scene.js';
import { drawnTopology } from '../../model/drawn.js';
import { currentMark, visibleMarks } from '../../model/reducer.js';
import { translator } from '../../model/text.js';
import { select } from '../../lib/d3.js';
import { createCamera } from './camera.js';
import { createCapsules } from './capsule.js';
import { light, noteOf } from './notes.js';
import { dotsOf, drawCrowd } from './crowd.js';
import { layer } from './draw.js';
import { drawMachines, drawWires } from './machines.js';
import { drawGateways, drawPills, drawSegments } from './network.js';
import { drawPaths } from './paths.js';
import { sized } from './pills.js';
import { isStopped, toneOf } from './tone.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../layout/scene.js').Scene} Scene */
/** @typedef {import('../../layout/anchors.js').Leg} Leg */

const OVERSCAN = 0.35;
const MOST_AT_FIT = 1.35;
/** How far one can go back from where everything fits: there is nothing more to see. */
const LEAST_OF_FIT = 0.6;

/**
 * The stage: draws the state, and says where the reader looks and what was clicked.
 * @param {HTMLElement} frame
 * @param {{select: (namespace: string, device: string|null) => void, view: (v: State['view']) => void,
 *   still: () => boolean}} on
 */
export function createStage(frame, on) {
  const moved = frame.appendChild(document.createElement('div'));
  moved.className = 'stage-layer';
  const svg = svgIn(moved, 'scene');
  const canvas = moved.appendChild(document.createElement('canvas'));
  const packets = svgIn(moved, 'packets');
  const world = select(svg).append('g');
  /** @type {import('./crowd.js').Dots[]} */ let dots = [];
  const capsules = createCapsules(packets);
  /** @type {Scene|null} */ let scene = null;
  /** @type {State|null} */ let state = null;
  /** @type {unknown} */ let topology = null;
  /** @type {unknown} */ let marksDrawn = null;
  /** @type {Map<number, Leg>} */ let legs = new Map();
  /** @type {number|null} */ let lastCursor = null;
  /** @type {Map<string, number>} half widths of pills by device */ let rooms = new Map();
  let crowd = () => {};
  let fitted = true;

  const camera = createCamera(frame, moved, {
    redraw: () => draw(),
    rested(t) {
      if (!scene || !state) return;
      const { w, h } = size();
      on.view(fitted ? null : { x: (w / 2 - t.x) / t.k, y: (h / 2 - t.y) / t.k, k: t.k });
    },
  });
  frame.addEventListener('wheel', () => { fitted = false; }, { passive: true });
  frame.addEventListener('pointerdown', () => { fitted = false; });
  frame.addEventListener('click', (e) => {
    const hit = e.target instanceof Element ? e.target.closest('[data-ns]') : null;
    if (hit) on.select(hit.getAttribute('data-ns') ?? '', hit.getAttribute('data-dev'));
  });
  new ResizeObserver(() => (fitted ? fitAll() : resized())).observe(frame);

  const size = () => ({ w: Math.max(50, frame.clientWidth), h: Math.max(50, frame.clientHeight) });

  /** Where everything fits; what is farther away than that is out of reach. */
  function fitting() {
    const { w, h } = size();
    const top = 34;
    const chips = /** @type {HTMLElement|null} */ (frame.querySelector('.chips'))?.offsetHeight ?? 0;
    const box = { x: 0, y: 0, w: scene?.width ?? 1, h: scene?.height ?? 1 };
    const t = fitTransform(box, { w: w - 8, h: h - top - chips - 4 }, MOST_AT_FIT);
    camera.limit(t.k * LEAST_OF_FIT);
    return { ...t, x: t.x + 4, y: t.y + top };
  }

  function fitAll() {
    if (!scene) return;
    camera.moveTo(fitting());
    fitted = true;
  }

  function resized() {
    fitting();
    draw();
  }

  /**
   * Draws boxes, lines and labels for the place the camera rests at.
   * @param {number} [millis] how long the packet takes to its new place
   */
  function draw(millis = 0) {
    if (!scene || !state) return;
    const { w, h } = size();
    const pad = { x: Math.round(w * OVERSCAN), y: Math.round(h * OVERSCAN) };
    const t = camera.drawn();
    const own = { x: t.x + pad.x, y: t.y + pad.y, k: t.k };
    const full = { w: w + 2 * pad.x, h: h + 2 * pad.y };
    for (const el of [canvas, svg, packets]) {
      Object.assign(el.style, { left: `${-pad.x}px`, top: `${-pad.y}px`, width: `${full.w}px`, height: `${full.h}px` });
    }
    world.attr('transform', `translate(${own.x},${own.y}) scale(${own.k})`);
    const seen = visibleBox(t, { w, h }, Math.max(pad.x, pad.y));
    const machines = scene.machines.filter((m) => overlaps(m, seen));
    const look = lookOf(t.k);
    drawMachines(layer(world, 'machines'), machines, look);
    layer(world, 'road');
    drawSegments(layer(world, 'segments'), scene.segments, look);
    const far = look.detail.level === 'far';
    const inSight = (/** @type {{x: number, y: number}} */ p) => overlaps({ ...p, w: 1, h: 1 }, seen);
    const wires = scene.wiring.wires.filter((wire) => (!far || wire.kind === 'nic' || wire.kind === 'cable') && wire.points.some(inSight));
    const toneAt = (/** @type {string} */ id) => look.tone(scene?.wiring.anchors.get(id)?.namespace ?? '');
    drawWires(layer(world, 'wires'), wires, (w) => (/faded/.test(toneAt(w.a) + toneAt(w.b)) ? 'faded' : ''));
    drawGateways(layer(world, 'gateways'), scene.gateways, look);
    layer(world, 'paths');
    const pills = [
      ...machines.flatMap((m) => m.pills.map((p) => ({ ...p, x: p.x + m.x, y: p.y + m.y }))),
      ...scene.gateways.flatMap((g) => g.pills),
    ].map((p) => ({ ...p, tone: `${look.tone(p.namespace)} ${state?.selection?.device === p.id ? 'picked' : ''}` }));
    drawPills(layer(world, 'pills'), pills, look);
    rooms = new Map(pills.filter((p) => p.kind !== 'leg').map((p) => [p.id, far ? 0 : sized(p, look.detail).w / 2]));
    crowd = () => {
      dots = dotsOf(canvas, far ? machines : [], own, toneOf(/** @type {State} */ (state)));
      drawCrowd(canvas, dots, full);
    };
    crowd();
    capsules.place(own);
    drawTrace(millis);
  }

  /** @param {number} k */
  function lookOf(k) {
    const now = /** @type {State} */ (state);
    return { detail: detailAt(k), t: translator(now.messages), tone: toneOf(now) };
  }

  /**
   * The cursor went from one namespace to another: only these two look different.
   * @param {string|undefined} from
   * @param {string|undefined} to
   */
  function movedTo(from, to) {
    if (from === to) return;
    world.selectAll('[data-ns]').filter((/** @type {any} */ _, /** @type {number} */ i, /** @type {Element[]} */ all) =>
      [from, to].includes(all[i].getAttribute('data-ns') ?? undefined))
      .classed('here', (/** @type {any} */ _, /** @type {number} */ i, /** @type {Element[]} */ all) => all[i].getAttribute('data-ns') === to);
    crowd();
  }

  /** @param {number} millis how long the packet takes to its new place */
  function drawTrace(millis) {
    if (!scene || !state) return;
    const look = lookOf(camera.drawn().k);
    const marks = visibleMarks(state);
    if (marks !== marksDrawn) {
      legs = legsOf(marks, scene.wiring);
      marksDrawn = marks;
    }
    const mark = currentMark(state);
    drawPaths(layer(world, 'paths'), [...legs.values()], {
      column: mark?.column ?? -1, now: mark?.seq ?? null, look, wiring: scene.wiring, road: layer(world, 'road'),
    });
    const now = mark ? marks.filter((m) => m.column === mark.column && m !== mark) : [];
    const shown = (mark ? [mark, ...now] : []).map((m) => legs.get(m.seq)).filter((l) => l !== undefined);
    const came = lastCursor === null ? undefined : legs.get(lastCursor);
    const back = came && mark && came.mark.previous?.seq === mark.seq ? came : null;
    const forward = mark && (mark.previous?.seq === lastCursor || came?.mark.column === (mark.column ?? 0) - 1);
    light(world, mark);
    const notes = new Map(mark ? [[mark.seq, noteOf(mark, look.t)]] : []);
    const { spots } = scene.wiring;
    const spotOf = (/** @type {string} */ anchor) =>
      ({ room: rooms.get(anchor) ?? 0, ...(spots.get(anchor) ?? { side: null, dx: 13, dy: 0 }) });
    const bounds = visibleBox(camera.drawn(), size(), 0);
    capsules.show(shown, { size: look.detail.small, millis: back || forward ? millis : 0, back, bounds, notes, spotOf });
    lastCursor = mark?.seq ?? null;
  }

  return {
    /** What an export needs: the drawing, the packets over it, and the dots that stand for pods seen from far. */
    picture: () => ({ scene: svg, packets, dots }),
    fitAll,
    zoomBy(/** @type {number} */ factor) {
      fitted = false;
      camera.zoomBy(factor);
    },
    panBy(/** @type {number} */ dx, /** @type {number} */ dy) {
      fitted = false;
      camera.panBy(dx, dy);
    },
    /** @param {string} namespace */
    flyTo(namespace) {
      const place = scene?.places.get(namespace);
      if (!place) return;
      fitted = false;
      const { w, h } = size();
      const box = { x: place.x - 160, y: place.y - 120, w: place.w + 320, h: place.h + 240 };
      camera.moveTo(fitTransform(box, { w, h }, 1.2));
    },
    /** @param {State} next */
    render(next) {
      const before = state;
      state = next;
      const drawn = drawnTopology(next);
      if (drawn !== topology) {
        topology = drawn;
        scene = drawn ? layoutScene(drawn) : null;
        marksDrawn = null;
        lastCursor = null;
        if (!scene) return;
        if (next.view) {
          fitted = false;
          const { w, h } = size();
          const { x, y, k } = next.view;
          camera.moveTo({ k, x: w / 2 - x * k, y: h / 2 - y * k });
        } else fitAll();
        return;
      }
      if (!scene || !before) return;
      const millis = on.still() ? 0 : Math.max(90, 520 / next.speed);
      const paint = before.messages !== next.messages || before.selection !== next.selection
        || before.trace !== next.trace || isStopped(before) !== isStopped(next);
      if (paint) draw(before.trace === next.trace && before.cursor !== next.cursor ? millis : 0);
      else if (before.cursor !== next.cursor) {
        movedTo(currentMark(before)?.namespace, currentMark(next)?.namespace);
        drawTrace(millis);
      } else if (before.level !== next.level || before.showArp !== next.showArp) drawTrace(0);
    },
  };
}

/**
 * @param {HTMLElement} parent
 * @param {string} cls
 */
function svgIn(parent, cls) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', cls);
  svg.setAttribute('aria-hidden', 'true');
  parent.appendChild(svg);
  return svg;
}
