import { readProbe, writeProbe } from './probe.js';

/** @typedef {import('./types.js').Probe} Probe */
/** @typedef {import('./types.js').Level} Level */
/**
 * What a link carries: enough to see exactly what the sender saw.
 * @typedef {object} LinkState
 * @property {string} cluster
 * @property {Probe|null} probe
 * @property {boolean} sent whether the probe had been sent
 * @property {number|null} step seq of the step under the cursor
 * @property {{x: number, y: number, k: number}|null} view centre in world units and zoom; none: everything fits
 * @property {'en'|'zh'|null} lang
 * @property {Level} level
 * @property {boolean} arp
 */

export const DEFAULT_CLUSTER = 'article';

/**
 * Writes a link's fragment. What has its default value is left out.
 * @param {LinkState} state
 * @returns {string} without the leading #
 */
export function encodeLink(state) {
  const q = new URLSearchParams();
  if (state.cluster !== DEFAULT_CLUSTER) q.set('cluster', state.cluster);
  if (state.probe) writeProbe(q, state.probe);
  if (state.sent) q.set('sent', '1');
  if (state.sent && state.step !== null) q.set('step', String(state.step));
  if (state.view) q.set('view', [state.view.x, state.view.y].map(Math.round).join(',') + ',' + state.view.k.toFixed(3));
  if (state.lang) q.set('lang', state.lang);
  if (state.level !== 'stage') q.set('level', state.level);
  if (!state.arp) q.set('arp', '0');
  return q.toString();
}

/**
 * Reads a fragment back; what it cannot read counts as absent, never as an error.
 * @param {string} fragment with or without #
 * @returns {LinkState}
 */
export function decodeLink(fragment) {
  const q = new URLSearchParams(fragment.replace(/^#/, ''));
  const sent = q.get('sent') === '1';
  const lang = q.get('lang');
  const level = q.get('level');
  return {
    cluster: q.get('cluster') || DEFAULT_CLUSTER,
    probe: readProbe(q),
    sent,
    step: sent ? whole(q.get('step')) : null,
    view: decodeView(q.get('view')),
    lang: lang === 'zh' || lang === 'en' ? lang : null,
    level: level === 'story' || level === 'row' ? level : 'stage',
    arp: q.get('arp') !== '0',
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

/**
 * @param {string|null} text
 * @returns {number|null}
 */
function whole(text) {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
