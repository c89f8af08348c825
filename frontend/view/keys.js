/**
 * An Enter that ends a composition chooses a word; it must not send anything.
 * @param {KeyboardEvent} e
 * @returns {boolean} whether an input method is composing
 */
export function stopWhileComposing(e) {
  const composing = e.isComposing || e.keyCode === 229;
  if (e.key === 'Enter' && composing) e.preventDefault();
  return composing;
}

/**
 * The whole page by keyboard: space plays, arrows step, Home and End jump, + − 0 zoom, shift with arrows pans.
 * Fields keep their keys, and nothing happens while an input method is composing.
 * @param {Document} document
 * @param {{dispatch: (a: any) => void, hasForm: () => boolean, closeDrawer: () => void,
 *   stage: {zoomBy: (f: number) => void, panBy: (dx: number, dy: number) => void, fitAll: () => void}}} on
 */
export function listenToKeys(document, on) {
  /** @type {Record<string, () => void>} */
  const keys = {
    ' ': () => on.dispatch({ type: 'playPressed' }),
    ArrowRight: () => on.dispatch({ type: 'stepped', by: 1 }),
    ArrowLeft: () => on.dispatch({ type: 'stepped', by: -1 }),
    Home: () => on.dispatch({ type: 'wentTo', end: 'first' }),
    End: () => on.dispatch({ type: 'wentTo', end: 'last' }),
    '+': () => on.stage.zoomBy(1.4),
    '=': () => on.stage.zoomBy(1.4),
    '-': () => on.stage.zoomBy(1 / 1.4),
    0: () => on.stage.fitAll(),
    Escape: () => on.closeDrawer(),
  };
  /** @type {Record<string, [number, number]>} */
  const pans = { ArrowRight: [-80, 0], ArrowLeft: [80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
  document.addEventListener('keydown', (e) => {
    if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey || on.hasForm() || e.defaultPrevented) return;
    const target = e.target instanceof Element ? e.target : null;
    if (target?.closest('input, select, textarea, [role=tablist]')) return;
    if (e.key === ' ' && target?.closest('button, summary')) return;
    const pan = e.shiftKey ? pans[e.key] : undefined;
    const act = pan ? () => on.stage.panBy(...pan) : keys[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  });
}
