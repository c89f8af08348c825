import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConsole } from '../model/console.js';
import { reduce } from '../model/reducer.js';
import { initialState } from '../model/state.js';
import { createStore } from '../model/store.js';
import { answered, deletionOf, EMPTY, labelOf, recalled, typed, watchedOf } from '../model/terminal.js';
import { article, walk } from './fixtures.js';

const given = (/** @type {string[]} */ ...commands) =>
  commands.reduce((t, command) => answered(t, { command, text: '', refused: false, walks: [] }), EMPTY);

test('older commands come back with the arrow keys, and what was typed after the newest', () => {
  let terminal = typed(given('ip route', 'ip addr', 'ip addr', 'ip neigh'), 'ip li');
  const seen = [];
  for (const by of /** @type {(1|-1)[]} */ ([1, 1, 1, 1, -1, -1, -1, -1])) {
    terminal = recalled(terminal, by);
    seen.push(terminal.draft);
  }
  assert.deepEqual(seen, ['ip neigh', 'ip addr', 'ip route', 'ip route', 'ip addr', 'ip neigh', 'ip li', 'ip li']);
  assert.equal(recalled(typed(recalled(terminal, 1), 'ip neigh show'), 1).aside, 'ip neigh show');
});

test('the scrollback does not grow without end', () => {
  const terminal = given(...Array.from({ length: 300 }, (_, i) => `ip route get 10.0.0.${i % 250}`));
  assert.equal(terminal.entries.length, 200);
  assert.equal(terminal.entries[199].command, 'ip route get 10.0.0.49');
});

test('a route is deleted by what tells it from others', () => {
  const route = { id: '', text: '', table: 'main', type: 'unicast', destination: '10.0.2.0/24', via: '10.100.0.3', dev: 'eth0', metric: 0, object: null };
  assert.equal(deletionOf(route), 'ip route del 10.0.2.0/24 via 10.100.0.3 dev eth0');
  assert.equal(deletionOf({ ...route, destination: '0.0.0.0/0', metric: 100 }), 'ip route del default via 10.100.0.3 dev eth0 metric 100');
  assert.equal(deletionOf({ ...route, type: 'blackhole', via: null, dev: null }), 'ip route del blackhole 10.0.2.0/24');
});

test('a packet of a program is told from the others by its end and its TTL', () => {
  assert.equal(labelOf({ protocol: 'udp', to: '10.0.2.2', port: 33435, ttl: 2 }), 'UDP 10.0.2.2:33435 TTL 2');
  assert.equal(labelOf({ protocol: 'icmp', to: '10.0.2.2' }), 'ICMP 10.0.2.2');
});

test('only programs that listen, or look at what a walk has left, are given the walk on the stage', () => {
  const state = { ...initialState(), trace: walk() };
  assert.equal(watchedOf('tcpdump -e', state)?.from, state.trace.probe.from);
  assert.equal(watchedOf('conntrack -L', { ...state, stale: true }), undefined);
  assert.equal(watchedOf('ip neigh', state), undefined);
  assert.equal(watchedOf('tcpdumper', state), undefined);
});

/** @param {object} answer */
function page(answer) {
  const store = createStore(reduce, { ...initialState(), topology: article(), trace: walk(), cursor: 61, tab: /** @type {const} */ ('namespace') });
  /** @type {string[]} */
  const asked = [];
  const client = /** @type {any} */ ({
    run: async () => answer,
    edit: async () => answer,
    undo: async (/** @type {string} */ id, /** @type {unknown} */ which) => asked.push(`undo ${id} ${which}`),
    cluster: async (/** @type {string} */ id) => ({ id, name: id, edits: [] }),
    topology: async () => article(),
    namespace: async (/** @type {string} */ id, /** @type {string} */ name) => ({ id: name, routes: [] }),
  });
  const terminal = createConsole(store, client, {
    send: async (seq, how) => { asked.push(`send ${store.get().clusterId} ${seq} ${how?.stay}`); },
    listClusters: async () => { asked.push('list'); },
    loadHistory: async () => {},
  });
  return { store, terminal, asked };
}

test('a change is followed by the walk sent again, and the namespace stays in view', async () => {
  const { store, terminal, asked } = page({ text: '', refused: false, changed: true, cluster: 'c-copy' });
  await terminal.run('gateway', ' ip route del 10.0.2.0/24 ');
  assert.deepEqual(asked, ['list', 'send c-copy 13.0 true']);
  const { clusterId, selection, details, terminals, running } = store.get();
  assert.equal(clusterId, 'c-copy');
  assert.deepEqual(selection, { namespace: 'gateway', device: null });
  assert.ok(details.has('gateway'));
  assert.deepEqual(terminals.get('gateway')?.entries, [{ command: 'ip route del 10.0.2.0/24', text: '', refused: false, walks: [] }]);
  assert.equal(running, false);
  await terminal.undo('last');
  assert.deepEqual(asked.slice(2), ['undo c-copy last', 'send c-copy 13.0 true']);
});

test('a look or a refusal asks for nothing more', async () => {
  const { store, terminal, asked } = page({ text: 'RTNETLINK answers: No such process', refused: true, changed: false, cluster: 'article' });
  await terminal.run('gateway', 'ip route del 10.9.0.0/24');
  assert.deepEqual(asked, []);
  assert.equal(store.get().terminals.get('gateway')?.entries[0].refused, true);
});

test('a change by hand keeps the walk before it, but not in a lesson', async () => {
  const answer = { text: '', refused: false, changed: true, cluster: 'article' };
  for (const lesson of [false, true]) {
    const { store, terminal } = page(answer);
    if (lesson) store.dispatch({ type: 'placeChosen', place: { kind: 'lesson', id: 'localhost', page: 7 } });
    await terminal.make(/** @type {any} */ ({ netns: 'gateway', run: 'ip route del 10.0.2.0/24' }));
    assert.equal(store.get().pin === null, lesson);
  }
});
