import assert from 'node:assert/strict';
import { readResults, withResult } from '../model/exam.js';
import { test } from 'node:test';
import { cameFrom, isAsking, isFinished, isMistaken, isSkipped, keepsCopy, nextLesson, pageNow, readProgress, starsOf, stepOf, wordsOf } from '../model/lessons.js';
import { reduce } from '../model/reducer.js';
import { createSchool } from '../model/school.js';
import { initialState } from '../model/state.js';
import { createStore } from '../model/store.js';
import { decodeLink, encodeLink } from '../model/url.js';
import { scenesOf, tellingOf } from '../model/score.js';
import { currentMark, isTold, limitOf, walkLine } from '../model/walk.js';
import { article, walk } from './fixtures.js';

const there = { name: 'there', probe: { from: 'default/web-1', to: '10.0.2.2', protocol: 'tcp', port: 80 } };
/** @type {any} */
const LESSON = { id: 'g', number: 1, part: 1, title: 'T', aim: 'A', minutes: 1, cluster: 'lesson.g', pages: [
  { number: 1, kind: 'walk', say: 'a', show: {}, cluster: 'lesson.g.p1', walk: { ...there, sent: true }, stop: { hop: 15, step: 2, seq: 72 } },
  { number: 2, kind: 'ask', say: 'b', show: {}, cluster: 'lesson.g.p2', walk: { ...there, sent: false }, stop: { hop: 15, step: 2, seq: 72 },
    ask: { id: 'q', question: '?', choices: ['x', 'y', 'z'], cluster: 'lesson.g.q.q' } },
  { number: 3, kind: 'try', say: 'c', show: {}, cluster: 'lesson.g.p3', try: { offer: [], undo: false } },
  { number: 4, kind: 'try', say: 'd', show: {}, cluster: 'lesson.g.p4', try: { offer: [], undo: true } },
] };

/** @param {any} [more] */
function schoolOf(more = {}) {
  const store = createStore(reduce, initialState());
  /** @type {string[]} */
  const done = [];
  const client = {
    school: async () => ({ lessons: [], challenges: [] }), lesson: async () => LESSON, challenge: async () => { throw new Error('none'); },
    answer: async (/** @type {string} */ _, /** @type {string} */ __, /** @type {number} */ choice) => ({ right: choice === 2, answer: 2, because: 'so', world: { cluster: 'lesson.g.q.q.1', edits: [] } }),
    startOwn: async () => 'c-1', remove: async () => {}, undo: async (/** @type {string} */ id, /** @type {number} */ which) => { done.push(`undo ${id} ${which}`); }, plan: async () => {}, sorted: async () => ({ right: true, placements: [] }), trace: async () => walk(), topology: async () => article(), namespace: async () => { throw new Error('none'); }, check: async () => ({ passed: true, edits: 1 }), ...more,
  };
  const school = createSchool(store, client, {
    async openCluster(id) {
      done.push(`open ${id}`);
      store.dispatch({ type: 'clusterOpened', id, info: /** @type {any} */ ({ id }), topology: article() });
    },
    async send(step) {
      done.push(`send ${step}`);
      store.dispatch({ type: 'probeSent' });
      store.dispatch({ type: 'traceArrived', trace: walk(), step });
    },
    now: () => 7, make: async (edit) => { done.push(`make ${JSON.stringify(edit)}`); }, refresh: async (id) => { done.push(`refresh ${id}`); }, play: () => done.push('play'), jump: (seq) => done.push(`jump ${seq}`), focus: () => {},
  });
  return { store, school, done };
}

test('a link names a lesson with its page, or a challenge, and nothing that follows from it', () => {
  const base = decodeLink('');
  for (const place of [{ kind: 'lesson', id: 'gateway', page: 3 }, { kind: 'challenge', id: 'no-row', page: 1 }]) {
    assert.deepEqual(decodeLink(encodeLink({ ...base, cluster: 'lesson.gateway.p3', place: /** @type {any} */ (place), lang: 'zh' })).place, place);
  }
  assert.equal(encodeLink({ ...base, cluster: 'x', place: { kind: 'lesson', id: 'gateway', page: 3 } }), 'lesson=gateway&page=3');
  for (const bad of ['lesson=', 'lesson=../a', 'lesson=A', 'challenge=<b>']) assert.equal(decodeLink(bad).place, null, bad);
  for (const bad of ['0', '-1', 'x', '999', '1.5']) assert.equal(decodeLink(`lesson=a&page=${bad}`).place?.page, 1, bad);
});

