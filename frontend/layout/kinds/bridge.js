import { rect, words } from '../shapes.js';
import { groupKey } from '../parts.js';
import { pillBox, pillOf, sized } from './pill.js';

/** @typedef {import('../shapes.js').Box} Box */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {import('../parts.js').Group} Group */
/** @typedef {Box & {id: string, name: string, leg: number, ports: number[], down: boolean}} Bar `leg`: where its IP leg stands on it; `ports`: where cables come in */

/** From the middle of a road to where a packet on its lane ends, on the screen. */
const PACKET = 26;

/**
 * The bridges of a machine stand side by side, each as wide as what hangs from it.
 * @param {Group[]} groups
 * @param {number} cols
 * @param {number} podW
 * @param {import('../metrics.js').Metrics} m
 * @returns {{ws: number[], w: number}}
 */
export function barsOf(groups, cols, podW, m) {
  const several = groups.length > 1;
  const ws = groups.map((g) => {
    const n = Math.max(1, g.oneRow ? g.pods.length : several ? Math.min(cols, g.pods.length) : cols);
    return Math.max(several ? m.bar.minW : 0, n * (podW + m.pod.gap) - m.pod.gap);
  });
  return { ws, w: ws.reduce((sum, w) => sum + w + m.bar.between, -m.bar.between) };
}

/**
 * @param {import('./machine.js').MachineBox} box
 * @param {import('../../model/types.js').Namespace} host
 * @param {import('../parts.js').Parts} parts
 * @param {{box: Box, head: number, podW: number, cols: number}} at
 */
export function placeBars(box, host, parts, at) {
  const { band, stack, wiring, m } = box;
  const y = at.box.y + at.head - m.bar.foot - m.bar.h;
  const rail = y + m.bar.rail;
  const stackId = `stack:${host.id}`;
  const from = /** @type {import('../graph.js').Anchor} */ (wiring.anchors.get(stackId)).y;
  const { ws, w } = barsOf(parts.groups, at.cols, at.podW, m);
  const extra = Math.max(0, band.w - w) / parts.groups.length;
  let x = band.x;
  parts.groups.forEach(({ bridge }, i) => {
    const own = ws[i] + extra;
    if (bridge) {
      const bar = { x: x + m.band.pad, y, w: own - 2 * m.band.pad, h: m.bar.h };
      const leg = parts.groups.length === 1 ? stack.corridor : bar.x + bar.w / 2;
      box.bars.push({ ...bar, id: bridge.id, name: bridge.name, leg, ports: [], down: !bridge.up });
      wiring.anchor(bridge.id, leg, rail, host.id);
      const turn = y - m.stack.legGap + 2;
      const bend = leg === stack.corridor ? [] : [{ x: leg, y: turn }, { x: stack.corridor, y: turn }];
      wiring.wire(bridge.id, stackId, [{ x: leg, y: rail }, ...bend, { x: stack.corridor, y: from }], 'spine');
      if (!m.narrow) box.pills.push(pillOf(bridge, host.id, { x: leg, y: y - 1 }, 'leg', bar.w * 0.62));
    }
    x += own + m.bar.between;
  });
}

/**
 * Where the pods of a group stand: under its bar, or under the whole band.
 * @param {import('./machine.js').MachineBox} box
 * @param {Group} group
 * @returns {{x: number, w: number}}
 */
export function under({ band, bars, m }, group) {
  const bar = bars.find((b) => b.id === group.bridge?.id);
  return bars.length > 1 && bar ? { x: bar.x - m.band.pad, w: bar.w + 2 * m.band.pad } : band;
}

/**
 * @param {import('./machine.js').MachineBox} m
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintBars(m, look) {
  if (look.level === 'fleet' || look.level === 'rack') return [];
  return m.bars.map((bar) => ({
    key: `bar:${bar.id}`, cls: `bar ${bar.down ? 'down' : ''}`.trim(), ns: m.id, dev: bar.id, title: `${bar.name}: ${look.t('glossary.bridge')}`,
    shapes: [rect(bar, 'body', 7), ...barName(bar, m, look)],
  }));
}

/** So much of their size letters are high. */
const LETTERS = 0.8;

/**
 * The name stands at an end of the bar where no cable comes in and no leg stands, else above the bar; from so far away that the bar is lower than
 * letters, it has none on it.
 * @param {Bar} bar
 * @param {import('./machine.js').MachineBox} m
 * @param {Look} look
 */
function barName(bar, m, look) {
  const size = look.size(13);
  const y = bar.y + bar.h / 2 + size * 0.36;
  const { at, free, right } = nameAt(bar, m, look);
  const kind = bar.down ? `✕ ${look.t('ui.stage.down')}` : look.level === 'pod' ? look.t('ui.stage.bridge') : '';
  const tail = free.right + 4 + look.meter.width(kind, 'text', look.size(12)) <= right ? words(look, { x: right, y }, kind, { cls: 'on-bar', anchor: 'end' }) : [];
  if (at !== 'above' && bar.h < size * LETTERS) return [];
  if (at === 'left') return [...words(look, { x: bar.x + 14, y }, bar.name, { px: 13, role: 'strong', cls: 'on-bar' }), ...tail];
  if (at === 'right') return words(look, { x: right, y }, bar.name, { px: 13, role: 'strong', cls: 'on-bar', anchor: 'end' });
  if (m.m.narrow) return [];
  const leg = legsOf(m, look).find((p) => p.id === bar.id);
  return words(look, { x: bar.x + 2, y: bar.y - 6 }, bar.name, { px: 13, role: 'strong', cls: 'bar-name', room: (leg ? pillBox(leg, sized(leg, look)).x - 6 : bar.leg - 30) - bar.x });
}

/** @param {Bar} bar @param {import('./machine.js').MachineBox} m @param {Look} look */
function nameAt(bar, m, look) {
  const w = look.meter.width(bar.name, 'strong', look.size(13));
  const leg = m.pills.find((p) => p.id === bar.id);
  const half = leg ? Math.min(leg.room, look.meter.width(leg.text, 'mono', look.size(12)) + 24) / 2 + 6 : m.m.narrow ? 14 : 30;
  /** A narrow bar's ports have the packet beside them. */
  const beside = m.m.narrow ? PACKET / Math.min(1, look.k) : m.m.stack.beside - 4;
  const free = { left: Math.min(bar.leg - half, ...bar.ports.map((x) => x - beside)), right: Math.max(bar.leg + half, ...bar.ports.map((x) => x + beside)) };
  const right = bar.x + bar.w - 12;
  return { at: bar.x + 14 + w <= free.left ? 'left' : right - w >= free.right ? 'right' : 'above', free, right };
}

/**
 * A machine's pills, with that of a bridge's leg moved to the right where it would cover the bridge's name above the bar; it stays over its leg.
 * @param {import('./machine.js').MachineBox} m
 * @param {Look} look
 * @returns {import('./pill.js').Pill[]}
 */
export function legsOf(m, look) {
  return m.pills.map((p) => {
    const bar = p.kind === 'leg' ? m.bars.find((b) => b.id === p.id) : undefined;
    if (!bar || nameAt(bar, m, look).at !== 'above') return p;
    const from = bar.x + 8 + look.meter.width(bar.name, 'strong', look.size(13));
    return from <= bar.leg - 12 && from + sized(p, look).w <= bar.x + bar.w ? { ...p, from } : p;
  });
}

export { groupKey };
