import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { stationId } from '../layout/kinds/machine.js';
import { layoutScene } from '../layout/scene.js';
import { ROLES, stationOf } from '../layout/stations.js';
import { article } from './fixtures.js';
import { meter } from './looks.js';

/** @returns {string[]} the step types the server declares */
function declared() {
  const folder = new URL('../../src/main/java/dev/podlane/trace/step/', import.meta.url);
  const files = readdirSync(folder).filter((f) => f.endsWith('Step.java'));
  return files.flatMap((f) => {
    const text = readFileSync(new URL(f, folder), 'utf8');
    return [...text.matchAll(/record (\w+)\([^{]*?implements (\w+)/gs)].filter(([, , kind]) => kind.endsWith('Step')).map(([, name]) => name);
  });
}

test('every type of step the server declares has a station, and no other has', () => {
  const types = declared();
  assert.ok(types.length > 40, types.join());
  assert.deepEqual(types.filter((t) => !(t in ROLES)), []);
  assert.deepEqual(Object.keys(ROLES).filter((t) => !types.includes(t)), []);
});

const { wiring } = layoutScene(article(), { meter });
const port = [...wiring.stops.keys()].find((d) => d.startsWith('node-1/veth')) ?? '';

/** @param {string} type @param {object} fields @param {object[]} around steps of the same stay before it @param {string|null} [device] @param {object[]} [after] */
function station(type, fields, around, device = null, after = []) {
  const step = { type, fields, device };
  return stationOf(/** @type {any} */ ({ namespace: 'node-1', step, hop: { steps: [...around, step, ...after] } }), wiring);
}
const through = (/** @type {string} */ type, /** @type {string} */ device) => ({ type, device, fields: {} });

test('what comes from below is looked up below and leaves above, what comes from above the other way round', () => {
  const up = [through('FrameReceived', 'cbr0')];
  const down = [through('FrameReceived', 'eth0')];
  assert.equal(station('RouteLookup', {}, up), 'stack:node-1');
  assert.equal(station('TtlDecremented', {}, up, null, [through('FrameTransmitted', 'eth0')]), stationId('node-1', 0));
  assert.equal(station('RouteLookup', {}, down), stationId('node-1', 0));
  assert.equal(station('TtlDecremented', {}, down, null, [through('FrameTransmitted', 'cbr0')]), 'stack:node-1');
});

test('at a bridge the packet waits where it came in, and never on a device’s name', () => {
  const name = port.slice('node-1/'.length);
  assert.equal(station('BridgePassedUp', { bridge: 'cbr0' }, [through('FrameReceived', name)], 'cbr0'), `in:${port}`);
  assert.equal(station('FrameReceived', {}, [], name), `in:${port}`);
  assert.equal(station('FrameTransmitted', {}, [], 'eth0'), stationId('node-1', 0));
  assert.equal(station('ArpRequestSent', {}, [], 'cbr0'), 'stack:node-1');
  assert.equal(station('Dropped', { reason: 'NO_ROUTE' }, [through('FrameReceived', 'cbr0')], 'eth0'), 'stack:node-1');
});
