import { stationOf } from './stations.js';
import { M } from './metrics.js';

/** @typedef {import('../model/types.js').Mark} Mark */
/** @typedef {import('./shapes.js').Point} Point */
/** @typedef {import('./shapes.js').Box} Box */
/** @typedef {import('./graph.js').Wiring} Wiring */
/**
 * A part of a walk without branches: a line of roads, on whose left the packets keep.
 * @typedef {object} Lane
 * @property {string} key
 * @property {import('../model/types.js').Flow} flow
 * @property {Mark[]} marks in order; the first may be that of another lane, from which this one branches off
 * @property {Point[]} road the middle of the road
 * @property {Point[]} line where packets go
 * @property {boolean} loops whether it only leads to a loopback and back
 * @property {number[]} at for each mark, the index in `line` where the packet stops
 */

/**
 * The lanes of a walk: marks that follow from one another in one flow make one lane, and what branches off begins another.
 * @param {Mark[]} marks in order of play
 * @param {Wiring} wiring
 * @param {{station?: (mark: Mark, wiring: Wiring) => string, scale?: number}} [how] where a mark stands, if not at its station; and how much wider roads are
 *   where things are small
 * @returns {{lanes: Lane[], laneOf: Map<number, {lane: Lane, index: number}>}} by seq, where a packet stops
 */
export function lanesOf(marks, wiring, { station: place = stationOf, scale = 1 } = {}) {
  /** @type {Map<number, string>} */
  const anchors = new Map();
  /** @type {Map<number, {marks: Mark[]}>} the chain a mark ends */
  const ends = new Map();
  /** @type {{marks: Mark[]}[]} */
  const chains = [];
  for (const mark of marks) {
    const before = mark.previous;
    const station = handedUp(mark, before && anchors.get(before.seq)) ?? place(mark, wiring);
    anchors.set(mark.seq, wiring.anchors.has(station) ? station : (before && anchors.get(before.seq)) ?? station);
    const chain = before && before.flow === mark.flow ? ends.get(before.seq) : undefined;
    if (chain) {
      ends.delete(/** @type {Mark} */ (before).seq);
      chain.marks.push(mark);
      ends.set(mark.seq, chain);
    } else {
      const made = { marks: before && anchors.has(before.seq) ? [before, mark] : [mark] };
      chains.push(made);
      ends.set(mark.seq, made);
    }
  }
  /** @type {Map<number, {lane: Lane, index: number}>} */
  const laneOf = new Map();
  const lanes = chains.map(({ marks: own }) => {
    const lane = laneFor(own, anchors, wiring, scale);
    own.forEach((m, i) => {
      if (i > 0 || m.previous === null || !laneOf.has(m.seq)) laneOf.set(m.seq, { lane, index: i });
    });
    return lane;
  });
  return { lanes, laneOf };
}

/**
 * A bridge that lets the host's rules look at a frame before it hands it up: the packet is at the rules already.
 * @param {Mark} mark
 * @param {string|null|undefined} stands where the packet is
 */
const handedUp = ({ step, namespace }, stands) => (step.type === 'BridgePassedUp' && stands?.startsWith(`station:${namespace}:`) ? stands : null);

/**
 * @param {Mark[]} marks
 * @param {Map<number, string>} anchors
 * @param {Wiring} wiring
 * @param {number} scale
 * @returns {Lane}
 */
function laneFor(marks, anchors, wiring, scale) {
  const first = marks[marks.length - 1];
  /** @type {Point[]} */
  const road = [];
  /** @type {number[]} */
  const stops = [];
  let from = anchors.get(marks[0].seq) ?? '';
  let within = marks.every((m) => m.namespace === first.namespace);
  for (const mark of marks) {
    const to = anchors.get(mark.seq) ?? from;
    // the first mark only says where the lane begins; how its packet came there is another lane's
    const loop = mark === marks[0] ? undefined : (mark.through ?? []).find((device) => wiring.loops.has(device));
    within &&= mark === marks[0] || loop !== undefined || from === to;
    const way = loop ? [...wiring.route(from, loop), ...wiring.route(loop, to)] : wiring.route(from, to);
    for (const p of way) {
      const last = road[road.length - 1];
      if (!last || last.x !== p.x || last.y !== p.y) road.push({ x: p.x, y: p.y });
    }
    stops.push(Math.max(0, road.length - 1));
    from = to;
  }
  const apart = parted(road, stops, wiring, APART * scale);
  const { line, at } = kept(apart.road, (first.flow === 'arp' ? M.lane / 2 : within ? M.lane * (first.flow === 'request' ? 0.5 : 1.3) : M.lane) * scale, apart.stops);
  return { key: `${first.flow}:${marks[marks.length > 1 ? 1 : 0].seq}`, flow: first.flow, marks, road: apart.road, line, at, loops: within && apart.road.length > 2 };
}

/** How far the roads to both sides of a router stand apart on their way down from it. */
const APART = 10;

/**
 * Under a router the road to the left and the one to the right have each their own place, so that what goes up on the one
 * never lies on what goes down on the other.
 * @param {Point[]} road
 * @param {number[]} stops
 * @param {Wiring} wiring
 * @param {number} apart
 */
