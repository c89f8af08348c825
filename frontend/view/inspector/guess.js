import { html, nothing } from '../../lib/lit.js';
import { askedNow } from '../../model/walk.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/types.js').Mark} Mark */
/** @typedef {import('../../model/text.js').Translate} Translate */

/**
 * The question that has to be answered before the walk goes on, and on the step that answers it what became of the guess.
 * @param {Mark} mark
 * @param {State} state
 * @param {Translate} t
 * @param {(at: string, choice: number) => void} answer a choice of -1 only wants to see
 */
export function guessPanel(mark, state, t, answer) {
  const stop = askedNow(state);
  if (stop) {
    return html`<section class="guess" role="group" aria-labelledby="guess-title"><h3 id="guess-title">${t('ui.guess.route', stop.ask.namespace, stop.ask.destination)}</h3>
      <ol>${stop.choices.map(({ text }, i) => html`<li><button type="button" @click=${() => answer(stop.at, i)}><kbd>${i + 1}</kbd> <code>${text}</code></button></li>`)}</ol>
      <button type="button" class="link" @click=${() => answer(stop.at, -1)}>${t('ui.guess.show')}</button></section>`;
  }
  const answered = state.stops.find((s) => s.at === mark.id);
  const choice = answered ? state.answers.get(answered.at) : undefined;
  if (!answered || choice === undefined || choice < 0) return nothing;
  const right = choice === answered.check;
  const { text, why } = answered.choices[choice];
  return html`<p class=${`guessed ${right ? 'right' : 'wrong'}`} role="status">${right ? `✓ ${t('ui.guess.right')}` : html`✕ ${t('ui.guess.wrong')} <code>${text}</code>${why ? `: ${why}` : ''}`}</p>`;
}
