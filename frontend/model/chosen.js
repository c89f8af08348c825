import { actOf } from './acts.js';
import { chancesOf } from './backends.js';
import { shutGate } from './gates.js';

/** @typedef {import('./onstage.js').OnStage} OnStage */

/**
 * The pods that a Service's rules chose, as far as the reader has come.
 * @param {OnStage} walk
 * @param {Pick<import('./state.js').State, 'trace'|'probe'|'stale'>} state
 * @returns {string[]} as namespace/name
 */
export function chosenPods(walk, state) {
  const now = walk.mark;
  return now === null ? [] : walk.marks.filter((m) => m.column <= walk.now && actOf(m) === actOf(now))
    .flatMap((m) => chancesOf(m, state)).filter((c) => c.chosen && c.pod !== '').map((c) => c.pod);
}

/**
 * Pods that are marked as what decisions made of them: chosen by a Service's rules, or with a gate that shut the packet out.
 * @param {OnStage} walk
 * @param {Pick<import('./state.js').State, 'trace'|'probe'|'stale'|'topology'>} state
 * @returns {{chosen: string[], 'shut-in': string[], 'shut-out': string[], labelled: string[]}} namespaces by tone
 */
export function tonesOf(walk, state) {
  const chosen = chosenPods(walk, state);
  const gate = walk.denied ? shutGate(state.trace, state.topology, chosen) : null;
  const shut = (/** @type {'in'|'out'} */ way) => (gate?.way === way ? [gate.namespace] : []);
  return { chosen, 'shut-in': shut('in'), 'shut-out': shut('out'), labelled: walk.labels.map((each) => each.namespace) };
}
