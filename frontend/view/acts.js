import { html, nothing } from '../lib/lit.js';
import { programme } from '../model/acts.js';
import { currentMark, horizonColumn, limitOf, walkLine } from '../model/walk.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */

/** @param {State} state */
const actsOf = (state) => programme(state.trace, walkLine(state), currentMark(state), horizonColumn(state));

/**
 * The walks that make the answer, in order: resolving the name, the client's connection, the proxy's. Each leads to its first step.
 * @param {State} state
 * @param {Translate} t
 * @param {(seq: number) => void} go
 */
export function actList(state, t, go) {
  const acts = actsOf(state);
  if (acts.length === 0) return nothing;
  const limit = limitOf(state);
  return html`<ol class="acts" aria-label=${t('ui.acts')}>${acts.map(({ act, number, first, now, reached, seen }) => html`
    <li class=${`${now ? 'now' : ''} ${reached ? '' : 'ahead'}`}><button type="button" aria-current=${now ? 'step' : 'false'}
      ?disabled=${first.column > limit} @click=${() => go(first.seq)}><b>${number}</b> <span>${t(act.key, ...act.args)}</span>
      ${seen ? html`<i aria-hidden="true">${act.trace.outcome.result === 'delivered' ? '✓' : '✕'}</i>` : nothing}</button></li>`)}</ol>`;
}

/**
 * The same for the player: numbers, and the words of the one that is played.
 * @param {State} state
 * @param {Translate} t
 * @param {(seq: number) => void} go
 */
export function actRow(state, t, go) {
  const acts = actsOf(state);
  if (acts.length === 0) return nothing;
  const limit = limitOf(state);
  const near = acts.findIndex((a) => a.now);
  const from = Math.max(0, Math.min(near - 2, acts.length - 5));
  return html`<span class="act-row" role="group" aria-label=${t('ui.acts')}>${acts.slice(from, from + 5).map(({ act, number, first, now }) => html`
    <button type="button" class=${now ? 'act now' : 'act'} aria-current=${now ? 'step' : 'false'} ?disabled=${first.column > limit}
      aria-label=${`${number}: ${t(act.key, ...act.args)}`} title=${t(act.key, ...act.args)} @click=${() => go(first.seq)}>${number}</button>${now
        ? html`<span class="act-name">${t(act.key, ...act.args)}</span>` : nothing}`)}</span>`;
}
