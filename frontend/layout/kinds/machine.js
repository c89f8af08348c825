import { besideStack, corridorOf, groupKey, hostWidth, nicPlaces } from '../parts.js';
import { isTight, rect, words } from '../shapes.js';
import { barsOf, legsOf, paintBars, placeBars } from './bridge.js';
import { paintFold, placeFold } from './fold.js';
import { paintGates } from './gate.js';
import { paintGone } from './gone.js';
import { paintHostPods, placeHostPods } from './host-pod.js';
import { paintPills, pillBox, pillOf, sized } from './pill.js';
import { paintPod, podHeight } from './pod.js';
import { paintRules } from './rules.js';
import { hookY, hooksOf, paintStack, routesTake, showsHooks, stackHeight, waitY } from './stack.js';
import { besideOneAnother, placePods } from './under.js';

/** @typedef {import('../../model/types.js').Namespace} Namespace */
/** @typedef {import('../shapes.js').Box} Box */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {import('../parts.js').Parts} Parts */
/** @typedef {import('../graph.js').Wiring} Wiring */
/** @typedef {import('../metrics.js').Metrics} Metrics */
/** @typedef {{id: string, kind: string, label: string, ready: boolean, zone?: string, rack?: string, pods?: number, problems?: number}} Machine */
/**
 * A machine: a solid outline, the host's namespace as a band with the IP stack between NICs and bridges, and pods or containers
 * as siblings of the host below it, each on its own veth.
 * @typedef {Box & {id: string, label: string, ready: boolean, down: string[], known: boolean, dots: number, problems: number, band: Box, stack: import('./stack.js').StackBox,
 *   bars: import('./bridge.js').Bar[], hostPods: import('./host-pod.js').HostPod[], pods: import('./pod.js').PodBox[],
 *   pills: import('./pill.js').Pill[], nics: string[], cue: import('../../model/cues.js').Cue|null, gone: import('./gone.js').Gone[], wiring: Wiring, slots: import('./under.js').Slots, m: Metrics, fold: import('./fold.js').FoldBox|null}} MachineBox
 */

/**
 * How wide a machine has to be.
 * @param {Parts} parts
 * @param {number} cols
 * @param {number} podW
 * @param {Metrics} m
 */
export function machineWidth(parts, cols, podW, m) {
  const bars = barsOf(parts.groups, cols, podW, m);
  return 2 * m.machine.inset + Math.max(hostWidth(parts, m), bars.w);
}

/**
 * From a machine's upper edge to its first row of pods.
 * @param {Namespace} host
 * @param {Parts} parts
 * @param {number} w of the machine
 * @param {Metrics} m
 */
export function headHeight(host, parts, w, m) {
  let y = m.machine.top + bandHead(parts, m) + stackHeight(hooksOf(host.hooks), m) + parts.virtual.length * m.tunnel;
  y = placeHostPods(host, { x: 0, w: w - 2 * m.machine.inset }, corridorOf(parts, w - 2 * m.machine.inset, m), y, m).bottom;
  return y + barRoom(parts, m);
}

/** In a narrow machine the dashed line from a tunnel passes between pills and name. @param {Parts} parts @param {Metrics} m */
const bandHead = ({ virtual }, m) => m.band.head + (m.narrow && virtual.some((d) => d.underlay) ? 16 : 0);

/** @param {Parts} parts @param {Metrics} m @returns {number} from the stack and what stands under it to the band's lower edge */
function barRoom({ groups }, m) {
  if (!groups[0].bridge) return m.bar.foot + (groups[0].pods.length > 0 ? m.bar.routed : 0);
  return m.stack.legGap + (groups.length > 1 ? m.bar.turn : 0) + m.bar.h + m.bar.foot;
}

/**
 * @param {Machine} machine
 * @param {Namespace} host
 * @param {Parts} parts
 * @param {{box: Box, head: number, podH: number, podW: number, cols: number, lanes: number, most: number, grids: ReadonlyMap<string, import('../plan.js').Grid>, m: Metrics, fold?: import('../folds.js').Fold}} at its cell of the plan
 * @param {Wiring} wiring what its wires are added to
 * @returns {MachineBox}
 */
