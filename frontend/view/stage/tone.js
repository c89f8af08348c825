import { currentMark, visibleMarks } from '../../model/reducer.js';

/** @typedef {import('../../model/state.js').State} State */

/**
 * How namespaces are toned: where the cursor is, what is selected, and, once a packet has been stopped, what it never
 * reached.
 * @param {State} state
 * @returns {(namespace: string) => string} classes
 */
export function toneOf(state) {
  const marks = visibleMarks(state);
  const mark = currentMark(state);
  const here = mark?.namespace;
  const stop = marks.find((m) => m.stop && m.flow !== 'arp');
  const stopped = stop !== undefined && mark !== null && mark.column >= stop.column;
  const reached = new Set(stopped ? marks.map((m) => m.namespace) : []);
  const selected = state.selection?.namespace;
  return (namespace) => [
    namespace === here ? 'here' : '',
    namespace === selected ? 'selected' : '',
    stopped && !reached.has(namespace) ? 'faded' : '',
  ].filter(Boolean).join(' ');
}
