import { html, nothing } from '../lib/lit.js';
import { EXAMINED, isFinished, isMistaken, isSkipped, nextLesson, pageNow, wordsOf } from '../model/lessons.js';
import { withWords } from '../model/points.js';
import { facts, sortingTask } from './sorting.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {{choice: number, answer: import('../model/lessons.js').Answer|null}} Given */
/**
 * @typedef {object} On
 * @property {(place: import('../model/lessons.js').Place) => void} open
 * @property {(page: number) => void} page
 * @property {(choice: number) => void} answer from 1; 0 shows it without a guess
 * @property {() => void} back to the page before
 * @property {() => void} forward to the next page, or to the answer of a question that is open
 * @property {(way: 1|-1) => () => void} step of the walk
 * @property {() => void} world
 * @property {() => void} start
 * @property {(edit: import('../model/lessons.js').GivenEdit) => void} make
 * @property {() => void} hint
 * @property {(points: string) => void} point lights what a word points at until it is pointed at again
 * @property {(points: string|null) => void} over the same while the pointer is over the word
 * @property {() => void} sheet puts the lesson on paper
 * @property {(on: boolean) => void} shelf
 * @property {(on: boolean) => void} gallery
 * @property {() => void} article opens the article's cluster
 * @property {() => void} undo takes the last change back
 * @property {() => number} now milliseconds of the clock that times a challenge
 * @property {(sort: import('../model/asides.js').Sort, item: string, bin: string) => void} place puts a thing into a class
 * @property {(sort: import('../model/asides.js').Sort, item: string, by: 1|-1) => void} move
 * @property {(sort: import('../model/asides.js').Sort) => void} checkOrder
 * @property {() => void} leave
 */

/** @param {State} state @param {Translate} t @param {On} on */
export function lessonPage(state, t, on) {
  const { course, place } = state;
  const page = pageNow(state);
  if (!course || !place || !page) return html`<p class="soft">${t(state.schoolFailure ? 'ui.school.none' : 'ui.school.loading')}</p>`;
  const given = page.ask ? state.given.get(page.ask.id) : undefined;
  const words = html`<p class="say" aria-live="polite">${withWords(page.say, course.glossary ?? [], state.lang).map(({ text, word }) => (word ? term(word, text, state, on, 'term') : text))}</p>`;
  const quoted = page.number === 1 && course.article ? quote(course, course.article, state.lang, t) : nothing;
  return html`
    <p class="crumb"><span>${t(`ui.school.part.${course.part}`)} · ${t('ui.school.number', course.number)}</span><button type="button" class="link to-sheet" @click=${on.sheet}>${t('ui.sheet.open')}</button></p>
    <h2 class=${page.number === 1 ? '' : 'begun'}>${course.title}</h2>
    <div class="dots"><ol aria-label=${t('ui.school.pages')}>${course.pages.map((p) => dot(p, page, state, t, on))}</ol>
      <span class="soft">${t('ui.school.page', page.number, course.pages.length)}</span></div>
    ${page.number === 1 ? html`<p class="aim">${course.aim}</p>` : nothing}
    ${isMistaken(course) ? html`${words}${quoted}` : html`${quoted}${words}`}
    ${page.ask ? question(state, page.ask, given, t, on) : nothing}
    ${page.command && (!page.ask || given?.answer) ? command(page.command, t) : nothing}
    ${page.compare && (!page.ask || given?.answer) ? facts(page.compare, t) : nothing}${page.sort ? sortingTask(page.sort, state, t, on) : nothing}
    ${page.try ? task(state, page.try, t, on) : nothing}
    ${page.number === course.pages.length ? html`${ending(course, state.lang, t)}${examined(state, t)}` : nothing}
    ${(course.glossary ?? []).length > 0 ? glossary(course.glossary ?? [], state, t, on) : nothing}
    <div class="turn"><button type="button" class="back" ?disabled=${page.number === 1} title="PageUp" @click=${() => on.page(page.number - 1)}>◁ ${t('ui.school.back')}</button>
      ${page.ask && !given ? html`<button type="button" class="next unguessed" title="PageDown" @click=${on.forward}>${t('ui.school.unguessed')} ▷</button>`
    : page.number < course.pages.length ? html`<button type="button" class="next primary" title="PageDown" @click=${on.forward}>${t('ui.school.next')} ▷</button>`
      : onwards(state, t, on)}</div>`;
}

