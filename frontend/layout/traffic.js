import { arrowheads, lanesOf, rounded } from './lanes.js';
import { M } from './metrics.js';
import { pillBox, sized } from './kinds/pill.js';

/** @typedef {import('./lanes.js').Lane} Lane */
/** @typedef {{x: number, y: number, stack: number}} Loop where a loopback device is, and at which x its stack */
/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./shapes.js').Point} Point */
/** @typedef {import('./shapes.js').Box} Box */
/** @typedef {import('./shapes.js').Look} Look */
/** @typedef {import('../model/types.js').Mark} Mark */
/**
 * A walk laid over a scene. It is made when the walk or the scene changes; a step only asks it how far each lane is walked.
 * @typedef {object} Traffic
 * @property {Lane[]} lanes with length, ARP first, so that it lies below
 * @property {Map<number, {lane: Lane, index: number}>} laneOf by seq
 * @property {Mark[]} marks
 * @property {number} scale how much wider roads are than usual, where things are small
 */

/** Lanes lie so far at most beside the middle of their road. */
const NEAR = 16;

/**
 * @param {Scene} scene
 * @param {Mark[]} marks
 * @param {Pick<Look, 'level'|'k'>} look from far a walk goes from machine to machine
 * @returns {Traffic}
 */
export function trafficOf(scene, marks, look) {
  const far = look.level === 'fleet' || look.level === 'rack';
  const scale = Math.max(1, 1 / look.k);
  const tile = (/** @type {Mark} */ m) => tileOf(scene, m.namespace);
  const { lanes, laneOf } = lanesOf(far ? marks.filter((m) => m.flow !== 'arp') : marks, scene.wiring, far ? { station: tile, scale } : { scale });
  const long = lanes.filter((l) => l.line.length > 1);
  return { lanes: long.sort((a, b) => Number(a.flow !== 'arp') - Number(b.flow !== 'arp')), laneOf, marks, scale };
}

/** @param {Scene} scene @param {string} ns @returns {string} the anchor that stands for it from far */
const tileOf = ({ owner, wiring }, ns) => [`tile:${owner.get(ns) ?? ns}`, `stack:${ns}`].find((id) => wiring.anchors.has(id)) ?? `tile:${ns}`;

/**
 * How far a lane is walked at a moment.
 * @param {Lane} lane
 * @param {number} column
 * @returns {number} index in its line, -1 when its first packet has not come there
 */
export function reached({ marks, at }, column) {
  let i = marks.length - 1;
  while (i >= 0 && marks[i].column > column) i--;
  return i < 0 ? -1 : at[i];
}

/**
 * The roads of a walk as path data: everything its packets use, without the branches of a flood.
 * @param {Traffic} traffic
 * @returns {string}
 */
export const roadsOf = ({ lanes, scale }) => lanes.filter((l) => l.flow !== 'arp').map((l) => rounded(l.road, 9 * scale)).join('');

/**
 * @param {Lane} lane
 * @param {number} from index in its line
 * @param {number} to
 * @returns {string} path data of that part
 */
export const partOf = ({ line }, from, to, scale = 1) => (to > from && from >= 0 ? rounded(line.slice(from, to + 1), 7 * scale) : '');

/**
 * Where a packet is on its way to a mark.
 * @param {Traffic} traffic
 * @param {Mark} mark
 * @param {Mark|null} from the mark it comes from, if not the one before
 * @param {number} share of the movement, 0 … 1
 * @returns {Point|null}
 */
export function placeOf({ laneOf }, mark, from, share) {
  const own = laneOf.get(mark.seq);
  if (!own) return null;
  const { lane, index } = own;
  const end = lane.at[index];
  if (share >= 1 || !from) return lane.line[end] ?? null;
  const i = lane.marks.findIndex((m) => m.seq === from.seq);
  const start = i < 0 ? (index > 0 ? lane.at[index - 1] : end) : lane.at[i];
  const points = start <= end ? lane.line.slice(start, end + 1) : lane.line.slice(end, start + 1).reverse();
  return along(points, share) ?? lane.line[end] ?? null;
}

/** Where the arrowhead of a flow is on its way to a loopback, so that none lies on another. */
const HEAD_TO_LOOP = { request: 0.66, reply: 0.46 };

