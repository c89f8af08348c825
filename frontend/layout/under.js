import { M, NAMED_PORT_ROWS } from './metrics.js';
import { layoutPod, pill, podHeight } from './pod.js';

/** @typedef {import('../model/types.js').Namespace} Namespace */
/** @typedef {import('../model/types.js').Device} Device */
/** @typedef {import('./machine.js').MachineBox} MachineBox */

/**
 * What hangs under a bridge: pods and containers in rows.
 * @param {MachineBox} box
 * @param {Namespace} host
 * @param {Namespace[]} pods
 * @param {import('./measure.js').Grid} grid
 * @returns {number} where the last row of pods ends
 */
export function placePods(box, host, pods, { cols, gutter, rows, x: left, w }) {
  const bandEnd = box.band.y + box.band.h;
  const lift = Math.max(0, rows - 2) * 5;
  const spare = w - cols * (M.pod.w + gutter) + (rows > 1 ? 0 : gutter);
  let y = bandEnd + M.veth + lift;
  for (let r = 0; r < rows; r++) {
    const row = pods.slice(r * cols, (r + 1) * cols);
    const h = Math.max(...row.map(podHeight));
    row.forEach((namespace, c) => {
      const x = box.band.x + left + spare / 2 + c * (M.pod.w + gutter);
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
  const cables = pod.devices.filter((d) => d.role !== 'loopback');
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
  cables.forEach((eth, i) => {
    const n = cables.length;
    const ethX = n === 1 ? jackX : Math.round(x + ((i + 1) * M.pod.w) / (n + 1));
    box.pills.push({ ...pill(eth, pod.id, ethX, y, 'pod'), room: Math.min(60, M.pod.w / (n + 1) - 4) });
    wiring.anchor(eth.id, ethX, y, pod.id);
    wiring.wire(eth.id, stackId, [{ x: ethX, y }, { x: ethX, y: y + 18 }, { x: jackX, y: y + 18 }], 'inside');
    const port = host.devices.find((d) => d.id === eth.peer);
    if (!port) return;
    box.pills.push(pill(port, host.id, ethX, bandEnd, rows > NAMED_PORT_ROWS || n > 1 ? 'jack' : 'port'));
    wiring.anchor(port.id, ethX, bandEnd, host.id);
    wiring.wire(port.id, eth.id, vethLine({ x, y, r, rows, bandEnd, jackX: ethX }), 'veth');
    plugIn(box, port, ethX, bandEnd);
  });
}

/**
 * A port goes up into its bridge; when another bridge is above it, first along the band's lower edge.
 * @param {MachineBox} box
 * @param {Device} port
 * @param {number} x
 * @param {number} bandEnd
 */
function plugIn(box, port, x, bandEnd) {
  const bar = box.bars.find((b) => b.id === port.master);
  const leg = bar && box.wiring.anchors.get(bar.id);
  if (!bar || !leg) return;
  const rail = bar.y + M.bar.rail;
  const above = Math.min(bar.x + bar.w - 14, Math.max(bar.x + 14, x));
  const way = above === x ? [{ x, y: rail }] : [{ x, y: bandEnd - 15 }, { x: above, y: bandEnd - 15 }, { x: above, y: rail }];
  box.wiring.wire(port.id, bar.id, [{ x, y: bandEnd }, ...way, { x: leg.x, y: rail }], above === x ? 'port' : 'detour');
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
