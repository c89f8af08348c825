import { foldText, paintFold } from './fold.js';
import { paintEndpoint } from './endpoint.js';
import { paintGateWords } from './gate.js';
import { rect, words } from '../shapes.js';
import { cueTop, paintCue } from './cue.js';

/** @typedef {import('../../model/types.js').Namespace} Namespace */
/** @typedef {import('../../model/types.js').Container} Container */
/** @typedef {import('../shapes.js').Box} Box */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {{name: string, ports: string, title: string, failed: string[]}} Card a container, or a program that listens */
/** @typedef {Box & {id: string, group: string|null, label: string, ip: string, phase: string, paused: boolean, cards: Card[], more: number, failed: boolean, gates: import('./gate.js').Gate[], endpoint: import('./endpoint.js').Endpoint|null, cue: import('../../model/cues.js').Cue|null, way: number, fold: import('./fold.js').FoldBox|null, m: import('../metrics.js').Metrics}} PodBox `way`: where its packets come in, from the left of the picture;
 *   `group`: its Kubernetes namespace, null for a container */

/** Half of a packet's height on the screen, and a little more. */
const TOKEN = 13;

/**
 * How high a pod is for what runs in it; only a pod has a pause container.
 * @param {Namespace} namespace
 * @param {import('../metrics.js').Metrics} m
 * @returns {number}
 */
export function podHeight(namespace, m) {
  const rows = m.narrow ? 1 : Math.min(m.pod.cards, cardsOf(namespace).length) + (namespace.holder ? 1 : 0);
  return m.pod.head + rows * m.pod.step + m.pod.foot;
}

/**
 * @param {Namespace} namespace
 * @param {Box} box
 * @param {import('../metrics.js').Metrics} m
 * @returns {PodBox}
 */
export function layoutPod(namespace, box, m) {
  const pod = namespace.pods[0];
  const cards = cardsOf(namespace);
  const room = Math.max(0, Math.floor((box.h - m.pod.head - m.pod.foot) / m.pod.step) - (namespace.holder ? 1 : 0));
  const shown = m.narrow ? cards : cards.slice(0, cards.length > room ? Math.max(0, room - 1) : room);
  return {
    ...box, id: namespace.id, group: pod?.namespace ?? null, label: pod?.name ?? namespace.label, ip: pod?.ip ?? addressOf(namespace), phase: pod?.phase ?? '',
    paused: Boolean(namespace.holder), cards: shown, more: cards.length - shown.length, failed: cards.some((c) => c.failed.length > 0), gates: [], endpoint: null, cue: null, way: box.x + box.w / 2, fold: null, m,
  };
}

/** Of so few pods all tell their namespace where two have one name. */
const FEW = 12;

/**
 * Pods of one name in two namespaces are told apart by these; of a few pods the others say theirs as well, so that one reads who is with whom.
 * @param {PodBox[]} pods
 */
export function tellApart(pods) {
  /** @type {Map<string, number>} */
  const count = new Map();
  for (const p of pods) if (p.group !== null) count.set(p.label, (count.get(p.label) ?? 0) + 1);
  const twins = new Set([...count].flatMap(([label, n]) => (n > 1 ? [label] : [])));
  if (twins.size === 0) return;
  for (const p of pods) {
    if (p.group !== null && p.group !== 'default' && (pods.length <= FEW || twins.has(p.label))) p.label = `${p.group}/${p.label}`;
  }
}

