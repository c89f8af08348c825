import { arrange } from './arrange.js';
import { Wiring } from './graph.js';
import { layoutMachine } from './machine.js';
import { heightsOf, measureMachine } from './measure.js';
import { M } from './metrics.js';
import { pill } from './pod.js';

/** @typedef {import('../model/types.js').Topology} Topology */
/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('./machine.js').MachineBox} MachineBox */
/** @typedef {import('./pod.js').Pill} Pill */
/** @typedef {{id: string, label: string, cx: number, cy: number, r: number, pills: Pill[]}} GatewayDisc */
/** @typedef {{id: string, label: string, rails: {x1: number, x2: number, y: number}[], spine: {x: number, y1: number,
 *   y2: number}|null}} SegmentLine */
/**
 * @typedef {object} Scene
 * @property {number} width
 * @property {number} height
 * @property {MachineBox[]} machines
 * @property {GatewayDisc[]} gateways
 * @property {SegmentLine[]} segments
 * @property {Wiring} wiring
 * @property {Map<string, {x: number, y: number, w: number, h: number}>} places namespace id to its box
 */

const WINDOW = { w: 840, h: 640 };

/**
 * Lays a cluster out: routers on top, the private network as a line under them, machines hanging from it.
 * Pure and deterministic; a packet never moves anything.
 * @param {Topology} topology
 * @returns {Scene}
 */
export function layoutScene(topology) {
  const byId = new Map(topology.namespaces.map((n) => [n.id, n]));
  const podsOf = groupPods(topology.namespaces);
  const members = new Set(topology.segments.flatMap((s) => s.members));
  const machines = topology.machines.filter((m) => m.kind !== 'router' && byId.get(m.id));
  const hosts = machines.map((m) => withNics(/** @type {Namespace} */ (byId.get(m.id)), members));
  const pods = machines.map((m) => podsOf.get(m.id) ?? []);
  const heights = pods.map(heightsOf);
  const most = heights.reduce((n, h) => Math.max(n, h.length), 1);
  const sizeOf = (/** @type {number} */ i, /** @type {number} */ columns) => measureMachine(hosts[i], heights[i], columns);
  const plan = arrange(machines.length, most, sizeOf, WINDOW);
  const draw = (/** @type {number} */ i, /** @type {number} */ columns) => layoutMachine(machines[i], hosts[i], pods[i], columns);
  /** @type {Scene} */
  const scene = {
    width: Math.max(plan.width, 420), height: 0,
    machines: [], gateways: [], segments: [], wiring: new Wiring(), places: new Map(),
  };
  const railY = M.margin + 2 * M.gateway.r + M.gateway.drop + 14;
  const rails = placeMachines(scene, plan, draw, railY);
  placeGateways(scene, topology, byId);
  placeSegments(scene, topology, byId, rails);
  return scene;
}

/**
 * @param {Scene} scene
 * @param {import('./arrange.js').Arrangement} plan
 * @param {(machine: number, columns: number) => MachineBox} draw
 * @param {number} firstRail
 * @returns {number[]} the height of each row's rail
 */
function placeMachines(scene, plan, draw, firstRail) {
  const rails = [];
  let railY = firstRail;
  for (const row of plan.rows) {
    rails.push(railY);
    const boxes = row.map((i) => draw(i, plan.podColumns));
    const width = boxes.reduce((sum, b) => sum + b.w + M.machineGap, -M.machineGap);
    const tallest = Math.max(...boxes.map((b) => b.h));
    let x = Math.max(M.margin, (scene.width - width) / 2);
    const y = railY + M.segmentDrop - M.band.inset;
    for (const box of boxes) {
      scene.machines.push({ ...box, x, y, h: tallest });
      scene.wiring.include(box.wiring, x, y);
      scene.places.set(box.id, { x, y, w: box.w, h: box.band.y + box.band.h });
      for (const pod of box.pods) scene.places.set(pod.id, { x: x + pod.x, y: y + pod.y, w: pod.w, h: pod.h });
      x += box.w + M.machineGap;
    }
    railY = y + tallest + 42;
  }
  scene.height = railY - 42 + M.margin;
  return rails.length > 0 ? rails : [firstRail];
}

/**
 * @param {Scene} scene
 * @param {Topology} topology
 * @param {Map<string, Namespace>} byId
 */
