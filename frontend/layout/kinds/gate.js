/** @typedef {import('../../model/types.js').Namespace} Namespace */
/** @typedef {import('../shapes.js').Box} Box */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {'let'|'shut'|'ignored'|'unknown'} State of what is known: a rule let in, none did, the plugin ignores it, or it was not evaluated */
/** @typedef {{way: 'in'|'out', state: State, policies: string[]}} Gate the policies that select a pod for one direction */

/** From a pod's corner to the middle of a shield. */
const FROM_EDGE = 20;
const SHIELD = 'M0,-10l8,3v6c0,5 -4,9 -8,11c-4,-2 -8,-6 -8,-11v-6z';
/** What stands in a shield, beside its colour and its dashes. @type {Readonly<Record<State, (way: Gate['way']) => string>>} */
const MARKS = Object.freeze({
  let: (way) => arrow(way), ignored: (way) => arrow(way), shut: (way) => `${arrow(way)}M-10,-1h20`,
  unknown: () => 'M-2.6,-3.4c0,-3.4 5.4,-3.4 5.4,0c0,2.2 -2.8,2.4 -2.8,4.6M0,4.6v0.6',
});

/** @param {Gate['way']} way @returns {string} into the pod, or out of it */
const arrow = (way) => (way === 'in' ? 'M0,-5v8m-3,-3l3,3l3,-3' : 'M0,4v-8m-3,3l3,-3l3,3');

/**
 * The gates of a pod. A pod that no policy selects has none.
 * @param {Namespace} namespace
 * @returns {Gate[]}
 */
export function gatesOf({ pods }) {
  const { gates } = pods[0] ?? {};
  if (!gates) return [];
  const gate = (/** @type {Gate['way']} */ way, /** @type {string[]} */ policies) => (policies.length === 0 ? [] : [{ way, state: /** @type {const} */ ('unknown'), policies }]);
  return [...gate('in', gates.ingress), ...gate('out', gates.egress)];
}

/**
 * Shields on a pod's border: in at the left of its interface, out at the right.
 * @param {Box & {id: string}} pod
 * @param {Gate[]} gates
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintGates(pod, gates, look) {
  if (look.level !== 'pod' && look.level !== 'node') return [];
  return gates.map(({ way, state, policies }) => {
    const x = way === 'in' ? pod.x + FROM_EDGE : pod.x + pod.w - FROM_EDGE;
    const at = (/** @type {string} */ path) => path.replace(/M(-?[\d.]+),(-?[\d.]+)/g, (_, dx, dy) => `M${Math.round((x + Number(dx)) * 10) / 10},${Math.round((pod.y + Number(dy)) * 10) / 10}`);
    return {
      key: `gate:${pod.id}:${way}`, cls: `gate ${state}`, ns: pod.id, title: [look.t(`ui.gate.${way}`, policies.length), look.t(`ui.gate.${state}`), ...policies].join('\n'),
      shapes: [{ t: /** @type {const} */ ('path'), cls: 'body', d: at(SHIELD) }, { t: /** @type {const} */ ('path'), cls: 'sign', d: at(MARKS[state](way)) }],
    };
  });
}