/**
 * The point at a share of a polyline's length.
 * @param {Point[]} points
 * @param {number} share 0 … 1
 * @returns {Point|null} none on an empty one
 */
export function along(points, share) {
  let left = lengthOf(points) * Math.min(1, Math.max(0, share));
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const part = Math.hypot(b.x - a.x, b.y - a.y);
    if (left <= part && part > 0) return { x: a.x + ((b.x - a.x) * left) / part, y: a.y + ((b.y - a.y) * left) / part };
    left -= part;
  }
  return points[points.length - 1] ?? null;
}

/** @param {Point[]} points @returns {number} */
export const lengthOf = (points) => points.reduce((sum, p, i) => (i === 0 ? 0 : sum + Math.hypot(p.x - points[i - 1].x, p.y - points[i - 1].y)), 0);

/**
 * Loopback devices a walk goes through; others are not drawn.
 * @param {Traffic} traffic
 * @param {Scene} scene
 * @returns {Loop[]}
 */
export function loopsOf({ lanes }, { wiring }) {
  const loops = wiring.wires.filter((w) => w.kind === 'lo').map(({ points }) => ({ x: points[0].x, y: points[0].y, stack: points[points.length - 1].x }));
  return loops.filter((p) => lanes.some((l) => l.road.some((q) => q.x === p.x && q.y === p.y)));
}

/**
 * A packet that goes through a loopback device stands beside its name, towards the stack and never beyond it.
 * @param {Point|null} at
 * @param {Loop[]} loops
 * @param {number} away from the middle of the name to that of the packet
 * @returns {Point|null}
 */
export function besideLoop(at, loops, away) {
  const near = at && loops.find((l) => Math.abs(l.x - at.x) < away && Math.abs(l.y - at.y) < NEAR);
  if (!at || !near) return at;
  return { x: near.x + Math.sign(near.stack - near.x) * Math.min(away, Math.abs(near.stack - near.x)), y: at.y };
}

/**
 * @param {Scene} scene
 * @param {Look} look
 * @param {Point[]|null} [line] if given, only of machines it may come through
 * @returns {Box[]} the pills as they are drawn
 */
export function pillBoxes(scene, look, line = null) {
  const machines = line ? near(scene.machines, line) : scene.machines;
  const pills = [...machines.flatMap((m) => m.pills), ...scene.routers.flatMap((r) => r.pills), ...scene.outside.flatMap((o) => o.pills)];
  return pills.map((p) => pillBox(p, sized(p, look)));
}

/** @template {Box} B @param {B[]} boxes @param {Point[]} line */
function near(boxes, line) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const p of line) [left, right, top, bottom] = [Math.min(left, p.x), Math.max(right, p.x), Math.min(top, p.y), Math.max(bottom, p.y)];
  return boxes.filter((b) => b.x < right && b.x + b.w > left && b.y < bottom && b.y + b.h > top);
}

/**
 * @param {Lane} lane
 * @param {number} to index in its line
 * @param {Box[]} pills
 */
export function headsOf(lane, to, pills, scale = 1) {
  if (to < 1) return [];
  if (lane.loops) {
    const [, a, b] = lane.line;
    return [{ ...along([a, b], lane.flow === 'request' ? HEAD_TO_LOOP.request : HEAD_TO_LOOP.reply) ?? b, angle: b.x < a.x ? 180 : 0 }];
  }
  const own = lane.line.slice(0, to + 1);
  const xs = own.map((p) => p.x);
  const ys = own.map((p) => p.y);
  const [x1, x2, y1, y2] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)].map((v, i) => v + (i % 2 === 0 ? -20 : 20));
  const near = pills.filter((p) => p.x < x2 && p.x + p.w > x1 && p.y < y2 && p.y + p.h > y1);
  return arrowheads(own, near, 40 * scale, 14 * scale);
}

/**
 * The words of the flows, once at the sender's veth at both sides of the road, in space the layout keeps for them.
 * @param {Traffic} traffic
 * @param {Scene} scene
 * @param {number} column
 * @param {Look} look
 * @returns {{x: number, y: number, text: string, flow: string, anchor: 'start'|'end'}[]}
 */
