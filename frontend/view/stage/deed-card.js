import { html, nothing, render } from '../../lib/lit.js';
import { deedsOf } from '../../model/deeds.js';
import { translator } from '../../model/text.js';
import { deedList } from '../deeds.js';

/** @typedef {import('../../model/deeds.js').Thing} Thing */
/** @typedef {import('../../model/state.js').State} State */

/** Between the card and what it speaks of, and the edge of the stage. */
const GAP = 8;

/**
 * The card that opens beside a thing of the picture and offers what can be done to it.
 * @param {HTMLElement} frame
 * @param {((edit: import('../../model/deeds.js').EditBody) => void)|null} make null where nothing can be changed
 */
export function createDeedCard(frame, make) {
  const card = frame.appendChild(document.createElement('div'));
  card.className = 'deed-card';
  card.setAttribute('role', 'dialog');
  card.hidden = true;
  /** @type {State|null} */ let state = null;
  /** @type {Thing|null} */ let thing = null;
  /** @type {HTMLElement|null} where the keyboard was */ let before = null;
  for (const kind of ['pointerdown', 'wheel', 'dblclick', 'click', 'contextmenu']) card.addEventListener(kind, (e) => e.stopPropagation());
  card.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') close();
    else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') along(e.key === 'ArrowDown' ? 1 : -1, e);
    if (!(e.target instanceof HTMLInputElement) || e.key === 'Escape') e.stopPropagation();
  });
  document.addEventListener('pointerdown', (e) => {
    if (!card.hidden && !(e.target instanceof Node && card.contains(e.target))) close(false);
  });

  const stops = () => /** @type {HTMLElement[]} */ ([...card.querySelectorAll('button, summary, input, select')]).filter((el) => el.getClientRects().length > 0);

  /** @param {number} by @param {KeyboardEvent} e */
  function along(by, e) {
    if (e.target instanceof HTMLSelectElement) return;
    e.preventDefault();
    const all = stops();
    all[(all.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + by + all.length) % all.length]?.focus();
  }

  function draw() {
    if (!state || !thing) return;
    const t = translator(state.messages);
    const known = { topology: state.topology, detail: state.details.get(thing.namespace) ?? null, edits: state.history?.edits ?? state.info?.edits ?? [], timing: state.timing };
    const name = titleOf(thing);
    card.setAttribute('aria-label', t('ui.deed.title', name));
    const deeds = deedsOf(known, thing);
    render(html`<header><b>${name}</b><button type="button" class="icon" aria-label=${t('ui.close')} title=${t('ui.close')} @click=${() => close()}>✕</button></header>
      ${deedList(deeds, state.running, t, (edit) => {
        close();
        make?.(edit);
      })}${deeds.length === 0 ? html`<p class="soft">${t('ui.deed.none')}</p>` : nothing}`, card);
  }

  /** @param {boolean} [back] whether the keyboard goes back to where it was */
  function close(back = true) {
    if (card.hidden) return;
    card.hidden = true;
    thing = null;
    if (back) before?.focus();
  }

  /** @param {Thing} of @param {{x: number, y: number}} at in the frame */
  function open(of, at) {
    if (!make || !state || state.at !== null) return;
    before = /** @type {HTMLElement|null} */ (document.activeElement);
    thing = of;
    card.hidden = false;
    draw();
    const room = { w: frame.clientWidth, h: frame.clientHeight };
    const x = at.x + GAP + card.offsetWidth > room.w ? at.x - GAP - card.offsetWidth : at.x + GAP;
    card.style.left = `${Math.max(GAP, Math.min(x, room.w - card.offsetWidth - GAP))}px`;
    card.style.top = `${Math.max(GAP, Math.min(at.y, room.h - card.offsetHeight - GAP))}px`;
    (stops().find((el) => !el.classList.contains('icon')) ?? stops()[0])?.focus();
  }

  /** @param {Element} hit @param {MouseEvent} e */
  function openAt(hit, e) {
    const box = frame.getBoundingClientRect();
    const of = (/** @type {string} */ name) => hit.getAttribute(`data-${name}`) || null;
    open({ namespace: of('ns') ?? '', device: of('dev'), part: of('part'), route: of('row') }, { x: e.clientX - box.left, y: e.clientY - box.top });
  }
  frame.addEventListener('contextmenu', (e) => {
    const hit = e.target instanceof Element ? e.target.closest('[data-ns]') : null;
    if (!hit) return;
    e.preventDefault();
    openAt(hit, e);
  });

  return {
    open,
    /** What runs in a pod, cables and routes offer what can be done at a click; other things at a click with the other button. @param {Element} hit @param {MouseEvent} e */
    clicked(hit, e) {
      if (hit.matches('.wire, [data-part], [data-row]:not([data-row=""])')) openAt(hit, e);
    },
    close,
    /** @param {State} next */
    render(next) {
      const other = state?.topology !== next.topology;
      state = next;
      if (card.hidden) return;
      if (other) close(false);
      else draw();
    },
  };
}

/** @param {Thing} thing */
function titleOf({ namespace, device, part, route }) {
  if (device) return device.replace(/^default\//, '');
  const own = namespace.replace(/^default\//, '');
  if (part) return `${own} · ${part.replace(/^container:/, '')}`;
  return route ? `${own} · ${route}` : own;
}
