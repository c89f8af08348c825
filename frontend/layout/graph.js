import { Ways } from './ways.js';

/**
 * The wires of a scene as a graph: what a packet can move along. Nodes are devices, IP stacks and rails (a bridge's
 * bar, a segment's line); an edge knows its own bends, so a route between two nodes is a polyline on the drawing.
 *
 * @typedef {{x: number, y: number}} Point
 * @typedef {{id: string, x: number, y: number, namespace: string}} Anchor
 * @typedef {{a: string, b: string, points: Point[], kind: string}} Wire
 */

export class Wiring {
  /** @type {Ways|null} made when a way is first looked for */
  #ways = null;

  constructor() {
    /** @type {Map<string, Anchor>} */
    this.anchors = new Map();
    /** @type {Wire[]} */
    this.wires = [];
    /** @type {Set<string>} devices whose cable is cut */
    this.cut = new Set();
    /** @type {Set<string>} devices that are down */
    this.down = new Set();
    /** @type {Map<string, string>} where a packet stops for a device, so that it never stands on the device's name */
    this.stops = new Map();
    /** @type {{x: number, top: number, bottom: number}[]} the ways down from routers, where roads to both sides part */
    this.stems = [];
    /** @type {Set<string>} loopback devices, through which a namespace sends to itself */
    this.loops = new Set();
    /** @type {Map<string, {out: string[], in: string[]}>} hooks along the stack of a namespace, from above */
    this.hooks = new Map();
  }

  /**
   * @param {string} id
   * @param {number} x
   * @param {number} y
   * @param {string} namespace
   */
  anchor(id, x, y, namespace) {
    this.anchors.set(id, { id, x, y, namespace });
  }

  /**
   * Joins two anchors; an edge to an anchor that does not exist is left out.
   * @param {string} a
   * @param {string} b
   * @param {Point[]} points from a to b, both ends included
   * @param {string} kind veth, port, leg, nic, inside
   */
  wire(a, b, points, kind) {
    if (!this.anchors.has(a) || !this.anchors.has(b)) return;
    this.wires.push({ a, b, points, kind });
    if (kind === 'lo') this.loops.add(a);
    this.#ways = null;
  }

  /**
   * The same, but it counts as so many wires where ways are compared.
   * @param {string} a
   * @param {string} b
   * @param {Point[]} points
   * @param {string} kind
   * @param {number} worth
   */
  detour(a, b, points, kind, worth) {
    let at = a;
    for (let i = 1; i < worth; i++) {
      const next = `${a}>${b}:${i}`;
      this.anchor(next, points[0].x, points[0].y, this.anchors.get(a)?.namespace ?? '');
      this.wire(at, next, points.slice(0, 1), 'inside');
      at = next;
    }
    this.wire(at, b, points, kind);
  }

  /** @returns {Map<string, {to: string, wire: Wire}[]>} the wires of every anchor */
  #neighbours() {
    /** @type {Map<string, {to: string, wire: Wire}[]>} */
    const links = new Map();
    for (const wire of this.wires) {
      for (const [from, to] of [[wire.a, wire.b], [wire.b, wire.a]]) {
        const list = links.get(from);
        if (list) list.push({ to, wire });
        else links.set(from, [{ to, wire }]);
      }
    }
    return links;
  }

  /**
   * The shortest way (in wires) between two anchors as a polyline, or an empty list when they are not joined.
   * @param {string} from
   * @param {string} to
   * @returns {Point[]}
   */
  route(from, to) {
    const start = this.anchors.get(from);
    if (!start) return [];
    if (from === to) return [{ x: start.x, y: start.y }];
    this.#ways ??= new Ways(this.#neighbours());
    const came = this.#ways.from(from, to);
    if (!came.has(to)) return [];
    /** @type {Point[]} */
    const reversed = [];
    for (let at = to; at !== from; ) {
      const link = /** @type {import('./ways.js').Came} */ (came.get(at));
      const points = link.wire.b === at ? [...link.wire.points].reverse() : link.wire.points;
      reversed.push(...points);
      at = link.from;
    }
    return tidy(reversed.reverse());
  }
}

/**
 * Removes repeated points, points in the middle of a straight run, and detours along a rail that come straight back.
 * @param {Point[]} points
 * @returns {Point[]}
 */
export function tidy(points) {
  /** @type {Point[]} */
  const out = [];
  for (const p of points) {
    while (out.length >= 2 && aligned(out[out.length - 2], out[out.length - 1], p)) out.pop();
    const last = out[out.length - 1];
    if (!last || last.x !== p.x || last.y !== p.y) out.push(p);
  }
  return out;
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {Point} c
 */
const aligned = (a, b, c) => (a.x === b.x && b.x === c.x) || (a.y === b.y && b.y === c.y);

/**
 * Total length of a polyline.
 * @param {Point[]} points
 * @returns {number}
 */
export function length(points) {
  let sum = 0;
  for (let i = 1; i < points.length; i++) {
    sum += Math.hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  }
  return sum;
}

/**
 * The point at a share of a polyline's length.
 * @param {Point[]} points at least one
 * @param {number} share 0 … 1
 * @returns {Point}
 */
export function pointAt(points, share) {
  let left = length(points) * Math.min(1, Math.max(0, share));
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const b = points[i];
    const part = Math.hypot(b.x - a.x, b.y - a.y);
    if (left <= part && part > 0) {
      const t = left / part;
      return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
    }
    left -= part;
  }
  return points[points.length - 1];
}
