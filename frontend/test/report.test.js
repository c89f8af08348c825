import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCommands } from '../model/commands.js';
import { reduce } from '../model/reducer.js';
import { drawnOf, reportOf } from '../model/report.js';
import { initialState } from '../model/state.js';
import { createStore } from '../model/store.js';
import { translator } from '../model/text.js';
import { groundsOf, verdictOf } from '../model/verdict.js';
import { article } from './fixtures.js';

const info = (/** @type {object} */ patch = {}) => /** @type {any} */ ({
  id: 'c-1', name: 'shop', counts: { nodes: 2, pods: 6, finishedPods: 1, namespaces: 1, notSimulated: { NetworkPolicy: 1, Service: 2 }, unknown: { Widget: 1 },
    withoutEffect: { ConfigMap: 3 } },
  assumptions: [{ code: 'x', message: 'The block is 10.0.0.0/16.' }], redacted: { secrets: 2, env: 1, other: 0, unread: 4 },
  problems: [{ severity: 'info', code: 'kind.unused', message: 'u' }, { severity: 'warning', code: 'w', message: 'w' },
    { severity: 'error', code: 'e', message: 'e' }], ...patch,
});

test('a report counts what is drawn, not what was read', () => {
  const report = reportOf(info(), article());
  assert.deepEqual(drawnOf(report), [2, 4]);
  assert.equal(report.finished, 1);
  assert.equal(report.undrawn, 1);
  assert.deepEqual(report.unused, [['NetworkPolicy', 1], ['Service', 2], ['Widget', 1]]);
  assert.deepEqual(report.withoutEffect, [['ConfigMap', 3]]);
  assert.deepEqual(report.assumed, ['The block is 10.0.0.0/16.']);
  assert.equal(report.blanked, 3);
  assert.deepEqual(report.problems.map((p) => p.code), ['e', 'w'], 'errors first, kinds that are counted above left out');
});

test('without Kubernetes it counts network namespaces', () => {
  const report = reportOf(info({ counts: { nodes: 0, pods: 0, networkNamespaces: 4, devices: 7 } }), { ...article(), namespaces: [] });
  assert.deepEqual(drawnOf(report), [4, 7]);
});

test('texts say one and several', () => {
  const t = translator({ a: '{0} {0|node|nodes} · {1} {1|pod|pods}' });
  assert.equal(t('a', 1, 2), '1 node · 2 pods');
  assert.equal(t('a', 0, 1), '0 nodes · 1 pod');
});

/**
 * @param {(how: {strict: boolean}) => Promise<object>} save
 */
function page(save) {
  /** @type {any[]} */
  const saved = [];
  const store = createStore(reduce, /** @type {any} */ ({ ...initialState(), clusterId: 'c-1', topology: article(), info: info() }));
  const client = /** @type {any} */ ({
    save: (/** @type {any} */ id, /** @type {any} */ name, /** @type {any} */ documents, /** @type {any} */ how) => {
      saved.push({ id, name, documents, strict: how.strict });
      return save(how);
    },
    manifests: async () => 'kind: Pod\n', cluster: async () => info(), topology: async () => article(), clusters: async () => [],
    history: async () => ({ edits: [] }),
  });
  return { store, saved, commands: createCommands(store, client, () => true) };
}

test('an edit is all or nothing, and an import forgives', async () => {
  const { store, saved, commands } = page(async () => info());
  await commands.openEditor();
  store.dispatch({ type: 'formChanged', patch: { text: 'kind: Node\n' } });
  await commands.submitForm();
  store.dispatch({ type: 'formOpened', form: { text: 'kind: Pod\n' } });
  await commands.submitForm();
  assert.deepEqual(saved.map((s) => s.strict), [true, false]);
  assert.equal(store.get().form, null);
  assert.equal(store.get().report?.name, 'shop');
});

test('a refused edit stays with its problems, and may be applied all the same', async () => {
  const wrong = Object.assign(new Error('no'), { problems: [{ severity: 'error', code: 'x', message: 'no', line: 1 }] });
  const { store, saved, commands } = page(async ({ strict }) => { if (strict) throw wrong; return info(); });
  await commands.openEditor();
  store.dispatch({ type: 'formChanged', patch: { text: 'kind: Nod\n' } });
  await commands.submitForm();
  assert.equal(store.get().form?.text, 'kind: Nod\n');
  assert.equal(store.get().form?.refused, true);
  await commands.submitForm(true);
  assert.deepEqual(saved.map((s) => s.strict), [true, false]);
  assert.equal(store.get().form, null);
});

test('what was typed is there again after the form was left, unless the documents have changed', async () => {
  const { store, commands } = page(async () => info());
  await commands.openEditor();
  store.dispatch({ type: 'formChanged', patch: { text: 'kind: Typed\n' } });
  commands.closeForm();
  assert.equal(store.get().form, null);
  await commands.openEditor();
  assert.equal(store.get().form?.text, 'kind: Typed\n');
  assert.equal(store.get().form?.restored, true);
  store.dispatch({ type: 'formClosed' });
  store.dispatch({ type: 'formOpened', form: { key: 'c-1', text: 'kind: Other\n' } });
  assert.equal(store.get().form?.text, 'kind: Other\n');
});

test('green is only what was answered by who was meant', () => {
  const verdict = (/** @type {object} */ o) => { const { tone, key } = verdictOf(/** @type {any} */ (o)); return `${tone} ${key}`; };
  const other = { netns: 'default/web-1', meant: { netns: 'default/web-2' } };
  assert.equal(verdict({ result: 'delivered' }), 'good ui.result.delivered');
  assert.equal(verdict({ result: 'delivered', answeredBy: { netns: 'default/web-2' } }), 'good ui.result.delivered');
  assert.equal(verdict({ result: 'delivered', answeredBy: other }), 'unsure ui.result.other');
  assert.equal(verdict({ result: 'delivered', onward: { result: 'timeout' } }), 'unsure ui.result.onward');
  assert.equal(verdict({ result: 'delivered', onward: { result: 'delivered' } }), 'good ui.result.delivered');
  assert.equal(verdict({ result: 'unknown', answeredBy: other }), 'unsure ui.result.unknown');
  assert.equal(verdict({ result: 'loop' }), 'bad ui.result.loop');
  assert.equal(verdict({ result: 'refused' }), 'bad ui.result.refused');
});

test('a cause names its object, its rule and what was compared', () => {
  const cause = {
    code: 'rule', object: { kind: 'Pod', namespace: 'default', name: 'web-1' }, path: 'spec.ports[0]', rule: '-A FORWARD -j DROP',
    fields: [{ field: 'rp_filter', wanted: '0', had: '1' }, { field: 'mtu', had: '1450' }],
  };
  assert.deepEqual(groundsOf(/** @type {any} */ ({ result: 'timeout', cause })).map((g) => g.text),
    ['Pod default/web-1 · spec.ports[0]', '-A FORWARD -j DROP', 'rp_filter: 1 ≠ 0', 'mtu: 1450']);
  assert.deepEqual(groundsOf(/** @type {any} */ ({ result: 'delivered' })), []);
});
