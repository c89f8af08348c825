import { M, pillWidth, shorten } from './metrics.js';

/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('../model/types.js').Container} Container */
/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {{id: string, namespace: string, x: number, y: number, w: number, h: number, text: string, title: string,
 *   kind: 'nic'|'port'|'pod'|'leg'|'lo'|'jack'|'tunnel', room?: number}} Pill centred on x, y; room is the most width it may take */
/** @typedef {Box & {name: string, ports: string, title: string, failed: string[]}} Card */
/** @typedef {Box & {id: string, label: string, full: string, ip: string, phase: string, pause: Box|null, cards: Card[],
 *   more: number, labels: Record<string, string>}} PodBox */

const CARDS_SHOWN = 4;

/**
 * Height of a box for what runs in it; only a pod has a pause container.
 * @param {Namespace} namespace
 * @returns {number}
 */
export function podHeight(namespace) {
  const shown = Math.min(CARDS_SHOWN, containersOf(namespace).length);
  const { head, pause, card, gap, foot } = M.pod;
  return head + (hasPause(namespace) ? pause + gap : 0) + shown * (card + gap) + foot;
}

/**
 * A pod's box with its pause ghost and its containers.
 * @param {Namespace} namespace
 * @param {number} x
 * @param {number} y
 * @param {number} h
 * @returns {PodBox}
 */
export function layoutPod(namespace, x, y, h) {
  const pod = namespace.pods[0];
  const containers = containersOf(namespace);
  const inner = { x: x + 12, w: M.pod.w - 24 };
  const paused = hasPause(namespace);
  const top = y + M.pod.head + (paused ? M.pod.pause + M.pod.gap : 0);
  const cards = containers.slice(0, CARDS_SHOWN).map((container, i) => ({
    ...card(container, inner.w),
    x: inner.x, y: top + i * (M.pod.card + M.pod.gap), w: inner.w, h: M.pod.card,
  }));
  return {
    id: namespace.id,
    label: shorten(pod?.name ?? namespace.label, 21),
    full: namespace.id,
    ip: pod?.ip ?? addressOf(namespace),
    phase: pod?.phase ?? '',
    labels: pod?.labels ?? {},
    x, y, w: M.pod.w, h,
    pause: paused ? { x: inner.x, y: y + M.pod.head, w: inner.w, h: M.pod.pause } : null,
    cards,
    more: containers.length - cards.length,
  };
}

/** @param {Namespace} namespace */
const hasPause = (namespace) => Boolean(namespace.holder);

/**
 * What runs in a namespace: a pod's containers, or without Kubernetes the programs that listen.
 * @param {Namespace} namespace
 * @returns {Container[]}
 */
function containersOf(namespace) {
  /** @type {Map<string, Container>} */
  const programs = new Map();
  for (const port of namespace.listeners ?? []) {
    const program = programs.get(port.name ?? '') ?? { name: port.name ?? '', image: '', ports: [], published: [] };
    programs.set(program.name, { ...program, ports: [...program.ports, { ...port, name: null }] });
  }
  return [...namespace.pods.flatMap((pod) => pod.containers), ...programs.values()];
}

/**
 * @param {Namespace} namespace
 * @returns {string}
 */
function addressOf(namespace) {
  const device = namespace.devices.find((d) => d.role !== 'loopback' && d.addresses.length > 0);
  return device ? device.addresses[0].split('/')[0] : '';
}

/**
 * @param {Container} container
 * @param {number} width
 */
function card(container, width) {
  const published = container.published.map((p) => p.replace(/^0\.0\.0\.0/, '').replace(/\/tcp$/, '').replace('->', '→'));
  const listens = container.ports.map((p) => `${p.error ? '✕' : ''}:${p.port}`);
  const all = (published.length > 0 ? published : listens).join(' ');
  const ports = shorten(all, 12);
  const room = Math.floor((width - 22 - ports.length * 7) / 7);
  const title = [container.name, container.image].filter(Boolean).join(' · ')
    + container.ports.map((p) => `\n${p.name ?? ''} ${p.protocol} ${p.port} ${p.error ?? ''}`.trimEnd()).join('')
    + container.published.map((p) => `\n${p}`).join('');
  const failed = container.ports.flatMap((p) => (p.error ? [p.error] : []));
  return { failed, name: shorten(container.name, Math.max(5, room)), ports, title };
}

/**
 * A pill for a device, centred at a point.
 * @param {import('../model/types.js').Device} device
 * @param {string} namespace
 * @param {number} x
 * @param {number} y
 * @param {Pill['kind']} kind
 * @param {string} [text]
 * @returns {Pill}
 */
export function pill(device, namespace, x, y, kind, text = device.name) {
  const shown = shorten(text, kind === 'port' || kind === 'jack' ? 10 : 24);
  const small = kind === 'jack';
  return {
    id: device.id, namespace, x, y, kind,
    w: small ? 9 : pillWidth(shown), h: small ? 9 : M.pill.h,
    text: small ? '' : shown,
    title: [device.name, device.mac ?? '', ...device.addresses, device.up ? '' : 'down'].filter(Boolean).join(' · '),
  };
}
