import { html, nothing } from '../lib/lit.js';
import { besideOf, comparisonOf, pinOf } from '../model/compare.js';
import { translator } from '../model/text.js';
import { besideInTime, namesOf } from '../model/time.js';
import { walkLine } from '../model/walk.js';
import { createStage } from './stage/stage.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {(action: import('../model/actions.js').Action) => void} Dispatch */

/**
 * A walk that is kept: how this one differs from it, and where first.
 * @param {State} state
 * @param {Translate} t
 * @param {{dispatch: Dispatch, go: (seq: number) => void}} on
 */
export function comparePanel(state, t, { dispatch, go }) {
  const { pin } = state;
  if (!pin) return nothing;
  const comparison = comparisonOf(state);
  const end = comparison?.told ? state.trace?.outcome : null;
  const differs = end && (end.result !== pin.trace.outcome.result || end.sentence !== pin.trace.outcome.sentence);
  return html`<section class="compare" aria-label=${t('ui.compare')}>
    <header><b>${t('ui.compare.with', pin.name)}</b>
      <button type="button" class="icon" title=${t('ui.compare.unpin')} aria-label=${t('ui.compare.unpin')} @click=${() => dispatch({ type: 'pinned', pin: null })}>✕</button></header>
    ${comparison ? sentences(comparison, state, t) : html`<p class="soft">${t(state.trace === pin.trace ? 'ui.compare.itself' : 'ui.compare.send')}</p>`}
    ${differs ? html`<p class="ends"><b>${t('ui.compare.outcome')}</b> ${t('ui.compare.ends', pin.trace.outcome.sentence, end.sentence)}</p>`
      : end ? html`<p class="soft">${t('ui.compare.sameEnd')}</p>` : nothing}
    <div class="row">${comparison && !comparison.same && comparison.now ? html`<button type="button" class="link" @click=${() => go(/** @type {any} */ (comparison.now).seq)}>${t('ui.compare.go', comparison.number)}</button>` : nothing}
      <label class="check"><input type="checkbox" .checked=${state.beside} @change=${(/** @type {any} */ e) => dispatch({ type: 'besideChosen', on: e.target.checked })}> ${t('ui.compare.beside')}</label></div>
  </section>`;
}

/**
 * @param {import('../model/compare.js').Comparison} c
 * @param {State} state
 * @param {Translate} t
 */
function sentences({ same, number, then, now, told }, state, t) {
  if (same) return html`<p>${told ? t('ui.compare.same', walkLine(state).steps.length) : t('ui.compare.sameSoFar', number)}</p>`;
  return html`<p>${t('ui.compare.first', number)}</p>
    <dl><dt>${t('ui.compare.then')}</dt><dd>${then?.step.sentence ?? t('ui.compare.over')}</dd>
      <dt>${t('ui.compare.now')}</dt><dd>${now?.step.sentence ?? t('ui.compare.over')}</dd></dl>`;
}

/**
 * Keeps the walk that is shown, or lets the kept one go.
 * @param {State} state
 * @param {Translate} t
 * @param {Dispatch} dispatch
 */
export function pinButton(state, t, dispatch) {
  if (state.pin?.trace === state.trace || state.stale) return nothing;
  return html`<button type="button" class="link pin" @click=${() => dispatch({ type: 'pinned', pin: pinOf(state) })}>${t('ui.compare.pin')}</button>`;
}

/**
 * The second stage, with the kept walk, beside the first.
 * @param {HTMLElement} main
 * @param {HTMLElement} first the stage of this walk
 * @param {{namespace: (cluster: string, at: number|null, id: string) => Promise<import('../model/types.js').NamespaceDetail>, still: () => boolean}} on
 */
export function createBeside(main, first, on) {
  /** @type {{frame: HTMLElement, stage: ReturnType<typeof createStage>}|null} */ let second = null;
  /** @type {State|null} */ let shown = null;
  const labels = [document.createElement('p'), document.createElement('p')];
  for (const label of labels) label.className = 'stage-name';

  function make() {
    const frame = document.createElement('div');
    frame.className = 'stage second';
    frame.setAttribute('role', 'group');
    // letters are measured where they will stand
    first.before(frame);
    const none = () => {};
    const stage = createStage(frame, {
      select: none, make: null, view: none, sight: none, watch: none, walk: none, still: on.still,
      namespace: (ns) => on.namespace(shown?.clusterId ?? '', shown?.at ?? null, ns),
    });
    frame.append(labels[0]);
    return { frame, stage };
  }

  return {
    /** What is on its way there. @param {State} state */
    fly(state) {
      const then = besideInTime(state);
      if (then) second?.stage.fly(then);
    },
    /** @param {State} state */
    render(state) {
      const then = besideInTime(state);
      const on = then !== null || (state.beside && state.pin !== null && !state.timing);
      main.toggleAttribute('data-beside', on);
      if (!on) {
        second?.frame.remove();
        labels[1].remove();
        return;
      }
      shown = then ?? besideOf(state);
      second ??= make();
      if (!second.frame.isConnected) first.before(second.frame);
      if (!labels[1].isConnected) first.append(labels[1]);
      const t = translator(state.messages);
      labels[0].textContent = then ? namesOf(state, t)[0] : state.pin?.sides?.[0] ?? t('ui.compare.then.of', state.pin?.name ?? '');
      labels[1].textContent = then ? namesOf(state, t)[1] : state.pin?.sides?.[1] ?? t('ui.compare.now.of', state.info?.name ?? state.clusterId);
      second.frame.setAttribute('aria-label', labels[0].textContent);
      if (shown) second.stage.render(shown);
    },
  };
}
