import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fleetOf, kindsOf } from '../model/fleet.js';

const node = (/** @type {string} */ id, more = {}) => ({ id, kind: 'node', label: id, ready: true, pods: 3, ...more });

test('nodes are added up by zone, those without one last', () => {
  const fleet = fleetOf(/** @type {any} */ ({
    machines: [{ id: 'gateway', kind: 'router', ready: true }, node('a', { zone: 'z10' }), node('b', { zone: 'z2', ready: false }), node('c'), node('d', { zone: 'z2', problems: 4, pods: undefined })],
  }));
  assert.deepEqual(fleet, {
    nodes: 4, pods: 9, unready: 1, problems: 1, zones: [
      { name: 'z2', nodes: 2, pods: 3, unready: 1, problems: 1 }, { name: 'z10', nodes: 1, pods: 3, unready: 0, problems: 0 }, { name: null, nodes: 1, pods: 3, unready: 0, problems: 0 },
    ],
  });
});

test('without zones there is one sum', () => {
  assert.deepEqual(fleetOf(/** @type {any} */ ({ machines: [node('a'), node('b')] })).zones, []);
});

test('a kind of finding is told once, with how many nodes it is about', () => {
  const finding = (/** @type {string} */ code, /** @type {string} */ name, kind = 'Node') => /** @type {any} */ ({ code, object: { kind, name } });
  const all = [finding('node.mtu', 'a'), finding('node.not-ready', 'b'), finding('node.mtu', 'a'), finding('node.mtu', 'c'), finding('service.no-pod', 's', 'Service')];
  assert.deepEqual(kindsOf(all).map(({ finding: f, count }) => [f.code, f.object.name, count]), [['node.mtu', 'a', 2], ['node.not-ready', 'b', 1]]);
});
