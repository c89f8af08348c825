import { M, pillWidth, shorten } from './metrics.js';

/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('../model/types.js').Container} Container */
/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {{id: string, namespace: string, x: number, y: number, w: number, h: number, text: string, title: string,
 *   kind: 'nic'|'port'|'pod'|'leg'|'lo'|'jack'|'other'}} Pill centred on x, y */
/** @typedef {Box & {name: string, ports: string, title: string}} Card */
/** @typedef {Box & {id: string, label: string, full: string, ip: string, phase: string, pause: Box, cards: Card[],
 *   more: number, labels: Record<string, string>}} PodBox */

const CARDS_SHOWN = 4;

/**
 * Height of a pod's box for its containers.
 * @param {Namespace} namespace
 * @returns {number}
 */
export function podHeight(namespace) {
  const shown = Math.min(CARDS_SHOWN, containersOf(namespace).length);
  const { head, pause, card, gap, foot } = M.pod;
  return head + pause + gap + shown * (card + gap) + foot;
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
  const top = y + M.pod.head + M.pod.pause + M.pod.gap;
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
    pause: { x: inner.x, y: y + M.pod.head, w: inner.w, h: M.pod.pause },
    cards,
    more: containers.length - cards.length,
  };
}

/**
 * @param {Namespace} namespace
 * @returns {Container[]}
 */
function containersOf(namespace) {
  return namespace.pods.flatMap((pod) => pod.containers);
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
  const all = container.ports.map((p) => `:${p.port}`).join(' ');
  const ports = shorten(all, 12);
  const room = Math.floor((width - 22 - ports.length * 7) / 7);
  const title = `${container.name} · ${container.image}`
    + container.ports.map((p) => `\n${p.name ?? ''} ${p.protocol} ${p.port}`).join('');
  return { name: shorten(container.name, Math.max(5, room)), ports, title };
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
