import { html, nothing } from '../../lib/lit.js';
import { breakable, inOrder, isIdle, shownOf } from '../../model/evidence.js';

/** @typedef {import('../../model/types.js').Evidence} Evidence */
/** @typedef {import('../../model/types.js').Step} Step */
/** @typedef {import('../../model/text.js').Translate} Translate */

/**
 * The tables a step looked at, what decided first. Those that decided nothing are one line each, and open.
 * @param {Step} step
 * @param {string} flow
 * @param {Translate} t
 */
export function evidencePanel(step, flow, t) {
  const tables = step.type === 'RulesRead' ? step.evidence : inOrder(step.evidence);
  return tables.map((e, i) => (i > 0 && isIdle(e) ? folded(e, flow, t) : evidenceTable(e, flow, t)));
}

/**
 * @param {Evidence} e
 * @param {string} flow
 * @param {Translate} t
 */
function folded(e, flow, t) {
  const { command } = shownOf(e);
  return html`<details class="fold idle"><summary>${t('ui.evidence.before', command, e.rows.length)}</summary>
    ${evidenceTable(e, flow, t)}</details>`;
}

/**
 * A whole table with the row that matched marked, and a reason with every row that nearly did.
 * @param {Evidence} evidence
 * @param {string} flow
 * @param {Translate} t
 */
function evidenceTable(evidence, flow, t) {
  const shown = shownOf(evidence);
  const span = shown.columns.length + (shown.matches ? 1 : 0);
  const cell = (/** @type {string} */ text) => html`<td>${breakable(text).map((piece, i) => html`${i > 0 ? html`<wbr>` : nothing}${piece}`)}</td>`;
  const row = (/** @type {import('../../model/evidence.js').Shown['rows'][number]} */ r) => html`
    <tr class=${`${r.verdict} ${flow} ${r.note || r.more ? 'noted' : ''}`}>${r.cells.map((c) => cell(c || '–'))}
      ${shown.matches ? html`<td>${r.verdict === 'matched' ? html`<span aria-hidden="true">▶</span> ${t('ui.evidence.yes')}` : t('ui.evidence.no')}</td>` : nothing}</tr>
    ${r.note || r.more ? html`<tr class=${`note ${r.verdict} ${flow}`}><td colspan=${span}>${[r.verdict === 'near' && r.note ? t('ui.evidence.near', r.note) : r.note, r.more].filter(Boolean).join(' · ')}</td></tr>` : nothing}`;
  const count = evidence.omitted ? t('ui.evidence.some', evidence.rows.length, shown.total) : t('ui.evidence.all', evidence.rows.length);
  return html`<div class="evidence"><div class="cap"><b>${shown.command || shown.owner}</b><span>${evidence.rows.length > 0 ? count : ''}</span></div>
    <table class=${shown.matches ? 'asks' : ''}><thead class=${shown.rows.length === 0 ? 'sr' : ''}><tr>${shown.columns.map((c) => html`<th scope="col">${c}</th>`)}${shown.matches ? html`<th scope="col">${t('ui.evidence.match')}</th>` : nothing}</tr></thead>
    <tbody>${shown.rows.map(row)}
    ${shown.rows.length === 0 ? html`<tr><td colspan=${Math.max(1, span)} class="soft">${t('ui.evidence.empty')}</td></tr>` : nothing}</tbody></table></div>`;
}
