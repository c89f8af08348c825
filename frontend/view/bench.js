import { html, nothing, render } from '../lib/lit.js';
import { translator } from '../model/text.js';
import { terminalPanel, showNewest } from './inspector/terminal.js';

/** @typedef {import('../model/state.js').State} State */

/** Whether a challenge is being repaired here, and not shown to a room. @param {State} s */
export const isRepairing = (s) => s.place?.kind === 'challenge' && s.tryCluster !== null && s.clusterId === s.tryCluster && !s.projector;

/**
 * The terminal of a challenge, in the place of the lanes: in the namespace that was chosen here, else in the one that is selected, else
 * in the sender's.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {import('./inspector/terminal.js').On} on
 */
export function renderBench(place, state, on) {
  const shown = isRepairing(state);
  place.hidden = !shown;
  document.documentElement.toggleAttribute('data-bench', shown);
  if (!shown) return render(nothing, place);
  const t = translator(state.messages);
  const spaces = (state.topology?.namespaces ?? []).filter((n) => !n.infra);
  const known = (/** @type {string|null|undefined} */ id) => spaces.find((n) => n.id === id)?.id;
  const now = known(state.selection?.namespace) ?? known(state.bench) ?? known(state.trace?.probe.fromNamespace) ?? spaces[0]?.id;
  if (!now) return render(nothing, place);
  render(html`<label class="of"><span>${t('ui.school.bench')}</span> <select @change=${(/** @type {any} */ e) => {
    on.dispatch({ type: 'benchChosen', namespace: e.target.value });
    on.dispatch({ type: 'selected', namespace: e.target.value });
  }}>${spaces.map((n) => html`<option value=${n.id} ?selected=${n.id === now}>${n.id}</option>`)}</select></label>${terminalPanel(now, state, t, on)}`, place);
  showNewest(place);
}
