import { html, nothing, render } from '../lib/lit.js';
import { horizonColumn, isTold, walkLine } from '../model/walk.js';

/** @typedef {import('../model/state.js').State} State */

/**
 * What goes on paper: the whole picture, and the walk as a numbered list up to where the reader has been. It is made when the
 * browser is about to print, and nothing of it stays on the page.
 * @param {HTMLElement} place
 * @param {() => State} state
 * @param {() => {title: string, svg: string}} picture the whole of it as a file of its own
 */
export function keepPrintable(place, state, picture) {
  addEventListener('beforeprint', () => {
    const now = state();
    if (!now.topology) return;
    const { title, svg } = picture();
    const { steps } = walkLine(now);
    const end = isTold(now) ? now.trace?.outcome.sentence : '';
    const seen = steps.filter((mark) => mark.column <= horizonColumn(now));
    render(html`<h2>${title}</h2><img alt="" src=${`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}>
      <ol>${seen.map((mark) => html`<li>${mark.namespace}: ${mark.step.sentence}</li>`)}</ol>
      ${end ? html`<p class="end">${end}</p>` : nothing}`, place);
  });
  addEventListener('afterprint', () => render(nothing, place));
}
