import { html, nothing } from '../../lib/lit.js';
import { currentMark } from '../../model/reducer.js';
import { deletionOf } from '../../model/terminal.js';
import { terminalPanel, typeFor } from './terminal.js';

/** @typedef {import('../../model/types.js').NamespaceDetail} NamespaceDetail */
/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */
/** @typedef {import('./terminal.js').On} On */

/** local, main and default. */
const DEFAULT_RULES = 3;

/**
 * A network namespace: a terminal in it, and in full what `ip`, `bridge`, `ss` and `sysctl` would show.
 * @param {string|null} name
 * @param {State} state
 * @param {Translate} t
 * @param {On & {capture: (device: string) => void}} on
 */
export function namespacePanel(name, state, t, on) {
  if (name === null) return html`<p class="soft">${t('ui.namespace.none')}</p>`;
  const detail = state.details.get(name) ?? null;
  return html`<h2>${name} ${detail ? html`<small>${t(`ui.kind.${detail.kind}`)}</small>` : nothing}</h2>
    ${terminalPanel(name, state, t, on)}
    ${detail ? inFull(detail, state, t, on) : missing(name, state, t, on.dispatch)}`;
}

/**
 * Why there is nothing to see of a namespace: it is on its way, or the server refused it.
 * @param {string} name
 * @param {State} state
 * @param {Translate} t
 * @param {(a: any) => void} dispatch
 */
export function missing(name, state, t, dispatch) {
  const refused = state.refused.get(name);
  if (refused === undefined) return html`<p class="soft">${t('ui.namespace.loading')}</p>`;
  return html`<p class="problem" role="alert">${refused}
    <button type="button" @click=${() => dispatch({ type: 'detailWanted', name })}>${t('ui.retry')}</button></p>`;
}

/**
 * @param {NamespaceDetail} detail
 * @param {State} state
 * @param {Translate} t
 * @param {On & {capture: (device: string) => void}} on
 */
function inFull(detail, state, t, on) {
  return html`${devices(detail, state, t, on.capture)}
    ${routes(detail, state, t, on)}
    ${(detail.rules ?? []).length > DEFAULT_RULES ? policyRules(detail.rules, t) : nothing}
    ${rows(t, 'neighbours', detail.neighbours)}
    ${rows(t, 'fdb', detail.fdb)}
    ${chains(detail, t)}
    ${(detail.sets ?? []).length > 0 ? rows(t, 'sets', detail.sets) : nothing}
    ${connections(detail.id, state, t)}
    ${rows(t, 'sockets', detail.sockets)}
    ${rows(t, 'sysctls', Object.entries(detail.sysctls ?? {}).map(([key, value]) => ({ key, value })))}`;
}

/**
 * Policy routing; the rules that are always there say nothing new.
 * @param {string[]} list
 * @param {Translate} t
 */
function policyRules(list, t) {
  return html`<details class="fold"><summary>${t('ui.namespace.policy')}</summary>
    <ul class="routes">${list.map((rule) => html`<li><code>${rule}</code></li>`)}</ul></details>`;
}

/**
 * @param {NamespaceDetail} detail
 * @param {State} state
 * @param {Translate} t
 * @param {(device: string) => void} capture
 */
function devices(detail, state, t, capture) {
  const picked = state.selection?.device ?? null;
  const saw = tapped(state.trace, detail.id);
  const open = (/** @type {string} */ id) => html`<button type="button" class="link" @click=${() => capture(id)}
    title=${t('ui.export.pcapng.device', id)} aria-label=${t('ui.export.pcapng.device', id)}>${t('ui.export.pcapng')}</button>`;
  return html`<h3><dfn title=${t('glossary.netns')}>${t('ui.namespace.devices')}</dfn></h3><ul class="devices">${detail.devices.map((d) => html`
    <li class=${d.id === picked ? 'picked' : ''}><b>${d.index ? `${d.index}: ` : ''}${d.name}</b>
      <span>${d.kind} · mtu ${d.mtu} · ${d.up ? 'UP' : 'DOWN'}</span>
      ${d.addresses.map((a) => html`<code>${a}</code>`)}
      ${d.mac ? html`<code>${d.mac}</code>` : nothing}
      ${d.master ? html`<span>master ${short(d.master)}</span>` : nothing}
      ${d.peer ? html`<span>⇄ ${d.peer}</span>` : nothing}
      ${saw.has(d.name) ? open(d.id) : nothing}</li>`)}</ul>`;
}

/**
 * @param {State['trace']} trace
 * @param {string} namespace
 * @returns {Set<string|null>} the devices there on which a tap would have seen a packet
 */
