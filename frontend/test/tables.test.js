import assert from 'node:assert/strict';
import { test } from 'node:test';
import { questionOf } from '../model/command.js';
import { breakable, inOrder, shownOf } from '../model/evidence.js';
import { inOutOf } from '../model/layers.js';
import { lineOf } from '../model/score.js';
import { foldedOf, ownersOf, stripOf } from '../model/strip.js';
import { tablesAt } from '../model/tables.js';
import { momentsOf } from '../model/timeline.js';
import { article, walk } from './fixtures.js';

const story = () => lineOf(walk(), { level: 'story', arp: 'folded', open: new Set() });
const END = Number.MAX_SAFE_INTEGER;

test('tables are as they are at the cursor: a neighbour is missing, then learned, then an old acquaintance', () => {
  const trace = walk();
  const steps = momentsOf(trace).filter((m) => m.namespace === 'default/web-1');
  const seqOf = (/** @type {string} */ type) => steps.find((m) => m.step.type === type)?.seq ?? -1;
  const rows = (/** @type {number} */ cursor, /** @type {number} */ since) =>
    tablesAt(null, trace, 'default/web-1', cursor, since).neighbours.map((r) => [r.cells['address'], r.cells['state'], r.fresh]);
  assert.deepEqual(rows(0, -1), []);
  const missing = seqOf('NeighbourMissing');
  assert.deepEqual(rows(missing, missing - 1), [['10.0.1.1', 'INCOMPLETE', true]]);
  const learned = seqOf('NeighbourLearned');
  assert.deepEqual(rows(learned, learned - 1), [['10.0.1.1', 'REACHABLE', true]]);
  assert.deepEqual(rows(END, END - 1), [['10.0.1.1', 'REACHABLE', false]]);
});

test('tables only grow as the walk goes on, and what is configured is there from the beginning', () => {
  const trace = walk();
  const detail = /** @type {any} */ ({ neighbours: [{ id: 'x', address: '10.9.9.9', device: 'eth0', mac: '02:aa', state: 'PERMANENT' }], fdb: [] });
  for (const { id } of article().namespaces) {
    let before = 0;
    for (let cursor = 0; cursor < 220; cursor += 7) {
      const { neighbours, fdb } = tablesAt(detail, trace, id, cursor);
      assert.equal(neighbours[0].cells['state'], 'PERMANENT');
      assert.ok(neighbours.length + fdb.length >= before, id);
      before = neighbours.length + fdb.length;
    }
  }
  assert.ok(tablesAt(null, trace, 'node-1', END).fdb.some((r) => r.cells['state'] === 'learned' && r.cells['bridge'] === 'cbr0'));
});

test('connections are as the last step that touched them left them', () => {
  const step = (/** @type {number} */ seq, /** @type {string} */ type, /** @type {object} */ fields) => ({ index: seq, seq, type, fields });
  const said = (/** @type {string} */ state, /** @type {string} */ more = '') => `tcp 6 60 ${state} src=a dst=b sport=1 dport=2 ${more}src=b dst=a sport=2 dport=1`;
  const trace = /** @type {any} */ ({ hops: [{ namespace: 'n', steps: [
    step(1, 'Tracked', { relation: 'new', connection: said('SYN_SENT') }), step(2, 'Confirmed', { connection: said('SYN_SENT', '[UNREPLIED] ') }),
    step(3, 'Tracked', { relation: 'established', connection: said('SYN_RECV') })] }] });
  const at = (/** @type {number} */ cursor) => tablesAt(null, trace, 'n', cursor, cursor - 1).connections.map((r) => r.cells['entry'].split(' ')[3]);
  assert.deepEqual([at(1), at(2), at(3)], [[], ['SYN_SENT'], ['SYN_RECV']]);
});

test('evidence has at most four columns, and nothing of it is lost', () => {
  for (const { step } of momentsOf(walk())) {
    for (const evidence of step.evidence) {
      const shown = shownOf(evidence);
      assert.ok(shown.columns.length + (shown.matches ? 1 : 0) <= 4);
      assert.equal(shown.rows.length, evidence.rows.length);
      for (const [i, row] of evidence.rows.entries()) {
        const said = [...shown.rows[i].cells, shown.rows[i].more].join(' ');
        for (const cell of row.cells) assert.ok(said.includes(cell), `${evidence.title}: ${cell}`);
        assert.equal(shown.rows[i].note, row.note ?? '');
      }
    }
  }
});

test('what decided comes first; when nothing did, the table asked last', () => {
  const table = (/** @type {string} */ title, /** @type {any} */ verdict) => ({ title, columns: ['a'], rows: [{ cells: ['x'], verdict }] });
  const titles = (/** @type {any[]} */ ...tables) => inOrder(tables).map((e) => e.title);
  assert.deepEqual(titles(table('local', 'other'), table('main', 'matched')), ['main', 'local']);
  assert.deepEqual(titles(table('local', 'other'), table('main', 'other')), ['main', 'local']);
  assert.deepEqual(breakable('10.0.1.0/24'), ['10.', '0.', '1.', '0/', '24']);
  assert.deepEqual(breakable('-A X'), ['-', 'A X']);
});

