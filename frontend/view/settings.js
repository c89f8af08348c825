import { isSchoolOpen } from '../model/lessons.js';
import { readSides } from '../model/sides.js';

/** @typedef {import('../model/state.js').State} State */

/**
 * Keeps in this browser how its reader wants the page.
 * @param {{get: () => State, dispatch: (action: import('../model/actions.js').Action) => void, subscribe: (listener: (state: State) => void) => void}} store
 * @param {Storage|null} storage null where the browser forbids it
 */
export function keepSettings(store, storage) {
  /** @param {string} key @param {string} value */
  function keep(key, value) {
    try {
      if (storage?.getItem(key) !== value) storage?.setItem(key, value);
    } catch {
      // Full, or forbidden: the setting holds until the page is closed.
    }
  }

  let before = store.get();
  store.subscribe((state) => {
    if (state.theme !== before.theme) keep('podlane.theme', state.theme);
    if (state.tellAtOnce !== before.tellAtOnce) keep('podlane.tell', state.tellAtOnce ? 'at once' : 'on arrival');
    if (state.guessing !== before.guessing) keep('podlane.guess', state.guessing ? 'first' : 'no');
    // while the school is open the right side is folded for it
    if (state.sides !== before.sides && !isSchoolOpen(state)) keep('podlane.sides', JSON.stringify(state.sides));
    if (state.own !== before.own) keep('podlane.own', JSON.stringify(state.own));
    before = state;
  });
  return {
    read() {
      const kept = (/** @type {string} */ key) => storage?.getItem(key) ?? null;
      const theme = kept('podlane.theme');
      store.dispatch({ type: 'themeChosen', theme: theme === 'light' || theme === 'dark' ? theme : 'auto' });
      store.dispatch({ type: 'tellChosen', on: kept('podlane.tell') === 'at once' });
      store.dispatch({ type: 'guessChosen', on: kept('podlane.guess') === 'first' });
      store.dispatch({ type: 'ownRead', ids: readOwn(kept('podlane.own')) });
      store.dispatch({ type: 'sidesChanged', sides: readSides(kept('podlane.sides')) });
    },
  };
}

/** @returns {Storage|null} none where the browser keeps nothing for this page, as in some frames */
export function pageStorage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** @param {string|null} text @returns {string[]} what makes no sense is left out */
function readOwn(text) {
  try {
    const ids = JSON.parse(text ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
