import { html, nothing, render } from '../lib/lit.js';
import { foldedOf, ownersOf, stripOf } from '../model/strip.js';
import { translator } from '../model/text.js';
import { currentMark } from '../model/walk.js';
import { SMALL_PAGE } from './sheets.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/strip.js').Stripe} Stripe */

/** Around and between stripes, in CSS px. */
const PADDING = 22;
const GAP = 4;
/** How much less a stripe takes on a phone, where no badge stands beside them; and what is around all of them there. */
const NARROWER = 11;
const FRAME = 24;

/**
 * The strip over the stage: the packet at the cursor, layer by layer, always at the same place.
 * @param {HTMLElement} place
 */
export function createStrip(place) {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  /** @type {State|null} */ let state = null;
  let width = 0;
  new ResizeObserver(() => {
    if (place.clientWidth === width) return;
    width = place.clientWidth;
    draw();
  }).observe(place);

  /** @param {string} text */
  function measure(text) {
    return pen.measureText(text).width + PADDING + GAP;
  }

  function draw() {
    if (!state) return;
    const t = translator(state.messages);
    const mark = currentMark(state);
    const strip = mark && stripOf(mark, ownersOf(state.topology));
    if (!strip) {
      render(html`<p class="soft">${t(mark ? 'ui.packet.none' : 'ui.strip.empty')}</p>`, place);
      return;
    }
    pen.font = `600 12px ${getComputedStyle(place).getPropertyValue('--mono')}`;
    const { key, name } = strip.badge;
    const badge = name === null ? t(key) : t(key, name);
    const small = matchMedia(SMALL_PAGE).matches;
    const all = strip.stripes.map((s) => [said(s.pieces), said(s.brief), s.short].map((text) => measure(text) - (small ? NARROWER : 0)));
    const folded = foldedOf(strip.stripes, all, place.clientWidth - (small ? FRAME : Math.max(52, pen.measureText(badge).width) + 48));
    render(html`<b class=${`badge ${strip.flow}`}>${badge}</b>
      <div class=${`stripes ${strip.flow}`} role="group" aria-label=${t('ui.strip.label')}>${strip.stripes.map((s, i) => stripe(s, folded[i]))}</div>`, place);
  }

  return {
    /** @param {State} next */
    render(next) {
      state = next;
      draw();
    },
  };
}

/** @param {import('../model/strip.js').Piece[]} pieces */
const said = (pieces) => pieces.map((p) => p.text).join('');

/**
 * @param {Stripe} s
 * @param {number} folded
 */
const stripe = (s, folded) => (folded === 3 ? nothing : html`<span class=${`layer-${s.type} ${s.outer ? 'outer' : ''}`} data-layer=${s.type} title=${s.title}>${folded === 2 ? s.short
  : (folded === 1 ? s.brief : s.pieces).map((p) => (p.struck ? html`<s>${p.text}</s>` : p.strong ? html`<b>${p.text}</b>` : p.text))}</span>`);

/**
 * The strip and the token on the road are one packet: pointing at either lights both, and a click shows all its fields.
 * @param {HTMLElement} page where both are
 * @param {() => void} open
 */
export function joinPackets(page, open) {
  const packet = (/** @type {Event} */ e) => (e.target instanceof Element ? e.target.closest('.stripes, .token') : null);
  page.addEventListener('pointerover', (e) => page.toggleAttribute('data-packet-lit', packet(e) !== null));
  page.addEventListener('pointerleave', () => page.removeAttribute('data-packet-lit'));
  page.addEventListener('click', (e) => {
    if (packet(e)) open();
  });
}
