import { rect, words } from '../shapes.js';

/** @typedef {import('../shapes.js').Box} Box */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {Box & {id: string, label: string, ports: string}} HostPod a pod on the host's own network: a white card in the host's band */

/**
 * They stand at both sides of the corridor, under the stack; where the corridor is at the left, at its right alone.
 * @param {import('../../model/types.js').Namespace} host
 * @param {{x: number, w: number}} band
 * @param {number} corridor
 * @param {number} top
 * @param {import('../metrics.js').Metrics} m
 * @returns {{cards: HostPod[], bottom: number}}
 */
export function placeHostPods(host, band, corridor, top, m) {
  const { h, gap, minW } = m.hostPod;
  const right = band.x + band.w - corridor;
  const half = (m.narrow ? right : Math.min(corridor - band.x, right)) - m.band.pad - 16;
  const perSide = Math.max(1, Math.floor((half + gap) / (minW + gap)));
  const w = (half + gap) / perSide - gap;
  const perRow = (m.narrow ? 1 : 2) * perSide;
  const cards = host.pods.map((pod, i) => {
    const at = i % perRow;
    const x = at < perSide && !m.narrow ? corridor - 16 - half + at * (w + gap) : corridor + 16 + (at % perSide) * (w + gap);
    return {
      id: `${pod.namespace}/${pod.name}`, label: pod.name, ports: pod.containers.flatMap((c) => c.ports.map((p) => `:${p.port}`)).join(' '),
      x, y: top + 10 + Math.floor(i / perRow) * (h + gap), w, h,
    };
  });
  const rows = Math.ceil(cards.length / perRow);
  return { cards, bottom: rows === 0 ? top : top + 10 + rows * (h + gap) - gap };
}

/**
 * @param {HostPod[]} pods
 * @param {string} ns
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintHostPods(pods, ns, look) {
  if (look.level === 'fleet' || look.level === 'rack') return [];
  return pods.map((p) => ({
    key: `host-pod:${p.id}`, cls: 'host-pod', ns, title: `${p.id} ${p.ports}\n${look.t('glossary.hostnetwork')}`,
    shapes: [
      rect(p, 'body', 6),
      ...(look.level === 'pod' ? [
        ...words(look, { x: p.x + 8, y: p.y + 17 }, p.label, { room: p.w - 14 }),
        ...words(look, { x: p.x + 8, y: p.y + 33 }, ['hostNetwork', p.ports].filter(Boolean).join(' '), { cls: 'soft', room: p.w - 14 }),
      ] : []),
    ],
  }));
}
