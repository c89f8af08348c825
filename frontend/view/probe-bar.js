import { html, nothing, render } from '../lib/lit.js';
import { isAsking } from '../model/lessons.js';
import { CLOSES, DISCOVERIES, FIELDS, PROTOCOLS, headers, isUrl, lines } from '../model/probe.js';
import { destinationsOf, splitTarget, targetsOf } from '../model/targets.js';
import { translator } from '../model/text.js';
import { stopWhileComposing } from './keys.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/types.js').Problem} Problem */

/** Fields with a place of their own for what is wrong with them. */
const SHOWN = /** @type {string[]} */ (FIELDS.map((f) => f.name).filter((name) => name !== 'cold' && name !== 'seed'));

/** Fields of options that hold text and no number. */
const TEXTS = ['endpoint', 'host', 'method'];

/** More names than this are no help to choose from. */
const MOST_OFFERED = 400;

/**
 * The probe bar: what, from, to, options, Send. Enter sends, except while an input method is composing.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {{change: (patch: Partial<State['probe']>) => void, send: () => void}} on
 */
export function renderProbeBar(place, state, on) {
  const t = translator(state.messages);
  const { probe } = state;
  const needsPort = probe.protocol !== 'icmp';
  const problems = (/** @type {string} */ field) => state.probeProblems.filter((p) => lastPart(p.path) === field);
  const rest = state.probeProblems.filter((p) => !SHOWN.includes(lastPart(p.path)));
  /** On a phone the fields are a sheet. @param {boolean} [open] */
  const turn = (open) => {
    const isOpen = place.toggleAttribute('data-open', open);
    place.querySelector('.line')?.setAttribute('aria-expanded', String(isOpen));
  };
  render(html`
    <form class="probe" novalidate aria-label=${t('ui.probe.label')} @submit=${(/** @type {Event} */ e) => {
      e.preventDefault();
      place.querySelector('.options')?.removeAttribute('open');
      on.send();
      turn(false);
    }} @keydown=${(/** @type {KeyboardEvent} */ e) => {
      stopWhileComposing(e);
      if (e.key === 'Escape' && !e.isComposing) turn(false);
    }}>
      <button type="button" class="line" aria-expanded="false" @click=${() => turn()}><code>${lineOf(probe)}</code> <span class="more">${t('ui.probe.change')}</span><span class="less" aria-hidden="true">✕</span></button>
      <label><span class="word">${t('ui.probe.send')}</span>
        <select aria-label=${t('ui.probe.protocol')} @change=${(/** @type {any} */ e) => on.change({ protocol: e.target.value })}>
          ${PROTOCOLS.map((p) => html`<option value=${p} ?selected=${p === probe.protocol}>${t(`ui.protocol.${p}`)}</option>`)}
        </select></label>
      ${field(t, 'from', probe.from, problems('from'), (v) => on.change({ from: v }), 9)}
      ${field(t, 'to', probe.to, problems('to'), (v) => on.change({ to: v }), 13, (v) => {
        const { to, port } = splitTarget(v);
        if (port !== null) on.change(needsPort ? { to, port } : { to });
      })}
      ${needsPort ? field(t, 'port', probe.port === null ? '' : String(probe.port), problems('port'),
        (v) => on.change({ port: v.trim() === '' ? null : /** @type {any} */ (numberOr(v)) }), 4) : nothing}
      ${moreOptions(t, isAsking(state) ? { ...probe, endpoint: null } : probe, problems, on.change)}
      <button class="primary" type="submit" aria-disabled=${state.sending || !state.topology ? 'true' : 'false'}>
        <span aria-hidden="true">▶</span> ${t(state.sending ? 'ui.probe.sending' : 'ui.probe.go')}</button>
    </form>
    ${offered('from', state.topology ? targetsOf(state.topology) : [])}
    ${offered('to', state.topology ? destinationsOf(state.topology) : [])}
    ${rest.length > 0 ? html`<div class="problem bar-problem" role="alert">${rest.map((p) => html`<p>${p.message}</p>`)}</div>` : nothing}`, place);
  if (state.probeProblems.length > 0) turn(true);
  place.querySelector('.options[data-wrong]')?.setAttribute('open', '');
}

/**
 * The probe in one line, as a phone shows it: without the namespaces of pods.
 * @param {State['probe']} probe
 */
