import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsAsked } from '../model/labels.js';

const pod = (/** @type {string} */ id, /** @type {Record<string, string>} */ labels) => ({ id, pods: [{ namespace: id.split('/')[0], name: id.split('/')[1], labels }] });
/** @type {any} */
const topology = { namespaces: [pod('default/web-1', { app: 'web' }), pod('default/api-1', { app: 'api' }), pod('data/db-0', { app: 'db' }), { id: 'node-1', pods: [] }] };
/** @param {any[]} fields @returns {any} */
const why = (fields) => ({
  probe: { fromNamespace: 'default/web-1', toNamespace: null }, outcome: { backends: [{ pod: 'data/db-0' }] },
  policies: { because: [{ direction: 'ingress', effect: 'passes', fields: [] }, { direction: 'ingress', effect: 'does-not-allow', fields }] },
});
const told = (/** @type {any[]} */ fields) => labelsAsked(why(fields), topology).map(({ namespace, chips }) => [namespace, ...chips.map((c) => `${c.kind} ${c.text} ${c.tone}`)]);

test('the label that failed is on the pod, and pods that have it are shown', () => {
  assert.deepEqual(told([{ field: 'spec.ingress[0].from[0].podSelector', wanted: 'app=api', had: 'app=web' }]),
    [['default/web-1', 'label app=web failed'], ['default/api-1', 'label app=api fits']]);
});

test('a label that is absent has a question mark, and one that fits stands beside it', () => {
  assert.deepEqual(told([{ field: 'spec.ingress[0].from[0].podSelector', wanted: 'app=web,tier=front', had: 'app=web,!tier' }]),
    [['default/web-1', 'label app=web ', 'label tier? failed']]);
});

test('of a namespace that failed its name is shown, and no pod that would fit is guessed', () => {
  assert.deepEqual(told([{ field: 'spec.ingress[0].from[0].podSelector', wanted: 'metadata.namespace=data', had: 'metadata.namespace=default' }]),
    [['default/web-1', 'namespace default failed']]);
});

test('without reasons, or where only a port failed, nothing is shown', () => {
  assert.deepEqual(labelsAsked(null, topology), []);
  assert.deepEqual(told([{ field: 'spec.ingress[0].ports[0].port', wanted: 'TCP 80', had: 'TCP 81' }]), []);
});

test('on the way out the receiver is looked at, also the one a Service chose', () => {
  const out = why([{ field: 'spec.egress[0].to[0].podSelector', wanted: 'metadata.namespace=default', had: 'metadata.namespace=data' }]);
  out.policies.because[1].direction = 'egress';
  assert.deepEqual(labelsAsked(out, topology).map((l) => l.namespace), ['data/db-0']);
});
