import { groupKey } from '../parts.js';
import { under } from './bridge.js';
import { pillOf } from './pill.js';
import { layoutPod } from './pod.js';

/** @typedef {import('../../model/types.js').Namespace} Namespace */
/** @typedef {import('./machine.js').MachineBox} MachineBox */
/** @typedef {{x: number, y: number, cols: number, dx: number, dy: number}} Slots where pods stand: the first one's corner, and the way to the next */

/** A machine that has more than its place was made for piles them up in its last slot, until it is made to fit again. */
const PILE = 5;
const MOST_PILED = 6;
/** How much of a pod's edge the name of its only device may take: in a room letters are large. */
const BY_ITSELF = 0.6;

/**
 * What hangs under a bridge: pods and containers, each in the slot the plan gave it.
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {import('../parts.js').Group} group
 * @param {{box: import('../shapes.js').Box, head: number, podH: number, podW: number, lanes: number, most: number, grids: ReadonlyMap<string, import('../plan.js').Grid>}} at
 * @returns {number} where the last row ends
 */
export function placePods(box, host, group, at) {
  const { m } = box;
  const bandEnd = at.box.y + at.head;
  const grid = at.grids.get(groupKey(group)) ?? { cols: 1, slots: group.pods.map((p) => p.id) };
  const cols = Math.max(1, group.oneRow ? grid.slots.length : grid.cols);
  const area = under(box, group);
  const most = Math.max(1, Math.floor(at.most / cols)) * cols;
  const rows = Math.max(1, Math.ceil(Math.min(most, grid.slots.length) / cols));
  /** A row that came later than the plan takes the room for its cables from the pods. */
  const isLate = rows > 1 && at.lanes === 0;
  const lanes = isLate || (cols === 1 && at.lanes === 0 && !m.narrow) ? m.rows.lane : at.lanes;
  const beside = cols === 1 && box.bars.length === 1 && !m.narrow;
  const each = Math.min(m.pod.most, (area.w - (cols - 1) * m.pod.gap) / cols - lanes);
  const w = beside ? m.pod.w : isLate ? each : Math.max(m.pod.w, each);
  const step = w + m.pod.gap + lanes;
  const left = area.x + (beside ? 0 : Math.max(0, (area.w - cols * step + m.pod.gap) / 2));
  const top = bandEnd + m.veth;
  const byId = new Map(group.pods.map((p) => [p.id, p]));
  box.slots = { x: left, y: top, cols, dx: step, dy: at.podH + m.rows.gap };
  grid.slots.forEach((id, i) => {
    const pod = id === null ? undefined : byId.get(id);
    if (!pod) return;
    const slot = Math.min(i, most - 1);
    const piled = Math.min(i - slot, MOST_PILED) * PILE;
    const r = Math.floor(slot / cols);
    const x = left + (slot % cols) * step + piled;
    const y = top + r * (at.podH + m.rows.gap) + piled;
    box.pods.push(layoutPod(pod, { x, y, w, h: at.podH }, m));
    wirePod(box, host, pod, { x, y, w, r, rows, bandEnd, step, lanes, last: slot % cols === cols - 1 && cols > 1 });
  });
  return grid.slots.length === 0 ? bandEnd : top + rows * (at.podH + m.rows.gap) - m.rows.gap;
}

/**
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {Namespace} pod
 * @param {{x: number, y: number, w: number, r: number, rows: number, bandEnd: number, step: number, lanes: number, last: boolean}} at
 */
