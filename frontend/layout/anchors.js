import { endOf } from '../model/timeline.js';
import { length } from './graph.js';

/** @typedef {import('../model/types.js').Mark} Mark */
/** @typedef {import('./graph.js').Point} Point */
/** @typedef {import('./graph.js').Wiring} Wiring */
/** @typedef {{mark: Mark, anchor: string, points: Point[]}} Leg the way a packet takes to a mark from the one before */

const AT_DEVICE = new Set(['FrameReceived', 'FrameTransmitted', 'BridgeFlooded', 'BridgeForwarded', 'BridgeLearned',
  'BridgeNetfilter', 'BridgePassedUp', 'RemoteFound', 'RemoteLearned', 'Encapsulated', 'Bypassed', 'Decapsulated', 'TooBig', 'Fragmented']);
const DROPPED_AT_DEVICE = new Set(['LINK_DOWN', 'OTHERHOST', 'BRIDGE_PORT_DISABLED', 'BRIDGE_SAME_PORT',
  'BRIDGE_NO_PORT', 'TOO_BIG', 'FRAME_TOO_LONG', 'VXLAN_NO_REMOTE', 'VXLAN_UNKNOWN_VNI', 'DUMMY']);

/**
 * Where on the drawing a step happens: steps of links and tunnels at their device, everything else in the namespace's IP stack.
 * @param {Mark} mark
 * @returns {string} id of an anchor, which may be missing from a scene
 */
export function anchorOf(mark) {
  const { step, namespace } = mark;
  const device = step.device ?? stringField(step, 'bridge');
  const linkDrop = step.type === 'Dropped' && DROPPED_AT_DEVICE.has(endOf(step));
  if (device && (AT_DEVICE.has(step.type) || linkDrop)) return `${namespace}/${device}`;
  return `stack:${namespace}`;
}

/**
 * The way of a whole trace over a scene: one leg per mark. A mark the scene has no place for stays where the packet was.
 * @param {Mark[]} marks in order of play
 * @param {Wiring} wiring
 * @returns {Map<number, Leg>} by seq
 */
export function legsOf(marks, wiring) {
  /** @type {Map<number, Leg>} */
  const legs = new Map();
  for (const mark of marks) {
    const before = mark.previous ? legs.get(mark.previous.seq) : undefined;
    let anchor = anchorOf(mark);
    if (!wiring.anchors.has(anchor)) anchor = before?.anchor ?? anchor;
    const points = before ? wiring.route(before.anchor, anchor) : wiring.route(anchor, anchor);
    legs.set(mark.seq, { mark, anchor, points: points.length > 0 ? points : wiring.route(anchor, anchor) });
  }
  return legs;
}

/**
 * The middle of every straight run long enough to carry an arrowhead, with the direction of travel.
 * @param {Point[]} points
 * @param {number} shortest
 * @returns {{x: number, y: number, angle: number}[]}
 */
export function arrowheads(points, shortest) {
  const heads = [];
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const b = points[i];
    if (length([a, b]) < shortest) continue;
    heads.push({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, angle: (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI });
  }
  return heads;
}

/**
 * @param {import('../model/types.js').Step} step
 * @param {string} name
 * @returns {string|null}
 */
function stringField(step, name) {
  const value = step.fields?.[name];
  return typeof value === 'string' ? value : null;
}
