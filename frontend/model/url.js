import { readProbe, writeProbe } from './probe.js';

/** @typedef {import('./types.js').Probe} Probe */
/** @typedef {import('./types.js').Level} Level */
/**
 * What a link carries: enough to see exactly what the sender saw.
 * @typedef {object} LinkState
 * @property {string} cluster
 * @property {Probe|null} probe
 * @property {boolean} sent whether the probe had been sent
 * @property {string|null} step id of the step under the cursor, `hop.index`; a link of an earlier version has its seq
 * @property {boolean} play whether the walk plays at once
 * @property {{x: number, y: number, k: number}|null} view centre in world units and zoom; none: everything fits
 * @property {'en'|'zh'|null} lang
 * @property {Level} level
 * @property {'folded'|'open'} arp
 * @property {string[]} open ids of the scenes that are open
 * @property {import('./state.js').Tab} tab
 * @property {number} speed
 * @property {boolean} reach whether it opens with the board of who reaches whom
 * @property {boolean} time whether it opens with the time line
 * @property {number|null} moment of the time line that is shown, in seconds; null: the end
 * @property {boolean} projector whether it opens as a projector shows it
 * @property {import('./lessons.js').Place|null} place lesson or challenge, which says the cluster and the walk
 * @property {boolean} lessons whether the list of lessons is open
 * @property {boolean} gallery whether it opens with what there is to see
 * @property {boolean} worksheet whether the lesson opens as a worksheet
 * @property {number|null} edit after how many edits the cluster is shown, null for all
 */

export const SPEEDS = Object.freeze([0.5, 1, 2, 4]);
const TABS = Object.freeze(['step', 'packet', 'namespace', 'yaml']);
const PROJECTOR = 'projector';
const REACH = 'reach';
const TIME = 'time';
const LESSONS = 'lessons';
const WORKSHEET = 'worksheet';
const GALLERY = 'gallery';
const NAME = /^[a-z0-9.-]{1,80}$/;
const ID = /^\d{1,7}\.\d{1,7}$/;

export const DEFAULT_CLUSTER = 'article';

/**
 * Writes a link's fragment. What has its default value is left out.
 * @param {LinkState} state
 * @returns {string} without the leading #
 */
export function encodeLink(state) {
  const q = new URLSearchParams();
  if (state.place) return placeLink(state.place, state);
  if (state.cluster !== DEFAULT_CLUSTER) q.set('cluster', state.cluster);
  if (state.probe) writeProbe(q, state.probe);
  if (state.sent) q.set('sent', '1');
  if (state.sent && state.step !== null) q.set('step', state.step);
  if (state.sent && state.play) q.set('play', '1');
  if (state.sent && state.open.length > 0) q.set('open', state.open.join(','));
  if (state.view) q.set('view', [state.view.x, state.view.y].map(Math.round).join(',') + ',' + state.view.k.toFixed(3));
  if (state.projector) q.append('view', PROJECTOR);
  if (state.reach) q.append('view', REACH);
  if (state.time) q.append('view', TIME);
  if (state.lessons) q.append('view', LESSONS);
  if (state.gallery) q.append('view', GALLERY);
  if (state.moment !== null) q.set('moment', String(Math.round(state.moment * 1000) / 1000));
  if (state.edit !== null) q.set('edit', String(state.edit));
  if (state.lang) q.set('lang', state.lang);
  if (state.level !== 'story') q.set('level', state.level);
  if (state.arp === 'open') q.set('arp', 'open');
  if (state.tab !== 'step') q.set('tab', state.tab);
  if (state.speed !== 1) q.set('speed', String(state.speed));
  return q.toString();
}

/**
 * @param {import('./lessons.js').Place} place
 * @param {LinkState} state
 */
function placeLink({ kind, id, page }, { lang, projector, lessons, worksheet }) {
  const q = new URLSearchParams({ [kind]: id });
  if (kind === 'lesson') q.set('page', String(page));
  if (projector) q.append('view', PROJECTOR);
  if (lessons) q.append('view', LESSONS);
  if (worksheet) q.append('view', WORKSHEET);
  if (lang) q.set('lang', lang);
  return q.toString();
}

/** @param {URLSearchParams} q @returns {import('./lessons.js').Place|null} */
function readPlace(q) {
  const kind = NAME.test(q.get('lesson') ?? '') ? 'lesson' : 'challenge';
  const id = q.get(kind) ?? '';
  const page = q.get('page') ?? '';
  return NAME.test(id) ? { kind, id, page: kind === 'lesson' && /^[1-9]\d?$/.test(page) ? Number(page) : 1 } : null;
}

/**
 * What another page needs to show this view in a frame.
 * @param {string} origin of this page
 * @param {string} link a fragment without #
 * @param {string} title
 * @returns {string} HTML
 */
export function embedCode(origin, link, title) {
  const plain = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<iframe src="${plain(`${origin}/embed#${link}`)}" title="${plain(title)}" width="960" height="640" style="border:0" loading="lazy" allow="clipboard-write"></iframe>`;
}

/**
 * Reads a fragment back; what it cannot read counts as absent, never as an error.
 * @param {string} fragment with or without #
 * @param {string} [cluster] the one meant where the fragment names none
 * @returns {LinkState}
 */
export function decodeLink(fragment, cluster = '') {
  const q = new URLSearchParams(fragment.replace(/^#/, ''));
  const sent = q.get('sent') === '1';
  const lang = q.get('lang');
  const level = q.get('level');
  const step = q.get('step') ?? '';
  const tab = q.get('tab') ?? '';
  const speed = Number(q.get('speed'));
  const views = q.getAll('view');
  return {
    cluster: q.get('cluster') || cluster || DEFAULT_CLUSTER,
    probe: readProbe(q),
    sent,
    step: sent && (ID.test(step) || /^\d{1,9}$/.test(step)) ? step : null,
    play: sent && q.get('play') === '1',
    view: decodeView(views.find((v) => /^-?\d/.test(v)) ?? null),
    lang: lang === 'zh' || lang === 'en' ? lang : null,
    level: level === 'stage' || level === 'row' ? level : 'story',
    arp: q.get('arp') === 'open' ? 'open' : 'folded',
    open: sent ? (q.get('open') ?? '').split(',').filter((id) => ID.test(id)) : [],
    tab: TABS.includes(tab) ? /** @type {import('./state.js').Tab} */ (tab) : 'step',
    speed: SPEEDS.includes(speed) ? speed : 1,
    projector: views.includes(PROJECTOR),
    reach: views.includes(REACH),
    time: views.includes(TIME),
    place: readPlace(q),
    lessons: views.includes(LESSONS),
    gallery: views.includes(GALLERY),
    worksheet: views.includes(WORKSHEET),
    moment: /^\d{1,6}(\.\d{1,9})?$/.test(q.get('moment') ?? '') ? Number(q.get('moment')) : null,
    edit: /^\d{1,6}$/.test(q.get('edit') ?? '') ? Number(q.get('edit')) : null,
  };
}

/**
 * @param {string|null} text
 * @returns {{x: number, y: number, k: number}|null}
 */
function decodeView(text) {
  const parts = (text ?? '').split(',').map(Number);
  if (parts.length !== 3 || parts.some((n) => !Number.isFinite(n)) || parts[2] <= 0) return null;
  return { x: parts[0], y: parts[1], k: parts[2] };
}
