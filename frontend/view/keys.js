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

/** What scrolls by itself: Home and End are its own there. */
const SCROLLS = '#tabpanel, .scrollback, .yaml, .table, #side';

/**
 * The whole page by keyboard: space sends, plays and pauses, arrows step, Home and End jump, + − 0 zoom, shift with arrows pans.
 * Fields keep their keys, and nothing happens while an input method is composing.
 * @param {Document} document
 * @param {{dispatch: (a: any) => void, hasForm: () => boolean, close: () => void, go: () => void,
 *   stage: {zoomBy: (f: number) => void, panBy: (dx: number, dy: number) => void, fitAll: () => void}}} on
 */
export function listenToKeys(document, on) {
  /** @type {Record<string, () => void>} */
  const keys = {
    ' ': () => on.go(),
    ArrowRight: () => on.dispatch({ type: 'stepped', by: 1 }),
    ArrowLeft: () => on.dispatch({ type: 'stepped', by: -1 }),
    Home: () => on.dispatch({ type: 'wentTo', end: 'first' }),
    End: () => on.dispatch({ type: 'wentTo', end: 'last' }),
    '+': () => on.stage.zoomBy(1.4),
    '=': () => on.stage.zoomBy(1.4),
    '-': () => on.stage.zoomBy(1 / 1.4),
    0: () => on.stage.fitAll(),
    Escape: () => on.close(),
  };
  /** @type {Record<string, [number, number]>} */
  const pans = { ArrowRight: [-80, 0], ArrowLeft: [80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
  document.addEventListener('keydown', (e) => {
    if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey || on.hasForm() || e.defaultPrevented) return;
    const target = e.target instanceof Element ? e.target : null;
    if (target?.closest('input:not([type=checkbox]), select, textarea, [role=tablist]')) return;
    if (e.key === ' ' && target?.closest('button, summary, a, input')) return;
    if ((e.key === 'Home' || e.key === 'End') && target?.matches(SCROLLS)) return;
    const pan = e.shiftKey ? pans[e.key] : undefined;
    const act = pan ? () => on.stage.panBy(...pan) : keys[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  });
}

/**
 * Menus close with Escape, and when something else is clicked.
 * @param {Document} document
 */
export function closeMenus(document) {
  const open = () => /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details.menu[open], details.options[open]')]);
  document.addEventListener('pointerdown', (e) => {
    for (const menu of open()) if (!(e.target instanceof Node && menu.contains(e.target))) menu.open = false;
  });
  document.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape' || e.isComposing) return;
    for (const menu of open()) {
      if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
      menu.open = false;
    }
  });
}
