import { SMALL_PAGE } from '../sheets.js';
import { fitTransform } from '../../layout/detail.js';

/** @typedef {import('../../layout/scene.js').Scene} Scene */

const MOST_AT_FIT = 1.6;
/** What the search and the zoom buttons cover at the upper left; in one row where machines would stand under them. */
const TOOLS = { w: 190, h: 86 };
const FLAT = { w: 222, h: 42 };
/** How wide the name of a router may be, and half of the pill under it. */
const NAME = 62;
const PILL = 66;
/** How far the name of a wire stands above it: less on the screen where the scene is small, but its letters stay. */
const LABEL = { scene: -3, screen: 25 };
/** From the middle of a router to the top of its name, where it is seen from far. */
const ABOVE = 26;
/** What stands under the chips and over them. */
const CHIPS = 15;
/** Beside racks, where a packet is larger than the gutter it passes; and over them, for the way along under the tools. */
const GUTTER = { w: 20, h: 12 };

const SMALL = matchMedia(SMALL_PAGE);

/**
 * How large a stage is. It is read only when it may have changed, as reading it makes the browser lay out the page.
 * @param {HTMLElement} frame
 * @param {() => void} resized called after its size has changed
 */
export function extentOf(frame, resized) {
  const read = () => ({ w: Math.max(50, frame.clientWidth), h: Math.max(50, frame.clientHeight) });
  let now = read();
  let told = now;
  const measure = () => { now = read(); };
  new ResizeObserver(() => {
    measure();
    if (now.w === told.w && now.h === told.h) return; // an observer tells the size it begins with as well
    told = now;
    resized();
  }).observe(frame);
  return { size: () => now, measure };
}

/**
 * What of a stage can be used for the picture.
 * @param {HTMLElement} frame
 * @returns {import('../../layout/ground.js').Frame}
 */
export function roomIn(frame) {
  const chips = /** @type {HTMLElement|null} */ (frame.querySelector('.chips'))?.offsetHeight ?? 0;
  return { w: Math.max(50, frame.clientWidth) - 4, h: Math.max(50, frame.clientHeight) - (chips > 0 ? chips + CHIPS : 0), small: SMALL.matches };
}

/** The corner of the frame of the first zone, or of the first machine. @param {Scene|null} scene @returns {{x: number, y: number}[]} none in an empty scene */
function firstOf(scene) {
  const zone = scene?.ground.racks?.zones?.zones[0];
  if (scene && zone) return [{ x: zone.x, y: scene.top + zone.y }];
  return scene?.machines.slice(0, 1) ?? [];
}

/**
 * Where a scene stands so that all of it is seen, and nothing of it under the tools.
 * @param {Scene|null} scene
 * @param {import('../../layout/ground.js').Frame} free
 * @returns {{transform: {x: number, y: number, k: number}, flat: boolean}} `flat`: whether the tools stand in one row
 */
export function fitInto(scene, free) {
  const box = { x: 0, y: 0, w: scene?.width ?? 1, h: scene?.height ?? 1 };
  const edge = scene?.ground.racks ? GUTTER.w : 0;
  const whole = fitTransform(box, { w: free.w - 2 * edge, h: free.h }, MOST_AT_FIT);
  const labels = scene?.segments.map((g) => ({ x: g.labelX, y: g.rails[0].y - LABEL.scene - LABEL.screen * Math.max(1, 1 / whole.k) })) ?? [];
  if (free.small) {
    const tops = [...labels.map((l) => l.y), ...(scene?.routers.map((r) => r.cy - ABOVE / whole.k) ?? [])];
    const above = Math.max(0, ...tops.map((y) => -y * whole.k - whole.y));
    const t = fitTransform(box, { w: free.w, h: free.h - above }, MOST_AT_FIT);
    return { transform: { ...t, x: t.x + 2, y: t.y + above }, flat: false };
  }
  const corners = [...firstOf(scene), ...labels];
  const under = (/** @type {{x: number, y: number}} */ c, /** @type {{w: number, h: number}} */ tools) => c.x * whole.k + whole.x < tools.w && c.y * whole.k + whole.y < tools.h;
  const discs = scene?.routers.map((r) => ({ x: r.cx - PILL / whole.k, y: r.cy - r.m.router.r })) ?? [];
  const flat = [...corners, ...discs].some((c) => under(c, TOOLS));
  const names = scene?.routers.map((r) => ({ x: r.right ? r.cx - r.m.router.r : r.cx - r.m.router.text - NAME / whole.k, y: 0 })) ?? [];
  const top = flat && [...corners, ...discs, ...names].some((c) => under(c, FLAT)) ? FLAT.h + Math.max(0, ...labels.map((l) => -l.y * whole.k)) : 0;
  const above = flat && edge > 0 ? Math.max(top, FLAT.h + GUTTER.h - (scene?.ground.racks?.zones ? scene.top : firstOf(scene)[0]?.y ?? 0) * whole.k) : top;
  const t = fitTransform(box, { w: free.w - 2 * edge, h: free.h - above }, MOST_AT_FIT);
  return { transform: { ...t, x: t.x + 2 + edge, y: t.y + above }, flat };
}