function wirePod(box, host, pod, { x, y, w, r, rows, bandEnd, step, lanes, last }) {
  const { wiring, m } = box;
  const cables = pod.devices.filter((d) => d.role !== 'loopback');
  const middle = m.narrow ? Math.min(x + w - 20, Math.max(x + Math.min(w, 96) / 2, box.stack.corridor + m.aside)) : x + w / 2;
  const station = { x: middle, y: y + m.pod.station };
  const edge = m.narrow ? box.band.x + 2 : -Infinity;
  const own = box.pods[box.pods.length - 1];
  own.way = middle;
  const stackId = `stack:${pod.id}`;
  wiring.anchor(stackId, station.x, station.y, pod.id);
  const lo = pod.devices.find((d) => d.role === 'loopback');
  if (lo) {
    const loX = x + w - 26;
    wiring.anchor(lo.id, loX, station.y, pod.id);
    wiring.wire(lo.id, stackId, [{ x: loX, y: station.y }, station], 'lo');
  }
  cables.forEach((eth, i) => {
    const n = cables.length;
    const ethX = n === 1 ? middle : Math.round(x + ((i + 1) * w) / (n + 1));
    box.pills.push(pillOf(eth, pod.id, { x: ethX, y }, 'pod', n > 1 ? w / (n + 1) - 4 : m.narrow ? m.pod.pill : Math.max(m.pod.pill, w * BY_ITSELF), `eths:${pod.id}`, edge));
    wiring.anchor(eth.id, ethX, y, pod.id);
    wiring.stops.set(eth.id, stackId);
    wiring.wire(eth.id, stackId, [{ x: ethX, y }, ...(n === 1 ? [] : [{ x: ethX, y: station.y }]), station], 'inside');
    const port = host.devices.find((d) => d.id === eth.peer);
    if (!port) return;
    const gutter = x + w + ((last ? lanes : m.pod.gap + lanes) * r) / rows;
    const portX = r === 0 ? ethX : gutter;
    const room = n > 1 ? w / n - 6 : r === 0 && box.slots.dx === step ? step - 8 - lanes : 0;
    box.pills.push(pillOf(port, host.id, { x: portX, y: bandEnd }, 'port', room, `ports:${host.id}:${r}`, edge));
    wiring.anchor(port.id, portX, bandEnd, host.id);
    const way = r === 0 ? [] : [{ x: portX, y: y - m.rows.gap / 2 }, { x: ethX, y: y - m.rows.gap / 2 }];
    wiring.wire(port.id, eth.id, [{ x: portX, y: bandEnd }, ...way, { x: ethX, y }], 'veth');
    plugIn(box, port, portX, bandEnd);
  });
}

/** What stays free between the names of two ports. */
const BETWEEN = 6;

/**
 * Takes from ports of a row the room that their neighbours need: on a phone they do not stand in the middles of their pods, and one
 * at the machine's edge reaches farther to the right than to the left.
 * @param {import('./pill.js').Pill[]} ports
 */
export function besideOneAnother(ports) {
  const all = [...ports].sort((a, b) => a.y - b.y || a.x - b.x);
  all.slice(1).forEach((next, i) => {
    const own = all[i];
    if (own.row !== next.row) return;
    const room = Math.min(next.x - own.x - BETWEEN, (next.x - own.from - BETWEEN) / 1.5);
    own.room = Math.min(own.room, room);
    next.room = Math.min(next.room, room);
  });
}

/**
 * A port goes up into its bridge; when another bridge is above it, first along the band's lower edge.
 * @param {MachineBox} box
 * @param {import('../../model/types.js').Device} port
 * @param {number} x
 * @param {number} bandEnd
 */
function plugIn(box, port, x, bandEnd) {
  const { m } = box;
  const bar = box.bars.find((b) => b.id === port.master);
  if (!bar && port.master === null) routeIn(box, port, x, bandEnd);
  if (!bar) return;
  const rail = bar.y + m.bar.rail;
  const above = Math.min(bar.x + bar.w - 14, Math.max(bar.x + 14, x));
  const turn = bandEnd - m.bar.foot / 2;
  const way = above === x ? [{ x, y: rail }] : [{ x, y: turn }, { x: above, y: turn }, { x: above, y: rail }];
  bar.ports.push(above);
  box.wiring.anchor(`in:${port.id}`, above, rail, box.id);
  box.wiring.stops.set(port.id, `in:${port.id}`);
  box.wiring.wire(port.id, `in:${port.id}`, [{ x, y: bandEnd }, ...way], 'port');
  box.wiring.wire(`in:${port.id}`, bar.id, [{ x: above, y: rail }, { x: bar.leg, y: rail }], 'inside');
}

/**
 * The host's end of a cable that is no port of a bridge goes to the IP stack, along a line that all of them share.
 * @param {MachineBox} box
 * @param {import('../../model/types.js').Device} port
 * @param {number} x
 * @param {number} bandEnd
 */
function routeIn({ id, stack, wiring, m }, port, x, bandEnd) {
  const stackId = `stack:${id}`;
  const station = wiring.anchors.get(stackId);
  const shared = `routed:${id}`;
  const corner = { x: stack.corridor, y: bandEnd - m.bar.foot };
  if (!wiring.anchors.has(shared) && station) {
    wiring.anchor(shared, corner.x, corner.y, id);
    wiring.wire(shared, stackId, [corner, { x: corner.x, y: station.y }], 'spine');
  }
  wiring.stops.set(port.id, stackId);
  wiring.wire(port.id, shared, [{ x, y: bandEnd }, { x, y: corner.y }, corner], 'spine');
}
