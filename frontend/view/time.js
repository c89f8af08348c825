import { html, nothing, render } from '../lib/lit.js';
import { gapAt, gapsOf, lostOf } from '../model/gaps.js';
import { rowsOf, seconds, ticksOf } from '../model/rows.js';
import { translator } from '../model/text.js';
import { courseNow, courseThen, namesOf } from '../model/time.js';
import { requestAt, requestsOf, streamsOf } from '../model/clients.js';
import { shortOf } from '../model/cues.js';
import { move } from './stage/move.js';
import { timeTools, told } from './time-tools.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {import('../model/course.js').Course} Course */
/** @typedef {import('../model/rows.js').Row} Row */
/** @typedef {import('../model/gaps.js').Gap} Gap */
/** @typedef {{dispatch: (action: import('../model/actions.js').Action) => void, clock: ReturnType<typeof import('../model/clock.js').createClock>,
 *   trials: ReturnType<typeof import('../model/trials.js').createTrials>, undo: (which: number|'last') => void,
 *   walk: (stream: import('../model/time.js').Stream, request: import('../model/gaps.js').Request) => void}} On */

/** How wide the rows' names are, beside each other and alone, and a letter and a 汉字, in CSS px. */
const NAMES = { one: 142, both: 120 };
const LETTER = 7.4;
const HAN = 12.5;
/** Writes so near to each other, in CSS px, are told together. */
const NEAR = 14;

/** About how wide a text is. @param {string} text */
const widthOf = (text) => [...text].reduce((sum, c) => sum + (/\p{Script=Han}/u.test(c) ? HAN : LETTER), 8);

/** As far as the axis goes, in seconds, while nothing happens. */
const NOTHING_YET = 10;

/**
 * The foot of the time view: a row for each pod, EndpointSlice, node's rules and client, and one line to scrub along.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {On} on
 */
export function renderTime(place, state, on) {
  place.hidden = !state.timing;
  if (!state.timing) return render(nothing, place);
  const t = translator(state.messages);
  const course = courseNow(state);
  const then = state.both ? courseThen(state) : null;
  const end = Math.max(course?.end ?? 0, then?.end ?? 0) || NOTHING_YET;
  render(html`${timeTools(state, course, t, on)}
    ${!course ? html`<p class="soft time-empty" role="status">${state.timeRefused || t('ui.time.asking')}</p>`
      : html`<div class=${then ? 'time-boards both' : 'time-boards'}>
        ${then ? board(then, end, state.trafficThen, namesOf(state, t)[0], place.clientWidth, state, t, on) : nothing}
        ${board(course, end, state.traffic, then ? namesOf(state, t)[1] : '', place.clientWidth, state, t, on)}</div>`}
    ${course ? gapLine(course, state, t, on) : nothing}`, place);
}

/** @type {WeakMap<Course, {key: string, t: unknown, part: unknown}>} what does not change with the clock */
const still = new WeakMap();

/**
 * @param {Course} course
 * @param {number} end of the axis
 * @param {import('../model/time.js').Traffic|null} traffic
 * @param {string} name
 * @param {number} placeWidth of the whole foot, in CSS px
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 */
function board(course, end, traffic, name, placeWidth, state, t, on) {
  const said = Math.min(told(state), end);
  const width = Math.max(120, (placeWidth / (state.both ? 2 : 1)) - (state.both ? NAMES.both : NAMES.one) - 44);
  const key = [end, traffic?.key ?? '', state.noTraffic, state.thinksOf, name, width].join(' ');
  const had = still.get(course);
  const kept = had && had.key === key && had.t === state.messages ? had : { key, t: state.messages, part: rows(course, { end, width }, traffic, state, t, on) };
  still.set(course, kept);
  const scrub = (/** @type {PointerEvent} */ e) => {
    const track = /** @type {HTMLElement} */ (e.currentTarget);
    if (e.type === 'pointerdown') track.setPointerCapture(e.pointerId);
    else if (!track.hasPointerCapture(e.pointerId)) return;
    const box = track.getBoundingClientRect();
    on.clock.go(((e.clientX - box.left) / box.width) * end);
  };
  return html`<section class="time-board" aria-label=${name || t('ui.time')}>${name ? html`<h3>${name}</h3>` : nothing}
    <div class="time-scroll">${kept.part}
      <div class="time-over" @pointerdown=${scrub} @pointermove=${scrub}>
        <div class="scrub" role="slider" tabindex="0" aria-label=${t('ui.time.scrub')} aria-valuemin="0" aria-valuemax=${end} aria-valuenow=${said} aria-valuetext=${t('ui.time.at', seconds(said))}
          ><b>${t('ui.time.at', seconds(said))}</b></div></div></div></section>`;
}

