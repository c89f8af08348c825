import { currentMark, visibleMarks } from '../../model/reducer.js';

/** @typedef {import('../../model/state.js').State} State */

/**
 * How namespaces are toned: where the cursor is, what is selected, and, once a packet has been stopped, what it never
 * reached.
 * @param {State} state
 * @returns {(namespace: string) => string} classes
 */
export function toneOf(state) {
  const here = currentMark(state)?.namespace;
  const stopped = isStopped(state);
  const reached = new Set(stopped ? visibleMarks(state).map((m) => m.namespace) : []);
  const selected = state.selection?.namespace;
  return (namespace) => [
    namespace === here ? 'here' : '',
    namespace === selected ? 'selected' : '',
    stopped && !reached.has(namespace) ? 'faded' : '',
  ].filter(Boolean).join(' ');
}

/**
 * @param {State} state
 * @returns {boolean} whether the cursor stands where the packet has been stopped, or after it
 */
export function isStopped(state) {
  const mark = currentMark(state);
  const stop = visibleMarks(state).find((m) => m.stop && m.flow !== 'arp');
  return stop !== undefined && mark !== null && mark.column >= stop.column;
}
