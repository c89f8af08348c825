import { html, nothing, render } from '../lib/lit.js';
import { groupsOf, isUnwalked, lastBut, matrixOf, nextDifference, probeOf } from '../model/reach.js';
import { seconds } from '../model/rows.js';
import { translator } from '../model/text.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {import('../model/reach.js').Matrix} Matrix */
/** @typedef {import('../model/reach.js').Place} Place */
/** @typedef {{dispatch: (action: import('../model/actions.js').Action) => void, tryProbe: (probe: Partial<import('../model/types.js').Probe>) => void, copy: (text: string) => void, saveTable: () => void, clock: ReturnType<typeof import('../model/clock.js').createClock>}} On */

/** A sign for each answer and each difference, so that colour is not all that tells them apart. */
export const SIGNS = Object.freeze({ allow: '✓', deny: '✕', unknown: '?', mixed: '±', itself: '' });
export const MARKS = Object.freeze({ new: '+', lost: '−', reason: '≠', other: '≠' });

/**
 * The board that shows who reaches whom: senders down, receivers across, each cell an answer with its reason.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {On} on
 */
export function renderReach(place, state, on) {
  if (place.hidden === state.board) place.hidden = !state.board;
  if (!state.board) return render(nothing, place);
  const t = translator(state.messages);
  const matrix = matrixOf(state, t);
  render(html`<div class="reach-tools">${tools(state, matrix, t, on)}</div>
    <p class="legend" aria-hidden="true">${/** @type {const} */ (['allow', 'deny', 'unknown']).map((v) => html`<span class=${`answer ${v}`}><i>${SIGNS[v]}</i> ${t(`ui.reach.${v}`)}</span>`)}
      ${matrix?.unwalked ? html`<span class="answer unwalked"><i></i> ${t('ui.reach.unwalked')}</span>` : nothing}
      ${state.against === null ? nothing : /** @type {const} */ (['new', 'lost', 'reason']).map((d) => html`<span class=${`answer ${d}`}><i>${MARKS[d]}</i> ${t(`ui.reach.diff.${d}`)}</span>`)}</p>
    ${matrix === null ? html`<p class="soft" role="status">${state.reachRefused || t('ui.reach.asking')}</p>` : grid(matrix, state, t, on)}
    ${foot(matrix, state, t, on)}`, place);
}

/** @param {State} state @param {Matrix|null} matrix @param {Translate} t @param {On} on */
function tools(state, matrix, t, { dispatch, clock }) {
  const edits = state.history?.edits ?? [];
  const last = lastBut(state);
  return html`<input type="search" aria-label=${t('ui.reach.filter')} placeholder=${t('ui.reach.filter')} .value=${state.filter}
      @input=${(/** @type {any} */ e) => dispatch({ type: 'reachFiltered', text: e.target.value })}>
    <select aria-label=${t('ui.reach.grouping')} @change=${(/** @type {any} */ e) => dispatch({ type: 'groupingChosen', grouping: e.target.value })}>
      ${/** @type {const} */ (['workload', 'namespace']).map((g) => html`<option value=${g} ?selected=${state.grouping === g}>${t(`ui.reach.by.${g}`)}</option>`)}</select>
    <span class="rest"></span>
    ${state.clock === null ? nothing : html`<span class="reach-clock"><button type="button" class="icon" aria-label=${t('ui.time.back')} title=${t('ui.time.back')} @click=${() => clock.step(-1)}>◁</button>
      <b>◷ ${t('ui.time.at', seconds(state.clock))}</b><button type="button" class="icon" aria-label=${t('ui.time.forward')} title=${t('ui.time.forward')} @click=${() => clock.step(1)}>▷</button></span>`}
    ${last === null && state.clock === null ? nothing : html`<label>${t('ui.reach.against')} <select name="against" @change=${(/** @type {any} */ e) => dispatch({ type: 'againstChosen', edit: e.target.value === '' ? null : e.target.value === 'event' ? 'event' : Number(e.target.value) })}>
      <option value="" ?selected=${state.against === null}>${t('ui.reach.against.none')}</option>
      ${state.clock === null ? nothing : html`<option value="event" ?selected=${state.against === 'event'}>${t('ui.reach.against.event')}</option>`}
      ${Array.from({ length: (last ?? -1) + 1 }, (_, i) => (last ?? 0) - i).map((n) => html`<option value=${n} ?selected=${state.against === n}>${t('ui.reach.against.edit', n + 1, edits[n]?.command ?? '')}</option>`)}</select></label>
      <button type="button" class="differences" aria-pressed=${state.differing ? 'true' : 'false'} ?disabled=${state.against === null}
        @click=${() => dispatch({ type: 'differencesTurned', on: !state.differing })}>${t('ui.reach.differences', matrix?.differing ?? 0)}</button>`}
    <button type="button" class="leave" @click=${() => dispatch({ type: 'boardTurned', on: false })}>${t('ui.reach.leave')}</button>`;
}

