import assert from 'node:assert/strict';
import test from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { headersFor, isSecret, keyFile, keyOf, readKeyFile } from '../model/keys.js';
import { MOST_PACKED, MOST_UNPACKED, markOf, pack, toBase64url, unpack } from '../model/parcel.js';
import { createSharing, linkTo } from '../model/sharing.js';
import { reduce } from '../model/reducer.js';
import { isGuest } from '../model/space.js';
import { createStore } from '../model/store.js';
import { initialState } from '../model/state.js';
import { decodeLink } from '../model/url.js';

const packed = (/** @type {string} */ text) => toBase64url(new Uint8Array(deflateRawSync(Buffer.from(text))));
const view = (/** @type {object} */ more = {}) => ({ ...decodeLink(''), cluster: 'c-1', ...more });

test('a parcel comes out as it went in, whatever it says', async () => {
  const parcel = { name: '商店 🛒', type: 'application/yaml', documents: 'kind: Pod # äöü\n'.repeat(400), edits: [{ kind: 'console', payload: { namespace: 'a', command: 'ip route' } }] };
  const text = await pack(parcel);

  assert.match(text, /^[\w-]+$/);
  assert.ok(text.length < 500, `${text.length}`);
  assert.deepEqual(await unpack(text), parcel);
});

test('a link that a program has cut, or a stranger has written, is refused', async () => {
  const whole = await pack({ documents: Array.from({ length: 300 }, (_, i) => `name: n${i * 7919}`).join('\n') });
  const rows = [['', 'broken'], ['===', 'broken'], ['a b', 'broken'], [whole.slice(0, 200), 'broken'], [packed('[1]'), 'broken'], [packed('{"documents": 1}'), 'broken'], [packed('null'), 'broken'],
    [packed('not JSON'), 'broken'], ['A'.repeat(MOST_PACKED * 4 + 1), 'large'], [packed(' '.repeat(MOST_UNPACKED + 1)), 'large']];
  for (const [text, reason] of rows) {
    await assert.rejects(unpack(text), { reason }, `${text.slice(0, 20)} …`);
  }
});

test('what unfolds without end is not unfolded', async () => {
  const bomb = packed(' '.repeat(200_000_000));
  assert.ok(bomb.length > MOST_PACKED * 4);
  const half = packed(' '.repeat(60_000_000));
  assert.ok(half.length < MOST_PACKED * 4);
  const before = process.memoryUsage().arrayBuffers;
  await assert.rejects(unpack(half), { reason: 'large' });
  assert.ok(process.memoryUsage().arrayBuffers - before < 30_000_000);
});

test('a key is 256 bits of chance, and a file carries it', () => {
  const key = keyOf(Uint8Array.from({ length: 32 }, (_, i) => i * 37));
  assert.equal(key.length, 43);
  assert.ok(isSecret(key));
  assert.equal(readKeyFile(keyFile(key, 'http://localhost')), key);
  for (const text of ['', '{}', '{"podlane": "key"}', '{"podlane": "key", "key": "short"}', `{"key": "${key}"}`, 'null']) assert.equal(readKeyFile(text), null);
});

test('a token goes with the calls about its cluster, and the key with all', () => {
  const ring = { key: 'k'.repeat(43), tokens: { 'c-1': 't'.repeat(43) } };
  assert.deepEqual(headersFor(ring, '/clusters/c-1/edits?x=1'), { 'Podlane-Key': ring.key, 'Podlane-Edit-Token': ring.tokens['c-1'] });
  assert.deepEqual(headersFor(ring, '/clusters/c-2'), { 'Podlane-Key': ring.key });
  assert.deepEqual(headersFor(ring, '/clusters/constructor'), { 'Podlane-Key': ring.key });
  assert.deepEqual(headersFor({ key: '', tokens: {} }, '/clusters'), {});
});

