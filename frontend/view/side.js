import { html, nothing, render } from '../lib/lit.js';
import { isSuggested } from '../model/probe.js';
import { untold } from '../model/findings.js';
import { drawnOf, troubles, unusedOf } from '../model/report.js';
import { podNames } from '../model/targets.js';
import { ownClusters } from '../model/settings.js';
import { translator } from '../model/text.js';
import { sidesIn } from '../model/time.js';
import { editList } from './edits.js';
import { guestNote, spaceNote } from './share-view.js';
import { expectationList, findingList } from './findings.js';
import { challengesSide, lessonsSide } from './lesson-list.js';
import { engineChoice, networkChoices } from './network-choice.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/types.js').Probe} Probe */

/** @type {{key: string, probe: Partial<Probe>}[]} */
export const READY_PROBES = [
  { key: 'same', probe: { from: 'web-1', to: 'api-1', protocol: 'tcp', port: 8080 } },
  { key: 'cross', probe: { from: 'web-1', to: '10.0.2.2', protocol: 'tcp', port: 80 } },
  { key: 'node', probe: { from: 'web-1', to: 'node-2', protocol: 'icmp', port: null } },
  { key: 'own', probe: { from: 'node-1', to: 'web-1', protocol: 'icmp', port: null } },
  { key: 'refused', probe: { from: 'web-1', to: 'db-0', protocol: 'tcp', port: 81 } },
  { key: 'udp', probe: { from: 'api-1', to: 'web-2', protocol: 'udp', port: 53 } },
  { key: 'nobody', probe: { from: 'web-1', to: '10.0.2.77', protocol: 'icmp', port: null } },
  { key: 'outside', probe: { from: 'web-1', to: '203.0.113.9', protocol: 'icmp', port: null } },
  { key: 'ttl', probe: { from: 'web-1', to: 'web-2', protocol: 'icmp', port: null, ttl: 1 } },
];

/**
 * The left side: probes ready to send, and clusters.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {import('./findings.js').On & {openCluster: (id: string) => void, edit: () => void,
 *   remove: (id: string) => void, openImport: () => void, undo: (which: number|'last') => void, closeReport: () => void,
 *   redo: () => void, lookAt: (position: number|null) => void, unfold: () => void, reach: () => void, guess: (on: boolean) => void,
 *   copyCluster: () => void, saveKey: () => void, loadKey: (file: File) => void, school: import('./lesson.js').On}} on
 */
export function renderSide(place, state, on) {
  const t = translator(state.messages);
  const samples = state.clusters.filter((c) => c.sample);
  const own = ownClusters(state);
  const findings = state.found?.findings ?? [];
  const problems = state.report ? [] : untold(troubles(state.info?.problems ?? []), findings);
  const more = state.info?.omitted?.problems ?? 0;
  /** A scene is opened for its own story and probes; on the article's cluster the lessons come first. */
  const taught = state.own.length === 0 && state.clusterId === 'article';
  const about = state.info?.about ? html`<p class="about">${state.info.about}</p>` : nothing;
  if (sidesIn(state).leftFolded) return render(rail(t, on.unfold), place);
  if (state.board) return render(html`${findingList(state, t, on, true)}${expectationList(state, t, on.tryProbe)}`, place);
  render(html`${state.report ? reportBox({ ...state.report, problems: untold(state.report.problems, findings) }, t, on) : nothing}
    ${guestNote(state, t, on.copyCluster)}${editList(state, t, on)}
    ${taught ? lessonsSide(state, t, on.school) : about}
    ${(state.info?.probes ?? []).length > 0 ? html`
      <h2>${t('ui.try')}</h2>
      ${probeList((state.info?.probes ?? []).map(({ text, ...probe }) => ({ text, probe })), state, t, on.tryProbe)}`
      : hasAll(state, ['web-1', 'api-1', 'web-2', 'db-0']) ? html`
      <h2>${t('ui.try')}</h2>
      ${probeList(READY_PROBES.map(({ key, probe }) => ({ text: t(`ui.try.${key}`), probe })), state, t, on.tryProbe)}` : nothing}
    ${taught ? about : nothing}
    <label class="check guessing"><input type="checkbox" .checked=${state.guessing}
      @change=${(/** @type {any} */ e) => on.guess(e.target.checked)}> ${t('ui.guess')}</label>
    <p class="to-board"><button type="button" class="link" title=${t('ui.reach.help')} @click=${on.reach}>⊞ ${t('ui.reach')}</button></p>
    ${findingList(state, t, on)}${expectationList(state, t, on.tryProbe)}
    ${engineChoice(state, t, on.make)}${networkChoices(state, t, on.make)}
    <h2>${t('ui.cluster.samples')}</h2>
    <ul>${samples.map((c) => row(c, state, on, t, false))}</ul>
    ${taught ? nothing : lessonsSide(state, t, on.school)}${challengesSide(state, t, on.school)}
    <h2>${t('ui.cluster.mine')}</h2>
    ${own.length > 0 ? html`<ul>${own.map((c) => row(c, state, on, t, true))}</ul>`
      : html`<p class="soft">${t('ui.cluster.none')} <button type="button" class="link" @click=${on.openImport}>${t('ui.import.open')}</button></p>`}
    ${spaceNote(state, t, on)}
    ${problems.length > 0 ? html`
      <h2>${t('ui.problems', problems.length + more)}</h2>
      ${problemList(problems, more, t)}
      <button type="button" class="link" @click=${on.edit}>${t('ui.edit')}</button>` : nothing}
    ${state.report ? nothing : unused(state, t)}
    ${!state.report && (state.topology?.omitted?.namespaces ?? 0) > 0 ? html`
      <p class="soft">${t('ui.report.omitted', state.topology?.omitted?.namespaces ?? 0)}</p>` : nothing}
    <footer><a href="/licenses">${t('ui.licences')}</a></footer>`, place);
}

