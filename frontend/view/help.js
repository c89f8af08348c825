import { html, render } from '../lib/lit.js';
import { translator } from '../model/text.js';
import { KEYS } from './keys.js';

/**
 * Shows what the keys do.
 * @param {HTMLDialogElement} place
 * @param {Record<string, string>} messages
 */
export function showKeys(place, messages) {
  const t = translator(messages);
  render(html`<form method="dialog"><header><h2 id="keys-title">${t('ui.keys')}</h2><button class="icon" aria-label=${t('ui.close')} title=${t('ui.close')}>✕</button></header>
    <dl class="keys">${KEYS.map(([key, what]) => html`<dt>${key.split(' · ').map((k) => html`<kbd>${k}</kbd> `)}</dt><dd>${t(`ui.keys.${what}`)}</dd>`)}</dl></form>`, place);
  place.showModal();
}