const lineOf = ({ protocol, from, to, port }) => `${protocol.toUpperCase()} ${lastName(from)} → ${lastName(to)}${protocol === 'icmp' || port === null ? '' : `:${port}`}`;

/** @param {string} name */
const lastName = (name) => (/^[\w.-]+\/[\w.-]+$/.test(name) ? name.slice(name.indexOf('/') + 1) : name);

/**
 * Names to choose from while typing.
 * @param {string} field
 * @param {import('../model/targets.js').Target[]} targets
 */
const offered = (field, targets) => html`<datalist id=${`${field}-offered`}>
  ${targets.slice(0, MOST_OFFERED).map((x) => html`<option value=${x.value}>${x.hint}</option>`)}</datalist>`;

/**
 * What one changes to find where packets get stuck, or to see caches at work. A TCP SYN has no data.
 * @param {import('../model/text.js').Translate} t
 * @param {State['probe']} probe
 * @param {(field: string) => Problem[]} problems
 * @param {(patch: Partial<State['probe']>) => void} change
 */
function moreOptions(t, probe, problems, change) {
  const hasData = probe.protocol !== 'tcp';
  const size = hasData ? (probe.size ?? null) : null;
  const df = probe.df ?? null;
  const said = [probe.ttl === null ? '' : `TTL ${probe.ttl}`, size === null ? '' : `${size} B`, df === null ? '' : `DF ${df}`,
    probe.cold ? '' : t('ui.probe.warm'), probe.endpoint ? `→ ${probe.endpoint}` : '', ...(isUrl(probe) ? [probe.method ?? '', probe.host ?? ''] : [])].filter(Boolean).join(' · ');
  const walked = probe.bystanders === 'walked';
  const wrong = ['ttl', 'size', 'df', 'endpoint', 'host', 'method', 'headers'].some((f) => problems(f).length > 0);
  return html`<details class="options" data-wrong=${wrong ? 'yes' : nothing}>
    <summary title=${t('ui.probe.options.help')} aria-label=${[t('ui.probe.options'), said].filter(Boolean).join(' ')}>${said || t('ui.probe.options')}</summary>
    <div>${field(t, 'ttl', probe.ttl === null ? '' : String(probe.ttl), problems('ttl'),
      (v) => change({ ttl: v.trim() === '' ? null : /** @type {any} */ (numberOr(v)) }), 3)}
    ${hasData ? field(t, 'size', size === null ? '' : String(size), problems('size'),
      (v) => change({ size: v.trim() === '' ? null : /** @type {any} */ (numberOr(v)) }), 5) : nothing}
      <label><span class="word">DF</span><select name="df" title=${t('ui.probe.df.help')} aria-label=${t('ui.probe.df')}
        @change=${(/** @type {any} */ e) => change({ df: e.target.value || null })}>
        <option value="" ?selected=${df === null}>${t('ui.probe.df.usual')}</option>
        ${DISCOVERIES.map((m) => html`<option value=${m} ?selected=${m === df}>${t(`ui.probe.df.${m}`)}</option>`)}
      </select></label>
      ${isUrl(probe) ? http(t, probe, problems, change) : nothing}
      ${probe.endpoint ? field(t, 'endpoint', probe.endpoint, problems('endpoint'), (v) => change({ endpoint: v.trim() || null }), 14) : nothing}
      ${hasData ? nothing : exchanged(t, probe.connection ?? null, change)}
      <label><span class="word">${t('ui.probe.caches')}</span><select name="caches" aria-label=${t('ui.probe.caches')} title=${t('ui.probe.caches.help')}
        @change=${(/** @type {any} */ e) => change({ cold: e.target.value === 'cold' })}>
          <option value="cold" ?selected=${probe.cold}>${t('ui.probe.cold')}</option>
          <option value="warm" ?selected=${!probe.cold}>${t('ui.probe.warm')}</option>
        </select></label>
      <label><input type="checkbox" name="bystanders" .checked=${walked} title=${t('ui.probe.bystanders.help')}
        @change=${(/** @type {any} */ e) => change({ bystanders: e.target.checked ? 'walked' : null })}>
        <span class="word">${t('ui.probe.bystanders')}</span></label></div></details>`;
}

