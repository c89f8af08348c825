import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pointedAt, withWords } from '../model/points.js';
import { article } from './fixtures.js';

test('a word points at a namespace, a device, a row, a hook or an object, and at nothing that is not there', () => {
  const topology = article();
  /** @type {[string, any][]} */
  const rows = [
    ['node-1', { namespaces: ['node-1'], only: null }],
    ['default/web-1/eth0', { namespaces: ['default/web-1'], only: { 'data-dev': 'default/web-1/eth0' } }],
    ['gateway/route/10.0.2.0-24', { namespaces: ['gateway'], only: { 'data-row': '10.0.2.0/24' } }],
    ['node-1/route/default', { namespaces: ['node-1'], only: { 'data-row': 'default' } }],
    ['node-1/nat/POSTROUTING', { namespaces: ['node-1'], only: { 'data-hook': 'POSTROUTING' } }],
    ['node-1/nat/KUBE-SERVICES', { namespaces: ['node-1'], only: null }],
    ['node-1/conntrack', { namespaces: ['node-1'], only: null }],
    ['Service default/web', { namespaces: [], only: { 'data-part': 'service:default/web' } }],
    ['Pod default/web-1', { namespaces: ['default/web-1'], only: null }],
    ['Deployment default/web', { namespaces: ['default/web-1', 'default/web-2'], only: null }],
    ['ClusterNetwork cluster', { namespaces: ['node-1', 'node-2'], only: null }],
    ['lan', { namespaces: [], only: { 'data-part': 'segment:lan' } }],
    ['', null], ['node-9', null], ['Pod default/none', null], ['node-10/eth0', null],
  ];
  for (const [points, meant] of rows) assert.deepEqual(pointedAt(points, topology), meant, points);
  assert.equal(pointedAt('node-1', null), null);
});

test('the first place of a word points, whole words only, whatever their case', () => {
  const words = [{ en: 'next hop', zh: '下一跳' }, { en: 'hop', zh: '跳' }, { en: 'ARP', zh: 'ARP' }];
  const pieces = (/** @type {string} */ text, /** @type {'en'|'zh'} */ lang) => withWords(text, words, lang).map((p) => (p.word ? `[${p.text}]` : p.text)).join('');
  assert.equal(pieces('Next hop by arp, no hops; next hop.', 'en'), '[Next hop] by [arp], no hops; next hop.');
  assert.equal(pieces('hop and next hop', 'en'), '[hop] and [next hop]');
  assert.equal(pieces('用ARP问下一跳', 'zh'), '用[ARP]问[下一跳]');
  assert.equal(pieces('nothing', 'en'), 'nothing');
});
