import { actOf } from './acts.js';
import { chancesOf } from './backends.js';

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
