import { html, nothing } from '../../lib/lit.js';
import { chancesOf } from '../../model/backends.js';

/** @typedef {import('../../model/types.js').Mark} Mark */
/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */

/**
 * The endpoints among which chance chose at this step, each of which can be chosen instead: the walk is sent again.
 * @param {Mark} mark
 * @param {State} state
 * @param {Translate} t
 * @param {import('./terminal.js').On} on
 */
export function backendsPanel(mark, state, t, on) {
  const chances = chancesOf(mark, state);
  if (chances.length === 0) return nothing;
  return html`<div class="evidence backends"><div class="cap"><b>${t('ui.backends')}</b><span>${t('ui.backends.help', chances.length)}</span></div>
    <table><thead><tr><th scope="col">${t('ui.backends.address')}</th><th scope="col">${t('ui.backends.pod')}</th><th scope="col">${t('ui.backends.chance')}</th><th scope="col"></th></tr></thead>
    <tbody>${chances.map((c) => html`<tr class=${c.chosen ? `chosen ${mark.flow}` : ''}><td>${c.address}</td><td>${c.pod || '–'}</td><td>${c.percent}</td>
      <td>${c.chosen ? t('ui.backends.chosen') : c.probe === null ? nothing : html`<button type="button" class="link" ?disabled=${state.sending}
        aria-label=${t('ui.backends.chooseThis', c.address)} @click=${() => on.tryProbe(c.probe ?? {})}>${t('ui.backends.choose')}</button>`}</td></tr>`)}</tbody></table></div>`;
}
