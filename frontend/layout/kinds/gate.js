import { words } from '../shapes.js';

/** @typedef {import('../../model/types.js').Namespace} Namespace */
/** @typedef {import('../shapes.js').Box} Box */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {import('../../model/gates.js').Enforcement} Enforcement */
/** @typedef {'open'|'let'|'ignored'|'unknown'} State of a gate: no policy selects the pod, some do and are enforced, nothing enforces them, or what does is not simulated */
/** @typedef {{way: 'in'|'out', state: State, policies: string[]}} Gate the policies that select a pod for one direction */

/** From a pod's corner to the middle of a shield. */
const FROM_EDGE = 20;
/** From the middle of the pill on the border to the middle of a shield, where a pod is narrow. */
const BESIDE = 33;
const SHIELD = 'M0,-10l8,3v6c0,5 -4,9 -8,11c-4,-2 -8,-6 -8,-11v-6z';
const QUESTION = 'M-2.6,-3.4c0,-3.4 5.4,-3.4 5.4,0c0,2.2 -2.8,2.4 -2.8,4.6M0,4.6v0.6';
/** Over the shield of the gate that shuts a packet out, which is seen only then. */
const BAR = 'M-10,-1h20';
/** What a packet takes of the width on either lane into a pod, and where the words stand beside it, as those of an endpoint. */
const ROAD = 51;
const INSET = 4.5;
const BELOW = 29;

/** @param {Gate['way']} way @returns {string} into the pod, or out of it */
const arrow = (way) => (way === 'in' ? 'M0,-5v8m-3,-3l3,3l3,-3' : 'M0,4v-8m-3,3l3,-3l3,3');

/**
 * The gates of a pod, none where the cluster has no policy.
 * @param {Namespace} namespace
 * @param {Enforcement|null} enforcement
 * @returns {Gate[]}
 */
export function gatesOf({ pods }, enforcement) {
  if (!enforcement || pods.length === 0) return [];
  const gate = (/** @type {Gate['way']} */ way, /** @type {string[]} */ policies) => ({
    way, policies, state: /** @type {State} */ (policies.length === 0 ? 'open' : enforcement),
  });
  const { gates } = pods[0];
  return [gate('in', gates?.ingress ?? []), gate('out', gates?.egress ?? [])];
}

/**
 * Shields on a pod's border: in at the left of its interface, out at the right.
 * @param {Box & {id: string, way: number}} pod
 * @param {Gate[]} gates
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintGates(pod, gates, look) {
  if (look.level !== 'pod' && look.level !== 'node') return [];
  const edge = Math.min(FROM_EDGE, Math.max(4, pod.way - pod.x - BESIDE));
  return gates.map(({ way, state, policies }) => {
    const x = way === 'in' ? pod.x + edge : pod.x + pod.w - edge;
    const at = (/** @type {string} */ path) => path.replace(/M(-?[\d.]+),(-?[\d.]+)/g, (_, dx, dy) => `M${Math.round((x + Number(dx)) * 10) / 10},${Math.round((pod.y + Number(dy)) * 10) / 10}`);
    const drawn = (/** @type {string} */ cls, /** @type {string} */ path) => ({ t: /** @type {const} */ ('path'), cls, d: at(path) });
    return {
      key: `gate:${pod.id}:${way}`, cls: `gate ${way} ${state}`, ns: pod.id,
      title: [policies.length === 0 ? look.t(`ui.gate.${way}.none`) : look.t(`ui.gate.${way}`, policies.length), look.t(`ui.gate.${state}`), ...policies].join('\n'),
      shapes: [drawn('body', SHIELD), drawn('sign', state === 'unknown' ? QUESTION : arrow(way)), drawn('bar', BAR)],
    };
  });
}

/**
 * What the shields mean, under them, where there is room: at both sides of the way into the pod.
 * @param {Box & {way: number}} pod
 * @param {Gate[]} gates
 * @param {Look} look
 * @returns {import('../shapes.js').Shape[]}
 */
export function paintGateWords(pod, gates, look) {
  if (look.level !== 'pod') return [];
  const rooms = { in: pod.way - pod.x - ROAD / 2 - INSET, out: pod.x + pod.w - pod.way - ROAD / 2 - INSET };
  return gates.flatMap(({ way, policies }) => {
    const room = rooms[way];
    const said = policies.length === 0 ? [look.t(`ui.gate.${way}.open`), look.t('ui.gate.free')] : [look.t(`ui.gate.${way}.many`, policies.length), look.t(`ui.gate.${way}.count`, policies.length)];
    const text = said.find((s) => look.meter.width(s, 'text', look.size(12)) <= room);
    if (text === undefined) return [];
    const at = way === 'in' ? { x: pod.x + INSET, y: pod.y + BELOW } : { x: pod.x + pod.w - INSET, y: pod.y + BELOW };
    return words(look, at, text, { cls: `soft gate-word ${way}`, anchor: way === 'in' ? 'start' : 'end', room });
  });
}