/**
 * Moves the lines of the boards to the clock.
 * @param {HTMLElement} place the foot
 * @param {number|null} clock null for the end
 */
export function scrubTo(place, clock) {
  for (const line of place.querySelectorAll('.scrub')) {
    const end = Number(line.ariaValueMax);
    move(line, `translateX(${(Math.min(clock ?? end, end) / end) * 100}cqw)`);
  }
}

/** @param {number} time @param {number} end */
const pc = (time, end) => `${Math.round((Math.min(time, end) / end) * 100000) / 1000}%`;

/**
 * @param {Course} course
 * @param {{end: number, width: number}} axis its end in seconds, and how wide it is in CSS px
 * @param {import('../model/time.js').Traffic|null} traffic
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 */
function rows(course, { end, width }, traffic, state, t, on) {
  const { rows: all, more } = rowsOf(course, t);
  const span = (/** @type {{from: number, until: number}} */ x) => `left:${pc(x.from, end)};width:calc(${pc(x.until, end)} - ${pc(x.from, end)})`;
  return html`<div class="time-axis" aria-hidden="true">${ticksOf(end, state.both ? 6 : 10).map((s) => html`<span .style=${`left:${pc(s, end)}`}>${t('ui.time.at', s)}</span>`)}</div>
    <ol class="time-rows">${all.map((row) => html`<li class=${`time-row ${row.kind} ${row.key === state.thinksOf ? 'chosen' : ''}`}>
      ${row.kind === 'pod' ? html`<button type="button" title=${row.title} aria-pressed=${row.key === state.thinksOf ? 'true' : 'false'} @click=${() => on.dispatch({ type: 'podChosen', pod: row.key === state.thinksOf ? null : row.key })}>${row.label}</button>`
        : html`<span class="label" title=${row.title}>${row.label}</span>`}
      <div class="track">${row.bars.map((b) => html`<i class=${`bar ${b.tone}`} .style=${span(b)} title=${`${seconds(b.from)}–${seconds(b.until)} s · ${b.title}`}>${((b.until - b.from) / end) * width > widthOf(b.text) ? b.text : ''}</i>`)}
        ${writes(row, end, width)}</div></li>`)}
      ${more > 0 ? html`<li class="soft">${t('ui.time.more', more)}</li>` : nothing}
      ${traffic ? traffic.parts.map((p) => client(p, end, t, on)) : !state.noTraffic && streamsOf(state, course).length > 0 ? html`<li class="time-row client"><span class="label soft">${t('ui.time.row.asking')}</span></li>` : nothing}</ol>
    <div class="time-gaps" aria-hidden="true">${shaded(gapsOf(course)).slice(0, 200).map((g) => html`<i .style=${span(g)}></i>`)}</div>`;
}

/** Times in which there is a gap; those that overlap are one. @param {Gap[]} gaps in the order of their beginnings */
function shaded(gaps) {
  /** @type {{from: number, until: number}[]} */
  const all = [];
  for (const { from, until } of gaps) {
    const last = all[all.length - 1];
    if (last && from < last.until) last.until = Math.max(last.until, until);
    else all.push({ from, until });
  }
  return all;
}

/**
 * A mark for each write of the slices; words where there is room before the next.
 * @param {Row} row
 * @param {number} end
 * @param {number} width
 */
function writes({ writes: all }, end, width) {
  /** @type {{time: number, text: string}[]} */
  const told = [];
  for (const w of all.filter((x) => x.changed)) {
    const last = told[told.length - 1];
    if (last && ((w.time - last.time) / end) * width < NEAR) last.text += ` ${w.text}`;
    else told.push({ time: w.time, text: w.text });
  }
  const at = (/** @type {number} */ time) => (time / end) * width;
  const worded = told.map((w, i) => ({ ...w, until: at(w.time) + 10 + widthOf(w.text), fits: at(w.time) + 10 + widthOf(w.text) < (i + 1 < told.length ? at(told[i + 1].time) : width + 20) }));
  const dots = all.filter((w) => !w.changed && !worded.some((x) => x.time <= w.time && at(w.time) < (x.fits ? x.until : at(x.time) + 8)));
  return html`${dots.map((w) => html`<i class="write" .style=${`left:${pc(w.time, end)}`} title=${`${seconds(w.time)} s`}></i>`)}
    ${worded.map((w) => html`<i class="write changed" .style=${`left:${pc(w.time, end)}`} title=${`${seconds(w.time)} s · ${w.text}`}>◆${w.fits ? html`<span>${w.text}</span>` : nothing}</i>`)}`;
}

