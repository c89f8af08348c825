import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hookY } from '../layout/kinds/stack.js';
import { layoutScene } from '../layout/scene.js';
import { stationOf } from '../layout/stations.js';
import { counterpart, endingRule, hookOf, rewriting, translationOf } from '../model/netfilter.js';
import { diffPackets, shells } from '../model/packets.js';
import { decodeLink, encodeLink } from '../model/url.js';
import { linux } from './fixtures.js';
import { meter } from './looks.js';

/** @typedef {import('../model/types.js').Step} Step */
/** @typedef {import('../model/types.js').Mark} Mark */
/** @typedef {import('../model/types.js').Layer} Layer */

const ip = (/** @type {string} */ src, /** @type {string} */ dst) =>
  ({ type: 'ipv4', fields: { src, dst, ttl: '63' } });
const packet = (/** @type {Layer[]} */ layers) => {
  const { src, dst, ttl } = (layers.find((l) => l.type === 'ipv4') ?? ip('', '')).fields;
  return { summary: `${src}→${dst} · TTL ${ttl}`, layers };
};
const bare = (/** @type {string} */ type) => ({ type, fields: {} });
const plain = packet([bare('ethernet'), ip('10.244.1.2', '10.244.2.2'), bare('tcp')]);
const wrappedUp = packet([
  ip('10.100.0.2', '10.100.0.3'), bare('udp'), { type: 'vxlan', fields: { vni: '1' } },
  ...plain.layers.map((l) => ({ ...l, inside: /** @type {const} */ ('tunnel') })),
]);

/**
 * @param {string} type
 * @param {Record<string, unknown>} fields
 * @param {{before?: any, after?: any, device?: string|null}} [more]
 * @returns {Step}
 */
const step = (type, fields, { before = plain, after = plain, device = null } = {}) =>
  ({ index: 0, seq: 0, type, level: 'story', device, sentence: '', fields, before, after, evidence: [], command: null });

/**
 * Marks of one stay in a namespace.
 * @param {Step[]} steps
 * @returns {Mark[]}
 */
function stay(steps) {
  /** @type {any} */
  const hop = { namespace: 'n1', flow: 'request', steps };
  return steps.map((s, i) => /** @type {Mark} */ ({
    seq: i, column: i, flow: 'request', namespace: 'n1', stop: s.type === 'Dropped', step: s, hop, previous: null,
  }));
}

const dnat = { side: 'destination', undo: false, fromAddress: '10.96.0.12', fromPort: 80, toAddress: '10.0.2.2', toPort: 80, connection: 1 };
const undone = { side: 'source', undo: true, fromAddress: '10.0.2.2', fromPort: 80, toAddress: '10.96.0.12', toPort: 80, connection: 1 };

test('a packet in a tunnel is taken apart; one that quotes another is not', () => {
  assert.equal(shells(plain).outer, null);
  const { outer, inner } = shells(wrappedUp);
  assert.deepEqual(outer?.layers.map((l) => l.type), ['ipv4', 'udp', 'vxlan']);
  assert.deepEqual(inner.layers.map((l) => l.type), ['ethernet', 'ipv4', 'tcp']);
  assert.equal(inner.summary, plain.summary);
  const error = packet([ip('a', 'b'), bare('icmp'), { ...ip('b', 'c'), inside: 'quoted' }]);
  assert.deepEqual(shells(error).inner.layers.map((l) => l.type), ['ipv4', 'icmp']);
});

test('encapsulation adds the outer layers and leaves the inner ones as they were', () => {
  const layers = diffPackets(plain, wrappedUp);
  assert.deepEqual(layers.map((l) => l.state), ['added', 'added', 'added', 'same', 'same', 'same']);
  assert.deepEqual(layers.map((l) => l.inside), [null, null, null, 'tunnel', 'tunnel', 'tunnel']);
});

test('a translation says what it rewrites, with the port where that changes', () => {
  assert.deepEqual(rewriting(step('Translated', dnat)), { side: 'destination', from: '10.96.0.12', to: '10.0.2.2' });
  assert.equal(rewriting(step('Translated', undone))?.from, '10.0.2.2');
  assert.equal(rewriting(step('Translated', { ...dnat, toPort: 8080 }))?.to, '10.0.2.2:8080');
});

