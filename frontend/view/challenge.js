import { html, nothing } from '../lib/lit.js';
import { clockOf, starsOf } from '../model/lessons.js';
import { goalOf, nowOf } from '../model/mini.js';
import { checkedText } from './lesson.js';
import { miniature } from './mini.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */

/** @param {number} n of three */
export const stars = (n) => '★'.repeat(n) + '☆'.repeat(3 - n);

/** @param {State} state @param {Translate} t @param {import('./lesson.js').On} on */
export function challengePage(state, t, on) {
  const { challenge, checked } = state;
  if (!challenge) return html`<p class="soft">${t(state.schoolFailure ? 'ui.school.none' : 'ui.school.loading')}</p>`;
  const started = state.tryCluster !== null;
  const goals = checked?.goals ?? challenge.goals;
  const taken = challenge.hints.slice(0, state.hints);
  return html`
    <p class="crumb"><span>${t('ui.school.level', challenge.level)}</span>${challenge.number > 0 ? html`<span>${t('ui.school.challenge', challenge.number)}</span>` : nothing}</p>
    <h2>${challenge.title}</h2>
    <p class="say">${challenge.story}</p>
    ${pictures(state, t)}
    ${started ? nothing : html`<h3>${t('ui.school.red')}</h3>${goalList(challenge.red.map((r) => ({ ...r, met: false })), t)}`}
    <h3>${t('ui.school.goals')}</h3>${goalList(goals, t)}
    ${challenge.forbidden.length > 0 ? html`<p class=${`forbidden ${(checked?.forbidden ?? []).length > 0 ? 'bad' : ''}`}>${t('ui.school.forbidden')} ${challenge.forbidden.map((f, i) => html`${i > 0 ? ' · ' : nothing}<code>${f}</code>`)}</p>` : nothing}
    ${!started ? html`<button type="button" class="start primary" @click=${on.start}>${t('ui.school.start')}</button><p class="soft">${t('ui.school.challenge.help')}</p>` : html`
      <p class="count">${t('ui.school.edits', checked?.edits ?? 0, challenge.par)} · <span class="spent" title=${t('ui.school.spent')} .textContent=${spentOf(state, on)}></span></p>
      ${checked && (checked.passed || checked.say || checked.unknown) ? html`<p class=${`check ${checked.passed ? 'good' : ''}`} role="status">${checkedText(checked, t)}</p>` : nothing}
      ${checked?.takenBack ? html`<p class="check bad" role="status">${t('ui.school.taken-back')}</p>` : nothing}
      ${checked?.passed ? html`<p class="stars" aria-label=${t('ui.school.stars', starsOf(checked.edits, challenge.par, state.hints, challenge.hints.length))}>${stars(starsOf(checked.edits, challenge.par, state.hints, challenge.hints.length))}</p>
        <p class="teaches">${challenge.teaches}</p>` : nothing}
      ${taken.length > 0 ? html`<ol class="hints">${taken.map((h) => html`<li>${h}</li>`)}</ol>` : nothing}
      <div class="row">${state.hints < challenge.hints.length && !checked?.passed ? html`<button type="button" class="hint" @click=${on.hint}>${t('ui.school.hint', state.hints + 1, challenge.hints.length)}</button>` : nothing}
        <button type="button" class="undo" ?disabled=${state.running || (checked?.edits ?? 0) === 0} @click=${on.undo}>${t('ui.edits.undo')}</button>
        <button type="button" class="again" ?disabled=${state.running} @click=${on.start}>${t('ui.school.again')}</button></div>
      ${state.hints === challenge.hints.length - 1 && !checked?.passed ? html`<p class="soft">${t('ui.school.hint.last')}</p>` : nothing}`}`;
}

/** @param {import('../model/lessons.js').Goal[]} goals @param {Translate} t */
const goalList = (goals, t) => html`<ul class="goals">${goals.map((g) => html`<li class=${g.met ? 'met' : 'unmet'}><b aria-label=${t(g.met ? 'ui.school.met' : 'ui.school.unmet')}>${g.met ? '✓' : '✗'}</b>
  <span>${g.say}</span></li>`)}</ul>`;

/** The time that was spent. @param {Pick<State, 'spent'>} state @param {Pick<import('./lesson.js').On, 'now'>} on */
export const spentOf = ({ spent }, on) => (spent ? clockOf((spent.until ?? on.now()) - spent.from) : '');

/** How it is, and how it shall be; by which way is not said. @param {State} state @param {Translate} t */
function pictures({ topology, trace }, t) {
  if (!topology || !trace) return nothing;
  const now = nowOf(topology, trace);
  const name = t(now.end === 'arrived' ? 'ui.school.now.arrived' : 'ui.school.now.stopped');
  return html`<div class="minis"><figure>${miniature(now, name)}<figcaption>${t('ui.school.now')}</figcaption></figure>
    <figure>${miniature(goalOf(topology, trace), t('ui.school.goal'))}<figcaption>${t('ui.school.goal')}</figcaption></figure></div>`;
}
