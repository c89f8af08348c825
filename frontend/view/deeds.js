import { html, nothing } from '../lib/lit.js';
import { filled } from '../model/deeds.js';
import { stopWhileComposing } from './keys.js';

/** @typedef {import('../model/deeds.js').Deed} Deed */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {(edit: import('../model/deeds.js').EditBody) => void} Make */

/**
 * What can be done to a thing: a button for each, with its form where something has to be said first.
 * @param {Deed[]} deeds
 * @param {boolean} busy whether another edit is being made
 * @param {Translate} t
 * @param {Make} make
 */
export function deedList(deeds, busy, t, make) {
  return deeds.length === 0 ? nothing : html`<ul class="deeds">${deeds.map((deed) => html`<li>${deed.edit
    ? html`<button type="button" data-deed=${deed.id} ?disabled=${busy} @click=${() => make(/** @type {any} */ (deed.edit))}>${t(deed.key, ...deed.args)}</button>`
    : form(deed, busy, t, make)}</li>`)}</ul>`;
}

/**
 * @param {Deed} deed
 * @param {boolean} busy
 * @param {Translate} t
 * @param {Make} make
 */
function form(deed, busy, t, make) {
  const submit = (/** @type {any} */ e) => {
    e.preventDefault();
    const edit = filled(deed, Object.fromEntries([...new FormData(e.currentTarget)].map(([k, v]) => [k, String(v)])));
    if (!edit) return;
    e.currentTarget.closest('details').open = false;
    make(edit);
  };
  const field = (/** @type {import('../model/deeds.js').Field} */ f) => html`<label>${t(f.key)} ${f.choices
    ? html`<select name=${f.name}>${f.choices.map((c) => html`<option value=${c} ?selected=${c === f.value}>${c === '' ? '–' : c}</option>`)}</select>`
    : html`<input name=${f.name} .value=${f.value} ?required=${f.required} maxlength="253" autocomplete="off" autocapitalize="off" spellcheck="false"
      @keydown=${stopWhileComposing}>`}</label>`;
  return html`<details><summary data-deed=${deed.id}>${t(deed.key, ...deed.args)}…</summary>
    <form @submit=${submit}>${(deed.fields ?? []).map(field)}<button type="submit" ?disabled=${busy}>${t('ui.deed.do')}</button></form></details>`;
}
