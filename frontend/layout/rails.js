import { levelsOf } from './nets.js';
import { M } from './metrics.js';

/** @typedef {import('./nets.js').Net} Net */
/** @typedef {import('./graph.js').Anchor} Anchor */
/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {{id: string, x: number, row: number, top: boolean}} End where a device hangs from its net; top: from above */
/**
 * A net with the rows it passes.
 * @typedef {object} Routed
 * @property {Net} net
 * @property {End[]} ends
 * @property {number[]} rows rows of machines it has ends in
 * @property {number|null} spine where it goes down at the left edge, if it passes several rows
 * @property {Map<number, {x1: number, x2: number, level: number}>} runs by row
 * @property {boolean} over whether it runs over the others, beside what comes down to them
 */

/** How far a wire goes on after its last end. */
const AFTER = 60;
/** How far lines stay from the end of a wire that they do not hang from. */
const CLEAR = 14;
/** How much room a name is taken to need before it is measured. */
const NAMED = 130;

/** From the middle of a road along the NICs of a router to that of one along a rail, on the screen: both lanes of each, and room between them. */
const APART = 24;
/** From farther away no roads are drawn along them. */
const FAR = 0.45;

/**
 * How far the uppermost rail is from the NICs above it.
 * @param {import('./metrics.js').Metrics} m
 * @param {number} k zoom at which all is seen
 */
export const dropTo = (m, k) => Math.max(m.rail.drop, m.narrow ? 0 : APART / Math.max(FAR, k));

/**
 * Plans at which height each net runs above each row of machines, so that no two lie on one another.
 * @param {Net[]} nets
 * @param {Map<string, End>} ends by device
 * @param {(net: Net) => number} lead room left of the first end for the name of a wire
 * @param {import('./metrics.js').Metrics} m
 * @returns {{routed: Routed[], levels: number[], left: number}} how many heights each row needs, and where machines begin
 */
export function planRails(nets, ends, lead, m) {
  let spines = 0;
  const routed = nets.flatMap((net) => {
    const own = net.members.flatMap((id) => ends.get(id) ?? []);
    if (own.length === 0 || (net.namespace === null && own.length < 2)) return [];
    const rows = [...new Set(own.map((e) => e.row))].sort((a, b) => a - b);
    const spine = rows.length > 1 ? m.margin / 2 + 12 * spines++ : null;
    return [{ net, ends: own, rows, spine, runs: new Map(), over: false }];
  });
  const left = m.margin + (spines > 0 ? 8 : 0) + 12 * Math.max(0, spines - 1);
  /** @type {number[]} */
  const levels = [];
  const most = Math.max(-1, ...routed.flatMap((r) => r.rows));
  for (let row = 0; row <= most; row++) {
    const all = routed.filter((r) => r.rows.includes(row));
    const isClear = (/** @type {Routed} */ r) => all.length > 1 && isOverOthers(r, row, all, spanOf(r, row, false, left, lead(r.net)));
    const over = new Set(all.filter(isClear));
    for (const r of over) r.over = true;
    const here = [...over, ...all.filter((r) => !over.has(r))];
    const spans = here.map((r) => spanOf(r, row, here.length > 1 && !over.has(r), left, lead(r.net)));
    const own = levelsOf(spans);
    here.forEach((r, i) => r.runs.set(row, { ...spans[i], level: own[i] }));
    levels[row] = here.length === 0 ? 0 : Math.max(...own) + 1;
  }
  return { routed, levels, left };
}

/**
 * Whether a wire hangs from above alone, beside all that comes down to others: over them it crosses nothing, under them their lines would cross it as if they hung from it.
 * @param {Routed} r
 * @param {number} row
 * @param {Routed[]} all
 * @param {{x1: number, x2: number}} span
 */
const isOverOthers = (r, row, all, { x1, x2 }) => r.net.namespace !== null && r.rows.length === 1 && r.ends.every((e) => e.top)
  && all.every((o) => o === r || (o.rows.length === 1 && o.ends.every((e) => e.row !== row || !e.top || e.x < x1 - CLEAR || e.x > x2 + CLEAR)));

/**
 * Draws the cables from a router to a host beside it that nothing stands in the way of: straight, without room above the machines.
 * @param {Scene} scene
 * @param {Net[]} nets
 * @returns {Net[]} the others
 */