/**
 * One tick for each request, ✕ for those that were lost. Each can be walked: where it stands, and from the row's name the one that is next to the clock.
 * @param {import('../model/time.js').Traffic['parts'][0]} part
 * @param {number} end
 * @param {Translate} t
 * @param {On} on
 */
function client({ probes, stream }, end, t, on) {
  const lost = lostOf(probes);
  const from = stream.from.slice(stream.from.indexOf('/') + 1);
  const path = probes.filter((p) => p.result === 'delivered').map((p) => `M${Math.round((p.time / end) * 10000) / 10},0v10`).join('');
  const walk = (/** @type {import('../model/gaps.js').Request|null} */ p) => p && on.walk(stream, p);
  const near = (/** @type {MouseEvent} */ e) => {
    const box = /** @type {Element} */ (e.currentTarget).getBoundingClientRect();
    walk(requestAt(probes, ((e.clientX - box.left) / box.width) * end));
  };
  return html`<li class="time-row client"><button type="button" title=${`${stream.from} → ${stream.to}:${stream.port}\n${t('ui.time.row.walk')}`} @click=${() => walk(requestAt(probes, on.clock.now()))}>${t('ui.time.row.client', from)}</button>
    <div class="track"><svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" @click=${near}><title>${t('ui.time.row.walk')}</title><path class="hit" d="M0,5H1000"></path><path d=${path}></path></svg>
      ${lost.slice(0, 200).map((p) => html`<button type="button" class="lost" .style=${`left:${pc(p.time, end)}`} title=${t('ui.time.lost', seconds(p.time), p.pod ?? p.node ?? '')}
        aria-label=${t('ui.time.lost', seconds(p.time), p.pod ?? p.node ?? '')} @pointerdown=${(/** @type {Event} */ e) => e.stopPropagation()} @click=${() => walk(p)}>✕</button>`)}</div></li>`;
}

/** @param {Course} course @param {State} state @param {Translate} t @param {On} on */
function gapLine(course, state, t, on) {
  const gaps = gapsOf(course);
  const clock = state.clock ?? course.end;
  const gap = gapAt(gaps, clock);
  const near = gap ?? gaps.findLast((g) => g.from <= clock) ?? gaps[0];
  if (!near) return html`<p class="time-gap none">${t(course.rules.some((r) => r.named.size > 0) && course.services.some((s) => s.writes.length > 0) ? 'ui.time.gap.none' : course.events.length > 0 ? 'ui.time.gap.noService' : 'ui.time.nothing')}</p>`;
  return html`<button type="button" class=${gap ? 'time-gap here' : 'time-gap'} @click=${() => on.clock.go(near.from)}>${gapSentence(near, course, state, t)}
    ${gaps.length > 1 ? html`<small>${t('ui.time.gap.of', gaps.indexOf(near) + 1, gaps.length)}</small>` : nothing}</button>`;
}

/** @param {Gap} gap @param {Course} course @param {State} state @param {Translate} t @returns {string} */
export function gapSentence(gap, course, state, t) {
  const until = gap.until === Infinity ? course.end : gap.until;
  const cause = gap.cause === 'node.lost' ? 'node' : gap.cause === 'pod.torn-down' || gap.cause === 'pod.gone' ? 'gone' : gap.cause === 'container.closed' ? 'closed' : 'down';
  const nodes = gap.nodes.length > 3 ? t('ui.time.nodes', gap.nodes.length) : gap.nodes.join(t('ui.time.and'));
  const lost = state.traffic ? lostOf(requestsOf(state.traffic), gap.from, until).length : 0;
  return [t(`ui.time.gap.${cause}`, seconds(gap.from), seconds(until), shortOf(gap.pod), nodes), lost > 0 ? t('ui.time.gap.lost', lost) : ''].filter(Boolean).join(' ');
}
