import { html, nothing } from '../lib/lit.js';
import { stars } from './challenge.js';

/** @typedef {import('../model/state.js').State} State */

/**
 * Every lesson in the article's order and every challenge, with what this browser knows of them.
 * @param {State} state @param {import('../model/text.js').Translate} t @param {import('./lesson.js').On} on
 */
export function lessonList(state, t, on) {
  const { school, progress } = state;
  if (!school) return html`<h2>${t('ui.school')}</h2><p class="soft">${t(state.schoolFailure ? 'ui.school.none' : 'ui.school.loading')}</p>`;
  const parts = [...new Set(school.lessons.map((l) => l.part))];
  const levels = [...new Set(school.challenges.map((c) => c.level))];
  return html`<h2>${t('ui.school')}</h2>
    ${parts.map((part) => html`<h3>${t(`ui.school.part.${part}`)}</h3><ul class="shelf">${school.lessons.filter((l) => l.part === part).map((l) => {
    const kept = progress.lessons[l.id];
    return html`<li><button type="button" class="lesson" @click=${() => on.open({ kind: 'lesson', id: l.id, page: kept && !kept.done ? kept.page : 1 })}><span class="no">${l.number}</span>
      <span>${l.title}${kept && !kept.done ? html` <small>${t('ui.school.page', kept.page, l.pages)}</small>` : nothing}</span>${kept?.done ? html`<b aria-label=${t('ui.school.done')}>✓</b>` : nothing}</button></li>`;
  })}</ul>`)}
    ${levels.map((level) => html`<h3>${t('ui.school.challenges')} · ${t('ui.school.level', level)}</h3><ul class="shelf">${school.challenges.filter((c) => c.level === level).map((c) => {
    const got = progress.challenges[c.id];
    return html`<li><button type="button" class="challenge" @click=${() => on.open({ kind: 'challenge', id: c.id, page: 1 })}><span class="no">${c.number}</span><span>${c.title}</span>
      ${got ? html`<b aria-label=${t('ui.school.stars', got)}>${stars(got)}</b>` : nothing}</button></li>`;
  })}</ul>`)}`;
}
