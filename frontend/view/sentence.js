import { html, nothing, render } from '../lib/lit.js';
import { shortNames } from '../model/lanes.js';
import { translator } from '../model/text.js';
import { ON_ITS_WAY, verdictOf } from '../model/verdict.js';
import { currentMark, isTold, limitOf, walkLine } from '../model/walk.js';
import { sentenceOf } from './inspector/step.js';
import { standing } from './player.js';

/** @typedef {import('../model/state.js').State} State */

/**
 * The sentence of the step under the stage, where the inspector is a drawer.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {{why: () => void, tell: () => void}} on
 */
export function renderSentence(place, state, { why, tell }) {
  const t = translator(state.messages);
  const mark = currentMark(state);
  const end = state.trace?.outcome;
  if (!mark || !end) {
    render(html`<p class="soft">${t('ui.ready.title')}</p>`, place);
    return;
  }
  const told = isTold(state);
  const verdict = told ? verdictOf(end) : ON_ITS_WAY;
  const link = html`<button type="button" class="link why" @click=${why}>${t('ui.sentence.why')}</button>`;
  render(html`<p class=${`standing ${mark.flow}`}><b>${standing(walkLine(state), mark, t)} · ${shortNames([mark.namespace])[0]}</b>${link}</p>
    <p class=${`said ${mark.flow} ${mark.stop ? 'stop' : ''}`}>${mark.stop ? '✕ ' : ''}${sentenceOf(mark, t)} ${link}</p>
    <p class=${`verdict ${verdict.tone}`}><span aria-hidden="true">${verdict.glyph}</span> ${t(verdict.key)}
      ${told || state.held?.firm || limitOf(state) < Infinity ? nothing : html`<button type="button" class="link" @click=${tell}>${t('ui.verdict.tell')}</button>`}</p>`, place);
}
