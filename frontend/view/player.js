import { html, render } from '../lib/lit.js';
import { asideName, shortNames } from '../model/lanes.js';
import { seconds } from '../model/rows.js';
import { translator } from '../model/text.js';
import { SPEEDS } from '../model/url.js';
import { currentMark, walkLine } from '../model/walk.js';
import { actRow } from './acts.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {ReturnType<typeof import('../model/conductor.js').createConductor>} Conductor */

/**
 * The player: to the ends, from decision to decision, playing; where the reader is; and how the walk is told.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {{dispatch: (action: import('../model/actions.js').Action) => void, conductor: Conductor}} on
 */
export function renderPlayer(place, state, { dispatch, conductor }) {
  const t = translator(state.messages);
  const line = walkLine(state);
  const mark = currentMark(state);
  const none = line.steps.length === 0;
  const button = (/** @type {string} */ key, /** @type {string} */ cls, /** @type {unknown} */ face, /** @type {() => void} */ act) => html`
    <button type="button" class=${cls} ?disabled=${none} aria-label=${t(key)} title=${t(key)} @click=${act}>${face}</button>`;
  const time = mark && mark.timeMillis > 0 ? html`<span class="soft">${t('ui.timeline.time', mark.timeMillis)}</span>` : '';
  const choice = (/** @type {string} */ key, /** @type {string} */ name, /** @type {readonly (readonly [string|number, string])[]} */ options, /** @type {string|number} */ now,
    /** @type {(value: string) => void} */ choose) => html`
    <select name=${name} aria-label=${t(key)} title=${t(key)} @change=${(/** @type {any} */ e) => choose(e.target.value)}>
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === now}>${text}</option>`)}
    </select>`;
  render(html`
    <div class="buttons" role="group" aria-label=${t('ui.timeline.label')}>
      ${button('ui.timeline.first', 'icon', '|◁', () => conductor.end('first'))}
      ${button('ui.timeline.back', 'back', html`◁ <span>${t('ui.player.back')}</span>`, () => conductor.next(-1))}
      ${button('ui.timeline.forward', 'continue primary', html`<span>${t('ui.player.continue')}</span> ▷`, () => conductor.next(1))}
      <button type="button" class="play" ?disabled=${none} aria-pressed=${state.playing ? 'true' : 'false'}
        title=${t(state.playing ? 'ui.timeline.pause' : 'ui.timeline.play')}
        @click=${conductor.toggle}>${state.playing ? '❚❚' : '▶'} <span>${t(state.playing ? 'ui.player.pause' : 'ui.player.play')}</span></button>
      ${button('ui.timeline.last', 'icon', '▷|', () => conductor.end('last'))}
    </div>
    <span class="where">${none ? t('ui.timeline.empty') : standing(line, mark, t)} ${time}</span>
    ${actRow(state, t, conductor.go)}<span class="at soft">${mark ? shortNames([mark.namespace])[0] : ''}</span>
    <span class="rest"></span>
    ${state.clock === null ? '' : html`<button type="button" class="to-time" title=${t('ui.time.walk', seconds(state.clock))} aria-label=${t('ui.time.walk', seconds(state.clock))} @click=${() => dispatch({ type: 'timeTurned', on: true })}>◷ ${t('ui.time.at', seconds(state.clock))}</button>`}
    ${choice('ui.timeline.detail', 'detail', /** @type {const} */ (['story', 'stage', 'row']).map((l) => [l, t('ui.player.choice', t('ui.timeline.detail'), t(`ui.level.${l}`))]), state.level,
      (level) => dispatch({ type: 'levelChosen', level: /** @type {State['level']} */ (level) }))}
    ${choice('ui.timeline.arp', 'arp-choice', /** @type {const} */ (['folded', 'open']).map((a) => [a, t('ui.player.choice', t('ui.timeline.arp'), t(`ui.arp.${a}`))]), state.arp,
      (arp) => dispatch({ type: 'arpChosen', arp: arp === 'open' ? 'open' : 'folded' }))}
    ${choice('ui.timeline.speed', 'speed', SPEEDS.map((s) => [s, `${s}×`]), state.speed, (speed) => dispatch({ type: 'speedChosen', speed: Number(speed) }))}`, place);
}

/**
 * Where the reader is.
 * @param {import('../model/score.js').Line} line
 * @param {import('../model/types.js').Mark|null} mark
 * @param {import('../model/text.js').Translate} t
 */
export function standing(line, mark, t) {
  const number = mark ? line.numberOf.get(mark.seq) : undefined;
  if (mark && number === undefined) {
    const before = line.steps.findLast((m) => m.column < mark.column);
    return t('ui.timeline.aside', asideName(mark), before ? (line.numberOf.get(before.seq) ?? 0) : 0);
  }
  return t('ui.timeline.step', number ?? 0, line.steps.length);
}