test('a page goes on from the stop before, and stands in its cluster', () => {
  assert.equal(cameFrom(LESSON, LESSON.pages[0]), null);
  assert.equal(cameFrom(LESSON, LESSON.pages[1]), '15.2');
  /** @type {any} */
  const far = { ...LESSON.pages[0], stop: { hop: 140, step: 1, seq: 700 } };
  assert.equal(cameFrom(LESSON, far), '132.0', 'a loop is not walked through 130 times');
  assert.equal(stepOf(LESSON.pages[2]), null);
  assert.deepEqual([keepsCopy(LESSON, 4, 3), keepsCopy(LESSON, 3, 2), keepsCopy(LESSON, 4, 1)], [true, false, false]);
});

test('a question that was gone past, or shown without a guess, is skipped; one that was guessed is not', () => {
  const ask = LESSON.pages[1];
  const given = (/** @type {number} */ choice) => new Map([['q', { choice, answer: /** @type {any} */ ({ right: false, answer: 2, because: 'so' }) }]]);
  assert.deepEqual([isSkipped(ask, 2, new Map()), isSkipped(ask, 3, new Map()), isSkipped(LESSON.pages[0], 3, new Map())], [false, true, false]);
  assert.deepEqual([isSkipped(ask, 3, given(0)), isSkipped(ask, 2, given(0)), isSkipped(ask, 3, given(1))], [true, true, false]);
});

test('a page is finished when its question is answered, its task done and its things sorted', () => {
  const at = (/** @type {number} */ page, more = {}) => isFinished(/** @type {any} */ ({ ...initialState(), course: LESSON, place: { kind: 'lesson', id: 'g', page }, ...more }));
  assert.deepEqual([at(1), at(2), at(3)], [true, false, false]);
  assert.equal(at(2, { given: new Map([['q', { choice: 0, answer: null }]]) }), true);
  assert.deepEqual([at(3, { checked: { passed: false, edits: 1 } }), at(3, { checked: { passed: true, edits: 1 } })], [false, true]);
  const sorts = { ...LESSON, pages: [{ ...LESSON.pages[0], sort: { id: 's', kind: 'order', items: [] } }] };
  assert.deepEqual([at(1, { course: sorts }), at(1, { course: sorts, sorting: { placed: {}, order: [], answer: { right: true, placements: [] } } })], [false, true]);
});

test('before the answer nothing behind the stop can be reached or told; then the packet goes on', async () => {
  const { store, school, done } = schoolOf();
  await school.open({ kind: 'lesson', id: 'g', page: 2 });
  const asked = store.get();
  assert.deepEqual(done, ['open lesson.g.p2', 'send 15.2', 'jump ' + asked.held?.seq]);
  assert.equal(asked.held?.firm, true);
  const whole = walkLine({ ...asked, held: null });
  assert.ok(walkLine(asked).marks.length < whole.marks.length);
  assert.ok(walkLine(asked).marks.every((m) => m.seq <= (asked.held?.seq ?? 0)));
  store.dispatch({ type: 'endTold' });
  store.dispatch({ type: 'played', on: false });
  store.dispatch({ type: 'playheadMoved', seq: 1e6, playing: false, source: 'self' });
  assert.equal(isTold(store.get()), false);
  assert.ok((store.get().cursor ?? 0) <= (asked.held?.seq ?? 0));

  await school.answer(1);
  await school.answer(2);
  assert.deepEqual(store.get().given.get('q'), { choice: 1, answer: { right: false, answer: 2, because: 'so', world: { cluster: 'lesson.g.q.q.1', edits: [] } } });
  assert.equal(store.get().held, null);
  assert.equal(limitOf(store.get()), Infinity);
  assert.deepEqual(done.slice(3), ['open lesson.g.q.q', 'send 15.2', 'play']);
  await school.world();
  assert.equal(store.get().inWorld, true);
  assert.equal(store.get().clusterId, 'lesson.g.q.q.1');
});

