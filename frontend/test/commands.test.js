import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '../api/client.js';
import { createCommands } from '../model/commands.js';
import { runEffects } from '../model/effects.js';
import { reduce } from '../model/reducer.js';
import { initialState } from '../model/state.js';
import { createStore } from '../model/store.js';
import { article, walk } from './fixtures.js';

/**
 * @param {object} client
 * @param {object} [patch]
 */
function page(client, patch = {}) {
  const store = createStore(reduce, /** @type {any} */ ({ ...initialState(), topology: article(), info: { name: 'x' }, ...patch }));
  const commands = createCommands(store, /** @type {any} */ (client), () => true);
  runEffects(store, commands.effects, (_, e) => assert.fail(String(e)));
  return { store, commands };
}

const settled = () => new Promise((done) => setImmediate(done));

test('a namespace that is on its way is not asked for again, whatever happens meanwhile', async () => {
  let asked = 0;
  /** @type {(detail: object) => void} */
  let arrive = () => {};
  const { store } = page({ namespace: () => new Promise((done) => { asked++; arrive = done; }) });
  store.dispatch({ type: 'selected', namespace: 'gateway' });
  for (const letter of 'abcdefghij') store.dispatch({ type: 'probeChanged', patch: { to: letter } });
  assert.equal(asked, 1);
  arrive({ id: 'gateway' });
  await settled();
  store.dispatch({ type: 'probeChanged', patch: { to: 'k' } });
  assert.equal(asked, 1);
  assert.deepEqual(store.get().details.get('gateway'), { id: 'gateway' });
});

test('a namespace that was refused is asked for again only when the reader wants it', async () => {
  let asked = 0;
  const { store } = page({ namespace: async () => { asked++; throw new Error('no room'); } });
  store.dispatch({ type: 'selected', namespace: 'gateway' });
  for (let i = 0; i < 20; i++) {
    await settled();
    store.dispatch({ type: 'probeChanged', patch: { to: String(i) } });
  }
  assert.equal(asked, 1);
  assert.equal(store.get().refused.get('gateway'), 'no room');
  store.dispatch({ type: 'detailWanted', name: 'gateway' });
  assert.equal(asked, 2);
});

test('a detail of a cluster that is no longer shown is dropped', async () => {
  /** @type {(detail: object) => void} */
  let arrive = () => {};
  const { store } = page({ namespace: () => new Promise((done) => { arrive = done; }) });
  store.dispatch({ type: 'selected', namespace: 'gateway' });
  store.dispatch({ type: 'clusterOpened', id: 'other', info: { name: 'other' }, topology: article() });
  arrive({ id: 'gateway' });
  await settled();
  assert.equal(store.get().details.size, 0);
});

test('the packets that are captured are those of the walk shown, with everything that was asked', async () => {
  /** @type {any} */
  let captured = null;
  const trace = { ...walk(), probe: { ...walk().probe, protocol: 'icmp', size: 1000, df: 'dont', ttl: 9, seed: 4 } };
  const { commands } = page({ capture: async (/** @type {string} */ id, /** @type {object} */ probe) => { captured = probe; } }, { trace });
  await commands.capture(null);
  const { size, df, ttl, seed } = captured;
  assert.deepEqual({ size, df, ttl, seed }, { size: 1000, df: 'dont', ttl: 9, seed: 4 });
  assert.ok(!('port' in captured));
});

test('sending plays the walk only when that is wanted', async () => {
  const { store, commands } = page({ trace: async () => walk(), run: async () => ({ refused: true }) });
  await commands.send();
  assert.equal(store.get().playing, false);
  await commands.send(null, { play: true });
  assert.equal(store.get().playing, true);
});

