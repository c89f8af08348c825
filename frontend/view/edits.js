import { html, nothing } from '../lib/lit.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */

/**
 * What commands have changed, each with a button that takes it back.
 * @param {State} state
 * @param {Translate} t
 * @param {{undo: (which: number|'last') => void}} on
 */
export function editList(state, t, on) {
  const edits = state.info?.edits ?? [];
  if (edits.length === 0) return nothing;
  return html`<h2>${t('ui.edits', edits.length)}</h2>
    <ol class="edits">${edits.map((e) => html`<li class=${e.refused ? 'refused' : ''}>
      <div><code><span>${e.namespace} #</span> ${e.command}</code>
      ${e.refused ? html`<small>${t('ui.edits.refused', e.refused)}</small>` : nothing}</div>
      <button type="button" class="icon" ?disabled=${state.running} aria-label=${t('ui.edits.remove', e.command)}
        title=${t('ui.edits.remove', e.command)} @click=${() => on.undo(e.number)}>✕</button></li>`)}</ol>`;
}