test('what a question asks about is sent when it is answered, not what the page had sent before', async () => {
  const back = { name: 'back', sent: true, probe: { from: 'default/web-2', to: '10.0.1.2', protocol: 'tcp', port: 81 } };
  const pages = LESSON.pages.map((/** @type {any} */ p) => (p.ask ? { ...p, ask: { ...p.ask, walk: back } } : p));
  const { store, school, done } = schoolOf({ lesson: async () => ({ ...LESSON, pages }) });
  await school.open({ kind: 'lesson', id: 'g', page: 2 });
  assert.equal(store.get().probe.to, '10.0.2.2');
  assert.equal(store.get().held?.firm, false, 'what the page tells of its own walk is no answer');
  assert.ok(!walkLine(store.get()).marks.some((m) => m.step.veiled));
  await school.answer(1);
  assert.deepEqual([store.get().probe.from, store.get().probe.to, store.get().probe.port], ['default/web-2', '10.0.1.2', 81]);
  assert.deepEqual(done.slice(-3), ['open lesson.g.q.q', 'send null', 'play']);
  await school.world();
  assert.deepEqual([store.get().clusterId, store.get().probe.to], ['lesson.g.q.q.1', '10.0.1.2']);
});

test('a table that a question is asked about no longer lies over the hooks when it is answered; another thing stays lit', async () => {
  const pages = LESSON.pages.map((/** @type {any} */ p) => (p.ask ? { ...p, show: { table: 'node-1/routes' } } : p));
  for (const [points, after] of [['node-1/routes', ''], ['node-1/eth0', 'node-1/eth0']]) {
    const { store, school } = schoolOf({ lesson: async () => ({ ...LESSON, pages }) });
    await school.open({ kind: 'lesson', id: 'g', page: 2 });
    assert.equal(store.get().pointing.pinned, 'node-1/routes');
    if (points !== 'node-1/routes') school.point(points);
    await school.answer(1);
    assert.equal(store.get().pointing.pinned, after);
  }
});

test('what a page shows is selected before its walk goes to a stop, and holds a walk that has none', async () => {
  for (const [stop, order] of [[LESSON.pages[0].stop, ['selected', 'play']], [undefined, ['play', 'selected']]]) {
    const pages = LESSON.pages.map((/** @type {any} */ p) => (p.number === 1 ? { ...p, stop, show: { table: 'node-1/routes' } } : p));
    const { store, school, done } = schoolOf({ lesson: async () => ({ ...LESSON, pages }) });
    let before = store.get().selection;
    store.subscribe((s) => { if (s.selection && s.selection !== before) done.push('selected'); before = s.selection; });
    await school.open({ kind: 'lesson', id: 'g', page: 1 });
    assert.deepEqual(done.filter((d) => d === 'selected' || d === 'play'), order);
    assert.equal(store.get().pointing.pinned, 'node-1/routes');
  }
});

test('the next choice takes the wrong one back, and leaves what was right', async () => {
  const { store, school, done } = schoolOf({ check: async () => ({ passed: false, edits: 3, steps: 1, needed: 2, mistaken: [2, 3] }) });
  await school.open({ kind: 'lesson', id: 'g', page: 4 });
  await school.start();
  await school.recheck();
  done.length = 0;
  await school.offer(/** @type {any} */ ({ text: 'x', namespace: 'node-1', commands: ['ip route add 10.0.9.0/24 via 10.0.0.9'] }));
  assert.deepEqual(done, ['undo c-1 3', 'undo c-1 2', 'refresh c-1', 'make {"namespace":"node-1","commands":["ip route add 10.0.9.0/24 via 10.0.0.9"]}']);
  assert.equal(store.get().running, false);
});

test('the step that is asked for says nothing of what it decides, nor does its stay in the namespace', async () => {
  const { store, school } = schoolOf();
  await school.open({ kind: 'lesson', id: 'g', page: 2 });
  const seq = store.get().held?.seq ?? -1;
  const whole = walkLine({ ...store.get(), held: null }).marks.find((m) => m.seq === seq);
  const mark = currentMark(store.get());
  assert.ok(whole && mark && mark.seq === seq);
  assert.ok(whole.step.sentence !== '' && whole.hop.steps.some((s) => s.seq > seq));
  assert.deepEqual([mark.step.sentence, mark.step.after, mark.step.command, mark.step.evidence, mark.stop], ['', null, null, [], false]);
  assert.deepEqual(Object.keys(mark.step.fields).filter((name) => !['hook', 'bridge', 'side'].includes(name)), []);
  for (const m of walkLine(store.get()).marks) assert.ok(m.hop.steps.every((s) => s.seq <= seq && (s.seq < seq || s.sentence === '')));
  assert.equal(isAsking(store.get()), true);
  await school.answer(2);
  assert.equal(isAsking(store.get()), false);
  assert.equal(walkLine(store.get()).marks.find((m) => m.seq === seq)?.step.sentence, whole.step.sentence);
});