test('for a warm probe one trace is fetched, the second of two', async () => {
  /** @type {{url: string, body: any}[]} */
  const asked = [];
  const real = globalThis.fetch;
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ url, /** @type {any} */ init) => {
    asked.push({ url, body: JSON.parse(init.body) });
    return new Response('{"hops": []}', { headers: { 'Content-Type': 'application/json' } });
  });
  try {
    const client = createClient(() => 'en');
    assert.deepEqual(await client.trace('article', { cold: false, to: 'x' }), { hops: [] });
    await client.trace('article', { cold: true, to: 'x' }, { detail: 'rows' });
  } finally {
    globalThis.fetch = real;
  }
  assert.match(asked[0].url, /traces\?trace=1\b/);
  assert.deepEqual(asked[0].body.probes.map((/** @type {any} */ p) => p.cold), [true, false]);
  assert.match(asked[0].url, /[?&]detail=stages\b/);
  assert.match(asked[1].url, /traces\?(?!trace)/);
  assert.match(asked[1].url, /[?&]detail=rows\b/);
});

test('a listener that throws does not keep the others from hearing', () => {
  /** @type {unknown[]} */
  const thrown = [];
  const store = createStore(reduce, initialState(), (e) => thrown.push(e));
  let told = 0;
  store.subscribe(() => { throw new Error('mine'); });
  store.subscribe(() => { told++; });
  store.dispatch({ type: 'speedChosen', speed: 2 });
  assert.equal(told, 1);
  assert.equal(thrown.length, 1);
});

test('rows are fetched once, and only when the inspector is in sight', async () => {
  /** @type {string[]} */
  const asked = [];
  let inSight = false;
  const trace = async (/** @type {string} */ _, /** @type {object} */ probe, /** @type {any} */ { detail }) => {
    asked.push(detail);
    return { ...walk(), detail };
  };
  const store = createStore(reduce, /** @type {any} */ ({ ...initialState(), topology: article() }));
  const commands = createCommands(store, /** @type {any} */ ({ trace, run: async () => ({ text: 'ok', refused: false, changed: false }) }), () => true, () => inSight);
  runEffects(store, commands.effects, (_, e) => assert.fail(String(e)));
  await commands.send();
  store.dispatch({ type: 'playheadMoved', seq: 32, playing: false, source: 'self' });
  await settled();
  assert.deepEqual(asked, ['stages']);
  inSight = true;
  store.dispatch({ type: 'drawerTurned', drawer: 'right' });
  store.dispatch({ type: 'drawerTurned', drawer: null });
  await settled();
  assert.deepEqual(asked, ['stages', 'rows']);
  assert.equal(store.get().trace?.detail, 'rows');
  assert.equal(store.get().cursor, 32, 'the reader stays where she was');
  await commands.send();
  await settled();
  assert.deepEqual(asked, ['stages', 'rows', 'rows'], 'one trace for a packet');
});

test('showing every table fetches the rows', async () => {
  /** @type {string[]} */
  const asked = [];
  const trace = async (/** @type {string} */ _, /** @type {object} */ probe, /** @type {any} */ { detail }) => {
    asked.push(detail);
    return { ...walk(), detail };
  };
  const store = createStore(reduce, /** @type {any} */ ({ ...initialState(), topology: article() }));
  const commands = createCommands(store, /** @type {any} */ ({ trace }), () => true, () => false);
  runEffects(store, commands.effects, (_, e) => assert.fail(String(e)));
  await commands.send();
  store.dispatch({ type: 'levelChosen', level: 'row' });
  await settled();
  assert.deepEqual(asked, ['stages', 'rows']);
});

test('what a command prints is asked once, and not while the walk plays', async () => {
  let asked = 0;
  const run = async (/** @type {string} */ _, /** @type {any} */ { namespace, command }) => {
    asked++;
    return { text: `${namespace}: ${command}`, refused: false, changed: false };
  };
  const store = createStore(reduce, /** @type {any} */ ({ ...initialState(), topology: article() }));
  const commands = createCommands(store, /** @type {any} */ ({ trace: async () => ({ ...walk(), detail: 'rows' }), run }), () => true);
  runEffects(store, commands.effects, (_, e) => assert.fail(String(e)));
  await commands.send(null, { play: true });
  await settled();
  assert.equal(asked, 0);
  store.dispatch({ type: 'played', on: false });
  await settled();
  store.dispatch({ type: 'noticed', notice: 'x' });
  assert.equal(asked, 1);
  assert.match([...store.get().outputs.values()][0], /^default\/web-1: ip route get /);
});