export function withoutStraight({ wiring, routers, outside }, nets) {
  const pills = [...routers, ...outside].flatMap((o) => o.pills);
  const hosts = new Set(outside.flatMap((o) => o.pills.map((p) => p.id)));
  return nets.filter(({ namespace, members }) => {
    const [a, b] = members.flatMap((id) => wiring.anchors.get(id) ?? []);
    if (namespace !== null || !b || a.y !== b.y || ![a, b].some((p) => hosts.has(p.id))) return true;
    if (pills.some((p) => p.y === a.y && (p.x - a.x) * (p.x - b.x) < 0)) return true;
    wiring.wire(a.id, b.id, [a, b].map(({ x, y }) => ({ x, y })), 'cable');
    return false;
  });
}

/**
 * @param {Routed} routed
 * @param {number} row
 * @param {boolean} crowded whether other nets run here too; then names stand at the left, where nothing hangs
 * @param {number} left
 * @param {number} lead
 */
function spanOf({ net, ends, spine }, row, crowded, left, lead) {
  const xs = ends.filter((e) => e.row === row).map((e) => e.x);
  const cable = net.namespace === null;
  const from = Math.min(...xs);
  const x1 = spine ?? (cable ? from : crowded ? left : Math.max(left, from - lead));
  return { x1, x2: Math.max(...xs) + (cable ? 0 : AFTER) };
}

/**
 * Draws the nets: a wire as a rail the NICs hang from, a cable as one line.
 * @param {Scene} scene
 * @param {Routed[]} routed
 * @param {number[]} tops height of the uppermost rail of each row
 * @param {Map<string, Namespace>} byId
 */
export function placeRails(scene, routed, tops, byId) {
  const y = (/** @type {Routed} */ r, /** @type {number} */ row) => tops[row] + (r.runs.get(row)?.level ?? 0) * scene.ground.m.rail.level;
  for (const r of routed) {
    if (r.net.namespace === null) placeCable(scene, r, y);
    else placeSegment(scene, r, r.net.namespace, y, byId, routed);
  }
}

/**
 * @param {Scene} scene
 * @param {Routed} r
 * @param {(r: Routed, row: number) => number} y
 */
function placeCable(scene, r, y) {
  const [a, b] = r.ends;
  const from = scene.wiring.anchors.get(a.id);
  const to = scene.wiring.anchors.get(b.id);
  if (!from || !to) return;
  const spine = r.spine === null ? [] : [{ x: r.spine, y: y(r, a.row) }, { x: r.spine, y: y(r, b.row) }];
  scene.wiring.wire(a.id, b.id, [from, { x: a.x, y: y(r, a.row) }, ...spine, { x: b.x, y: y(r, b.row) }, to]
    .map((p) => ({ x: p.x, y: p.y })), 'cable');
}

/**
 * @param {Scene} scene
 * @param {Routed} r
 * @param {string} namespace
 * @param {(r: Routed, row: number) => number} y
 * @param {Map<string, Namespace>} byId
 * @param {Routed[]} all
 */
