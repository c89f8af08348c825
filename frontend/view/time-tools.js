import { html, nothing } from '../lib/lit.js';
import { seconds } from '../model/rows.js';
import { PACES } from '../model/time.js';
import { fire, ofWorkload, proxyMode, workloadsOf } from '../model/timed.js';
import { deedList } from './deeds.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {import('./time.js').On} On */

const MOST_WORKLOADS = 12;

/** The moment as it is written: while time passes, no finer than it can be read. @param {State} state */
export const told = ({ clock, ticking }) => (ticking ? Math.round((clock ?? 0) * 10) / 10 : clock ?? 0);

/**
 * What moves the clock, and what can happen at its moment.
 * @param {State} state
 * @param {import('../model/course.js').Course|null} course
 * @param {Translate} t
 * @param {On} on
 */
export function timeTools(state, course, t, on) {
  const { at, of } = on.clock.place();
  const none = !course;
  const button = (/** @type {string} */ key, /** @type {string} */ cls, /** @type {unknown} */ face, /** @type {() => void} */ act) => html`
    <button type="button" class=${cls} ?disabled=${none} aria-label=${t(key)} title=${t(key)} @click=${act}>${face}</button>`;
  return html`<div class="player time-tools"><div class="buttons" role="group" aria-label=${t('ui.time')}>
      ${button('ui.time.first', 'icon', '|◁', () => on.clock.end('first'))}
      ${button('ui.time.back', 'back', html`◁ <span>${t('ui.time.event')}</span>`, () => on.clock.step(-1))}
      ${button('ui.time.forward', 'continue primary', html`<span>${t('ui.time.event')}</span> ▷`, () => on.clock.step(1))}
      <button type="button" class="play" ?disabled=${none} aria-pressed=${state.ticking ? 'true' : 'false'} @click=${on.clock.toggle}>${state.ticking ? '❚❚' : '▶'} <span>${t(state.ticking ? 'ui.player.pause' : 'ui.player.play')}</span></button>
      ${button('ui.time.last', 'icon', '▷|', () => on.clock.end('last'))}</div>
    <span class="where">${course ? html`${t('ui.time.of', seconds(told(state)), seconds(course.end))} <span class="soft">${t('ui.time.step', at, of)}</span>` : ''}</span>
    <span class="rest"></span>
    ${state.topology && state.at === null ? happenMenu(state, t, on) : nothing}
    <select name="pace" aria-label=${t('ui.time.pace')} title=${t('ui.time.pace')} @change=${(/** @type {any} */ e) => on.dispatch({ type: 'paceChosen', pace: Number(e.target.value) })}>
      ${PACES.map((p) => html`<option value=${p} ?selected=${p === state.pace}>${p}×</option>`)}</select>
    <button type="button" class="leave" @click=${() => on.dispatch({ type: 'timeTurned', on: false })}>${t('ui.time.leave')}</button></div>`;
}

/** @type {WeakMap<object, ReturnType<typeof workloadsOf>>} */
const workloads = new WeakMap();

/**
 * What can happen to each workload, at the moment that is shown.
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 */
function happenMenu(state, t, on) {
  const of = /** @type {any} */ (state.told?.first ?? state.topology);
  const all = workloads.get(of) ?? workloadsOf(of).slice(0, MOST_WORKLOADS);
  workloads.set(of, all);
  const crons = state.told?.line.cronJobs ?? [];
  const list = (/** @type {string} */ title, /** @type {import('../model/deeds.js').Deed[]} */ deeds) => html`<h4>${title}</h4>
    ${deedList(deeds, state.running, t, (edit) => on.trials.plan(/** @type {any} */ (edit)['timeline']))}`;
  return html`<details class="menu happen"><summary>${t('ui.time.happen')}</summary><div>
    ${all.map(({ owner, image }) => list(owner.replace(/ default\//, ' '), ofWorkload(owner, image)))}
    ${crons.slice(0, MOST_WORKLOADS).map((c) => list(c.replace(/ default\//, ' '), [fire(c)]))}
    ${(of.services ?? []).length > 0 ? list('kube-proxy', [proxyMode(null)]) : nothing}
    <p class="soft">${t(all.length === 0 ? 'ui.time.happen.none' : 'ui.time.happen.more')}</p></div></details>`;
}
