import { LIMITS, usualWidths, widthsOf } from '../model/sides.js';
import { translator } from '../model/text.js';
import { sidesIn } from '../model/time.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/sides.js').Sides} Sides */

/** How far an arrow key moves a border, in CSS px. */
const KEY = 16;

/**
 * The borders of both sides: dragged, moved by arrow keys, folded by a double click or Enter.
 * @param {HTMLElement} page
 * @param {(sides: Partial<Sides>) => void} change
 */
export function createSides(page, change) {
  /** @type {State|null} */ let state = null;
  const borders = { left: border('left'), right: border('right') };
  addEventListener('resize', apply);

  /** @param {'left'|'right'} side */
  function border(side) {
    const handle = page.appendChild(document.createElement('div'));
    handle.className = `border ${side}`;
    for (const [name, value] of Object.entries({ role: 'separator', tabindex: '0', 'aria-orientation': 'vertical' })) handle.setAttribute(name, value);
    /** @type {'leftFolded'|'rightFolded'} */
    const folded = side === 'left' ? 'leftFolded' : 'rightFolded';
    const fold = () => change({ [folded]: !state?.sides[folded] });
    handle.addEventListener('pointerdown', (e) => {
      handle.setPointerCapture(e.pointerId);
      e.preventDefault();
    });
    handle.addEventListener('pointermove', (e) => {
      if (handle.hasPointerCapture(e.pointerId)) change({ [side]: side === 'left' ? e.clientX : innerWidth - e.clientX, [folded]: false });
    });
    handle.addEventListener('dblclick', fold);
    handle.addEventListener('keydown', (e) => {
      const by = e.key === 'ArrowRight' ? KEY : e.key === 'ArrowLeft' ? -KEY : 0;
      if (e.key === 'Enter') fold();
      else if (by !== 0 && state) change({ [side]: widthsOf(state.sides, innerWidth)[side] + (side === 'left' ? by : -by), [folded]: false });
      else return;
      e.preventDefault();
      e.stopPropagation();
    });
    return handle;
  }

  function apply() {
    if (!state) return;
    const sides = sidesIn(state);
    const widths = widthsOf(sides, innerWidth);
    const t = translator(state.messages);
    page.style.setProperty('--left', `${widths.left}px`);
    page.style.setProperty('--right', `${widths.right}px`);
    page.toggleAttribute('data-left-folded', sides.leftFolded);
    page.toggleAttribute('data-right-folded', sides.rightFolded);
    for (const side of /** @type {const} */ (['left', 'right'])) {
      const handle = borders[side];
      handle.setAttribute('aria-label', t(`ui.sides.${side}`));
      handle.title = t('ui.sides.help');
      handle.setAttribute('aria-valuemin', String(LIMITS[side][0]));
      handle.setAttribute('aria-valuemax', String(LIMITS[side][1]));
      handle.setAttribute('aria-valuenow', String(widths[side] || usualWidths(innerWidth)[side]));
    }
  }

  return {
    /** @param {State} next */
    render(next) {
      state = next;
      apply();
    },
  };
}
