import { guard, html, nothing, render } from '../../lib/lit.js';
import { namespaceInView } from '../../model/reducer.js';
import { translator } from '../../model/text.js';
import { windowOf } from '../../model/timeline.js';
import { currentMark, horizonColumn, walkLine } from '../../model/walk.js';
import { comparePanel } from '../compare.js';
import { missing, namespacePanel } from './namespace.js';
import { packetPanel } from './packet.js';
import { sentenceOf, stepPanel } from './step.js';
import { showNewest } from './terminal.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/state.js').Tab} Tab */

/** @type {Tab[]} */
const TABS = ['step', 'packet', 'namespace', 'yaml'];

/**
 * The inspector: four views of what the cursor stands on.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {import('./terminal.js').On & {copy: (text: string) => void, focus: (namespace: string) => void, answer: import('./guess.js').Answer, capture: (device: string) => void, choose: (tab: Tab) => void, close: () => void,
 *   conductor: import('../player.js').Conductor}} on
 */
export function renderInspector(place, state, on) {
  const t = translator(state.messages);
  const tab = (/** @type {Tab} */ name) => html`
    <button type="button" role="tab" id="tab-${name}" aria-controls="tabpanel" data-tab=${name}
      aria-selected=${state.tab === name ? 'true' : 'false'} tabindex=${state.tab === name ? 0 : -1}
      @click=${() => on.choose(name)}>${t(`ui.tab.${name}`)}</button>`;
  render(html`
    <div class="tabs">
      <div class="tablist" role="tablist" aria-label=${t('ui.inspector')} @keydown=${(/** @type {KeyboardEvent} */ e) => turn(e, state, on)}>${TABS.map(tab)}</div>
      <button type="button" class="icon fold-button" aria-label=${t('ui.drawer.close')} title=${t('ui.drawer.close')} @click=${on.close}>✕</button>
    </div>
    <div id="tabpanel" role="tabpanel" tabindex="0" aria-labelledby="tab-${state.tab}">${state.tab === 'step' || state.tab === 'namespace' ? comparePanel(state, t, { dispatch: on.dispatch, go: on.conductor.go }) : nothing}${panel(state, t, on)}</div>`, place);
  follow(place.querySelector('.steps ol'));
  showNewest(place);
}

/**
 * Keeps the current step of the list in sight, without moving the panel.
 * @param {HTMLElement|null} list
 */
function follow(list) {
  const now = /** @type {HTMLElement|null} */ (list?.querySelector('[aria-current="step"]') ?? null);
  if (!list || !now) return;
  const top = now.offsetTop - list.offsetTop;
  if (top < list.scrollTop) list.scrollTop = top - 20;
  else if (top + now.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top - list.clientHeight + now.offsetHeight + 20;
}

/**
 * @param {State} state
 * @param {import('../../model/text.js').Translate} t
 * @param {import('./terminal.js').On & {copy: (text: string) => void, focus: (namespace: string) => void, answer: import('./guess.js').Answer, capture: (device: string) => void, conductor: import('../player.js').Conductor}} on
 */
function panel(state, t, on) {
  const mark = currentMark(state);
  const name = namespaceInView(state);
  const detail = state.details.get(name ?? '') ?? null;
  if (state.tab === 'packet') return packetPanel(mark, t);
  if (state.tab === 'namespace') return namespacePanel(name, state, t, on);
  if (state.tab === 'yaml') {
    if (name === null) return html`<p class="soft">${t('ui.namespace.none')}</p>`;
    if (!detail) return missing(name, state, t, on.dispatch);
    return html`<h2>${detail.id}</h2>${detail.yaml ? html`<pre class="yaml" tabindex="0">${detail.yaml}</pre>`
      : html`<p class="soft">${t('ui.yaml.none')}</p>`}`;
  }
  return html`${stepPanel(mark, state, t, on)}${stepList(state, t, on.conductor.go)}`;
}

/**
 * The whole path as an ordered list: the same walk for those who do not see the stage.
 * @param {State} state
 * @param {import('../../model/text.js').Translate} t
 * @param {(seq: number) => void} go
 */
function stepList(state, t, go) {
  const line = walkLine(state);
  const seen = horizonColumn(state);
  const marks = line.steps.filter((m) => m.column <= seen);
  const now = currentMark(state);
  if (marks.length === 0) return nothing;
  const { from, to } = windowOf(marks.length, marks.indexOf(/** @type {any} */ (now)));
  const more = (/** @type {string} */ key, /** @type {number} */ count, /** @type {number} */ at) => (count === 0 ? nothing : html`<li>
    <button type="button" class="more" @click=${() => go(marks[at].seq)}>${t(key, count)}</button></li>`);
  return html`<details class="steps" open><summary>${t('ui.steps', line.steps.length)}</summary>
    <ol start=${from + 1}>${more('ui.steps.earlier', from, from - 1)}${marks.slice(from, to).map((m) => guard([m, m === now, state.messages], () => html`<li class=${`${m.flow} ${m.stop ? 'stop' : ''}`}>
      <button type="button" aria-current=${m === now ? 'step' : 'false'}
        @click=${() => go(m.seq)}>
        <span class="flow-word">${t(`ui.flow.${m.flow}`)}</span> ${m.stop ? '✕ ' : ''}${sentenceOf(m, t)}</button></li>`))}
    ${more('ui.steps.later', marks.length - to, to)}</ol></details>`;
}

/**
 * Arrow keys move between tabs.
 * @param {KeyboardEvent} e
 * @param {State} state
 * @param {{dispatch: (a: any) => void}} on
 */
function turn(e, state, on) {
  const by = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
  if (by === 0) return;
  e.preventDefault();
  e.stopPropagation();
  const tab = TABS[(TABS.indexOf(state.tab) + by + TABS.length) % TABS.length];
  on.dispatch({ type: 'tabChosen', tab });
  const list = /** @type {HTMLElement} */ (e.currentTarget);
  requestAnimationFrame(() => /** @type {HTMLElement|null} */ (list.querySelector(`[data-tab="${tab}"]`))?.focus());
}
