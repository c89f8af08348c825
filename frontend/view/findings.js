import { html, nothing } from '../lib/lit.js';
import { SIGNS, countsOf, placeOf } from '../model/findings.js';
import { objectName } from '../model/verdict.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {import('../model/policy-types.js').Finding} Finding */
/** @typedef {import('../model/policy-types.js').EditBody} EditBody */
/**
 * @typedef {object} On
 * @property {(probe: Partial<import('../model/types.js').Probe>) => void} tryProbe
 * @property {(first: EditBody, ...more: EditBody[]) => void} make
 * @property {(text: string) => void} copy
 * @property {(namespace: string) => void} focus shows where it is on the stage
 * @property {(number: number, code: string) => void} playFinding makes a challenge of it
 */

/** So many are told at once; the rest are behind a link. */
const MOST = 5;

/**
 * What was found, worst first: each with the command that proves it on a real cluster, the probe that shows it and the edit that mends it.
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 * @param {boolean} all whether nothing found is said, too, and all are told
 */
export function findingList(state, t, on, all = false) {
  const { found } = state;
  if (!found || (found.findings.length === 0 && !all)) return nothing;
  const { findings, omitted } = found;
  const head = html`<h2 class="found">${t('ui.findings')} ${findings.length === 0 ? nothing : html`<span class="badges">${countsOf(findings).map(({ severity, count }) => html`
    <b class=${`badge ${severity}`} title=${t(`ui.findings.${severity}`)}><i aria-hidden="true">${SIGNS[severity]}</i> ${count}<span class="sr"> ${t(`ui.findings.${severity}`)}</span></b>`)}</span>`}</h2>`;
  if (findings.length === 0) return html`${head}<p class="soft">${t('ui.findings.none')}</p>`;
  const rest = findings.slice(all ? findings.length : MOST);
  const item = (/** @type {Finding} */ f) => findingItem(f, findings.indexOf(f) + 1, state, t, on);
  return html`${head}<ul class="findings">${findings.slice(0, all ? findings.length : MOST).map(item)}</ul>
    ${rest.length === 0 ? nothing : html`<details class="fold more"><summary>${t('ui.findings.more', rest.length)}</summary><ul class="findings">${rest.slice(0, 200).map(item)}</ul></details>`}
    ${omitted > 0 ? html`<p class="soft">${t('ui.findings.omitted', omitted)}</p>` : nothing}`;
}

/** @param {Finding} f @param {number} number among all of them, from 1 @param {State} state @param {Translate} t @param {On} on */
function findingItem(f, number, state, t, on) {
  const place = placeOf(f, state.topology);
  const name = objectName(f.object);
  const { probe, edit } = f;
  return html`<li class=${`finding ${f.severity}`}><i aria-hidden="true">${SIGNS[f.severity]}</i><div>
    <header>${place === null ? html`<b>${name}</b>` : html`<button type="button" class="link name" title=${t('ui.findings.focus')} @click=${() => on.focus(place)}>${name}</button>`}
      <span>${t(`ui.findings.${f.severity}`)}</span></header>
    <p>${f.sentence}</p>
    ${f.file ? html`<p class="soft where">${f.file}${f.line ? html` · ${t('ui.problem.line', f.line)}` : nothing} · <code>${f.path}</code></p>` : nothing}
    <div class="command"><code>${f.command}</code><button type="button" aria-label=${t('ui.findings.copy', f.command)} @click=${() => on.copy(f.command)}>${t('ui.copy')}</button>
      ${f.commandOn ? html`<small>${t('ui.findings.on', f.commandOn)}</small>` : nothing}</div>
    <div class="row">${probe ? html`<button type="button" class="try-it" ?disabled=${state.sending} title=${`${probe.from} → ${probe.to}${probe.port ? `:${probe.port}` : ''}`}
        @click=${() => on.tryProbe(probe)}>▶ ${t('ui.findings.show')}</button>` : nothing}
      ${edit ? html`<button type="button" ?disabled=${state.running || state.at !== null} @click=${() => on.make(edit)}>${t('ui.findings.mend')}</button>` : nothing}
      ${probe && edit ? html`<button type="button" class="play-it" title=${t('ui.findings.play.help')} ?disabled=${state.at !== null} @click=${() => on.playFinding(number, f.code)}>${t('ui.findings.play')}</button>` : nothing}</div></div></li>`;
}

/**
 * What the documents expect of the network, green where it is so.
 * @param {State} state
 * @param {Translate} t
 * @param {On['tryProbe']} tryProbe
 */
export function expectationList(state, t, tryProbe) {
  const all = state.expected?.expectations ?? [];
  if (all.length === 0) return nothing;
  const met = all.filter((e) => e.ok).length;
  return html`<h2>${t('ui.expected')} <span class=${`badge ${met === all.length ? 'good' : 'error'}`}>${t('ui.expected.met', met, all.length)}</span></h2>
    <ol class="expected">${all.slice(0, 200).map((e) => html`<li class=${e.ok ? 'met' : 'missed'}><button type="button" @click=${() => tryProbe(probeOf(e))}>
      <i aria-hidden="true">${e.ok ? '✓' : '✕'}</i><span>${e.from} → ${e.to}${e.port ? `:${e.port}` : ''} <small>${t(e.ok ? 'ui.expected.ok' : 'ui.expected.not', [e.expect, e.reason].filter(Boolean).join(', '))}
        ${e.ok ? nothing : (e.problem ?? e.outcome?.sentence ?? '')}</small></span></button></li>`)}</ol>`;
}

/** @param {import('../model/policy-types.js').Expectation} e @returns {Partial<import('../model/types.js').Probe>} */
const probeOf = ({ from, to, protocol, port }) => ({ from, to, protocol: /** @type {any} */ (protocol), port: port && /^\d+$/.test(port) ? Number(port) : null });