/**
 * What a request for a URL says beside its address.
 * @param {import('../model/text.js').Translate} t
 * @param {State['probe']} probe
 * @param {(field: string) => Problem[]} problems
 * @param {(patch: Partial<State['probe']>) => void} change
 */
function http(t, probe, problems, change) {
  const text = (/** @type {'host'|'method'} */ name) => field(t, name, probe[name] ?? '', problems(name), (v) => change({ [name]: v.trim() || null }), 14);
  const wrong = problems('headers');
  return html`${text('host')}${text('method')}<label class="field"><span class="word">${t('ui.probe.headers')}</span>
    <textarea name="headers" rows="2" cols="24" spellcheck="false" title=${t('ui.probe.headers.help')} placeholder=${t('ui.probe.headers.placeholder')}
      .value=${probe.headers ? lines(probe.headers) : ''} @change=${(/** @type {any} */ e) => {
        const typed = e.target.value.trim();
        const read = typed === '' ? null : headers(typed);
        e.target.setCustomValidity(typed !== '' && read === null ? t('ui.probe.headers.help') : '');
        if (e.target.reportValidity()) change({ headers: /** @type {any} */ (read) });
      }}></textarea>${wrong.length > 0 ? html`<span class="problem" role="alert">${wrong.map((p) => p.message).join(' ')}</span>` : nothing}</label>`;
}

/**
 * Data over the connection; none where both fields are empty.
 * @param {import('../model/text.js').Translate} t
 * @param {import('../model/types.js').Exchange|null} asked
 * @param {(patch: Partial<State['probe']>) => void} change
 */
function exchanged(t, asked, change) {
  const say = (/** @type {Partial<Record<'request'|'response'|'close', any>>} */ patch) => {
    const next = { request: asked?.request ?? '', response: asked?.response ?? '', close: asked?.close ?? 'fin', ...patch };
    const isNone = next.request === '' && next.response === '';
    change({ connection: isNone ? null : { ...next, request: next.request === '' ? 0 : next.request, response: next.response === '' ? 0 : next.response } });
  };
  const octets = (/** @type {'request'|'response'} */ name) => field(t, name, String(asked?.[name] ?? ''), [],
    (v) => say({ [name]: v.trim() === '' ? '' : numberOr(v) }), 6);
  return html`${octets('request')}${octets('response')}
    <label><span class="word">${t('ui.probe.close')}</span><select name="close" title=${t('ui.probe.close.help')}
      @change=${(/** @type {any} */ e) => say({ close: e.target.value })}>
      ${CLOSES.map((c) => html`<option value=${c} ?selected=${c === (asked?.close ?? 'fin')}>${t(`ui.probe.close.${c}`)}</option>`)}
    </select></label>`;
}

/**
 * @param {import('../model/text.js').Translate} t
 * @param {string} name
 * @param {string} value
 * @param {Problem[]} problems
 * @param {(value: string) => void} change
 * @param {number} size
 * @param {(value: string) => void} [settle] when the reader leaves the field
 */
function field(t, name, value, problems, change, size, settle = () => {}) {
  const bad = problems.length > 0;
  const listed = name === 'from' || name === 'to';
  return html`<label class="field ${bad ? 'bad' : ''}"><span class="word">${t(`ui.probe.${name}`)}</span>
    <input name=${name} .value=${value} size=${size} autocomplete="off" spellcheck="false"
      list=${listed ? `${name}-offered` : nothing} inputmode=${listed || TEXTS.includes(name) ? 'text' : 'numeric'}
      placeholder=${t(`ui.probe.${name}.placeholder`)} title=${t(`ui.probe.${name}.help`)}
      aria-invalid=${bad ? 'true' : 'false'} aria-describedby=${bad ? `problem-${name}` : nothing}
      @input=${(/** @type {any} */ e) => change(e.target.value)} @change=${(/** @type {any} */ e) => settle(e.target.value)}>
    ${bad ? html`<span class="problem" role="alert" id="problem-${name}">${problems.map((p) => p.message).join(' ')}</span>` : nothing}
  </label>`;
}

/**
 * What was typed as a number, or as it is, for the server to say what is wrong with it.
 * @param {string} text
 * @returns {number|string}
 */
function numberOr(text) {
  return /^-?\d+$/.test(text.trim()) ? Number(text) : text;
}

/** @param {string|undefined} path */
const lastPart = (path) => (path ?? '').split('.').pop() ?? '';
