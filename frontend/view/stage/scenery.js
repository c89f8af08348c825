import { overlaps } from '../../layout/detail.js';
import { machineFigures, pillFigures, routerFigures, segmentFigures, wireFigure } from '../../layout/paint.js';
import { append, figureTree, made } from './svg.js';

/** @typedef {import('../../layout/scene.js').Scene} Scene */
/** @typedef {import('../../layout/graph.js').Wire} Wire */
/** @typedef {import('../../layout/shapes.js').Look} Look */
/** @typedef {import('../../layout/shapes.js').Figure} Figure */
/** @typedef {{x: number, y: number, w: number, h: number}} Box */

/** What a namespace may be, beside itself. */
const TONES = ['here', 'selected', 'faded', 'focused', 'chosen', 'shut-in', 'shut-out', 'labelled', 'changed', 'meant'];

/**
 * The world as it stands, in layers: machines, then roads, then wires between machines, then the lines of the walk, then what no
 * line may cross. It is drawn when what is in sight changes, and not for a step; a step only tones what it touches.
 * @param {SVGElement} svg
 */
export function createScenery(svg) {
  const world = append(svg, 'g', 'world');
  const layers = Object.fromEntries(['machines', 'between', 'roads', 'segments', 'ways', 'routers', 'pills', 'marks']
    .map((name) => [name, append(world, 'g', name)]));
  /** @type {Map<string, {stamp: string, figures: string, group: SVGElement}>} `figures`: all that is drawn, as a text */
  const drawn = new Map();
  /** @type {Map<string, SVGElement[]>|null} */
  let byNamespace = null;
  /** @type {Map<string, Set<string>>} what is toned, by tone */
  const toned = new Map(TONES.map((t) => [t, new Set()]));
  /** @type {{only: import('../../model/points.js').Pointed['only'], namespaces: string[]}} */ let pointed = { only: null, namespaces: [] };
  /** @type {Scene|null} */ let scene = null;
  /** @type {Map<string, Wire[]>} */ let wiresOf = new Map();

  /** @param {string} name @param {Figure[]} figures @param {string} stamp */
  function fill(name, figures, stamp) {
    const before = drawn.get(name);
    if (before?.stamp === stamp) return;
    const text = JSON.stringify(figures);
    drawn.set(name, { stamp, figures: text, group: layers[name] });
    if (before?.figures === text) return;
    layers[name].replaceChildren(...figures.map((f) => made(figureTree(f))));
    byNamespace = null;
  }

  /** @param {string} tone @param {string} ns @param {boolean} on */
  function touch(tone, ns, on) {
    for (const element of index().get(ns) ?? []) element.classList.toggle(tone, on);
  }

  /** The one thing that is pointed at. @param {boolean} on */
  function lightOne(on) {
    if (!pointed.only) return;
    const attributes = Object.entries(pointed.only).map(([name, value]) => `[${name}="${CSS.escape(value)}"]`).join('');
    const places = pointed.namespaces.length > 0 ? pointed.namespaces.map((ns) => `[data-ns="${CSS.escape(ns)}"]${attributes}`) : [attributes];
    for (const element of world.querySelectorAll(places.join())) element.classList.toggle('pointed', on);
  }

  /** @returns {Map<string, SVGElement[]>} */
  function index() {
    if (byNamespace) return byNamespace;
    byNamespace = new Map();
    for (const element of /** @type {NodeListOf<SVGElement>} */ (world.querySelectorAll('[data-ns]'))) {
      const ns = element.getAttribute('data-ns') ?? '';
      const list = byNamespace.get(ns);
      if (list) list.push(element);
      else byNamespace.set(ns, [element]);
    }
    for (const [tone, names] of toned) for (const ns of names) touch(tone, ns, true);
    lightOne(true);
    return byNamespace;
  }

  return {
    world, layers,
    /** @param {Scene} next */
    show(next) {
      const isWired = scene?.wiring === next.wiring;
      scene = next;
      for (const one of drawn.values()) one.stamp = '';
      if (isWired) return;
      wiresOf = new Map();
      const machines = new Set(next.machines.map((m) => m.id));
      for (const wire of next.wiring.wires) {
        const owner = wire.kind === 'nic' || wire.kind === 'cable' ? '' : next.wiring.anchors.get(wire.a)?.namespace ?? '';
        const key = machines.has(owner) ? owner : '';
        const list = wiresOf.get(key);
        if (list) list.push(wire);
        else wiresOf.set(key, [wire]);
      }
    },
    /**
     * @param {Look} look
     * @param {Box} seen
     * @param {string} version of everything else a look depends on
     */
    draw(look, seen, version) {
      if (!scene) return;
      const stamp = `${look.level} ${look.level === 'pod' && look.k >= 1 ? 1 : look.k.toFixed(3)} ${version}`;
      const machines = look.level === 'fleet' ? [] : scene.machines.filter((m) => overlaps(m, seen));
      const keep = new Set(machines.map((m) => `machine:${m.id}`));
      for (const [key, { group }] of drawn) {
        if (key.startsWith('machine:') && !keep.has(key)) {
          group.remove();
          drawn.delete(key);
          byNamespace = null;
        }
      }
      for (const m of machines) {
        const key = `machine:${m.id}`;
        const before = drawn.get(key);
        if (before?.stamp === stamp) continue;
        const figures = machineFigures(m, look, wiresOf.get(m.id) ?? []);
        const text = `${look.level} ${JSON.stringify(figures)}`;
        if (before?.figures === text) {
          before.stamp = stamp;
          continue;
        }
        const group = made({ name: 'g', attributes: { class: `machine-group ${look.level}` }, children: figures.map(figureTree) });
        if (before) before.group.replaceWith(group);
        else layers.machines.append(group);
        drawn.set(key, { stamp, figures: text, group });
        byNamespace = null;
      }
      const sight = machines.map((m) => m.id).join();
      const { wiring } = scene;
      const between = look.level === 'fleet' || look.level === 'rack' ? [] : wiresOf.get('') ?? [];
      const inSight = between.filter((w) => w.points.some((p) => overlaps({ ...p, w: 1, h: 1 }, seen)));
      fill('between', inSight.flatMap((w) => wireFigure(w, wiring) ?? []), `${stamp} ${sight}`);
      fill('segments', segmentFigures(scene, look), stamp);
      fill('routers', routerFigures(scene, look), stamp);
      fill('pills', pillFigures(scene, machines, look), `${stamp} ${sight}`);
      index();
    },
    /** @param {string} tone @param {Iterable<string>} names of namespaces that have it now, and no others */
    tone(tone, names) {
      const now = new Set(names);
      const before = /** @type {Set<string>} */ (toned.get(tone));
      for (const ns of before) if (!now.has(ns)) touch(tone, ns, false);
      for (const ns of now) if (!before.has(ns)) touch(tone, ns, true);
      toned.set(tone, now);
    },
    /** Lights what a word points at: one thing, where it is drawn, or a whole namespace. @param {import('../../model/points.js').Pointed|null} next */
    point(next) {
      if (!next && !pointed.only && pointed.namespaces.length === 0) return;
      lightOne(false);
      this.tone('meant', []);
      pointed = next ?? { only: null, namespaces: [] };
      lightOne(true);
      if (!world.querySelector('.pointed')) this.tone('meant', pointed.namespaces);
    },
    /** The elements of a namespace. @param {string} ns */
    of: (ns) => index().get(ns) ?? [],
  };
}
