import { Wiring } from './graph.js';
import { gridOf, hostPodsPerRow } from './measure.js';
import { M, NAMED_PORT_ROWS, pillWidth, shorten } from './metrics.js';
import { layoutPod, pill, podHeight } from './pod.js';

/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('../model/types.js').Device} Device */
/** @typedef {import('./pod.js').Box} Box */
/** @typedef {import('./pod.js').Pill} Pill */
/** @typedef {import('./pod.js').PodBox} PodBox */
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
 * @property {Bar|null} bar
 * @property {HostPod[]} hostPods
 * @property {PodBox[]} pods
 * @property {Pill[]} pills
 * @property {string[]} nics ids of the NICs that hang from a segment
 * @property {Wiring} wiring
 */

/**
 * Draws one machine: a solid outline, the host namespace as a band with the IP stack between NIC and bridge, and the
 * pods as siblings of the host below it, each on its own veth.
 * @param {{id: string, label: string, ready: boolean}} machine
 * @param {Namespace} host
 * @param {Namespace[]} pods
 * @param {number} columns how many pods stand side by side
 * @returns {MachineBox}
 */
export function layoutMachine(machine, host, pods, columns) {
  const { cols, gutter, bandW } = gridOf(pods.length, columns);
  const wiring = new Wiring();
  const band = { x: M.band.inset, y: M.band.inset, w: bandW, h: 0 };
  const stack = { x: band.x + M.band.stackX, y: band.y + M.band.head, w: M.band.stackW, h: M.band.stackH };
  const lineX = band.x + M.band.lineX;
  wiring.anchor(`stack:${host.id}`, lineX, stack.y + stack.h / 2, host.id);
  wiring.spots.set(`stack:${host.id}`, { side: 'right', dx: 54, dy: 0, below: stack.h / 2 + 3 });
  /** @type {MachineBox} */
  const box = {
    id: host.id, label: machine.label, ready: machine.ready, ipForward: host.ipForward,
    x: 0, y: 0, w: bandW + 2 * M.band.inset, h: 0,
    band, stack, bar: null, hostPods: [], pods: [], pills: [], nics: [], wiring,
  };
  placeNics(box, host, lineX);
  const below = placeHostPods(box, host, stack.y + stack.h);
  const bottom = placeBridge(box, host, lineX, below);
  band.h = bottom - band.y;
  const podsEnd = placePods(box, host, pods, cols, gutter);
  box.h = Math.max(podsEnd, bottom) + M.foot;
  return box;
}

/**
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {number} lineX
 */
