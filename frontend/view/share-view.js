import { html, nothing } from '../lib/lit.js';
import { createSharing } from '../model/sharing.js';
import { isGuest } from '../model/space.js';
import { translator } from '../model/text.js';
import { createShareDialog } from './share.js';

/** @typedef {import('../model/state.js').State} State */

/**
 * Owners and links: asked for when a cluster has been opened, shown in a dialog.
 * @param {{show: (of: (state: State) => readonly unknown[], part: (state: State) => void) => void}} screen
 * @param {import('../model/commands.js').Store & {subscribe: (listener: (state: State) => void) => () => void}} store
 * @param {import('../model/sharing.js').SharingClient} client
 * @param {ReturnType<typeof import('./keyring.js').createKeyring>} keyring
 * @param {HTMLDialogElement} place
 * @param {{commands: ReturnType<typeof import('../model/commands.js').createCommands>, copy: (text: string) => void, view: () => import('../model/url.js').LinkState}} by
 */
export function createShareView(screen, store, client, keyring, place, { commands, copy, view }) {
  const sharing = createSharing(store, client, keyring, { listClusters: commands.listClusters, openCluster: (id) => commands.openCluster(id, { keepProbe: true }) });
  const text = (/** @type {string} */ key) => translator(store.get().messages)(key);
  const dialog = createShareDialog(place, { state: store.get, copy, view, token: keyring.token, sharing });
  screen.show((s) => [s.sharing, s.space, s.messages, s.info], dialog.draw);

  let before = store.get();
  store.subscribe((state) => {
    const was = before;
    before = state;
    if (state.space.mode === 'public' && state.info !== null && (state.clusterId !== was.clusterId || was.info === null || (state.clusters !== was.clusters && was.clusters.length > 0))) sharing.look();
  });

  return {
    ...sharing,
    open: dialog.open,
    saveKey: keyring.save,
    /** @param {File} file */
    async loadKey(file) {
      const done = await keyring.load(file, () => window.confirm(text('ui.key.sure')));
      if (done === null) store.dispatch({ type: 'noticed', notice: text('ui.key.none') });
      if (!done) return;
      await Promise.all([commands.listClusters(), sharing.look()]).catch(() => {});
      store.dispatch({ type: 'noticed', notice: text('ui.key.loaded') });
    },
  };
}

/**
 * Above what can be done with a cluster of others: that it can only be looked at, and a way out.
 * @param {State} state
 * @param {import('../model/text.js').Translate} t
 * @param {() => void} copy
 */
export const guestNote = (state, t, copy) => (isGuest(state) ? html`<section class="guest"><p>${t('ui.guest')}</p>
  <button type="button" @click=${copy}>${t('ui.guest.copy')}</button></section>` : nothing);

/**
 * What a browser's space holds, and the file that carries its key.
 * @param {State} state
 * @param {import('../model/text.js').Translate} t
 * @param {{saveKey: () => void, loadKey: (file: File) => void}} on
 */
export function spaceNote({ space }, t, { saveKey, loadKey }) {
  if (space.mode !== 'public') return nothing;
  return html`<details class="fold space"><summary>${t('ui.key', space.clusters ?? 0, space.mostClusters ?? 0)}</summary>
    <p class="soft">${t('ui.key.help')} ${space.expireDays ? t('ui.key.expires', space.expireDays) : nothing}</p>
    <p class="link-row"><button type="button" @click=${saveKey}>${t('ui.key.save')}</button>
      <label class="file button"><span>${t('ui.key.load')}</span><input class="sr" type="file" accept="application/json,.json" @change=${(/** @type {any} */ e) => {
        const [file] = e.target.files;
        e.target.value = '';
        if (file) loadKey(file);
      }}></label></p></details>`;
}