/**
 * @param {PodBox} p
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintPod(p, look) {
  if (look.level === 'fleet' || look.level === 'rack') return [];
  const { t } = look;
  const near = look.level === 'pod';
  const middle = p.x + p.w / 2;
  const own = { key: `pod:${p.id}`, cls: `pod ns ${p.cue ? `cued ${p.cue.tone}` : p.phase === 'Running' || p.phase === '' ? '' : 'waiting'}`, ns: p.id, title: [`${p.id} · ${p.ip}`, ...(p.endpoint ? [t(`ui.endpoint.${p.endpoint}.help`)] : [])].join('\n') };
  if (p.m.narrow) return paintNarrow(p, look, own);
  if (!near) {
    const size = look.size(12);
    /** Below where a packet stands. */
    const free = p.y + p.m.pod.station + TOKEN / look.k + size * 0.8;
    const high = p.cue === null ? free : p.y + size * 2.3;
    const both = p.cue === null ? look.told === true && free + size * 1.8 < p.y + p.h : high + size * 1.7 <= cueTop(p, look);
    const y = both ? high : p.y + Math.max(p.h * (p.cue ? 0.46 : 0.55), size * 2);
    return [{ ...own, shapes: [rect(p, 'box', 10), ...words(look, { x: middle, y }, labelOf(p, look), { px: 13, role: 'strong', anchor: 'middle', room: p.w - 12 }),
      ...(both ? words(look, { x: middle, y: y + size * 1.3 }, p.ip, { role: 'mono', cls: 'soft', anchor: 'middle', room: p.w - 8, whole: true }) : []),
      ...(p.cue ? paintCue(p, p.cue, look) : [])], inside: p.cue === null && both ? smallCards(p, y + size * 1.3, look) : [] }];
  }
  const { cards, end } = paintCards(p, { y: p.y + p.m.pod.head, step: p.m.pod.step, h: p.m.pod.card }, look);
  /** Below where packets stand, also those of a loopback device, which keep beside their road. */
  const name = p.y + p.m.pod.head - 26;
  const more = p.more === 0 ? [] : words(look, { x: middle, y: end + look.size(12) }, t('ui.stage.more', p.more), { cls: 'soft', anchor: 'middle', room: p.w - 12 });
  return [{
    ...own, shapes: [
      rect(p, 'box', 10),
      ...words(look, { x: middle, y: name }, labelOf(p, look), { px: 14, role: 'strong', anchor: 'middle', room: p.w - 12 }),
      ...words(look, { x: middle, y: name + Math.max(17, look.size(12) * 1.15) }, p.ip, { role: 'mono', cls: 'soft', anchor: 'middle', room: p.w - 10 }),
      ...(p.cue ? paintCue(p, p.cue, look) : p.endpoint ? paintEndpoint(p, p.endpoint, look) : paintGateWords(p, p.gates, look)), ...more,
    ], inside: cards,
  }];
}

/**
 * From farther away what runs in it stands closer together, below its address: all of it, or none where there is no room for all.
 * @param {PodBox} p
 * @param {number} above baseline of what stands over it
 * @param {Look} look
 * @returns {Figure[]}
 */
function smallCards(p, above, look) {
  const size = look.size(12);
  const y = above + size * 0.45;
  const count = p.cards.length + Number(p.paused);
  const step = Math.min(p.m.pod.step, (p.y + p.h - 3 - y) / Math.max(1, count));
  return p.more > 0 || step < size * 1.18 ? [] : paintCards(p, { y, step, h: Math.min(p.m.pod.card, step - size * 0.12) }, look).cards;
}

/**
 * @param {PodBox} p
 * @param {{y: number, step: number, h: number}} at the first one, and the way to the next
 * @param {Look} look
 * @returns {{cards: Figure[], end: number}}
 */
function paintCards(p, at, look) {
  const { t } = look;
  const inner = { x: p.x + 10, w: p.w - 20, h: at.h };
  let { y } = at;
  const rows = [...(p.paused ? [{ name: 'pause', part: 'pause', ports: 'netns', cls: 'pause', title: t('glossary.pause') }] : []),
    ...p.cards.map((c) => ({ ...c, part: `container:${c.name}`, cls: c.failed.length > 0 ? 'card failed' : 'card', title: [c.title, ...new Set(c.failed.map((e) => t(`ui.bind.${e}`)))].join('\n') }))];
  const cards = rows.map((row) => {
    const box = { ...inner, y };
    y += at.step;
    const base = box.y + box.h / 2 + look.size(12) * 0.35;
    const beside = words(look, { x: box.x + box.w - 8, y: base }, row.ports, { role: 'mono', cls: 'soft', anchor: 'end', room: box.w * 0.62 });
    const taken = beside.reduce((sum, w) => sum + look.meter.width(w.text, w.role, w.size) + 8, 0);
    const ports = box.w - 18 - taken < look.meter.width(least(row.name, look), 'text', look.size(12)) ? [] : beside;
    return {
      key: `${p.id}:${row.name}:${box.y}`, cls: row.cls, ns: p.id, part: row.part, title: row.title,
      shapes: [rect(box, 'body', 6), ...words(look, { x: box.x + 9, y: base }, row.name, { room: box.w - 18 - (ports.length > 0 ? taken : 0) }), ...ports],
    };
  });
  return { cards, end: y };
}

/** What of a name has to be read before its ports are written beside it: from far all of it. @param {string} name @param {Look} look */
const least = (name, look) => (look.level === 'pod' && name.length > 5 ? `${name.slice(0, 4)}…` : name);

/**
 * A pod of two lines, beside and below the way into it: its name and address; the program that listens, and whom it stands beside.
 * What does not fit is left out.
 * @param {PodBox} p
 * @param {Look} look
 * @param {Omit<Figure, 'shapes'>} own
 * @returns {Figure[]}
 */
