import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besideLanes, hookBox, showsHooks } from '../layout/kinds/stack.js';
import { pillOf, sized } from '../layout/kinds/pill.js';
import { layoutScene } from '../layout/scene.js';
import { detailAt } from '../layout/detail.js';
import { article } from './fixtures.js';
import { figuresOf, lookAt, meets, meter, overlapping, textsOf } from './looks.js';

const HOOKS = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];

/** A network with rules and a Service in a small window, as it is seen when all of it fits. @param {number} w @param {number} h */
function small(w, h) {
  const topology = article();
  const namespaces = topology.namespaces.map((n) => (n.kind === 'host' ? { ...n, hooks: HOOKS } : n));
  const services = [{ namespace: 'default', name: 'web', type: 'ClusterIP', addresses: ['10.200.7.20'], ports: ['80/TCP'] }];
  const scene = layoutScene({ ...topology, namespaces, services }, { meter, frame: { w, h } });
  const k = Math.min(1.6, w / scene.width, h / scene.height);
  return { scene, look: { ...lookAt(k), ...detailAt(k) } };
}

test('stacks grow for their hooks where the picture is small, and a packet beside them touches none', () => {
  for (const [w, h] of [[844, 415], [716, 410], [968, 520]]) {
    const { scene, look } = small(w, h);
    assert.equal(look.level, 'node', `${w}×${h} ${look.k}`);
    for (const { stack } of scene.machines) {
      assert.ok(showsHooks(stack, look), `${w}×${h}`);
      const half = 21.5 * Math.max(1, 0.8 / look.k) + 5 / look.k;
      for (const [i, side] of /** @type {const} */ ([[0, 'in'], [4, 'out']])) {
        assert.ok(!meets(hookBox(stack, side, i, look), { x: stack.corridor - half, y: stack.y, w: 2 * half, h: stack.h }));
      }
      assert.ok(besideLanes(look) >= 30);
    }
    assert.deepEqual(overlapping(figuresOf(scene, look)), []);
  }
});

test('a Service says its address also from farther away', () => {
  const { scene, look } = small(844, 415);
  const said = textsOf(figuresOf(scene, look).filter((f) => f.cls === 'ghost')).map((t) => t.text);
  assert.ok(said.includes('web') && said.some((text) => text.startsWith('10.200.7.20')), said.join());
});

test('the name of a cable is cut at its beginning, where what tells it from others has no room', () => {
  const device = /** @type {any} */ ({ id: 'node-1/veth96603d4d', name: 'veth96603d4d', mtu: 1500, addresses: [], up: true });
  const said = (/** @type {number} */ room) => sized(pillOf(device, 'node-1', { x: 0, y: 0 }, 'port', room), lookAt(1)).text;
  assert.equal(said(200), 'veth96603d4d');
  assert.deepEqual([said(95), said(60), said(20)], ['veth…3d4d', '…3d4d', '']);
  assert.equal(sized(pillOf({ ...device, name: 'eth96603d4d0' }, 'p', { x: 0, y: 0 }, 'pod', 95), lookAt(1)).text, '', 'an interface has its whole name or none');
});
