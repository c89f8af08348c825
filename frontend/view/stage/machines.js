import { fit } from '../../layout/detail.js';
import { M } from '../../layout/metrics.js';
import { select } from '../../lib/d3.js';
import { layer, line, rects, texts, tooltip } from './draw.js';
import { sized } from './pills.js';

/** @typedef {import('../../layout/machine.js').MachineBox} MachineBox */
/** @typedef {import('../../layout/pod.js').PodBox} PodBox */
/** @typedef {import('../../layout/pod.js').Card} Card */
/** @typedef {import('../../layout/detail.js').Detail} Detail */
/** @typedef {import('../../model/text.js').Translate} Translate */
/**
 * @typedef {object} Look
 * @property {Detail} detail
 * @property {Translate} t
 * @property {(namespace: string) => string} tone extra classes of a namespace: selected, here, faded
 */

/**
 * Draws the boxes of machines: the tile from far, host band, IP stack, bridge and pods from near.
 * @param {any} parent
 * @param {MachineBox[]} machines those that can be seen
 * @param {Look} look
 */
export function drawMachines(parent, machines, look) {
  parent.selectAll(':scope > g.machine')
    .data(machines, (/** @type {MachineBox} */ m) => m.id)
    .join('g')
    .attr('class', (/** @type {MachineBox} */ m) => `machine ${m.ready ? '' : 'unready'}`)
    .attr('transform', (/** @type {MachineBox} */ m) => `translate(${m.x},${m.y})`)
    .each(function (/** @type {MachineBox} */ m) {
      // @ts-ignore: D3 hands the element over as `this`
      drawMachine(select(this), m, look);
    });
}

/**
 * @param {any} g
 * @param {MachineBox} m
 * @param {Look} look
 */
function drawMachine(g, m, look) {
  rects(g, 'outline', [{ x: 0, y: 0, w: m.w, h: m.h, cls: look.tone(m.id) }], 12);
  const far = look.detail.level === 'far';
  const host = layer(g, 'host').attr('data-ns', m.id).attr('class', `host ns ${look.tone(m.id)}`);
  drawHost(host, m, look, far);
  const pods = layer(g, 'pods').selectAll(':scope > g.pod')
    .data(far ? [] : m.pods, (/** @type {PodBox} */ p) => p.id)
    .join('g')
    .attr('class', (/** @type {PodBox} */ p) => `pod ns ${look.tone(p.id)}`)
    .attr('data-ns', (/** @type {PodBox} */ p) => p.id);
  pods.each(function (/** @type {PodBox} */ p) {
    // @ts-ignore: D3 hands the element over as `this`
    drawPod(select(this), p, look);
  });
  tooltip(pods, (p) => `${p.full} · ${p.ip}`);
}

/**
 * @param {any} g
 * @param {MachineBox} m
 * @param {Look} look
 * @param {boolean} far
 */
