import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deedsOf, filled } from '../model/deeds.js';
import { article, linux } from './fixtures.js';

/** @param {import('../model/deeds.js').Thing} thing @param {object} [known] */
const on = (thing, known = {}) => deedsOf({ topology: article(), detail: null, edits: [], ...known }, thing);
/** @param {import('../model/deeds.js').Deed[]} deeds @param {string} id */
const deed = (deeds, id) => {
  const found = deeds.find((d) => d.id === id);
  assert.ok(found, `${id} of ${deeds.map((d) => d.id)}`);
  return found;
};

test('a pod offers its containers, pause, and itself', () => {
  const deeds = on({ namespace: 'default/web-1' });
  assert.deepEqual(deed(deeds, 'pause').edit, { event: { type: 'killPause', pod: 'default/web-1' } });
  assert.deepEqual(deed(deeds, 'container:nginx').edit, { event: { type: 'kill', pod: 'default/web-1', container: 'nginx' } });
  assert.deepEqual(deed(deeds, 'delete').edit, { object: { kind: 'Pod', namespace: 'default', name: 'web-1' }, path: '', value: null });
  assert.deepEqual(on({ namespace: 'default/web-1', part: 'pause' }).map((d) => d.id), ['pause']);
});

test('a pod that a controller would make again cannot be deleted', () => {
  const topology = article();
  for (const pod of topology.namespaces.flatMap((n) => n.pods)) Object.assign(pod, { owner: 'Deployment web' });
  assert.ok(!on({ namespace: 'default/web-1' }, { topology }).some((d) => d.id === 'delete'));
});

test('a cable is cut, and offered to be plugged in while it is cut', () => {
  const thing = { namespace: 'default/web-1', device: 'default/web-1/eth0' };
  assert.deepEqual(deed(on(thing), 'cable').edit, { event: { type: 'unplug', device: 'default/web-1/eth0' } });
  const topology = article();
  for (const d of topology.namespaces.flatMap((n) => n.devices)) if (d.id === thing.device) d.cut = true;
  assert.deepEqual(deed(on(thing, { topology }), 'cable').edit, { event: { type: 'plug', device: 'default/web-1/eth0' } });
  assert.ok(!on({ namespace: 'node-1', device: 'node-1/lo' }).some((d) => d.id === 'cable'), 'lo has none');
});

test('a setting is turned to what it is not', () => {
  assert.deepEqual(deed(on({ namespace: 'gateway' }), 'forward').edit, { namespace: 'gateway', commands: ['sysctl -w net.ipv4.ip_forward=0'] });
  assert.deepEqual(deed(on({ namespace: 'default/web-1' }), 'forward').edit, { namespace: 'default/web-1', commands: ['sysctl -w net.ipv4.ip_forward=1'] });
});

test('routes are dropped as they are written in the picture, and added from a form', () => {
  assert.deepEqual(on({ namespace: 'gateway', route: 'default' }).map((d) => d.edit), [{ namespace: 'gateway', commands: ['ip route del default'] }]);
  const add = deed(on({ namespace: 'gateway' }), 'route');
  assert.equal(filled(add, { to: ' ', via: '10.100.0.3' }), null, 'a route leads somewhere');
  assert.deepEqual(filled(add, { to: '10.0.9.0/24', via: ' 10.100.0.3', dev: '' }), { namespace: 'gateway', commands: ['ip route add 10.0.9.0/24 via 10.100.0.3'] });
});

test('an added pod has a name nobody has, and stands on the node it was added to', () => {
  const topology = article();
  topology.namespaces[topology.namespaces.length - 1].pods[0].name = 'pod-1';
  const add = deed(on({ namespace: 'node-2' }, { topology }), 'pod');
  assert.equal(add.fields?.[0].value, 'pod-2');
  const { manifest } = /** @type {any} */ (filled(add, { name: 'pod-2', image: 'registry.example.com/shop/Cart_API:2', port: '8080' }));
  assert.equal(manifest.spec.nodeName, 'node-2');
  assert.deepEqual(manifest.spec.containers, [{ name: 'cart-api', image: 'registry.example.com/shop/Cart_API:2', ports: [{ containerPort: 8080 }] }]);
  assert.ok(!on({ namespace: 'gateway' }).some((d) => d.id === 'pod'), 'a router has no pods');
});

test('a Docker container that was stopped can be started until it is', () => {
  const topology = linux('docker-host');
  const machine = topology.machines[0].id;
  const edit = (/** @type {string} */ command) => ({ number: 1, kind: 'container', namespace: machine, command });
  assert.deepEqual(deed(on({ namespace: machine }, { topology, edits: [edit('docker kill web')] }), 'start:web').edit, { event: { type: 'start', machine, container: 'web' } });
  assert.ok(!on({ namespace: machine }, { topology, edits: [edit('docker kill web'), edit('docker start web')] }).some((d) => d.id === 'start:web'));
});
