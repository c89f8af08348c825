import { html, nothing, render } from '../lib/lit.js';
import { translator } from '../model/text.js';

/** @typedef {import('../model/worksheet.js').Sheet} Sheet */
/** @typedef {import('../model/worksheet.js').SheetTable} SheetTable */
/** @typedef {import('../model/text.js').Translate} Translate */

/**
 * A lesson on paper: questions and blank tables, and on a page of its own the answers that the engine computed.
 * @param {HTMLElement} place
 * @param {import('../model/state.js').State} state
 * @param {{close: () => void, picture: () => string}} on `picture`: the cluster as a file of its own, without what is to be filled in; empty for none
 */
export function renderWorksheet(place, state, on) {
  const { sheet } = state;
  document.documentElement.toggleAttribute('data-worksheet', sheet !== null);
  if (sheet === null) {
    place.hidden = true;
    render(nothing, place);
    return;
  }
  const t = translator(state.messages);
  const opened = place.hidden;
  place.hidden = false;
  place.setAttribute('aria-label', t('ui.sheet'));
  const close = html`<button type="button" class="close" @click=${on.close}>${t('ui.sheet.close')}</button>`;
  if (sheet === 'coming') render(html`<div class="sheet-bar"><p class="soft">${t('ui.sheet.coming')}</p>${close}</div>`, place);
  else {
    const picture = on.picture();
    render(html`<div class="sheet-bar"><p class="soft">${t('ui.sheet.help')}</p>
        <button type="button" class="primary print" @click=${() => print()}>${t('ui.sheet.print')}</button>${close}</div>
      <article class="sheet blank">${head(sheet, t, t('ui.sheet'))}
        <p class="who"><span>${t('ui.sheet.name')}</span><span>${t('ui.sheet.date')}</span></p>
        ${picture ? html`<img alt="" src=${`data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`}>` : nothing}
        ${questions(sheet, t, false)}${sheet.tables.map((each) => table(each, t, false))}</article>
      <article class="sheet solved">${head(sheet, t, t('ui.sheet.answers'))}<p class="soft">${t('ui.sheet.computed')}</p>
        ${questions(sheet, t, true)}${sheet.tables.map((each) => table(each, t, true))}</article>`, place);
  }
  if (opened) /** @type {HTMLElement|null} */ (place.querySelector('button'))?.focus();
}

/** @param {Sheet} sheet @param {Translate} t @param {string} kind */
const head = (sheet, t, kind) => html`<header><p>${t('ui.school.number', sheet.number)} · ${kind}</p><h1>${sheet.title}</h1><p class="aim">${sheet.aim}</p></header>`;

/** @param {Sheet} sheet @param {Translate} t @param {boolean} solved */
function questions(sheet, t, solved) {
  if (sheet.questions.length === 0) return nothing;
  return html`<h2>${t('ui.sheet.questions')}</h2><ol class="questions">${sheet.questions.map((q) => html`<li><p>${q.say} <b>${q.question}</b></p>
    <ul>${q.choices.map((text, i) => html`<li class=${solved && q.answer === i + 1 ? 'right' : ''}><span aria-hidden="true">${solved && q.answer === i + 1 ? '☑' : '☐'}</span> ${text}</li>`)}</ul>
    <p class="because">${t('ui.sheet.because')} ${solved ? q.because : html`<span class="line"></span>`}</p></li>`)}</ol>`;
}

/** @param {SheetTable} each @param {Translate} t @param {boolean} solved */
const table = ({ kind, of, columns, rows }, t, solved) => html`<section class="filled"><h2>${t(`ui.sheet.${kind}`, of)}</h2>
  <table class=${kind}><thead><tr>${columns.map((c) => html`<th scope="col">${t(`ui.sheet.column.${c}`)}</th>`)}</tr></thead>
    <tbody>${rows.map(({ head: name, cells }, i) => html`<tr>${name ? html`<th scope="row">${solved || i === 0 ? name : nothing}</th>` : nothing}${cells.map((cell) => html`<td>${solved ? cell : nothing}</td>`)}</tr>`)}</tbody></table></section>`;
