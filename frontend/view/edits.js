import { html, nothing } from '../lib/lit.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {{undo: (which: number|'last') => void, redo: () => void, lookAt: (position: number|null) => void}} On */

/**
 * What was changed, each with a button that takes it back and one that shows the cluster as it was after it. What was taken
 * back stands below, until something else is changed.
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 */
export function editList(state, t, on) {
  const edits = state.history?.edits ?? state.info?.edits ?? [];
  const undone = state.history?.undone ?? [];
  if (edits.length + undone.length === 0) return nothing;
  const looks = typeof state.history?.position === 'number';
  return html`<h2>${t('ui.edits', edits.length)}</h2>
    ${state.at === null ? nothing : html`<p class="past" role="status">${state.at === 0 ? t('ui.edits.past.none') : t('ui.edits.past', state.at)}
      <button type="button" class="link" @click=${() => on.lookAt(null)}>${t('ui.edits.now')}</button></p>`}
    <ol class="edits">${looks ? html`<li class="begin"><button type="button" class="position" aria-current=${state.at === 0 ? 'true' : 'false'}
        title=${t('ui.edits.before')} aria-label=${t('ui.edits.before')} @click=${() => on.lookAt(0)}>0</button>
        <small>${t('ui.edits.begin')}</small></li>` : nothing}
      ${edits.map((e) => html`<li class=${e.refused ? 'refused' : ''}>
      ${looks ? html`<button type="button" class="position" title=${t('ui.edits.then')} aria-current=${(state.at ?? edits.length) === e.number ? 'true' : 'false'}
        aria-label=${`${e.number}: ${t('ui.edits.then')}`} @click=${() => on.lookAt(e.number === edits.length ? null : e.number)}>${e.number}</button>` : nothing}
      <div>${said(e)}
      ${e.refused ? html`<small>${t('ui.edits.refused', e.refused)}</small>` : nothing}</div>
      <button type="button" class="icon" ?disabled=${state.running} aria-label=${t('ui.edits.remove', e.command)}
        title=${t('ui.edits.remove', e.command)} @click=${() => on.undo(e.number)}>✕</button></li>`)}
      ${undone.map((e) => html`<li class="undone"><div>${said(e)}</div></li>`)}</ol>
    ${state.history?.redo ? html`<button type="button" class="redo" ?disabled=${state.running} title=${t('ui.edits.redo.help')}
      @click=${on.redo}>↷ ${t('ui.edits.redo')}</button>` : nothing}`;
}

/** @param {import('../model/types.js').Edit} e */
const said = (e) => html`<code><span>${e.namespace} ${e.kind === undefined || e.kind === 'commands' ? '#' : '·'}</span> ${e.command}</code>`;
