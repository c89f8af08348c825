import { html, nothing } from '../lib/lit.js';
import { EXAMINED } from '../model/lessons.js';
import { stars } from './challenge.js';

/** @typedef {import('../model/state.js').State} State */

/** So many challenges stand at the left of the page. */
const MOST_OPEN = 3;

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
    ${parts.map((part) => html`<h3>${t(`ui.school.part.${part}`)}</h3>${part === EXAMINED ? examLink('pre', t) : nothing}<ul class="shelf">${school.lessons.filter((l) => l.part === part).map((l) => {
    const kept = progress.lessons[l.id];
    return html`<li><button type="button" class="lesson" @click=${() => on.open({ kind: 'lesson', id: l.id, page: kept && !kept.done ? kept.page : 1 })}><span class="no">${l.number}</span>
      <span>${l.title}${kept && !kept.done ? html` <small>${t('ui.school.page', kept.page, l.pages)}</small>` : nothing}</span>${kept?.done ? html`<b aria-label=${t('ui.school.done')}>✓</b>` : nothing}</button></li>`;
  })}</ul>${part === EXAMINED ? examLink('post', t) : nothing}`)}
    ${levels.map((level) => html`<h3>${t('ui.school.challenges')} · ${t('ui.school.level', level)}</h3><ul class="shelf">${school.challenges.filter((c) => c.level === level).map((c) => {
    const got = progress.challenges[c.id];
    return html`<li><button type="button" class="challenge" @click=${() => on.open({ kind: 'challenge', id: c.id, page: 1 })}><span class="no">${c.number}</span><span>${c.title}</span>
      ${got ? html`<b aria-label=${t('ui.school.stars', got)}>${stars(got)}</b>` : nothing}</button></li>`;
  })}</ul>`)}`;
}

/** Twelve questions about a part, on a page of their own: at its top those before it, at its end those after it. @param {'pre'|'post'} form @param {import('../model/text.js').Translate} t */
const examLink = (form, t) => html`<p class="exam-link"><a href=${`/exam/part-${EXAMINED}/${form}`}>${t(`ui.exam.link.${form}`)} ▷</a></p>`;

/**
 * The lessons at the left of the page: the part the reader is in, the others folded.
 * @param {State} state @param {import('../model/text.js').Translate} t
 * @param {Pick<import('./lesson.js').On, 'open'|'shelf'|'gallery'>} on
 */
export function lessonsSide(state, t, on) {
  const { school, progress } = state;
  if (!school || school.lessons.length === 0) return nothing;
  const isDone = (/** @type {import('../model/lessons.js').LessonEntry} */ l) => progress.lessons[l.id]?.done === true;
  const parts = [...new Set(school.lessons.map((l) => l.part))].map((part) => ({ part, all: school.lessons.filter((l) => l.part === part) }));
  const now = parts.find(({ all }) => !all.every(isDone)) ?? parts[0];
  const counted = (/** @type {typeof now} */ { all }) => t('ui.school.side.count', all.filter(isDone).length, all.length);
  const list = (/** @type {typeof now} */ { all }) => html`<ol>${all.map((l) => html`<li class=${isDone(l) ? 'done' : ''}><button type="button" class="lesson" @click=${() => on.open({ kind: 'lesson', id: l.id, page: progress.lessons[l.id] && !isDone(l) ? progress.lessons[l.id].page : 1 })}>
    <i aria-hidden="true">${isDone(l) ? '✓' : l.number}</i><span>${l.title}${isDone(l) ? html`<span class="sr"> ${t('ui.school.done')}</span>` : nothing}</span></button></li>`)}</ol>`;
  return html`<section class="lessons-side"><h2>${t('ui.school.side', t(`ui.school.part.${now.part}`))} <small>${counted(now)}</small></h2>${list(now)}
    ${parts.filter((each) => each !== now).map((each) => html`<details><summary>${t(`ui.school.part.${each.part}`)} <small>${counted(each)}</small></summary>${list(each)}</details>`)}
    <p><button type="button" class="link to-gallery" @click=${() => on.gallery(true)}>${t('ui.gallery.open')}</button></p></section>`;
}

/**
 * The challenges: the first ones that are not solved, and how many there are.
 * @param {State} state @param {import('../model/text.js').Translate} t
 * @param {Pick<import('./lesson.js').On, 'open'|'shelf'>} on
 */
export function challengesSide({ school, progress }, t, on) {
  if (!school || school.challenges.length === 0) return nothing;
  const open = school.challenges.filter((c) => !progress.challenges[c.id]);
  return html`<section class="lessons-side"><h2>${t('ui.school.challenges')} <small>${t('ui.school.side.count', school.challenges.length - open.length, school.challenges.length)}</small></h2>
    <ol>${open.slice(0, MOST_OPEN).map((c) => html`<li><button type="button" class="challenge" @click=${() => on.open({ kind: 'challenge', id: c.id, page: 1 })}><i aria-hidden="true">⚑</i><span>${c.title}</span></button></li>`)}</ol>
    <p><button type="button" class="link" @click=${() => on.shelf(true)}>${t('ui.school.side.all')}</button></p></section>`;
}

/** A first visitor: the packet of the first lesson is ready. @param {State} state @param {import('../model/text.js').Translate} t @param {import('./lesson.js').On} on */
export function greeting({ greeting: course, trace }, t, on) {
  if (!course) return nothing;
  const probe = course.pages.find((page) => page.walk)?.walk?.probe;
  const line = probe ? `${probe.protocol} ${probe.from} → ${probe.to}${probe.port ? `:${probe.port}` : ''}` : '';
  return html`<section class="greeting"><h2>${t('ui.greeting')}</h2><p>${t('ui.greeting.text')}</p>
    <p class="probe-line"><code>${line}</code></p><p>${trace ? t('ui.greeting.sent') : html`<kbd>${t('ui.greeting.key')}</kbd> ${t('ui.greeting.press')}`}</p>
    <button type="button" class="primary begin" @click=${() => on.open({ kind: 'lesson', id: course.id, page: 1 })}>${t('ui.greeting.lesson', course.title)}</button>
    <button type="button" class="link" @click=${() => on.shelf(true)}>${t('ui.school.list')}</button>
    <button type="button" class="link" @click=${() => on.gallery(true)}>${t('ui.gallery.open')}</button>
    <button type="button" class="link" @click=${on.article}>${t('ui.greeting.article')}</button></section>`;
}
