import { html, nothing } from '../../lib/lit.js';
import { answeredNow, askedNow } from '../../model/walk.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */
/** @typedef {(id: string, choice: number) => void} Answer a choice from 1; 0 only wants to see */

/**
 * What became of the last guess, and the question that has to be answered before the walk goes on.
 * @param {State} state
 * @param {Translate} t
 * @param {Answer} answer
 */
export const guessPanel = (state, t, answer) => html`${guessed(state, t)}${guessOf(state, t, answer)}`;

/** @param {State} state @param {Translate} t @param {Answer} answer */
export function guessOf(state, t, answer) {
  const stop = askedNow(state);
  if (!stop) return nothing;
  const given = state.answers.get(stop.id);
  return html`<section class="guess" role="group" aria-label=${stop.question}><h3 class="asked-now">${stop.question}</h3>
    <ol class="answers">${stop.choices.map((text, i) => html`<li><button type="button" ?disabled=${given !== undefined} aria-pressed=${given?.choice === i + 1 ? 'true' : 'false'}
      @click=${() => answer(stop.id, i + 1)}><kbd>${i + 1}</kbd> <span>${text}</span></button></li>`)}</ol>
    <button type="button" class="link" ?disabled=${given !== undefined} @click=${() => answer(stop.id, 0)}>${t('ui.guess.show')}</button></section>`;
}

/** Right or not, with the engine's reason; what would have been right. @param {State} state @param {Translate} t */
export function guessed(state, t) {
  const now = answeredNow(state);
  if (!now) return nothing;
  const { stop, guess, told } = now;
  const word = guess.choice === 0 ? nothing : html`<b>${told.right ? `✓ ${t('ui.guess.right')}` : `✕ ${t('ui.guess.wrong')}`}</b> `;
  return html`<div class=${`guessed ${told.right ? 'right' : 'wrong'}`} role="status"><p>${word}${told.because}</p>${told.right && guess.choice > 0 ? nothing
    : html`<p>${t('ui.guess.was', stop.choices[told.answer - 1] ?? '')}</p>`}</div>`;
}
