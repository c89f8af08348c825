import { html, nothing } from '../../lib/lit.js';
import { SIGNS } from '../../model/findings.js';
import { fleetOf, kindsOf } from '../../model/fleet.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */

const said = (/** @type {number} */ n) => n.toLocaleString('en');

/**
 * A large network in numbers, before a packet is sent: its zones, and what was found about nodes.
 * @param {State} state
 * @param {Translate} t
 * @param {(namespace: string) => void} focus shows where a node is
 */
export function fleetPanel({ topology, found }, t, focus) {
  if (!topology?.summary) return nothing;
  const fleet = fleetOf(topology);
  const kinds = kindsOf(found?.findings ?? []);
  const row = (/** @type {import('../../model/fleet.js').Sum} */ { nodes, pods, unready, problems }) => html`
    <td>${said(nodes)}</td><td>${said(pods)}</td><td>${unready === 0 ? '' : html`<b>${said(unready)}</b>`}</td>${fleet.problems === 0 ? nothing : html`<td>${problems === 0 ? '' : html`<b>${said(problems)}</b>`}</td>`}`;
  return html`<section class="fleet"><h2>${t('ui.fleet', said(fleet.nodes), said(fleet.pods))}</h2>
    <table><thead><tr><th scope="col">${t('ui.fleet.zone')}</th><th scope="col">${t('ui.fleet.nodes')}</th><th scope="col">${t('ui.fleet.pods')}</th><th scope="col">NotReady</th>${fleet.problems === 0 ? nothing : html`<th scope="col">${t('ui.fleet.problems')}</th>`}</tr></thead>
      <tbody>${fleet.zones.map((z) => html`<tr><th scope="row">${z.name ?? t('ui.stage.noZone')}</th>${row(z)}</tr>`)}
        ${fleet.zones.length === 1 ? nothing : html`<tr class="sum"><th scope="row">${t('ui.fleet.all')}</th>${row(fleet)}</tr>`}</tbody></table>
    ${kinds.length === 0 ? nothing : html`<h3>${t('ui.fleet.findings')}</h3>
      <ul>${kinds.map(({ finding, count }) => html`<li class=${finding.severity}><i aria-hidden="true">${SIGNS[finding.severity]}</i>
        <button type="button" class="link" title=${t('ui.findings.focus')} @click=${() => focus(finding.object.name)}>${finding.object.name}</button>
        <span>${count === 1 ? nothing : t('ui.fleet.more', said(count - 1))}</span><small>${finding.sentence}</small></li>`)}</ul>`}
    <p class="soft">${t('ui.fleet.hint')}</p></section>`;
}
