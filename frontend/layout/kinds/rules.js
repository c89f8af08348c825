import { rect, words } from '../shapes.js';

/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Shape} Shape */
/** @typedef {import('../../model/cues.js').Cue} Cue */

const PAD = 8;
const LINE = 1.28;
/** Half of the way that packets take, on the screen. */
const WAY = 13;

/**
 * What a node's rules hold of a Service, in its stack: when they were written, and each endpoint with how often it is drawn. One that answers no
 * new connection is framed; one that the last write added is marked.
 * @param {import('./stack.js').StackBox} s
 * @param {Cue} cue
 * @param {string} name of the node, empty where it stands elsewhere
 * @param {Look} look
 * @returns {Shape[]}
 */
export function paintRules(s, cue, name, look) {
  const size = look.size(12);
  const step = size * LINE;
  const first = s.y + size * 1.2;
  const title = words(look, { x: s.x + PAD, y: first }, name || cue.rules?.service || '', { role: 'strong', room: s.w / 2 });
  const taken = title.reduce((sum, w) => sum + look.meter.width(w.text, w.role, w.size) + 10, 0);
  const when = [cue.key, `${cue.key}.brief`].map((key) => look.t(key, ...cue.args)).find((text) => look.meter.width(text, 'text', size) <= s.w - 2 * PAD - taken) ?? '';
  const said = words(look, { x: s.x + s.w - PAD, y: first }, when, { cls: cue.tone === 'old' ? 'alert' : 'soft', anchor: 'end' });
  const all = cue.rules?.draws ?? [];
  const rows = Math.max(0, Math.floor((s.y + s.h - 3 - first - size * 0.3) / step));
  // where two do not stand side by side, at both sides of the way through the stack, each has a row
  const needs = Math.max(0, ...all.map((d) => look.meter.width(d.text, 'mono', size) + look.meter.width(d.share, 'mono', size) + 6));
  const way = s.m.narrow ? 6 : WAY / Math.min(1, look.k);
  const cols = needs <= s.w / 2 - way - PAD ? 2 : 1;
  const half = cols === 2 ? s.w / 2 - way - PAD : s.w - 2 * PAD;
  const fits = cols * rows;
  // those that are too old or new are told before the others
  const order = all.length <= fits ? all : [...all].sort((a, b) => Number(b.old) - Number(a.old) || Number(b.fresh) - Number(a.fresh));
  const shown = order.length <= fits ? order : order.slice(0, Math.max(0, fits - 1));
  const cell = (/** @type {number} */ i) => ({ x: i % cols === 0 ? s.x + PAD : s.x + s.w / 2 + way, y: first + step * (1 + Math.floor(i / cols)) });
  const draws = shown.flatMap((d, i) => {
    const { x, y } = cell(i);
    const share = words(look, { x: x + half, y }, d.share, { role: 'mono', cls: d.old ? 'alert' : 'soft', anchor: 'end', room: half * 0.4 });
    const room = half - share.reduce((sum, w) => sum + look.meter.width(w.text, w.role, w.size) + 6, 0);
    return [
      ...(d.old || d.fresh ? [rect({ x: x - 4, y: y - size * 0.92, w: half + 8, h: size * 1.22 }, d.old ? 'draw-old' : 'draw-new', 4)] : []),
      ...words(look, { x, y }, d.text, { role: 'mono', cls: d.old ? 'alert' : '', room }), ...share,
    ];
  });
  const rest = all.length - shown.length;
  const { x, y } = cell(shown.length);
  return [...title, ...said, ...draws, ...(rest > 0 && fits > 0 ? words(look, { x, y }, look.t('ui.time.draws.more', rest), { cls: 'soft', room: half }) : [])];
}
