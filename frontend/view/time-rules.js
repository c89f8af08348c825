import { html, nothing } from '../lib/lit.js';
import { gapAt, gapsOf } from '../model/gaps.js';
import { seconds } from '../model/rows.js';
import { betweenOf, writesOf } from '../model/rule-texts.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {import('../model/course.js').Course} Course */
/** @typedef {import('./time.js').On} On */

/** So many nodes can be chosen from. */
const MOST_NODES = 200;

/**
 * In a gap, the rule that still leads to the pod.
 * @param {Course} course
 * @param {number} clock
 * @param {State} state
 * @param {Translate} t
 */
export function oldRule(course, clock, state, t) {
  const gap = gapAt(gapsOf(course), clock);
  const old = state.oldRule;
  if (!gap || !old || !old.key.endsWith(` ${gap.from} ${gap.nodes[0]} ${gap.pod.id}`) || old.lines.length === 0) return nothing;
  return html`<h2 class="time-head">${t('ui.time.rule.old')} <small>${old.node}</small></h2>
    <pre class="old-rule">${old.lines.join('\n')}</pre>`;
}

/**
 * What changed in a node's rules between two moments, by lines.
 * @param {Course} course
 * @param {number} clock
 * @param {State} state
 * @param {Translate} t
 * @param {On} on
 */
export function ruledBetween(course, clock, state, t, { dispatch }) {
  const between = betweenOf(course, clock, state.ruled);
  const nodes = course.rules.flatMap((r) => r.nodes).sort().slice(0, MOST_NODES);
  if (!between || nodes.length === 0 || !course.services.some((s) => s.writes.length > 0)) return nothing;
  const { node, from, until } = between;
  const writes = writesOf(course, node);
  const choose = (/** @type {Partial<State['ruled']>} */ ruled) => dispatch({ type: 'ruledChosen', ruled });
  const moments = (/** @type {'from'|'until'} */ name, /** @type {number} */ value) => html`<select name=${name} aria-label=${t(`ui.time.ruled.${name}`)} @change=${(/** @type {any} */ e) => choose({ from, until, [name]: Number(e.target.value) })}>
    ${[...new Set([...writes, value])].sort((a, b) => a - b).map((w) => html`<option value=${w} ?selected=${w === value}>${t('ui.time.at', seconds(w))}</option>`)}</select>`;
  const lines = state.ruledLines?.key.endsWith(` ${node} ${from} ${until}`) ? state.ruledLines : null;
  return html`<details class="ruled" ?open=${state.ruled.open}>
    <summary @click=${(/** @type {Event} */ e) => { e.preventDefault(); choose({ open: !state.ruled.open }); }}>${t('ui.time.ruled', node, seconds(until))}</summary>
    <div class="row"><select name="node" aria-label=${t('ui.time.ruled.node')} @change=${(/** @type {any} */ e) => choose({ node: e.target.value, from: null, until: null })}>
      ${nodes.map((n) => html`<option value=${n} ?selected=${n === node}>${n}</option>`)}</select> ${moments('from', from)} → ${moments('until', until)}
      ${state.ruled.node !== null || state.ruled.until !== null ? html`<button type="button" class="link" @click=${() => choose({ node: null, from: null, until: null })}>${t('ui.time.ruled.last')}</button>` : nothing}</div>
    ${!lines ? html`<p class="soft" role="status">${state.ticking ? t('ui.time.ruled.playing') : t('ui.time.asking')}</p>` : lines.lines.length === 0 ? html`<p class="soft">${t('ui.time.ruled.same')}</p>`
      : html`<ol class="diff" tabindex="0" aria-label=${t('ui.time.ruled', node, seconds(until))}>${lines.lines.map((l) => html`<li class=${l.sign === '+' ? 'added' : 'gone'}><b>${l.sign}</b><code>${l.text}</code></li>`)}</ol>
        ${lines.more > 0 ? html`<p class="soft">${t('ui.time.ruled.more', lines.more)}</p>` : nothing}`}</details>`;
}
