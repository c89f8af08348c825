import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstProbe } from '../model/first-probe.js';
import { asked, FIELDS, isSuggested, readProbe, suggested, USUAL, writeProbe } from '../model/probe.js';
import { FIRST_PROBE } from '../model/question.js';
import { article } from './fixtures.js';

/** A value of each field that is not the usual one. @type {Record<string, unknown>} */
const OTHER = {
  protocol: 'udp', from: 'web-1', to: 'http://10.0.2.2/', port: 53, ttl: 7, cold: false, seed: 9, size: 1000, df: 'dont', bystanders: 'walked',
  sourcePort: 4000, after: 31.5, connection: { request: 200, response: 5000, close: 'fin' },
  via: 'node-2', endpoint: 'default/web-2', host: 'shop.example.com', method: 'POST', headers: { env: 'canary', 'X-Forwarded-For': '192.0.2.1: 7' }, family: 'ipv4', repeat: 3,
};
/** What of it means something for a protocol. */
const said = (/** @type {string} */ protocol) => Object.fromEntries(Object.entries({ ...OTHER, protocol })
  .filter(([name]) => (protocol === 'tcp' ? name !== 'size' : name !== 'connection')));
const probe = (/** @type {object} */ patch = {}) => /** @type {import('../model/types.js').Probe} */ ({ ...OTHER, ...patch });

test('every field of a probe is asked, kept in a link and read back', () => {
  assert.deepEqual(Object.keys(OTHER).sort(), FIELDS.map((f) => f.name).sort(), 'the test knows every field');
  assert.deepEqual(asked(probe()), said('udp'));
  assert.deepEqual(asked(probe({ protocol: 'tcp' })), said('tcp'));
  const query = new URLSearchParams();
  writeProbe(query, probe());
  assert.deepEqual(readProbe(new URLSearchParams(query.toString())), OTHER);
});

test('what means nothing for a protocol is not asked', () => {
  assert.ok(!('port' in asked(probe({ protocol: 'icmp' }))));
  assert.ok(!('size' in asked(probe({ protocol: 'tcp' }))));
  assert.ok('size' in asked(probe({ protocol: 'icmp' })));
  for (const name of ['host', 'method', 'headers']) {
    assert.ok(!(name in asked(probe({ to: 'svc:default/web' }))), name);
    assert.ok(name in asked(probe({ to: 'HTTPS://web/' })), name);
  }
});

test('what a walk adds to its probe is not asked back', () => {
  const walked = { ...probe(), source: '10.0.1.2', fromNamespace: 'default/web-1', toNamespace: null };
  assert.deepEqual(asked(walked), said('udp'));
});

test('a suggestion resets what it leaves out, and leaves the reader their own choices', () => {
  const next = suggested(probe(), { from: 'a', to: 'b', protocol: 'icmp' });
  assert.deepEqual(next, { ...USUAL, from: 'a', to: 'b', protocol: 'icmp', cold: false, seed: 9, bystanders: 'walked' });
  assert.ok(isSuggested(next, { from: 'a', to: 'b', protocol: 'icmp' }));
  for (const field of FIELDS.filter((f) => f.when(next) && !f.chosen)) {
    const other = { ...next, [field.name]: OTHER[field.name] };
    assert.ok(!isSuggested(other, { from: 'a', to: 'b', protocol: 'icmp' }), field.name);
  }
});

test('a link that makes no sense in a field counts as if the field were not there', () => {
  assert.equal(readProbe(new URLSearchParams('probe=sctp&from=a')), null);
  assert.deepEqual(readProbe(new URLSearchParams('probe=udp&from=a&to=b&ttl=x&df=maybe&size=-1&connection=1-x-fin')),
    { ...USUAL, protocol: 'udp', from: 'a', to: 'b' });
  assert.equal(readProbe(new URLSearchParams('probe=tcp&from=a&to=http://b/&headers=no+header'))?.headers, null);
});

test('a sample begins with its own first probe, unless somebody typed another that it could ask, or has the usual one', () => {
  const topology = article();
  const usual = FIRST_PROBE;
  const own = { text: 'a', from: 'api-1', to: 'db-0', protocol: /** @type {const} */ ('tcp'), port: 5432 };
  const ends = (/** @type {any} */ p) => `${p.from} ${p.to} ${p.port}`;
  assert.equal(ends(firstProbe(topology, [own], usual)), 'api-1 db-0 5432');
  assert.equal(firstProbe(topology, [own, { text: 'b', from: 'web-1', to: '10.0.2.2', protocol: 'tcp', port: 80 }], usual), usual);
  const typed = { ...usual, port: 81 };
  assert.equal(firstProbe(topology, [own], typed), typed);
  assert.equal(firstProbe(topology, [], usual), usual);
});
