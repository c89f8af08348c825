import { html, nothing, render } from '../lib/lit.js';
import { OTHER, readResults, withResult } from '../model/exam.js';
import { messageOf } from '../model/failures.js';
import { translator } from '../model/text.js';
import { planTable } from './exam-plan.js';

const KEPT = 'podlane.exam';

/**
 * Questions about a part of the lessons, answered all at once: before the lessons and after them, each time with other numbers.
 * @param {HTMLElement} place
 * @param {{messages: () => Promise<Record<string, string>>, exam: (id: string, form: string) => Promise<import('../model/exam.js').Exam>, marks: (id: string, form: string, answers: Record<string, number>) => Promise<import('../model/exam.js').Marks>}} client
 * @param {Storage|null} storage
 */
export async function createExamPage(place, client, storage) {
  const t = translator(await client.messages());
  const [, , id = '', form = 'pre'] = location.pathname.split('/').map(decodeURIComponent);
  /** @type {import('../model/exam.js').Exam|null} */
  let exam = null;
  /** @type {Record<string, number>} */
  let chosen = {};
  /** @type {import('../model/exam.js').Marks|null} */
  let marks = null;
  let problem = '';

  const kept = () => {
    try {
      return storage?.getItem(KEPT) ?? null;
    } catch {
      return null;
    }
  };

  /** @param {() => Promise<void>} act */
  async function safely(act) {
    try {
      problem = '';
      await act();
    } catch (e) {
      problem = messageOf(e, t);
    }
    draw();
  }

  const handIn = () => safely(async () => {
    marks = await client.marks(id, form, chosen);
    try {
      storage?.setItem(KEPT, withResult(kept(), id, form, marks.right));
    } catch {
      // Then it is told on this page alone.
    }
    window.scrollTo(0, 0);
  });

  function draw() {
    render(html`<header><a class="brand" href="/">pod<b>lane</b></a></header>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      ${exam ? paper(exam) : problem ? nothing : html`<p class="soft">${t('ui.school.loading')}</p>`}`, place);
  }

  /** @param {import('../model/exam.js').Exam} all */
  function paper(all) {
    const done = Object.keys(chosen).length;
    return html`<h1>${all.title}</h1><p>${t(`ui.exam.${form}`)} ${all.about}</p>
      ${marks ? result(all, marks) : nothing}
      ${planTable(all.plan, t)}
      <form @submit=${(/** @type {Event} */ e) => { e.preventDefault(); handIn(); }}>${all.questions.map((q, i) => question(q, i + 1))}
        ${marks ? nothing : html`<p class="row"><button type="submit" class="primary" ?disabled=${done < all.questions.length}>${t('ui.exam.hand-in')}</button>
          <span class="soft">${t('ui.exam.answered', done, all.questions.length)}</span></p>`}</form>`;
  }

  /** @param {import('../model/exam.js').ExamQuestion} q @param {number} number */
  function question(q, number) {
    const said = marks?.answers?.find((a) => a.question === q.id);
    return html`<fieldset class=${said ? (said.right ? 'right' : 'wrong') : ''}><legend>${number}. ${q.question}</legend>
      ${q.choices.map((text, i) => html`<label class=${said?.answer === i + 1 ? 'answer' : ''}><input type="radio" name=${q.id} .checked=${chosen[q.id] === i + 1} ?disabled=${marks !== null}
        @change=${() => { chosen = { ...chosen, [q.id]: i + 1 }; draw(); }}><span>${text}${said?.answer === i + 1 ? html` <b aria-label=${t('ui.exam.right')}>✓</b>` : nothing}</span></label>`)}
      ${said ? html`<p class="because">${said.because}</p>` : nothing}</fieldset>`;
  }

  /** @param {import('../model/exam.js').Exam} all @param {import('../model/exam.js').Marks} now */
  function result(all, now) {
    const other = OTHER[/** @type {'pre'|'post'} */ (form)];
    const results = readResults(kept(), id);
    return html`<section class="result" role="status"><p class="score">${t('ui.exam.score', now.right, now.of)}</p>
      ${results['pre'] !== undefined && results['post'] !== undefined ? html`<p>${t('ui.exam.gain', results['pre'], results['post'])}</p>` : nothing}
      ${all.reveals ? nothing : html`<p class="later">${t('ui.exam.later')}</p>`}
      <p class="row">${all.reveals ? html`<a href=${`/#cluster=${all.cluster}`}>${t('ui.exam.cluster')}</a>` : nothing} <a href="/#view=lessons">${t('ui.school.list')}</a>
        ${other ? html`<a href=${`/exam/${encodeURIComponent(id)}/${other}`}>${t(`ui.exam.other.${other}`)}</a>` : nothing}</p></section>`;
  }

  draw();
  await safely(async () => {
    exam = await client.exam(id, form);
    document.title = `Podlane · ${exam.title}`;
  });
}