function tapped(trace, namespace) {
  const steps = (trace?.hops ?? []).filter((hop) => hop.namespace === namespace).flatMap((hop) => hop.steps);
  return new Set(steps.filter((s) => s.type === 'FrameReceived' || s.type === 'FrameTransmitted').map((s) => s.device));
}

/**
 * @param {NamespaceDetail} detail
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 */
function routes(detail, state, t, on) {
  const mark = currentMark(state);
  const matched = mark?.namespace === detail.id && mark.step.type === 'RouteLookup'
    ? mark.step.evidence.flatMap((e) => e.rows.filter((r) => r.verdict === 'matched').map((r) => r.cells[0])) : [];
  const tables = [...new Set(['main', ...detail.routes.map((r) => r.table)])];
  const type = (/** @type {Event} */ e, /** @type {string} */ draft) =>
    typeFor(/** @type {Element} */ (e.currentTarget).closest('#tabpanel'), detail.id, draft, on);
  return tables.map((table) => html`<details class="fold" ?open=${table === 'main'}>
    <summary title=${t('glossary.routes')}>${t('ui.namespace.routes', table)}</summary>
    <ul class="routes">${detail.routes.filter((r) => r.table === table).map((r) => html`
      <li class=${matched.some((m) => r.text.startsWith(`${m} `)) ? 'matched' : ''}><code>${r.text}</code>
        ${table !== 'local' ? html`<button type="button" class="icon" aria-label=${t('ui.route.delete', r.text)} title=${t('ui.route.delete', r.text)}
          @click=${(/** @type {Event} */ e) => type(e, deletionOf(r))}>✕</button>` : nothing}
        ${r.object ? html`<small>${t('ui.namespace.from', `${r.object.kind} ${r.object.name}`)}</small>` : nothing}</li>`)}</ul>
    ${table === 'main' ? html`<button type="button" class="add" @click=${(/** @type {Event} */ e) => type(e, 'ip route add ')}>${t('ui.route.add')}</button>` : nothing}
    </details>`);
}

/**
 * Netfilter rules by table and chain; a chain without rules shows its policy alone.
 * @param {NamespaceDetail} detail
 * @param {Translate} t
 */
function chains(detail, t) {
  const chains = detail.chains ?? [];
  const tables = [...new Set(chains.map((c) => c.table))];
  return tables.map((table) => html`<details class="fold">
    <summary title=${t('glossary.rules')}>${t('ui.namespace.rules', table)}</summary>
    ${chains.filter((c) => c.table === table).map((c) => html`<ul class="routes">
      <li><b>${c.chain}</b>${c.policy ? html` <small>policy ${c.policy}</small>` : nothing}</li>
      ${c.rules.map((rule) => html`<li><code>${rule}</code></li>`)}
      ${c.size > c.rules.length ? html`<li><small>${t('ui.namespace.more', c.size - c.rules.length)}</small></li>` : nothing}</ul>`)}</details>`);
}

/**
 * What the namespace tracks when the walk is over.
 * @param {string} namespace
 * @param {State} state
 * @param {Translate} t
 */
function connections(namespace, state, t) {
  const entries = (state.trace?.connections ?? []).find((c) => c.namespace === namespace)?.entries ?? [];
  if (entries.length === 0) return nothing;
  return html`<h3><dfn title=${t('glossary.connections')}>${t('ui.namespace.connections')}</dfn></h3>
    <ul class="routes">${entries.map((entry) => html`<li><code>${entry}</code></li>`)}</ul>`;
}

/**
 * A table of whatever columns the rows have.
 * @param {Translate} t
 * @param {'neighbours'|'fdb'|'sets'|'sockets'|'sysctls'} what
 * @param {Record<string, unknown>[]|undefined} data
 */
function rows(t, what, data) {
  const list = data ?? [];
  const columns = [...new Set(list.flatMap((r) => Object.keys(r)))].filter((c) => c !== 'id');
  const title = html`<h3><dfn title=${t(`glossary.${what}`)}>${t(`ui.namespace.${what}`)}</dfn></h3>`;
  return html`${title}${list.length === 0 ? html`<p class="soft">${t('ui.namespace.nothing')}</p>` : html`
    <div class="table"><table><thead><tr>${columns.map((c) => html`<th scope="col">${c}</th>`)}</tr></thead>
    <tbody>${list.map((r) => html`<tr>${columns.map((c) => html`<td>${show(r[c])}</td>`)}</tr>`)}</tbody></table></div>`}`;
}

/** @param {unknown} value */
function show(value) {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  const { kind, namespace, name } = /** @type {Record<string, unknown>} */ (value);
  return kind && name ? [kind, namespace, name].filter(Boolean).join(' ') : JSON.stringify(value);
}

/** @param {string} id */
const short = (id) => id.slice(id.lastIndexOf('/') + 1);