/**
 * The folded side: what is in it, each opens it.
 * @param {import('../model/text.js').Translate} t
 * @param {() => void} unfold
 */
const rail = (t, unfold) => html`<div class="rail">${[['▷', 'ui.try'], ['◇', 'ui.cluster.samples'], ['▤', 'ui.cluster.mine']].map(([icon, key]) => html`
  <button type="button" @click=${unfold} title=${t(key)}><i aria-hidden="true">${icon}</i><span>${t(key)}</span></button>`)}</div>`;

/**
 * Probes ready to send: the first ones, and the others behind a link.
 * @param {{text: string, probe: Partial<Probe>}[]} probes
 * @param {State} state
 * @param {import('../model/text.js').Translate} t
 * @param {(p: Partial<Probe>) => void} tryProbe
 */
function probeList(probes, state, t, tryProbe) {
  const item = (/** @type {typeof probes[number]} */ { text, probe }) => {
    const current = isSuggested(state.probe, probe);
    return html`<li><button type="button" aria-current=${current ? 'true' : 'false'} @click=${() => tryProbe(probe)}>
      <i aria-hidden="true">${current ? '▶' : '▷'}</i><span>${text} <small>${describe(probe)}</small></span></button></li>`;
  };
  const rest = probes.slice(MOST_PROBES);
  const chosen = rest.some(({ probe }) => isSuggested(state.probe, probe));
  return html`<ol class="try">${probes.slice(0, MOST_PROBES).map(item)}</ol>
    ${rest.length > 0 ? html`<details class="fold more" ?open=${chosen}><summary>${t('ui.try.more', rest.length)}</summary><ol class="try">${rest.map(item)}</ol></details>` : nothing}`;
}

/**
 * @param {import('../model/types.js').ClusterInfo} c
 * @param {State} state
 * @param {any} on
 * @param {import('../model/text.js').Translate} t
 * @param {boolean} removable
 */
function row(c, state, on, t, removable) {
  const counted = c.id === state.clusterId ? state.info?.counts : undefined;
  return html`<li class="cluster-row"><button type="button" aria-current=${c.id === state.clusterId ? 'true' : 'false'}
      @click=${() => on.openCluster(c.id)}><span>${c.name}
      ${counted ? html`<small>${counts(counted, t)}</small>` : nothing}</span></button>
    ${removable ? html`<button type="button" class="icon" aria-label=${t('ui.cluster.remove', c.name)}
      title=${t('ui.cluster.remove', c.name)} @click=${() => on.remove(c.id)}>✕</button>` : nothing}</li>`;
}

/**
 * A network without Kubernetes has no nodes and pods to be counted.
 * @param {NonNullable<import('../model/types.js').ClusterInfo['counts']>} c
 * @param {import('../model/text.js').Translate} t
 */