/** @param {Matrix} matrix @param {State} state @param {Translate} t @param {On} on */
function grid(matrix, state, t, on) {
  const { rows, columns } = matrix;
  if (rows.length === 0 || columns.length === 0) return html`<p class="soft" role="status">${t(state.differing ? 'ui.reach.same' : 'ui.reach.empty')}</p>`;
  const cell = state.cell && state.cell.row < rows.length && state.cell.column < columns.length ? state.cell : null;
  const home = cell ?? { row: 0, column: 0 };
  return html`<div class="matrix-frame"><table class="matrix" role="grid" aria-label=${t('ui.reach')} @keydown=${(/** @type {KeyboardEvent} */ e) => keyed(e, matrix, state, on)}>
    <thead><tr><td colspan="2" class="corner">${t('ui.reach.corner')}</td>${groupsOf(columns).map((g) => html`<th colspan=${g.count} scope="colgroup" class=${`group ${g.kind}`}><span>${g.group}</span></th>`)}</tr>
      <tr><td colspan="2"></td>${columns.map((c, j) => html`<th scope="col" class=${cell?.column === j ? 'here' : ''}><b>${c.name}</b><code>${c.detail}</code></th>`)}</tr></thead>
    ${groupsOf(rows).map((g) => html`<tbody>${rows.slice(g.from, g.from + g.count).map((r, k) => {
      const i = g.from + k;
      return html`<tr class=${cell?.row === i ? 'here' : ''}>${k === 0 ? html`<th rowspan=${g.count} scope="rowgroup" class=${`group ${g.kind}`}><span>${g.group}</span></th>` : nothing}
        <th scope="row" title=${r.name}><b>${r.name}</b><small>${r.detail}</small></th>
        ${columns.map((c, j) => cellOf(matrix, { row: i, column: j }, { here: cell?.row === i && cell.column === j, column: cell?.column === j, home: home.row === i && home.column === j }, t, on))}</tr>`;
    })}</tbody>`)}
    <tfoot><tr><th colspan="2" scope="row">${t('ui.reach.reached')}</th>${matrix.reached.map((x) => html`<td>${t('ui.reach.of', x.reached, x.of)}
      <svg class="share" viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true"><rect width=${x.of === 0 ? 0 : Math.round((100 * x.reached) / x.of)} height="5"></rect></svg></td>`)}</tr></tfoot></table></div>`;
}

/**
 * @param {Matrix} matrix
 * @param {Place} at
 * @param {{here: boolean, column: boolean, home: boolean}} is
 * @param {Translate} t
 * @param {On} on
 */
