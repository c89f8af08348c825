/**
 * Holds the state; every change is an action through a pure reducer. A listener that throws does not keep the others from
 * hearing of the change.
 * @template S, A
 * @param {(state: S, action: A) => S} reduce
 * @param {S} initial
 * @param {(e: unknown) => void} [failed] hears what a listener threw
 */
export function createStore(reduce, initial, failed = (e) => console.error(e)) {
  let state = initial;
  /** @type {Set<(state: S) => void>} */
  const listeners = new Set();
  return {
    get: () => state,
    /** @param {A} action */
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) {
        try {
          listener(state);
        } catch (e) {
          failed(e);
        }
      }
    },
    /**
     * @param {(state: S) => void} listener
     * @returns {() => void} stops listening
     */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
