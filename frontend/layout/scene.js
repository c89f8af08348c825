import { arrange } from './arrange.js';
import { placeGateways, routersOf } from './gateways.js';
import { Wiring } from './graph.js';
import { layoutMachine } from './machine.js';
import { measureMachine } from './measure.js';
import { M } from './metrics.js';
import { netsOf } from './nets.js';
import { partsOf } from './parts.js';
import { placeRails, planRails } from './rails.js';

/** @typedef {import('../model/types.js').Topology} Topology */
/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('./machine.js').MachineBox} MachineBox */
/** @typedef {import('./gateways.js').GatewayDisc} GatewayDisc */
/** @typedef {import('./rails.js').End} End */
/** @typedef {{id: string, label: string, labelX: number, room: number, rails: {x1: number, x2: number, y: number}[],
 *   spine: {x: number, y1: number, y2: number}|null}} SegmentLine */
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
 * Lays a network out: routers on top, under them the wires, machines hanging from these. Pure and deterministic; a packet
 * never moves anything.
 * @param {Topology} topology
 * @returns {Scene}
 */
export function layoutScene(topology) {
  const byId = new Map(topology.namespaces.map((n) => [n.id, n]));
  const podsOf = groupPods(topology.namespaces);
  const machines = fullestFirst(topology.machines.filter((m) => m.kind !== 'router' && byId.get(m.id)), byId, podsOf);
  const hosts = machines.map((m) => /** @type {Namespace} */ (byId.get(m.id)));
  const parts = machines.map((m, i) => partsOf(hosts[i], podsOf.get(m.id) ?? []));
  const most = parts.reduce((n, p) => Math.max(n, ...p.groups.map((g) => g.pods.length)), 1);
  const sizeOf = (/** @type {number} */ i, /** @type {number} */ columns) => measureMachine(hosts[i], parts[i], columns);
  const plan = arrange(machines.length, most, sizeOf, WINDOW);
  const wiring = new Wiring();
  const rows = plan.rows.map((row) => row.map((i) => layoutMachine(machines[i], hosts[i], parts[i], plan.podColumns, wiring)));
  const routers = routersOf(topology, byId);
  const nets = netsOf(topology, byId);
  /** @type {Scene} */
  const scene = {
    width: Math.max(plan.width, 420, routers.reduce((sum, r) => sum + r.w, 0) + 2 * M.margin), height: 0,
    machines: [], gateways: [], segments: [], wiring, places: new Map(),
  };
  const first = planRails(nets, endsOf(rows, scene.width, M.margin));
  scene.width += first.left - M.margin;
  placeGateways(scene, routers);
  const ends = endsOf(rows, scene.width, first.left);
  for (const gateway of scene.gateways) for (const p of gateway.pills) ends.set(p.id, { id: p.id, x: p.x, row: 0, top: true });
  const { routed, levels } = planRails(nets, ends);
  const tops = placeRows(scene, rows, levels, first.left, routers.length > 0);
  placeRails(scene, routed, tops, byId);
  return scene;
}

/**
 * Machines of a network without Kubernetes that nothing lives in stand behind the others; nodes keep their order.
 * @template {{id: string, kind: string}} T
 * @param {T[]} machines
 * @param {Map<string, Namespace>} byId
 * @param {Map<string, Namespace[]>} podsOf
 * @returns {T[]}
 */
function fullestFirst(machines, byId, podsOf) {
  const isBare = (/** @type {T} */ m) =>
    m.kind === 'host' && !podsOf.has(m.id) && !byId.get(m.id)?.devices.some((d) => d.role === 'bridge');
  return [...machines.filter((m) => !isBare(m)), ...machines.filter(isBare)];
}

/**
 * Where the first machine of a row begins: rows stand in the middle.
 * @param {MachineBox[]} row
 * @param {number} width of the scene
 * @param {number} left
 */
function startOf(row, width, left) {
  const own = row.reduce((sum, b) => sum + b.w + M.machineGap, -M.machineGap);
  return Math.max(left, (width - own) / 2);
}

/**
 * @param {MachineBox[][]} rows
 * @param {number} width
 * @param {number} left
 * @returns {Map<string, End>} where the NICs of machines hang from
 */
function endsOf(rows, width, left) {
  /** @type {Map<string, End>} */
  const ends = new Map();
  rows.forEach((row, i) => {
    let x = startOf(row, width, left);
    for (const box of row) {
      for (const id of box.nics) ends.set(id, { id, x: x + (box.wiring.anchors.get(id)?.x ?? 0), row: i, top: false });
      x += box.w + M.machineGap;
    }
  });
  return ends;
}

/**
 * @param {Scene} scene
 * @param {MachineBox[][]} rows
 * @param {number[]} levels heights of rails each row needs above it
 * @param {number} left
 * @param {boolean} routers whether some stand on top
 * @returns {number[]} the height of each row's uppermost rail
 */
function placeRows(scene, rows, levels, left, routers) {
  const tops = [];
  let top = M.margin + (routers ? 2 * M.gateway.r + M.gateway.drop + 14 : 8);
  for (let i = 0; i < Math.max(rows.length, 1); i++) {
    const row = rows[i] ?? [];
    const rails = levels[i] ?? 0;
    tops.push(top);
    const y = rails === 0 ? top : top + (rails - 1) * M.level + M.segmentDrop - M.band.inset;
    const tallest = row.reduce((h, b) => Math.max(h, b.h), 0);
    let x = startOf(row, scene.width, left);
    for (const box of row) {
      scene.machines.push({ ...box, x, y, h: box.pods.length > 0 ? tallest : box.h });
      scene.wiring.move(box.from, box.to, x, y);
      scene.places.set(box.id, { x, y, w: box.w, h: box.band.y + box.band.h });
      for (const pod of box.pods) scene.places.set(pod.id, { x: x + pod.x, y: y + pod.y, w: pod.w, h: pod.h });
      x += box.w + M.machineGap;
    }
    top = y + tallest + 42;
  }
  scene.height = top - 42 + M.margin;
  return tops;
}

/**
 * @param {Namespace[]} namespaces
 * @returns {Map<string, Namespace[]>} namespaces of pods and containers by machine
 */
function groupPods(namespaces) {
  /** @type {Map<string, Namespace[]>} */
  const groups = new Map();
  for (const n of namespaces) {
    if ((n.kind !== 'pod' && n.kind !== 'container') || n.machine === null) continue;
    const group = groups.get(n.machine);
    if (group) group.push(n);
    else groups.set(n.machine, [n]);
  }
  return groups;
}
