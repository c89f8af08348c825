import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hooksHeight } from '../layout/hooks.js';
import { M } from '../layout/metrics.js';
import { layoutScene } from '../layout/scene.js';
import { anchorOf } from '../layout/anchors.js';
import { counterpart, endingRule, hookOf, rewriting, translationOf } from '../model/netfilter.js';
import { diffPackets, shells } from '../model/packets.js';
import { decodeLink, encodeLink } from '../model/url.js';
import { partsOf } from '../view/stage/capsule-parts.js';
import { noteOf, wrapped } from '../view/stage/notes.js';
import { linux } from './fixtures.js';

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
const t = (/** @type {string} */ key, /** @type {unknown[]} */ ...args) => [key, ...args].join(' ');

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

test('a capsule grows an outer stripe in a tunnel, and the inner line stays', () => {
  const before = partsOf(step('FrameTransmitted', {}), 12);
  const after = partsOf(step('Encapsulated', {}, { after: wrappedUp }), 12);
  assert.deepEqual(before.outer, []);
  assert.deepEqual(after.outer.map((s) => s.text), ['IP 10.100.0.2→10.100.0.3', 'UDP', 'VXLAN 1']);
  assert.deepEqual(after.line, before.line);
  assert.ok(after.w > before.w);
  const last = after.outer[after.outer.length - 1];
  assert.ok(Math.abs(last.x + last.w - after.w) < 0.01, 'stripes fill the capsule');
});

test('a translation strikes the old address and writes the new one beside it', () => {
  const { line } = partsOf(step('Translated', dnat, { after: packet([ip('10.0.1.2', '10.0.2.2')]) }), 12);
  assert.deepEqual(line.map((p) => [p.text, p.struck]), [
    ['10.0.1.2→', false], ['10.96.0.12', true], [' 10.0.2.2', false], [' · TTL 63', false],
  ]);
  const source = partsOf(step('Translated', undone, { after: packet([ip('10.96.0.12', '10.0.1.2')]) }), 12);
  assert.deepEqual(source.line.filter((p) => p.struck).map((p) => p.text), ['10.0.2.2']);
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
  assert.deepEqual(noteOf(marks[0], t), { kind: 'nat', lines: ['ui.nat.made DNAT #1'] });
});

test('a drop names the rule of the reading before it, a route drop none', () => {
  const rule = '-A FORWARD -d 10.0.2.2/32 -j REJECT --reject-with icmp-port-unreachable';
  const [read, drop] = stay([
    step('RulesRead', { hook: 'forward', ruleText: rule }), step('Dropped', { reason: 'netfilter' }, { after: null }),
  ]);
  assert.equal(endingRule(drop), rule);
  assert.equal(hookOf(drop), 'FORWARD');
  assert.equal(hookOf(read), 'FORWARD');
  assert.deepEqual(noteOf(drop, t), {
    kind: 'drop', lines: ['ui.drop.NETFILTER', '-A FORWARD -d 10.0.2.2/32 -j REJECT', '--reject-with icmp-port-unreachable'],
  });
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

test('long rules are broken at blanks and cut after three lines', () => {
  assert.deepEqual(wrapped(''), []);
  const lines = wrapped(Array.from({ length: 40 }, (_, i) => `--word-${i}`).join(' '));
  assert.equal(lines.length, 3);
  assert.ok(lines[2].endsWith('…') && lines.every((l) => l.length <= 44));
  assert.ok(wrapped('x'.repeat(90))[0].length <= 44);
});

test('fragments carry their number', () => {
  assert.equal(partsOf(step('Fragmented', { parts: 2 }), 12).badge, '×2');
  assert.equal(partsOf(step('FrameTransmitted', {}), 12).badge, '');
});

test('what is too long ends at the device that is too small, what a tunnel does happens at the tunnel', () => {
  const [drop, wrap] = stay([
    step('Dropped', { reason: 'too_big' }, { device: 'flannel.1' }), step('Encapsulated', {}, { device: 'flannel.1' }),
  ]);
  assert.equal(anchorOf(drop), 'n1/flannel.1');
  assert.equal(anchorOf(wrap), 'n1/flannel.1');
});

test('hooks with rules stand inside the stack, one beside the other, and nothing below is covered', () => {
  const topology = linux('flannel');
  const hooks = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];
  const host = topology.namespaces.find((n) => n.id === 'n1');
  assert.ok(host);
  const plainHeight = layoutScene(topology).machines.find((m) => m.id === 'n1')?.h ?? 0;
  host.hooks = hooks;
  const machine = layoutScene(topology).machines.find((m) => m.id === 'n1');
  assert.ok(machine);
  assert.deepEqual(machine.hooks.map((h) => h.hook), hooks);
  assert.ok(machine.h >= plainHeight + hooksHeight(hooks));
  const { stack } = machine;
  machine.hooks.forEach((h, i) => {
    assert.ok(h.x > machine.band.x + M.band.lineX, `${h.hook} is not on the line`);
    assert.ok(h.x + h.w <= stack.x + stack.w && h.y >= stack.y && h.y + h.h <= stack.y + stack.h, `${h.hook} is inside`);
    const next = machine.hooks[i + 1];
    assert.ok(!next || next.y > h.y || next.x >= h.x + h.w, `${h.hook} leaves room`);
  });
  for (const p of machine.pills.filter((x) => x.kind === 'tunnel' || x.kind === 'leg')) {
    assert.ok(p.y - p.h / 2 >= stack.y + stack.h, `${p.id} stands below the stack`);
  }
});

test('size and DF travel in a link', () => {
  const probe = { from: 'a', to: 'b', protocol: /** @type {const} */ ('icmp'), port: null, ttl: null, cold: true, seed: null, size: 1472, df: /** @type {const} */ ('do') };
  const link = encodeLink({ cluster: 'mtu', probe, sent: true, step: 4, view: null, lang: 'zh', level: 'stage', arp: true });
  assert.match(link, /size=1472&df=do/);
  assert.deepEqual(decodeLink(link).probe, probe);
  assert.equal(decodeLink(link.replace('df=do', 'df=wish')).probe?.df, null);
});
