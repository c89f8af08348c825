import { takingPart } from '../../model/part.js';

/** @typedef {import('../../model/state.js').State} State */

/**
 * Who is folded in a narrow picture. It changes when something else is asked or the reader unfolds a machine, and never from step to step.
 */
export function createFolds() {
  /** @type {ReadonlySet<string>|null} */ let part = null;
  /** @type {ReadonlySet<string>} */ let open = new Set();
  let cluster = '';

  return {
    /** @param {State} state @returns {boolean} whether others take part than before */
    update(state) {
      const other = state.clusterId !== cluster;
      cluster = state.clusterId;
      const next = takingPart(state) ?? (other ? null : part);
      if (!other && (next === part || (next && part && next.size === part.size && [...next].every((ns) => part?.has(ns))))) return false;
      const isMore = !other && part && next && [...part].every((ns) => next.has(ns));
      part = next;
      if (!isMore) open = new Set(); // a walk that has come shows more who take part, not another question
      return true;
    },
    /** @param {State|null} state @returns {import('../../layout/folds.js').Folding|null} none while time passes, as then pods come and go by themselves */
    now: (state) => (state?.timing ? null : { part, open }),
    /** Unfolds a machine, or folds it again. @param {string} machine */
    turn(machine) {
      const next = new Set(open);
      if (!next.delete(machine)) next.add(machine);
      open = next;
    },
    /** Unfolds the machine on which somebody is folded. @param {string} namespace @param {string|undefined} machine @returns {boolean} whether that was so */
    unfold(namespace, machine) {
      if (!part || !machine || machine === namespace || part.has(namespace) || open.has(machine)) return false;
      open = new Set([...open, machine]);
      return true;
    },
  };
}