function paintNarrow(p, look, own) {
  const size = look.size(12);
  const width = (/** @type {string} */ text, /** @type {import('../text.js').Role} */ role, px = 12) => look.meter.width(text, role, look.size(px));
  const [left, right] = [p.x + 10, p.x + p.w - 10];
  const room = right - left;
  /** No packet stands in it while time passes, so its name may stand higher then. */
  const lowest = p.cue ? cueTop(p, look) - size * 0.3 : p.y + p.h - size * 0.4;
  const first = Math.min(lowest, p.y + Math.max(44, p.m.pod.station + TOKEN / look.k + look.size(14) * 0.76));
  const second = Math.min(first + Math.max(p.m.pod.step, size * 1.4), (p.cue ? cueTop(p, look) : p.y + p.h) - size * 0.5);
  const hasTwo = second - first >= size * 1.3;
  const name = [labelOf(p, look), endingOf(p.label)].find((text) => width(text, 'strong', 14) <= room) ?? labelOf(p, look);
  const foldedIn = (/** @type {number} */ free) => (p.fold ? width(foldText(p.fold, look, free), 'text') + 12 : 0);
  const corner = hasTwo ? 0 : foldedIn(room - width(name, 'strong', 14) - 12);
  const isBeside = width(name, 'strong', 14) + width(p.ip, 'mono') + 12 <= room - corner;
  const program = p.cards.find((c) => c.ports !== '') ?? p.cards[0];
  const run = program ? [program.name, program.ports].filter(Boolean).join(' ') : '';
  const below = [isBeside ? '' : p.ip, run, program?.name ?? ''].find((text) => text !== '' && width(text, 'mono') <= room - foldedIn(0)) ?? '';
  return [{
    ...own, shapes: [
      rect(p, 'box', 9),
      ...words(look, { x: left, y: first }, name, { px: 14, role: 'strong', room: room - corner }),
      ...(isBeside ? words(look, { x: right - corner, y: first }, p.ip, { role: 'mono', cls: 'soft', anchor: 'end' }) : []),
      ...(hasTwo ? words(look, { x: left, y: second }, below, { role: 'mono', cls: p.failed ? 'alert' : below === p.ip ? 'soft' : '' }) : []),
      ...(p.cue ? paintCue(p, p.cue, look) : p.endpoint ? paintEndpoint(p, p.endpoint, look) : paintGateWords(p, p.gates, look)),
    ],
    inside: p.fold ? paintFold(p.fold, look, { y: hasTwo ? second : first, room: hasTwo ? room - width(below, 'mono') - 12 : corner - 12 }) : [],
  }];
}

/** What tells a generated name from others. @param {string} name */
const endingOf = (name) => (name.includes('-') ? `…${name.slice(name.lastIndexOf('-') + 1)}` : name);

/** A name that a Deployment's pod was given: in front of and behind the hash of its ReplicaSet, which all of them share. */
const GENERATED = /^(.+)-[bcdfghjklmnpqrstvwxz2456789]{5,10}-([bcdfghjklmnpqrstvwxz2456789]{5})$/;

/**
 * Where its name has no room, what tells it from others.
 * @param {Pick<PodBox, 'label'|'cue'|'w'>} p
 * @param {Look} look
 */
export function labelOf({ label, cue, w }, look) {
  const long = cue?.label ?? label;
  return look.meter.width(long, 'strong', look.size(13)) <= w - 12 ? long : cue?.brief ?? long.replace(GENERATED, '$1-$2');
}

/**
 * What runs in a namespace: a pod's containers, or without Kubernetes the programs that listen.
 * @param {Namespace} namespace
 * @returns {Card[]}
 */
function cardsOf(namespace) {
  /** @type {Map<string, Container>} */
  const programs = new Map();
  for (const port of namespace.listeners ?? []) {
    const program = programs.get(port.name ?? '') ?? { name: port.name ?? '', image: '', ports: [], published: [] };
    programs.set(program.name, { ...program, ports: [...program.ports, { ...port, name: null }] });
  }
  return [...namespace.pods.flatMap((pod) => pod.containers), ...programs.values()].map(card);
}

/** @param {Container} container @returns {Card} */
function card(container) {
  const published = container.published.map((p) => p.replace(/^0\.0\.0\.0/, '').replace(/\/tcp$/, '').replace('->', '→'));
  const listens = container.ports.map((p) => `${p.error ? '✕' : ''}:${p.port}`);
  const title = [container.name, container.image].filter(Boolean).join(' · ')
    + container.ports.map((p) => `\n${p.name ?? ''} ${p.protocol} ${p.port} ${p.error ?? ''}`.trimEnd()).join('')
    + container.published.map((p) => `\n${p}`).join('');
  const failed = container.ports.flatMap((p) => (p.error ? [p.error] : []));
  return { name: container.name, ports: (published.length > 0 ? published : listens).join(' '), title, failed };
}

/** @param {Namespace} namespace @returns {string} */
function addressOf(namespace) {
  const device = namespace.devices.find((d) => d.role !== 'loopback' && d.addresses.length > 0);
  return device ? device.addresses[0].split('/')[0] : '';
}
