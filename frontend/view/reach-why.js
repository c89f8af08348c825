import { html, nothing, render } from '../lib/lit.js';
import { cellQuestion, isUnwalked, matrixOf, probeOf, proofOf, wayOf } from '../model/reach.js';
import { translator } from '../model/text.js';
import { objectName } from '../model/verdict.js';
import { rulesOf } from '../model/why.js';
import { excerpt, ruleCard } from './inspector/why.js';
import { MARKS, SIGNS } from './reach.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {import('../model/policy-types.js').PairsCell} Cell */

/**
 * The reason of the cell that is looked at: the answer, the same before the change it is compared with, the rules, and how to walk it.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {import('./reach.js').On} on
 */
export function renderReachWhy(place, state, on) {
  const t = translator(state.messages);
  const matrix = matrixOf(state, t);
  const { cell: at } = state;
  const row = at && matrix?.rows[at.row];
  const column = at && matrix?.columns[at.column];
  const now = at && matrix?.cells[at.row]?.[at.column];
  render(html`<div class="tabs"><div class="tablist" role="tablist" aria-label=${t('ui.inspector')} @keydown=${(/** @type {KeyboardEvent} */ e) => turned(e, state, on)}>${TABS.map((tab) => html`
      <button type="button" role="tab" id=${`cell-tab-${tab}`} tabindex=${state.cellTab === tab ? 0 : -1} aria-selected=${state.cellTab === tab ? 'true' : 'false'} aria-controls="tabpanel"
        @click=${() => on.dispatch({ type: 'cellTabChosen', tab })}>${t(`ui.reach.tab.${tab}`)}</button>`)}</div></div>
    <div id="tabpanel" role="tabpanel" tabindex="0" aria-labelledby=${`cell-tab-${state.cellTab}`} class="cell-why">${at && matrix && row && column ? html`
      <h2>${row.group}/${row.name} → ${column.group}/${column.name}${column.detail}</h2>
      ${!now ? html`<p class="soft">${t('ui.reach.nobody')}</p>` : state.cellTab === 'why' ? answer(now, matrix.before[at.row][at.column], matrix.differences[at.row][at.column], state, t, on) : told(now, state, t, on)}`
    : html`<p class="soft">${t('ui.reach.choose')}</p>`}</div>`, place);
}

const TABS = /** @type {const} */ (['why', 'walk', 'yaml']);

/** Arrow keys go from tab to tab. @param {KeyboardEvent} e @param {State} state @param {import('./reach.js').On} on */
function turned(e, state, on) {
  const step = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const tab = TABS[(TABS.indexOf(state.cellTab) + step + TABS.length) % TABS.length];
  e.preventDefault();
  e.stopPropagation();
  on.dispatch({ type: 'cellTabChosen', tab });
  document.getElementById(`cell-tab-${tab}`)?.focus();
}

/**
 * The way of the cell's example, or the lines of the object that decided.
 * @param {Cell} now
 * @param {State} state
 * @param {Translate} t
 * @param {import('./reach.js').On} on
 */
function told(now, state, t, on) {
  const question = cellQuestion(state);
  const known = state.cellTold;
  if (!question) return html`<p class="soft">${t('ui.reach.noExample')}</p>`;
  if (!known || known.key !== question.key) return html`<p class="soft" role="status">${t('ui.reach.asking.cell')}</p>`;
  if (known.message) return html`<p class="soft" role="status">${known.message}</p>`;
  const { probe } = question;
  const ends = html`<p class="soft">${probe.from} → ${probe.to} · ${String(probe.protocol).toUpperCase()} ${probe.port}</p>`;
  if (known.why) return html`${ends}${known.why.source ? excerpt(known.why.source, t) : html`<p class="soft">${t('ui.reach.noYaml')}</p>`}`;
  const stops = known.trace ? wayOf(known.trace) : [];
  const failed = now.verdict !== 'allow';
  return html`${ends}<h3>${t('ui.reach.way')}</h3>
    <ol class=${`way-of ${failed ? 'failed' : ''}`}>${stops.map((s) => html`<li><b>${s.place}</b> <span>${s.sentence}</span></li>`)}</ol>
    <p class=${failed ? 'way-end lost' : 'way-end'}>${known.trace?.outcome.sentence}</p>
    <button type="button" class="primary walk-it" ?disabled=${state.sending} @click=${() => on.tryProbe(probe)}>▶ ${t('ui.reach.walk')}</button>`;
}

