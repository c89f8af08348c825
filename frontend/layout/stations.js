import { hookOf } from '../model/netfilter.js';
import { stationId } from './kinds/machine.js';

/** @typedef {import('../model/types.js').Mark} Mark */
/** @typedef {import('./graph.js').Wiring} Wiring */
/**
 * Where in a namespace a step happens: at the hook before a way is looked up, at the tables, where it is forwarded, at the last
 * hook, at a socket, or at the device it names.
 * @typedef {'pre'|'route'|'forward'|'post'|'socket'|'device'|'hook'} Role
 */

/**
 * Every type of step the server declares has its place here; a test holds the two lists against each other.
 * @type {Readonly<Record<string, Role>>}
 */
export const ROLES = Object.freeze({
  SocketSend: 'socket', SocketRetransmit: 'socket', SocketDelivered: 'socket', SocketMissing: 'socket', SocketIgnored: 'socket',
  ReplyUnexpected: 'socket', ReplyReceived: 'socket', ResetReceived: 'socket', ErrorReceived: 'socket', SendFailed: 'socket',
  HalfOpenDropped: 'socket', TimedOut: 'socket', EchoAnswered: 'socket', ConnectionAccepted: 'socket', SegmentSent: 'socket', SegmentTaken: 'socket', ErrorNoted: 'socket', PathMtuLearned: 'socket', PathMtuApplied: 'route',
  RouteLookup: 'route', SourceSelected: 'route', SourceChecked: 'route', SourceRefused: 'route', LocalDelivery: 'route',
  RedirectApplied: 'route', RedirectReceived: 'route', RedirectSent: 'forward', ForwardingChecked: 'forward', TtlDecremented: 'forward',
  TooBig: 'forward', Fragmented: 'post', FragmentHeld: 'pre', Reassembled: 'pre', IcmpErrorSent: 'route', IcmpErrorSuppressed: 'route',
  Dropped: 'hook', HookPassed: 'hook', RulesRead: 'hook', Translated: 'hook', ErrorTranslated: 'hook',
  Tracked: 'pre', Invalid: 'pre', Confirmed: 'post',
  NeighbourMissing: 'post', NeighbourWaiting: 'post', NeighbourResolved: 'post', NeighbourFailed: 'post', HeaderBuilt: 'post',
  ArpRequestSent: 'device', ArpReplySent: 'device', ArpIgnored: 'device', NeighbourLearned: 'device',
  FrameReceived: 'device', FrameTransmitted: 'device', BridgeLearned: 'device', BridgeNetfilter: 'device', BridgeForwarded: 'device',
  BridgeFlooded: 'device', BridgePassedUp: 'device', RemoteFound: 'device', RemoteLearned: 'device', Encapsulated: 'device',
  Bypassed: 'device', Decapsulated: 'device',
});

/** What a stack does through a device that is a bridge, it does not do at one of the bridge's ports. */
const BY_THE_STACK = new Set(['ArpRequestSent', 'ArpReplySent', 'ArpIgnored', 'NeighbourLearned']);
const DROPPED_AT_DEVICE = new Set(['LINK_DOWN', 'OTHERHOST', 'BRIDGE_PORT_DISABLED', 'BRIDGE_SAME_PORT',
  'BRIDGE_NO_PORT', 'TOO_BIG', 'FRAME_TOO_LONG', 'VXLAN_NO_REMOTE', 'VXLAN_UNKNOWN_VNI', 'DUMMY']);
const BEFORE_ROUTE = new Set(['OTHERHOST', 'MARTIAN', 'NOT_UNICAST', 'REVERSE_PATH', 'LOCAL_SOURCE', 'REASSEMBLY_TIMEOUT']);
const AT_POST = new Set(['NEIGHBOUR_FAILED', 'NAT_NO_ADDRESS', 'CONNECTION_CLASH']);
const AT_FORWARD = new Set(['FORWARDING_OFF', 'TTL_EXCEEDED', 'PROHIBITED']);

/**
 * @param {Mark} mark
 * @returns {{role: Exclude<Role, 'hook'>, hook: string|null}}
 */
function roleOf(mark) {
  const role = ROLES[mark.step.type] ?? 'route';
  if (role !== 'hook') return { role, hook: null };
  const hook = hookOf(mark);
  if (hook !== null) return { role: hook === 'FORWARD' ? 'forward' : hook === 'POSTROUTING' ? 'post' : hook === 'PREROUTING' ? 'pre' : 'socket', hook };
  const reason = String(mark.step.fields?.['reason'] ?? '').toUpperCase();
  if (mark.step.device && DROPPED_AT_DEVICE.has(reason)) return { role: 'device', hook };
  if (BEFORE_ROUTE.has(reason)) return { role: 'pre', hook };
  if (AT_POST.has(reason)) return { role: 'post', hook };
  return { role: AT_FORWARD.has(reason) ? 'forward' : 'route', hook };
}

