import { html, nothing } from '../lib/lit.js';
import { orderOf } from '../model/asides.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {import('../model/asides.js').Sort} Sort */

/**
 * What differs between the two walks; nothing while a question about them is open.
 * @param {import('../model/asides.js').Compare} compare @param {Translate} t
 */
export const facts = ({ left, right, facts: rows }, t) => html`<table class="facts"><thead><tr><th><span class="sr">${t('ui.school.fact')}</span></th><th scope="col">${left.name}</th><th scope="col">${right.name}</th></tr></thead>
  <tbody>${rows.map((row) => html`<tr class=${row.same ? 'same' : 'differs'}><th scope="row">${row.name}</th><td>${row.left}</td><td>${row.right}</td></tr>`)}</tbody></table>`;

/**
 * Things to be sorted by buttons, each answered as soon as it is placed; an order is checked as a whole.
 * @param {Sort} sort @param {State} state @param {Translate} t @param {import('./lesson.js').On} on
 */
export function sortingTask(sort, state, t, on) {
  const { answer } = state.sorting;
  return html`<section class="asked sorting"><h3>${sort.question}</h3>${sort.kind === 'order' ? order(sort, state, t, on) : classes(sort, state, t, on)}
    ${answer?.right && answer.say ? html`<p class="because good" role="status"><b>${t('ui.school.right')}</b> ${answer.say}</p>`
    : answer && sort.kind === 'order' ? html`<p class="because bad" role="status"><b>${t('ui.school.wrong')}</b> ${answer.say ?? ''}</p>` : nothing}</section>`;
}

/** @param {Sort} sort @param {State} state @param {Translate} t @param {import('./lesson.js').On} on */
const classes = (sort, { sorting }, t, on) => html`<ul class="items">${sort.items.map((item) => {
  const said = sorting.answer?.placements.find((p) => p.item === item.id);
  return html`<li class=${said ? (said.right ? 'right' : 'wrong') : ''} @pointerenter=${() => on.over(said?.right && item.points ? item.points : null)} @pointerleave=${() => on.over(null)}><span>${item.text}</span>
    <div role="group" aria-label=${item.text}>${(sort.bins ?? []).map((bin) => html`<button type="button" class="bin" aria-pressed=${sorting.placed[item.id] === bin.id ? 'true' : 'false'} @click=${() => on.place(sort, item.id, bin.id)}>${bin.name}</button>`)}</div>
    ${said ? html`<p role="status"><b>${said.right ? '✓' : '✗'}</b> ${said.because ?? (said.right ? t('ui.school.right') : t('ui.school.wrong'))}</p>` : nothing}</li>`;
})}</ul>`;

/** @param {Sort} sort @param {State} state @param {Translate} t @param {import('./lesson.js').On} on */
function order(sort, { sorting }, t, on) {
  const ids = orderOf(sort, sorting);
  return html`<ol class="items ordered">${ids.map((id, i) => {
    const item = sort.items.find((each) => each.id === id);
    const said = sorting.answer?.placements.find((p) => p.item === id);
    return html`<li class=${said ? (said.right ? 'right' : 'wrong') : ''}><span>${item?.text}</span>
      <div role="group" aria-label=${item?.text ?? id}><button type="button" class="icon" ?disabled=${i === 0} aria-label=${t('ui.school.sort.up')} title=${t('ui.school.sort.up')} @click=${() => on.move(sort, id, -1)}>▲</button>
        <button type="button" class="icon" ?disabled=${i === ids.length - 1} aria-label=${t('ui.school.sort.down')} title=${t('ui.school.sort.down')} @click=${() => on.move(sort, id, 1)}>▼</button></div>
      ${said && !said.right && said.because ? html`<p><b>✗</b> ${said.because}</p>` : nothing}</li>`;
  })}</ol><button type="button" class="primary check-order" @click=${() => on.checkOrder(sort)}>${t('ui.school.sort.check')}</button>`;
}
