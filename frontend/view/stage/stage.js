import { detailAt, visibleBox } from '../../layout/detail.js';
import { createGrounds, groundName } from './grounds.js';
import { nodeWidth } from '../../layout/ground.js';
import { isOutgrown } from '../../layout/plan.js';
import { tonesOf } from '../../model/chosen.js';
import { changedNow } from '../../model/cues.js';
import { drawnTopology } from '../../model/drawn.js';
import { onStage, unreached } from '../../model/onstage.js';
import { lit } from '../../model/points.js';
import { translator } from '../../model/text.js';
import { createCamera } from './camera.js';
import { listenToClicks } from './clicks.js';
import { drawCrowd, within } from './crowd.js';
import { createDeedCard } from './deed-card.js';
import { createDue } from './due.js';
import { createFacts } from './facts.js';
import { createFlights } from './flights.js';
import { createFolds } from './folds.js';
import { extentOf, fitInto, roomIn } from './fit.js';
import { createLaying } from './laying.js';
import { pageMeter } from './measure.js';
import { createMinimap } from './minimap.js';
import { pictureOf } from './picture.js';
import { createScenery } from './scenery.js';
import { svgIn } from './svg.js';
import { createToken } from './token.js';
import { createTraffic } from './traffic.js';
import { createTravel } from './travel.js';
import { createTree } from './tree.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../layout/scene.js').Scene} Scene */

/** How far beyond what is seen is drawn, so that a pan does not come to an end at once. */
const OVERSCAN = 0.35;
/** How far one can go back from where everything fits: there is nothing more to see. */
const LEAST_OF_FIT = 0.6;
/** Smallest letters that are read from the last row of a room. */
const ROOM = 18;
/** Of so many machines in sight the routes are asked for. */
const MOST_FACTS = 10;
/** Of so few, also from farther away. */
const FEW = 4;

/**
 * The stage: draws the state, and says where the reader looks and what was clicked.
 * @param {HTMLElement} frame
 * @param {{select: (namespace: string, device: string|null) => void, view: (v: State['view']) => void,
 *   make: ((edit: import('../../model/deeds.js').EditBody) => void)|null, sight: (machines: string[]) => void, walk: Parameters<typeof createFlights>[1], namespace: (id: string) => Promise<import('../../model/types.js').NamespaceDetail>, watch: (watcher: (moving: {seq: number, from: number|null, share: number}) => void) => unknown, still: () => boolean}} on
 */