test('an answer can be shown without a guess, and answers are told again in another language', async () => {
  /** @type {number[]} */
  const asked = [];
  let said = 'so';
  const { store, school } = schoolOf({ answer: async (/** @type {string} */ _, /** @type {string} */ __, /** @type {number} */ choice) => {
    asked.push(choice);
    return { right: choice === 2, answer: 2, because: `${said} ${choice}` };
  } });
  await school.open({ kind: 'lesson', id: 'g', page: 2 });
  await school.answer(0);
  assert.deepEqual(asked, [1, 2]);
  assert.deepEqual(store.get().given.get('q'), { choice: 0, answer: { right: true, answer: 2, because: 'so 2' } });
  said = '因为';
  await school.retell();
  assert.deepEqual(store.get().given.get('q'), { choice: 0, answer: { right: true, answer: 2, because: '因为 2' } });
});

test('a stop is told in as little more detail as shows it', () => {
  const trace = walk();
  const all = trace.hops.flatMap((hop) => hop.steps);
  const at = (/** @type {string} */ level, /** @type {number} */ seq) => tellingOf(trace, { level: /** @type {any} */ (level), arp: 'folded' }, seq);
  for (const step of all) {
    const { level, open } = at('story', step.seq);
    const { marks } = walkLine({ trace, level, arp: 'folded', open: new Set(open) });
    assert.ok(marks.some((m) => m.seq === step.seq), `${step.type} ${step.seq}`);
  }
  const inArp = scenesOf(trace).find((s) => s.kind === 'arp')?.children[1];
  assert.ok(inArp);
  assert.deepEqual(at('story', inArp.seq).open.length, 1);
  const told = all.find((s) => s.level === 'story' && s.type === 'RouteLookup');
  assert.deepEqual([at('story', told?.seq ?? -1), at('row', told?.seq ?? -1).level], [{ level: 'story', open: [] }, 'row']);
});

test('a choice that could not be answered can be made again', async () => {
  const { store, school } = schoolOf({ answer: async () => { throw new Error('no'); } });
  await school.open({ kind: 'lesson', id: 'g', page: 2 });
  await school.answer(1);
  assert.equal(store.get().given.size, 0);
  assert.equal(store.get().schoolFailure, 'no');
});

test('a copy that keeps its edits goes on to the next task, and another cluster ends the lesson', async () => {
  const { store, school } = schoolOf();
  await school.open({ kind: 'lesson', id: 'g', page: 3 });
  await school.start();
  assert.equal(store.get().tryCluster, 'c-1');
  await school.page(4);
  assert.deepEqual([store.get().clusterId, store.get().tryCluster, store.get().place?.page], ['c-1', 'c-1', 4]);
  assert.deepEqual(store.get().progress.lessons['g'], { page: 4, done: true });
  await school.page(2);
  assert.deepEqual([store.get().clusterId, store.get().tryCluster], ['lesson.g.p2', null]);
  store.dispatch({ type: 'clusterOpened', id: 'article', info: /** @type {any} */ ({}), topology: article() });
  assert.equal(pageNow(store.get()), null);
  assert.deepEqual(store.get().progress.lessons['g'], { page: 2, done: true });
});

test('a challenge made of a finding has a cluster of another name, and stays open in it', () => {
  const { store } = schoolOf();
  const place = /** @type {const} */ ({ kind: 'challenge', id: 'made.c-1.0.1', page: 1 });
  const opened = (/** @type {string} */ id) => store.dispatch({ type: 'clusterOpened', id, info: /** @type {any} */ ({}), topology: article() });
  store.dispatch({ type: 'placeChosen', place });
  store.dispatch({ type: 'challengeArrived', challenge: /** @type {any} */ ({ id: place.id, cluster: 'c-1', hints: [], probes: [], goals: [] }) });
  opened('c-1');
  assert.deepEqual(store.get().place, place);
  opened('c-2');
  assert.equal(store.get().place, null);
});

