import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCommands } from '../model/commands.js';
import { runEffects } from '../model/effects.js';
import { countersAt, linesAt, momentWanted } from '../model/moment.js';
import { reduce } from '../model/reducer.js';
import { initialState } from '../model/state.js';
import { createStore } from '../model/store.js';
import { walkLine } from '../model/walk.js';
import { article, walk } from './fixtures.js';

const settled = async () => { for (let i = 0; i < 12; i++) await new Promise((done) => setImmediate(done)); };
const begun = (trace = walk()) => reduce(/** @type {any} */ ({ ...initialState(), topology: article(), info: { name: 'x' } }), { type: 'traceArrived', trace, tell: true });

test('the state is asked for one tool after the other, and given up when the cursor moves on', async () => {
  const store = createStore(reduce, begun());
  /** @type {{of: string, step: number, signal: AbortSignal, answer: (text: string) => void}[]} */
  const asked = [];
  const client = {
    namespace: () => new Promise(() => {}),
    trace: () => new Promise(() => {}),
    state: (/** @type {string} */ _, /** @type {any} */ { of, step }, /** @type {unknown} */ at, /** @type {AbortSignal} */ signal) =>
      new Promise((answer) => { asked.push({ of, step, signal, answer }); }),
  };
  const commands = createCommands(store, /** @type {any} */ (client), () => true);
  runEffects(store, commands.effects, (_, e) => assert.fail(String(e)));
  store.dispatch({ type: 'selected', namespace: 'node-1' });
  await settled();
  assert.deepEqual(asked.map((a) => a.of), ['ip-neigh'], 'one at a time');
  const { steps } = walkLine(store.get());
  store.dispatch({ type: 'playheadMoved', seq: steps[4].seq, playing: false, source: 'self' });
  store.dispatch({ type: 'selected', namespace: 'node-1' });
  await settled();
  assert.ok(asked[0].signal.aborted);
  asked[0].answer('too late');
  while (asked.length < 10 && store.get().moment === null) {
    asked[asked.length - 1].answer(`${asked[asked.length - 1].of} said`);
    await settled();
  }
  assert.deepEqual(asked.filter((a) => !a.signal.aborted).map((a) => a.of), ['ip-neigh', 'bridge-fdb', 'conntrack']);
  assert.deepEqual(linesAt(store.get(), 'node-1', 'bridge-fdb'), [{ text: 'bridge-fdb said', fresh: false }]);
  store.dispatch({ type: 'playheadMoved', seq: steps[6].seq, playing: false, source: 'self' });
  assert.equal(linesAt(store.get(), 'node-1', 'bridge-fdb'), null, 'it was another moment');
});

test('a line that the moment made is fresh', () => {
  const trace = walk();
  const learned = trace.hops.flatMap((h) => h.steps.map((step) => ({ step, ns: h.namespace }))).find(({ step }) => step.type === 'BridgeLearned');
  assert.ok(learned);
  const state = { ...begun(trace), level: /** @type {const} */ ('row'), arp: /** @type {const} */ ('open'), cursor: learned.step.seq };
  const wanted = momentWanted(state, learned.ns);
  assert.ok(wanted);
  const printed = new Map([['bridge-fdb', `${learned.step.fields['mac']} dev ${learned.step.fields['port']} master cbr0 \n02:00:00:00:00:99 dev z`]]);
  const lines = linesAt({ ...state, moment: { namespace: learned.ns, step: wanted.step, trace, printed } }, learned.ns, 'bridge-fdb');
  assert.deepEqual(lines?.map((l) => l.fresh), [true, false]);
});

test('nothing is asked while it plays, nor of a walk through warm caches', () => {
  assert.ok(momentWanted(begun(), 'node-1'));
  assert.equal(momentWanted({ ...begun(), playing: true }, 'node-1'), null);
  const warm = walk();
  assert.equal(momentWanted(begun({ ...warm, probe: { ...warm.probe, cold: false } }), 'node-1'), null);
});

test('packets are counted up to the moment, and no further', () => {
  const trace = walk();
  assert.equal(countersAt(trace, 'node-1', -1).size, 0);
  const all = countersAt(trace, 'node-1', Number.MAX_SAFE_INTEGER).get('eth0');
  const some = countersAt(trace, 'node-1', trace.hops[trace.hops.length - 1].steps[0].seq - 60).get('eth0');
  assert.ok(all && all.rx > 0 && all.tx > 0);
  assert.ok((some?.rx ?? 0) + (some?.tx ?? 0) < all.rx + all.tx);
});

test('of a host that came with the walk nothing is asked, as the cluster has none of that name', async () => {
  const outside = { .../** @type {any} */ (article().namespaces[0]), id: 'ext:203.0.113.9' };
  const store = createStore(reduce, begun(/** @type {any} */ ({ ...walk(), extra: { machines: [], namespaces: [outside] } })));
  /** @type {string[]} */
  const asked = [];
  const ask = (/** @type {string} */ what) => (/** @type {any[]} */ ...of) => {
    asked.push(`${what} ${typeof of[1] === 'string' ? of[1] : of[1]?.namespace}`);
    return new Promise(() => {});
  };
  const client = { namespace: ask('namespace'), state: ask('state'), run: ask('run'), trace: () => new Promise(() => {}) };
  runEffects(store, createCommands(store, /** @type {any} */ (client), () => true).effects, (_, e) => assert.fail(String(e)));
  store.dispatch({ type: 'selected', namespace: 'ext:203.0.113.9' });
  await settled();
  assert.deepEqual(asked, []);
  store.dispatch({ type: 'selected', namespace: 'node-1' });
  await settled();
  assert.ok(asked.includes('namespace node-1'));
});