export function layoutMachine(machine, host, parts, at, wiring) {
  const { m } = at;
  const band = { x: at.box.x + m.machine.inset, y: at.box.y + m.machine.top, w: at.box.w - 2 * m.machine.inset, h: at.head - m.machine.top };
  const corridor = band.x + corridorOf(parts, band.w, m);
  const hooks = hooksOf(host.hooks);
  const stack = {
    id: host.id, x: band.x + m.band.pad, y: band.y + bandHead(parts, m), w: band.w - (m.narrow ? m.band.pad + 3 : 2 * m.band.pad) - besideStack(parts, m), h: stackHeight(hooks, m),
    corridor, m, forward: host.ipForward, between: parts.groups.some((g) => g.bridge) || parts.nics.length > 1, hooks,
  };
  /** @type {MachineBox} */
  const box = {
    ...at.box, id: host.id, label: machine.label, ready: machine.ready, down: offNics(parts), known: true, dots: 0, problems: machine.problems ?? 0,
    band, stack, bars: [], hostPods: [], pods: [], pills: [], nics: [], cue: null, gone: [], wiring, slots: { x: 0, y: 0, cols: 1, dx: 0, dy: 0 }, m, fold: null,
  };
  placeStations(box, host.id);
  placeNics(box, host, parts);
  const below = placeTunnels(box, host, parts);
  box.hostPods = placeHostPods(host, band, corridor, below, m).cards;
  placeBars(box, host, parts, at);
  const bottom = at.box.y + at.head;
  const ends = parts.groups.map((group) => placePods(box, host, group, at));
  besideOneAnother(box.pills.filter((p) => p.kind === 'port'));
  placePorts(box, parts);
  box.fold = placeFold(box, at.fold);
  box.h = Math.max(bottom, ...ends, box.fold ? box.fold.y + box.fold.h : 0) + m.machine.foot - at.box.y;
  return box;
}

/** Anchors along the corridor, from above the stack down through it. @param {MachineBox} box @param {string} id */
function placeStations({ stack, wiring, m }, id) {
  const x = stack.corridor;
  const rows = stack.hooks ? stack.hooks.out.map((_, i) => hookY(stack, i)) : [waitY(stack)];
  const all = [stack.y - m.upper, ...rows];
  all.forEach((y, i) => {
    wiring.anchor(stationId(id, i), x, y, id);
    if (i > 0) wiring.wire(stationId(id, i - 1), stationId(id, i), [{ x, y: all[i - 1] }, { x, y }], 'inside');
  });
  if (stack.hooks) wiring.hooks.set(id, { out: stack.hooks.out.map((h) => h.name), in: stack.hooks.in.map((h) => h.name) });
  wiring.anchor(`stack:${id}`, x, all[all.length - 1], id);
  wiring.wire(`stack:${id}`, stationId(id, all.length - 1), [{ x, y: all[all.length - 1] }], 'inside');
}

/**
 * @param {string} ns
 * @param {number} i from the top: 0 above the stack, then its rows
 */
export const stationId = (ns, i) => `station:${ns}:${i}`;

/**
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {Parts} parts
 */
function placeNics(box, host, parts) {
  const { stack, band, wiring, m } = box;
  const upper = { x: stack.corridor, y: stack.y - m.upper };
  const places = nicPlaces(parts, band.w, m);
  const room = places.length > 1 ? m.nicStep - 8 : band.w - (m.narrow ? 4 : 30);
  [...parts.nics, ...parts.outer].forEach((nic, i) => {
    const x = band.x + places[i];
    box.pills.push(pillOf(nic, host.id, { x, y: band.y }, 'nic', room, `nics:${host.id}`, m.narrow ? band.x + 2 : -Infinity));
    box.nics.push(nic.id);
    wiring.anchor(nic.id, x, band.y, host.id);
    if (nic.master === null) wiring.stops.set(nic.id, stationId(host.id, 0));
    if (nic.master !== null) return;
    const bend = i === 0 ? [] : [{ x, y: upper.y }];
    wiring.wire(nic.id, stationId(host.id, 0), [{ x, y: band.y }, ...bend, upper], 'spine');
  });
  if (parts.nics.length > 0) wiring.wire(stationId(host.id, 0), stationId(host.id, 0), [upper, { x: upper.x, y: stack.y }], 'spine');
  const lo = host.devices.find((d) => d.role === 'loopback');
  if (!lo) return;
  const y = waitY(stack);
  const x = stack.x + stack.w - 24;
  wiring.anchor(lo.id, x, y, host.id);
  wiring.wire(lo.id, `stack:${host.id}`, [{ x, y }, { x: stack.corridor, y }], 'lo');
}

