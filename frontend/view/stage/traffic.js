import { translationOf, hookOf } from '../../model/netfilter.js';
import { M } from '../../layout/metrics.js';
import { tagBeside } from '../../layout/kinds/router.js';
import { besideLanes, besideWaiting, hookY, routesTake, waitY } from '../../layout/kinds/stack.js';
import { sideOf } from '../../layout/stations.js';
import { besideHook, besideHooks, tagHeight } from '../../layout/tags.js';
import { rowOf } from '../../model/routes.js';
import { endOf } from '../../model/timeline.js';
import { TAG_LINE, belowStack, besideLoop, bystanders, flowWords, headsOf, loopsOf, partOf, pillBoxes, placeOf, reached, roadsOf, tagLines, trafficOf } from '../../layout/traffic.js';
import { endsOf } from '../../layout/ends.js';
import { rect, words as textOf } from '../../layout/shapes.js';
import { createChoices } from './choices.js';
import { deniedTags } from './denied.js';
import { labelChips } from './labels.js';
import { append, figureTree, made } from './svg.js';

/** @typedef {import('../../layout/scene.js').Scene} Scene */
/** @typedef {import('../../layout/shapes.js').Look} Look */
/** @typedef {import('../../model/types.js').Mark} Mark */
/** @typedef {import('../../model/onstage.js').OnStage} OnStage */
/** Half of how wide the packet is. */
const TOKEN = 18.5;

/** @typedef {{lane: import('../../layout/lanes.js').Lane, casing: SVGElement, done: SVGElement, seen: SVGElement, todo: SVGElement, heads: SVGElement, at: number, horizon: number}} Drawn */

/**
 * The walk on the scene: roads, lanes and what stands beside them. A step changes the lanes that were walked on, and nothing
 * else.
 * @param {ReturnType<typeof import('./scenery.js').createScenery>} scenery
 * @param {ReturnType<typeof import('./token.js').createToken>} token
 */
