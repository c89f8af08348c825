import { html, nothing } from '../../lib/lit.js';
import { isBrought } from '../../model/drawn.js';
import { countersAt, endOfMark, linesAt } from '../../model/moment.js';
import { tablesAt } from '../../model/tables.js';
import { currentMark, walkLine } from '../../model/walk.js';
import { deedsOf } from '../../model/deeds.js';
import { deedList } from '../deeds.js';
import { deletionOf } from '../../model/terminal.js';
import { capturePanel } from './capture.js';
import { terminalPanel, typeFor } from './terminal.js';

/** @typedef {import('../../model/types.js').NamespaceDetail} NamespaceDetail */
/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */
/** @typedef {import('./terminal.js').On} On */

/** So many devices of a namespace are offered without one being picked. */
const MOST_DEVICES = 8;
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
    ${state.at === null ? byHand(name, state, t, on) : nothing}
    ${capturePanel(state, t)}
    ${isBrought(state, name) ? nothing : terminalPanel(name, state, t, on)}
    ${detail ? inFull(detail, state, t, on) : missing(name, state, t, on.dispatch)}`;
}

/**
 * What can be changed here without typing a command.
 * @param {string} name
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 */
function byHand(name, state, t, on) {
  const known = { topology: state.topology, detail: state.details.get(name) ?? null, edits: state.history?.edits ?? [] };
  const picked = state.selection?.device ?? null;
  const devices = known.topology?.namespaces.find((n) => n.id === name)?.devices.filter((d) => d.role !== 'loopback') ?? [];
  const own = deedsOf(known, { namespace: name });
  const ofDevices = devices.slice(0, MOST_DEVICES).filter((d) => picked === null || d.id === picked).map((d) => ({ name: d.name, deeds: deedsOf(known, { namespace: name, device: d.id }) }));
  if (own.length === 0) return nothing;
  return html`<details class="fold by-hand" open><summary>${t('ui.deed.section')}</summary>${deedList(own, state.running, t, on.make)}
    ${ofDevices.map((d) => html`<h4>${d.name}</h4>${deedList(d.deeds, state.running, t, on.make)}`)}</details>`;
}

/**
 * Why there is nothing to see of a namespace: it came with the walk, it is on its way, or the server refused it.
 * @param {string} name
 * @param {State} state
 * @param {Translate} t
 * @param {On['dispatch']} dispatch
 */
export function missing(name, state, t, dispatch) {
  if (isBrought(state, name)) return html`<p class="soft">${t('ui.namespace.brought', name)}</p>`;
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
  const mark = currentMark(state);
  const at = mark ? walkLine(state).numberOf.get(mark.seq) : null;
  const now = tablesAt(detail, state.trace, detail.id, mark ? endOfMark(mark, state) : null, mark ? mark.seq - 1 : -1);
  return html`${devices(detail, state, t, on.capture)}
    ${routes(detail, state, t, on)}
    ${(detail.rules ?? []).length > DEFAULT_RULES ? policyRules(detail.rules, t) : nothing}
    ${at === null ? nothing : html`<p class="soft">${at === undefined ? t('ui.namespace.atAside') : t('ui.namespace.at', at)}</p>`}
    ${printed(t, 'neighbours', linesAt(state, detail.id, 'ip-neigh')) ?? living(t, 'neighbours', now.neighbours)}
    ${printed(t, 'fdb', linesAt(state, detail.id, 'bridge-fdb')) ?? living(t, 'fdb', now.fdb)}
    ${chains(detail, t)}
    ${(detail.sets ?? []).length > 0 ? rows(t, 'sets', detail.sets) : nothing}
    ${printed(t, 'connections', linesAt(state, detail.id, 'conntrack')) ?? connections(now.connections, t)}
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
  const mark = currentMark(state);
  const counted = countersAt(state.trace, detail.id, mark ? endOfMark(mark, state) : -1);
  const open = (/** @type {string} */ id) => html`<button type="button" class="link" @click=${() => capture(id)}
    title=${t('ui.export.pcapng.device', id)} aria-label=${t('ui.export.pcapng.device', id)}>${t('ui.export.pcapng')}</button>`;
  return html`<h3><dfn title=${t('glossary.netns')}>${t('ui.namespace.devices')}</dfn></h3><ul class="devices">${detail.devices.map((d) => html`
    <li class=${d.id === picked ? 'picked' : ''}><b>${d.index ? `${d.index}: ` : ''}${d.name}</b>
      <span>${d.kind} · mtu ${d.mtu} · ${d.up ? 'UP' : 'DOWN'}</span>
      ${counted.has(d.name) ? html`<span>${t('ui.namespace.counted', counted.get(d.name)?.rx ?? 0, counted.get(d.name)?.tx ?? 0)}</span>` : nothing}
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
          ?disabled=${state.running} @click=${() => on.make({ namespace: detail.id, commands: [deletionOf(r)] })}>✕</button>` : nothing}
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
 * What the namespace tracks at the cursor.
 * @param {import('../../model/tables.js').TableRow[]} list
 * @param {Translate} t
 */
function connections(list, t) {
  if (list.length === 0) return nothing;
  return html`<h3><dfn title=${t('glossary.connections')}>${t('ui.namespace.connections')}</dfn></h3>
    <ul class="routes">${list.map((row) => html`<li class=${row.fresh ? 'fresh' : ''}><code>${row.cells['entry']}</code>${row.fresh ? html`<small>${t('ui.namespace.fresh')}</small>` : nothing}</li>`)}</ul>`;
}

/**
 * What a tool prints at the cursor, in its own words.
 * @param {Translate} t
 * @param {'neighbours'|'fdb'|'connections'} what
 * @param {{text: string, fresh: boolean}[]|null} lines
 */
function printed(t, what, lines) {
  if (lines === null) return null;
  if (what === 'connections' && lines.length === 0) return nothing;
  return html`<h3><dfn title=${t(`glossary.${what}`)}>${t(`ui.namespace.${what}`)}</dfn></h3>${lines.length === 0 ? html`<p class="soft">${t('ui.namespace.nothing')}</p>`
    : html`<ul class="routes printed">${lines.map((l) => html`<li class=${l.fresh ? 'fresh' : ''}><code>${l.text}</code>${l.fresh ? html`<small>${t('ui.namespace.fresh')}</small>` : nothing}</li>`)}</ul>`}`;
}

/**
 * A table that a walk changes, as it is at the cursor.
 * @param {Translate} t
 * @param {'neighbours'|'fdb'} what
 * @param {import('../../model/tables.js').TableRow[]} list
 */
function living(t, what, list) {
  const columns = [...new Set(list.flatMap((row) => Object.keys(row.cells).filter((c) => list.some((r) => r.cells[c]))))];
  const title = html`<h3><dfn title=${t(`glossary.${what}`)}>${t(`ui.namespace.${what}`)}</dfn></h3>`;
  return html`${title}${list.length === 0 ? html`<p class="soft">${t('ui.namespace.nothing')}</p>` : html`
    <div class="table"><table><thead><tr>${columns.map((c) => html`<th scope="col">${c}</th>`)}</tr></thead>
    <tbody>${list.map((row) => html`<tr class=${row.fresh ? 'fresh' : ''}>${columns.map((c, i) => html`<td>${row.cells[c] ?? ''}${i === 0 && row.fresh ? html` <small>${t('ui.namespace.fresh')}</small>` : nothing}</td>`)}</tr>`)}</tbody></table></div>`}`;
}

/**
 * A table of whatever columns the rows have.
 * @param {Translate} t
 * @param {'sets'|'sockets'|'sysctls'} what
 * @param {Record<string, unknown>[]|undefined} data
 */
function rows(t, what, data) {
  const list = data ?? [];
  const columns = [...new Set(list.flatMap((r) => Object.keys(r)))].filter((c) => c !== 'id' && c !== 'object' && list.some((r) => r[c] !== null && r[c] !== ''));
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
