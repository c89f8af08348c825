const LEAST_MILLIS = 6000;
/** Milliseconds for a word, or for a Chinese character. */
const WORD = 330;
const words = (/** @type {string} */ text) => (text.match(/[\u3400-\u9fff]|[^\s\u3400-\u9fff]+/g) ?? []).length;

/**
 * Shows what happened for as long as it takes to read, whatever else goes on.
 * @param {{subscribe: (listener: (state: {notice: string}) => void) => void}} store
 * @param {HTMLElement} place
 * @param {() => void} clear
 */
export function keepNotices(store, place, clear) {
  let timer = 0;
  let shown = '';
  store.subscribe(({ notice }) => {
    if (notice === shown) return;
    shown = notice;
    place.textContent = notice;
    place.hidden = notice === '';
    clearTimeout(timer);
    if (notice !== '') timer = window.setTimeout(clear, Math.max(LEAST_MILLIS, WORD * words(notice)));
  });
}
