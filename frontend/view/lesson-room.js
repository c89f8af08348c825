import { html, nothing } from '../lib/lit.js';
import { isAsking, isSkipped, pageNow } from '../model/lessons.js';
import { facts, sortingTask } from './sorting.js';
import { answered, checkedText, choices, command, task } from './lesson.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */

/** Whether a lesson or a challenge is what the room sees. @param {State} s */
export const isTaught = (s) => (s.place?.kind === 'lesson' ? pageNow(s) !== null : s.place?.kind === 'challenge' && s.challenge !== null);

/** What is taught, and how far it is. @param {State} state @param {Translate} t */
export function roomTop({ course, challenge, place, given }, t) {
  if (challenge) return html`<b class="title">${t('ui.school.challenge', challenge.number)} · ${challenge.title}</b>`;
  if (!course || !place) return nothing;
  return html`<b class="title">${course.number} · ${course.title}</b>
    <span class="dots pages" aria-hidden="true">${course.pages.map((p) => html`<i class=${p.number === place.page ? 'now' : isSkipped(p, place.page, given) ? 'skipped' : p.number < place.page ? 'done' : ''}>${p.number === place.page && p.ask ? '?' : nothing}</i>`)}</span>
    <span class="count">${t('ui.school.page', place.page, course.pages.length)}</span>`;
}

/**
 * One sentence or one question, and the buttons to go on. Before the guess no answer differs from another, and going on shows the answer.
 * @param {State} state @param {Translate} t
 * @param {import('./lesson.js').On} on
 */
export function roomFoot(state, t, on) {
  const page = pageNow(state);
  if (!page || !state.course || !state.place) return challengeFoot(state, t, on);
  const asking = isAsking(state);
  const last = page.number >= state.course.pages.length;
  return html`<button type="button" class="big" ?disabled=${page.number === 1} @click=${on.back}><span>◁ ${t('ui.school.back')}</span><small>PageUp</small></button>
    <div class="middle taught">${page.ask ? asked(state, page.ask, page.say, t, on) : html`<p class="sentence-large">${page.say}</p>
      ${page.compare ? facts(page.compare, t) : nothing}${page.sort ? sortingTask(page.sort, state, t, on) : nothing}
      ${page.command ? command(page.command, t) : nothing}${page.try ? task(state, page.try, t, on) : nothing}`}</div>
    <button type="button" class="big ahead" ?disabled=${last && !asking} @click=${on.forward}><span>${t('ui.player.continue')} ▷</span><small>${asking ? t('ui.school.shows') : 'PageDown'}</small></button>`;
}

/** @param {State} state @param {import('../model/lessons.js').Question} ask @param {string} say @param {Translate} t @param {import('./lesson.js').On} on */
function asked(state, ask, say, t, on) {
  const given = state.given.get(ask.id);
  return html`${given?.answer ? nothing : html`<p class="before">${say}</p>`}<p class="sentence-large"><b>${ask.question}</b></p>
    ${choices(ask, given, t, on)}${given?.answer ? answered(state, given, t, on) : nothing}`;
}

/** What is wrong and what is wanted; hints and what it teaches stay off the screen. @param {State} state @param {Translate} t @param {import('./lesson.js').On} on */
function challengeFoot(state, t, on) {
  const { challenge, checked } = state;
  if (!challenge) return nothing;
  const goals = checked?.goals ?? challenge.goals;
  return html`<button type="button" class="big" @click=${on.step(-1)}><span>◁ ${t('ui.player.back')}</span><small>←</small></button>
    <div class="middle taught"><p class="sentence-large">${challenge.story}</p>
      <ul class="goals">${goals.map((g) => html`<li class=${g.met ? 'met' : 'unmet'}><b aria-label=${t(g.met ? 'ui.school.met' : 'ui.school.unmet')}>${g.met ? '✓' : '✗'}</b> ${g.say}</li>`)}</ul>
      ${checked?.passed ? html`<p class="check good">${checkedText(checked, t)}</p>` : nothing}</div>
    <button type="button" class="big ahead" @click=${on.step(1)}><span>${t('ui.player.continue')} ▷</span><small>→</small></button>`;
}
