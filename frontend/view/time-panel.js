import { html, nothing, render } from '../lib/lit.js';
import { answeredBy, requestsOf } from '../model/clients.js';
import { nameOf, shortOf, versionsOf } from '../model/cues.js';
import { gapAt, gapsOf, lengthOf, lostOf } from '../model/gaps.js';
import { knowledgeOf, podAt } from '../model/knowledge.js';
import { seconds } from '../model/rows.js';
import { translator } from '../model/text.js';
import { courseNow, courseThen, happenedAt, namesOf, saidAt } from '../model/time.js';
import { TRIALS, valueOf, workloadOf } from '../model/trials.js';
import { gapSentence } from './time.js';
import { oldRule, ruledBetween } from './time-rules.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {import('../model/course.js').Course} Course */
/** @typedef {import('./time.js').On} On */

/** So many of the events of one moment are told. */
const MOST_EVENTS = 4;

/**
 * What is known at the moment that is shown, by whom, and what could be tried.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {On} on
 */
export function renderTimePanel(place, state, on) {
  const t = translator(state.messages);
  const course = courseNow(state);
  render(html`<div class="tabs"><div class="tablist" role="tablist" aria-label=${t('ui.inspector')}><button type="button" role="tab" id="tab-time" aria-selected="true" aria-controls="tabpanel">${t('ui.time.moment')}</button></div></div>
    <div id="tabpanel" role="tabpanel" tabindex="0" aria-labelledby="tab-time" class="time-panel">${course ? body(course, state, t, on) : html`<p class="soft">${state.timeRefused || t('ui.time.asking')}</p>`}</div>`, place);
}

/** @param {Course} course @param {State} state @param {Translate} t @param {On} on */
function body(course, state, t, on) {
  const clock = saidAt(state) ?? course.end;
  const pod = podAt(course, state.thinksOf, clock);
  return html`${status(course, state, t)}${legend(course, state)}${moment(course, clock, state, t)}${forkHere(state, t, on)}${knows(course, pod, clock, t)}${oldRule(course, clock, state, t)}${ruledBetween(course, clock, state, t, on)}
    ${state.at === null ? trials(course, pod, state, t, on) : nothing}${planned(state, t, on)}`;
}

/** @param {Course} course @param {State} state @param {Translate} t */
function status(course, state, t) {
  const gaps = gapsOf(course);
  const probes = requestsOf(state.traffic);
  const lost = lostOf(probes).length;
  if (probes.length > 0) return html`<p class=${`time-status ${lost > 0 ? 'bad' : 'good'}`}><b>${lost > 0 ? `✕ ${t('ui.time.lostOf', lost, probes.length)}` : `✓ ${t('ui.time.allOf', probes.length)}`}</b>
    <span class="soft">${(state.traffic?.parts ?? []).map((p) => t('ui.time.lostBy', p.stream.from.slice(p.stream.from.indexOf('/') + 1), lostOf(p.probes).length)).join(' · ')}</span>
    <br><span class="soft">${answeredBy(state.traffic).map(([image, n]) => `${image} ×${n}`).join(' · ')}</span></p>`;
  if (course.events.length === 0 || !course.services.some((s) => s.writes.length > 0)) return nothing;
  return html`<p class=${`time-status ${gaps.length > 0 ? 'bad' : 'good'}`}><b>${gaps.length > 0 ? `✕ ${t('ui.time.gaps', gaps.length, seconds(lengthOf(gaps, course.end)))}` : `✓ ${t('ui.time.gaps.none')}`}</b></p>`;
}

/** The versions, and what tells them apart. @param {Course} course @param {State} state */
function legend(course, state) {
  const all = versionsOf(course, state.told?.line.workloads ?? []);
  return all.length === 0 ? nothing : html`<p class="time-legend">${all.slice(-6).map((v) => html`<span title=${v.set}><b>${v.sign}</b> ${v.image || v.set}</span>`)}</p>`;
}

/** @param {Course} course @param {number} clock @param {State} state @param {Translate} t */
function moment(course, clock, state, t) {
  const all = happenedAt(course, clock);
  const gap = gapAt(gapsOf(course), clock);
  const first = all[0];
  if (course.events.length === 0) return html`<section class="time-card"><p>${t('ui.time.nothing')}</p></section>`;
  const whys = [...new Set(all.slice(0, MOST_EVENTS).map((e) => e.why).filter(Boolean))];
  return html`<section class=${gap ? 'time-card bad' : 'time-card'} aria-live="polite"><h2>${t('ui.time.at', seconds(clock))}${first && first.time < clock - 0.005 ? html` <small>${t('ui.time.since', seconds(first.time))}</small>` : nothing}</h2>
    ${all.length === 0 ? html`<p>${t('ui.time.beginning')}</p>` : html`<ul>${all.slice(0, MOST_EVENTS).map((e) => html`<li>${e.sentence}</li>`)}</ul>`}
    ${all.length > MOST_EVENTS ? html`<p class="soft">${t('ui.time.events.more', all.length - MOST_EVENTS)}</p>` : nothing}
    ${gap ? html`<p class="in-gap">${gapSentence(gap, course, state, t)}</p>` : whys.length > 0 ? html`<p class="soft">${whys[0]}</p>` : nothing}</section>`;
}