function placeGateways(scene, topology, byId) {
  const routers = topology.machines.filter((m) => m.kind === 'router' && byId.get(m.id));
  routers.forEach((router, i) => {
    const namespace = /** @type {Namespace} */ (byId.get(router.id));
    const cx = (scene.width * (i + 1)) / (routers.length + 1);
    const cy = M.margin + M.gateway.r;
    const stack = `stack:${namespace.id}`;
    scene.wiring.anchor(stack, cx, cy, namespace.id);
    scene.wiring.spots.set(stack, { side: 'left', dx: M.gateway.r + 32, dy: -8 });
    const shown = namespace.devices.filter((d) => d.role !== 'loopback');
    const pills = shown.map((device, k) => {
      const x = k === 0 ? cx : cx + 110 + (k - 1) * 90;
      const y = k === 0 ? cy + M.gateway.r : cy;
      scene.wiring.anchor(device.id, x, y, namespace.id);
      if (k === 0) scene.wiring.spots.set(device.id, { side: 'left', dx: 13, dy: -12 });
      scene.wiring.wire(device.id, stack, [{ x, y }, { x: cx, y: cy }], 'inside');
      const text = [device.name, (device.addresses[0] ?? '').split('/')[0]].filter(Boolean).join(' ');
      return pill(device, namespace.id, x, y, 'nic', text);
    });
    const lo = namespace.devices.find((d) => d.role === 'loopback');
    if (lo) {
      scene.wiring.anchor(lo.id, cx - M.gateway.r + 12, cy, namespace.id);
      scene.wiring.wire(lo.id, stack, [{ x: cx - M.gateway.r + 12, y: cy }, { x: cx, y: cy }], 'inside');
    }
    const r = M.gateway.r;
    scene.gateways.push({ id: namespace.id, label: router.label, cx, cy, r, pills });
    scene.places.set(namespace.id, { x: cx - r - 60, y: cy - r, w: 2 * r + 120, h: 2 * r });
  });
}

/**
 * @param {Scene} scene
 * @param {Topology} topology
 * @param {Map<string, Namespace>} byId
 * @param {number[]} railYs
 */
function placeSegments(scene, topology, byId, railYs) {
  for (const segment of topology.segments) {
    const ends = segment.members.map((id) => scene.wiring.anchors.get(id)).filter((a) => a !== undefined);
    if (ends.length === 0) continue;
    const spineX = railYs.length > 1 ? M.margin / 2 : null;
    const railOf = (/** @type {number} */ y) => railYs.findIndex((r, i) => y > r && (railYs[i + 1] ?? Infinity) > y);
    const switchId = `rail:${segment.id}:0`;
    const rails = railYs.map((y, i) => {
      const xs = ends.filter((a) => Math.max(0, railOf(a.y)) === i).map((a) => a.x);
      if (spineX !== null) xs.push(spineX);
      const x1 = Math.min(...xs) - (spineX === null ? 70 : 0);
      scene.wiring.anchor(`rail:${segment.id}:${i}`, (x1 + Math.max(...xs)) / 2, y, segment.namespace);
      return { x1, x2: Math.max(...xs) + 60, y };
    });
    for (let i = 1; i < rails.length && spineX !== null; i++) {
      const down = [{ x: spineX, y: railYs[i - 1] }, { x: spineX, y: railYs[i] }];
      scene.wiring.wire(`rail:${segment.id}:${i - 1}`, `rail:${segment.id}:${i}`, down, 'nic');
    }
    for (const end of ends) {
      const i = Math.max(0, railOf(end.y));
      hang(scene, `rail:${segment.id}:${i}`, end, railYs[i], byId.get(segment.namespace));
    }
    const spine = spineX === null ? null : { x: spineX, y1: railYs[0], y2: railYs[railYs.length - 1] };
    scene.segments.push({ id: segment.id, label: segment.label, rails, spine });
    scene.wiring.anchor(`stack:${segment.namespace}`, scene.width / 2, railYs[0], segment.namespace);
    const centre = [{ x: scene.width / 2, y: railYs[0] }];
    scene.wiring.wire(`stack:${segment.namespace}`, switchId, centre, 'inside');
  }
}

/**
 * Hangs a NIC from a rail; the switch's port for it is the point where its drop meets the rail.
 * @param {Scene} scene
 * @param {string} rail
 * @param {import('./graph.js').Anchor} end
 * @param {number} railY
 * @param {Namespace|undefined} lan
 */
function hang(scene, rail, end, railY, lan) {
  const meet = { x: end.x, y: railY };
  const drop = [{ x: end.x, y: end.y }, meet];
  const port = lan?.devices.find((d) => d.peer === end.id);
  if (!port || !lan) {
    scene.wiring.wire(end.id, rail, drop, 'nic');
    return;
  }
  scene.wiring.anchor(port.id, meet.x, meet.y, lan.id);
  scene.wiring.wire(end.id, port.id, drop, 'nic');
  scene.wiring.wire(port.id, rail, [meet], 'inside');
}

/**
 * @param {Namespace[]} namespaces
 * @returns {Map<string, Namespace[]>} pod namespaces by machine
 */
function groupPods(namespaces) {
  /** @type {Map<string, Namespace[]>} */
  const groups = new Map();
  for (const n of namespaces) {
    if (n.kind !== 'pod' || n.machine === null) continue;
    const group = groups.get(n.machine);
    if (group) group.push(n);
    else groups.set(n.machine, [n]);
  }
  return groups;
}

/**
 * A device that is a member of a segment is drawn as a NIC, whatever its kind.
 * @param {Namespace} host
 * @param {Set<string>} members
 * @returns {Namespace}
 */
function withNics(host, members) {
  const devices = host.devices.map((d) => (members.has(d.id) ? { ...d, role: /** @type {'nic'} */ ('nic') } : d));
  return { ...host, devices };
}