const counts = (c, t) => (c.nodes + c.pods > 0 ? t('ui.cluster.counts', c.nodes, c.pods)
  : t('ui.cluster.counts.linux', c.networkNamespaces ?? 0, c.devices ?? 0));

/**
 * @param {State} state
 * @param {import('../model/text.js').Translate} t
 */
function unused(state, t) {
  const counted = unusedOf(state.info?.counts);
  return counted.length === 0 ? nothing : html`<p class="soft unused">${t('ui.cluster.unused')} ${kinds(counted)}</p>`;
}

const MOST_PROBLEMS = 12;
const MOST_PROBES = 4;

/**
 * @param {import('../model/types.js').Problem[]} problems
 * @param {number} more problems that the server only counted
 * @param {import('../model/text.js').Translate} t
 */
function problemList(problems, more, t) {
  const item = (/** @type {import('../model/types.js').Problem} */ p) => html`<li class=${p.severity}>${p.message} <small>${where(p, t)}</small></li>`;
  const rest = problems.slice(MOST_PROBLEMS);
  return html`<ul class="problems">${problems.slice(0, MOST_PROBLEMS).map(item)}</ul>
    ${rest.length > 0 ? html`<details class="fold"><summary>${t('ui.problems.more', rest.length + more)}</summary>
      <ul class="problems">${rest.slice(0, 500).map(item)}</ul></details>` : nothing}`;
}

/**
 * What became of the documents just imported.
 * @param {import('../model/report.js').Report} report
 * @param {import('../model/text.js').Translate} t
 * @param {{edit: () => void, closeReport: () => void}} on
 */
function reportBox(report, t, on) {
  const [a, b] = drawnOf(report);
  const kubernetes = report.nodes + report.pods > 0;
  return html`<section class="report" aria-labelledby="report-title"><h2 id="report-title">${t('ui.report.title', report.name)}</h2>
    <button type="button" class="icon" aria-label=${t('ui.close')} title=${t('ui.close')} @click=${on.closeReport}>✕</button>
    <p><b>${t(kubernetes ? 'ui.report.drawn' : 'ui.report.drawn.linux', a, b)}</b></p>
    ${report.finished > 0 ? html`<p>${t('ui.report.finished', report.finished)}</p>` : nothing}
    ${report.omitted > 0 ? html`<p>${t('ui.report.omitted', report.omitted)}</p>` : nothing}
    ${report.undrawn > 0 ? html`<p>${t('ui.report.undrawn', report.undrawn)}</p>` : nothing}
    ${report.unused.length > 0 ? html`<p>${t('ui.cluster.unused')} ${kinds(report.unused)}</p>` : nothing}
    ${report.withoutEffect.length > 0 ? html`<p class="soft">${t('ui.report.withoutEffect')} ${kinds(report.withoutEffect)}</p>` : nothing}
    ${report.assumed.length > 0 ? html`<details class="fold"><summary>${t('ui.report.assumed', report.assumed.length + report.moreAssumed)}</summary>
      <ul>${report.assumed.map((text) => html`<li>${text}</li>`)}</ul></details>` : nothing}
    ${report.blanked > 0 ? html`<p class="soft">${t('ui.report.blanked', report.blanked)}</p>` : nothing}
    ${report.problems.length > 0 ? html`<h3>${t('ui.problems', report.problems.length + report.moreProblems)}</h3>
      ${problemList(report.problems, report.moreProblems, t)}
      <button type="button" class="link" @click=${on.edit}>${t('ui.edit')}</button>` : nothing}</section>`;
}

/** @param {[string, number][]} counted */
const kinds = (counted) => counted.map(([kind, n]) => `${n} ${kind}`).join(', ');

/**
 * @param {import('../model/types.js').Problem} p
 * @param {import('../model/text.js').Translate} t
 */
const where = (p, t) => [p.file, p.line ? t('ui.problem.line', p.line) : '', p.path].filter(Boolean).join(' · ');

/**
 * The ready probes make sense wherever the article's pods are, copies included.
 * @param {State} state
 * @param {string[]} names
 */
function hasAll(state, names) {
  const pods = state.topology ? podNames(state.topology) : null;
  return pods !== null && names.every((name) => pods.has(name));
}

/** @param {Partial<Probe>} p */
const describe = (p) => `${p.protocol} ${p.from} → ${p.to}${p.port ? `:${p.port}` : ''}${p.ttl ? ` ttl ${p.ttl}` : ''}${p.size ? ` ${p.size} B` : ''}`;
