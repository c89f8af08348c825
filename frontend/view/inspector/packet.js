import { html, nothing } from '../../lib/lit.js';
import { diffPackets } from '../../model/packets.js';

/** @typedef {import('../../model/packets.js').LayerDiff} LayerDiff */
/** @typedef {import('../../model/types.js').Mark} Mark */
/** @typedef {import('../../model/text.js').Translate} Translate */

/**
 * The packet since it came into this namespace: all layers, outermost first, with changed fields struck through and
 * rewritten, layers that were added or taken off, and what lies inside.
 * @param {Mark|null} mark
 * @param {Translate} t
 */
export function packetPanel(mark, t) {
  const packet = mark ? (mark.step.after ?? mark.step.before) : null;
  if (!mark || !packet) return html`<p class="soft">${t(mark ? 'ui.packet.none' : 'ui.strip.empty')}</p>`;
  const first = mark.hop.steps.find((s) => s.before ?? s.after);
  const layers = diffPackets(first?.before ?? first?.after ?? packet, packet);
  return html`
    <p class=${`summary ${mark.flow}`}><b>${t(`ui.flow.${mark.flow}`)}</b> <code>${packet.summary}</code></p>
    <p class="soft">${t(mark.step.after === null ? 'ui.packet.ends' : 'ui.packet.since', mark.namespace)}</p>
    ${layers.map((l, i) => html`${l.inside && l.inside !== layers[i - 1]?.inside
      ? html`<h4 class="inside">${t(`ui.layer.inside.${l.inside}`)}</h4>` : nothing}${layerCard(l, mark.flow, t)}`)}`;
}

/**
 * @param {LayerDiff} layer
 * @param {string} flow
 * @param {Translate} t
 */
function layerCard(layer, flow, t) {
  const { fields } = layer;
  return html`<section class=${`layer ${layer.state} ${layer.type} ${layer.inside ? `inside ${layer.inside}` : ''}`}>
    <h3><span>${t(`ui.layer.${layer.type}`)}</span> <em>${t(`ui.layer.state.${layer.state}`)}</em></h3>
    <dl>${fields.map((f) => html`<dt>${f.name}</dt>
      <dd class=${flow}>${f.changed || layer.state === 'removed'
        ? html`${f.before !== null ? html`<s><span class="sr">${t('ui.packet.was')} </span>${f.before}</s>` : nothing}
            ${f.after !== null ? html`<ins>${f.after}</ins>` : nothing}`
        : html`${f.after ?? f.before}`}</dd>`)}</dl></section>`;
}
