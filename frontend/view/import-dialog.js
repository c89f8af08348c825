import { html, nothing, render } from '../lib/lit.js';
import { translator } from '../model/text.js';
import { lineIn, spot } from '../model/documents.js';
import { collectors } from './collect.js';
import { chosen } from './files.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/forms.js').ImportForm} ImportForm */
/** @typedef {import('../model/types.js').Problem} Problem */
/** @typedef {import('../model/text.js').Translate} Translate */
/**
 * @typedef {object} On
 * @property {(patch: Partial<ImportForm>) => void} change
 * @property {(found: import('./files.js').Found[]) => void} take files that were chosen
 * @property {(anyway: boolean) => void} submit
 * @property {() => void} close
 * @property {(text: string) => void} copy
 */

const FILES = '.yaml,.yml,.json,.txt,.zip,.tar,.tgz,.gz,application/json,application/yaml,application/zip,application/gzip';

/** @type {WeakSet<Problem[]>} problems the caret has been taken to */
const led = new WeakSet();

/**
 * Import and edit: paste, choose or drop documents; what is wrong is said under the line it is in, and the caret is there.
 * @param {HTMLDialogElement} dialog
 * @param {State} state
 * @param {On} on
 */
export function renderImport(dialog, state, on) {
  const { form } = state;
  if (!form) {
    if (dialog.open) dialog.close();
    return;
  }
  const t = translator(state.messages);
  const title = t(form.edits ? 'ui.edit.title' : 'ui.import.title', form.name);
  const placed = form.attachment === null && form.problems.some((p) => p.line);
  render(html`
    <form method="dialog" @submit=${(/** @type {Event} */ e) => {
      e.preventDefault();
      on.submit(false);
    }}>
      <header><h2 id="import-title">${title}</h2>
        <button type="button" class="icon" aria-label=${t('ui.close')} title=${t('ui.close')} @click=${on.close}>✕</button></header>
      <p class="soft">${t(form.edits ? 'ui.edit.text' : 'ui.import.text')}</p>
      ${form.edits ? nothing : collectors(t, on.copy)}
      <div class="form-row">
        <label>${t('ui.import.name')} <input name="name" maxlength="80" .value=${form.name} placeholder=${t('ui.import.unnamed')}
          @input=${(/** @type {any} */ e) => on.change({ name: e.target.value })}></label>
        ${picker(t('ui.import.files'), false, on)}
        ${form.edits ? nothing : picker(t('ui.import.folder'), true, on)}
      </div>
      ${form.restored ? html`<p class="restored">${t('ui.import.restored')}
        <button type="button" class="link" @click=${() => on.change({
          text: form.base, attachment: null, problems: [], message: '', refused: false, restored: false,
        })}>${t('ui.import.restart')}</button></p>` : nothing}
      ${form.message && !form.problems.some((p) => p.message === form.message)
        ? html`<p class="problem" role="alert">${form.message}</p>` : nothing}
      ${general(form, t)}
      ${form.attachment ? attached(form.attachment, t, on) : html`
        <label class="text-label" for="import-text">${t('ui.import.documents')}</label>
        <textarea id="import-text" spellcheck="false" autocomplete="off" .value=${form.text} aria-invalid=${placed ? 'true' : 'false'}
          placeholder=${t('ui.import.placeholder')} @input=${(/** @type {any} */ e) => on.change({ text: e.target.value })}></textarea>`}
      ${placed ? annotated(form, t, dialog) : nothing}
      <footer>${progress(form, t)}
        ${form.refused ? html`<button type="button" class="anyway" ?disabled=${form.busy} title=${t('ui.edit.anyway.help')}
          @click=${() => on.submit(true)}>${t('ui.edit.anyway')}</button>` : nothing}
        <button type="button" @click=${on.close}>${t('ui.cancel')}</button>
        <button type="submit" class="primary" ?disabled=${form.busy || (form.attachment === null && form.text.trim() === '')}>
          ${t(form.busy ? 'ui.import.busy' : form.edits ? 'ui.edit.submit' : 'ui.import.submit')}</button></footer>
    </form>`, dialog);
  if (!dialog.open) dialog.showModal();
  const first = form.problems.find((p) => p.line && p.severity === 'error');
  if (placed && first && form.message !== '' && !led.has(form.problems)) {
    led.add(form.problems);
    goTo(dialog, form.text, first);
  }
}

