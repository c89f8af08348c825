import { html, nothing } from '../../lib/lit.js';
import { visibleMarks } from '../../model/reducer.js';
import { indexOfSeq } from '../../model/timeline.js';
import { groundsOf, verdictOf } from '../../model/verdict.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */

/**
 * How the walk ended, who decided it, and by which object and rule.
 * @param {State} state
 * @param {Translate} t
 * @param {(seq: number) => void} go
 */
export function outcomePanel(state, t, go) {
  const end = state.trace?.outcome;
  if (!end) return nothing;
  const { tone, glyph, key } = verdictOf(end);
  const grounds = groundsOf(end);
  return html`<div class=${`outcome ${state.stale ? 'stale' : tone}`}><b><span aria-hidden="true">${glyph}</span> ${t(key)}</b>
    <span>${end.sentence}</span>
    ${grounds.length > 0 ? html`<dl class="grounds">${grounds.map((g) => html`<dt>${t(`ui.cause.${g.key}`)}</dt><dd><code>${g.text}</code></dd>`)}</dl>` : nothing}
    ${stepLink(end.cause?.step, state, t, go)}
    ${state.stale ? html`<em>${t('ui.stale')}</em>` : nothing}</div>`;
}

/**
 * @param {number|null|undefined} seq of the step that decided
 * @param {State} state
 * @param {Translate} t
 * @param {(seq: number) => void} go
 */
function stepLink(seq, state, t, go) {
  const marks = visibleMarks(state);
  if (seq === null || seq === undefined || marks.length === 0 || seq === state.cursor) return nothing;
  return html`<button type="button" class="link" @click=${() => go(seq)}>${t('ui.cause.step', indexOfSeq(marks, seq) + 1)}</button>`;
}