function placeSegment(scene, r, namespace, y, byId, all) {
  const { net, rows, spine } = r;
  const railId = (/** @type {number} */ row) => `rail:${net.id}:${row}`;
  const rails = rows.map((row) => {
    const { x1, x2 } = /** @type {{x1: number, x2: number}} */ (r.runs.get(row));
    scene.wiring.anchor(railId(row), (x1 + x2 - 60) / 2, y(r, row), namespace);
    return { x1, x2, y: y(r, row), gaps: through(r, row, all).filter((x) => x > x1 && x < x2) };
  });
  for (let i = 1; i < rows.length && spine !== null; i++) {
    const down = [{ x: spine, y: rails[i - 1].y }, { x: spine, y: rails[i].y }];
    scene.wiring.wire(railId(rows[i - 1]), railId(rows[i]), down, 'nic');
  }
  const lan = byId.get(namespace);
  const ports = new Map(lan?.devices.map((d) => [d.peer, d]));
  for (const end of r.ends) {
    const anchor = scene.wiring.anchors.get(end.id);
    if (anchor && end.top && scene.routers.some((r) => r.id === anchor.namespace)) scene.wiring.stems.push({ x: end.x, top: stemTop(scene, end.id), bottom: y(r, end.row) });
    if (anchor) hang(scene, railId(end.row), anchor, y(r, end.row), ports.get(end.id), lan);
  }
  const edge = Math.max(rails[0].x1, ...all.map((o) => o.spine ?? 0)) + 2;
  const next = Math.min(...crossings(r, all).filter((x) => x > edge), Infinity);
  const own = r.runs.get(rows[0])?.level ?? 0;
  const isUnder = all.some((o) => {
    const run = o.runs.get(rows[0]);
    return run !== undefined && run.level < own && run.x1 < edge + NAMED && run.x2 > edge;
  });
  scene.segments.push({
    id: net.id, label: net.label, rails, above: isUnder ? scene.ground.m.rail.level : Infinity, pills: rows[0] === 0 ? [...scene.routers, ...scene.outside].flatMap((o) => o.pills) : [], middle: r.over ? middleOf(r.ends) : null, labelX: edge, room: next - edge - M.road / 2 - 4,
    spine: spine === null ? null : { x: spine, y1: rails[0].y, y2: rails[rails.length - 1].y },
  });
  scene.wiring.anchor(`stack:${namespace}`, scene.width / 2, rails[0].y, namespace);
  scene.wiring.wire(`stack:${namespace}`, railId(rows[0]), [{ x: scene.width / 2, y: rails[0].y }], 'inside');
}

/**
 * @param {Scene} scene
 * @param {string} nic of a router
 * @returns {number} the height at which its road ends: inside the disc, or at the NIC where it stands beside it
 */
function stemTop({ wiring }, nic) {
  const stop = wiring.anchors.get(wiring.stops.get(nic) ?? '');
  const own = /** @type {Anchor} */ (wiring.anchors.get(nic));
  return stop && stop.x === own.x ? stop.y : own.y;
}

/**
 * Where lines pass the height of a wire's name: from above to this rail or a lower one, from a higher rail down.
 * @param {Routed} own
 * @param {Routed[]} all
 * @returns {number[]}
 */
function crossings(own, all) {
  const row = own.rows[0];
  const level = (/** @type {Routed} */ r) => r.runs.get(row)?.level ?? -1;
  return all.flatMap((r) => r.ends.filter((e) => e.row === row && level(r) >= 0
    && (e.top ? level(r) >= level(own) : level(r) < level(own))).map((e) => e.x));
}

/** The middle of the widest stretch between two ends. @param {End[]} ends @returns {number|null} */
function middleOf(ends) {
  const xs = ends.map((e) => e.x).sort((a, b) => a - b);
  const stretches = xs.slice(1).map((x, i) => ({ at: (x + xs[i]) / 2, w: x - xs[i] }));
  return stretches.reduce((best, s) => (s.w > best.w ? s : best), { at: /** @type {number|null} */ (null), w: 0 }).at;
}

/**
 * Where lines of others pass through a wire that they do not hang from.
 * @param {Routed} own
 * @param {number} row
 * @param {Routed[]} all
 * @returns {number[]}
 */
function through(own, row, all) {
  const level = (/** @type {Routed} */ r) => r.runs.get(row)?.level ?? -1;
  return all.flatMap((r) => (r === own ? [] : r.ends.filter((e) => e.row === row && level(r) >= 0 && (e.top ? level(r) > level(own) : level(r) < level(own))).map((e) => e.x)));
}

/**
 * Hangs a NIC from a rail; the switch's port for it is the point where its drop meets the rail.
 * @param {Scene} scene
 * @param {string} rail
 * @param {Anchor} end
 * @param {number} railY
 * @param {import('../model/types.js').Device|undefined} port
 * @param {Namespace|undefined} lan
 */
function hang(scene, rail, end, railY, port, lan) {
  const meet = { x: end.x, y: railY };
  const drop = [{ x: end.x, y: end.y }, meet];
  if (!port || !lan) {
    scene.wiring.wire(end.id, rail, drop, 'nic');
    return;
  }
  scene.wiring.anchor(port.id, meet.x, meet.y, lan.id);
  scene.wiring.wire(end.id, port.id, drop, 'nic');
  scene.wiring.wire(port.id, rail, [meet], 'inside');
}
