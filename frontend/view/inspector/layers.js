import { html, nothing } from '../../lib/lit.js';
import { inOutOf } from '../../model/layers.js';
import { ownersOf } from '../../model/strip.js';
import { openStop, seqOf, walkLine } from '../../model/walk.js';

/** @typedef {import('../../model/types.js').Mark} Mark */
/** @typedef {import('../../model/layers.js').LayerCard} LayerCard */
/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */

/** What of a header is said here; the Packet tab has all of it. @type {Readonly<Record<string, readonly string[]>>} */
const SAID = Object.freeze({
  ethernet: ['src', 'dst'], ipv4: ['src', 'dst', 'ttl'], ipv6: ['src', 'dst', 'ttl'], tcp: ['sport', 'dport', 'flags'], udp: ['sport', 'dport'],
  icmp: ['type'], arp: ['operation', 'sender IP', 'target IP'], vxlan: ['vni'],
});

/**
 * The packet as it comes into the namespace of a step and as it leaves: layers up on the left, layers down on the right, numbered
 * in the order of work.
 * @param {Mark} mark
 * @param {State} state
 * @param {Translate} t
 */
export function layersPanel(mark, state, t) {
  const inOut = inOutOf(mark, walkLine(state));
  const stop = openStop(state);
  const ahead = stop && state.trace ? (seqOf(state.trace, stop.at) ?? Infinity) : Infinity;
  const asked = mark.hop.steps.some((s) => s.veiled || s.seq >= ahead);
  const { up, down } = asked ? { ...inOut, down: [] } : inOut;
  if (up.length === 0 && down.length === 0) return nothing;
  const owners = ownersOf(state.topology);
  const column = (/** @type {LayerCard[]} */ cards, /** @type {string} */ none) => html`<div>${cards.length === 0 ? html`<p>${t(none)}</p>`
    : cards.map((card) => layerCard(card, owners, t))}</div>`;
  return html`<div class="cap"><b>${t('ui.layers.title', mark.namespace.slice(mark.namespace.indexOf('/') + 1))}</b><span>${t('ui.layers.ways')}</span></div>
    <div class=${`layers ${mark.flow}`}>${column(up, 'ui.layers.made')}${column(down, asked ? 'ui.layers.asked' : 'ui.layers.stays')}</div>`;
}

/**
 * A header that nobody opens, in one line.
 * @param {string} type
 * @param {string[]} values
 */
function shut(type, values) {
  const [from, to, ...rest] = values;
  if (type === 'ipv4' || type === 'ipv6') return `${from} → ${to} · TTL ${rest.join(' ')}`;
  return type === 'tcp' || type === 'udp' ? `${from} → ${[to, ...rest].join(' ')}` : values.join(' ');
}

/**
 * @param {LayerCard} card
 * @param {ReadonlyMap<string, string>} owners
 * @param {Translate} t
 */
function layerCard(card, owners, t) {
  const { says } = card;
  const said = card.fields.filter((f) => (SAID[card.type] ?? []).includes(f.name) || f.changed);
  const value = (/** @type {string} */ name) => card.fields.find((f) => f.name === name);
  const owned = card.type === 'ethernet' ? [value('src'), value('dst')].map((f) => owners.get(f?.after ?? f?.before ?? '')) : [];
  return html`<div class=${`${card.order === null ? 'off' : ''} ${card.changed ? 'changed' : ''}`} data-way=${card.way}>
    <h5><span>${card.order === null ? '' : `${card.way === 'up' ? '↑' : '↓'} ${card.order} `}${t(`ui.layer.${card.type}`)}</span>
      <span>${says.arg === null ? t(says.key) : t(says.key, says.arg)}</span></h5>
    ${card.order === null && card.type !== 'ethernet' ? html`<code>${shut(card.type, said.map((f) => f.after ?? f.before ?? ''))}</code>` : said.map((f) => html`<code>${f.name === 'ttl' ? 'TTL' : f.name}
      ${f.changed && card.type === 'ethernet' ? html`<ins>${f.after}</ins>` : f.changed ? html`<s>${f.before}</s> <ins>${f.after}</ins>` : card.changed && f.before === null ? html`<ins>${f.after}</ins>` : (f.after ?? f.before)}</code>`)}
    ${owned.some(Boolean) ? html`<small>${owned.map((o) => o ?? '…').join(' → ')}</small>` : nothing}</div>`;
}
