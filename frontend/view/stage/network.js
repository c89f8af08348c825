import { select } from '../../lib/d3.js';
import { fit } from '../../layout/detail.js';
import { layer, line, texts, tooltip } from './draw.js';
import { sized } from './pills.js';

/** @typedef {import('../../layout/scene.js').GatewayDisc} GatewayDisc */
/** @typedef {import('../../layout/scene.js').SegmentLine} SegmentLine */
/** @typedef {import('../../layout/pod.js').Pill} Pill */
/** @typedef {import('./machines.js').Look} Look */

/**
 * The private network: a line with its range written at its beginning, above the line where nothing hangs.
 * @param {any} parent
 * @param {SegmentLine[]} segments
 * @param {Look} look
 */
export function drawSegments(parent, segments, { detail, t }) {
  const joined = parent.selectAll(':scope > g.segment')
    .data(segments, (/** @type {SegmentLine} */ s) => s.id)
    .join('g').attr('class', 'segment');
  joined.each(function (/** @type {SegmentLine} */ s) {
    // @ts-ignore: D3 hands the element over as `this`
    const g = select(this);
    const runs = s.rails.map((r) => [{ x: r.x1, y: r.y }, { x: r.x2, y: r.y }]);
    if (s.spine) runs.push([{ x: s.spine.x, y: s.spine.y1 }, { x: s.spine.x, y: s.spine.y2 }]);
    g.selectAll('path').data(runs).join('path').attr('d', (/** @type {any} */ r) => line(r));
    tooltip(g.selectAll('path'), () => `${s.label}: ${t('glossary.segment')}`);
    const first = s.rails[0];
    texts(g, 'mono', first ? [{ x: s.labelX, y: first.y - 8, text: fit(s.label, s.room, detail.small), size: detail.small }] : []);
  });
}

/**
 * @param {any} parent
 * @param {GatewayDisc[]} gateways
 * @param {Look} look
 */
export function drawGateways(parent, gateways, { detail, tone, t }) {
  const joined = parent.selectAll(':scope > g.gateway')
    .data(gateways, (/** @type {GatewayDisc} */ d) => d.id)
    .join('g')
    .attr('class', (/** @type {GatewayDisc} */ d) => `gateway ns ${tone(d.id)}`)
    .attr('data-ns', (/** @type {GatewayDisc} */ d) => d.id)
    .attr('transform', (/** @type {GatewayDisc} */ d) => `translate(${d.cx},${d.cy})`);
  joined.each(function (/** @type {GatewayDisc} */ d) {
    // @ts-ignore: D3 hands the element over as `this`
    const g = select(this);
    g.selectAll('circle').data([d.r]).join('circle').attr('r', (/** @type {number} */ r) => r);
    const glyph = ['M-17,-8H13M7,-14L13,-8L7,-2', 'M17,6H-13M-7,0L-13,6L-7,12'];
    g.selectAll('path.glyph').data(glyph).join('path').attr('class', 'glyph').attr('d', (/** @type {string} */ p) => p);
    texts(g, 'name', [{ x: d.r + 12, y: -14, text: d.label, size: detail.title }]);
    texts(g, 'soft', detail.level === 'near'
      ? [{ x: d.r + 12, y: -14 + detail.small * 1.35, text: t('ui.stage.router'), size: detail.small }] : []);
  });
  tooltip(joined, (d) => `${d.id}: ${t('glossary.gateway')}`);
}

/** @type {Record<string, string>} the word of the glossary for a kind of pill */
const WORDS = { nic: 'nic', tunnel: 'tunnel', port: 'veth', jack: 'veth', pod: 'veth', leg: 'bridge', lo: 'lo' };

/**
 * Interfaces: pills on the border they cross, drawn above every line so that a line never crosses their names.
 * @param {any} parent
 * @param {(Pill & {tone: string})[]} pills
 * @param {Look} look
 */
export function drawPills(parent, pills, { detail, t }) {
  const shown = detail.level === 'far' ? [] : pills.map((p) => sized(p, detail));
  const joined = parent.selectAll(':scope > g.pill')
    .data(shown, (/** @type {Pill} */ p) => `${p.kind}:${p.id}`)
    .join('g')
    .attr('class', (/** @type {any} */ p) => `pill ${p.kind} ${p.tone}`)
    .attr('data-ns', (/** @type {Pill} */ p) => p.namespace)
    .attr('data-dev', (/** @type {Pill} */ p) => p.id)
    .attr('transform', (/** @type {Pill} */ p) => `translate(${p.x},${p.y})`);
  joined.each(function (/** @type {any} */ p) {
    // @ts-ignore: D3 hands the element over as `this`
    const g = select(this);
    g.selectAll('rect').data([p]).join('rect')
      .attr('x', -p.w / 2).attr('y', -p.h / 2).attr('width', p.w).attr('height', p.h).attr('rx', p.h / 2);
    texts(g, 'mono', [{ x: 0, y: detail.small * 0.34, text: p.text, size: detail.small, anchor: 'middle' }]);
  });
  tooltip(joined, (p) => [p.title, WORDS[p.kind] ? t(`glossary.${WORDS[p.kind]}`) : ''].filter(Boolean).join('\n'));
}

/**
 * @param {any} parent
 * @param {{x: number, y: number, text: string, cls: string}[]} words
 * @param {number} size
 */
export function drawWords(parent, words, size) {
  texts(layer(parent, 'words'), 'word', words.map((w) => ({ ...w, size })));
}
