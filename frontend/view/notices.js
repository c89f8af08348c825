const LEAST_MILLIS = 6000;
/** Milliseconds for a word, or for a Chinese character. */
const WORD = 330;
const words = (/** @type {string} */ text) => (text.match(/[\u3400-\u9fff]|[^\s\u3400-\u9fff]+/g) ?? []).length;

/** From what stands around it, in CSS px. */
const GAP = 8;
/** Narrower than this a notice has too many lines. */
const LEAST = 240;

/** @typedef {{left: number, right: number, top: number, bottom: number}} Edges */

/**
 * Where a notice covers nothing: under the lowest lane of the time line, beside its key; else at the end of the row with the packet.
 * @param {{lanes: Edges, lowest: number, key: number, strip: Edges}} around `lowest`: where the lanes end; `key`: where the key begins
 * @param {(width: number) => number} heightIn how high the notice is, if it may be so wide
 * @returns {{left: number, top: number, width: number}|{right: number, top: number, width: number}}
 */
export function placeOfNotice({ lanes, lowest, key, strip }, heightIn) {
  const width = Math.min(key, lanes.right) - lanes.left - 3 * GAP;
  const h = width < LEAST ? Infinity : heightIn(width);
  if (lowest + GAP / 2 + h <= lanes.bottom) return { left: lanes.left + GAP, top: lanes.bottom - h - GAP / 2, width };
  return { right: strip.right - GAP, top: strip.top + GAP / 2, width: (strip.right - strip.left) / 2 };
}

/** Puts it where it covers nothing; where there is no time line, it stays at the foot of the page. @param {HTMLElement} place */
function stand(place) {
  place.removeAttribute('style');
  const [lanes, strip] = ['lanes', 'strip'].map((id) => document.getElementById(id));
  if (!lanes || !strip || lanes.clientHeight === 0 || strip.clientHeight === 0) return;
  const edges = (/** @type {Element} */ el) => el.getBoundingClientRect();
  const ends = [...lanes.querySelectorAll('.lane, .mark, .chip, .lane-name, .bracket')].filter((el) => !el.closest('.legend')).map((el) => edges(el).bottom);
  const key = lanes.querySelector('.legend');
  const at = placeOfNotice({ lanes: edges(lanes), lowest: Math.max(edges(lanes).top, ...ends), key: key ? edges(key).left : Infinity, strip: edges(strip) }, (width) => {
    place.style.maxWidth = `${width}px`;
    return place.offsetHeight;
  });
  const across = 'left' in at ? { left: `${at.left}px` } : { left: 'auto', right: `${innerWidth - at.right}px` };
  Object.assign(place.style, { ...across, top: `${at.top}px`, bottom: 'auto', transform: 'none', maxWidth: `${at.width}px` });
}

/**
 * Shows what happened for as long as it takes to read, whatever else goes on.
 * @param {{subscribe: (listener: (state: {notice: string}) => void) => void}} store
 * @param {HTMLElement} place
 * @param {() => void} clear
 */
export function keepNotices(store, place, clear) {
  let timer = 0;
  let shown = '';
  const lanes = document.getElementById('lanes');
  if (lanes) new ResizeObserver(() => { if (shown !== '') stand(place); }).observe(lanes);
  store.subscribe(({ notice }) => {
    if (notice === shown) return;
    shown = notice;
    place.textContent = notice;
    place.hidden = notice === '';
    if (notice !== '') requestAnimationFrame(() => stand(place));
    clearTimeout(timer);
    if (notice !== '') timer = window.setTimeout(clear, Math.max(LEAST_MILLIS, WORD * words(notice)));
  });
}
