import { html, nothing } from '../../lib/lit.js';
import { choosing, counterpart, endingRule, translationOf } from '../../model/netfilter.js';
import { endOf } from '../../model/timeline.js';
import { questionOf } from '../../model/command.js';
import { asideName, shortNames } from '../../model/lanes.js';
import { horizonColumn, walkLine } from '../../model/walk.js';
import { actList } from '../acts.js';
import { proxySwitch } from '../network-choice.js';
import { backendsPanel } from './backends.js';
import { evidencePanel } from './evidence.js';
import { fleetPanel } from './fleet.js';
import { guessPanel } from './guess.js';
import { layersPanel } from './layers.js';
import { outcomePanel } from './outcome.js';
import { whyPanel } from './why.js';

/** @typedef {import('../../model/types.js').Mark} Mark */
/** @typedef {import('../../model/state.js').State} State */
/** @typedef {import('../../model/text.js').Translate} Translate */

/**
 * One sentence, then its evidence.
 * @param {Mark|null} mark
 * @param {State} state
 * @param {Translate} t
 * @param {import('./terminal.js').On & {copy: (text: string) => void, focus: (namespace: string) => void, answer: import('./guess.js').Answer, conductor: import('../player.js').Conductor}} on
 */
export function stepPanel(mark, state, t, on) {
  const { copy, conductor } = on;
  if (!mark) {
    return html`<div class="decision idle"><strong>${t('ui.ready.title')}</strong><p>${t('ui.ready.text')}</p></div>
      ${state.trace ? nothing : fleetPanel(state, t, on.focus)}
      ${state.trace ? outcomePanel(state, t, conductor, on) : nothing}${whyPanel(state, t, on)}`;
  }
  const { step } = mark;
  const { numberOf } = walkLine(state);
  const number = numberOf.get(mark.seq);
  const choice = choosing(mark);
  const turn = (/** @type {number} */ seq, /** @type {boolean} */ open) => on.dispatch({ type: 'sceneTurned', seq, on: open });
  return html`
    ${outcomePanel(state, t, conductor, on)}
    ${actList(state, t, conductor.go)}
    <div class=${`decision ${mark.flow} ${mark.stop ? 'stop' : ''}`}>
      <strong>${number ? t('ui.step.title', number) : t('ui.step.aside')} · ${shortNames([mark.namespace])[0]}${step.device ? ` · ${step.device}` : ''}</strong>
      <p>${mark.stop ? '✕ ' : ''}${sentenceOf(mark, t)}</p>
      ${ending(mark, t)}
    </div>
    ${whyPanel(state, t, on)}
    ${guessPanel(state, t, on.answer)}
    ${foldButton(mark, state, t, turn)}
    ${asides(mark, state, t, turn)}
    ${translationLink(mark, state, t, conductor.go)}
    ${hasChains(choice ?? step) ? proxySwitch(state, t, on.make) : nothing}${chainWalk(choice ?? step, t)}
    ${backendsPanel(mark, state, t, on)}
    ${choice ? evidencePanel(choice, mark.flow, t) : nothing}
    ${evidencePanel(step, mark.flow, t)}
    ${step.command ? commandPanel(mark, state, t, copy) : nothing}
    ${layersPanel(mark, state, t)}`;
}

/**
 * The command that asks the same on a real machine, and what it prints there.
 * @param {Mark} mark
 * @param {State} state
 * @param {Translate} t
 * @param {(text: string) => void} copy
 */
function commandPanel(mark, state, t, copy) {
  const asks = questionOf(mark);
  const output = asks ? state.outputs.get(`${asks.namespace} ${asks.command}`) : undefined;
  const command = /** @type {string} */ (mark.step.command);
  return html`<div class="command" role="group" aria-label=${t('ui.step.command')}><code>${command}</code>
    <button type="button" title=${t('ui.step.command')} @click=${() => copy(command)}>${t('ui.copy')}</button>
    ${output ? html`<pre>${output}</pre>` : nothing}</div>`;
}

/**
 * What is told beside this step: the questions of ARP before the next one.
 * @param {Mark} mark
 * @param {State} state
 * @param {Translate} t
 * @param {(seq: number, on: boolean) => void} turn
 */
function asides(mark, state, t, turn) {
  const { marks, steps } = walkLine(state);
  if (mark.aside) return nothing;
  const next = steps.find((m) => m.column > mark.column)?.column ?? Infinity;
  const between = marks.filter((m) => m.aside && m.column > mark.column && m.column < next && m.previous && m.column <= horizonColumn(state) + 1);
  return between.map((m) => html`<div class=${`aside ${m.flow}`}><span><b>${asideName(m)}</b> ${m.step.sentence}</span>
    <button type="button" class="link" @click=${() => turn(m.seq, true)}>${t('ui.fold.open', m.fold?.steps ?? 0)}</button></div>`);
}

/**
 * @param {Mark} mark
 * @param {State} state
 * @param {Translate} t
 * @param {(seq: number, on: boolean) => void} turn
 */
function foldButton({ seq, fold, crowd }, state, t, turn) {
  if (!fold && !crowd) return nothing;
  const open = state.open.has(seq);
  if (!open && fold?.type === 'arp' && state.arp === 'open') return nothing;
  return html`<button type="button" class="pair" aria-expanded=${open ? 'true' : 'false'} @click=${() => turn(seq, !open)}>
    ${open ? t('ui.fold.close') : fold ? t('ui.fold.open', fold.steps) : t('ui.crowd.open')}</button>`;
}

/**
 * @param {Mark} mark
 * @param {Translate} t
 */
export const sentenceOf = ({ crowd, step }, t) => (step.veiled ? t('ui.school.veiled') : crowd ? t('ui.crowd', crowd.heard) : step.sentence);

/**
 * A translation and its taking back belong together.
 * @param {Mark} mark
 * @param {State} state
 * @param {Translate} t
 * @param {(seq: number) => void} go
 */
function translationLink(mark, state, t, go) {
  const { steps, numberOf } = walkLine(state);
  const other = counterpart(steps, mark);
  const own = translationOf(mark.step);
  if (!other || !own) return nothing;
  const name = `${own.kind} #${own.number}`;
  return html`<button type="button" class="pair" @click=${() => go(other.seq)}>
    ${t(own.undo ? 'ui.nat.wasMade' : 'ui.nat.isUndone', name, numberOf.get(other.seq) ?? 0)}</button>`;
}

/** @param {import('../../model/types.js').Step} step */
const hasChains = ({ fields }) => Array.isArray(fields['chains']) && fields['chains'].length > 1;

/**
 * The chains a packet was led through.
 * @param {Mark['step']} step
 * @param {Translate} t
 */
function chainWalk(step, t) {
  if (!hasChains(step)) return nothing;
  const chains = /** @type {string[]} */ (step.fields['chains']);
  return html`<p class="chains"><span>${t('ui.chains')}</span> ${chains.map((c, i) => html`${i > 0 ? ' → ' : ''}<code>${c}</code>`)}</p>`;
}

/**
 * Why a packet ends: the rule that says so, or the reason in words where the sentence has not said it yet.
 * @param {Mark} mark
 * @param {Translate} t
 */
function ending(mark, t) {
  const rule = endingRule(mark);
  if (rule !== '') return html`<p class="reason"><code>${rule}</code></p>`;
  return mark.stop && !mark.step.sentence.includes(dropText(mark, t)) ? html`<p class="reason">${dropText(mark, t)}</p>` : nothing;
}

/**
 * @param {Mark} mark
 * @param {Translate} t
 */
const dropText = (mark, t) => t(`ui.drop.${endOf(mark.step)}`);