export function flowWords({ lanes, marks }, scene, column, look) {
  if (look.level !== 'pod' || scene.ground.m.narrow) return [];
  const sender = marks.find((m) => m.flow === 'request')?.namespace;
  const veth = scene.wiring.wires.find((w) => w.kind === 'veth' && w.points.length === 2 && w.b.slice(0, w.b.lastIndexOf('/')) === sender);
  if (!veth || !lanes.some((l) => l.flow !== 'arp' && passes(l.road, veth.points))) return [];
  const [{ x, y }, end] = veth.points;
  const middle = (y + end.y) / 2 + look.size(12) * 0.36;
  const walked = new Set(lanes.filter((l) => reached(l, column) >= 0).map((l) => l.flow));
  const flows = [['request', 'end'], [walked.has('reply') ? 'reply' : 'error', 'start']];
  return flows.filter(([flow]) => walked.has(/** @type {any} */ (flow))).map(([flow, anchor]) => ({
    x: x + (anchor === 'end' ? -1 : 1) * (M.road / 2 + 5), y: middle, text: look.t(`ui.flow.${flow}`), flow, anchor: /** @type {'start'|'end'} */ (anchor),
  }));
}

/** @param {Point[]} road @param {Point[]} straight from above to below @returns {boolean} whether the road uses it */
function passes(road, [a, b]) {
  return road.some((p, i) => i > 0 && p.x === a.x && road[i - 1].x === a.x
    && Math.min(p.y, road[i - 1].y) <= a.y + 1 && Math.max(p.y, road[i - 1].y) >= b.y - 1);
}

/**
 * Who heard a flood and was not meant: words beside its interface.
 * @param {Traffic} traffic
 * @param {Scene} scene
 * @param {number} column
 * @param {Look} look
 */
export function bystanders({ lanes, marks }, scene, column, look) {
  if (look.level !== 'pod') return [];
  const heard = new Map();
  for (const m of marks) if (m.step.type === 'ArpIgnored' && m.column <= column && m.step.device) heard.set(`${m.namespace}/${m.step.device}`, m);
  const pills = [...scene.machines.flatMap((m) => m.pills)].filter((p) => heard.has(p.id));
  return lanes.length === 0 ? [] : pills.map((p) => ({ x: p.x + sized(p, look).w / 2 + 5, y: p.y - 5, text: look.t('ui.stage.notMine'), flow: 'arp', anchor: /** @type {const} */ ('start') }));
}

/** From one line of a tag to the next, of the size of its letters. */
export const TAG_LINE = 1.25;

/** @typedef {{x: number, y: number, room: number, left: boolean, above?: number}} TagPlace `room`: its width; `above`: how much over it is free too */

/**
 * Below a stack whose texts leave no place in it, at the left of what hangs from it.
 * @param {Pick<import('./kinds/machine.js').MachineBox, 'stack'|'bars'|'pills'>} host
 * @param {Look} look
 * @returns {TagPlace|null} null where something else stands there
 */
export function belowStack(host, look) {
  const { stack, bars } = host;
  const h = Math.max(20, look.size(12) * 1.65);
  const right = stack.corridor - stack.m.stack.beside - 2;
  const tag = { x: stack.x, y: stack.y + stack.h + 2, w: right - stack.x, h };
  const things = [...bars, ...host.pills.map((p) => pillBox(p, sized(p, look)))];
  const isFree = things.every((t) => t.x >= tag.x + tag.w || t.x + t.w <= tag.x || t.y >= tag.y + tag.h || t.y + t.h <= tag.y);
  return isFree ? { x: right, y: tag.y, room: tag.w, left: true } : null;
}

/**
 * What a tag says: in one line, or two where these say all and have room; else in few words, and cut where even these have no room.
 * @param {string} said
 * @param {TagPlace} place
 * @param {Pick<Look, 'meter'|'size'>} look
 * @param {string} [brief] the same in few words
 * @returns {string[]} none where nothing of it has room
 */
export function tagLines(said, { room, above = 0 }, { meter, size }, brief = said) {
  const px = size(12);
  for (const words of [said, brief]) {
    if (meter.width(words, 'strong', px) <= room - 16) return [words];
    const two = above >= px * TAG_LINE ? meter.wrap(words, 'strong', px, room - 16, 2) : [];
    if (two.length > 0) return two;
  }
  const text = meter.fit(brief, 'strong', px, room - 16);
  return text === '' ? [] : [text];
}