/**
 * The command that shows the answer on a real cluster.
 * @param {Cell} now
 * @param {Translate} t
 * @param {import('./reach.js').On} on
 */
function proof(now, t, on) {
  const shown = proofOf(probeOf(now));
  if (!shown) return nothing;
  return html`<section class="proof"><div class="cap"><h3>${t('ui.reach.proof')}</h3><button type="button" class="link" @click=${() => on.copy(shown.command)}>${t('ui.copy')}</button></div>
    <pre class="yaml" tabindex="0">${shown.command}</pre>
    <p class="soft">${shown.on ? t('ui.reach.proof.on', shown.on) : nothing} ${t(`ui.reach.proof.${now.verdict === 'allow' ? 'allow' : now.verdict === 'deny' ? 'deny' : 'open'}`)}</p></section>`;
}

/**
 * @param {Cell} now
 * @param {Cell|null} then
 * @param {import('../model/reach.js').Difference|null} difference
 * @param {State} state
 * @param {Translate} t
 * @param {import('./reach.js').On} on
 */
function answer(now, then, difference, state, t, on) {
  const probe = probeOf(now);
  const pairs = now.cases.reduce((sum, c) => sum + c.pairs, 0);
  return html`<p class="soft">${t('ui.reach.pairs', pairs)}</p>
    <div class="then-now">${then ? html`<div><small>${state.against === 'event' ? t('ui.reach.then.event') : t('ui.reach.then', state.against === null ? '' : state.against + 1)}</small>${chip(then, t)}</div>` : nothing}
      <div>${then ? html`<small>${t('ui.reach.now')}</small>` : nothing}${chip(now, t)}</div></div>
    ${difference ? html`<p class=${`changed ${difference}`}><b aria-hidden="true">${MARKS[difference]}</b> ${t(`ui.reach.diff.${difference}`)}</p>` : nothing}
    ${difference && then ? html`<details class="fold"><summary>${t('ui.reach.reasonThen')}</summary>${reasons(then, t)}</details>` : nothing}
    ${reasons(now, t)}
    ${probe ? html`<button type="button" class="primary walk-it" ?disabled=${state.sending} @click=${() => on.tryProbe(probe)}>▶ ${t('ui.reach.walk')}</button>` : nothing}
    ${proof(now, t, on)}`;
}

/** @param {Cell} cell @param {Translate} t */
const chip = ({ verdict }, t) => html`<span class=${`chip answer ${verdict}`}><i aria-hidden="true">${SIGNS[verdict]}</i> ${t(`ui.reach.${verdict}`)}</span>`;

/** @param {Cell} cell @param {Translate} t */
function reasons(cell, t) {
  const { cases, walk, walked, limited } = cell;
  const walks = walked && walk && walk.result !== 'delivered' ? html`<p>${t('ui.reach.walked', t(`ui.result.${walk.result}`))}
    ${walk.object ? html`<code>${[objectName(walk.object), walk.path].filter(Boolean).join(' · ')}</code>` : walk.code ? html`<code>${walk.code}</code>` : nothing}</p>` : nothing;
  return html`${cases.map((c) => html`${cases.length > 1 ? html`<h3>${t('ui.reach.case', t(`ui.reach.${c.verdict}`), c.pairs)}</h3>` : nothing}
      ${c.because.length === 0 ? html`<p class="soft">${t('ui.why.noPolicy')}</p>`
      : rulesOf(c, { from: c.probe?.from, to: c.probe?.to }, new Map()).map((card, i) => ruleCard(card, i === 0, t))}`)}
    ${walks}${walked && cases.some((c) => c.verdict === 'allow' && !c.probe) ? html`<p class="soft">${t('ui.reach.walkedNew')}</p>` : nothing}
    ${isUnwalked(cell) ? html`<p class="soft">${t(walk?.code === 'limit' ? 'ui.reach.noTime' : walk ? 'ui.reach.noPlace' : 'ui.reach.notWalked')}</p>` : nothing}
    ${limited ? html`<p class="soft">${t('ui.reach.limited')}</p>` : nothing}`;
}