test('links lead to the cluster by its path, and carry the token where browsers do not send it', () => {
  assert.equal(linkTo('http://h', view()), 'http://h/c/c-1');
  assert.equal(linkTo('http://h', view({ lang: 'zh' })), 'http://h/c/c-1#lang=zh');
  assert.equal(linkTo('http://h', view(), 'TOKEN'), 'http://h/c/c-1#token=TOKEN');
  assert.equal(linkTo('http://h', view({ place: { kind: 'lesson', id: 'gateway', page: 2 } })), 'http://h/#lesson=gateway&page=2');
  assert.equal(decodeLink('#lang=zh', 'c-1').cluster, 'c-1');
});

/** Sharing with a server and a keyring that remember. */
function sharer() {
  const said = /** @type {string[]} */ ([]);
  const opened = new Map();
  const store = createStore(reduce, initialState());
  const client = {
    space: async () => ({ mode: /** @type {'public'} */ ('public'), clusters: 1, mostClusters: 9 }), sharing: async () => ({ yours: false, editable: false, editLink: false, named: false }),
    named: async () => { throw new Error('not asked'); }, editable: async () => 'T'.repeat(43), revoke: async () => {},
    parcel: async () => ({ documents: 'kind: Pod\n', edits: [] }),
    unpack: async (/** @type {any} */ parcel) => { said.push(`unpack ${parcel.documents}`); return /** @type {any} */ ({ id: `c-${said.length}` }); },
    cluster: async (/** @type {string} */ id) => { if (id === 'c-gone') throw new Error('404'); return /** @type {any} */ ({ id }); },
  };
  const keyring = {
    make: () => said.push('key'), token: () => null, keep: (/** @type {string} */ id, /** @type {string|null} */ token) => said.push(`keep ${id} ${token}`),
    opened: (/** @type {string} */ mark) => opened.get(mark) ?? null, remember: (/** @type {string} */ mark, /** @type {string} */ id) => opened.set(mark, id),
  };
  return { said, opened, store, sharing: createSharing(store, client, keyring, { listClusters: async () => {}, openCluster: async (id) => { said.push(`open ${id}`); } }) };
}

test('a browser makes a key where clusters have owners', async () => {
  const { said, store, sharing } = sharer();
  await sharing.begin();
  assert.deepEqual(said, ['key']);
  assert.equal(store.get().space.mode, 'public');
});

test('a link that carries a cluster makes one, and the same link no second', async () => {
  const { said, opened, store, sharing } = sharer();
  const link = `#parcel=${await pack({ documents: 'kind: Pod\n' })}&lang=zh`;

  assert.equal(await sharing.follow(link, 'article'), 'c-1');
  assert.equal(await sharing.follow(link, 'article'), 'c-1');
  assert.deepEqual(said, ['unpack kind: Pod\n']);
  assert.deepEqual(store.get().own, ['c-1']);
  opened.set([...opened.keys()][0], 'c-gone');
  assert.equal(await sharing.follow(link, 'article'), 'c-2');
  await assert.rejects(sharing.follow('#parcel=x', 'article'), { message: 'ui.parcel.broken' });
  assert.equal(await sharing.follow('#token=TT', 'c-9'), null);
  assert.equal(said.at(-1), 'keep c-9 TT');
});

test('who looks at a cluster of others is told, and can make a copy', async () => {
  const { said, store, sharing } = sharer();
  await sharing.begin();
  store.dispatch({ type: 'infoArrived', info: /** @type {any} */ ({ id: 'article', name: 'A', sample: false }) });
  assert.equal(isGuest(store.get()), false);
  await sharing.look();
  assert.equal(isGuest(store.get()), true);
  await sharing.copy();
  assert.deepEqual(said.slice(1), ['unpack kind: Pod\n', 'open c-2']);
});

test('a link carries a small cluster whole, and says so of a large one', async () => {
  const { sharing } = sharer();
  const whole = await sharing.whole('http://h', /** @type {any} */ (view({ lang: 'en' })));
  assert.match(whole.link ?? '', /^http:\/\/h\/#parcel=[\w-]+&lang=en$/);
  assert.notEqual(markOf('a'), markOf('b'));
});
