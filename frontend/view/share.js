import { html, nothing, render } from '../lib/lit.js';
import { messageOf } from '../model/failures.js';
import { MOST_PACKED } from '../model/parcel.js';
import { linkTo } from '../model/sharing.js';
import { translator } from '../model/text.js';

/** @typedef {import('../model/state.js').State} State */
/**
 * @typedef {object} On
 * @property {() => State} state
 * @property {(text: string) => void} copy
 * @property {() => import('../model/url.js').LinkState} view what a link carries
 * @property {(id: string) => string|null} token of an editable link that this browser has
 * @property {ReturnType<typeof import('../model/sharing.js').createSharing>} sharing
 */

/**
 * The links to a cluster, and what each is good for.
 * @param {HTMLDialogElement} place
 * @param {On} on
 */
export function createShareDialog(place, { state, copy, view, token, sharing }) {
  /** @type {import('../model/sharing.js').Whole|null} */ let whole = null;
  let failure = '';
  let busy = false;
  let turn = 0;

  /** @param {() => Promise<unknown>} work */
  async function working(work) {
    busy = true;
    draw();
    await work();
    busy = false;
    draw();
  }

  async function packed() {
    const now = ++turn;
    whole = null;
    failure = '';
    const found = await sharing.whole(location.origin, view()).catch((e) => messageOf(e, translator(state().messages)));
    if (now !== turn) return;
    if (typeof found === 'string') failure = found;
    else whole = found;
    draw();
  }

  function draw() {
    if (!place.open) return;
    const s = state();
    const t = translator(s.messages);
    const id = s.clusterId;
    const own = s.space.mode === 'public' && s.sharing?.yours === true;
    const link = (/** @type {string} */ name, /** @type {string} */ value, /** @type {any} */ more = nothing) => html`<p class="link-row">
      <input readonly .value=${value} aria-label=${t(`ui.share.${name}.title`)} @focus=${(/** @type {any} */ e) => e.target.select()}>
      <button type="button" @click=${() => copy(value)}>${t('ui.share.copy')}</button>${more}</p>`;
    const part = (/** @type {string} */ name, /** @type {string} */ help, /** @type {any} */ content) => html`<section aria-labelledby=${`share-${name}`}>
      <h3 id=${`share-${name}`}>${t(`ui.share.${name}.title`)}</h3><p class="soft">${help}</p>${content}</section>`;
    const mine = token(id);
    const revoke = html`<button type="button" ?disabled=${busy} @click=${() => working(sharing.revoke)}>${t('ui.share.revoke')}</button>`;
    const renew = (/** @type {string} */ key) => html`<button type="button" ?disabled=${busy} @click=${() => working(sharing.editable)}>${t(key)}</button>`;
    const sample = s.info?.sample === true;
    render(html`<form method="dialog">
      <header><h2 id="share-title">${t('ui.share.title', s.info?.name ?? id)}</h2><button class="icon" aria-label=${t('ui.close')} title=${t('ui.close')}>✕</button></header>
      ${part('read', t(sample ? 'ui.share.read.sample' : s.space.mode === 'public' ? 'ui.share.read.help' : 'ui.share.read.local'), link('read', linkTo(location.origin, view())))}
      ${own ? part('edit', t('ui.share.edit.help'), s.sharing?.editLink
        ? mine ? link('edit', linkTo(location.origin, view(), mine), revoke)
          : html`<p>${t('ui.share.edit.untold')}</p><p class="link-row">${renew('ui.share.edit.renew')}${revoke}</p>`
        : html`<p class="link-row">${renew('ui.share.edit.make')}</p>`) : nothing}
      ${part('whole', t('ui.share.whole.help'), failure ? html`<p class="problem">${failure}</p>`
        : whole === null ? html`<p class="soft">${t('ui.share.whole.packing')}</p>`
          : whole.link === null ? html`<p class="problem">${t('ui.share.whole.large', kilo(whole.length), kilo(MOST_PACKED))}</p>`
            : html`${link('whole', whole.link)}<p class="soft">${t('ui.share.whole.size', whole.length)}</p>`)}
      ${s.sharing?.yours ? html`<label class="check"><input type="checkbox" .checked=${s.sharing.named} ?disabled=${busy}
        @change=${(/** @type {any} */ e) => working(() => sharing.named(e.target.checked))}> <span>${t('ui.share.named')}</span></label>` : nothing}
      ${own && s.space.expireDays ? html`<p class="soft">${t('ui.share.expires', s.space.expireDays)}</p>` : nothing}
      ${s.space.mode === 'public' && s.sharing && !s.sharing.yours ? html`<p class="soft">${t('ui.share.others')}</p>` : nothing}
    </form>`, place);
  }

  return {
    draw,
    open() {
      if (place.open) return;
      place.showModal();
      draw();
      packed();
      sharing.look();
    },
  };
}

/** Characters in thousands. @param {number} length */
const kilo = (length) => (length / 1000).toFixed(1);
