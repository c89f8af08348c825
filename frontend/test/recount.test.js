import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recounted } from '../layout/recount.js';
import { layoutScene } from '../layout/scene.js';
import { crowdOf } from '../view/stage/crowd.js';
import { cluster } from './fixtures.js';
import { meter } from './looks.js';

/** @typedef {import('../model/types.js').Topology} Topology */

/** A large network of which two machines are known. @param {number} moment @returns {Topology} */
function at(moment) {
  const whole = cluster(90, 3);
  const known = new Set(['node-1', 'node-2', 'gateway']);
  const cues = new Map([
    ['default/p-1-0', { tone: 'ready', key: `pod ${moment}`, args: [] }],
    ['node-2', { tone: 'fresh', key: `rules ${moment}`, args: [moment] }],
    ['node-9', { tone: 'fresh', key: `rules ${moment}`, args: [moment] }],
    ['default/went', { tone: 'gone', key: `gone ${moment}`, args: [], stood: { node: 'node-1', slot: moment } }],
  ]);
  return {
    ...whole, summary: true, cues: /** @type {any} */ (cues),
    machines: whole.machines.map((m, i) => ({ ...m, ready: (i + moment) % 7 > 0, pods: (i * 5 + moment) % 30, problems: (i + moment) % 11 === 0 ? 1 : 0 })),
    namespaces: whole.namespaces.filter((n) => known.has(n.machine ?? n.id)),
    segments: whole.segments.map((s) => ({ ...s, members: [] })),
  };
}

/** Everything of a scene that is drawn. @param {import('../layout/scene.js').Scene} scene */
const seen = ({ machines, routers, width, height, places, ghosts }) => JSON.stringify({ machines, routers, width, height, places: [...places], ghosts },
  (key, value) => (key === 'wiring' ? undefined : value));

test('a moment in which only numbers differ looks as if it were laid out anew, and keeps its wires', () => {
  let scene = layoutScene(at(0), { meter });
  let crowd = crowdOf(scene);
  for (let moment = 1; moment < 12; moment++) {
    const next = recounted(scene, at(moment), scene.ground);
    assert.ok(next);
    assert.equal(next.wiring, scene.wiring);
    const anew = layoutScene(at(moment), { meter, ground: scene.ground });
    assert.ok(seen(next) === seen(anew), `moment ${moment}`);
    const now = crowdOf(next, crowd);
    assert.deepEqual({ ...now, machines: null }, { ...crowdOf(anew), machines: null });
    [scene, crowd] = [next, now];
  }
});

test('anything else is laid out', () => {
  const scene = layoutScene(at(0), { meter });
  const { ground } = scene;
  const now = at(1);
  const [first, ...rest] = now.machines;
  assert.equal(recounted(null, now, ground), null);
  assert.equal(recounted(scene, now, null), null, 'it is made to fit anew');
  assert.equal(recounted(scene, { ...now, machines: rest }, ground), null, 'a machine went');
  assert.equal(recounted(scene, { ...now, machines: [{ ...first, label: 'other' }, ...rest] }, ground), null, 'another name');
  assert.equal(recounted(scene, { ...now, namespaces: now.namespaces.slice(1) }, ground), null, 'less is known');
  assert.equal(recounted(scene, { ...now, segments: [] }, ground), null, 'a wire went');
  const few = layoutScene(cluster(3, 2), { meter });
  assert.equal(recounted(few, cluster(3, 2), few.ground), null, 'a small network is laid out');
});
