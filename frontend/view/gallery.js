import { html, nothing, render } from '../lib/lit.js';
import { FAILURES, LARGE, NETWORKS, REAL, largeCluster } from '../model/gallery.js';
import { choiceOf } from '../model/network.js';
import { translator } from '../model/text.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */

/**
 * What there is to see: scenes, failures, pod networks side by side, real manifests, a large cluster, lessons and challenges.
 * @param {{show: (of: (state: State) => readonly unknown[], part: (state: State) => void) => void}} screen
 * @param {import('../model/commands.js').Store} store
 * @param {HTMLElement} place
 * @param {{shipped: (name: string) => Promise<string>}} client
 * @param {{commands: ReturnType<typeof import('../model/commands.js').createCommands>, terminal: ReturnType<typeof import('../model/console.js').createConsole>, on: import('./lesson.js').On}} by
 */
export function createGallery(screen, store, place, client, { commands, terminal, on }) {
  const { dispatch } = store;
  const close = () => dispatch({ type: 'galleryTurned', on: false });

  /** @param {string} id */
  const open = (id) => () => {
    close();
    commands.openCluster(id);
  };

  /** @param {typeof REAL[number]} real */
  const real = (real) => async () => {
    close();
    await commands.importAs(real.name, await client.shipped(real.id));
  };

  async function large() {
    close();
    const name = translator(store.get().messages)('ui.gallery.large.name', LARGE.nodes);
    await commands.importAs(name, { name: `${name}.json`, type: 'application/json', blob: new Blob([largeCluster()]), files: 1 });
  }

  /** The same packet twice: as the sample is, and over another pod network. @param {string} kind */
  const beside = (kind) => async () => {
    close();
    await commands.openCluster(NETWORKS.sample);
    await commands.send(null);
    dispatch({ type: 'endTold' });
    const edit = choiceOf(store.get().topology, 'podNetwork', kind);
    if (!edit) return;
    await terminal.make(edit);
    dispatch({ type: 'besideChosen', on: true });
  };

  screen.show((s) => [s.gallery, s.clusters, s.school, s.progress, s.messages], (state) => {
    const opened = place.hidden && state.gallery;
    place.hidden = !state.gallery;
    if (!state.gallery) return render(nothing, place);
    const t = translator(state.messages);
    place.setAttribute('aria-label', t('ui.gallery'));
    const samples = state.clusters.filter((c) => c.sample);
    const failing = samples.filter((c) => FAILURES.includes(c.id));
    render(html`<header><h2>${t('ui.gallery')}</h2><button type="button" class="close" @click=${close}>${t('ui.close')} ✕</button></header>
      ${group(t('ui.gallery.lessons'), t('ui.gallery.lessons.help'), [
    ...(state.school?.lessons ?? []).map((l) => card(l.title, `${t(`ui.school.part.${l.part}`)} · ${l.number}`, () => on.open({ kind: 'lesson', id: l.id, page: 1 }), state.progress.lessons[l.id]?.done ? '✓' : '')),
  ])}
      ${group(t('ui.gallery.challenges'), t('ui.gallery.challenges.help'), (state.school?.challenges ?? []).map((c) => card(c.title, t('ui.school.level', c.level), () => on.open({ kind: 'challenge', id: c.id, page: 1 }), state.progress.challenges[c.id] ? '★'.repeat(state.progress.challenges[c.id]) : '')))}
      ${group(t('ui.gallery.scenes'), t('ui.gallery.scenes.help'), samples.filter((c) => !failing.includes(c)).map((c) => card(c.name, '', open(c.id))))}
      ${group(t('ui.gallery.failures'), t('ui.gallery.failures.help'), failing.map((c) => card(c.name, '', open(c.id))))}
      ${group(t('ui.gallery.networks'), t('ui.gallery.networks.help'), NETWORKS.kinds.map((kind) => card(t('ui.gallery.networks.card', kind), '', beside(kind))))}
      ${group(t('ui.gallery.real'), t('ui.gallery.real.help'), REAL.map((each) => card(each.name, `${each.from} · ${each.licence}`, real(each))))}
      ${group(t('ui.gallery.large'), t('ui.gallery.large.help'), [card(t('ui.gallery.large.name', LARGE.nodes), t('ui.gallery.large.pods', LARGE.nodes * LARGE.each), large)])}`, place);
    if (opened) /** @type {HTMLElement|null} */ (place.querySelector('.close'))?.focus();
  });
  place.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') close();
    if (e.key !== 'Tab') e.stopPropagation();
  });
}

/** @param {string} title @param {string} help @param {unknown[]} cards */
const group = (title, help, cards) => (cards.length === 0 ? nothing : html`<section><h3>${title}</h3><p class="soft">${help}</p><ul>${cards}</ul></section>`);

/** @param {string} title @param {string} note @param {() => void} act @param {string} [sign] */
const card = (title, note, act, sign = '') => html`<li><button type="button" @click=${act}><b>${title}</b>${sign ? html` <i>${sign}</i>` : nothing}${note ? html`<small>${note}</small>` : nothing}</button></li>`;
