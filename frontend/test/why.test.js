import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reduce } from '../model/reducer.js';
import { initialState } from '../model/state.js';
import { hadWords, isWhyOpen, policiesIn, remedyWords, rulesOf, whyOf } from '../model/why.js';
import { noRoute, walk } from './fixtures.js';

const object = { kind: 'NetworkPolicy', namespace: 'data', name: 'db-allow-api' };
const reason = (/** @type {string} */ path, /** @type {any[]} */ fields, effect = 'does-not-allow') =>
  /** @type {any} */ ({ direction: 'ingress', tier: 'network-policy', effect, object, path, fields });
/** @type {any} */
const policy = {
  policy: { object }, selects: { count: 1, pods: ['data/db-0'] }, rules: [
    { direction: 'ingress', path: 'spec.ingress[0]', action: 'allow', peers: [{ path: 'spec.ingress[0].from[0]', pods: { count: 1, pods: ['default/api-1'] } }], ports: ['TCP 5432'] },
    { direction: 'ingress', path: 'spec.ingress[1]', action: 'allow', peers: [{ path: 'spec.ingress[1].from[0]', blocks: ['10.100.0.0/24'] }], ports: ['TCP 9187'] },
  ],
};
const ends = { from: 'default/web-1', to: 'data/db-0' };
const known = new Map([['data/db-allow-api', policy]]);
const told = (/** @type {any[]} */ because, policies = known) => rulesOf({ because }, ends, policies);

test('a rule has the fields that failed, and those that the policy tells passed', () => {
  const [near, far] = told([
    reason('spec.ingress[0].from[0].podSelector', [{ field: 'spec.ingress[0].from[0].podSelector', wanted: 'app=api', had: 'app=web' }]),
    reason('spec.ingress[1].from[0].ipBlock', [
      { field: 'spec.ingress[1].from[0].ipBlock', wanted: '10.100.0.0/24', had: '10.0.1.2' }, { field: 'spec.ingress[1].ports[0].port', wanted: 'TCP 9187', had: 'TCP 5432' },
    ]),
  ]);
  assert.equal(near.rule, 'ingress[0].from[0]');
  assert.equal(near.failed, 1);
  assert.deepEqual(near.fields.map((f) => [f.label, f.wanted, f.had, f.ok]), [
    ['namespace', '', 'default', true], ['pod', 'app=api', 'app=web', false], ['port', 'TCP 5432', '', true],
  ]);
  assert.deepEqual(far.fields.map((f) => [f.label, f.ok]), [['ipBlock', false], ['port', false]]);
});

test('without the policy itself only what failed is told, and a policy without rules says so', () => {
  const [near, bare, lets] = told([
    reason('spec.ingress[0].from[0].podSelector', [{ field: 'spec.ingress[0].from[0].podSelector', wanted: 'app=api', had: 'app=web' }]),
    reason('spec.podSelector', []), reason('spec.ingress[0].from[0]', [], 'allows'),
  ], new Map());
  assert.deepEqual(near.fields.map((f) => f.ok), [false]);
  assert.equal(near.bare, false);
  assert.equal(bare.bare, true);
  assert.equal(lets.bare, false);
  assert.equal(lets.failed, 0);
});

test('another namespace is the field that failed where a rule names none', () => {
  const [card] = told([reason('spec.ingress[0].from[0].podSelector', [{ field: 'spec.ingress[0].from[0].podSelector', wanted: 'metadata.namespace=data', had: 'metadata.namespace=default' }])]);
  assert.deepEqual(card.fields.map((f) => [f.label, f.ok]), [['namespace', false], ['port', true]]);
});

test('policies are asked for once each, and only those with a name of their own', () => {
  const because = [reason('spec.podSelector', []), reason('spec.ingress[0]', []), { ...reason('', [], 'allows'), object: null }, { ...reason('spec', []), object: { kind: 'ClusterNetworkPolicy', name: 'x' } }];
  assert.deepEqual(policiesIn(/** @type {any} */ ({ policies: { because } })), [object]);
  assert.deepEqual(policiesIn(/** @type {any} */ ({ policies: null })), []);
});

test('reasons are told by themselves where a walk did not arrive, when its end is known, and on request', () => {
  const at = (/** @type {any} */ trace, tell = true) => reduce(initialState(), { type: 'traceArrived', trace, tell });
  const delivered = at(walk());
  assert.equal(isWhyOpen(delivered), false);
  assert.equal(isWhyOpen(reduce(delivered, { type: 'whyTurned', on: true })), true);
  assert.equal(isWhyOpen(reduce(at(walk(), false), { type: 'whyTurned', on: true })), false, 'the end is not known yet');
  const lost = at(noRoute());
  const last = lost.trace?.hops.flatMap((h) => h.steps).reduce((a, b) => (a.seq > b.seq ? a : b));
  const end = reduce(lost, { type: 'playheadMoved', seq: last?.seq ?? 0, playing: false, source: 'jump' });
  assert.equal(isWhyOpen(lost), false, 'at the first step the evidence of that step is told');
  assert.equal(isWhyOpen(end), true);
  assert.equal(isWhyOpen(reduce(end, { type: 'whyTurned', on: false })), false);
});

test('an answer belongs to its walk, also after the rows of it have come', () => {
  const trace = noRoute();
  const asked = reduce(initialState(), { type: 'traceArrived', trace });
  const state = reduce(asked, { type: 'whyArrived', of: trace, why: /** @type {any} */ ({ remedies: [] }), policies: new Map() });
  assert.ok(whyOf(state));
  const rows = { ...trace };
  assert.ok(whyOf(reduce(state, { type: 'rowsArrived', trace: rows, of: trace })));
  assert.equal(whyOf(reduce(state, { type: 'traceArrived', trace: walk() })), null);
});

test('a long edit is told by what it sets, with the value behind it', () => {
  const t = (/** @type {string} */ key, /** @type {any[]} */ ...args) => [key, ...args].join(' ');
  const long = 'x'.repeat(201);
  assert.deepEqual(remedyWords({ object, path: 'spec.ingress', value: [] }, 'short', t), { text: 'short', value: '' });
  assert.deepEqual(remedyWords({ object, path: 'spec.ingress', value: [1] }, long, t), { text: 'ui.why.set spec.ingress NetworkPolicy data/db-allow-api', value: '[\n 1\n]' });
  const manifest = JSON.stringify({ kind: 'NetworkPolicy', metadata: { namespace: 'data', name: 'n' } });
  assert.equal(remedyWords({ manifest }, long, t).text, 'ui.why.add NetworkPolicy data/n');
  assert.deepEqual(remedyWords({ manifest: '{' }, long, t), { text: long, value: '' });
});

test('the own namespace and labels that are absent are said in words', () => {
  const [card] = told([reason('spec.ingress[0].from[0].podSelector', [
    { field: 'spec.ingress[0].from[0].podSelector', wanted: 'metadata.namespace=data', had: 'metadata.namespace=default' },
    { field: 'spec.ingress[0].from[0].podSelector', wanted: 'app=api,tier=front', had: '!app,tier=back' },
  ])]);
  assert.deepEqual(card.fields.map((f) => [f.wanted, f.had, f.own === true]).slice(0, 2), [['data', 'default', true], ['app=api,tier=front', '!app,tier=back', false]]);
  assert.equal(hadWords('!app,tier=back', /** @type {any} */ ((/** @type {string} */ key, /** @type {string} */ value) => `${key} ${value}`)), 'ui.why.lacks app, tier=back');
});
