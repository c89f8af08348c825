import { html, render } from '../lib/lit.js';
import { currentMark, visibleMarks } from '../model/reducer.js';
import { translator } from '../model/text.js';

/** @typedef {import('../model/state.js').State} State */

const SPEEDS = [0.5, 1, 2, 4];

/**
 * The controls over the timeline.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {(action: {type: string, [k: string]: unknown}) => void} dispatch
 */
export function renderPlayer(place, state, dispatch) {
  const t = translator(state.messages);
  const marks = visibleMarks(state);
  const mark = currentMark(state);
  const none = marks.length === 0;
  const button = (/** @type {string} */ key, /** @type {string} */ glyph, /** @type {object} */ action) => html`
    <button type="button" class="icon" ?disabled=${none} aria-label=${t(key)} title=${t(key)}
      @click=${() => dispatch(/** @type {any} */ (action))}>${glyph}</button>`;
  const time = mark && mark.timeMillis > 0 ? html`<span class="soft">${t('ui.timeline.time', mark.timeMillis)}</span>` : '';
  render(html`
    <div class="buttons" role="group" aria-label=${t('ui.timeline.label')}>
      ${button('ui.timeline.first', '|◀', { type: 'wentTo', end: 'first' })}
      ${button('ui.timeline.back', '◁', { type: 'stepped', by: -1 })}
      <button type="button" class="icon play" ?disabled=${none} aria-pressed=${state.playing ? 'true' : 'false'}
        aria-label=${t(state.playing ? 'ui.timeline.pause' : 'ui.timeline.play')}
        title=${t(state.playing ? 'ui.timeline.pause' : 'ui.timeline.play')}
        @click=${() => dispatch({ type: 'playPressed' })}>${state.playing ? '❚❚' : '▶'}</button>
      ${button('ui.timeline.forward', '▷', { type: 'stepped', by: 1 })}
      ${button('ui.timeline.last', '▶|', { type: 'wentTo', end: 'last' })}
    </div>
    <span class="where">${none ? t('ui.timeline.empty') : t('ui.timeline.step', marks.indexOf(/** @type {any} */ (mark)) + 1, marks.length)} ${time}</span>
    <label><span class="word">${t('ui.timeline.speed')}</span>
      <select @change=${(/** @type {any} */ e) => dispatch({ type: 'set', patch: { speed: Number(e.target.value) } })}>
        ${SPEEDS.map((s) => html`<option value=${s} ?selected=${s === state.speed}>${s}×</option>`)}
      </select></label>
    <label><span class="word">${t('ui.timeline.detail')}</span>
      <select @change=${(/** @type {any} */ e) => dispatch({ type: 'levelChosen', level: e.target.value })}>
        ${['story', 'stage', 'row'].map((l) => html`<option value=${l} ?selected=${l === state.level}>${t(`ui.level.${l}`)}</option>`)}
      </select></label>
    <label class="check"><input type="checkbox" .checked=${state.showArp}
      @change=${(/** @type {any} */ e) => dispatch({ type: 'arpShown', on: e.target.checked })}> ${t('ui.timeline.arp')}</label>
    <ul class="legend" aria-label=${t('ui.legend')}>
      ${legend(state).map((flow) => html`<li class=${flow}><i></i>${t(`ui.flow.${flow}`)}</li>`)}
    </ul>`, place);
}

/**
 * @param {State} state
 * @returns {string[]} the flows this trace has
 */
function legend(state) {
  const has = new Set(visibleMarks(state).map((m) => m.flow));
  return ['request', 'reply', 'error', 'redirect', 'arp'].filter((f) => has.has(/** @type {any} */ (f)) || (has.size === 0 && f.startsWith('re') && f !== 'redirect'));
}
