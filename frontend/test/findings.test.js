import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsOf, placeOf, untold } from '../model/findings.js';
import { article } from './fixtures.js';

/** @param {any} more @returns {any} */
const finding = (more) => ({ code: 'x', severity: 'error', object: { kind: 'Service', namespace: 'default', name: 's' }, path: '', expected: '', actual: '', sentence: '', command: '', ...more });

test('a finding is shown where its object is, else where its probe leads or begins', () => {
  const topology = article();
  const pod = topology.namespaces.find((n) => n.id === 'default/web-2')?.pods[0];
  assert.ok(pod);
  pod.owner = 'Deployment default/web';
  pod.gates = { ingress: ['NetworkPolicy default/deny'], egress: [] };
  const at = (/** @type {any} */ more) => placeOf(finding(more), topology);
  assert.equal(at({ object: { kind: 'Pod', namespace: 'default', name: 'web-1' } }), 'default/web-1');
  assert.equal(at({ object: { kind: 'Node', name: 'node-2' } }), 'node-2');
  assert.equal(at({ object: { kind: 'Deployment', namespace: 'default', name: 'web' } }), 'default/web-2');
  assert.equal(at({ object: { kind: 'NetworkPolicy', namespace: 'default', name: 'deny' } }), 'default/web-2');
  assert.equal(at({ probe: { from: 'default/api-1', to: 'svc:default/s' } }), 'default/api-1');
  assert.equal(at({ probe: { from: 'node:node-2', to: 'svc:default/s' } }), 'node-2');
  assert.equal(at({}), null);
  assert.equal(placeOf(finding({}), null), null);
});

test('findings are counted worst first, and what is not there is not counted', () => {
  const all = ['note', 'error', 'note'].map((severity) => finding({ severity }));
  assert.deepEqual(countsOf(all), [{ severity: 'error', count: 1 }, { severity: 'note', count: 2 }]);
});

test('a problem that a finding tells about the same document is not told again', () => {
  const problem = (/** @type {any} */ more) => ({ severity: 'error', code: 'node.blocks', message: '', file: 'a.yaml', document: 2, ...more });
  const all = [problem({ findings: ['node.blocks-overlap'] }), problem({}), problem({ document: 3, findings: ['node.blocks-overlap'] })];
  const findings = [finding({ code: 'node.blocks-overlap', file: 'a.yaml', document: 2 }), finding({ code: 'node.address-twice', file: 'a.yaml', document: 3 })];
  assert.deepEqual(untold(all, findings), all.slice(1));
  assert.deepEqual(untold(all, []), all);
});
