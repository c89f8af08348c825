import { html, nothing } from '../../lib/lit.js';
import { dissect } from '../../model/dissect.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */
/** @typedef {import('../../model/pcapng.js').Frame} Frame */

const MOST = 300;
const NANOS_PER_MILLI = 1e6;

/**
 * What the chosen device saw of the walk, up to where the reader is: frame by frame, and of each every field with its octets.
 * @param {State} state
 * @param {Translate} t
 */
export function capturePanel(state, t) {
  const device = state.selection?.device;
  if (!device || !state.trace || state.stale) return nothing;
  const name = device.slice(device.lastIndexOf('/') + 1);
  const { capture } = state;
  if (!capture || capture.of !== state.trace || capture.device !== device) return nothing;
  const seen = capture.frames.filter((f) => f.seq <= state.horizon);
  const rest = capture.frames.length - seen.length;
  return html`<section class="capture" aria-labelledby="capture-title"><h3 id="capture-title">${t('ui.capture.title', name)}</h3>
    ${seen.length === 0 ? html`<p class="soft">${t('ui.capture.none')}</p>` : html`<ol>${seen.slice(0, MOST).map((f) => row(f, t))}</ol>`}
    ${seen.length > MOST ? html`<p class="soft">${t('ui.capture.more', seen.length - MOST)}</p>` : nothing}
    ${rest > 0 ? html`<p class="soft">${t('ui.capture.ahead', rest)}</p>` : nothing}</section>`;
}

/** @param {Frame} frame @param {Translate} t */
function row(frame, t) {
  const layers = dissect(frame.octets);
  return html`<li><details class="fold"><summary><span class="way" title=${t(frame.out ? 'ui.capture.out' : 'ui.capture.in')}>${frame.out ? '↑' : '↓'}</span>
      <code>${(frame.nanos / NANOS_PER_MILLI).toFixed(3)}</code> ${summary(layers)} <small>${t('ui.capture.octets', frame.octets.length)}</small>
      ${frame.drop ? html`<b class="drop">✕ ${t(`ui.drop.${frame.drop}`)}</b>` : nothing}</summary>
    ${layers.map((layer) => html`<table><caption>${t(`ui.layer.${layer.type === 'data' ? 'payload' : layer.type}`)}</caption>
      <tbody>${layer.fields.map((f) => html`<tr><th scope="row">${f.name}</th><td>${f.value}</td><td class="octets"><code>${octets(frame.octets, f)}</code></td></tr>`)}</tbody></table>`)}</details></li>`;
}

/** @param {import('../../model/dissect.js').Dissected[]} layers */
function summary(layers) {
  const of = (/** @type {string} */ type, /** @type {string} */ name) => layers.findLast((l) => l.type === type)?.fields.find((f) => f.name === name)?.value ?? '';
  const last = layers.findLast((l) => l.type !== 'data');
  const ip = layers.find((l) => l.type === 'ipv4' || l.type === 'ipv6');
  if (last?.type === 'arp') return `ARP ${of('arp', 'operation').replace(/.*\(|\)/g, '')} ${of('arp', 'targetIp')}`;
  const ends = ip ? `${of(ip.type, 'source')} → ${of(ip.type, 'destination')}` : '';
  const said = { tcp: of('tcp', 'flags'), icmp: of('icmp', 'type'), icmpv6: of('icmpv6', 'type') }[last?.type ?? ''] ?? '';
  return [(last?.type ?? '').toUpperCase(), said.replace(/.*\(|\)/g, ''), ends].filter(Boolean).join(' ');
}

const MOST_OCTETS = 16;

/** @param {Uint8Array} all @param {{from: number, length: number}} field */
function octets(all, { from, length }) {
  const shown = [...all.slice(from, from + Math.min(length, MOST_OCTETS))].map((b) => b.toString(16).padStart(2, '0')).join(' ');
  return length > MOST_OCTETS ? `${shown} …` : shown;
}
