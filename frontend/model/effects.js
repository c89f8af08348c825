/** @typedef {import('./state.js').State} State */
/** @typedef {import('./actions.js').Action} Action */
/**
 * Something the page fetches by itself when the state wants it.
 * @template W what is wanted
 * @typedef {object} Effect
 * @property {(state: State) => {key: string, of: W}|null} wants null where everything is there, or nothing is wanted
 * @property {(want: W, signal: AbortSignal) => Promise<Action|null>} ask
 */

/**
 * Runs a table of effects over a store. An effect is asked once for a key: not again while it is under way, nor after it came to
 * nothing; when it wants something else, what is under way is stopped and its answer dropped.
 * @param {{get: () => State, dispatch: (action: Action) => void, subscribe: (listener: (state: State) => void) => void}} store
 * @param {Record<string, Effect<any>>} table
 * @param {(name: string, e: unknown) => void} failed
 */
export function runEffects(store, table, failed) {
  /** @type {Map<string, {key: string, stop: AbortController}>} what was asked last, by effect */
  const under = new Map();

  /** @param {string} name @param {Effect<any>} effect */
  function look(name, effect) {
    const want = effect.wants(store.get());
    const before = under.get(name);
    if (before?.key === want?.key) return;
    before?.stop.abort();
    if (!want) {
      under.delete(name);
      return;
    }
    const stop = new AbortController();
    under.set(name, { key: want.key, stop });
    effect.ask(want.of, stop.signal).then((action) => {
      if (action && !stop.signal.aborted) store.dispatch(action);
    }, (e) => {
      if (!stop.signal.aborted) failed(name, e);
    });
  }

  store.subscribe(() => {
    for (const [name, effect] of Object.entries(table)) look(name, effect);
  });
}

/** A number for each object, so that a key can say which one is meant. */
export function numbering() {
  /** @type {WeakMap<object, number>} */
  const numbers = new WeakMap();
  let next = 0;
  return (/** @type {object} */ thing) => {
    const known = numbers.get(thing) ?? ++next;
    numbers.set(thing, known);
    return known;
  };
}