/** By so many wires the way from a stack to a tunnel is longer, so that only what the tunnel wraps or unwraps takes the way round. */
const AWAY = 5;

/**
 * Tunnels stand under the stack they belong to, with a dashed line round it to the device their packets leave through. A packet waits
 * for a tunnel where its line leaves the corridor, and what the tunnel has wrapped where the dashed line meets that of its device.
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {Parts} parts
 * @returns {number} where they end
 */
function placeTunnels(box, host, parts) {
  const { stack, band, wiring, m } = box;
  const top = stack.y + stack.h;
  let lane = stack.x + stack.w + 8;
  parts.virtual.forEach((device, i) => {
    const y = top + 20 + i * m.tunnel;
    const x = (stack.corridor + 14 + stack.x + stack.w) / 2;
    box.pills.push(pillOf(device, host.id, { x, y }, 'tunnel', stack.x + stack.w - stack.corridor - 16));
    wiring.anchor(device.id, x, y, host.id);
    const wait = `at:${device.id}`;
    const stationed = device.master === null;
    if (stationed) {
      wiring.anchor(wait, stack.corridor, y, host.id);
      wiring.wire(device.id, wait, [{ x, y }, { x: stack.corridor, y }], 'spine');
      wiring.detour(wait, `stack:${host.id}`, [{ x: stack.corridor, y }, { x: stack.corridor, y: waitOf(stack) }], 'spine', AWAY);
    }
    wiring.stops.set(device.id, stationed ? wait : `stack:${host.id}`);
    const under = device.underlay ? wiring.anchors.get(device.underlay) : undefined;
    if (!under) return;
    const turn = m.narrow ? band.y + 15 : stack.y - m.upper;
    const out = `under:${device.id}`;
    wiring.anchor(out, under.x, turn, host.id);
    wiring.detour(device.id, out, [{ x, y }, { x: lane, y }, { x: lane, y: turn }, { x: under.x, y: turn }], 'underlay', stack.hooks ? stack.hooks.out.length : 1);
    wiring.wire(out, under.id, [{ x: under.x, y: turn }, { x: under.x, y: under.y }], 'underlay');
    lane += 7;
  });
  return top + parts.virtual.length * m.tunnel;
}

/** @param {import('./stack.js').StackBox} s */
const waitOf = (s) => (s.hooks ? hookY(s, s.hooks.out.length - 1) : waitY(s));

/**
 * Devices of the machine's upper edge and tunnels that are ports go straight down into their bridge, beside the stack.
 * @param {MachineBox} box
 * @param {Parts} parts
 */
function placePorts(box, parts) {
  for (const port of [...parts.outer, ...parts.virtual]) {
    const bar = box.bars.find((b) => b.id === port.master);
    const from = box.wiring.anchors.get(port.id);
    if (!bar || !from) continue;
    const rail = bar.y + box.m.bar.rail;
    const into = Math.min(bar.x + bar.w - 14, Math.max(bar.x + 14, from.x));
    const bend = into === from.x ? [] : [{ x: from.x, y: bar.y - 10 }, { x: into, y: bar.y - 10 }];
    bar.ports.push(into);
    box.wiring.anchor(`in:${port.id}`, into, rail, box.id);
    box.wiring.stops.set(port.id, `in:${port.id}`);
    box.wiring.wire(port.id, `in:${port.id}`, [{ x: from.x, y: from.y }, ...bend, { x: into, y: rail }], 'uplink');
    box.wiring.wire(`in:${port.id}`, bar.id, [{ x: into, y: rail }, { x: bar.leg, y: rail }], 'inside');
  }
}