/** A page of the lesson: seen, or a question that was gone past without a guess. @param {import('../model/lessons.js').LessonPage} p @param {import('../model/lessons.js').LessonPage} now @param {State} state @param {Translate} t @param {On} on */
function dot(p, now, state, t, on) {
  const skipped = isSkipped(p, now.number, state.given);
  const place = t('ui.school.page', p.number, state.course?.pages.length ?? 0);
  const name = skipped ? t('ui.school.page.skipped', place) : place;
  return html`<li><button type="button" aria-label=${name} title=${name}
    class=${`${p.kind} ${skipped ? 'skipped' : p.number < now.number ? 'seen' : ''}`} aria-current=${p === now ? 'step' : 'false'} @click=${() => on.page(p.number)}></button></li>`;
}

/** At the end of a lesson the next one; behind the last the list. @param {State} state @param {Translate} t @param {On} on */
function onwards(state, t, on) {
  const next = nextLesson(state);
  const weight = isFinished(state) ? 'primary' : 'later';
  return next ? html`<button type="button" class=${`next next-lesson ${weight}`} title=${next.title} @click=${() => on.open({ kind: 'lesson', id: next.id, page: 1 })}>${t('ui.school.next.lesson')}<span class="of">: ${next.title}</span> ▷</button>`
    : html`<button type="button" class=${`next ${weight}`} @click=${() => on.shelf(true)}>${t('ui.school.list')}</button>`;
}

/** Behind a part that has an exam the way to it. @param {State} state @param {Translate} t */
const examined = (state, t) => (state.course?.part === EXAMINED && state.school && nextLesson(state)?.part !== EXAMINED
  ? html`<p class="exam-link"><a href=${`/exam/part-${EXAMINED}/post`}>${t('ui.exam.link.post')} ▷</a></p>` : nothing);

/**
 * A word that points at something on the stage while the pointer or the keyboard is on it, and keeps pointing after a click.
 * @param {import('../model/lessons.js').Word} word @param {unknown} face @param {State} state @param {On} on @param {string} cls
 */
const term = (word, face, state, on, cls) => html`<button type="button" class=${cls} ?disabled=${word.points === ''} aria-pressed=${word.points !== '' && state.pointing.pinned === word.points ? 'true' : 'false'}
  title=${word.say} @pointerenter=${() => on.over(word.points)} @pointerleave=${() => on.over(null)} @focus=${() => on.over(word.points)} @blur=${() => on.over(null)} @click=${() => on.point(word.points)}>${face}</button>`;

/** The lesson's words in both languages. @param {readonly import('../model/lessons.js').Word[]} words @param {State} state @param {Translate} t @param {On} on */
const glossary = (words, state, t, on) => html`<details class="words" open><summary>${t('ui.school.words')}</summary><dl>${words.map((word) => {
  const [own, other] = state.lang === 'zh' ? [word.zh, word.en] : [word.en, word.zh];
  return html`<dt>${term(word, html`◎ ${own}`, state, on, 'word')}${own === other ? nothing : state.lang === 'zh' ? html` <span lang="en">${other}</span>` : original(other, t)}</dt><dd>${word.say}</dd>`;
})}</dl></details>`;

/**
 * The article's sentence, with the part that this lesson is about; in English put into English, with the sentence itself folded beneath.
 * That it is wrong stands before it, so that nobody learns it.
 * A teacher's lesson may quote another article than the built-in ones.
 * @param {import('../model/lessons.js').Lesson} course @param {import('../model/lessons.js').Article} article @param {string} lang @param {Translate} t
 */
