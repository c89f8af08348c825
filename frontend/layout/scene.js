import { Wiring } from './graph.js';
import { enforcementOf } from '../model/gates.js';
import { endpointsOf } from '../model/network.js';
import { foldedIn } from './folds.js';
import { groundOf, groupPods, isPeopled, metricsFor, placesOf } from './ground.js';
import { gatesOf } from './kinds/gate.js';
import { clearOf, placeRouters, roomyWidth, routerOf, routerTop, routerWidth } from './kinds/router.js';
import { zoomOf } from './kinds/router-card.js';
import { headHeight, layoutMachine } from './kinds/machine.js';
import { unknownMachine } from './kinds/unknown.js';
import { outsideWidth, placeOutside } from './kinds/outside.js';
import { tellApart } from './kinds/pod.js';
import { ghostsHeight, placeGhosts } from './kinds/ghost.js';
import { placeGone } from './kinds/gone.js';
import { netsOf } from './nets.js';
import { nicPlaces } from './parts.js';
import { placeGutters, placeIn } from './racks.js';
import { dropTo, placeRails, planRails, withoutStraight } from './rails.js';

/** @typedef {import('../model/types.js').Topology} Topology */
/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('./kinds/machine.js').MachineBox} MachineBox */
/** @typedef {import('./kinds/router.js').RouterDisc} RouterDisc */
/** @typedef {import('./kinds/segment.js').SegmentLine} SegmentLine */
/** @typedef {import('./rails.js').End} End */
/** @typedef {import('./shapes.js').Box} Box */
/** @typedef {import('./ground.js').Ground} Ground */
/** @typedef {import('./ground.js').Place} Place */
/** @typedef {import('./ground.js').Frame} Frame */
/**
 * @typedef {object} Scene
 * @property {number} width
 * @property {number} height
 * @property {MachineBox[]} machines
 * @property {RouterDisc[]} routers
 * @property {import('./kinds/outside.js').OutsideBox[]} outside hosts beyond the routers
 * @property {SegmentLine[]} segments
 * @property {import('./kinds/ghost.js').Ghost[]} ghosts
 * @property {number} top where racks and zones begin
 * @property {Map<string, string>} owner machine of each namespace on one
 * @property {Wiring} wiring
 * @property {Map<string, Box>} places namespace id to its box
 * @property {Ground} ground where things will stand when something is added
 * @property {Topology} of what is drawn
 */
/**
 * Lays a network out: routers on top, under them the wires, machines hanging from these. Pure and deterministic; a packet
 * never moves anything, and what is added or removed moves nothing else as long as the same ground is used.
 * @param {Topology} topology
 * @param {{frame?: Frame, ground?: Ground|null, meter: import('./text.js').TextMeter, folding?: import('./folds.js').Folding|null}} how `ground`: that of the picture before; none to make it fit anew;
 *   `folding`: who has the room of a narrow picture
 * @returns {Scene}
 */
