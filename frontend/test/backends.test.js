import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chancesOf } from '../model/backends.js';
import { choosing } from '../model/netfilter.js';

/** @typedef {import('../model/types.js').Step} Step */

const step = (/** @type {string} */ type, /** @type {Record<string, unknown>} */ fields) => /** @type {Step} */ (/** @type {unknown} */ ({ type, fields, evidence: [] }));
const dnat = (/** @type {object} */ more = {}) => step('Translated', { side: 'destination', toAddress: '10.244.2.11', toPort: 8080, undo: false, connection: 1, ...more });
const mark = (/** @type {Step} */ now, /** @type {Step[]} */ ...before) => /** @type {any} */ ({ step: now, hop: { steps: [...before, now] } });
const state = /** @type {any} */ ({ stale: true, probe: null, trace: {
  probe: { protocol: 'tcp', from: 'default/client', to: 'svc:default/web', port: 80, source: '10.244.1.10' },
  outcome: { result: 'delivered', sentence: '', backends: [
    { pod: 'default/web-1', address: '10.244.1.11', port: 8080, probability: 1 / 3 },
    { pod: 'default/web-2', address: '10.244.2.11', port: 8080, probability: 1 / 3 },
    { address: '203.0.113.7', port: 8080, probability: 1 / 3 },
  ] },
} });

test('each endpoint that was not taken can be chosen, by its pod or else its address', () => {
  const chances = chancesOf(mark(dnat()), state);
  assert.deepEqual(chances.map(({ address, percent, chosen }) => [address, percent, chosen]), [
    ['10.244.1.11:8080', '33.3 %', false], ['10.244.2.11:8080', '33.3 %', true], ['203.0.113.7:8080', '33.3 %', false]]);
  assert.deepEqual(chances[0].probe, { protocol: 'tcp', from: 'default/client', to: 'svc:default/web', port: 80, endpoint: 'default/web-1' });
  assert.equal(chances[2].probe.endpoint, '203.0.113.7');
  const typed = chancesOf(mark(dnat()), { ...state, stale: false, probe: { protocol: 'tcp', from: 'client', to: 'svc:web', port: 80 } });
  assert.equal(typed[0].probe.from, 'client');
});

test('a step that chose nothing has no endpoints: an undone translation, a source, another destination', () => {
  for (const other of [dnat({ undo: true }), dnat({ side: 'source' }), dnat({ toAddress: '10.9.9.9' }), step('RouteLookup', {})]) {
    assert.deepEqual(chancesOf(mark(other), state), []);
  }
  assert.deepEqual(chancesOf(mark(dnat()), { ...state, trace: null }), []);
});

test('the chains that chose are those read before the translation', () => {
  const mangle = step('RulesRead', { table: 'mangle', chains: ['PREROUTING'] });
  const nat = step('RulesRead', { table: 'nat', chains: ['PREROUTING', 'KUBE-SERVICES', 'KUBE-SVC-X', 'KUBE-SEP-Y'] });
  assert.equal(choosing(mark(dnat(), mangle, nat)), nat);
  assert.equal(choosing(mark(dnat({ undo: true }), nat)), null);
  assert.equal(choosing(mark(dnat(), mangle)), null);
});
