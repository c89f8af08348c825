import { groundOf, groupPods, placesOf } from './ground.js';
import { M } from './metrics.js';
import { CUE } from './kinds/cue.js';
import { ghostsHeight } from './kinds/ghost.js';
import { netsOf } from './nets.js';

/** @typedef {import('../model/types.js').Topology} Topology */
/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('./ground.js').Ground} Ground */
/** @typedef {import('../model/cast.js').Cast} Cast */

/**
 * A ground on which all of them have their places, in the form of a wide window, as a pod says what becomes of it.
 * @param {Cast} cast
 * @param {Topology} topology
 * @param {import('./ground.js').Frame} frame
 * @returns {Ground}
 */
export function groundFor(cast, topology, frame) {
  const full = filled(cast, topology);
  const byId = new Map(full.namespaces.map((n) => [n.id, n]));
  const { found } = placesOf(full, byId, groupPods(full.namespaces), netsOf(full, byId));
  return groundOf(found, { w: frame.w, h: frame.h }, null, { more: CUE, ghosts: ghostsHeight(topology.services ?? [], M) });
}

/**
 * The same ground with those in their slots who are there.
 * @param {Ground} ground
 * @param {Cast} cast
 * @param {Topology} topology
 * @returns {Ground}
 */
export function peopled(ground, cast, topology) {
  const there = new Set(topology.namespaces.map((n) => n.id));
  const grids = new Map([...ground.plan.grids].map(([machine, own]) => {
    const slots = cast.get(machine);
    if (!slots || own.size !== 1) return [machine, own];
    return [machine, new Map([...own].map(([key, grid]) => [key, { ...grid, slots: slots.map((pods) => pods.find((p) => there.has(p.id))?.id ?? null) }]))];
  }));
  return { ...ground, plan: { ...ground.plan, grids } };
}

/**
 * The topology with somebody in every slot. Who is not there is stood in for by a pod that is.
 * @param {Cast} cast
 * @param {Topology} topology
 * @returns {Topology}
 */
function filled(cast, topology) {
  const pods = topology.namespaces.filter((n) => n.kind === 'pod');
  const model = pods.reduce((/** @type {Namespace|null} */ a, b) => (a && a.pods.flatMap((p) => p.containers).length >= b.pods.flatMap((p) => p.containers).length ? a : b), null);
  if (!model) return topology;
  /** @type {Namespace[]} */
  const stands = [];
  /** @type {Map<string, import('../model/types.js').Device[]>} */
  const ports = new Map();
  const port = topology.namespaces.flatMap((n) => n.devices).find((d) => d.peer !== null && d.id === model.devices.find((own) => own.role !== 'loopback')?.peer);
  const bridge = port?.master ? port.master.slice(port.master.lastIndexOf('/') + 1) : null;
  for (const [machine, slots] of cast) {
    const missing = slots.length - pods.filter((p) => p.machine === machine).length;
    for (let i = 0; i < missing; i++) {
      const id = `cast:${machine}:${i}`;
      const cable = `${machine}/cast${i}`;
      stands.push({ ...model, id, machine, devices: model.devices.map((d) => ({ ...d, id: `${id}/${d.name}`, peer: d.role === 'loopback' ? null : cable })) });
      if (port) ports.set(machine, [...(ports.get(machine) ?? []), { ...port, id: cable, master: bridge === null ? null : `${machine}/${bridge}`, peer: `${id}/eth0` }]);
    }
  }
  return {
    ...topology, machines: topology.machines.map((m) => ({ ...m, pods: undefined })),
    namespaces: [...topology.namespaces.map((n) => (ports.has(n.id) ? { ...n, devices: [...n.devices, ...(ports.get(n.id) ?? [])] } : n)), ...stands],
  };
}
