import { html, render } from '../lib/lit.js';
import { ownClusters } from '../model/settings.js';
import { translator } from '../model/text.js';
import { hasTime } from '../model/times.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {'svg'|'png'|'svgWhole'|'pngWhole'|'gif'|'text'|'json'|'pcapng'|'captures'} Kind what a cluster or a walk can be saved as */
/**
 * @typedef {object} Commands
 * @property {(id: string) => void} openCluster
 * @property {() => void} openImport
 * @property {() => void} openEditor
 * @property {(kind: Kind) => void} save
 * @property {(what: 'link'|'playing'|'embed'|'more') => void} share
 * @property {() => void} projector
 * @property {() => void} reach
 * @property {() => void} time
 * @property {() => void} lessons
 * @property {() => void} switchLanguage
 * @property {() => void} switchTheme
 * @property {(side: 'left'|'right') => void} drawer
 * @property {() => void} help
 * @property {() => void} search
 */

/**
 * What one can do with the cluster and the page.
 * @param {HTMLElement} place
 * @param {State} state
 * @param {Commands} on
 */
export function renderActions(place, state, on) {
  const t = translator(state.messages);
  const samples = state.clusters.filter((c) => c.sample);
  const own = ownClusters(state);
  const option = (/** @type {import('../model/types.js').ClusterInfo} */ c) =>
    html`<option value=${c.id} ?selected=${c.id === state.clusterId}>${c.name}</option>`;
  const close = (/** @type {Event} */ e) => /** @type {HTMLElement} */ (e.target).closest('details')?.removeAttribute('open');
  const item = (/** @type {Kind} */ kind, /** @type {boolean} */ off) => html`
    <button type="button" ?disabled=${off} @click=${(/** @type {Event} */ e) => {
      close(e);
      on.save(kind);
    }}>${t(`ui.export.${kind}`)}</button>`;
  /** On a phone the menu is a sheet, which closes once something of it is chosen. @param {boolean} [open] */
  const menu = (open) => {
    const isOpen = place.toggleAttribute('data-open', open);
    place.querySelector('.phone-menu')?.setAttribute('aria-expanded', String(isOpen));
  };
  place.onclick = (e) => {
    if (e.target instanceof Element && e.target.closest('button:not(.phone-menu, :disabled), a')) menu(false);
  };
  render(html`
    <button type="button" class="icon phone-search" aria-label=${t('ui.search')} @click=${on.search}>⌕</button>
    ${/** @type {const} */ (['left', 'right']).map((side) => html`<button type="button" class="sheet-entry" @click=${() => on.drawer(side)}>${t(`ui.drawer.${side}`)}</button>`)}
    <button type="button" class="lessons-button" aria-pressed=${state.shelf || state.place ? 'true' : 'false'} title=${t('ui.school.help')} @click=${on.lessons}>${t('ui.school.open')}</button>
    <button type="button" class="icon board-button" aria-pressed=${state.board ? 'true' : 'false'} aria-label=${t('ui.reach')} title=${t('ui.reach')} @click=${on.reach}>⊞</button>
    <button type="button" class="icon time-button" ?disabled=${!hasTime(state)} aria-pressed=${state.timing ? 'true' : 'false'} aria-label=${t('ui.time')} title=${`${t('ui.time.help')} (T)`} @click=${on.time}>◷</button>
    <select class="cluster" aria-label=${t('ui.cluster.choose')} .value=${state.clusterId}
      @change=${(/** @type {any} */ e) => on.openCluster(e.target.value)}>
      <optgroup label=${t('ui.cluster.samples')}>${samples.map(option)}</optgroup>
      ${state.info && [...samples, ...own].every((c) => c.id !== state.clusterId) ? html`<option value=${state.clusterId} selected>${state.info.name}</option>` : ''}
      ${own.length > 0 ? html`<optgroup label=${t('ui.cluster.mine')}>${own.map(option)}</optgroup>` : ''}
    </select>
    <button type="button" class="to-edit" @click=${on.openEditor} title=${t('ui.edit.help')}>${t('ui.edit.open')}</button>
    <button type="button" class="to-bring" @click=${on.openImport} title=${t('ui.import.help')}>${t('ui.import.open')}</button>
    <details class="menu saving"><summary>${t('ui.export')}</summary>
      <div>${item('svg', false)}${item('png', false)}${item('svgWhole', false)}${item('pngWhole', false)}${/** @type {const} */ (['gif', 'text', 'json', 'captures', 'pcapng']).map((kind) => item(kind, state.trace === null))}
        <a href=${`/api/clusters/${encodeURIComponent(state.clusterId)}/linux-network`} @click=${close}
          download=${`${state.clusterId}.json`}>${t('ui.export.network')}</a>
        <a href=${`/api/clusters/${encodeURIComponent(state.clusterId)}/manifests`} @click=${close}
          download=${`${state.clusterId}.yaml`}>${t('ui.export.manifests')}</a>
        <a href=${`/api/clusters/${encodeURIComponent(state.clusterId)}/lab.sh`} download
          title=${t('ui.export.lab.help')} @click=${close}>${t('ui.export.lab')}</a></div></details>
    <details class="menu share"><summary title=${t('ui.share.help')}>${t('ui.share')}</summary>
      <div>${/** @type {const} */ (['link', 'playing', 'embed', 'more']).map((what) => html`<button type="button" ?disabled=${what === 'playing' && state.trace === null}
        @click=${(/** @type {Event} */ e) => {
          close(e);
          on.share(what);
        }}>${t(`ui.share.${what}`)}</button>`)}</div></details>
    <button type="button" class="icon keyboard" @click=${on.projector} aria-label=${t('ui.projector')} title=${`${t('ui.projector')} (P)`}>▭</button>
    <button type="button" @click=${on.switchLanguage} lang=${state.lang === 'en' ? 'zh' : 'en'}
      title=${t('ui.language')}>${state.lang === 'en' ? '中文' : 'EN'}</button>
    <button type="button" class="icon" @click=${on.switchTheme} aria-label=${t('ui.theme')}
      title=${`${t('ui.theme')}: ${t(`ui.theme.${state.theme}`)}`}>◐</button>
    <button type="button" class="icon keyboard" @click=${on.help} aria-label=${t('ui.keys')} title=${`${t('ui.keys')} (?)`}>?</button>
    <button type="button" class="icon phone-menu" aria-expanded="false" aria-label=${t('ui.menu')} @click=${() => menu()}><span class="more">☰</span><span class="less">✕</span></button>
    <button type="button" class="icon drawer-button" @click=${() => on.drawer('right')} aria-label=${t('ui.drawer.right')}>☰</button>`, place);
}