/**
 * @param {string} label
 * @param {boolean} folder
 * @param {On} on
 */
function picker(label, folder, on) {
  return html`<label class="file"><span>${label}…</span><input type="file" class="sr" multiple ?webkitdirectory=${folder} accept=${folder ? nothing : FILES}
    @change=${(/** @type {any} */ e) => {
      const found = chosen(e.target.files);
      if (found.length > 0) on.take(found);
      e.target.value = '';
    }}></label>`;
}

/**
 * What is sent as it is, instead of a text one can edit.
 * @param {import('../model/forms.js').Attachment} attachment
 * @param {Translate} t
 * @param {On} on
 */
function attached({ name, blob, files }, t, on) {
  return html`<p class="attached"><span>${t(files > 1 ? 'ui.import.attached.many' : 'ui.import.attached', name, size(blob.size), files)}</span>
    <button type="button" class="icon" aria-label=${t('ui.import.detach', name)} title=${t('ui.import.detach', name)}
      @click=${() => on.change({ attachment: null, problems: [], message: '' })}>✕</button></p>`;
}

/** @param {number} bytes */
const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`);

/**
 * @param {ImportForm} form
 * @param {Translate} t
 */
function progress(form, t) {
  if (!form.busy || form.attachment === null || form.sent === null) return nothing;
  const [share, code] = form.sent < 1 ? [form.sent, 'ui.import.sent'] : [form.read ?? 1, 'ui.import.read'];
  const percent = Math.floor(share * 100);
  return html`<label class="progress"><progress max="100" .value=${share < 1 ? percent : /** @type {any} */ (null)}></progress>
    ${share < 1 ? t(code, percent) : t('ui.import.busy')}</label>`;
}

/**
 * Problems that stand in no line of the text.
 * @param {ImportForm} form
 * @param {Translate} t
 */
function general(form, t) {
  const rest = form.problems.filter((p) => form.attachment !== null || !p.line);
  return rest.length === 0 ? nothing : html`<ul class="problems" role="alert">${rest.map((p) => html`<li class=${p.severity}>${p.message}
    <small>${[p.file, p.line ? t('ui.problem.line', p.line) : '', p.path].filter(Boolean).join(' · ')}</small></li>`)}</ul>`;
}

const AROUND = 3;

/**
 * The lines with problems, numbered, a few lines around them, each problem under its line.
 * @param {ImportForm} form
 * @param {Translate} t
 * @param {HTMLElement} dialog
 */
function annotated(form, t, dialog) {
  const lines = form.text.split('\n');
  /** @type {Map<number, Problem[]>} */
  const byLine = new Map();
  for (const p of form.problems) {
    if (!p.line) continue;
    const line = lineIn(form.text, p);
    byLine.set(line, [...(byLine.get(line) ?? []), p]);
  }
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
        @click=${() => goTo(dialog, form.text, p)}>${p.message} <small>${p.path ?? ''}</small></button>`)}`;
  });
  return html`<div class="annotated" role="group" tabindex="0" aria-label=${t('ui.problems', form.problems.length)}>${rows}</div>`;
}

/**
 * Puts the caret on what a problem is about.
 * @param {HTMLElement} dialog
 * @param {string} text
 * @param {Problem} problem with a line
 */
function goTo(dialog, text, problem) {
  const area = /** @type {HTMLTextAreaElement|null} */ (dialog.querySelector('textarea'));
  if (!area) return;
  const line = lineIn(text, problem);
  const { start, end } = spot(text, line, problem.path);
  area.focus();
  area.setSelectionRange(start, end);
  const lines = text.split('\n').length;
  area.scrollTop = Math.max(0, (line - 4) * (area.scrollHeight / Math.max(1, lines)));
}