export function layoutScene(topology, { frame = { w: 768, h: 600 }, ground = null, meter, folding = null }) {
  const byId = new Map(topology.namespaces.map((n) => [n.id, n]));
  const nets = topology.summary ? summaryNets(topology, byId) : netsOf(topology, byId);
  const { found: all, outside } = placesOf(topology, byId, groupPods(topology.namespaces), nets);
  const m = ground?.m ?? metricsFor(all, frame);
  const found = m.narrow ? foldedIn(all, folding) : all;
  const own = groundOf(found, frame, ground, { ghosts: ghostsHeight(topology.services ?? [], m) });
  const routers = topology.machines.filter((r) => r.kind === 'router').flatMap((r) => {
    const namespace = byId.get(r.id);
    return namespace ? [routerOf(namespace, r.label, own)] : [];
  });
  const rows = rowsOf(own.plan, found);
  const perRow = Math.max(1, ...rows.map((r) => r.length));
  const taken = outsideWidth(outside.length, m);
  const top = routers.reduce((sum, r) => sum + routerWidth(r), 0) + 2 * m.margin + taken;
  const roomy = outside.length > 0 && rows.length === 1 && !m.narrow ? roomyWidth(own, routers, top, taken) : 0;
  /** @type {Scene} */
  const scene = {
    width: Math.max(widthOf(own, perRow), m.narrow ? 0 : 420, top, roomy), height: 0, top: 0, machines: [], routers: [], outside: [], segments: [], ghosts: [],
    wiring: new Wiring(), places: new Map(), owner: ownersOf(topology.namespaces), ground: own, of: topology,
  };
  for (const d of topology.namespaces.flatMap((n) => n.devices)) {
    if (d.cut) scene.wiring.cut.add(d.id);
    if (!d.up) scene.wiring.down.add(d.id);
  }
  if (own.racks) placeRacks(scene, found, routers, own.racks);
  else placeInRows(scene, rows, routers, { nets, outside, meter, byId });
  placeGhosts(scene, topology.services ?? []);
  const endpoints = endpointsOf(topology);
  const enforcement = enforcementOf(topology);
  const pods = scene.machines.flatMap((one) => one.pods);
  tellApart(pods);
  for (const pod of pods) {
    const namespace = byId.get(pod.id);
    Object.assign(pod, { endpoint: endpoints.get(pod.id) ?? null, cue: topology.cues?.get(pod.id) ?? null, gates: namespace ? gatesOf(namespace, enforcement) : [] });
  }
  for (const one of scene.machines) one.cue = topology.cues?.get(one.id) ?? null;
  placeGone(scene, topology.cues);
  for (const g of scene.ghosts) g.touched = topology.cues?.get(g.id)?.touched ?? false;
  return scene;
}

/**
 * Of a large network only is known how many hang from a wire; they are drawn on the one most hang from.
 * @param {Topology} topology
 * @param {Map<string, Namespace>} byId
 * @returns {import('./nets.js').Net[]}
 */
function summaryNets({ segments, machines }, byId) {
  const members = machines.flatMap((m) => byId.get(m.id)?.devices.filter((d) => d.role === 'nic').map((d) => d.id) ?? [`tile:${m.id}`]);
  return segments.slice(0, 1).map((s) => ({ ...s, members }));
}

/** @param {Ground} ground @param {number} perRow */
function widthOf({ racks, machineW, plan, m }, perRow) {
  if (racks) return racks.zones?.width ?? racks.gutter + racks.perRow * (racks.across * plan.cell.w + racks.gutter);
  return perRow * (machineW + m.machine.gap) - m.machine.gap + 2 * m.margin;
}

/** @param {Namespace[]} namespaces */
const ownersOf = (namespaces) => new Map(namespaces.flatMap((n) => (n.machine === null ? [] : [[n.id, n.machine]])));

/**
 * @param {Scene} scene
 * @param {(Place|null)[][]} rows
 * @param {import('./kinds/router.js').Router[]} routers
 * @param {{nets: import('./nets.js').Net[], outside: Place[], meter: import('./text.js').TextMeter, byId: Map<string, Namespace>}} from
 */
