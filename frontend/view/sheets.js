import { translator } from '../model/text.js';
import { write } from './attributes.js';

/** Pages on which parts are sheets from below, as in style/small.css. */
export const SMALL_PAGE = '(max-width: 699px), (max-width: 1099px) and (max-height: 560px)';

const SHEETS = 'nav, aside, #actions[data-open], #probe[data-open]';
/** How far a sheet is pulled down until it goes, in CSS px. */
const AWAY = 70;

/**
 * Sheets from below go when they are pulled down, by their head or where they show their beginning, with Escape, and by their ✕. While one covers
 * most of the page, the stage stands so that the packet is in what is left of it.
 * @param {HTMLElement} root
 * @param {ReturnType<typeof import('../model/screen.js').createScreen<import('../model/state.js').State>>} screen
 * @param {HTMLElement} stage
 * @param {{close: () => void, packet: () => number|null}} on `close`: the one whose being open is part of the state; `packet`: how far below the
 *   stage's upper edge it is, in CSS px
 */
export function createSheets(root, screen, stage, on) {
  const small = matchMedia(SMALL_PAGE);
  /** @type {{sheet: HTMLElement, y: number, by: number}|null} */ let pulled = null;

  /** @param {HTMLElement} sheet */
  function close(sheet) {
    if (!sheet.matches('[data-open]')) return on.close();
    sheet.removeAttribute('data-open');
    sheet.querySelector('[aria-expanded]')?.setAttribute('aria-expanded', 'false');
  }

  /** Whether something between the finger and the sheet is scrolled down, or moves by itself. @param {Element} from @param {Element} sheet */
  function isHeld(from, sheet) {
    if (from.closest('input, select, textarea, .map, [draggable]')) return true;
    for (let e = from; e !== sheet; e = /** @type {Element} */ (e.parentElement)) if (e.scrollTop > 0) return true;
    return sheet.scrollTop > 0;
  }

  root.addEventListener('touchstart', (e) => {
    const from = e.target instanceof Element ? e.target : null;
    const sheet = /** @type {HTMLElement|null|undefined} */ (from?.closest(SHEETS));
    pulled = small.matches && from && sheet && e.touches.length === 1 && !isHeld(from, sheet) ? { sheet, y: e.touches[0].clientY, by: 0 } : null;
  }, { passive: true });
  root.addEventListener('touchmove', (e) => {
    if (!pulled) return;
    pulled.by = Math.max(0, e.touches[0].clientY - pulled.y);
    pulled.sheet.style.translate = pulled.by > 0 ? `0 ${pulled.by}px` : '';
  }, { passive: true });
  for (const end of /** @type {const} */ (['touchend', 'touchcancel'])) {
    root.addEventListener(end, () => {
      if (!pulled) return;
      const { sheet, by } = pulled;
      pulled = null;
      sheet.style.translate = '';
      if (end === 'touchend' && by > AWAY) close(sheet);
    });
  }
  root.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape' || e.isComposing) return;
    for (const sheet of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('#actions[data-open], #probe[data-open]'))) {
      close(sheet);
      e.preventDefault();
    }
  });
  const leave = /** @type {HTMLElement|null} */ (root.querySelector('#sheet-close'));
  leave?.addEventListener('click', on.close);
  screen.show((s) => [s.messages], (state) => leave && write(leave, 'aria-label', translator(state.messages)('ui.close')));
  screen.show((s) => [s.drawer, s.cursor], ({ drawer }) => lift(drawer && small.matches ? root.querySelector(drawer === 'right' ? 'aside' : 'nav') : null));

  /** @param {Element|null} sheet over the page; one at its side leaves the stage as it is */
  function lift(sheet) {
    const over = sheet?.getBoundingClientRect();
    const packet = over && over.left <= 0 ? on.packet() : null;
    const seen = Math.max(0, (over?.top ?? 0) - stage.offsetTop);
    const by = packet === null ? 0 : Math.max(0, Math.min(packet - seen / 2, stage.offsetHeight - seen));
    stage.style.translate = by > 0 ? `0 ${-Math.round(by)}px` : '';
  }

  return {
    /** Where they are sheets, closes what is open. */
    close() {
      if (small.matches) on.close();
    },
  };
}
