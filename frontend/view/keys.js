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

/** What the keys do, as the reader is told; the texts are `ui.keys.*`. @type {readonly (readonly [string, string])[]} */
export const KEYS = Object.freeze([
  ['Space', 'play'], ['Page Down · Page Up', 'decision'], ['→ · ←', 'step'], ['Home · End', 'ends'], ['↑ · ↓', 'lane'], ['1 · 2 · 3', 'answer'],
  ['+ · − · 0', 'zoom'], ['F', 'follow'], ['Shift + ← ↑ → ↓', 'pan'], ['/', 'search'], ['E', 'edit'], ['Ctrl + Z · Ctrl + Shift + Z', 'undo'], ['P', 'projector'], ['T', 'time'],
  ['. · B', 'blank'], ['Esc', 'close'], ['?', 'help'],
]);

/**
 * The whole page by keyboard; `KEYS` says what each does.
 * Fields keep their keys, and nothing happens while an input method is composing.
 * @param {HTMLElement} root
 * @param {{conductor: {step: (by: number) => void, next: (way: 1|-1) => void, end: (which: 'first'|'last') => void}, hasForm: () => boolean, close: () => void, go: () => void, help: () => void, edit: () => void, search: () => void, projector: () => void, time: () => void, lane: (by: number) => void, undo: () => void, redo: () => void, blank: () => void, forward: () => void, answer: (number: number) => void,
 *   stage: {zoomBy: (f: number) => void, panBy: (dx: number, dy: number) => void, fitAll: () => void, follow: () => boolean}}} on
 */
export function listenToKeys(root, on) {
  /** @type {Record<string, () => void>} */
  const keys = {
    ' ': () => on.go(),
    ArrowRight: () => on.conductor.step(1),
    ArrowLeft: () => on.conductor.step(-1),
    ArrowUp: () => on.lane(-1),
    ArrowDown: () => on.lane(1),
    Home: () => on.conductor.end('first'),
    End: () => on.conductor.end('last'),
    '+': () => on.stage.zoomBy(1.4),
    '=': () => on.stage.zoomBy(1.4),
    '-': () => on.stage.zoomBy(1 / 1.4),
    0: () => on.stage.fitAll(),
    f: () => on.stage.follow(),
    e: () => on.edit(),
    PageDown: () => on.forward(),
    PageUp: () => on.conductor.next(-1),
    1: () => on.answer(1),
    2: () => on.answer(2),
    3: () => on.answer(3),
    p: () => on.projector(),
    t: () => on.time(),
    b: () => on.blank(),
    '.': () => on.blank(),
    '/': () => on.search(),
    '?': () => on.help(),
    Escape: () => on.close(),
  };
  /** @type {Record<string, [number, number]>} */
  const pans = { ArrowRight: [-80, 0], ArrowLeft: [80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
  root.addEventListener('keydown', (e) => {
    if (e.isComposing || e.altKey || on.hasForm() || e.defaultPrevented) return;
    const target = e.target instanceof Element ? e.target : null;
    if (target?.closest('input:not([type=checkbox]), select, textarea') || (e.key !== 'Escape' && target?.closest('[role=tablist]'))) return;
    /** With Shift or Caps Lock a letter means the same. */
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (e.ctrlKey || e.metaKey) {
      if (key !== 'z') return;
      e.preventDefault();
      return e.shiftKey ? on.redo() : on.undo();
    }
    if (e.key === ' ' && target?.closest('button, summary, a, input')) return;
    if (/^(Home|End|Page)/.test(e.key) && target?.matches(SCROLLS)) return;
    const pan = e.shiftKey ? pans[e.key] : undefined;
    if (!pan && /^Arrow(Up|Down)/.test(e.key) && target?.closest(`${SCROLLS}, [role=tree], [role=grid]`)) return;
    const act = pan ? () => on.stage.panBy(...pan) : keys[key];
    if (!act) return;
    e.preventDefault();
    act();
  });
}

/**
 * Menus close with Escape, and when something else is clicked.
 * @param {HTMLElement} root
 */
export function closeMenus(root) {
  const open = () => /** @type {HTMLDetailsElement[]} */ ([...root.querySelectorAll('details.menu[open], details.options[open]')]);
  root.addEventListener('pointerdown', (e) => {
    for (const menu of open()) if (!(e.target instanceof Node && menu.contains(e.target))) menu.open = false;
  });
  root.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape' || e.isComposing) return;
    for (const menu of open()) {
      if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
      menu.open = false;
    }
  });
}