export function createTraffic(scenery, token) {
  const { roads, ways, marks: over } = scenery.layers;
  const groups = { casings: append(ways, 'g', 'casings'), lines: append(ways, 'g', 'lines'), heads: append(ways, 'g', 'heads') };
  const ends = append(over, 'g', 'ends');
  const loops = append(over, 'g', 'loops');
  const words = append(over, 'g', 'words');
  const tags = append(over, 'g', 'tags');
  /** @type {import('../../layout/traffic.js').Traffic|null} */ let traffic = null;
  /** @type {Drawn[]} */ let lanes = [];
  /** @type {Scene|null} */ let scene = null;
  /** @type {unknown} */ let of = null;
  /** @type {import('../../layout/shapes.js').Box[]} */ let pills = [];
  /** @type {import('../../layout/traffic.js').Loop[]} */ let named = [];
  let away = 0;
  let madeFor = '';
  /** @type {SVGElement[]} */ let lit = [];
  const choices = createChoices(scenery);

  /** @param {OnStage} walk @param {Scene} next @param {Look} look */
  function remake(walk, next, look) {
    of = walk.marks;
    scene = next;
    traffic = trafficOf(next, walk.marks, look);
    const { scale } = traffic;
    for (const layer of [roads, ways]) layer.style.setProperty('--s', String(scale));
    const d = roadsOf(traffic);
    const used = d === '' ? [] : next.wiring.stems.filter((s) => isUsed(s, /** @type {any} */ (traffic)));
    const stems = used.map((s) => `M${s.x},${s.bottom}V${s.top + 20}`).join('');
    roads.replaceChildren(made({ name: 'path', attributes: { class: 'road', d } }), made({ name: 'path', attributes: { class: 'road stem', d: stems } }));
    const h = Math.max(20, look.size(12) * 1.5);
    const w = Math.max(28, look.meter.width('lo', 'mono', look.size(12)) + 12);
    named = look.level === 'pod' || look.level === 'node' ? loopsOf(traffic, next) : [];
    away = w / 2 + TOKEN * Math.max(1, 0.8 / look.k) + 3;
    loops.replaceChildren(...named.map((p) => made(figureTree({
      key: '', cls: 'pill lo', shapes: [rect({ x: p.x - w / 2, y: p.y - h / 2, w, h }, 'body', h / 2), ...textOf(look, { x: p.x, y: p.y + look.size(12) * 0.36 }, 'lo', { role: 'mono', anchor: 'middle' })],
    }))));
    pills = look.level === 'pod' || look.level === 'node' ? pillBoxes(next, look, traffic.lanes.flatMap((l) => l.line)) : [];
    for (const group of Object.values(groups)) group.replaceChildren();
    lanes = traffic.lanes.map((lane) => ({
      lane, at: -2, horizon: -2,
      casing: append(groups.casings, 'path', 'casing'), todo: append(groups.lines, 'path', 'way todo'),
      seen: append(groups.lines, 'path', `way seen ${lane.flow}`), done: append(groups.lines, 'path', `way done ${lane.flow}`),
      heads: append(groups.heads, 'path', `head ${lane.flow}`),
    }));
  }

  /** @param {OnStage} walk @param {Look} look @param {boolean} again */
  function update(walk, look, again) {
    const scale = traffic?.scale ?? 1;
    for (const l of lanes) {
      const arp = l.lane.flow === 'arp';
      const at = reached(l.lane, walk.now);
      const horizon = Math.max(at, reached(l.lane, walk.seen));
      if (l.at === at && l.horizon === horizon && !again) continue;
      l.at = at;
      l.horizon = horizon;
      const end = l.lane.line.length - 1;
      const from = Math.max(0, at);
      l.done.setAttribute('d', partOf(l.lane, 0, at, scale));
      l.casing.setAttribute('d', arp ? '' : partOf(l.lane, 0, end, scale));
      l.seen.setAttribute('d', partOf(l.lane, from, horizon, scale));
      l.todo.setAttribute('d', arp ? '' : partOf(l.lane, Math.max(from, horizon), end, scale));
      l.heads.setAttribute('d', arp ? '' : headsOf(l.lane, at, pills, scale).map((h) => head(h, scale)).join(''));
    }
    const said = look.level === 'pod' && traffic && scene ? [...flowWords(traffic, scene, walk.now, look), ...bystanders(traffic, scene, walk.now, look)] : [];
    words.replaceChildren(...said.map((w) => made({
      name: 'text', text: w.text, attributes: { class: `word strong ${w.flow}`, x: w.x, y: w.y, 'font-size': look.size(12), 'text-anchor': w.anchor },
    })));
    const s = 5 * scale;
    ends.replaceChildren(...(traffic && scene ? endsOf(traffic, scene, walk.now, look) : []).map((e) => made({
      name: 'g', attributes: { class: e.flow }, children: [
        { name: 'rect', attributes: { class: 'end-square', x: e.x - s, y: e.y - s, width: 2 * s, height: 2 * s, rx: s / 3 } },
        ...(e.name ? [{ name: 'rect', attributes: { class: 'end-name', x: e.name.x, y: e.name.y, width: e.name.w, height: e.name.h, rx: s * 0.8 } }] : []),
        ...(e.text === '' ? [] : [{ name: 'text', text: e.text, attributes: { class: `strong word ${e.name ? '' : 'halo'}`, 'font-size': look.size(12), ...(e.name
          ? { x: e.name.x + e.name.w / 2, y: e.name.y + e.name.h * 0.72, 'text-anchor': 'middle' } : { x: e.x + 2 * s, y: e.y + look.size(12) * 1.1 }) } }]),
      ],
    })));
    light(walk, look);
  }

  /** Frames the route that was chosen, and fills the hooks that did something. @param {OnStage} walk @param {Look} look */
  function light(walk, look) {
    for (const element of lit) element.classList.remove('lit', 'request', 'reply', 'error', 'arp');
    lit = [];
    tags.replaceChildren();
    if (!walk.mark || !traffic) {
      if (scene) choices.show(walk, scene, rowOf);
      return;
    }
    /** @type {Map<string, Mark>} */
    const chosen = new Map();
    for (const m of walk.marks) {
      if (m.column > walk.now) break;
      if (m.flow === 'arp' || (walk.veiled && m.column === walk.now)) continue;
      if (m.step.type === 'RouteLookup') chosen.set(`${m.namespace} ${rowOf(m)}`, m);
      const hook = hookOf(m);
      if (hook && (m.step.type === 'Translated' || m.stop || m === walk.mark)) hooked(m, hook, look);
    }
    const latest = new Map([...chosen.values()].sort((a, b) => a.seq - b.seq).map((m) => [m.namespace, m]));
    for (const [ns, m] of latest) {
      if (m.flow !== walk.mark.flow) continue;
      const rows = scenery.of(ns).filter((e) => e.getAttribute('data-row') === rowOf(m));
      for (const e of rows[0]?.matches('.solo') ? rows.slice(0, 1) : rows) mark(e, m.flow);
    }
    if (scene) choices.show(walk, scene, rowOf);
    const { denied } = walk;
    if (denied && scene) {
      const at = denied.mark === walk.mark ? null : placeOf(traffic, denied.mark, null, 1);
      tags.append(...deniedTags({ namespace: denied.mark.namespace, policy: denied.policy, at }, scene, look, traffic.scale));
    }
    if (scene) tags.append(...labelChips(walk.labels, scene, look));
    if (denied?.mark !== walk.mark) tag(walk.mark, look);
  }

  /** @param {Element} element @param {string} flow */
  function mark(element, flow) {
    element.classList.add('lit', flow);
    lit.push(/** @type {SVGElement} */ (element));
  }

  /** @param {Mark} m @param {string} hook @param {Look} look */
  function hooked(m, hook, look) {
    const place = traffic?.laneOf.get(m.seq);
    const box = scene?.machines.find((b) => b.id === m.namespace);
    if (!place || !box?.stack.hooks) return;
    const at = place.lane.line[place.lane.at[place.index]];
    for (const side of /** @type {const} */ (['out', 'in'])) {
      const i = box.stack.hooks[side].findIndex((h) => h.name === hook);
      if (i < 0 || Math.abs(hookY(box.stack, i) - at.y) > 6) continue;
      const drawn = scenery.of(m.namespace).filter((e) => e.getAttribute('data-hook') === `${side}:${hook}`);
      for (const e of drawn) mark(e, m.stop ? 'error' : m.flow);
      if (box.stack.m.narrow || drawn.length === 0) return;
      const nat = translationOf(m.step);
      const right = side === 'out' ? box.stack.corridor - besideLanes(look) : box.stack.x + box.stack.w - 8;
      const said = !nat ? [m.stop ? '✕' : ''] : [look.t(nat.undo ? 'ui.nat.undo' : 'ui.nat.made', `${nat.kind} #${nat.number}`), ...(nat.undo ? [`↶ #${nat.number}`] : [])];
      const text = besideHook(said, hook, box.stack, look);
      if (text === null) return;
      const spot = `${m.namespace} ${side}:${hook}`;
      for (const e of tags.querySelectorAll('[data-at]')) if (e.getAttribute('data-at') === spot) e.remove(); // what it did last is what is read
      tags.append(made({ name: 'text', text, attributes: { 'data-at': spot, class: `strong word ${m.stop ? 'error' : m.flow}`, x: right - 6, y: hookY(box.stack, i) + look.size(12) * 0.36, 'font-size': look.size(12), 'text-anchor': 'end' } }));
      return;
    }
  }

  /** Says beside a router or a stack what stands there, or why it ends there, in a place kept free for it. @param {Mark} m @param {Look} look */
  function tag(m, look) {
    if (!(look.level === 'pod' || (look.level === 'node' && m.stop)) || !scene || !traffic || m.flow === 'arp') return;
    const size = look.size(12);
    const place = placeFor(m, look);
    if (!place) return;
    const ttl = ttlOf(m);
    const said = m.stop ? `✕ ${look.t(`ui.drop.${endOf(m.step)}`)}` : [look.t(`ui.flow.${m.flow}`), ttl ? `TTL ${ttl}` : ''].filter(Boolean).join(' · ');
    const lines = tagLines(said, place, look, m.stop ? `✕ ${look.t(`ui.drop.${endOf(m.step)}.brief`)}` : said);
    if (lines.length === 0 || (!m.stop && lines[0] !== said)) return;
    const w = Math.max(...lines.map((text) => look.meter.width(text, 'strong', size))) + 16;
    const h = tagHeight(look);
    const more = (lines.length - 1) * size * TAG_LINE;
    const x = place.left ? place.x - w : place.x;
    tags.append(made({
      name: 'g', attributes: { class: `tag ${m.stop ? 'error reason' : m.flow}` }, children: [
        { name: 'title', attributes: {}, text: said },
        { name: 'rect', attributes: { class: 'body', x, y: place.y - more, width: w, height: h + more, rx: 5 } },
        ...lines.map((text, i) => ({ name: 'text', text, attributes: { class: 'strong', x: x + w / 2, y: place.y - more + i * size * TAG_LINE + h / 2 + size * 0.36, 'font-size': size, 'text-anchor': 'middle' } })),
      ],
    }));
  }

  /**
   * The free place beside where a packet stands: at a router's side, above a stack, or in the free row below its texts.
   * @param {Mark} m
   * @param {Look} look
   * @returns {import('../../layout/traffic.js').TagPlace|null}
   */
  function placeFor(m, look) {
    const size = look.size(12);
    const own = /** @type {Scene} */ (scene);
    const router = own.routers.find((r) => r.id === m.namespace);
    if (router) return tagBeside(router, look);
    const place = traffic?.laneOf.get(m.seq);
    const at = place?.lane.line[place.lane.at[place.index]];
    const host = own.machines.find((b) => b.id === m.namespace);
    if (!at || !host) return null;
    const { stack, band } = host;
    if (stack.hooks) return m.stop ? besideHooks({ ...stack, hooks: stack.hooks }, at.y, sideOf(m, own.wiring), look) ?? belowStack(host, look) : null;
    if (stack.m.narrow) return m.stop ? besideWaiting(stack, look) : null;
    const x = stack.corridor + M.stack.beside + 2;
    if (Math.abs(at.y - stack.y + M.upper) < 8) return { x, y: stack.y - M.upper - 7, room: band.x + band.w - 6 - x, left: false };
    const row = waitY(stack);
    const { waiting, floor } = routesTake(stack, look);
    if (host.pills.some((p) => p.kind === 'tunnel' && Math.abs(p.y - at.y) < 8)) {
      const below = belowStack(host, look);
      return below && { ...below, above: below.y - floor.left - 2 };
    }
    if (Math.abs(at.y - row) >= 8) return null;
    const y = row - size * 0.8;
    if (!waiting.right) return { x, y, room: stack.x + stack.w - 5 - x, left: false, above: y - floor.right };
    const left = stack.corridor - M.stack.beside - 2;
    if (!waiting.left) return { x: left, y, room: left - stack.x - 5, left: true, above: y - floor.left };
    return m.stop ? belowStack(host, look) : null;
  }

  return {
    /**
     * @param {OnStage} walk
     * @param {Scene} on
     * @param {Look} look
     * @param {boolean} again whether the world was drawn again
     */
    show(walk, on, look, again) {
      const size = `${look.level} ${look.k >= 1 ? 1 : look.k.toFixed(4)}`;
      const other = of !== walk.marks || scene !== on || madeFor !== size;
      madeFor = size;
      if (other) remake(walk, on, look);
      update(walk, look, other || again);
      token.show(walk.together.map((m) => ({ flow: m.flow, packet: m.step.after ?? m.step.before, stop: m.stop && m.flow !== 'arp' })));
    },
    /** @param {OnStage} walk @param {number} share of the movement to the mark under the cursor */
    move(walk, share) {
      const now = traffic;
      if (now) token.move(walk.together.map((m, i) => besideLoop(placeOf(now, m, i === 0 ? walk.came : m.previous, walk.came ? share : 1), named, away)));
    },
    scale: () => traffic?.scale ?? 1,
    /** Where the packet under the cursor is, or will be. @param {OnStage} walk */
    at: (walk) => (traffic && walk.mark ? placeOf(traffic, walk.mark, null, 1) : null),
  };
}

