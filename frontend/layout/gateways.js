import { M } from './metrics.js';
import { pill } from './pod.js';

/** @typedef {import('../model/types.js').Topology} Topology */
/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {{id: string, label: string, cx: number, cy: number, r: number, pills: import('./pod.js').Pill[]}} GatewayDisc */
/** @typedef {{namespace: Namespace, label: string, w: number}} Router */

/**
 * @param {Topology} topology
 * @param {Map<string, Namespace>} byId
 * @returns {Router[]}
 */
export function routersOf(topology, byId) {
  return topology.machines.filter((m) => m.kind === 'router').flatMap((m) => {
    const namespace = byId.get(m.id);
    return namespace ? [{ namespace, label: m.label, w: widthOf(namespace) }] : [];
  });
}

/** @param {Namespace} namespace @returns {number} with its NICs on both sides of the disc */
const widthOf = (namespace) =>
  Math.max(M.gateway.room, (2 * Math.ceil((cablesOf(namespace).length - 1) / 2) + 1) * M.gateway.step);

/** @param {Namespace} namespace */
const cablesOf = (namespace) => namespace.devices.filter((d) => d.role !== 'loopback');

/**
 * Routers stand on top, side by side; their NICs in a row at the lower edge of the disc, the first one in its middle.
 * @param {import('./scene.js').Scene} scene
 * @param {Router[]} routers
 */
export function placeGateways(scene, routers) {
  const free = (scene.width - routers.reduce((sum, r) => sum + r.w, 0)) / (routers.length + 1);
  let left = free;
  for (const { namespace, label, w } of routers) {
    placeGateway(scene, namespace, label, left + w / 2);
    left += w + free;
  }
}

/**
 * @param {import('./scene.js').Scene} scene
 * @param {Namespace} namespace
 * @param {string} label
 * @param {number} cx
 */
function placeGateway(scene, namespace, label, cx) {
  const { r } = M.gateway;
  const cy = M.margin + r;
  const y = cy + r;
  const stack = `stack:${namespace.id}`;
  scene.wiring.anchor(stack, cx, cy, namespace.id);
  scene.wiring.spots.set(stack, { side: 'left', dx: r + 32, dy: -8 });
  const cables = cablesOf(namespace);
  const pills = cables.map((device, k) => {
    const x = cx + Math.ceil(k / 2) * M.gateway.step * (k % 2 === 1 ? 1 : -1);
    scene.wiring.anchor(device.id, x, y, namespace.id);
    scene.wiring.spots.set(device.id, { side: x > cx ? 'right' : 'left', dx: 13, dy: -12 });
    const way = k === 0 ? [{ x, y }, { x: cx, y: cy }] : [{ x, y }, { x: cx, y }, { x: cx, y: cy }];
    scene.wiring.wire(device.id, stack, way, k === 0 ? 'inside' : 'spine');
    const text = [device.name, (device.addresses[0] ?? '').split('/')[0]].filter(Boolean).join(' ');
    const kind = device.role === 'other' ? 'tunnel' : 'nic';
    return { ...pill(device, namespace.id, x, y, kind, text), ...(cables.length > 1 ? { room: M.gateway.step - 12 } : {}) };
  });
  for (const device of cables) {
    const own = scene.wiring.anchors.get(device.id);
    const under = device.underlay ? scene.wiring.anchors.get(device.underlay) : undefined;
    if (!own || !under) continue;
    const turn = y + 18;
    const round = [{ x: own.x, y }, { x: own.x, y: turn }, { x: under.x, y: turn }, { x: under.x, y }];
    scene.wiring.wire(device.id, under.id, round, 'underlay');
  }
  const lo = namespace.devices.find((d) => d.role === 'loopback');
  if (lo) {
    scene.wiring.anchor(lo.id, cx - r + 12, cy, namespace.id);
    scene.wiring.wire(lo.id, stack, [{ x: cx - r + 12, y: cy }, { x: cx, y: cy }], 'inside');
  }
  scene.gateways.push({ id: namespace.id, label, cx, cy, r, pills });
  scene.places.set(namespace.id, { x: cx - r - 60, y: cy - r, w: 2 * r + 120, h: 2 * r });
}