export function createStage(frame, on) {
  const moved = frame.appendChild(document.createElement('div'));
  moved.className = 'stage-layer';
  const canvas = moved.appendChild(document.createElement('canvas'));
  const svg = svgIn(moved, 'scene');
  const packets = svgIn(moved, 'packets');
  const scenery = createScenery(svg);
  const token = createToken(packets);
  const traffic = createTraffic(scenery, token);
  const flights = createFlights(moved, on.walk, on.still);
  const card = createDeedCard(frame, on.make);
  const tree = createTree(frame, {
    select: on.select, change: (place) => offerAt({ namespace: place.namespace, device: place.device }),
    at(place) {
      scenery.tone('focused', place ? [place.namespace] : []);
      if (place) travel.bringIntoSight(place.namespace);
    },
  });
  const meter = pageMeter(frame);
  const grounds = createGrounds();
  const folds = createFolds();
  const laying = createLaying(frame, { grounds, folds, meter });
  const due = createDue();
  const minimap = createMinimap(frame, (x, y) => {
    const { w, h } = size();
    const { k } = camera.now();
    fitted = false;
    camera.moveTo({ k, x: w / 2 - x * k, y: h / 2 - y * k });
  });
  /** @type {Scene|null} */ let scene = null;
  /** @type {import('./crowd.js').Crowd|null} */ let crowd = null;
  /** @type {State|null} */ let state = null;
  /** @type {unknown} */ let topology = null;
  let stands = '';
  /** @type {import('../../layout/detail.js').Level|null} */ let level = null;
  /** @type {import('../../model/onstage.js').OnStage|null} what was drawn last of a walk */ let shown = null;
  let [version, fitted] = [0, true];
  /** @type {{seq: number, share: number}|null} a movement that is under way */ let sliding = null;

  const { size, measure } = extentOf(frame, resized);

  const facts = createFacts((ns) => on.namespace(ns), () => {
    version++;
    schedule();
  });
  let scheduled = 0;
  const schedule = () => { cancelAnimationFrame(scheduled); scheduled = requestAnimationFrame(() => draw()); };

  const camera = createCamera(frame, moved, {
    redraw: () => draw(),
    rested(t) {
      if (!scene || !state) return;
      const { w, h } = size();
      on.view(fitted ? null : { x: (w / 2 - t.x) / t.k, y: (h / 2 - t.y) / t.k, k: t.k });
    },
    still: on.still,
  });
  const travel = createTravel(camera, { scene: () => scene, state: () => state, size, left: () => { fitted = false; }, packet: traffic.at });
  frame.addEventListener('wheel', () => { fitted = false; }, { passive: true });
  frame.addEventListener('pointermove', (e) => { if (e.buttons > 0) fitted = false; });
  listenToClicks(frame, {
    fold(machine) { folds.turn(machine); fitAll(); },
    select(hit, e) {
      on.select(hit.getAttribute('data-ns') ?? '', hit.getAttribute('data-dev'));
      card.clicked(hit, e);
    },
    fly: (i) => travel.flyTo(/** @type {Scene} */ (scene).machines[i].id),
    tiles: () => (level === 'fleet' && crowd && scene ? { crowd, at: camera.drawn() } : null),
  });
  function resized() {
    if (fitted) fitAll();
    else if (scene) {
      camera.limit(fitting().k * LEAST_OF_FIT);
      draw();
    }
  }

  /** Opens the card beside where a namespace stands. @param {import('../../model/deeds.js').Thing} thing */
  function offerAt(thing) {
    const place = scene?.places.get(thing.namespace);
    if (!place) return;
    travel.bringIntoSight(thing.namespace);
    const t = camera.now();
    card.open(thing, { x: (place.x + place.w / 2) * t.k + t.x, y: (place.y + Math.min(place.h, 60) / 2) * t.k + t.y });
  }

  function fitting() {
    measure();
    const { transform, flat } = fitInto(scene, roomIn(frame));
    frame.querySelector('.stage-tools')?.classList.toggle('flat', flat);
    return transform;
  }

  /** Makes everything fit anew; only here things may stand elsewhere than before. */
  function fitAll() {
    const drawn = state && drawnTopology(state);
    if (!drawn) return;
    lay(drawn, null);
    level = null;
    fitted = true;
    stepBack();
  }

  /** Keeps all in sight, also where the scene has grown, such as by a host outside. */
  function stepBack() {
    const t = fitting();
    camera.limit(t.k * LEAST_OF_FIT);
    camera.moveTo(t);
  }

  /** @param {import('../../model/types.js').Topology} drawn @param {import('../../layout/scene.js').Ground|null} ground */
  function lay(drawn, ground) {
    ({ scene, crowd } = laying(state, drawn, ground));
    scenery.show(scene);
    version++;
  }

  /** @param {number} k */
  function lookOf(k) {
    const now = /** @type {State} */ (state);
    const detail = detailAt(k, scene ? nodeWidth(scene.ground) : undefined, level, now.projector ? ROOM : undefined);
    level = detail.level;
    return { ...detail, meter, t: translator(now.messages), ...due.look(facts.routes) };
  }

  /** Draws boxes, lines and labels for the place the camera rests at. */
  function draw() {
    if (!scene || !state || !crowd) return;
    due.of(state);
    const { w, h } = size();
    const pad = { x: Math.round(w * OVERSCAN), y: Math.round(h * OVERSCAN) };
    const t = camera.drawn();
    const own = { x: t.x + pad.x, y: t.y + pad.y, k: t.k };
    const full = { w: w + 2 * pad.x, h: h + 2 * pad.y };
    for (const el of [canvas, svg, packets, flights.root]) {
      Object.assign(el.style, { left: `${-pad.x}px`, top: `${-pad.y}px`, width: `${full.w}px`, height: `${full.h}px` });
    }
    scenery.world.setAttribute('transform', `translate(${own.x},${own.y}) scale(${own.k})`);
    token.place(own);
    const seen = visibleBox(t, { w, h }, Math.max(pad.x, pad.y));
    const look = lookOf(t.k);
    svg.setAttribute('data-level', look.level);
    flights.place(own, scene, look);
    const sighted = look.level === 'node' || look.level === 'pod' ? within(crowd, visibleBox(t, { w, h }, 0)).map((i) => /** @type {Scene} */ (scene).machines[i]) : [];
    const unknown = sighted.filter((m) => !m.known).map((m) => m.id);
    if (unknown.length > 0) on.sight(unknown);
    if (look.level === 'pod' || (look.told && sighted.length <= FEW)) facts.want([...scene.routers.map((r) => r.id), ...sighted.filter((m) => m.known).slice(0, MOST_FACTS).map((m) => m.id)]);
    else if (look.told) facts.want(due.namespaces().filter((ns) => scene?.places.has(ns)).slice(0, MOST_FACTS));
    scenery.draw(look, seen, `${version} ${due.key()} ${state.lang} ${Object.keys(state.messages).length}`);
    if (look.level === 'fleet' || look.level === 'rack') {
      drawCrowd(canvas, crowd, { seen, own, size: full, level: look.level, here: new Set([onStage(state).mark?.namespace ?? '']) });
    } else canvas.hidden = true;
    minimap.draw(crowd, { w: scene.width, h: scene.height }, visibleBox(t, { w, h }, 0));
    walked(true);
  }

  /** Draws where the walk is. @param {boolean} [again] whether the world was drawn again */
  function walked(again = false) {
    if (!scene || !state) return;
    const walk = onStage(state);
    shown = walk;
    const look = lookOf(camera.drawn().k);
    traffic.show(walk, scene, look, again);
    const tones = { here: walk.mark ? [walk.mark.namespace] : [], selected: selectedOf(), faded: unreached(walk, scene.places.keys()), changed: changedNow(state), ...tonesOf(walk, state) };
    for (const [tone, names] of Object.entries(tones)) scenery.tone(tone, names);
    scenery.point(lit(state));
    traffic.move(walk, sliding && sliding.seq === walk.mark?.seq ? sliding.share : 1);
  }

  const selectedOf = () => (state?.selection ? [state.selection.namespace] : []);

  /** @param {() => void} move of the reader's, after which the picture stays as it is */
  const byHand = (move) => { fitted = false; move(); };
  on.watch((moving) => {
    sliding = moving.share < 1 ? moving : null;
    frame.toggleAttribute('data-moving', sliding !== null);
    if (!scene || !state) return;
    const walk = onStage(state);
    if (walk === shown && walk.mark?.seq === moving.seq) traffic.move(walk, moving.share);
  });

  return {
    /**
     * The scene drawn again, as a file.
     * @param {{title: string, text: string, whole: boolean, rows?: boolean}} how
     * @param {{state: State, share: number}|null} [moment] another one than is seen, and how much of the movement to it is done
     */
    picture(how, moment = null) {
      if (!scene || !crowd || !state) return { text: '', width: 0, height: 0 };
      const walk = onStage(moment?.state ?? state);
      const stand = { scene, crowd, walk, look: lookOf(camera.drawn().k), selected: moment ? [] : selectedOf(), faded: unreached(walk, scene.places.keys()), share: moment?.share ?? 1 };
      return pictureOf(stand, visibleBox(camera.drawn(), size(), 0), how);
    },
    fitAll() { travel.stay(); fitAll(); }, fly: flights.fly,
    zoomBy: (/** @type {number} */ factor) => byHand(() => camera.zoomBy(factor)),
    panBy: (/** @type {number} */ dx, /** @type {number} */ dy) => byHand(() => camera.panBy(dx, dy)),
    /** @param {string} namespace @param {string|null} machine */
    flyTo(namespace, machine) {
      if (scene?.ground.m.narrow && folds.unfold(namespace, scene.owner.get(namespace))) fitAll();
      travel.flyTo(namespace, machine);
    },
    follow: travel.follow,
    offer: offerAt,
    /** How far below the upper edge the packet is, in CSS px. @returns {number|null} */
    packet: () => travel.heightOf(state && traffic.at(onStage(state))),
    /** @param {State} next */
    render(next) {
      const before = state;
      state = next;
      card.render(next);
      if (before && next.info !== before.info) requestAnimationFrame(() => { if (fitted && scene) stepBack(); });
      const drawn = drawnTopology(next);
      const refold = folds.update(next) && Boolean(scene?.ground.m.narrow) && !next.timing;
      if (drawn !== topology) {
        const other = topology === null || groundName(next.clusterId) !== stands;
        stands = groundName(next.clusterId);
        topology = drawn;
        tree.render(drawn, translator(next.messages));
        facts.of(next.topology, other);
        if (!drawn) return void (scene = null);
        if (!other && scene) {
          const was = scene;
          lay(drawn, refold ? null : scene.ground);
          if (fitted && isOutgrown(was.ground.plan, scene.ground.plan)) fitAll();
          else if (fitted && (scene.width > was.width || scene.height > was.height || refold || grounds.fresh())) stepBack();
          draw();
          travel.goOn();
        } else if (next.view) {
          fitted = false;
          lay(drawn, null);
          camera.limit(fitting().k * LEAST_OF_FIT);
          const [{ w, h }, { x, y, k }] = [size(), next.view];
          camera.moveTo({ k, x: w / 2 - x * k, y: h / 2 - y * k });
        } else fitAll();
        return;
      }
      if (!scene || !before) return;
      if (refold) fitAll();
      else if (before.messages !== next.messages || before.theme !== next.theme) {
        tree.render(drawn, translator(next.messages));
        draw();
      }
      else if (shown !== onStage(next) || before.selection !== next.selection || before.pointing !== next.pointing) {
        if (due.of(next)) draw();
        else walked();
        travel.followed();
      }
    },
  };
}
