import { html, nothing, render } from '../lib/lit.js';
import { isSuggested } from '../model/probe.js';
import { podNames } from '../model/targets.js';
import { translator } from '../model/text.js';
import { editList } from './edits.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/types.js').Probe} Probe */

/** Kinds that are kept for later are no trouble: they have a line of their own. */
const KEPT_UNUSED = 'kind.unused';

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
 * @param {{tryProbe: (p: Partial<Probe>) => void, openCluster: (id: string) => void, edit: () => void,
 *   remove: (id: string) => void, openImport: () => void, undo: (which: number|'last') => void}} on
 */
export function renderSide(place, state, on) {
  const t = translator(state.messages);
  const samples = state.clusters.filter((c) => c.sample);
  const own = state.clusters.filter((c) => !c.sample);
  const problems = (state.info?.problems ?? []).filter((p) => p.code !== KEPT_UNUSED);
  render(html`${editList(state, t, on)}
    ${state.info?.about ? html`<p class="about">${state.info.about}</p>` : nothing}
    ${(state.info?.probes ?? []).length > 0 ? html`
      <h2>${t('ui.try')}</h2>
      <ol class="try">${(state.info?.probes ?? []).map(({ text, ...probe }, i) => html`
        <li><button type="button" aria-current=${isSuggested(state.probe, probe) ? 'true' : 'false'}
          @click=${() => on.tryProbe(probe)}><i>${i + 1}</i><span>${text}
          <small>${describe(probe)}</small></span></button></li>`)}</ol>`
      : hasAll(state, ['web-1', 'api-1', 'web-2', 'db-0']) ? html`
      <h2>${t('ui.try')}</h2>
      <ol class="try">${READY_PROBES.map(({ key, probe }, i) => html`
        <li><button type="button" aria-current=${isSuggested(state.probe, probe) ? 'true' : 'false'}
          @click=${() => on.tryProbe(probe)}><i>${i + 1}</i><span>${t(`ui.try.${key}`)}
          <small>${describe(probe)}</small></span></button></li>`)}</ol>` : nothing}
    <h2>${t('ui.cluster.samples')}</h2>
    <ul>${samples.map((c) => row(c, state, on, t, false))}</ul>
    <h2>${t('ui.cluster.mine')}</h2>
    ${own.length > 0 ? html`<ul>${own.map((c) => row(c, state, on, t, true))}</ul>`
      : html`<p class="soft">${t('ui.cluster.none')} <button type="button" class="link" @click=${on.openImport}>${t('ui.import.open')}</button></p>`}
    ${problems.length > 0 ? html`
      <h2>${t('ui.problems', problems.length)}</h2>
      <ul class="problems">${problems.slice(0, 12).map((p) => html`<li class=${p.severity}>${p.message}
        <small>${where(p, t)}</small></li>`)}</ul>
      <button type="button" class="link" @click=${on.edit}>${t('ui.edit')}</button>` : nothing}
    ${unused(state, t)}`, place);
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
  const kinds = Object.entries(state.info?.counts?.unused ?? {});
  if (kinds.length === 0) return nothing;
  return html`<p class="soft unused">${t('ui.cluster.unused')} ${kinds.map(([kind, n]) => `${n} ${kind}`).join(', ')}</p>`;
}

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