/** @param {State} state @param {Translate} t @param {On} on */
const forkHere = (state, t, on) => (state.at !== null ? nothing : html`<p class="row"><button type="button" class="fork" ?disabled=${state.running} title=${t('ui.time.fork.help')} @click=${() => on.trials.fork()}>${t('ui.time.fork')}</button></p>`);

/** @param {Course} course @param {string|null} pod @param {number} clock @param {Translate} t */
function knows(course, pod, clock, t) {
  const life = course.pods.find((p) => p.id === pod);
  const all = pod === null ? [] : knowledgeOf(course, pod, clock);
  if (!life) return nothing;
  const who = (/** @type {import('../model/knowledge.js').Knows} */ k) => t(`ui.knows.who.${k.who}`, k.of.length > 3 ? t('ui.time.nodes', k.of.length) : k.of.join(' '));
  return html`<h2 class="time-head">${t('ui.knows')}</h2>
    ${all.length === 0 ? html`<p class="soft">${t('ui.knows.nobody', shortOf(life))}</p>` : html`<table class="knows"><thead><tr><th>${t('ui.knows.who')}</th><th title=${life.id}>${t('ui.knows.thinks', nameOf(course, life))}</th><th>${t('ui.knows.since')}</th></tr></thead>
      <tbody>${all.map((k) => html`<tr class=${k.wrong ? 'wrong' : ''}><th scope="row">${who(k)}</th><td>${t(k.key, ...k.args)}</td>
        <td>${t('ui.time.at', seconds(k.since))}${k.next === null ? nothing : html`<br><small>${t('ui.knows.until', seconds(k.next))}</small>`}</td></tr>`)}</tbody></table>`}`;
}

/** @param {Course} course @param {string|null} pod @param {State} state @param {Translate} t @param {On} on */
function trials(course, pod, state, t, on) {
  const workload = workloadOf(state, pod);
  const kinds = /** @type {import('../model/trials.js').Trial[]} */ (Object.keys(TRIALS)).filter((k) => workload?.kind === 'Deployment' || k === 'proxyMinSync' || k === 'appStart');
  return html`<h2 class="time-head">${t('ui.trial')} ${workload ? html`<small>${workload.name}</small>` : nothing}</h2>
    <div class="trials">${kinds.map((kind) => {
      const value = valueOf(kind, state, workload);
      const { most, step, unit } = TRIALS[kind];
      return html`<label><span>${t(`ui.trial.${kind}`)}</span><input type="range" name=${kind} min="0" max=${Math.max(most, value ?? 0)} step=${step} .value=${String(value ?? 0)} ?disabled=${state.running || value === null}
        @input=${(/** @type {any} */ e) => e.target.nextElementSibling.setAttribute('data-value', worded(Number(e.target.value), unit))}
        @change=${(/** @type {any} */ e) => on.trials.tryOut(kind, Number(e.target.value), workload)}><output data-value=${worded(value, unit)}></output></label>`;
    })}</div>${compared(course, state, t, on)}`;
}

/** @param {number|null} value @param {string} unit */
const worded = (value, unit) => (value === null ? '–' : `${value} ${unit}`.trim());

/** What the last trial made better or worse. @param {Course} course @param {State} state @param {Translate} t @param {On} on */
function compared(course, state, t, { dispatch, undo }) {
  const then = courseThen(state);
  if (state.versus === null || !then) return html`<p class="soft">${t('ui.trial.help')}</p>`;
  const of = (/** @type {Course} */ c, /** @type {State['traffic']} */ traffic) => (traffic ? t('ui.time.lostOf', lostOf(requestsOf(traffic)).length, requestsOf(traffic).length) : t('ui.time.gaps', gapsOf(c).length, seconds(lengthOf(gapsOf(c), c.end))));
  const [before, now] = namesOf(state, t);
  return html`<p class="time-compare"><span>${before}: ${of(then, state.trafficThen)}</span> <b>${now}: ${of(course, state.traffic)}</b></p>
    <p class="row"><button type="button" class=${state.both ? 'both' : 'both primary'} aria-pressed=${state.both ? 'true' : 'false'} @click=${() => state.versus && dispatch({ type: 'versusChosen', ...state.versus, both: !state.both })}>${t('ui.time.both')}</button>
      <button type="button" ?disabled=${state.running || (state.history?.position ?? 0) === 0} @click=${() => undo('last')}>${t('ui.trial.undo')}</button>
      <button type="button" @click=${() => dispatch({ type: 'versusChosen', edit: null, both: false })}>${t('ui.trial.keep')}</button></p>`;
}

/** @param {State} state @param {Translate} t @param {On} on */
function planned(state, t, on) {
  const all = state.told?.line.planned ?? [];
  if (all.length === 0) return nothing;
  return html`<h2 class="time-head">${t('ui.time.planned')}</h2><ol class="time-planned">${all.map((p) => html`<li class=${p.refused ? 'refused' : ''}>
    <button type="button" class="link" @click=${() => on.clock.go(p.time)}>${t('ui.time.at', seconds(p.time))}</button> <span>${p.where ? `${p.where.replace(/ default\//, ' ')}: ` : ''}<code>${p.what}</code>${p.refused ? html`<br><small>${p.refused}</small>` : nothing}</span>
    ${state.at === null ? html`<button type="button" class="icon" ?disabled=${state.running} aria-label=${t('ui.time.takeBack', p.edit)} title=${t('ui.time.takeBack', p.edit)} @click=${() => on.undo(p.edit)}>✕</button>` : nothing}</li>`)}</ol>`;
}
