import assert from 'node:assert/strict';
import { test } from 'node:test';
import { around, lineOf, scenesOf } from '../model/score.js';
import { endOf, indexOfSeq, isStop, momentsOf } from '../model/timeline.js';
import { noRoute, walk } from './fixtures.js';

/** @typedef {import('../model/types.js').Level} Level */

const LEVELS = /** @type {Level[]} */ (['story', 'stage', 'row']);
const line = (/** @type {any} */ trace, /** @type {Level} */ level, /** @type {'folded'|'open'} */ arp = 'folded', /** @type {number[]} */ ...open) =>
  lineOf(trace, { level, arp, open: new Set(open) });
const marksOf = (/** @type {any} */ trace, /** @type {Level} */ level, /** @type {'folded'|'open'} */ arp = 'open') => line(trace, level, arp).marks;

test('every step of a walk is in exactly one scene, in order of play', () => {
  for (const trace of [walk(), noRoute()]) {
    const seqs = (/** @type {import('../model/score.js').Scene[]} */ scenes) =>
      scenes.flatMap((/** @type {any} */ s) => (s.kind === 'step' ? [s.seq] : seqs(s.children)));
    const all = seqs(scenesOf(trace)).sort((a, b) => a - b);
    assert.deepEqual(all, trace.hops.flatMap((h) => h.steps.map((s) => s.seq)).sort((a, b) => a - b));
    assert.equal(new Set(all).size, all.length);
  }
});

test('the story of the first walk has 18 steps, nine each way; ARP stands beside them', () => {
  const { steps, marks, numberOf } = line(walk(), 'story');
  assert.equal(steps.length, 18);
  assert.deepEqual(steps.map((m) => m.flow), [...Array(9).fill('request'), ...Array(9).fill('reply')]);
  assert.deepEqual(marks.filter((m) => m.aside).map((m) => m.fold?.steps), [16, 10, 11, 15]);
  assert.equal(numberOf.get(steps[4].seq), 5);
  assert.equal(steps[4].namespace, 'gateway');
  assert.ok(marks.filter((m) => m.aside).every((m) => m.step.sentence === m.fold?.sentence && !numberOf.has(m.seq)));
});

test('every story step moves the packet to another place, or marks something: the packet, a table row, a new packet, an end', () => {
  for (const trace of [walk(), noRoute()]) {
    const { steps } = line(trace, 'story');
    for (const [i, m] of steps.entries()) {
      const before = steps[i - 1];
      const moves = m.namespace !== before?.namespace || m.step.device !== before.step.device;
      const rewrites = JSON.stringify(m.step.before) !== JSON.stringify(m.step.after);
      const marks = m.stop || m.step.evidence.some((e) => e.rows.some((r) => r.verdict === 'matched'));
      const begins = trace.hops.some((h) => h.parent?.hop === m.hop.id && h.parent.step === m.step.index && h.packet !== m.packet);
      assert.ok(moves || rewrites || marks || begins, `${m.id} ${m.step.type}`);
    }
  }
});

test('levels tell more and more, and an open question of ARP tells all of it', () => {
  const counts = LEVELS.map((level) => line(walk(), level).steps.length);
  assert.ok(counts[0] < counts[1] && counts[1] < counts[2], counts.join());
  for (const level of LEVELS) {
    const closed = line(walk(), level);
    const trace = walk();
    const [first] = line(trace, level).marks.filter((m) => m.aside);
    const opened = line(trace, level, 'folded', first.seq);
    assert.ok(opened.steps.length > closed.steps.length, level);
    assert.equal(opened.marks.filter((m) => m.aside).length, 3);
    assert.ok(opened.steps.find((m) => m.seq === first.seq)?.fold, 'it can be closed again');
    assert.ok(line(trace, level, 'open').marks.every((m) => !m.aside));
  }
});

test('whatever is told: one beginning, causes before what follows, and no empty column', () => {
  for (const trace of [walk(), noRoute()]) {
    for (const level of LEVELS) {
      for (const arp of /** @type {const} */ (['folded', 'open'])) {
        const marks = marksOf(trace, level, arp);
        for (const m of marks) if (m.previous) assert.ok(m.column > m.previous.column && marks.includes(m.previous), `${level} ${m.id}`);
        assert.equal(marks.filter((m) => m.previous === null).length, 1, level);
        const columns = new Set(marks.map((m) => m.column));
        assert.equal(Math.max(...columns) + 1, columns.size);
        assert.deepEqual(marks.map((m) => m.column), [...marks.map((m) => m.column)].sort((a, b) => a - b));
      }
    }
  }
});

test('the same choice is told once, and two walks do not disturb each other', () => {
  const [one, two] = [walk(), noRoute()];
  const choice = { level: /** @type {const} */ ('story'), arp: /** @type {const} */ ('folded'), open: new Set() };
  const first = lineOf(one, choice);
  lineOf(two, choice);
  lineOf(one, { ...choice, level: 'row' });
  assert.equal(lineOf(one, { ...choice }), first);
});

test('a packet that waits for ARP goes on only after the answer came', () => {
  const marks = marksOf(walk(), 'row');
  const learned = marks.find((m) => m.step.type === 'NeighbourLearned');
  const built = marks.find((m) => m.step.type === 'HeaderBuilt');
  assert.ok(learned && built && built.column > learned.column);
});

test('branches of one flood happen at the same time', () => {
  const all = momentsOf(walk());
  const flood = all.find((m) => m.step.type === 'BridgeFlooded');
  const children = all.filter((m) => m.previous === flood);
  assert.equal(children.length, 2);
  assert.equal(new Set(children.map((m) => m.column)).size, 1);
});