function quote(course, article, lang, t) {
  const en = lang === 'zh' ? undefined : article.en;
  const { section } = en ?? article;
  const wrong = isMistaken(course);
  return html`<blockquote class=${wrong ? 'wrong' : ''} lang=${en ? 'en' : 'zh-CN'}>${wrong ? html`<b class="mistaken" lang=${lang === 'zh' ? 'zh-CN' : 'en'}>✗ ${t('ui.school.article.wrong')}</b>` : nothing}
    ${underlined(en ?? article)}${en ? original(underlined(article), t) : nothing}
    <cite lang=${lang === 'zh' ? 'zh-CN' : 'en'}>${course.flaws ? t('ui.school.article.plain') : html`<a href=${t('ui.school.article.link')} target="_blank" rel="noopener">${t('ui.school.article.by')}</a>`}${section ? ` · ${t('ui.school.article', section)}` : nothing}</cite></blockquote>`;
}

/** What stands for it in Chinese, in an English page. @param {unknown} text @param {Translate} t */
const original = (text, t) => html` <details class="original"><summary title=${t('ui.school.original')}><span aria-hidden="true">中</span><span class="sr">${t('ui.school.original')}</span></summary><span lang="zh-CN">${text}</span></details>`;

/** @param {import('../model/lessons.js').Quotation} quotation */
function underlined({ quote: text, part }) {
  const at = part ? text.indexOf(part) : -1;
  return at < 0 || !part ? text : html`${text.slice(0, at)}<u>${part}</u>${text.slice(at + part.length)}`;
}

/**
 * @param {State} state @param {import('../model/lessons.js').Question} ask
 * @param {Given|undefined} given @param {Translate} t @param {On} on
 */
const question = (state, ask, given, t, on) => html`<section class="asked"><h3>${ask.question}</h3>${choices(ask, given, t, on)}
  ${given ? nothing : html`<p class="soft keys">${t('ui.school.keys')}</p>`}${given?.answer ? answered(state, given, t, on) : nothing}</section>`;

/**
 * Before it is answered no choice looks different from another, and nothing is said of what comes.
 * @param {import('../model/lessons.js').Question} ask @param {Given|undefined} given @param {Translate} t @param {On} on
 */
export function choices(ask, given, t, on) {
  const answer = given?.answer;
  const mark = (/** @type {number} */ n) => (!answer ? '' : n === answer.answer ? 'right' : n === given.choice ? 'wrong' : 'other');
  return html`<ol class="choices">${ask.choices.map((text, i) => html`<li><button type="button" class=${mark(i + 1)} ?disabled=${given !== undefined}
    aria-pressed=${given?.choice === i + 1 ? 'true' : 'false'} @click=${() => on.answer(i + 1)}><kbd>${i + 1}</kbd><span>${text}</span>
    ${mark(i + 1) === 'right' ? html`<b>✓<span class="sr"> ${t('ui.school.right')}</span></b>` : mark(i + 1) === 'wrong' ? html`<b>✗<span class="sr"> ${t('ui.school.wrong')}</span></b>` : nothing}</button></li>`)}</ol>`;
}

/** The reason for or against what was chosen, and the world where it would be right. @param {State} state @param {Given} given @param {Translate} t @param {On} on */
export function answered(state, { choice, answer }, t, on) {
  if (!answer) return nothing;
  const there = answer.right ? undefined : answer.world;
  const verdict = choice > 0 ? html`<b>${t(answer.right ? 'ui.school.right' : 'ui.school.wrong')}</b> ` : nothing;
  return html`<p class=${`because ${answer.right ? 'good' : 'bad'}`} role="status">${verdict}${answer.because}</p>
    ${there ? html`<div class="world">${state.inWorld ? html`<p>${t('ui.school.world.here')}</p>${edits(there.edits, t)}
        <button type="button" @click=${() => on.page(state.place?.page ?? 1)}>${t('ui.school.world.back')}</button>`
    : html`<button type="button" class="see-world" @click=${on.world}>${t('ui.school.world')}</button>`}</div>` : nothing}`;
}

