import { html, nothing } from '../../lib/lit.js';
import { pinButton } from '../compare.js';
import { whyButton } from './why.js';
import { indexOfSeq } from '../../model/timeline.js';
import { ON_ITS_WAY, groundsOf, verdictOf } from '../../model/verdict.js';
import { currentMark, isTold, limitOf, walkLine } from '../../model/walk.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */
/** @typedef {Pick<import('../player.js').Conductor, 'go'|'tell'>} Guide */

/**
 * How the walk ended, who decided it, and by which object and rule; before the reader has come there, that it is on its way.
 * @param {State} state
 * @param {Translate} t
 * @param {Guide} guide
 * @param {import('./terminal.js').On} on
 */
export function outcomePanel(state, t, guide, on) {
  const end = state.trace?.outcome;
  if (!end) return nothing;
  if (state.stale) return html`<div class="outcome stale" role="status"><b>${t('ui.verdict.stale')}</b></div>`;
  if (!isTold(state)) {
    return html`<div class="outcome waiting"><b><span aria-hidden="true">${ON_ITS_WAY.glyph}</span> ${t(ON_ITS_WAY.key)}</b>
      ${state.held?.firm ? nothing : html`${limitOf(state) < Infinity ? nothing : html`<button type="button" class="link" @click=${guide.tell}>${t('ui.verdict.tell')}</button>`}${pinButton(state, t, on.dispatch)}`}</div>`;
  }
  const { tone, glyph, key } = verdictOf(end);
  const grounds = groundsOf(end);
  return html`<div class=${`outcome ${tone}`}><b><span aria-hidden="true">${glyph}</span> ${t(key)}</b>
    <span>${end.sentence}</span>
    ${looking(state, t)}
    ${grounds.length > 0 ? html`<details class="why"><summary>${t('ui.verdict.why')}</summary>
      <dl class="grounds">${grounds.map((g) => html`<dt>${t(`ui.cause.${g.key}`)}</dt><dd><code>${g.text}</code></dd>`)}</dl></details>` : nothing}
    <div class="row">${whyButton(state, t, on.dispatch)}${pinButton(state, t, on.dispatch)}${stepLink(end.cause?.step, state, t, guide.go)}
    <label class="check"><input type="checkbox" .checked=${state.tellAtOnce}
      @change=${(/** @type {any} */ e) => on.dispatch({ type: 'tellChosen', on: e.target.checked })}> ${t('ui.verdict.atOnce')}</label></div></div>`;
}

/** Where the reader is, when it is not the end. @param {State} state @param {Translate} t */
function looking(state, t) {
  const { steps, numberOf } = walkLine(state);
  const mark = currentMark(state);
  const number = mark ? numberOf.get(mark.seq) : undefined;
  if (!number || number === steps.length) return nothing;
  return html`<span class="soft">${t('ui.verdict.looking', number, steps.length)}</span>`;
}

/**
 * @param {number|null|undefined} seq of the step that decided
 * @param {State} state
 * @param {Translate} t
 * @param {(seq: number) => void} go
 */
function stepLink(seq, state, t, go) {
  const { steps } = walkLine(state);
  if (seq === null || seq === undefined || steps.length === 0) return nothing;
  const index = indexOfSeq(steps, seq);
  if (steps[index].seq === currentMark(state)?.seq) return nothing;
  return html`<button type="button" class="link" @click=${() => go(steps[index].seq)}>${t('ui.cause.step', index + 1)}</button>`;
}
