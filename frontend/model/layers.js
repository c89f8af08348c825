import { diffPackets } from './packets.js';
import { indexOfSeq } from './timeline.js';

/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./types.js').Step} Step */
/** @typedef {import('./types.js').Packet} Packet */
/** @typedef {import('./packets.js').FieldDiff} FieldDiff */
/**
 * A header on its way up or down the layers of a network namespace.
 * @typedef {object} LayerCard
 * @property {string} type
 * @property {number|null} order when it is worked on, from 1; null where it is not opened
 * @property {'up'|'down'} way
 * @property {{key: string, arg: string|number|null}} says what becomes of it
 * @property {boolean} changed
 * @property {FieldDiff[]} fields
 * @property {string|null} inside
 */
/** @typedef {{up: LayerCard[], down: LayerCard[]}} InOut each innermost first */

const LINK = new Set(['ethernet']);
const NETWORK = new Set(['ipv4', 'ipv6', 'arp']);
const IP_WORK = new Set(['RouteLookup', 'LocalDelivery', 'ForwardingChecked', 'TtlDecremented']);
const TRANSPORT_WORK = new Set(['SocketDelivered', 'ReplyReceived', 'ErrorReceived', 'EchoAnswered', 'Tracked', 'Translated', 'SocketRefused', 'ResetReceived']);
const ARP_WORK = new Set(['ArpReplySent', 'ArpIgnored', 'NeighbourLearned']);

/**
 * The packet as it comes into a namespace and as it leaves it, layer by layer in the order of work.
 * @param {Mark} mark
 * @param {import('./score.js').Line} line whose numbers say which later step does something
 * @returns {InOut}
 */
export function inOutOf(mark, line) {
  const { steps } = mark.hop;
  const came = steps.find((s) => s.type === 'FrameReceived' || s.type === 'Decapsulated');
  const arrived = came ? (came.before ?? came.after) : null;
  const left = steps.findLast((s) => s.type === 'FrameTransmitted');
  const leaving = left ? (left.after ?? left.before) : null;
  const opened = openedBy(steps);
  const up = arrived ? cardsUp(arrived, steps, opened) : [];
  const made = steps.find((s) => s.before ?? s.after);
  const base = arrived ?? made?.before ?? made?.after ?? null;
  return { up, down: leaving ? cardsDown(base, leaving, mark, line, up.filter((c) => c.order !== null).length) : [] };
}

/** @param {Step[]} steps @returns {(type: string) => boolean} whether a layer of this type is looked into here */
function openedBy(steps) {
  const types = new Set(steps.map((s) => s.type));
  const any = (/** @type {Set<string>} */ work) => [...types].some((type) => work.has(type));
  return (type) => {
    if (LINK.has(type)) return true;
    if (type === 'arp') return any(ARP_WORK);
    return NETWORK.has(type) ? any(IP_WORK) : any(TRANSPORT_WORK);
  };
}

/**
 * @param {Packet} packet
 * @param {Step[]} steps
 * @param {(type: string) => boolean} opened
 * @returns {LayerCard[]} innermost first
 */
function cardsUp(packet, steps, opened) {
  let order = 0;
  const cards = packet.layers.filter((l) => l.inside !== 'quoted').map((layer) => {
    const open = layer.inside === null || layer.inside === undefined ? opened(layer.type) : false;
    return /** @type {LayerCard} */ ({
      type: layer.type, order: open ? ++order : null, way: 'up', says: { key: open ? greeting(layer.type, steps) : 'ui.layers.closed', arg: null },
      changed: false, inside: layer.inside ?? null,
      fields: Object.entries(layer.fields).map(([name, value]) => ({ name, before: value, after: value, changed: false })),
    });
  });
  return cards.reverse();
}

/** For whom a layer turns out to be. @param {string} type @param {Step[]} steps */
function greeting(type, steps) {
  if (LINK.has(type)) {
    const bridged = steps.some((s) => s.type === 'BridgeForwarded' || s.type === 'BridgeFlooded') && !steps.some((s) => s.type === 'BridgePassedUp');
    return bridged ? 'ui.layers.bridged' : steps.some((s) => s.type === 'Dropped' && s.fields['reason'] === 'otherhost') ? 'ui.layers.notMine' : 'ui.layers.mine';
  }
  if (type === 'arp') return steps.some((s) => s.type === 'ArpIgnored') ? 'ui.layers.notMine' : 'ui.layers.mine';
  if (NETWORK.has(type)) return steps.some((s) => s.type === 'LocalDelivery' || s.fields['decision'] === 'local') ? 'ui.layers.mine' : 'ui.layers.other';
  return 'ui.layers.read';
}

/**
 * @param {Packet|null} before
 * @param {Packet} after
 * @param {Mark} mark
 * @param {import('./score.js').Line} line
 * @param {number} worked how many layers were worked on going up
 * @returns {LayerCard[]} innermost first
 */
function cardsDown(before, after, mark, line, worked) {
  let order = worked;
  return diffPackets(before, after).filter((d) => d.inside !== 'quoted' && d.state !== 'removed').reverse().map((diff) => {
    const changed = diff.state !== 'same';
    const step = changed ? mark.hop.steps.find((s) => changes(s, diff.type, after)) : undefined;
    const number = step && step.seq > mark.seq && line.steps.length > 0 ? line.numberOf.get(line.steps[indexOfSeq(line.steps, step.seq)].seq) : undefined;
    const later = number !== undefined && number > (line.numberOf.get(mark.seq) ?? 0);
    return /** @type {LayerCard} */ ({
      type: diff.type, order: changed ? ++order : null, way: 'down', changed, inside: diff.inside,
      says: later ? { key: 'ui.layers.step', arg: /** @type {number} */ (number) } : { key: `ui.layers.${diff.state}`, arg: null },
      fields: diff.fields,
    });
  });
}

/**
 * Whether a step makes a layer what it is when the packet leaves.
 * @param {Step} step
 * @param {string} type
 * @param {Packet} end
 */
function changes(step, type, end) {
  const own = (/** @type {Packet|null} */ p) => JSON.stringify(p?.layers.filter((l) => l.type === type) ?? []);
  return step.after !== null && own(step.before) !== own(step.after) && own(step.after) === own(end);
}
