/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {{x: number, y: number}} Point */
/**
 * Where machines stand that are too many for rows under their wires: in racks, with gutters between them for whatever travels.
 * @typedef {object} Racks
 * @property {number} across machines side by side in a rack
 * @property {number} down
 * @property {number} perRow racks side by side
 * @property {number} gutter
 * @property {import('./zones.js').Zones|null} zones where nodes say by labels where they stand
 */

const MANY = 64;
const ACROSS = 5;
const DOWN = 8;

/**
 * @param {number} count machines
 * @param {{w: number, h: number}} cell
 * @param {{w: number, h: number}} frame
 * @returns {Racks|null} none where rows will do
 */
export function racksFor(count, cell, frame) {
  if (count <= MANY) return null;
  const gutter = Math.max(cell.w, cell.h) * 0.8;
  const racks = Math.ceil(count / (ACROSS * DOWN));
  const [w, h] = [ACROSS * cell.w + gutter, DOWN * cell.h + gutter];
  let perRow = 1;
  let best = 0;
  for (let n = 1; n <= racks; n++) {
    const scale = Math.min(frame.w / (n * w), frame.h / (Math.ceil(racks / n) * h + gutter));
    if (scale > best) [best, perRow] = [scale, n];
  }
  return { across: ACROSS, down: DOWN, perRow, gutter, zones: null };
}

/**
 * @param {Racks} racks
 * @param {number} i number of a machine's place
 * @param {{w: number, h: number}} cell
 * @param {number} top
 * @returns {Point & {left: number}} its corner, and the middle of the gutter at the left of its rack
 */
export function placeIn(racks, i, cell, top) {
  const own = racks.across * racks.down;
  const rack = Math.floor(i / own);
  const within = i % own;
  const block = racks.zones?.blocks[rack];
  if (racks.zones && block) {
    return { x: block.x + (within % racks.across) * cell.w, y: top + block.y + Math.floor(within / racks.across) * cell.h, left: block.x - racks.zones.half };
  }
  const x = racks.gutter + (rack % racks.perRow) * (racks.across * cell.w + racks.gutter);
  const y = top + racks.gutter + Math.floor(rack / racks.perRow) * (racks.down * cell.h + racks.gutter);
  return { x: x + (within % racks.across) * cell.w, y: y + Math.floor(within / racks.across) * cell.h, left: x - racks.gutter / 2 };
}

/**
 * Ways from every machine through the gutters to the routers: out between two rows of its rack, up in the gutter at its left, along
 * above all racks.
 * @param {Scene} scene
 * @param {{id: string, ends: string[], x: number, y: number, left: number}[]} machines `ends`: anchors that stand for them
 * @param {number} top height of the way along
 * @param {string[]} nics of the routers
 */
export function placeGutters(scene, machines, top, nics) {
  const { wiring } = scene;
  const middle = scene.routers[0]?.cx ?? scene.width / 2;
  const columns = [...new Set([middle, ...machines.map((m) => m.left)])].sort((a, b) => a - b);
  const at = (/** @type {number} */ x) => `gutter:${x}`;
  columns.forEach((x, i) => {
    wiring.anchor(at(x), x, top, '');
    if (i > 0) wiring.wire(at(columns[i - 1]), at(x), [{ x: columns[i - 1], y: top }, { x, y: top }], 'inside');
  });
  for (const { ends, y, left } of machines) {
    for (const end of ends) {
      const from = wiring.anchors.get(end);
      if (!from) continue;
      const lane = y - scene.ground.m.rowGap / 3;
      wiring.wire(end, at(left), [{ x: from.x, y: from.y }, { x: from.x, y: lane }, { x: left, y: lane }, { x: left, y: top }], 'inside');
    }
  }
  for (const nic of nics) {
    const own = wiring.anchors.get(nic);
    if (!own) continue;
    wiring.stems.push({ x: own.x, top: own.y, bottom: top });
    wiring.wire(nic, at(middle), [{ x: own.x, y: own.y }, { x: own.x, y: top }, { x: middle, y: top }], 'inside');
  }
}