test('those that heard a flood in vain are one scene, however many they are', () => {
  const step = (/** @type {number} */ seq, /** @type {string} */ type, /** @type {number} */ index = 0) =>
    ({ index, seq, type, level: 'stage', device: 'eth0', sentence: type, fields: {}, before: null, after: null, evidence: [], command: null });
  const heard = 1056;
  const hops = Array.from({ length: heard }, (_, i) => ({
    id: i + 2, parent: { hop: 1, step: i % 4 }, tick: 1, timeMillis: 0, flow: 'arp', packet: 1, namespace: `p${i}`, infra: false,
    steps: [step(10 + 2 * i, 'FrameReceived'), step(11 + 2 * i, 'ArpIgnored', 1)],
  }));
  /** @type {any} */
  const trace = { folds: [], hops: [{ id: 1, parent: null, tick: 0, timeMillis: 0, flow: 'arp', packet: 1, namespace: 'asker', infra: false,
    steps: [step(0, 'ArpRequestSent'), step(1, 'BridgeFlooded', 1)] }, ...hops] };
  const { marks } = line(trace, 'stage', 'open');
  assert.equal(marks.length, 3);
  assert.deepEqual(marks[2].crowd?.heard, heard);
  assert.equal(line(trace, 'stage', 'open', marks[2].seq).marks.length, 2 + 2 * heard);
  assert.deepEqual(around(trace, 11).map((scene) => scene.kind), ['crowd']);
});

test('the shared segment is hidden unless every table is wanted', () => {
  assert.ok(marksOf(walk(), 'stage').every((m) => !m.infra));
  assert.ok(marksOf(walk(), 'row').some((m) => m.infra));
});

test('a drop is a stop; a flooded copy that was not for this station is not', () => {
  const step = (/** @type {string} */ reason) => /** @type {any} */ ({ type: 'Dropped', fields: { reason } });
  assert.ok(isStop(step('NO_ROUTE')));
  assert.ok(!isStop(step('OTHERHOST')) && !isStop(step('otherhost')));
  assert.equal(endOf(step('no_route')), 'NO_ROUTE');
  assert.equal(marksOf(noRoute(), 'story', 'folded').filter((m) => m.stop).length, 1);
  assert.ok(marksOf(walk(), 'row').every((m) => !m.stop));
});

test('the cursor finds the last mark not after one that is not told', () => {
  const { marks } = line(walk(), 'story');
  assert.equal(indexOfSeq(marks, marks[2].seq), 2);
  assert.equal(indexOfSeq(marks, marks[2].seq + 0.5), 2);
  assert.equal(indexOfSeq(marks, null), 0);
  assert.equal(indexOfSeq([], 4), -1);
});

test('what is sent again is one counted step of a story', () => {
  const step = (/** @type {number} */ seq, /** @type {string} */ type, /** @type {string} */ level) =>
    ({ index: 0, seq, type, level, device: null, sentence: type, fields: {}, before: null, after: null, evidence: [], command: null });
  const hop = (/** @type {number} */ id, /** @type {string} */ flow, /** @type {any} */ parent, /** @type {any[]} */ steps) =>
    ({ id, parent, tick: 0, timeMillis: 0, flow, packet: id, namespace: 'n', infra: false, steps });
  /** @type {any} */
  const trace = {
    ...walk(),
    hops: [
      hop(0, 'request', null, [step(0, 'RouteLookup', 'story')]),
      hop(1, 'request', { hop: 0, step: 0 }, [step(1, 'TtlDecremented', 'story')]),
      hop(2, 'request', { hop: 0, step: 0 }, [step(2, 'SocketRetransmit', 'stage')]),
      hop(3, 'arp', { hop: 2, step: 0 }, [step(3, 'ArpRequestSent', 'stage')]),
      hop(4, 'request', { hop: 2, step: 0 }, [step(4, 'Dropped', 'stage')]),
    ],
    folds: [{ type: 'again', seq: 2, requests: [2], steps: 3, sentence: 'again' }],
  };
  const shown = (/** @type {number[]} */ ...seqs) => line(trace, 'story', 'folded', ...seqs).marks.map((m) => m.step.sentence);
  const before = ['RouteLookup', 'TtlDecremented'];
  assert.deepEqual(shown(), [...before, 'again']);
  assert.equal(line(trace, 'story').steps.length, 3);
  assert.deepEqual(shown(2), [...before, 'SocketRetransmit', 'ArpRequestSent', 'Dropped']);
  assert.deepEqual(line(trace, 'story').marks.map((m) => m.column), [0, 1, 2], 'later, not at the same time');
});

test('what a timer sends again later has nothing before it, and is told after what was before', () => {
  const trace = walk();
  const last = Math.max(...trace.hops.flatMap((h) => h.steps.map((s) => s.seq)));
  const like = trace.hops[0];
  const again = (/** @type {number} */ n) => ({ ...like, id: 900 + n, parent: null, timeMillis: 200 * n, steps: [{ ...like.steps[0], seq: last + n, index: 0, type: 'SegmentSent' }] });
  const marks = momentsOf({ ...trace, hops: [...trace.hops, again(1), again(3)] });
  const before = Math.max(...marks.filter((m) => m.seq <= last).map((m) => m.column));
  assert.deepEqual(marks.slice(-2).map((m) => m.column), [before + 1, before + 2]);
});
