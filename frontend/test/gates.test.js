import assert from 'node:assert/strict';
import { test } from 'node:test';
import { denialOf, enforcementOf, isDenied, shutGate } from '../model/gates.js';
import { article, walk } from './fixtures.js';

/** A walk of web-1 to web-2 that a policy ended. @param {Record<string, unknown>} cause @returns {any} */
const denied = (cause) => ({ ...walk(), outcome: { result: 'timeout', sentence: '', cause: { code: 'policy.isolated', object: { kind: 'NetworkPolicy', namespace: 'default', name: 'p' }, ...cause } } });
/** @param {string[]} ingress @param {string[]} egress */
function guarded(ingress, egress) {
  const topology = article();
  for (const n of topology.namespaces) for (const pod of n.pods) if (n.id === 'default/web-2' || n.id === 'default/web-1') pod.gates = { ingress, egress };
  return topology;
}

test('the gate that shut is that of the pod the policy selects, in its direction', () => {
  const trace = denied({ path: 'spec.ingress[0].from[0].podSelector' });
  const { fromNamespace, toNamespace } = trace.probe;
  assert.ok(isDenied(trace));
  assert.deepEqual(shutGate(trace, article()), { namespace: toNamespace, way: 'in', policy: 'default/p' });
  assert.deepEqual(shutGate(denied({ path: 'spec.egress' }), article()), { namespace: fromNamespace, way: 'out', policy: 'default/p' });
  const bare = denied({ path: 'spec.podSelector' });
  assert.equal(shutGate(bare, guarded([], ['NetworkPolicy default/p']))?.way, 'out');
  assert.equal(shutGate(bare, guarded(['NetworkPolicy default/p'], []))?.way, 'in');
  assert.equal(shutGate(walk(), article()), null);
});

test('a Service leads to the pod that was chosen', () => {
  const trace = denied({ path: 'spec.ingress[0]' });
  trace.probe = { ...trace.probe, toNamespace: null };
  assert.equal(shutGate(trace, article()), null);
  assert.equal(shutGate(trace, article(), ['default/web-2'])?.namespace, 'default/web-2');
});

test('only what a policy decided is a denial', () => {
  assert.equal(denialOf('here', walk()), null);
  assert.deepEqual(denialOf('here', denied({})), { mark: 'here', policy: 'default/p' });
  assert.equal(isDenied(/** @type {any} */ ({ outcome: { cause: { code: 'policy-like' } } })), false);
});

test('policies are enforced, ignored, or not simulated', () => {
  const topology = guarded(['NetworkPolicy default/p'], []);
  const by = (/** @type {string} */ policyEngine, policiesSimulated = true) => enforcementOf({ ...topology, network: { name: 'n', podNetwork: 'bridge', proxyMode: 'iptables', policyEngine, policiesSimulated } });
  assert.deepEqual([by('kube-network-policies'), by('none'), by('cilium', false)], ['let', 'ignored', 'unknown']);
  assert.equal(enforcementOf(article()), null);
  assert.equal(enforcementOf(topology), null);
});