/**
 * @param {{x: number, top: number, bottom: number}} stem
 * @param {import('../../layout/traffic.js').Traffic} traffic
 */
const isUsed = (stem, { lanes, scale }) => lanes.some((l) => l.flow !== 'arp'
  && l.road.some((p) => Math.abs(p.x - stem.x) <= 10 * scale && p.y > stem.top && p.y < stem.bottom + 1));

/** @param {{x: number, y: number, angle: number}} h @param {number} s @returns {string} a triangle that points the way */
function head({ x, y, angle }, s) {
  const a = (angle * Math.PI) / 180;
  const at = (/** @type {number} */ u, /** @type {number} */ v) => `${(x + u * Math.cos(a) - v * Math.sin(a)).toFixed(1)},${(y + u * Math.sin(a) + v * Math.cos(a)).toFixed(1)}`;
  return `M${at(5 * s, 0)}L${at(-4.5 * s, 4.5 * s)}L${at(-4.5 * s, -4.5 * s)}Z`;
}

/** @param {Mark} m @returns {string|null} */
function ttlOf(m) {
  const packet = m.step.after ?? m.step.before;
  const ip = packet?.layers.find((l) => l.type === 'ipv4' || l.type === 'ipv6');
  return ip?.fields['ttl'] ?? ip?.fields['hopLimit'] ?? null;
}
