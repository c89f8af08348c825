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
 * Where a notice covers no packet: under the lowest lane of the time line, beside its key; else at the foot of the stage, where the notes on what is assumed stand. The
 * row with the packet is no place for it, as packets of other steps are longer.
 * @param {{lanes: Edges, lowest: number, key: number, stage: Edges}} around `lowest`: where the lanes end; `key`: where the key begins
 * @param {(width: number) => number} heightIn how high the notice is, if it may be so wide
 * @returns {{left: number, top: number, width: number}}
 */
export function placeOfNotice({ lanes, lowest, key, stage }, heightIn) {
  const width = Math.min(key, lanes.right) - lanes.left - 3 * GAP;
  const h = width < LEAST ? Infinity : heightIn(width);
  if (lowest + GAP / 2 + h <= lanes.bottom) return { left: lanes.left + GAP, top: lanes.bottom - h - GAP / 2, width };
  const across = stage.right - stage.left - 2 * GAP;
  return { left: stage.left + GAP, top: stage.bottom - heightIn(across) - GAP / 2, width: across };
}

/** Puts it there; where there is no time line, it stays at the foot of the page. @param {HTMLElement} place */
function stand(place) {
  place.removeAttribute('style');
  const [lanes, stage] = ['lanes', 'stage'].map((id) => document.getElementById(id));
  if (!lanes || !stage || lanes.clientHeight === 0 || stage.clientHeight === 0) return;
  const edges = (/** @type {Element} */ el) => el.getBoundingClientRect();
  const ends = [...lanes.querySelectorAll('.lane, .mark, .chip, .lane-name, .bracket')].filter((el) => !el.closest('.legend')).map((el) => edges(el).bottom);
  const key = lanes.querySelector('.legend');
  place.style.left = '0'; // so that only what it may be wide limits it
  const at = placeOfNotice({ lanes: edges(lanes), lowest: Math.max(edges(lanes).top, ...ends), key: key ? edges(key).left : Infinity, stage: edges(stage) }, (width) => {
    place.style.maxWidth = `${width}px`;
    return place.offsetHeight;
  });
  Object.assign(place.style, { left: `${at.left}px`, top: `${at.top}px`, bottom: 'auto', transform: 'none', maxWidth: `${at.width}px` });
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
