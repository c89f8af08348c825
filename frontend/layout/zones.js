/**
 * Nodes that are too many for rows and say by labels where they stand: zones side by side, each in a frame with its name, and in
 * it racks with their names, with gutters between them for whatever travels.
 *
 * @typedef {{zone: number, rack: string|null, x: number, y: number}} Block room for one rack: `rack` is its name, empty for nodes that name none, null while it is free;
 *   its corner is told from the corner of all zones
 * @typedef {{name: string|null, x: number, y: number, w: number, h: number, head: number}} Zone `name`: null for nodes that name none; `head`: how high its header is
 * @typedef {object} Zones
 * @property {Zone[]} zones
 * @property {Block[]} blocks in the order of the plan's cells
 * @property {number} own cells of a block
 * @property {number} half from a rack to the middle of the gutter beside it
 * @property {number} rackW
 * @property {number} rackH
 * @property {number} name room for the name of a rack under it; 0 where it has none
 * @property {number} width
 * @property {number} height
 * @typedef {import('./plan.js').Need} Need
 * @typedef {import('./plan.js').Size} Size
 */

const ACROSS = 5;
const MOST_DOWN = 8;
/** On the screen, where all are in sight: a gutter, and what is free beside it at the sides of a zone; the name of a rack; the header of a zone and what is under its racks; between zones; from the way along to them, and above all. */
const PX = { gutter: 8, side: 7, name: 17, head: 48, foot: 4, gap: 8, lead: 12, over: 64 };
/** A rack that is narrower on the screen has no name. */
const NARROWEST = 24;

const inOrder = new Intl.Collator('en', { numeric: true }).compare;

/**
 * @param {Need[]} needs
 * @returns {{name: string|null, racks: {name: string, ids: string[]}[]}[]} those without a name last
 */
function grouped(needs) {
  /** @type {Map<string, Map<string, string[]>>} */
  const zones = new Map();
  for (const { id, zone = '', rack = '' } of needs) {
    const racks = zones.get(zone) ?? new Map();
    zones.set(zone, racks);
    const ids = racks.get(rack);
    if (ids) ids.push(id);
    else racks.set(rack, [id]);
  }
  const named = (/** @type {[string, unknown]} */ [a], /** @type {[string, unknown]} */ [b]) => Number(a === '') - Number(b === '') || inOrder(a, b);
  return [...zones].sort(named).map(([name, racks]) => ({ name: name || null, racks: [...racks].sort(named).map(([rack, ids]) => ({ name: rack, ids })) }));
}

/**
 * @param {Need[]} needs
 * @param {Size} cell
 * @param {Size} frame
 * @returns {{zones: Zones, down: number, across: number, cells: (string|null)[]}|null} null where no node names a zone or a rack
 */
export function zonesFor(needs, cell, frame) {
  if (!needs.some((n) => n.zone || n.rack)) return null;
  const all = grouped(needs);
  const largest = Math.max(...all.flatMap((z) => z.racks.map((r) => (r.name === '' ? ACROSS * MOST_DOWN : r.ids.length))));
  const down = Math.max(1, Math.min(MOST_DOWN, Math.ceil(largest / ACROSS)));
  const own = ACROSS * down;
  const blocksOf = all.map((z) => z.racks.flatMap((r) => chunks(r.ids, own).map((ids) => ({ rack: r.name, ids }))));
  const most = Math.max(...blocksOf.map((b) => b.length));
  const isFramed = all.length > 1 || all[0].name !== null;
  const shape = shapeOf({ counts: blocksOf.map((b) => b.length), most, rack: { w: ACROSS * cell.w, h: down * cell.h }, frame, isFramed, isNamed: all.some((z) => z.racks.some((r) => r.name !== '')) });
  const { perRow, cols, rows, name, u } = shape;
  const [rackW, rackH] = [ACROSS * cell.w, down * cell.h];
  const pitch = { w: rackW + PX.gutter * u, h: rackH + (name > 0 ? name : PX.gutter) * u };
  const head = isFramed ? PX.head * u : PX.gutter * u;
  const h = head + rows * pitch.h + PX.foot * u;
  const wide = blocksOf.map((b) => colsOf(b.length, cols, perRow >= all.length));
  /** @type {Zone[]} */ const zones = [];
  all.forEach((z, i) => {
    const before = i % perRow === 0 ? null : zones[i - 1];
    zones.push({ name: z.name, head, w: wide[i] * pitch.w + (PX.gutter + 2 * PX.side) * u, h, x: before ? before.x + before.w + PX.gap * u : 0, y: PX.lead * u + Math.floor(i / perRow) * (h + PX.gap * u) });
  });
  /** @type {Block[]} */ const blocks = [];
  /** @type {(string|null)[]} */ const cells = [];
  blocksOf.forEach((list, zone) => {
    for (let j = 0; j < wide[zone] * rows; j++) {
      const { x, y } = zones[zone];
      blocks.push({ zone, rack: list[j]?.rack ?? null, x: x + (PX.side + PX.gutter) * u + (j % wide[zone]) * pitch.w, y: y + head + Math.floor(j / wide[zone]) * pitch.h });
      for (let i = 0; i < own; i++) cells.push(list[j]?.ids[i] ?? null);
    }
  });
  return {
    across: ACROSS, down, cells,
    zones: {
      zones: isFramed ? zones : [], blocks, own, rackW, rackH, half: (PX.gutter * u) / 2, name: name * u,
      width: Math.max(...zones.map((z) => z.x + z.w)), height: Math.max(...zones.map((z) => z.y + z.h)),
    },
  };
}