test('a router opens Ethernet and IPv4, rewrites both, and says which step will', () => {
  const line = story();
  const lookup = line.steps[4];
  assert.equal(lookup.namespace, 'gateway');
  const { up, down } = inOutOf(lookup, line);
  assert.deepEqual(up.map((c) => [c.type, c.order, c.says.key]), [
    ['tcp', null, 'ui.layers.closed'], ['ipv4', 2, 'ui.layers.other'], ['ethernet', 1, 'ui.layers.mine']]);
  assert.deepEqual(down.map((c) => [c.type, c.order, c.changed, c.says.arg]), [
    ['tcp', null, false, null], ['ipv4', 3, true, 6], ['ethernet', 4, true, 6]]);
  const ttl = down[1].fields.find((f) => f.name === 'ttl');
  assert.deepEqual([ttl?.before, ttl?.after], ['63', '62']);
});

test('who gets a packet opens it to the top, and who sends one has nothing coming in', () => {
  const line = story();
  const there = inOutOf(line.steps[8], line);
  assert.deepEqual(there.up.map((c) => c.order), [3, 2, 1]);
  assert.deepEqual(there.down, []);
  const sender = inOutOf(line.steps[0], line);
  assert.deepEqual(sender.up, []);
  assert.deepEqual(sender.down.map((c) => c.type), ['tcp', 'ipv4', 'ethernet']);
});

test('the strip says the packet with names for MAC addresses, and strikes what is rewritten', () => {
  const line = story();
  const owners = ownersOf(article());
  const said = (/** @type {number} */ number) => stripOf(line.steps[number - 1], owners)?.stripes.map((s) => s.pieces.map((p) => (p.struck ? `~${p.text}~` : p.text)).join(''));
  assert.deepEqual(said(5)?.slice(1), ['IPv4 10.0.1.2 → 10.0.2.2 · TTL 63', 'TCP 40165 → 80 SYN']);
  assert.match(said(6)?.join('|') ?? '', /TTL ~63~ 62/);
  const brief = stripOf(line.steps[4], owners)?.stripes.map((s) => s.brief.map((p) => p.text).join(''));
  assert.deepEqual(brief, ['Eth', '10.0.1.2 → 10.0.2.2 · TTL 63', 'SYN → 80']);
  assert.equal(stripOf(line.steps[12], owners)?.badge.key, 'ui.flow.reply');
});

test('the address that every lo has tells nobody', () => {
  const topology = article();
  const loops = topology.namespaces.flatMap((n) => n.devices).filter((d) => d.role === 'loopback');
  assert.ok(loops.length > 1);
  for (const lo of loops) lo.mac = '00:00:00:00:00:00';
  const owners = ownersOf(topology);
  assert.equal(owners.has('00:00:00:00:00:00'), false);
  assert.ok(owners.size > 0);
});

test('too wide a strip folds the frame inside a tunnel first, then the one around it', () => {
  const stripes = /** @type {any[]} */ ([{ type: 'ethernet', outer: true }, { type: 'ipv4', outer: true }, { type: 'ethernet', outer: false }, { type: 'ipv4', outer: false }]);
  const widths = stripes.map(() => [100, 60, 30]);
  assert.deepEqual(foldedOf(stripes, widths, 400), [0, 0, 0, 0]);
  assert.deepEqual(foldedOf(stripes, widths, 360), [0, 0, 1, 0]);
  assert.deepEqual(foldedOf(stripes, widths, 330), [1, 0, 1, 0]);
  assert.deepEqual(foldedOf(stripes, widths, 240), [1, 1, 1, 1], 'all are told briefly before one is only named');
  assert.deepEqual(foldedOf(stripes, widths, 210), [1, 1, 2, 1]);
  assert.deepEqual(foldedOf(stripes, widths, 90), [3, 2, 2, 2], 'one that is not there helps more than four that are cut');
  assert.deepEqual(foldedOf(stripes, widths, 0), [3, 2, 3, 2], 'the addresses stay');
});

test('a command is asked at once only where the cluster alone answers it', () => {
  const mark = (/** @type {string|null} */ command) => /** @type {any} */ ({ namespace: 'n', step: { command } });
  assert.equal(questionOf(mark('ssh gateway ip route get 10.0.2.2 from 10.0.1.2 iif eth0'))?.command, 'ip route get 10.0.2.2 from 10.0.1.2 iif eth0');
  assert.equal(questionOf(mark('ssh n sysctl net.ipv4.ip_forward'))?.command, 'sysctl net.ipv4.ip_forward');
  for (const command of ['ssh n tcpdump -ni eth0', 'ip neigh show dev eth0', null]) assert.equal(questionOf(mark(command)), null);
});
