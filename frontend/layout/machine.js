import { hooksHeight, placeHooks } from './hooks.js';
import { gridsOf, hostPodsPerRow } from './measure.js';
import { M, pillWidth, shorten } from './metrics.js';
import { nicPlaces } from './parts.js';
import { pill } from './pod.js';
import { placePods } from './under.js';

/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('../model/types.js').Device} Device */
/** @typedef {import('./pod.js').Box} Box */
/** @typedef {import('./pod.js').Pill} Pill */
/** @typedef {import('./pod.js').PodBox} PodBox */
/** @typedef {import('./parts.js').Parts} Parts */
/** @typedef {import('./graph.js').Wiring} Wiring */
/** @typedef {Box & {id: string, name: string}} Bar */
/** @typedef {Box & {id: string, label: string, ports: string, title: string}} HostPod */
/**
 * A machine drawn with its own corner as origin.
 * @typedef {object} MachineBox
 * @property {string} id
 * @property {string} label
 * @property {boolean} ready
 * @property {boolean} ipForward
 * @property {number} x
 * @property {number} y
 * @property {number} w
 * @property {number} h
 * @property {Box} band
 * @property {Box} stack
 * @property {import('./hooks.js').HookTag[]} hooks netfilter hooks with rules
 * @property {Bar[]} bars its bridges
 * @property {HostPod[]} hostPods
 * @property {PodBox[]} pods
 * @property {Pill[]} pills
 * @property {string[]} nics ids of the NICs that hang from a segment
 * @property {Wiring} wiring that of the whole
 * @property {import('./graph.js').Mark} from where its own part of the wiring begins
 * @property {import('./graph.js').Mark} to
 */

/**
 * Draws one machine: a solid outline, the host namespace as a band with the IP stack between NICs and bridges, and pods
 * or containers as siblings of the host below it, each on its own veth.
 * @param {{id: string, label: string, ready: boolean}} machine
 * @param {Namespace} host
 * @param {Parts} parts
 * @param {number} columns how many pods stand side by side
 * @param {Wiring} wiring what its wires are added to, from its own corner
 * @returns {MachineBox}
 */
export function layoutMachine(machine, host, parts, columns, wiring) {
  const { grids, bandW } = gridsOf(parts, columns);
  const from = wiring.mark();
  const band = { x: M.band.inset, y: M.band.inset, w: bandW, h: 0 };
  const stack = { x: band.x + M.band.stackX, y: band.y + M.band.head, w: M.band.stackW, h: M.band.stackH + hooksHeight(host.hooks) };
  const lineX = band.x + M.band.lineX;
  wiring.anchor(`stack:${host.id}`, lineX, stack.y + stack.h / 2, host.id);
  wiring.spots.set(`stack:${host.id}`, { side: 'right', dx: 54, dy: 0, below: stack.h / 2 + 3 });
  /** @type {MachineBox} */
  const box = {
    id: host.id, label: machine.label, ready: machine.ready, ipForward: host.ipForward,
    x: 0, y: 0, w: bandW + 2 * M.band.inset, h: 0,
    band, stack, hooks: placeHooks(stack, host.hooks), bars: [], hostPods: [], pods: [], pills: [], nics: [], wiring, from, to: from,
  };
  placeNics(box, host, parts, lineX);
  const below = placeHostPods(box, host, placeVirtual(box, host, parts, lineX));
  const bottom = placeBridges(box, host, parts, grids, lineX, below);
  band.h = bottom - band.y;
  const ends = parts.groups.map((group, i) => placePods(box, host, group.pods, grids[i]));
  placePorts(box, parts);
  box.h = Math.max(bottom, ...ends) + M.foot;
  box.to = wiring.mark();
  return box;
}

/**
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {Parts} parts
 * @param {number} lineX
 */
function placeNics(box, host, parts, lineX) {
  const stackId = `stack:${host.id}`;
  const { stack, band } = box;
  const middle = stack.y + stack.h / 2;
  const places = nicPlaces(parts);
  [...parts.nics, ...parts.outer].forEach((nic, i) => {
    const x = band.x + places[i];
    const p = pill(nic, host.id, x, band.y, 'nic', [nic.name, bare(nic)].filter(Boolean).join(' '));
    box.pills.push(places.length > 1 ? { ...p, room: M.nicStep - 10 } : p);
    box.nics.push(nic.id);
    box.wiring.anchor(nic.id, x, band.y, host.id);
    box.wiring.spots.set(nic.id, { side: 'right', dx: 13, dy: 0 });
    if (nic.master !== null) return;
    const bend = i === 0 ? [] : [{ x, y: stack.y - 5 }, { x: lineX, y: stack.y - 5 }];
    box.wiring.wire(nic.id, stackId, [{ x, y: band.y }, ...bend, { x: lineX, y: middle }], 'spine');
  });
  const lo = host.devices.find((d) => d.role === 'loopback');
  if (!lo) return;
  const y = stack.y + 16;
  const x = stack.x + stack.w - pillWidth(lo.name) / 2 - 6;
  box.pills.push(pill(lo, host.id, x, y, 'lo'));
  box.wiring.anchor(lo.id, x, y, host.id);
  box.wiring.wire(lo.id, stackId, [{ x, y }, { x: lineX, y }, { x: lineX, y: middle }], 'inside');
}

