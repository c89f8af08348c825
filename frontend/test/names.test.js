import assert from 'node:assert/strict';
import { test } from 'node:test';
import { briefly } from '../model/names.js';
import { article, walk } from './fixtures.js';

test('sentences leave out the namespace default where no other one has the name; nothing else of a walk is changed', () => {
  const trace = walk();
  const told = briefly(trace, article());
  const sentences = (/** @type {import('../model/types.js').Trace} */ t) => [t.outcome.sentence, ...t.hops.flatMap((h) => h.steps.map((s) => s.sentence)), ...(t.folds ?? []).map((f) => f.sentence)];
  assert.match(sentences(trace).join('\n'), /default\/web-1/);
  assert.doesNotMatch(sentences(told).join('\n'), /default\//);
  assert.match(told.outcome.sentence, /nginx on web-2 answered/);
  assert.deepEqual(told.hops.map((h) => h.namespace), trace.hops.map((h) => h.namespace));
  assert.equal(told.hops[0].steps[0].evidence, trace.hops[0].steps[0].evidence);
  const base = article();
  const twins = { ...base, namespaces: [...base.namespaces, { ...base.namespaces[0], id: 'shop/web-2' }] };
  assert.match(briefly(trace, twins).outcome.sentence, /nginx on default\/web-2 answered/);
});

test('rules stand as Linux prints them', () => {
  const trace = walk();
  const rules = ['-m comment --comment "default/none has no endpoints" -j REJECT', 'goto service-2QRHZV4L-default/web/tcp/http'];
  const told = briefly({ ...trace, outcome: { ...trace.outcome, sentence: `default/web-1: ${rules.join(' ')}` } }, article());
  assert.equal(told.outcome.sentence, `web-1: ${rules.join(' ')}`);
});