function placeInRows(scene, rows, routers, { nets, outside, meter, byId }) {
  const own = scene.ground;
  const { m } = own;
  const lead = (/** @type {import('./nets.js').Net} */ net) => meter.width(net.label, 'mono', 12) + m.road + m.rail.lead;
  const first = planRails(nets, endsOf(rows, own, scene.width, m.margin), lead, m);
  scene.width += first.left - m.margin;
  placeRouters(scene, routers, outsideWidth(outside.length, m), outside.length, clearOf(own, scene.width));
  const nicY = m.margin + routerTop(routers, m, outside.length) + m.router.pill;
  placeOutside(scene, outside.flatMap((p) => (p.host ? [{ namespace: p.host, label: p.machine.label }] : [])), nicY);
  const ends = endsOf(rows, own, scene.width, first.left);
  for (const { pills } of [...scene.routers, ...scene.outside]) for (const p of pills) ends.set(p.id, { id: p.id, x: p.x, row: 0, top: true });
  const { routed, levels } = planRails(withoutStraight(scene, nets), ends, lead, m);
  const above = routers.length > 0 || outside.length > 0;
  const tops = placeRows(scene, rows, own, { levels, left: first.left, top: above ? nicY + dropTo(m, zoomOf(own)) : m.margin + 24 });
  placeRails(scene, routed, tops, byId);
  for (const one of scene.machines) {
    if (!one.known) continue;
    const nic = scene.wiring.anchors.get(one.nics[0] ?? '');
    tile(scene, one, nic?.x ?? one.x + one.w / 2);
    if (nic) scene.wiring.wire(`tile:${one.id}`, nic.id, [{ x: nic.x, y: one.y }, { x: nic.x, y: nic.y }], 'inside');
  }
}

/** Where a machine is when it is seen from far. @param {Scene} scene @param {MachineBox} m @param {number} x */
const tile = (scene, m, x) => scene.wiring.anchor(`tile:${m.id}`, x, m.y, m.id);

/**
 * @param {Scene} scene
 * @param {Place[]} found
 * @param {import('./kinds/router.js').Router[]} routers
 * @param {import('./racks.js').Racks} racks
 */
function placeRacks(scene, found, routers, racks) {
  const { plan, m: sizes } = scene.ground;
  const byId = new Map(found.map((p) => [p.machine.id, p]));
  placeRouters(scene, routers);
  const top = sizes.margin + routerTop(routers, sizes) + sizes.router.pill + sizes.rail.drop;
  const machines = plan.cells.flatMap((id, i) => {
    const place = id === null ? undefined : byId.get(id);
    if (!place) return [];
    const { x, y, left } = placeIn(racks, i, plan.cell, top);
    const m = machineAt(scene, place, { x, y, w: scene.ground.machineW, h: 0 }, scene.ground);
    m.h = Math.max(m.h, plan.cell.h - sizes.rowGap);
    scene.machines.push(m);
    placed(scene, m);
    if (m.known) tile(scene, m, m.x + m.w / 2);
    return [{ id: m.id, ends: [`tile:${m.id}`, ...m.nics], x, y, left }];
  });
  scene.top = top;
  scene.height = racks.zones ? top + racks.zones.height + sizes.margin : Math.max(top, ...machines.map((m) => m.y)) + plan.cell.h + sizes.margin;
  placeGutters(scene, machines, top, scene.routers.flatMap((r) => r.pills.map((p) => p.id)));
}

/**
 * @param {import('./plan.js').Plan} plan
 * @param {Place[]} found
 * @returns {(Place|null)[][]} machines in their rows; a place that became free stays empty
 */
function rowsOf(plan, found) {
  const byId = new Map(found.map((p) => [p.machine.id, p]));
  /** @type {(Place|null)[][]} */
  const rows = [];
  for (let i = 0; i < plan.cells.length; i += plan.perRow) {
    rows.push(plan.cells.slice(i, i + plan.perRow).map((id) => (id === null ? null : byId.get(id) ?? null)));
  }
  return rows;
}

/**
 * Where the first machine of a row begins: a single row stands in the middle.
 * @param {unknown[][]} rows
 * @param {number} i
 * @param {Ground} ground
 * @param {number} width of the scene
 * @param {number} left
 */
function startOf(rows, i, ground, width, left) {
  if (rows.length > 1) return left;
  return Math.max(left, (width - rows[i].length * (ground.machineW + ground.m.machine.gap) + ground.m.machine.gap) / 2);
}

/**
 * @param {(Place|null)[][]} rows
 * @param {Ground} ground
 * @param {number} width
 * @param {number} left
 * @returns {Map<string, End>} where the NICs of machines hang from
 */