function drawHost(g, m, { detail, t }, far) {
  const { band, stack } = m;
  tooltip(rects(g, 'band', [band], 10), () => `${m.label}: ${t('glossary.netns')}`);
  const room = far ? m.w - 24 : stack.x - band.x - 18;
  const title = far ? detail.title : Math.min(detail.title, 26);
  const near = detail.level === 'near';
  const nameY = far ? band.y + title * 1.5 : stack.y + title * 0.9;
  const lines = near ? wrap(t('ui.stage.hostNamespace'), room, detail.small) : [];
  texts(g, 'name', [{ x: band.x + 12, y: nameY, text: fit(m.label, room, title), size: title }]);
  texts(g, 'soft', [
    ...lines.map((text, i) => ({ x: band.x + 12, y: nameY + (i + 1.15) * detail.small * 1.25, text, size: detail.small })),
    ...(m.ready || far ? [] : [{ x: band.x + 12, y: nameY + 62, text: t('ui.stage.notReady'), size: detail.small }]),
  ]);
  tooltip(rects(g, 'stack', far ? [] : [stack], 8), () => t('glossary.stack'));
  const whole = (/** @type {string} */ text) => (fit(text, M.band.stackW - 82, detail.small * 0.92) === text ? text : null);
  const stackText = near ? [
    { text: t('ui.stage.ipStack'), size: detail.text, cls: 'strong' },
    { text: whole(t('ui.stage.routesForward')) ?? t('ui.stage.routes'), size: detail.small, cls: 'soft' },
    { text: `ip_forward=${m.ipForward ? 1 : 0}`, size: detail.small, cls: m.ipForward || !isBetween(m) ? 'mono' : 'mono alert' },
  ] : [{ text: t('ui.stage.ipStack'), size: detail.small, cls: 'strong' }];
  const left = band.x + 150 + 16;
  texts(g, 'stack-text', far ? [] : stackText.map((s, i) => ({
    ...s, x: left, y: stack.y + 4 + ((i + 0.62) * (M.band.stackH - 6)) / stackText.length + detail.small * 0.25,
    text: fit(s.text, stack.x + stack.w - left - (i < 2 ? 44 : 6), s.size * 0.92),
  })));
  drawHooks(g, far || detail.small > MOST_FOR_HOOKS ? [] : m.hooks, detail, t);
  const bars = far ? [] : m.bars;
  tooltip(rects(g, 'bar', bars, 7), (b) => `${b.name}: ${t('glossary.bridge')}`);
  texts(g, 'bar-text', bars.map((bar) => ({ ...barName(bar, m, detail), y: bar.y + 4 + detail.text, size: detail.text })));
  tooltip(rects(g, 'host-pod', far ? [] : m.hostPods, 6), (p) => `${p.title}\n${t('glossary.hostnetwork')}`);
  texts(g, 'host-pod-text', near ? m.hostPods.flatMap((p) => [
    { x: p.x + 8, y: p.y + p.h * 0.42, text: fit(p.label, p.w - 14, detail.small), size: detail.small },
    { x: p.x + 8, y: p.y + p.h * 0.86, text: fit(`hostNetwork ${p.ports}`, p.w - 14, detail.small), size: detail.small, cls: 'soft' },
  ]) : []);
}

/** Larger letters do not fit into the tags of hooks. */
const MOST_FOR_HOOKS = 25;
const SHORT_HOOKS = { PREROUTING: 'PRE', INPUT: 'IN', FORWARD: 'FWD', OUTPUT: 'OUT', POSTROUTING: 'POST' };

/**
 * Tags of the netfilter hooks that have rules; the one a packet is at is lit.
 * @param {any} g
 * @param {import('../../layout/hooks.js').HookTag[]} hooks
 * @param {Detail} detail
 * @param {Translate} t
 */
function drawHooks(g, hooks, detail, t) {
  const tags = layer(g, 'hooks').selectAll('g.hook')
    .data(hooks, (/** @type {import('../../layout/hooks.js').HookTag} */ h) => h.hook)
    .join('g').attr('class', 'hook').attr('data-hook', (/** @type {import('../../layout/hooks.js').HookTag} */ h) => h.hook);
  tags.each(function (/** @type {import('../../layout/hooks.js').HookTag} */ h) {
    // @ts-ignore: D3 hands the element over as `this`
    const tag = select(this);
    rects(tag, 'tag-box', [h], 5);
    const size = 11 / Math.min(1, detail.k);
    const whole = fit(h.hook, h.w - 4, size * 1.15);
    const text = whole === h.hook ? whole : /** @type {Record<string, string>} */ (SHORT_HOOKS)[h.hook];
    texts(tag, 'tag-text', [{ x: h.x + h.w / 2, y: h.y + h.h / 2 + size * 0.36, text, size, anchor: 'middle' }]);
  });
  tooltip(tags, (h) => `${h.hook}: ${t('glossary.hook')}`);
}

/** @param {MachineBox} m @returns {boolean} whether others need it to forward */
const isBetween = (m) => m.bars.length > 0 || m.nics.length > 1;

/**
 * The name of a bridge stands at the left, or at the right when its address leaves too little room there.
 * @param {import('../../layout/machine.js').Bar} bar
 * @param {MachineBox} m
 * @param {Detail} detail
 */
function barName(bar, m, detail) {
  const leg = m.pills.find((p) => p.kind === 'leg' && p.id === bar.id);
  const half = leg ? sized(leg, detail).w / 2 + 7 : 0;
  const at = leg?.x ?? bar.x + bar.w;
  const left = fit(bar.name, at - half - bar.x - 12, detail.text);
  if (left === bar.name) return { x: bar.x + 12, text: left };
  return { x: bar.x + bar.w - 12, text: fit(bar.name, bar.x + bar.w - 12 - at - half, detail.text), anchor: 'end' };
}

/**
 * @param {any} g
 * @param {PodBox} p
 * @param {Look} look
 */