function placeNics(box, host, lineX) {
  const stackId = `stack:${host.id}`;
  const middle = box.stack.y + box.stack.h / 2;
  const nics = host.devices.filter((d) => d.role === 'nic');
  nics.forEach((nic, i) => {
    const text = [nic.name, bare(nic)].filter(Boolean).join(' ');
    const x = i === 0 ? lineX : lineX + 90 + i * 130;
    const p = pill(nic, host.id, x, box.band.y, 'nic', text);
    box.pills.push(p);
    box.nics.push(nic.id);
    box.wiring.anchor(nic.id, x, box.band.y, host.id);
    box.wiring.spots.set(nic.id, { side: 'right', dx: 13, dy: 0 });
    const bend = i === 0 ? [] : [{ x, y: box.stack.y - 6 }, { x: lineX, y: box.stack.y - 6 }];
    box.wiring.wire(nic.id, stackId, [{ x, y: box.band.y }, ...bend, { x: lineX, y: middle }], 'spine');
  });
  const right = box.stack.x + box.stack.w;
  host.devices.filter((d) => d.role === 'loopback' || d.role === 'other').forEach((device, i) => {
    const kind = device.role === 'loopback' ? 'lo' : 'other';
    const w = pillWidth(shorten(device.name, 24));
    const y = box.stack.y + box.stack.h - 14 - i * 25;
    const x = right - w / 2 - 6;
    box.pills.push(pill(device, host.id, x, y, kind));
    box.wiring.anchor(device.id, x, y, host.id);
    box.wiring.wire(device.id, stackId, [{ x, y }, { x: lineX, y }, { x: lineX, y: middle }], 'inside');
  });
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
 * @param {number} lineX
 * @param {number} top
 * @returns {number} bottom of the band
 */
function placeBridge(box, host, lineX, top) {
  const bridge = host.devices.find((d) => d.role === 'bridge');
  if (!bridge) return top + M.bar.without;
  const y = top + M.bar.legGap;
  box.bar = { id: bridge.id, name: bridge.name, x: box.band.x + 10, y, w: box.band.w - 20, h: M.bar.h };
  const stackY = box.stack.y + box.stack.h / 2;
  const rail = y + M.bar.rail;
  box.wiring.anchor(bridge.id, lineX, rail, host.id);
  box.wiring.spots.set(bridge.id, { side: 'right', dx: 68, dy: 0 });
  box.wiring.wire(bridge.id, `stack:${host.id}`, [{ x: lineX, y: rail }, { x: lineX, y: stackY }], 'spine');
  box.pills.push({ ...pill(bridge, host.id, lineX, y, 'leg', bridge.addresses[0] ?? '—') });
  return y + M.bar.h + M.bar.drop;
}

/**
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {Namespace[]} pods
 * @param {number} cols
 * @param {number} gutter
 * @returns {number} where the last row of pods ends
 */
function placePods(box, host, pods, cols, gutter) {
  const rows = Math.ceil(pods.length / cols);
  const bandEnd = box.band.y + box.band.h;
  const lift = Math.max(0, rows - 2) * 5;
  const spare = box.band.w - cols * (M.pod.w + gutter) + (rows > 1 ? 0 : gutter);
  let y = bandEnd + M.veth + lift;
  for (let r = 0; r < rows; r++) {
    const row = pods.slice(r * cols, (r + 1) * cols);
    const h = Math.max(...row.map(podHeight));
    row.forEach((namespace, c) => {
      const x = box.band.x + spare / 2 + c * (M.pod.w + gutter);
      box.pods.push(layoutPod(namespace, x, y, h));
      wirePod(box, host, namespace, { x, y, r, rows, bandEnd });
    });
    y += h + M.rowVeth;
  }
  return pods.length === 0 ? bandEnd : y - M.rowVeth;
}

/**
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {Namespace} pod
 * @param {{x: number, y: number, r: number, rows: number, bandEnd: number}} at
 */
function wirePod(box, host, pod, { x, y, r, rows, bandEnd }) {
  const { wiring } = box;
  const jackX = rows === 1 ? x + M.pod.w / 2 : Math.round(x + ((r + 0.5) * M.pod.w) / rows);
  const stackId = `stack:${pod.id}`;
  wiring.anchor(stackId, jackX, y + 18, pod.id);
  wiring.spots.set(stackId, { side: null, dx: 28, dy: -41 });
  const lo = pod.devices.find((d) => d.role === 'loopback');
  if (lo) {
    const loX = x + M.pod.w - 24;
    wiring.anchor(lo.id, loX, y + 18, pod.id);
    wiring.wire(lo.id, stackId, [{ x: loX, y: y + 18 }, { x: jackX, y: y + 18 }], 'inside');
  }
  const eth = pod.devices.find((d) => d.role === 'pod') ?? pod.devices.find((d) => d.role !== 'loopback');
  if (!eth) return;
  box.pills.push(pill(eth, pod.id, jackX, y, 'pod'));
  wiring.anchor(eth.id, jackX, y, pod.id);
  wiring.wire(eth.id, stackId, [{ x: jackX, y }, { x: jackX, y: y + 18 }], 'inside');
  const port = host.devices.find((d) => d.id === eth.peer);
  if (!port) return;
  box.pills.push(pill(port, host.id, jackX, bandEnd, rows > NAMED_PORT_ROWS ? 'jack' : 'port'));
  wiring.anchor(port.id, jackX, bandEnd, host.id);
  wiring.wire(port.id, eth.id, vethLine({ x, y, r, rows, bandEnd, jackX }), 'veth');
  if (!box.bar || port.master !== box.bar.id) return;
  const rail = box.bar.y + M.bar.rail;
  const leg = wiring.anchors.get(box.bar.id);
  const along = [{ x: jackX, y: bandEnd }, { x: jackX, y: rail }, { x: leg?.x ?? jackX, y: rail }];
  wiring.wire(port.id, box.bar.id, along, 'port');
}

/**
 * The first row hangs straight; later rows go down the gutter at the right of their column, the farthest row outside.
 * @param {{x: number, y: number, r: number, rows: number, bandEnd: number, jackX: number}} at
 */
function vethLine({ x, y, r, rows, bandEnd, jackX }) {
  if (r === 0) return [{ x: jackX, y: bandEnd }, { x: jackX, y }];
  const gutterX = x + M.pod.w + 6 + (r - 1) * M.lane;
  const turn = bandEnd + 16 + (rows - 1 - r) * 5;
  const enter = y - 18;
  return [
    { x: jackX, y: bandEnd }, { x: jackX, y: turn }, { x: gutterX, y: turn },
    { x: gutterX, y: enter }, { x: jackX, y: enter }, { x: jackX, y },
  ];
}

/**
 * @param {Device} device
 * @returns {string} its first address without prefix length
 */
function bare(device) {
  return (device.addresses[0] ?? '').split('/')[0];
}