test('a translation and its taking back find each other by number and kind', () => {
  const marks = stay([
    step('Translated', dnat), step('Translated', { ...dnat, side: 'source' }), step('Translated', undone),
    step('Translated', { ...undone, connection: 2 }),
  ]);
  assert.deepEqual(translationOf(marks[0].step), { kind: 'DNAT', number: 1, undo: false });
  assert.deepEqual(translationOf(marks[2].step), { kind: 'DNAT', number: 1, undo: true });
  assert.equal(counterpart(marks, marks[0]), marks[2]);
  assert.equal(counterpart(marks, marks[2]), marks[0]);
  assert.equal(counterpart(marks, marks[1]), null);
  assert.equal(counterpart(marks, marks[3]), null);
});

test('a drop names the rule of the reading before it, a route drop none', () => {
  const rule = '-A FORWARD -d 10.0.2.2/32 -j REJECT --reject-with icmp-port-unreachable';
  const [read, drop] = stay([
    step('RulesRead', { hook: 'forward', ruleText: rule }), step('Dropped', { reason: 'netfilter' }, { after: null }),
  ]);
  assert.equal(endingRule(drop), rule);
  assert.equal(hookOf(drop), 'FORWARD');
  assert.equal(hookOf(read), 'FORWARD');
  const [, , other] = stay([
    step('RulesRead', { hook: 'prerouting', ruleText: rule }), step('RouteLookup', {}), step('Dropped', { reason: 'no_route' }),
  ]);
  assert.equal(endingRule(other), '');
  assert.equal(hookOf(other), null);
});

test('an address is rewritten at the hook of its side, be it done or undone', () => {
  const at = (/** @type {string[]} */ before, /** @type {object} */ fields) => {
    const marks = stay([...before.map((type) => step(type, { hook: 'forward' })), step('Translated', { ...fields })]);
    return hookOf(marks[marks.length - 1]);
  };
  assert.equal(at(['FrameReceived', 'RulesRead'], dnat), 'PREROUTING');
  assert.equal(at(['SocketSend', 'RulesRead'], dnat), 'OUTPUT');
  assert.equal(at(['FrameReceived', 'RulesRead'], undone), 'POSTROUTING');
  assert.equal(at(['FrameReceived', 'LocalDelivery'], undone), 'INPUT');
});

test('hooks with rules stand at both sides of the corridor, in the order in which a packet passes them', () => {
  const topology = linux('flannel');
  const host = topology.namespaces.find((n) => n.id === 'n1');
  assert.ok(host);
  const plainHeight = layoutScene(topology, { meter }).machines.find((m) => m.id === 'n1')?.h ?? 0;
  host.hooks = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];
  const { machines, wiring } = layoutScene(topology, { meter });
  const machine = machines.find((m) => m.id === 'n1');
  assert.ok(machine?.stack.hooks);
  const { stack } = machine;
  assert.deepEqual(stack.hooks?.out.map((h) => h.name), ['POSTROUTING', 'FORWARD', 'route', 'PREROUTING', 'OUTPUT']);
  assert.deepEqual(stack.hooks?.in.map((h) => h.name), ['PREROUTING', 'route', 'FORWARD', 'POSTROUTING', 'INPUT']);
  assert.ok(machine.h > plainHeight && hookY(stack, 4) < stack.y + stack.h);
  for (const p of machine.pills.filter((x) => x.kind === 'tunnel' || x.kind === 'leg')) assert.ok(p.y - 11 >= stack.y + stack.h, `${p.id} stands below the stack`);
  const came = { type: 'FrameReceived', device: 'cni0', fields: {} };
  const mark = stay([step('Translated', dnat)])[0];
  mark.hop.steps.unshift(/** @type {any} */ (came));
  const at = wiring.anchors.get(stationOf(mark, wiring));
  assert.equal(at?.y, hookY(stack, 3), 'PREROUTING of what goes out');
});

test('size and DF travel in a link', () => {
  const probe = { from: 'a', to: 'b', protocol: /** @type {const} */ ('icmp'), port: null, ttl: null, cold: true, seed: null, size: 1472, df: /** @type {const} */ ('do'), bystanders: null, sourcePort: null, after: null, connection: null, via: null, endpoint: null, host: null, method: null, headers: null, family: null, repeat: null };
  const link = encodeLink({ cluster: 'mtu', probe, sent: true, step: '4.0', play: false, view: null, lang: 'zh', level: 'stage', arp: 'folded', open: [], tab: 'step', speed: 1 });
  assert.match(link, /size=1472&df=do/);
  assert.deepEqual(decodeLink(link).probe, probe);
  assert.equal(decodeLink(link.replace('df=do', 'df=wish')).probe?.df, null);
});
