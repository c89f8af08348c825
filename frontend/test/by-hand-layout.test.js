import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wireFigure } from '../layout/paint.js';
import { layoutScene } from '../layout/scene.js';
import { article } from './fixtures.js';
import { meter } from './looks.js';

test('Services stand under the machines and move nothing; pods that policies select have gates', () => {
  const bare = article();
  const before = layoutScene(bare, { meter });
  const plate = (/** @type {number} */ i) => ({ namespace: 'shop', name: `s-${i}`, type: 'ClusterIP', addresses: [`10.200.0.${i}`], ports: ['80/TCP'] });
  /** @type {import('../model/types.js').Topology} */
  const own = { ...bare, services: Array.from({ length: 12 }, (_, i) => plate(i)) };
  const scene = layoutScene(own, { meter, ground: before.ground });
  assert.deepEqual(scene.machines.map((m) => [m.x, m.y, m.w, m.h]), before.machines.map((m) => [m.x, m.y, m.w, m.h]));
  const bottom = Math.max(...scene.machines.map((m) => m.y + m.h));
  assert.ok(scene.ghosts.every((g) => g.y > bottom && g.x + g.w <= scene.width && g.y + g.h <= scene.height));
  const last = scene.ghosts[scene.ghosts.length - 1];
  assert.equal(scene.ghosts.length - 1 + last.more, 12, 'those without room are counted');

  const pod = own.namespaces.find((n) => n.id === 'default/web-1')?.pods[0];
  assert.ok(pod);
  pod.gates = { ingress: ['NetworkPolicy default/deny-all'], egress: [] };
  const gated = layoutScene(own, { meter }).machines.flatMap((m) => m.pods).filter((p) => p.gates.length > 0);
  assert.deepEqual(gated.map((p) => [p.id, p.gates.map((g) => [g.way, g.state])]), [], 'nobody knows what enforces them');
  own.network = { name: 'n', podNetwork: 'bridge', proxyMode: 'iptables', policyEngine: 'kube-network-policies', policiesSimulated: true };
  const gates = () => layoutScene(own, { meter }).machines.flatMap((m) => m.pods).map((p) => [p.id, p.gates.map((g) => `${g.way} ${g.state}`).join()]);
  assert.deepEqual(gates().slice(0, 2), [['default/web-1', 'in let,out open'], ['default/api-1', 'in open,out open']]);
  own.network = { ...own.network, policyEngine: 'none' };
  assert.deepEqual(gates()[0], ['default/web-1', 'in ignored,out open']);
  own.network = { ...own.network, policyEngine: 'cilium', policiesSimulated: false };
  assert.deepEqual(gates()[0], ['default/web-1', 'in unknown,out open']);
});

test('a cut cable shows where it is cut, and only there', () => {
  const topology = article();
  for (const d of topology.namespaces.flatMap((n) => n.devices)) if (d.id === 'default/web-1/eth0' || d.peer === 'default/web-1/eth0') d.cut = true;
  const { wiring } = layoutScene(topology, { meter });
  const cut = wiring.wires.map((w) => wireFigure(w, wiring)).filter((f) => f?.cls.includes('cut'));
  assert.deepEqual(cut.map((f) => f?.dev), ['default/web-1/eth0']);
});

test('a cable of a pod that is in no bridge leads to the IP stack along straight lines', () => {
  const topology = article();
  for (const n of topology.namespaces) {
    n.devices = n.devices.filter((d) => d.role !== 'bridge');
    for (const d of n.devices) d.master = null;
  }
  const { wiring } = layoutScene(topology, { meter });
  const way = wiring.route('default/web-1/eth0', 'node-1/eth0');
  assert.equal(way.length, 4);
  assert.ok(way.slice(1).every((p, i) => p.x === way[i].x || p.y === way[i].y));
});