function drawPod(g, p, { detail, t }) {
  const near = detail.level === 'near';
  const centre = p.x + p.w / 2;
  const size = detail.text;
  rects(g, 'box', [p], 10);
  const nameY = near ? p.y + 27 + size * 0.95 : p.y + p.h / 2;
  texts(g, 'name', [{ x: centre, y: nameY, text: fit(p.label, p.w - 14, size * 1.1), size, anchor: 'middle' }]);
  texts(g, 'ip', near || p.h * detail.k > 60 ? [
    { x: centre, y: nameY + detail.small * 1.28, text: fit(p.ip, p.w - 12, detail.small), size: detail.small, anchor: 'middle' },
  ] : []);
  tooltip(rects(g, 'pause', near && p.pause ? [p.pause] : [], 7), () => t('glossary.pause'));
  rects(g, 'card', near ? p.cards : [], 7).classed('failed', (/** @type {Card} */ c) => c.failed.length > 0);
  tooltip(g.selectAll(':scope > rect.card'), (/** @type {Card} */ c) =>
    [c.title, ...new Set(c.failed.map((errno) => t(`ui.bind.${errno}`)))].join('\n'));
  const mid = (/** @type {{y: number, h: number}} */ b) => b.y + b.h / 2 + detail.small * 0.35;
  const both = (/** @type {import('../../layout/pod.js').Box} */ b, /** @type {string} */ l, /** @type {string} */ r) => {
    const right = fit(r, b.w * 0.6, detail.small);
    const room = b.w - 26 - right.length * detail.small * 0.6;
    return [
      { x: b.x + 10, y: mid(b), text: fit(l, room, detail.small * 0.94), size: detail.small, cls: 'left' },
      { x: b.x + b.w - 10, y: mid(b), text: right, size: detail.small, cls: 'mono soft', anchor: 'end' },
    ];
  };
  texts(g, 'card-text', near ? [
    ...(p.pause ? both(p.pause, 'pause', 'netns') : []),
    ...p.cards.flatMap((c) => both(c, c.name, c.ports)),
    ...(p.more > 0 ? [{ x: centre, y: p.y + p.h - 1, text: t('ui.stage.more', p.more), size: detail.small, anchor: 'middle' }] : []),
  ] : []);
}

/**
 * Breaks a short text in two lines where it has to.
 * @param {string} text
 * @param {number} width
 * @param {number} size
 * @returns {string[]}
 */
function wrap(text, width, size) {
  const wide = /[^\x00-\xff]/.test(text) ? 1.02 : 0.54;
  if (text.length * size * wide <= width) return [text];
  const words = text.includes(' ') ? text.split(' ') : [text.slice(0, Math.ceil(text.length / 2)), text.slice(Math.ceil(text.length / 2))];
  let first = words[0];
  let i = 1;
  while (i < words.length && (first.length + 1 + words[i].length) * size * wide <= width) first += ` ${words[i++]}`;
  const lines = [first, words.slice(i).join(' ')].filter(Boolean);
  return lines.every((l) => l.length * size * wide <= width * 1.05) ? lines : [];
}

/** From a port to the lower edge of its bar; what is inside the bar is not drawn. */
const PORT_STUB = 20;

/**
 * @param {import('../../layout/graph.js').Wire} wire
 * @returns {import('../../layout/graph.js').Point[]} the part of it that is not inside a bar
 */
function outside({ kind, points }) {
  if (kind === 'port') return [points[0], { x: points[0].x, y: points[0].y - PORT_STUB }];
  if (kind === 'uplink') return points.slice(0, -2);
  if (kind !== 'detour') return points;
  const [{ x }, { y }] = [points[2], points[0]];
  return [...points.slice(0, 3), { x, y: y - PORT_STUB }];
}

/**
 * @param {any} parent
 * @param {import('../../layout/graph.js').Wire[]} wires
 * @param {(wire: import('../../layout/graph.js').Wire) => string} tone
 */
export function drawWires(parent, wires, tone) {
  parent.selectAll('path')
    .data(wires.filter((w) => w.kind !== 'inside'))
    .join('path')
    .attr('class', (/** @type {import('../../layout/graph.js').Wire} */ w) => `wire ${w.kind} ${tone(w)}`)
    .attr('d', (/** @type {import('../../layout/graph.js').Wire} */ w) => line(outside(w)));
}
