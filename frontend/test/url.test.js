import assert from 'node:assert/strict';
import { test } from 'node:test';
import { USUAL } from '../model/probe.js';
import { decodeLink, embedCode, encodeLink } from '../model/url.js';

test('a link says what the sender saw', () => {
  const plain = { play: false, open: [], tab: 'step', speed: 1, view: null, projector: false, reach: false, time: false, place: null, lessons: false, worksheet: false, gallery: false, moment: null, edit: null };
  const rows = [
    { ...plain, cluster: 'article', probe: null, sent: false, step: null, lang: null, level: 'story', arp: 'folded' },
    { ...plain, cluster: 'c-7', probe: { ...USUAL, from: 'a/b', to: '10.0.2.2', protocol: 'tcp', port: 80, ttl: 3, cold: false, seed: 9, df: 'do' },
      sent: true, step: '15.2', view: { x: 120, y: -7, k: 0.625 }, lang: 'zh', level: 'row', arp: 'open', open: ['1.0', '7.0'], tab: 'namespace', speed: 2, projector: true, reach: true, time: true, moment: 12.345, edit: 3 },
    { ...plain, cluster: 'article', probe: { ...USUAL, from: 'web-1', to: '名&字=', protocol: 'icmp', size: 1400 },
      sent: true, step: '0.1', lang: 'en', level: 'stage', arp: 'folded', play: true, speed: 0.5 },
  ];
  for (const row of rows) assert.deepEqual(decodeLink(`#${encodeLink(/** @type {any} */ (row))}`), row);
});

test('a broken link opens the beginning', () => {
  for (const text of ['', '#', '#view=1,2', '#view=1,2,0', '#step=5', '#probe=sctp&port=1', '#sent=1&step=-3&level=x&lang=fr', '#%%%',
    '#tab=x&speed=9&open=1.0', '#sent=1&step=1.2.3&speed=&play=2&open=a,1']) {
    const link = decodeLink(text);
    assert.deepEqual([link.cluster, link.probe, link.view, link.step, link.level, link.lang], ['article', null, null, null, 'story', null], text);
    assert.deepEqual([link.open, link.tab, link.speed, link.play, link.arp], [[], 'step', 1, false, 'folded'], text);
  }
});

test('a link of an earlier version names its step by number', () => {
  assert.equal(decodeLink('#sent=1&step=41').step, '41');
});

test('a frame shows the cluster of its path, and its code is safe to paste', () => {
  assert.equal(decodeLink('#sent=1', 'vxlan').cluster, 'vxlan');
  assert.equal(decodeLink('#cluster=mtu', 'vxlan').cluster, 'mtu');
  const code = embedCode('http://localhost:8080', 'from=a&to=b', '"><script>');
  assert.match(code, /^<iframe src="http:\/\/localhost:8080\/embed#from=a&#38;to=b" title="&#34;&#62;&#60;script&#62;" /);
});