/** How many racks stand side by side in a zone: in one row, zones need not be as wide as the largest. @param {number} count @param {number} cols @param {boolean} isRow */
const colsOf = (count, cols, isRow) => (isRow ? Math.min(cols, count) : cols);

/** @param {string[]} ids @param {number} own @returns {string[][]} */
const chunks = (ids, own) => Array.from({ length: Math.ceil(ids.length / own) }, (_, i) => ids.slice(i * own, (i + 1) * own));

/**
 * How many zones and racks stand side by side, so that all are as large as they can be.
 * @param {{counts: number[], most: number, rack: Size, frame: Size, isFramed: boolean, isNamed: boolean}} of `counts`: racks of each zone; `most`: of the largest
 * @returns {{perRow: number, cols: number, rows: number, name: number, u: number}} `u`: what a pixel is in the world, where all are in sight
 */
function shapeOf({ counts, most, rack, frame, isFramed, isNamed }) {
  const zones = counts.length;
  const best = (/** @type {number} */ name) => {
    let [perRow, cols, rows, k] = [1, 1, most, 0];
    for (let z = 1; z <= zones; z++) {
      for (let c = 1; c <= most; c++) {
        const [down, along] = [Math.ceil(most / c), Math.ceil(zones / z)];
        const wide = z < zones ? z * c : counts.reduce((sum, n) => sum + colsOf(n, c, true), 0);
        const w = frame.w - (wide + z) * PX.gutter - 2 * z * PX.side - (z - 1) * PX.gap;
        const h = frame.h - PX.over - along * ((isFramed ? PX.head : PX.gutter) + down * (name > 0 ? name : PX.gutter) + PX.foot) - (along - 1) * PX.gap;
        const scale = Math.min(w / (wide * rack.w), h / (along * down * rack.h));
        if (scale > k) [perRow, cols, rows, k] = [z, c, down, scale];
      }
    }
    return { perRow, cols, rows, name, k };
  };
  const named = best(isNamed ? PX.name : 0);
  const found = named.k * rack.w < NARROWEST ? best(0) : named;
  return { ...found, u: 1 / Math.max(found.k, 1e-6) };
}

/**
 * Keeps who is there where they are, and puts others into a free place of their rack, else of their zone.
 * @param {Zones} zones
 * @param {readonly (string|null)[]} before
 * @param {Need[]} needs
 * @returns {{zones: Zones, cells: (string|null)[]}} with more cells than before where a zone has no room, or there was none of that name
 */
export function placedInZones(zones, before, needs) {
  const left = new Map(needs.map((n) => [n.id, n]));
  const cells = before.map((id) => (id !== null && left.delete(id) ? id : null));
  let { blocks } = zones;
  for (const { id, zone = '', rack = '' } of left.values()) {
    const isOf = (/** @type {Block} */ b) => (zones.zones[b.zone]?.name ?? '') === zone;
    let free = freeIn(cells, blocks, zones.own, (b) => isOf(b) && b.rack === rack);
    if (free < 0) {
      const block = blocks.findIndex((b) => isOf(b) && b.rack === null);
      if (block >= 0) {
        blocks = blocks.map((b, i) => (i === block ? { ...b, rack } : b));
        free = block * zones.own;
      }
    }
    if (free < 0) cells.push(id);
    else cells[free] = id;
  }
  return { zones: blocks === zones.blocks ? zones : { ...zones, blocks }, cells };
}

/**
 * @param {(string|null)[]} cells
 * @param {Block[]} blocks
 * @param {number} own
 * @param {(block: Block) => boolean} isMeant
 */
function freeIn(cells, blocks, own, isMeant) {
  for (let b = 0; b < blocks.length; b++) {
    if (!isMeant(blocks[b])) continue;
    for (let i = b * own; i < (b + 1) * own; i++) if (cells[i] === null) return i;
  }
  return -1;
}

/** A rack with more of its nodes in trouble is outlined. */
const SICK = 0.08;

/**
 * @param {Zones} zones
 * @param {readonly (string|null)[]} cells
 * @param {(id: string) => boolean} isSick
 * @returns {{counts: Map<number, number>, sick: Set<number>}} nodes by zone, and named racks of which many are in trouble
 */
export function censusOf({ blocks, own }, cells, isSick) {
  /** @type {Map<number, number>} */ const counts = new Map();
  /** @type {Set<number>} */ const sick = new Set();
  blocks.forEach(({ zone, rack }, b) => {
    const here = cells.slice(b * own, (b + 1) * own).filter((id) => id !== null);
    counts.set(zone, (counts.get(zone) ?? 0) + here.length);
    if (rack && here.filter((id) => isSick(id)).length > here.length * SICK) sick.add(b);
  });
  return { counts, sick };
}

/** @type {WeakMap<readonly (string|null)[], Map<string, number>>} */
const known = new WeakMap();

/**
 * @param {import('./ground.js').Ground} ground
 * @param {string} machine
 * @returns {Zone|null} the one in whose frame a machine stands
 */
export function zoneOf({ plan, racks }, machine) {
  if (!racks?.zones) return null;
  const cells = known.get(plan.cells) ?? new Map(plan.cells.flatMap((id, i) => (id === null ? [] : [[id, i]])));
  known.set(plan.cells, cells);
  const block = racks.zones.blocks[Math.floor((cells.get(machine) ?? -1) / racks.zones.own)];
  return block ? racks.zones.zones[block.zone] ?? null : null;
}
