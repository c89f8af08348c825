import { placeGone } from './kinds/gone.js';

/** @typedef {import('../model/types.js').Topology} Topology */
/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./kinds/machine.js').MachineBox} MachineBox */
/** @typedef {import('./kinds/machine.js').Machine} Machine */
/** @typedef {Topology['cues']} Cues */

/**
 * The scene of a moment of a large network in which nothing has changed but numbers: how many pods are on machines of which no more is
 * known, their findings, whether they are ready, and what is said of a moment. It shares its wires, and all machines that are as they were, with the scene before.
 * @param {Scene|null} before
 * @param {Topology} topology
 * @param {import('./ground.js').Ground|null} ground on which it would be laid out
 * @returns {Scene|null} null if it has to be laid out
 */
export function recounted(before, topology, ground) {
  if (!before?.ground.racks || ground !== before.ground || !isAlike(before.of, topology)) return null;
  const { cues } = topology;
  const now = new Map(topology.machines.map((m) => [m.id, m]));
  const machines = before.machines.map((box) => (box.known ? cued : counted)(box, /** @type {Machine} */ (now.get(box.id)), cues));
  const scene = { ...before, machines, of: topology };
  placeGone(scene, cues);
  return scene;
}

/** What decides where a machine stands. */
const KEPT = /** @type {const} */ (['id', 'kind', 'label', 'zone', 'rack']);

/** @param {Topology} one @param {Topology} other */
function isAlike(one, other) {
  return one.summary === true && other.summary === true && one.machines.length === other.machines.length
    && one.machines.every((m, i) => KEPT.every((key) => m[key] === other.machines[i][key]))
    && detailsOf(one) === detailsOf(other);
}

/** @type {WeakMap<Topology['namespaces'], string>} */
const known = new WeakMap();

/** What is known beside the machines. @param {Topology} topology */
function detailsOf(topology) {
  const { machines: _, namespaces, cues: __, id, name, ...rest } = topology;
  const text = known.get(namespaces) ?? JSON.stringify(namespaces);
  known.set(namespaces, text);
  return `${JSON.stringify(rest)}\n${text}`;
}

/** @param {MachineBox} box @param {Machine} now @param {Cues} cues @returns {MachineBox} with what is said of it and its pods now */
function cued(box, { ready, problems = 0 }, cues) {
  const pods = box.pods.map((pod) => ({ ...pod, cue: cues?.get(pod.id) ?? null }));
  return { ...box, ready, problems, cue: cues?.get(box.id) ?? null, pods, gone: [] };
}

/** @param {MachineBox} box @param {Machine} now @param {Cues} cues @returns {MachineBox} the same one if nothing has changed */
function counted(box, { ready, pods = 0, problems = 0 }, cues) {
  const cue = cues?.get(box.id) ?? null;
  return box.ready === ready && box.dots === pods && box.problems === problems && box.cue === cue ? box : { ...box, ready, dots: pods, problems, cue };
}
