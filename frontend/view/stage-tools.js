import { html, nothing, render } from '../lib/lit.js';
import { DEFAULT_CLUSTER } from '../model/url.js';
import { drawnTopology } from '../model/drawn.js';
import { findables, search } from '../model/targets.js';
import { translator } from '../model/text.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/targets.js').Findable} Findable */

const MOST = 8;
const MOST_CHIPS = 3;
/** Letters from which a large network is searched. */
const LEAST = 3;

/**
 * What lies over the stage: search, zoom, and what was assumed.
 * @param {HTMLElement} place
 * @param {{flyTo: (namespace: string, machine: string|null) => void, search: (query: string, limit: number) => Promise<{namespace: string, kind: string, machine?: string}[]>, zoom: (factor: number) => void, fit: () => void, left: () => void,
 *   openCluster: (id: string) => void, openImport: () => void}} on
 */
export function createStageTools(place, on) {
  let query = '';
  let active = 0;
  /** @type {unknown} */ let topology = null;
  /** @type {Findable[]} */ let all = [];
  /** @type {State|null} */ let state = null;

  /** @type {Findable[]} what the server found for `askedFor` */ let found = [];
  let askedFor = '';

  /** A large network is searched where it is, which is not here. */
  async function ask() {
    const text = query.trim();
    if (!topology || !(/** @type {any} */ (topology).summary) || text.length < LEAST || text === askedFor) return;
    askedFor = text;
    const results = await on.search(text, MOST).catch(() => []);
    if (askedFor !== text) return;
    found = results.map(({ namespace, machine }) => ({ id: namespace, namespace, label: namespace, hint: machine ?? '', text: namespace }));
    draw();
  }

  /** @param {Findable} found */
  function choose(found) {
    query = '';
    turn(false);
    on.flyTo(found.namespace, found.hint);
    draw();
  }

  /** On a phone the field is there only while it is used. @param {boolean} open */
  const turn = (open) => place.toggleAttribute('data-searching', open);

  /** @param {KeyboardEvent} e @param {Findable[]} hits */
  function key(e, hits) {
    if (e.isComposing) return;
    if (e.key === 'Enter' && hits[active]) choose(hits[active]);
    else if (e.key === 'ArrowDown') active = Math.min(hits.length - 1, active + 1);
    else if (e.key === 'ArrowUp') active = Math.max(0, active - 1);
    else if (e.key === 'Escape') {
      query = '';
      turn(false);
    } else return;
    e.preventDefault();
    draw();
  }

  function draw() {
    if (!state) return;
    const t = translator(state.messages);
    const hits = /** @type {any} */ (topology)?.summary ? (query.trim().length < LEAST ? [] : found) : search(all, query, MOST);
    const button = (/** @type {string} */ label, /** @type {string} */ glyph, /** @type {() => void} */ act) =>
      html`<button type="button" class="icon" aria-label=${label} title=${label} @click=${act}>${glyph}</button>`;
    const { info } = state;
    render(html`
      <button type="button" class="icon drawer-button" aria-label=${t('ui.drawer.left')} @click=${on.left}>☰</button>
      <div class="search" role="search" @focusout=${(/** @type {FocusEvent} */ e) => {
        if (!(e.relatedTarget instanceof Node && place.contains(e.relatedTarget)) && query.trim() === '') turn(false);
      }}>
        <input type="search" role="combobox" aria-expanded=${hits.length > 0 ? 'true' : 'false'} aria-controls="hits"
          aria-label=${t('ui.search')} placeholder=${t('ui.search.hint')} autocomplete="off" .value=${query}
          aria-activedescendant=${hits[active] ? `hit-${active}` : nothing}
          @input=${(/** @type {any} */ e) => {
            query = e.target.value;
            active = 0;
            ask();
            draw();
          }} @keydown=${(/** @type {KeyboardEvent} */ e) => key(e, hits)}>
        <ul id="hits" role="listbox" aria-label=${t('ui.search')} ?hidden=${query.trim() === ''}>
          ${hits.map((h, i) => html`<li id="hit-${i}" role="option" aria-selected=${i === active ? 'true' : 'false'}
            @click=${() => choose(h)}><b>${h.label}</b> <code>${h.hint}</code></li>`)}
          ${hits.length === 0 ? html`<li class="soft" role="option" aria-selected="false" aria-disabled="true">${t('ui.search.none')}</li>` : nothing}</ul>
        <button type="button" class="icon leave" aria-label=${t('ui.close')} @click=${() => {
          query = '';
          turn(false);
          draw();
        }}>✕</button>
      </div>
      <div class="zoom" role="group" aria-label=${t('ui.zoom')}>
        ${button(t('ui.zoom.in'), '+', () => on.zoom(1.4))}
        ${button(t('ui.zoom.out'), '−', () => on.zoom(1 / 1.4))}
        ${button(t('ui.zoom.fit'), '⤢', on.fit)}
      </div>
      ${chips(info?.assumptions ?? [], t)}
      ${state.failure ? html`<div class="problem failure" role="alert"><p>${state.failure}</p>${topology ? nothing : html`
        <p class="link-row"><button type="button" @click=${() => on.openCluster(DEFAULT_CLUSTER)}>${t('ui.cluster.unknown')}</button>
        <button type="button" @click=${on.openImport}>${t('ui.import.open')}</button></p>`}</div>` : nothing}`, place);
  }

  return {
    search() {
      turn(true);
      place.querySelector('input')?.focus();
    },
    /** @param {State} next */
    render(next) {
      state = next;
      const drawn = drawnTopology(next);
      if (drawn !== topology) {
        topology = drawn;
        all = drawn && !drawn.summary ? findables(drawn) : [];
        query = '';
      }
      draw();
    },
  };
}

/**
 * What was assumed because the documents do not say it.
 * @param {{code: string, message: string}[]} assumptions
 * @param {import('../model/text.js').Translate} t
 */
function chips(assumptions, t) {
  const rest = assumptions.length - MOST_CHIPS;
  const item = (/** @type {{message: string}} */ a, /** @type {number} */ i) => html`<li class=${i < MOST_CHIPS ? 'first' : ''} title=${a.message}><span>${t('ui.assumed')}</span> ${a.message}</li>`;
  return html`<ul class="chips" aria-label=${t('ui.assumptions')}>${assumptions.slice(0, MOST_CHIPS).map(item)}
    ${assumptions.length > 0 ? html`<li class="more" data-rest=${rest > 0 ? rest : nothing}><details><summary><span class="some">+${rest}</span><span class="all">${t('ui.assumed')} ${assumptions.length}</span></summary>
      <ul>${assumptions.map(item)}</ul></details></li>` : nothing}</ul>`;
}
