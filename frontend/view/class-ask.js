import { html, nothing } from '../lib/lit.js';

/**
 * The question that is put to the class, and whether one's stage may be shown. Before the teacher reveals it, no choice looks right.
 * @param {import('../model/class.js').Room} room
 * @param {import('../model/class.js').Session} session
 * @param {number} said the member's own choice, 0 for none yet
 * @param {import('../model/lessons.js').LessonPage|null} page
 * @param {boolean} onPage whether it is the question of this page
 * @param {import('../model/text.js').Translate} t
 * @param {{answer: (choice: number) => void, accept: () => void, decline: () => void}} on
 */
export function askPanel(room, session, said, page, onPage, t, on) {
  const { question, show } = room;
  const asked = show?.member === session.number && session.role === 'member';
  const consent = !asked ? nothing : show?.link ? html`<div class="consent"><p>${t('ui.class.show.on')}</p><button type="button" @click=${on.decline}>${t('ui.class.show.stop')}</button></div>`
    : html`<div class="consent"><p>${t('ui.class.show.ask')}</p><button type="button" class="primary" @click=${on.accept}>${t('ui.class.show.yes')}</button><button type="button" @click=${on.decline}>${t('ui.class.show.no')}</button></div>`;
  if (!question || (onPage && session.role === 'member')) return asked ? consent : nothing;
  const ask = onPage ? page?.ask : undefined;
  const open = question.stage === 'open';
  const most = Math.max(1, ...(question.counts ?? []));
  const member = session.role === 'member';
  const shown = question.stage === 'revealed' && question.counts;
  if (!member && !shown && !question.text) return nothing;
  return html`${consent}<div class="class-question"><h2>${ask?.question ?? (question.text || t('ui.class.question'))}</h2>
    ${member ? html`<ol>${Array.from({ length: question.choices }, (_, i) => html`<li><button type="button" ?disabled=${!open} aria-pressed=${said === i + 1 ? 'true' : 'false'}
      class=${shown && question.right === i + 1 ? 'right' : ''} @click=${() => on.answer(i + 1)}><kbd>${i + 1}</kbd><span>${ask?.choices[i] ?? ''}</span>${shown ? bar(question.counts?.[i] ?? 0, most) : nothing}</button></li>`)}</ol>`
    : shown ? html`<ol>${question.counts?.map((count, i) => html`<li class=${question.right === i + 1 ? 'right' : ''}><kbd>${i + 1}</kbd><span>${ask?.choices[i] ?? ''}</span>${bar(count, most)}</li>`)}</ol>` : nothing}
    <p class="soft" role="status">${member && open ? t(said ? 'ui.class.said' : 'ui.class.keys', question.choices) : ''} ${shown ? '' : t('ui.class.guessed', question.answered, room.members)}</p></div>`;
}

/** @param {number} count @param {number} most */
const bar = (count, most) => html`<meter min="0" max=${most} value=${count}></meter><b class="count">${count}</b>`;