function parted(road, stops, wiring, apart) {
  if (wiring.stems.length === 0 || road.length < 2) return { road, stops };
  /** @type {Point[]} */
  const out = [];
  /** @type {number[]} */
  const moved = [];
  road.forEach((p, i) => {
    const stem = wiring.stems.find((s) => s.x === p.x && p.y >= s.top && p.y <= s.bottom);
    if (!stem) out.push(p);
    else {
      const before = sideOf(road, i, -1, stem);
      const after = sideOf(road, i, 1, stem);
      const turns = p.y === stem.top;
      if (turns) {
        if (before !== 0) out.push({ x: p.x + before * apart, y: p.y });
        moved[i] = out.push({ x: p.x, y: p.y }) - 1;
        if (after !== 0) out.push({ x: p.x + after * apart, y: p.y });
        return;
      }
      const up = i > 0 && road[i - 1].y > p.y || (i + 1 < road.length && road[i + 1].y < p.y);
      out.push({ x: p.x + (up ? before || after : after || before) * apart, y: p.y });
    }
    moved[i] = out.length - 1;
  });
  return { road: out, stops: stops.map((s) => moved[s] ?? s) };
}

/**
 * @param {Point[]} road
 * @param {number} i a point on a stem
 * @param {-1|1} step
 * @param {{x: number, top: number, bottom: number}} stem
 * @returns {number} the side from which the road comes to the stem, or to which it goes: −1 left, 1 right, 0 neither
 */
function sideOf(road, i, step, stem) {
  for (let k = i + step; k >= 0 && k < road.length; k += step) {
    const p = road[k];
    if (p.x !== stem.x) return Math.sign(p.x - stem.x);
    if (k !== i && p.y === stem.top) return 0;
  }
  return 0;
}

/**
 * The line on the left of a road.
 * @param {Point[]} road
 * @param {number} aside
 * @param {number[]} stops indexes of the road
 * @returns {{line: Point[], at: number[]}}
 */
function kept(road, aside, stops) {
  if (road.length < 2) return { line: road.map((p) => ({ ...p })), at: stops.map(() => 0) };
  /** @type {Point[]} */
  const line = [];
  /** @type {number[]} */
  const index = [];
  road.forEach((p, i) => {
    const into = i > 0 ? heading(road[i - 1], p) : null;
    const out = i + 1 < road.length ? heading(p, road[i + 1]) : null;
    const a = into ?? /** @type {Point} */ (out);
    const b = out ?? /** @type {Point} */ (into);
    if ((into === null || out === null) && a.y === 0) {
      const level = { x: p.x, y: p.y - a.x * aside };
      if (into !== null) line.push(level);
      index[i] = line.push({ x: p.x, y: p.y }) - 1;
      if (into === null) line.push(level);
      return;
    }
    const cross = a.x * b.y - a.y * b.x;
    const same = a.x * b.x + a.y * b.y;
    if (Math.abs(cross) < 1e-6 && same < 0) {
      index[i] = line.push({ x: p.x + a.y * aside, y: p.y - a.x * aside }) - 1;
      line.push({ x: p.x + b.y * aside, y: p.y - b.x * aside });
      return;
    }
    const f = aside / (1 + same);
    index[i] = line.push({ x: p.x + (a.y + b.y) * f, y: p.y - (a.x + b.x) * f }) - 1;
  });
  return { line, at: stops.map((s) => index[s]) };
}

/** @param {Point} a @param {Point} b @returns {Point} of length 1 */
function heading(a, b) {
  const d = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: (b.x - a.x) / d, y: (b.y - a.y) / d };
}

/**
 * Path data of a part of a line with rounded corners.
 * @param {Point[]} points
 * @param {number} [radius]
 * @returns {string}
 */
export function rounded(points, radius = 7) {
  const n = (/** @type {number} */ v) => Math.round(v * 100) / 100;
  if (points.length === 0) return '';
  let d = `M${n(points[0].x)},${n(points[0].y)}`;
  for (let i = 1; i < points.length; i++) {
    const [a, p, c] = [points[i - 1], points[i], points[i + 1]];
    if (!c) {
      d += `L${n(p.x)},${n(p.y)}`;
      continue;
    }
    const r = Math.min(radius, Math.hypot(p.x - a.x, p.y - a.y) / 2, Math.hypot(c.x - p.x, c.y - p.y) / 2);
    const u = heading(p, a);
    const v = heading(p, c);
    d += `L${n(p.x + u.x * r)},${n(p.y + u.y * r)}Q${n(p.x)},${n(p.y)} ${n(p.x + v.x * r)},${n(p.y + v.y * r)}`;
  }
  return d;
}

/**
 * Arrowheads at the straight stretches of a line that are long enough, away from every pill.
 * @param {Point[]} points
 * @param {Box[]} pills
 * @returns {{x: number, y: number, angle: number}[]}
 */
export function arrowheads(points, pills, shortest = 40, away = 14) {
  const heads = [];
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    if (Math.hypot(b.x - a.x, b.y - a.y) <= shortest) continue;
    const free = [0.5, 0.36, 0.64, 0.24, 0.76].map((s) => ({ x: a.x + (b.x - a.x) * s, y: a.y + (b.y - a.y) * s }))
      .find((p) => !pills.some((q) => p.x > q.x - away && p.x < q.x + q.w + away && p.y > q.y - away && p.y < q.y + q.h + away));
    if (free) heads.push({ ...free, angle: (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI });
  }
  return heads;
}
