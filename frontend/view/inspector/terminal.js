import { html, nothing } from '../../lib/lit.js';
import { EMPTY, labelOf } from '../../model/terminal.js';
import { stopWhileComposing } from '../keys.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */
/**
 * What can be done in a terminal.
 * @typedef {object} On
 * @property {(action: import('../../model/actions.js').Action) => void} dispatch
 * @property {(namespace: string, command: string) => void} run
 * @property {(first: import('../../model/deeds.js').EditBody, ...more: import('../../model/deeds.js').EditBody[]) => void} make
 * @property {(which: number|'last') => void} undo
 * @property {(probe: Partial<import('../../model/types.js').Probe>) => void} tryProbe
 */

/**
 * A terminal in a namespace: what was given and answered, and a line to type in. The arrow keys call commands back.
 * @param {string} namespace
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 */
export function terminalPanel(namespace, state, t, on) {
  const terminal = state.terminals.get(namespace) ?? EMPTY;
  const edits = state.info?.edits ?? [];
  const prompt = `${namespace} #`;
  return html`<section class="terminal" aria-label=${t('ui.terminal.title', namespace)}>
    <div class="scrollback" role="log" tabindex="0" aria-label=${t('ui.terminal.log')}>
      ${terminal.entries.length === 0 ? html`<p class="soft">${t('ui.terminal.hint')}</p>` : nothing}
      ${terminal.entries.map((e) => html`<p class="given"><span>${prompt}</span> ${e.command}</p>
        ${e.text === '' ? nothing : html`<pre class=${e.refused ? 'refused' : ''}>${e.text}</pre>`}
        ${walksOf(e, state, t, on)}`)}
    </div>
    <form novalidate @submit=${(/** @type {any} */ e) => {
      e.preventDefault();
      on.run(namespace, e.currentTarget.elements.command.value);
    }}>
      <label><span class="prompt">${prompt}</span>
        <input name="command" .value=${terminal.draft} maxlength="4096" autocomplete="off" autocapitalize="off" spellcheck="false"
          aria-label=${t('ui.terminal.command', namespace)} placeholder="ip route"
          @keydown=${(/** @type {KeyboardEvent} */ e) => recall(e, namespace, on)}
          @input=${(/** @type {any} */ e) => on.dispatch({ type: 'terminalTyped', namespace, draft: e.target.value })}></label>
      <button type="submit" ?disabled=${state.running}>${t('ui.terminal.run')}</button>
      <button type="button" class="undo" ?disabled=${state.running || edits.length === 0} title=${t('ui.edits.undo.help')}
        @click=${() => on.undo('last')}>${t('ui.edits.undo')}</button>
    </form></section>`;
}

/**
 * The packets that a program sent, each to be walked on the stage.
 * @param {import('../../model/terminal.js').Entry} entry
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 */
function walksOf({ walks }, state, t, on) {
  if (walks.length === 0) return nothing;
  return html`<p class="walks">${walks.map((probe) => html`<button type="button" class="link" ?disabled=${state.sending}
    @click=${() => on.tryProbe(probe)}>${t('ui.terminal.walk', labelOf(probe))}</button>`)}</p>`;
}

/**
 * @param {KeyboardEvent} e
 * @param {string} namespace
 * @param {On} on
 */
function recall(e, namespace, on) {
  const by = e.key === 'ArrowUp' ? 1 : e.key === 'ArrowDown' ? -1 : 0;
  if (stopWhileComposing(e) || by === 0) return;
  e.preventDefault();
  on.dispatch({ type: 'terminalRecalled', namespace, by });
}

/**
 * Keeps the newest answer in sight.
 * @param {HTMLElement} place
 */
export function showNewest(place) {
  const log = /** @type {HTMLElement|null} */ (place.querySelector('.terminal .scrollback'));
  if (!log || log.dataset.height === String(log.scrollHeight)) return;
  log.dataset.height = String(log.scrollHeight);
  log.scrollTop = log.scrollHeight;
}

/**
 * Types a command for the reader, who gives it with Enter.
 * @param {Element|null} panel
 * @param {string} namespace
 * @param {string} draft
 * @param {On} on
 */
export function typeFor(panel, namespace, draft, on) {
  on.dispatch({ type: 'terminalTyped', namespace, draft });
  const input = /** @type {HTMLInputElement|null|undefined} */ (panel?.querySelector('.terminal input'));
  requestAnimationFrame(() => {
    input?.focus();
    input?.setSelectionRange(draft.length, draft.length);
    input?.scrollIntoView({ block: 'nearest' });
  });
}
