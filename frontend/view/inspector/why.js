import { html, nothing } from '../../lib/lit.js';
import { isHttpError, objectName } from '../../model/verdict.js';
import { hadWords, isWhyOpen, remedyWords, rulesOf, whyOf } from '../../model/why.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */
/** @typedef {import('../../model/why.js').RuleCard} RuleCard */
/** @typedef {import('../../model/deeds.js').EditBody} EditBody */
/** @typedef {{make: (first: EditBody, ...more: EditBody[]) => void, dispatch: (action: import('../../model/actions.js').Action) => void}} On */

/**
 * Why the walk ended so: the rules that were asked, and what would change it, each with a button that tries it.
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 */
export function whyPanel(state, t, on) {
  if (!isWhyOpen(state)) return nothing;
  const known = whyOf(state);
  const refused = state.whyRefused?.of === state.trace ? state.whyRefused.message : '';
  return html`<section class="why-panel" aria-labelledby="why-title"><div class="cap"><b id="why-title" role="heading" aria-level="3">${t('ui.why')}</b><span></span></div>
    ${refused !== '' ? html`<p class="soft" role="status">${refused}</p>` : known === null ? html`<p class="soft" role="status">${t('ui.why.asking')}</p>` : reasons(known, state, t, on)}</section>`;
}

/**
 * Opens the reasons, or closes them.
 * @param {State} state
 * @param {Translate} t
 * @param {On['dispatch']} dispatch
 */
export function whyButton(state, t, dispatch) {
  const open = isWhyOpen(state);
  return html`<button type="button" class="link why-link" aria-expanded=${open ? 'true' : 'false'} @click=${() => dispatch({ type: 'whyTurned', on: !open })}>${t('ui.why.ask')}</button>`;
}

/**
 * @param {NonNullable<State['why']>} known
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 */
function reasons({ why, policies }, state, t, on) {
  const cards = why.policies ? rulesOf(why.policies, { from: why.probe.fromNamespace, to: why.probe.toNamespace }, policies) : [];
  const off = state.running || state.at !== null;
  const isolating = new Set(cards.filter((c) => c.reason.effect === 'does-not-allow').map((c) => c.policy));
  const tries = why.remedies.length + why.suppositions.length;
  return html`${why.policies?.verdict === 'allow' && cards.length === 0 ? html`<p class="soft">${t('ui.why.noPolicy')}</p>` : nothing}
    ${why.enforced || cards.length === 0 ? nothing : html`<p class="not-enforced">${t('ui.why.notEnforced')}</p>`}
    ${isolating.size > 0 ? html`<p class="soft">${t('ui.why.isolated', isolating.size, [...isolating].join(', '))}</p>` : nothing}
    ${cards.map((c, i) => ruleCard(c, i === 0, t))}
    ${why.source ? excerpt(why.source, t) : nothing}
    ${why.remedies.length === 0 ? nothing : html`<h3>${t('ui.why.remedies')}</h3><ul class="remedies">${why.remedies.map(({ edits, sentences, sentence }) => html`
      <li><div>${edits.map((edit, i) => remedy(remedyWords(edit, sentences[i] ?? '', t)))}<small>${sentence}</small></div>
        <button type="button" class="try-it" ?disabled=${off} @click=${() => on.make(edits[0], ...edits.slice(1))}>${t('ui.why.try')}</button></li>`)}</ul>`}
    ${why.suppositions.length === 0 ? nothing : html`<ul class="remedies suppositions">${why.suppositions.map(({ edit, sentence }) => html`
      <li><div>${sentence}</div><button type="button" class="try-it" ?disabled=${off} @click=${() => on.make(edit)}>${t('ui.why.try')}</button></li>`)}</ul>`}
    ${tries === 0 && (why.outcome.result !== 'delivered' || isHttpError(why.outcome)) ? html`<p class="soft">${t('ui.why.nothing')}</p>` : nothing}
    ${why.untried > 0 ? html`<p class="soft">${t('ui.why.untried', why.untried)}</p>` : nothing}`;
}

/**
 * The lines of the object that decided, the one with the field marked.
 * @param {NonNullable<import('../../model/policy-types.js').Why['source']>} source
 * @param {Translate} t
 */
export const excerpt = ({ object, file, line, mark, lines }, t) => html`<figure class="excerpt"><figcaption><b>${objectName(object)}</b>
    <span class="soft">${file ? `${file}:${line}` : t('ui.why.line', line)}</span></figcaption>
  <ol class="yaml" tabindex="0">${lines.map((text, i) => html`<li class=${i === mark ? 'marked' : ''} aria-current=${i === mark ? 'true' : nothing}><code>${text}</code></li>`)}</ol></figure>`;

/** @param {{text: string, value: string}} said */
const remedy = ({ text, value }) => (value === '' ? html`<p>${text}</p>`
  : html`<details class="fold"><summary>${text}</summary><pre class="yaml" tabindex="0">${value}</pre></details>`);

/**
 * A rule as a row of fields, each with what it wants, what the packet has, and whether it is that.
 * @param {RuleCard} card
 * @param {boolean} nearest
 * @param {Translate} t
 */
export function ruleCard({ reason, policy, rule, fields, failed, bare }, nearest, t) {
  const told = bare ? t('ui.why.bare') : failed > 0 ? t('ui.why.failed', failed) : t(`ui.why.effect.${reason.effect}`);
  const tone = reason.effect === 'allows' ? 'allows' : reason.effect === 'denies' || (nearest && failed > 0) ? 'near' : '';
  return html`<article class=${`rule-card ${tone}`}><header><b>${policy || t(`ui.why.tier.${reason.tier}`)}</b><span>${told}</span></header>
    <p class="soft">${t(`ui.why.${reason.direction}`)} · ${t(`ui.why.tier.${reason.tier}`)}${bare || rule === '' ? nothing : html` · <code>${rule}</code>`}</p>
    ${fields.length === 0 ? nothing : html`<ul class="compared">${fields.map((f) => html`<li class=${f.ok ? 'ok' : 'not'}>
      <span>${f.label === 'other' ? f.name : t(`ui.why.field.${f.label}`)}</span>${f.own ? html`<span class="own">${t('ui.why.own', f.wanted)}</span>` : f.wanted ? html`<code>${f.wanted}</code>` : nothing}
      <b><i aria-hidden="true">${f.ok ? '✓' : '✗'}</i><span class="sr">${t(f.ok ? 'ui.why.ok' : 'ui.why.not')}</span> ${hadWords(f.had, t)}</b></li>`)}</ul>`}</article>`;
}