/** @param {import('../model/lessons.js').GivenEdit[]} list @param {Translate} t */
const edits = (list, t) => html`<ul class="given">${list.map((e) => html`<li>${inWords(e, t)}</li>`)}</ul>`;

/** Several commands stand below each other, each behind its prompt. @param {import('../model/lessons.js').GivenEdit} edit @param {Translate} t */
function inWords(edit, t) {
  const { place, lines } = wordsOf(edit, t);
  if (place === '' && lines.length === 1) return html`<span>${lines[0]}</span>`;
  return html`<code>${lines.map((line, i) => html`<span class="line">${place && (i === 0 || place.endsWith('#')) ? html`<span class="place">${place}</span> ` : nothing}${line}</span>`)}</code>`;
}

/** @param {NonNullable<import('../model/lessons.js').LessonPage['command']>} shown @param {Translate} t */
export const command = (shown, t) => html`<figure class="command"><figcaption>${t('ui.school.command')}</figcaption>
  <pre tabindex="0"><span class="soft">${shown.namespace} #</span> <b>${shown.command}</b>
${shown.output.trimEnd()}</pre>${shown.real ? html`<p class="soft">${shown.real}</p>` : nothing}</figure>`;

/** @param {State} state @param {NonNullable<import('../model/lessons.js').LessonPage['try']>} page @param {Translate} t @param {On} on */
export function task(state, page, t, on) {
  const { checked } = state;
  if (state.tryCluster === null) return html`<section class="task"><p>${t('ui.school.try.help')}</p><button type="button" class="start primary" @click=${on.start}>${t('ui.school.start')}</button></section>`;
  return html`<section class="task"><h3>${t('ui.school.try')}</h3>${page.offer.length > 0 ? html`<p class="soft how">${t('ui.school.try.how')}</p>` : nothing}<ul class="offers">${page.offer.map((e) => html`<li>${offered(e, state, t, on)}</li>`)}</ul>
    <p class=${`check ${checked?.passed ? 'good' : checked?.say ? 'why' : ''}`} role="status">${checked ? checkedText(checked, t) : t('ui.school.checking')}</p>
    ${checked && !checked.passed && checked.edits > 0 ? html`<button type="button" class="undo" ?disabled=${state.running} @click=${on.undo}>↶ ${t('ui.trial.undo')}</button> ` : nothing}
    <button type="button" class="again link" @click=${on.start}>${t('ui.school.again')}</button></section>`;
}

/** @param {import('../model/lessons.js').GivenEdit} e @param {State} state @param {Translate} t @param {On} on */
const offered = (e, state, t, on) => html`<button type="button" class="offer" ?disabled=${state.running} @click=${() => on.make(e)}>${inWords(e, t)}</button>`;

/** @param {import('../model/lessons.js').Check} check @param {Translate} t */
export const checkedText = (check, t) => html`<b>${check.passed ? '✓' : '○'}</b> ${check.say ?? (isPartial(check) ? t('ui.school.open.steps', check.steps ?? 0, check.needed ?? 0) : t(check.unknown ? 'ui.school.unknown' : check.passed ? 'ui.school.passed' : 'ui.school.open.task'))}`;

/** Whether some of the changes that a task takes are made, and nothing else. @param {import('../model/lessons.js').Check} check */
const isPartial = ({ passed, edits, steps = 0, needed = 0 }) => !passed && steps > 0 && steps < needed && steps === edits;

/** @param {import('../model/lessons.js').Lesson} course @param {string} lang @param {Translate} t */
const ending = (course, lang, t) => html`${course.intuition ? html`<p class="intuition"><b>${t('ui.school.intuition')}</b> ${course.intuition}</p>` : nothing}
  ${(course.errata ?? []).length > 0 ? html`<dl class="errata"><dt>${t('ui.school.errata')}</dt>${course.errata?.map((e) => html`<dd>${e.en && lang !== 'zh' ? html`<q lang="en">${e.en}</q>${original(e.quote, t)}` : html`<q lang="zh-CN">${e.quote}</q>`}<p>${e.really}</p></dd>`)}</dl>` : nothing}`;