test('the first result of each form of an exam is kept, the second knows the answers', () => {
  const once = withResult(null, 'part-1', 'pre', 4);
  const both = withResult(withResult(once, 'part-1', 'pre', 12), 'part-1', 'post', 10);
  assert.deepEqual(readResults(both, 'part-1'), { pre: 4, post: 10 });
  assert.deepEqual(readResults(both, 'part-2'), {});
  assert.deepEqual([readResults('{"part-1":{"pre":-1,"post":"9","x":3}}', 'part-1'), readResults('no', 'part-1'), readResults('{"part-1":7}', 'part-1')], [{}, {}, {}]);
});

test('a quotation is marked where the words that are underlined hold otherwise', () => {
  const article = { section: '', quote: 'a b c', part: 'b c' };
  const of = (/** @type {string[]} */ ...quotes) => isMistaken({ ...LESSON, article, errata: quotes.map((quote) => ({ quote, really: '' })) });
  assert.deepEqual([of('b'), of('b c d'), of('a'), of()], [true, true, false, false]);
  assert.equal(isMistaken({ ...LESSON, errata: [{ quote: 'b', really: '' }] }), false);
});

test('commands of one edit stand apart, and a death says whose it is', () => {
  const t = (/** @type {string} */ key, /** @type {unknown[]} */ ...args) => [key, ...args].join(' ');
  const of = (/** @type {any} */ edit) => wordsOf({ text: 'word', ...edit }, t);
  assert.deepEqual(of({ namespace: 'host-1', commands: ['sysctl -w x=0', 'ip addr del y'] }), { place: 'host-1 #', lines: ['sysctl -w x=0', 'ip addr del y'] });
  assert.deepEqual(of({ event: { type: 'kill', pod: 'default/web-1', container: 'nginx' } }).lines, ['ui.school.edit.kill nginx web-1']);
  assert.deepEqual(of({ event: { type: 'killPause', pod: 'shop/web-1' } }).lines, ['ui.time.deed.killPause shop/web-1']);
  assert.deepEqual(of({ event: { type: 'restart', machine: 'host-1', container: 'scrapyd' } }).lines, ['host-1: docker restart scrapyd']);
  assert.deepEqual(of({ manifest: 'kind: Pod\nname: a\n' }).lines, ['kind: Pod', 'name: a']);
  assert.deepEqual(of({ event: { type: 'set', setting: 'monitorGrace', value: '16s' }, at: 5 }).lines, ['monitorGrace = 16s · 5 s']);
  assert.deepEqual(of({ object: { kind: 'Service', namespace: 'default', name: 'web' }, text: 'a =  1' }), { place: 'Service default/web', lines: ['a = 1'] });
});

test('the end of a lesson knows the next one, and what was told of the last is gone', async () => {
  let lists = 0;
  const lessons = [1, 2].map((number) => /** @type {any} */ ({ ...LESSON, id: number === 1 ? 'g' : 'h', number }));
  const { store, school } = schoolOf({ school: async () => {
    lists++;
    return { lessons, challenges: [] };
  } });
  await school.open({ kind: 'lesson', id: 'g', page: 3 });
  assert.deepEqual([lists, nextLesson(store.get())], [0, undefined]);
  store.dispatch({ type: 'noticed', notice: 'changed' });
  await school.page(4);
  await Promise.resolve();
  assert.deepEqual([lists, nextLesson(store.get())?.id, store.get().notice], [1, 'h', '']);
  store.dispatch({ type: 'noticed', notice: 'changed' });
  await school.open({ kind: 'lesson', id: 'h', page: 1 });
  assert.deepEqual([store.get().notice, nextLesson({ ...store.get(), course: lessons[1] })], ['', undefined]);
});

test('stars: one less for more edits than needed, one less for the last hint', () => {
  assert.deepEqual([starsOf(1, 1, 0, 3), starsOf(2, 1, 2, 3), starsOf(1, 1, 3, 3), starsOf(9, 1, 3, 3)], [3, 2, 2, 1]);
});

test('what a browser kept is read as far as it makes sense', () => {
  assert.deepEqual(readProgress('{"lessons":{"a":{"page":2,"done":true},"b":{"page":0},"c":7},"challenges":{"d":3,"e":9,"f":"x"}}'),
    { lessons: { a: { page: 2, done: true } }, challenges: { d: 3 }, last: null });
  for (const text of [null, '', '[', '7', 'null', '{"lessons":[1]}']) assert.deepEqual(readProgress(text), { lessons: {}, challenges: {}, last: null }, String(text));
});
