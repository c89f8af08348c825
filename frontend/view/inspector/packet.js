import { html, nothing } from '../../lib/lit.js';
import { diffPackets } from '../../model/packets.js';

/** @typedef {import('../../model/packets.js').LayerDiff} LayerDiff */
/** @typedef {import('../../model/types.js').Mark} Mark */
/** @typedef {import('../../model/text.js').Translate} Translate */

/**
 * All layers of the packet at this step, changed fields struck through and rewritten.
 * @param {Mark|null} mark
 * @param {Translate} t
 */
export function packetPanel(mark, t) {
  const packet = mark ? (mark.step.after ?? mark.step.before) : null;
  if (!mark || !packet) return html`<p class="soft">${t('ui.packet.none')}</p>`;
  const layers = diffPackets(mark.step.before, mark.step.after);
  return html`
    <p class=${`summary ${mark.flow}`}><b>${t(`ui.flow.${mark.flow}`)}</b> <code>${packet.summary}</code></p>
    ${mark.step.after === null ? html`<p class="soft">${t('ui.packet.ends')}</p>` : nothing}
    ${layers.map((l) => layerCard(l, mark.flow, t, false))}`;
}

/**
 * @param {LayerDiff} layer
 * @param {string} flow
 * @param {Translate} t
 * @param {boolean} onlyChanges
 */
export function layerCard(layer, flow, t, onlyChanges) {
  const fields = layer.fields.filter((f) => !onlyChanges || layer.state !== 'changed' || f.changed);
  return html`<section class=${`layer ${layer.state} ${layer.type}`}>
    <h3><span>${t(`ui.layer.${layer.type}`)}</span> <em>${t(`ui.layer.state.${layer.state}`)}</em></h3>
    <dl>${fields.map((f) => html`<dt>${f.name}</dt>
      <dd class=${flow}>${f.changed || layer.state === 'removed'
        ? html`${f.before !== null ? html`<s><span class="sr">${t('ui.packet.was')} </span>${f.before}</s>` : nothing}
            ${f.after !== null ? html`<ins>${f.after}</ins>` : nothing}`
        : html`${f.after ?? f.before}`}</dd>`)}</dl></section>`;
}
