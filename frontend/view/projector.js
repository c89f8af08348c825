import { html, nothing, render } from '../lib/lit.js';
import { translator } from '../model/text.js';
import { ON_ITS_WAY, verdictOf } from '../model/verdict.js';
import { askedNow, currentMark, horizonColumn, isTold, walkLine } from '../model/walk.js';
import { guessPanel, guessed } from './inspector/guess.js';
import { sentenceOf } from './inspector/step.js';
import { isTaught, roomFoot, roomTop } from './lesson-room.js';

/** @typedef {import('../model/state.js').State} State */

/** More steps than this are not dots any more. */
const MOST_DOTS = 24;

/**
 * What a room sees beside the picture: above it what is shown and how far it is, below it one sentence or question, and two large buttons.
 * @param {{top: HTMLElement, foot: HTMLElement}} places
 * @param {State} state
 * @param {{back: () => void, forward: () => void, leave: () => void, answer: import('./inspector/guess.js').Answer, school: import('./lesson.js').On}} on
 */
export function renderProjector({ top, foot }, state, on) {
  if (!state.projector) {
    render(nothing, top);
    render(nothing, foot);
    return;
  }
  const t = translator(state.messages);
  const leave = html`<button type="button" class="plain" @click=${on.leave}>${t('ui.projector.leave')}</button>`;
  if (isTaught(state)) {
    render(html`${roomTop(state, t)}${leave}`, top);
    render(roomFoot(state, t, on.school), foot);
    return;
  }
  const { steps, numberOf } = walkLine(state);
  const mark = currentMark(state);
  const now = mark ? (numberOf.get(mark.seq) ?? 0) : 0;
  const seen = horizonColumn(state);
  const dots = steps.length > MOST_DOTS ? nothing : html`<span class="dots" aria-hidden="true">${steps.map((m, i) => html`<i
    class=${i + 1 === now ? `now ${m.flow}` : m.column <= seen ? 'done' : ''}></i>`)}</span>`;
  render(html`<b class="title">${state.info?.name ?? ''}</b>${dots}
    ${steps.length > 0 ? html`<span>${t('ui.timeline.step', now, steps.length)}</span>` : nothing}
    ${leave}`, top);
  render(html`<button type="button" class="big" ?disabled=${!mark} @click=${on.back}><span>◁ ${t('ui.player.back')}</span><small>←</small></button>
    <div class="middle">${mark ? told(mark, state, t, on) : html`<p class="sentence-large">${t('ui.ready.title')}</p>`}</div>
    <button type="button" class="big ahead" @click=${on.forward}><span>${t(mark ? 'ui.player.continue' : 'ui.probe.go')} ▷</span><small>→</small></button>`, foot);
}

/**
 * @param {import('../model/types.js').Mark} mark
 * @param {State} state
 * @param {import('../model/text.js').Translate} t
 * @param {{answer: import('./inspector/guess.js').Answer}} on
 */
function told(mark, state, t, on) {
  if (askedNow(state)) return guessPanel(state, t, on.answer);
  const end = state.trace?.outcome;
  const verdict = end && isTold(state) ? verdictOf(end) : ON_ITS_WAY;
  return html`<p class=${`sentence-large ${mark.flow}`}>${mark.stop ? '✕ ' : ''}${sentenceOf(mark, t)}</p>${guessed(state, t)}
    <p class=${`verdict ${verdict.tone}`}><span aria-hidden="true">${verdict.glyph}</span> ${t(verdict.key)}</p>`;
}