/**
 * @param {MachineBox} m
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintMachine(m, look) {
  if (look.level === 'fleet') return [];
  const { band, stack } = m;
  const own = { key: `machine:${m.id}`, cls: `machine ns ${m.ready ? '' : 'unready'} ${m.down.length > 0 ? 'down' : ''}`.trim(), ns: m.id };
  const outline = { ...own, title: m.label, shapes: [rect(m, 'outline', 12)] };
  if (look.level === 'rack') {
    const y = m.y + look.size(12) * 1.4;
    return [{ ...outline, shapes: [rect(m, 'outline', 12), ...words(look, { x: m.x + m.w / 2, y }, m.label, { role: 'strong', anchor: 'middle', room: m.w - 12 })] }];
  }
  const room = stack.corridor - m.m.stack.beside - band.x - 13;
  const beside = m.m.narrow && !m.cue ? narrowName(m, look) : null;
  const name = m.m.narrow ? beside ?? [] : look.level === 'pod'
    ? [...words(look, { x: band.x + 13, y: band.y + 24 }, m.label, { px: 14, role: 'strong', room }),
      ...words(look, { x: band.x + 13, y: band.y + 40 }, stateOf(m, look), { cls: m.ready && m.down.length === 0 ? 'soft' : 'alert', room: m.ready && m.down.length === 0 && isTight(look) ? 0 : room, whole: true })]
    : m.cue ? [] : showsHooks(stack, look) ? words(look, { x: band.x + 13, y: band.y + 24 }, m.label, { role: 'strong', room }) : words(look, { x: stack.x + 8, y: routesTake(stack, look).left ? stack.y + 4 + look.size(12) : stack.y + stack.h / 2 + look.size(12) * 0.36 }, m.label, { role: 'strong', room: stack.w / 2 - 20 });
  const rules = m.cue ? paintRules(stack, m.cue, look.level === 'pod' && !m.m.narrow ? '' : m.label, look) : [];
  return [
    outline,
    ...(m.known ? [{ key: `host:${m.id}`, cls: 'host ns', ns: m.id, title: `${m.label}: ${look.t('glossary.netns')}`, shapes: [rect(band, 'band', 10)] }] : []),
    ...paintStack(stack, look, m.cue !== null, beside === null ? m.label : null),
    ...paintBars(m, look),
    ...paintHostPods(m.hostPods, m.id, look),
    ...m.gone.map((g) => paintGone(g, look)),
    ...m.pods.flatMap((p) => paintPod(p, look)),
    ...(m.fold?.alone ? paintFold(m.fold, look) : []),
    { key: `name:${m.id}`, cls: 'names', ns: m.id, shapes: [...name, ...rules] },
  ];
}

/** The names of its NICs where all of them are down: nothing comes to it or leaves it. @param {Parts} parts */
const offNics = ({ nics, outer }) => ([...nics, ...outer].every((d) => !d.up) ? [...nics, ...outer].map((d) => d.name) : []);

/** @param {MachineBox} m @param {Look} look */
const stateOf = (m, look) => (!m.ready ? look.t('ui.stage.notReady') : m.down.length > 0 ? `✕ ${m.down.join(' ')} ${look.t('ui.stage.down')}` : look.t('ui.stage.hostNamespace'));

/**
 * Its name beside where a packet waits above the stack: under the pill of its NIC, or where letters are large at the pill's right.
 * @param {MachineBox} m
 * @param {Look} look
 * @returns {import('../shapes.js').Text[]|null} none where neither has room
 */
function narrowName({ band, stack, label, ready, pills }, look) {
  const y = stack.y - 8;
  const top = y - look.size(13) * 0.76;
  const nics = pills.filter((p) => p.kind === 'nic').map((p) => pillBox(p, sized(p, look)));
  const isUnder = nics.every((p) => p.y + p.h <= top);
  const x = isUnder ? stack.corridor + 30 / Math.min(1, look.k) : Math.max(stack.corridor, ...nics.map((p) => p.x + p.w)) + 8;
  const roads = pills.some((p) => p.kind === 'tunnel') ? 14 / Math.min(1, look.k) : 0; // they pass at the right of the stack
  const right = Math.min(band.x + band.w - 8, stack.x + stack.w - roads);
  const free = right - x - look.meter.width(label, 'strong', look.size(13));
  if (top < band.y + 2 || free < 0) return null;
  const word = look.t(ready ? 'ui.stage.host' : 'ui.stage.notReady');
  return [...words(look, { x, y }, label, { px: 13, role: 'strong' }), ...words(look, { x: right, y }, word, { cls: ready ? 'soft' : 'alert', anchor: 'end', room: free - 8, whole: true })];
}

/** @param {MachineBox} m @param {Look} look @returns {Figure[]} */
export const paintMachinePills = (m, look) => (look.level === 'pod' || look.level === 'node' ? [...paintPills(legsOf(m, look), look), ...m.pods.flatMap((p) => paintGates(p, p.gates, look))] : []);

/** @param {Namespace[]} pods @param {Metrics} m @returns {number} the height all of them can have */
export const tallest = (pods, m) => pods.reduce((h, p) => Math.max(h, podHeight(p, m)), m.pod.head + m.pod.foot);

export { groupKey };
