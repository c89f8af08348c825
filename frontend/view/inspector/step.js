import { html, nothing } from '../../lib/lit.js';
import { visibleMarks } from '../../model/reducer.js';
import { counterpart, endingRule, translationOf } from '../../model/netfilter.js';
import { endOf } from '../../model/timeline.js';
import { diffPackets } from '../../model/packets.js';
import { outcomePanel } from './outcome.js';
import { layerCard } from './packet.js';

/** @typedef {import('../../model/types.js').Evidence} Evidence */
/** @typedef {import('../../model/types.js').Mark} Mark */
/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */

/**
 * One sentence, then its evidence.
 * @param {Mark|null} mark
 * @param {State} state
 * @param {Translate} t
 * @param {(text: string) => void} copy
 * @param {(seq: number) => void} go
 */
export function stepPanel(mark, state, t, copy, go) {
  if (!mark) {
    return html`<div class="decision idle"><strong>${t('ui.ready.title')}</strong><p>${t('ui.ready.text')}</p></div>
      ${state.trace ? outcomePanel(state, t, go) : nothing}`;
  }
  const { step } = mark;
  const number = visibleMarks(state).indexOf(mark) + 1;
  const changed = diffPackets(step.before, step.after).filter((l) => l.state !== 'same');
  return html`
    ${outcomePanel(state, t, go)}
    <div class=${`decision ${mark.flow} ${mark.stop ? 'stop' : ''}`}>
      <strong>${t('ui.step.title', number)} · ${mark.namespace}${step.device ? ` · ${step.device}` : ''}</strong>
      <p>${mark.stop ? '✕ ' : ''}${step.sentence}</p>
      ${ending(mark, t)}
    </div>
    ${translationLink(mark, state, t, go)}
    ${chainWalk(step, t)}
    ${(step.type === 'RulesRead' ? step.evidence : inOrder(step.evidence)).map((e, i) => (i > 0 && isIdle(e) ? folded(e, mark.flow, t) : evidenceTable(e, mark.flow, t)))}
    ${step.command ? html`<div class="command"><span>${t('ui.step.command')}</span>
      <code>${step.command}</code>
      <button type="button" @click=${() => copy(/** @type {string} */ (step.command))}>${t('ui.copy')}</button></div>` : nothing}
    ${step.before && step.after && changed.length > 0 ? changed.map((l) => layerCard(l, mark.flow, t, true)) : nothing}`;
}

/**
 * A translation and its taking back belong together.
 * @param {Mark} mark
 * @param {State} state
 * @param {Translate} t
 * @param {(seq: number) => void} go
 */
function translationLink(mark, state, t, go) {
  const marks = visibleMarks(state);
  const other = counterpart(marks, mark);
  const own = translationOf(mark.step);
  if (!other || !own) return nothing;
  const name = `${own.kind} #${own.number}`;
  return html`<button type="button" class="pair" @click=${() => go(other.seq)}>
    ${t(own.undo ? 'ui.nat.wasMade' : 'ui.nat.isUndone', name, marks.indexOf(other) + 1)}</button>`;
}

/**
 * The chains a packet was led through.
 * @param {Mark['step']} step
 * @param {Translate} t
 */
function chainWalk(step, t) {
  const chains = step.fields['chains'];
  if (!Array.isArray(chains) || chains.length < 2) return nothing;
  return html`<p class="chains"><span>${t('ui.chains')}</span> ${chains.map((c, i) => html`${i > 0 ? ' → ' : ''}<code>${c}</code>`)}</p>`;
}

/**
 * Why a packet ends: the rule that says so, or the reason in words where the sentence has not said it yet.
 * @param {Mark} mark
 * @param {Translate} t
 */
function ending(mark, t) {
  const rule = endingRule(mark);
  if (rule !== '') return html`<p class="reason"><code>${rule}</code></p>`;
  return mark.stop && !mark.step.sentence.includes(dropText(mark, t)) ? html`<p class="reason">${dropText(mark, t)}</p>` : nothing;
}

/**
 * @param {Mark} mark
 * @param {Translate} t
 */
const dropText = (mark, t) => t(`ui.drop.${endOf(mark.step)}`);

/** @param {Evidence} evidence @returns {boolean} whether no row of it decided anything */
const isIdle = (evidence) => evidence.rows.every((r) => r.verdict === 'other');

/**
 * What decided first; when nothing did, the table asked last, for there the search ended.
 * @param {Evidence[]} tables in the order they were asked
 */
const inOrder = (tables) => [...tables.filter((e) => !isIdle(e)), ...tables.filter(isIdle).reverse()];

/**
 * Tables that decided nothing are folded: they were looked at, but need no room.
 * @param {Evidence} e
 * @param {string} flow
 * @param {Translate} t
 */
function folded(e, flow, t) {
  return html`<details class="fold idle"><summary>${e.title} · ${t('ui.evidence.idle', e.rows.length)}</summary>
    ${evidenceTable(e, flow, t)}</details>`;
}

/**
 * A whole table with the row that matched marked, and a note on every near miss.
 * @param {Evidence} evidence
 * @param {string} flow
 * @param {Translate} t
 */
function evidenceTable(evidence, flow, t) {
  const used = evidence.columns.map((_, i) => i).filter((i) => evidence.rows.some((r) => r.cells[i]) || evidence.rows.length === 0);
  const isEntry = evidence.columns[0] === 'tuple';
  const row = (/** @type {Evidence['rows'][number]} */ r) => html`
    <tr class=${`${r.verdict} ${flow}`}>
      ${used.map((i) => html`<td>${i === used[0] && r.verdict === 'matched' ? html`<span class="sr">${t('ui.evidence.matched')} </span>` : nothing}${r.cells[i] ?? ''}</td>`)}
    </tr>
    ${r.note ? html`<tr class="note"><td colspan=${used.length}><span>${r.verdict === 'matched' ? '✓' : isEntry ? '·' : '≠'} ${r.note}</span></td></tr>` : nothing}`;
  const isLong = evidence.rows.some((r) => r.cells.some((c) => c.length > 48));
  return html`<div class=${`table ${isLong ? 'long' : ''}`}><table><caption>${evidence.title}</caption>
    <thead><tr>${used.map((i) => html`<th scope="col">${evidence.columns[i]}</th>`)}</tr></thead>
    <tbody>${evidence.rows.map(row)}
    ${evidence.rows.length === 0 ? html`<tr><td colspan=${Math.max(1, evidence.columns.length)} class="soft">${t('ui.evidence.empty')}</td></tr>` : nothing}
    ${evidence.omitted ? html`<tr><td colspan=${used.length} class="soft">${t('ui.evidence.more', evidence.omitted)}</td></tr>` : nothing}</tbody></table></div>`;
}