/**
 * Tunnels stand under the stack they belong to, with a dashed line round it to the device their packets leave by.
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {Parts} parts
 * @param {number} lineX
 * @returns {number} where they end
 */
function placeVirtual(box, host, parts, lineX) {
  const { stack, band } = box;
  const top = stack.y + stack.h;
  let lane = stack.x + stack.w + 10;
  parts.virtual.forEach((device, i) => {
    const text = [device.name, bare(device)].filter(Boolean).join(' ');
    const y = top + 22 + i * M.virtual;
    const left = lineX + 26;
    const p = { ...pill(device, host.id, 0, y, 'tunnel', text), room: stack.x + stack.w - left };
    p.x = left + p.w / 2;
    box.pills.push(p);
    box.wiring.anchor(device.id, p.x, y, host.id);
    box.wiring.spots.set(device.id, { side: 'right', dx: 13, dy: 0 });
    if (device.master === null) {
      const join = [{ x: p.x, y }, { x: lineX, y }, { x: lineX, y: stack.y + stack.h / 2 }];
      box.wiring.wire(device.id, `stack:${host.id}`, join, 'spine');
    }
    const under = device.underlay ? box.wiring.anchors.get(device.underlay) : undefined;
    if (!under) return;
    const turn = band.y + 14;
    const round = [{ x: p.x, y }, { x: lane, y }, { x: lane, y: turn }, { x: under.x, y: turn }, { x: under.x, y: under.y }];
    box.wiring.wire(device.id, under.id, round, 'underlay');
    lane += 7;
  });
  return top + parts.virtual.length * M.virtual;
}

/**
 * Pods on the host's own network sit in the host's band, beside the line that goes down to the bridge.
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {number} top
 * @returns {number} where the bridge may begin
 */
function placeHostPods(box, host, top) {
  const { w, h, gap } = M.hostPod;
  const left = box.band.x + M.band.lineX + 24;
  const perRow = hostPodsPerRow(box.band.w);
  host.pods.forEach((pod, i) => {
    const ports = pod.containers.flatMap((c) => c.ports.map((p) => `:${p.port}`)).join(' ');
    box.hostPods.push({
      id: `${pod.namespace}/${pod.name}`,
      label: shorten(pod.name, 19), ports: shorten(ports, 18), title: `${pod.namespace}/${pod.name} ${ports}`,
      x: left + (i % perRow) * (w + gap), y: top + 12 + Math.floor(i / perRow) * (h + gap), w, h,
    });
  });
  const rows = Math.ceil(host.pods.length / perRow);
  return rows === 0 ? top : top + 12 + rows * (h + gap) - gap;
}

/**
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {Parts} parts
 * @param {import('./measure.js').Grid[]} grids
 * @param {number} lineX
 * @param {number} top
 * @returns {number} bottom of the band
 */
function placeBridges(box, host, parts, grids, lineX, top) {
  if (!parts.groups[0].bridge) return top + M.bar.without;
  const y = top + M.bar.legGap;
  const rail = y + M.bar.rail;
  const stackY = box.stack.y + box.stack.h / 2;
  parts.groups.forEach(({ bridge }, i) => {
    if (!bridge) return;
    const { x, w } = grids[i];
    const bar = { id: bridge.id, name: bridge.name, x: box.band.x + x + 10, y, w: w - 20, h: M.bar.h };
    box.bars.push(bar);
    const legX = i === 0 ? lineX : bar.x + bar.w - 74;
    box.wiring.anchor(bridge.id, legX, rail, host.id);
    box.wiring.spots.set(bridge.id, { side: 'right', dx: 68, dy: 0 });
    const bend = i === 0 ? [] : [{ x: legX, y: top + 14 }, { x: lineX, y: top + 14 }];
    box.wiring.wire(bridge.id, `stack:${host.id}`, [{ x: legX, y: rail }, ...bend, { x: lineX, y: stackY }], 'spine');
    box.pills.push({ ...pill(bridge, host.id, legX, y, 'leg', bridge.addresses[0] ?? '—'), room: parts.groups.length > 1 ? 140 : 230 });
  });
  return y + M.bar.h + M.bar.drop;
}

/**
 * Devices of the machine's upper edge and tunnels that are ports go straight down into their bridge, beside the stack.
 * @param {MachineBox} box
 * @param {Parts} parts
 */
function placePorts(box, parts) {
  for (const port of [...parts.outer, ...parts.virtual]) {
    const bar = box.bars.find((b) => b.id === port.master);
    const from = box.wiring.anchors.get(port.id);
    const leg = bar && box.wiring.anchors.get(bar.id);
    if (!bar || !from || !leg) continue;
    const rail = bar.y + M.bar.rail;
    const into = Math.min(bar.x + bar.w - 14, Math.max(bar.x + 14, from.x));
    const turn = bar.y - 10;
    const bend = into === from.x ? [] : [{ x: from.x, y: turn }, { x: into, y: turn }];
    box.wiring.wire(port.id, bar.id, [{ x: from.x, y: from.y }, ...bend, { x: into, y: bar.y }, { x: into, y: rail }, { x: leg.x, y: rail }], 'uplink');
  }
}

/**
 * @param {Device} device
 * @returns {string} its first address without prefix length
 */
function bare(device) {
  return (device.addresses[0] ?? '').split('/')[0];
}
