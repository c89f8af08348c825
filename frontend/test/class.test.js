import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classLink, isOnPage, keepUp, plainCode, readEvents, readSession } from '../model/class.js';
import { createClassroom } from '../model/classroom.js';
import { decodeLink, encodeLink } from '../model/url.js';

const SESSION = /** @type {const} */ ({ code: '4F7K3M', key: 'ab'.repeat(18), role: 'member', number: 17, name: 'otter' });
const room = (/** @type {number} */ seq, more = {}) => ({ code: '4F7K3M', seq, link: 'lesson=gateway&page=3', paused: false, summons: 0, named: false, members: 1, here: 1, following: 1, challenges: [], passed: {}, ...more });

/** An answer whose body stays open until it is closed. */
function live() {
  /** @type {ReadableStreamDefaultController<Uint8Array>|undefined} */
  let control;
  const body = new ReadableStream({ start: (c) => { control = c; } });
  return {
    response: new Response(body),
    say: (/** @type {string} */ text) => control?.enqueue(new TextEncoder().encode(text)),
    close: () => control?.close(),
  };
}

/** A server that answers what it is told to, one after the other, and time that passes when it is told to. */
function world() {
  /** @type {{path: string, headers: Record<string, string>}[]} */
  const asked = [];
  /** @type {((answer: Response) => void)[]} */
  const open = [];
  /** @type {{millis: number, over: () => void}[]} */
  const waits = [];
  const ask = /** @type {typeof globalThis.fetch} */ (/** @type {unknown} */ ((/** @type {string} */ path, /** @type {any} */ how) => {
    asked.push({ path, headers: how?.headers ?? {} });
    return new Promise((answer, refuse) => {
      open.push(answer);
      how?.signal?.addEventListener('abort', () => refuse(new Error('aborted')));
    });
  }));
  const soon = () => new Promise((done) => { setImmediate(done); });
  return {
    asked, ask, soon,
    wait: (/** @type {number} */ millis) => /** @type {Promise<void>} */ (new Promise((over) => { waits.push({ millis, over: () => over(undefined) }); })),
    async answer(/** @type {Response} */ response) { open.shift()?.(response); await soon(); await soon(); },
    async pass(/** @type {number} */ millis) { waits.filter((w) => w.millis === millis).forEach((w) => w.over()); await soon(); await soon(); },
  };
}

test('codes are read however they are typed', () => {
  assert.equal(plainCode(' 4f7-k3m '), '4F7K3M');
  assert.equal(plainCode('4F7'), '');
  assert.equal(plainCode('<b>xxx'), '');
});

test('what the browser keeps is believed only if it makes sense', () => {
  assert.deepEqual(readSession(JSON.stringify(SESSION)), SESSION);
  for (const bad of [null, '', '{', '[]', '{"code":"4F7K3M"}', JSON.stringify({ ...SESSION, role: 'admin' }), JSON.stringify({ ...SESSION, key: '../x' })]) assert.equal(readSession(bad), null);
});

test('events are taken out of what has arrived, and half of one is kept', () => {
  const { events, rest } = readEvents('retry: 2000\n\nid: 4\nevent: room\ndata: {"a":1}\n\n:\n\nid: 5\nevent: ro');
  assert.deepEqual(events, [{ name: 'room', id: '4', data: '{"a":1}' }]);
  assert.equal(rest, 'id: 5\nevent: ro');
});

test('a follower hears every state, never an older one after a newer', async () => {
  const by = world();
  /** @type {number[]} */
  const seen = [];
  const line = keepUp(SESSION, by, { state: (r) => seen.push(r.seq), ended: () => {} });
  await by.soon();
  const stream = live();
  await by.answer(stream.response);
  for (const seq of [4, 6, 5, 7]) stream.say(`id: ${seq}\nevent: room\ndata: ${JSON.stringify(room(seq))}\n\n`);
  await by.soon();
  await by.soon();
  assert.deepEqual(seen, [4, 6, 7]);
  assert.equal(by.asked[0].headers['Podlane-Room-Key'], SESSION.key);
  stream.close();
  await by.soon();
  await by.pass(2000);
  assert.equal(by.asked[1].headers['Last-Event-ID'], '7');
  line.stop();
});

test('where a proxy holds events back, the page asks', async () => {
  const by = world();
  /** @type {number[]} */
  const seen = [];
  const line = keepUp(SESSION, by, { state: (r) => seen.push(r.seq), ended: () => {} });
  await by.soon();
  await by.pass(6000);
  await by.pass(2000);
  assert.equal(by.asked.at(-1)?.path, '/api/rooms/4F7K3M/events?since=-1');
  line.stop();
});

test('a room that has ended is not asked for again', async () => {
  const by = world();
  let ended = 0;
  keepUp(SESSION, by, { state: () => {}, ended: () => { ended += 1; } });
  await by.soon();
  await by.answer(new Response('', { status: 404 }));
  await by.pass(2000);
  assert.equal(ended, 1);
  assert.equal(by.asked.length, 1);
});

test('what the class is told has nothing of the reader in it, and the step', () => {
  const link = { ...decodeLink('lesson=gateway&page=3&lang=zh'), step: '4.2', sent: true, view: { x: 1, y: 2, k: 1 } };
  assert.equal(classLink(link, encodeLink), 'lesson=gateway&page=3&step=4.2');
  assert.equal(classLink({ ...link, place: null, cluster: 'c-1' }, encodeLink), 'cluster=c-1&sent=1&step=4.2');
});

test('a question belongs to the page it is from', () => {
  const question = /** @type {const} */ ({ number: 1, lesson: 'gateway', question: 'next', choices: 3, stage: 'open', answered: 0 });
  const at = /** @type {any} */ ({ place: { kind: 'lesson', id: 'gateway', page: 3 } });
  assert.equal(isOnPage(question, at, /** @type {any} */ ({ ask: { id: 'next' } })), true);
  assert.equal(isOnPage(question, at, /** @type {any} */ ({ ask: { id: 'other' } })), false);
  assert.equal(isOnPage({ ...question, lesson: undefined }, at, /** @type {any} */ ({ ask: { id: 'next' } })), false);
});

test('a member works in clusters of the room, others in their own', async () => {
  const by = world();
  const storage = /** @type {Storage} */ (/** @type {unknown} */ ({ getItem: () => JSON.stringify(SESSION), setItem() {}, removeItem() {} }));
  const klass = createClassroom({ ask: by.ask, wait: by.wait, storage, lang: () => 'en' });
  const school = klass.school(/** @type {any} */ ({ startOwn: async () => 'c-own' }), () => false);
  assert.equal(await school.startOwn('challenge', 'no-row', 1), 'c-own');
  klass.read();
  await by.soon();
  const made = school.startOwn('challenge', 'no-row', 1);
  await by.soon();
  assert.equal(by.asked.at(-1)?.path, '/api/rooms/4F7K3M/clusters?lang=en');
  while (by.asked.length > 0 && by.asked.shift()?.path.includes('/clusters') === false) await by.answer(new Response(JSON.stringify(room(1))));
  await by.answer(new Response(JSON.stringify({ cluster: { id: 'c-room' } })));
  assert.equal(await made, 'c-room');
});