/**
 * The device a step is about; for a bridge the port through which the frame came, or will leave.
 * @param {Mark} mark
 * @param {Wiring} wiring
 * @returns {string|null} id of an anchor where the packet stops
 */
function atDevice({ step, namespace, hop }, wiring) {
  const name = step.device ?? (typeof step.fields?.['bridge'] === 'string' ? step.fields['bridge'] : null);
  if (name === null) return null;
  const own = `${namespace}/${name}`;
  const stop = wiring.stops.get(own);
  if (stop) return stop;
  if (BY_THE_STACK.has(step.type)) return `stack:${namespace}`;
  const i = hop.steps.indexOf(step);
  const around = [...hop.steps.slice(0, i).reverse(), ...hop.steps.slice(i + 1)];
  const ports = [step.fields?.['port'], ...around.map((s) => (s.type === 'FrameReceived' || s.type === 'FrameTransmitted' ? s.device : null))];
  const port = ports.map((p) => wiring.stops.get(`${namespace}/${p}`)).find((p) => p?.startsWith('in:'));
  return port ?? (wiring.anchors.has(own) ? own : null);
}

/**
 * Whether a packet came into, or leaves, a host's stack from above, through a NIC.
 * @param {Mark} mark
 * @param {Wiring} wiring
 * @returns {{came: boolean|null, goes: boolean|null}} null where it began, or ends, here
 */
function sides({ step, namespace, hop }, wiring) {
  const i = hop.steps.indexOf(step);
  const upper = wiring.anchors.get(stationId(namespace, 0));
  const above = (/** @type {string|null|undefined} */ device) => {
    const at = device ? wiring.anchors.get(`${namespace}/${device}`) : undefined;
    return at && upper ? at.y < upper.y : null;
  };
  const back = hop.steps.slice(0, i + 1).reverse().find((s) => s.type === 'FrameReceived');
  const on = hop.steps.slice(i).find((s) => s.type === 'FrameTransmitted' || s.type === 'Encapsulated');
  const chosen = hop.steps.slice(0, i + 1).reverse().find((s) => typeof s.fields?.['outDevice'] === 'string');
  const out = on?.device ?? /** @type {string|undefined} */ (chosen?.fields['outDevice']) ?? null;
  return { came: above(back?.device), goes: above(out) };
}

/**
 * @param {Mark} mark of a stack with hooks
 * @param {Wiring} wiring
 * @returns {'in'|'out'} whether its packet passes those for packets that come down from a NIC
 */
export function sideOf(mark, wiring) {
  const { came, goes } = sides(mark, wiring);
  return (came ?? (goes === null ? null : !goes)) === true ? 'in' : 'out';
}

/** Steps between which a packet stays as it is. */
const TURNS = new Set(['FrameReceived', 'Encapsulated', 'Decapsulated']);

/**
 * Where a packet goes on that a tunnel of this host has wrapped, if it does not pass hooks again.
 * @param {Mark} mark
 * @param {Wiring} wiring
 * @returns {string|null} none where it is not wrapped, or passes them
 */
function wrappedAt({ step, hop, namespace }, wiring) {
  const last = hop.steps.slice(0, hop.steps.indexOf(step)).findLast((s) => TURNS.has(s.type));
  const out = `under:${namespace}/${last?.device}`;
  return last?.type === 'Encapsulated' && !wiring.hooks.has(namespace) && wiring.anchors.has(out) ? out : null;
}

/**
 * Where on the drawing a step happens.
 * @param {Mark} mark
 * @param {Wiring} wiring
 * @returns {string} id of an anchor, which may be missing from a scene
 */
export function stationOf(mark, wiring) {
  const { role, hook } = roleOf(mark);
  const { namespace } = mark;
  const stack = `stack:${namespace}`;
  if (role === 'device') {
    const at = atDevice(mark, wiring) ?? stack;
    return at === stationId(namespace, 0) ? wrappedAt(mark, wiring) ?? at : at;
  }
  if (!wiring.anchors.has(stationId(namespace, 0))) return stack;
  const { came, goes } = sides(mark, wiring);
  const rows = wiring.hooks.get(namespace);
  const out = wrappedAt(mark, wiring);
  if (out !== null && role !== 'socket') return out;
  if (rows) {
    const side = sideOf(mark, wiring);
    const names = { pre: 'PREROUTING', route: 'route', forward: 'FORWARD', post: 'POSTROUTING', socket: side === 'in' ? 'INPUT' : 'OUTPUT' };
    const at = rows[side].indexOf(hook !== null && rows[side].includes(hook) ? hook : names[role]);
    return at < 0 ? stack : stationId(namespace, at + 1);
  }
  const upper = role === 'pre' || role === 'route' ? came === true : role === 'socket' ? false : (goes ?? !(came ?? false)) === true;
  return upper ? stationId(namespace, 0) : stack;
}