function endsOf(rows, ground, width, left) {
  /** @type {Map<string, End>} */
  const ends = new Map();
  rows.forEach((row, i) => row.forEach((place, k) => {
    if (!place) return;
    const corner = startOf(rows, i, ground, width, left) + k * (ground.machineW + ground.m.machine.gap);
    if (!place.parts) {
      const id = `tile:${place.machine.id}`;
      ends.set(id, { id, x: corner + ground.machineW / 2, row: i, top: false });
      return;
    }
    const x = corner + ground.m.machine.inset;
    const at = nicPlaces(place.parts, ground.machineW - 2 * ground.m.machine.inset, ground.m);
    [...place.parts.nics, ...place.parts.outer].forEach((nic, n) => ends.set(nic.id, { id: nic.id, x: x + at[n], row: i, top: false }));
  }));
  return ends;
}

/**
 * @param {Scene} scene
 * @param {(Place|null)[][]} rows
 * @param {Ground} ground
 * @param {{levels: number[], left: number, top: number}} how `levels`: heights of rails each row needs above it
 * @returns {number[]} the height of each row's uppermost rail
 */
function placeRows(scene, rows, ground, { levels, left, top: begin }) {
  const tops = [];
  const { plan, machineW, m: sizes } = ground;
  let top = begin;
  for (let i = 0; i < Math.max(rows.length, 1); i++) {
    const row = rows[i] ?? [];
    const rails = Math.max(1, levels[i] ?? 1);
    tops.push(top);
    const y = top + (rails - 1) * sizes.rail.level + sizes.rail.above;
    const full = plan.capacity === Infinity ? 0 : plan.cell.h - sizes.rowGap;
    let tallestBox = 0;
    row.forEach((place, k) => {
      if (!place) return;
      const box = { x: startOf(rows, i, ground, scene.width, left) + k * (machineW + sizes.machine.gap), y, w: machineW, h: 0 };
      const m = machineAt(scene, place, box, ground);
      m.h = Math.max(m.h, full > 0 ? full : isPeopled(place) ? ground.boxH : 0);
      scene.machines.push(m);
      tallestBox = Math.max(tallestBox, m.h);
      placed(scene, m);
    });
    top = y + (full > 0 ? full : tallestBox) + sizes.rowGap;
  }
  scene.height = top - sizes.rowGap + sizes.margin;
  return tops;
}

/**
 * @param {Scene} scene
 * @param {Place} place
 * @param {Box} box
 * @param {Ground} ground
 * @returns {MachineBox}
 */
function machineAt(scene, place, box, ground) {
  const { machine, host, parts, fold } = place;
  const { plan, podH, podW, m } = ground;
  const needed = host && parts ? headHeight(host, parts, box.w, m) : ground.head;
  const head = isPeopled(place) ? Math.max(ground.head, needed) : needed;
  if (!host || !parts) {
    const slots = { x: box.x + m.machine.inset, y: box.y + head + m.veth, cols: plan.cols, dx: podW + m.pod.gap + m.rows.lane, dy: podH + m.rows.gap };
    return unknownMachine(machine, { x: box.x, y: box.y, w: box.w, h: plan.cell.h - m.rowGap }, scene.wiring, slots, m);
  }
  const grids = plan.grids.get(machine.id) ?? new Map();
  return layoutMachine(machine, host, parts, { box, head, podH, podW, cols: plan.cols, grids, lanes: ground.lanes, most: plan.capacity, m, fold }, scene.wiring);
}

/** @param {Scene} scene @param {MachineBox} m */
function placed(scene, m) {
  scene.places.set(m.id, { x: m.x, y: m.y, w: m.w, h: m.known ? m.band.y + m.band.h - m.y : m.h });
  for (const pod of m.pods) scene.places.set(pod.id, { x: pod.x, y: pod.y, w: pod.w, h: pod.h });
  const { fold } = m;
  if (fold && !fold.open) for (const id of fold.pods) scene.places.set(id, { x: fold.x, y: fold.y, w: fold.w, h: fold.h });
}
