import { html, nothing, render } from '../lib/lit.js';
import { translator } from '../model/text.js';
import { join } from '../model/documents.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/state.js').ImportForm} ImportForm */
/** @typedef {import('../model/types.js').Problem} Problem */

/**
 * Import and edit: paste, choose or drop documents; what is wrong is said under the line it is in.
 * @param {HTMLDialogElement} dialog
 * @param {State} state
 * @param {{change: (patch: Partial<ImportForm>) => void, submit: () => void, close: () => void}} on
 */
export function renderImport(dialog, state, on) {
  const { form } = state;
  if (!form) {
    if (dialog.open) dialog.close();
    return;
  }
  const t = translator(state.messages);
  const title = t(form.id === null ? 'ui.import.title' : 'ui.edit.title', form.name);
  render(html`
    <form method="dialog" @submit=${(/** @type {Event} */ e) => {
      e.preventDefault();
      on.submit();
    }}>
      <header><h2 id="import-title">${title}</h2>
        <button type="button" class="icon" aria-label=${t('ui.close')} @click=${on.close}>✕</button></header>
      <p class="soft">${t(form.id === null ? 'ui.import.text' : 'ui.edit.text')}</p>
      <div class="form-row">
        <label>${t('ui.import.name')} <input name="name" maxlength="80" .value=${form.name}
          @input=${(/** @type {any} */ e) => on.change({ name: e.target.value })}></label>
        <label class="file">${t('ui.import.files')} <input type="file" multiple accept=".yaml,.yml,.json,.txt,application/json,application/yaml"
          @change=${async (/** @type {any} */ e) => on.change({ text: join(form.text, await readFiles(e.target.files)), problems: [] })}></label>
      </div>
      ${form.message ? html`<p class="problem" role="alert">${form.message}</p>` : nothing}
      ${general(form.problems)}
      <label class="text-label" for="import-text">${t('ui.import.documents')}</label>
      <textarea id="import-text" spellcheck="false" autocomplete="off" .value=${form.text}
        placeholder=${t('ui.import.placeholder')} @input=${(/** @type {any} */ e) => on.change({ text: e.target.value })}></textarea>
      ${form.problems.some((p) => p.line) ? annotated(form, t, dialog) : nothing}
      <footer><button type="button" @click=${on.close}>${t('ui.cancel')}</button>
        <button type="submit" class="primary" ?disabled=${form.busy || form.text.trim() === ''}>
          ${t(form.busy ? 'ui.import.busy' : form.id === null ? 'ui.import.submit' : 'ui.edit.submit')}</button></footer>
    </form>`, dialog);
  if (!dialog.open) dialog.showModal();
}

/** @param {Problem[]} problems */
function general(problems) {
  const rest = problems.filter((p) => !p.line);
  return rest.length === 0 ? nothing : html`<ul class="problems">${rest.map((p) => html`<li class=${p.severity}>${p.message}
    <small>${[p.file, p.path].filter(Boolean).join(' ')}</small></li>`)}</ul>`;
}

const AROUND = 3;

/**
 * The lines with problems, numbered, a few lines around them, each problem under its line.
 * @param {ImportForm} form
 * @param {import('../model/text.js').Translate} t
 * @param {HTMLElement} dialog
 */
function annotated(form, t, dialog) {
  const lines = form.text.split('\n');
  /** @type {Map<number, Problem[]>} */
  const byLine = new Map();
  for (const p of form.problems) if (p.line) byLine.set(p.line, [...(byLine.get(p.line) ?? []), p]);
  const shown = new Set([...byLine.keys()].flatMap((n) =>
    Array.from({ length: 2 * AROUND + 1 }, (_, i) => n - AROUND + i)).filter((n) => n >= 1 && n <= lines.length));
  let last = 0;
  const rows = [...shown].sort((a, b) => a - b).slice(0, 400).map((n) => {
    const gap = n !== last + 1;
    last = n;
    const own = byLine.get(n) ?? [];
    return html`${gap ? html`<div class="gap">⋯</div>` : nothing}
      <div class=${`line ${own.length > 0 ? 'bad' : ''}`}><i>${n}</i><code>${lines[n - 1]}</code></div>
      ${own.map((p) => html`<button type="button" class=${`under ${p.severity}`} title=${t('ui.import.goto')}
        @click=${() => goTo(dialog, form.text, n)}>${p.message} <small>${p.path ?? ''}</small></button>`)}`;
  });
  return html`<div class="annotated" role="group" aria-label=${t('ui.problems', form.problems.length)}>${rows}</div>`;
}

/**
 * @param {HTMLElement} dialog
 * @param {string} text
 * @param {number} line
 */
function goTo(dialog, text, line) {
  const area = /** @type {HTMLTextAreaElement|null} */ (dialog.querySelector('textarea'));
  if (!area) return;
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
  area.scrollTop = Math.max(0, (line - 4) * (area.scrollHeight / Math.max(1, lines.length)));
}

/**
 * @param {FileList|File[]} files
 * @returns {Promise<string[]>} their texts, in the order of their names
 */
export async function readFiles(files) {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  return Promise.all(sorted.map((file) => file.text()));
}