function cellOf(matrix, at, is, t, on) {
  const cell = matrix.cells[at.row][at.column];
  const difference = matrix.differences[at.row][at.column];
  const [r, c] = [matrix.rows[at.row], matrix.columns[at.column]];
  const verdict = cell?.verdict;
  const unwalked = cell !== null && isUnwalked(cell);
  const said = verdict ? t(`ui.reach.${verdict}`) : t('ui.reach.nobody');
  const choose = () => on.dispatch({ type: 'cellChosen', cell: at });
  return html`<td role="gridcell" data-at=${`${at.row} ${at.column}`} tabindex=${is.home ? 0 : -1} aria-selected=${is.here ? 'true' : 'false'}
    class=${`answer ${verdict ?? 'none'} ${difference ?? ''} ${is.column ? 'along' : ''} ${unwalked ? 'unwalked' : ''}`}
    aria-label=${[`${r.group}/${r.name} → ${c.group}/${c.name}${c.detail}: ${said}`, unwalked ? t('ui.reach.unwalked') : '', difference ? t(`ui.reach.diff.${difference}`) : ''].filter(Boolean).join('; ')}
    @focus=${choose} @pointerenter=${() => held() || choose()} @click=${(/** @type {any} */ e) => e.currentTarget.focus()} @dblclick=${() => walk(cell, on)}>
    ${verdict === 'itself' ? html`<small>${t('ui.reach.itself')}</small>` : html`<i aria-hidden="true"><span>${verdict ? SIGNS[verdict] : '–'}</span></i>`}
    ${difference ? html`<em aria-hidden="true">${MARKS[difference]}</em>` : nothing}</td>`;
}

/** Whether a cell was chosen by a click or a key: the pointer on its way to the reason does not choose another. */
const held = () => document.activeElement?.closest('.matrix') != null;

/** @param {import('../model/policy-types.js').PairsCell|null} cell @param {On} on */
function walk(cell, on) {
  const probe = probeOf(cell);
  if (probe) on.tryProbe(probe);
}

/** The place of the cell that has the focus: a key may come before the choice is drawn. @param {EventTarget|null} target @returns {Place|null} */
function placeOf(target) {
  const at = /** @type {Element} */ (target).closest?.('[data-at]')?.getAttribute('data-at');
  if (!at) return null;
  const [row, column] = at.split(' ').map(Number);
  return { row, column };
}

/** Arrow keys move, Enter walks, D goes to the next difference. @param {KeyboardEvent} e @param {Matrix} matrix @param {State} state @param {On} on */
function keyed(e, matrix, state, on) {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const { rows, columns, cells } = matrix;
  const at = placeOf(e.target) ?? state.cell ?? { row: 0, column: 0 };
  /** @type {Record<string, [number, number]>} */
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -columns.length], End: [0, columns.length], PageUp: [-10, 0], PageDown: [10, 0] };
  const move = moves[e.key];
  /** @type {Place|null} */ let next = null;
  if (move) next = { row: Math.max(0, Math.min(rows.length - 1, at.row + move[0])), column: Math.max(0, Math.min(columns.length - 1, at.column + move[1])) };
  else if (e.key === 'd' || e.key === 'D') next = nextDifference(matrix, at);
  else if (e.key === 'Enter' || e.key === ' ') walk(cells[at.row]?.[at.column] ?? null, on);
  else return;
  e.preventDefault();
  e.stopPropagation();
  if (next) /** @type {HTMLElement|null} */ (/** @type {HTMLElement} */ (e.currentTarget).querySelector(`[data-at="${next.row} ${next.column}"]`))?.focus();
}

/** @param {Matrix|null} matrix @param {State} state @param {Translate} t @param {On} on */
function foot(matrix, state, t, on) {
  const pairs = state.pairs?.pairs;
  if (!matrix || !pairs) return nothing;
  const { allow, deny, unknown } = matrix.counts;
  const left = Math.max(0, pairs.rows.total - pairs.rows.count) + Math.max(0, pairs.columns.total - pairs.columns.count);
  return html`<p class="reach-foot"><span>${t('ui.reach.counts', allow, deny, unknown)} · <button type="button" class="link csv" title=${t('ui.reach.csv.help')} @click=${on.saveTable}>CSV</button></span><span class="soft">${t('ui.reach.classes', pairs.pods, pairs.classes, pairs.policies)}
    ${pairs.enforced ? nothing : t('ui.reach.notEnforced')} ${left > 0 ? t('ui.reach.left', left) : nothing}</span><span class="soft">${t('ui.reach.keys')}</span></p>`;
}
