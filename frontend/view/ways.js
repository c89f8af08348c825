import { html, nothing, render } from '../lib/lit.js';
import { waysIn } from '../model/network.js';
import { isSuggested } from '../model/probe.js';
import { translator } from '../model/text.js';

/** @typedef {import('../model/state.js').State} State */

/**
 * The outside, above the picture: each way into the cluster. A click sends a packet from outside through it.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {(probe: Partial<import('../model/types.js').Probe>) => void} send
 */
export function renderWays(place, state, send) {
  const t = translator(state.messages);
  const ways = waysIn(state.topology);
  if (place.hidden !== (ways.length === 0)) place.hidden = ways.length === 0;
  render(ways.length === 0 ? nothing : html`<b>${t('ui.stage.outside')}</b>
    <ul aria-label=${t('ui.ways')}>${ways.map((w) => html`<li><button type="button" aria-pressed=${isSuggested(state.probe, w.probe) ? 'true' : 'false'}
      title=${t('ui.ways.send', w.label)} ?disabled=${state.sending} @click=${() => send(w.probe)}><b>${t(`ui.ways.${w.kind}`)}</b>
      <code>${w.label}</code>${w.service ? html` <span>→ ${w.service.replace(/^default\//, '')}</span>` : nothing}</button></li>`)}</ul>`, place);
}
