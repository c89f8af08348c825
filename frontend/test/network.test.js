import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choiceOf, endpointsOf, engineEdits, waysIn } from '../model/network.js';
import { article } from './fixtures.js';

const service = {
  namespace: 'default', name: 'web', type: 'LoadBalancer', addresses: ['10.96.0.20'], ports: ['80/TCP'], nodePorts: [30080], loadBalancer: ['198.51.100.20'],
  endpoints: [
    { pod: 'default/web-1', address: '10.0.1.2', ready: true, terminating: false }, { pod: 'default/web-2', address: '10.0.2.2', ready: false, terminating: false },
    { pod: 'default/web-3', address: '10.0.2.3', ready: true, terminating: true }, { address: '192.0.2.1', ready: true, terminating: false },
  ],
};

test('a choice is a field of the ClusterNetwork, or the object where there is none', () => {
  const network = { name: 'shop', podNetwork: 'bridge', proxyMode: 'iptables' };
  const topology = { ...article(), network };
  assert.deepEqual(choiceOf(topology, 'proxyMode', 'nftables'),
    { object: { kind: 'ClusterNetwork', name: 'shop' }, path: 'spec.proxyMode', value: 'nftables' });
  assert.equal(choiceOf(topology, 'podNetwork', 'bridge'), null);
  const manifest = /** @type {any} */ (choiceOf({ ...topology, network: { ...network, name: null } }, 'podNetwork', 'calico'))?.manifest;
  assert.deepEqual(manifest.spec, { podNetwork: 'calico' });
  assert.equal(choiceOf({ ...article(), network: undefined }, 'proxyMode', 'nftables'), null);
});

test('another enforcer is an edit, and Calico brings its own pod network', () => {
  const network = { name: 'shop', podNetwork: 'bridge', proxyMode: 'iptables', policyEngine: 'kube-network-policies', policiesSimulated: true };
  const topology = { ...article(), network };
  const paths = (/** @type {any[]} */ edits) => edits.map((e) => `${e.path}=${e.value}`);
  assert.deepEqual(paths(engineEdits(topology, 'none')), ['spec.policyEngine=none']);
  assert.deepEqual(paths(engineEdits(topology, 'calico')), ['spec.podNetwork=calico', 'spec.policyEngine=calico']);
  assert.deepEqual(paths(engineEdits({ ...topology, network: { ...network, podNetwork: 'calico-ipip' } }, 'calico')), ['spec.policyEngine=calico']);
  assert.deepEqual(engineEdits(topology, 'kube-network-policies'), []);
  const [first, ...more] = engineEdits({ ...topology, network: { ...network, name: null } }, 'calico');
  assert.deepEqual(more, []);
  assert.deepEqual(/** @type {any} */ (first).manifest.spec, { podNetwork: 'calico', policyEngine: 'calico' });
});

test('each way in is a probe from outside', () => {
  const ways = waysIn({ ...article(), services: [service], urls: ['http://shop.example.com/'] });
  assert.deepEqual(ways.map((w) => [w.kind, w.label, w.probe.to, w.probe.port]), [
    ['nodePort', ':30080', 'node-1', 30080], ['loadBalancer', '198.51.100.20:80', 'lb:default/web', 80], ['url', 'http://shop.example.com/', 'http://shop.example.com/', undefined],
  ]);
  assert.ok(ways.every((w) => w.probe.from?.startsWith('ext:')));
  assert.deepEqual(waysIn({ ...article(), services: [] }), []);
});

test('a pod is as ready as the worst of its Services says', () => {
  const other = { ...service, name: 'other', endpoints: [{ pod: 'default/web-1', address: '10.0.1.2', ready: false, terminating: false }] };
  assert.deepEqual([...endpointsOf({ services: [service] })], [['default/web-1', 'ready'], ['default/web-2', 'unready'], ['default/web-3', 'terminating']]);
  assert.equal(endpointsOf({ services: [service, other] }).get('default/web-1'), 'unready');
});
