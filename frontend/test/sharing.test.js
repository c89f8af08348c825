import assert from 'node:assert/strict';
import test from 'node:test';
import { listingOf } from '../model/listing.js';
import { reduce } from '../model/reducer.js';
import { ownClusters } from '../model/settings.js';
import { initialState } from '../model/state.js';

const after = (...actions) => actions.reduce(reduce, initialState());
const cluster = (id, sample = false) => ({ id, name: id, sample });

test('a browser lists the clusters made in it, and the one a link led to', () => {
  const state = after({ type: 'clustersListed', clusters: [cluster('article', true), cluster('mine'), cluster('copy'), cluster('theirs'), cluster('others')] },
    { type: 'clusterMade', id: 'mine' }, { type: 'clusterRefreshed', id: 'copy', info: cluster('copy'), topology: null, details: new Map() });

  assert.deepEqual(ownClusters(state).map((c) => c.id), ['mine', 'copy']);
  assert.deepEqual(ownClusters({ ...state, clusterId: 'theirs' }).map((c) => c.id), ['mine', 'copy', 'theirs']);
  assert.deepEqual(reduce(state, { type: 'clusterRefreshed', id: 'copy', info: cluster('copy'), topology: null, details: new Map() }).own, ['mine', 'copy']);
});

test('the screen is darkened only before a room, until the packet moves', () => {
  assert.equal(after({ type: 'blanked' }).blank, false);
  const dark = after({ type: 'projectorTurned', on: true }, { type: 'blanked' });
  assert.equal(dark.blank, true);
  assert.equal(reduce(dark, { type: 'playheadMoved', seq: 1, playing: false, source: 'self' }).blank, false);
  assert.equal(reduce(dark, { type: 'projectorTurned', on: false }).blank, false);
});

test('a walk as a text has a number for each step, and its outcome', () => {
  const step = (index, seq, sentence, level = 'story') => ({ index, seq, sentence, level, type: 'RouteLookup', device: null, fields: {}, before: null, after: null, evidence: [], command: null });
  const trace = /** @type {any} */ ({
    detail: 'stages', probe: { from: 'web-1', to: '10.0.2.2', protocol: 'tcp', port: 80 }, outcome: { result: 'delivered', sentence: 'Answered.' }, folds: [], paths: {},
    hops: [{ id: 0, parent: null, tick: 0, timeMillis: 0, flow: 'request', packet: 0, namespace: 'node-1', infra: false, steps: [step(0, 0, 'One.'), step(1, 1, 'Two.')] }],
  });
  const t = (key, ...args) => (key === 'ui.listing.step' ? `${args[0]}, ${args[1]}: ${args[2]}` : key);

  assert.equal(listingOf({ trace, level: 'story', arp: 'folded', open: new Set() }, 'demo', t),
    'demo\ntcp web-1 → 10.0.2.2:80\n\n1. node-1, ui.flow.request: One.\n2. node-1, ui.flow.request: Two.\n\nAnswered.\n');
  assert.equal(listingOf({ trace: null, level: 'story', arp: 'folded', open: new Set() }, 'demo', t), '');
});
