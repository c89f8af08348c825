import assert from 'node:assert/strict';
import test from 'node:test';
import { dissect } from '../model/dissect.js';
import { readPcapng } from '../model/pcapng.js';

const words = (...values) => values.flatMap((v) => [v & 255, (v >>> 8) & 255, (v >>> 16) & 255, v >>> 24]);
const half = (v) => [v & 255, v >> 8];
const block = (type, body) => [...words(type, body.length + 12), ...body, ...words(body.length + 12)];
const option = (code, octets) => [...half(code), ...half(octets.length), ...octets, ...Array((4 - (octets.length % 4)) % 4).fill(0)];
const ascii = (text) => [...text].map((c) => c.charCodeAt(0));
const octets = (hex) => Uint8Array.from(hex.replace(/\s/g, '').match(/../g), (h) => parseInt(h, 16));

/** A TCP SYN, as tshark reads it: 10.0.1.2:40165 → 10.0.2.2:80, TTL 64. */
const SYN = octets(`020000000301 020000000201 0800 4500 002c 0001 4000 4006 23c7 0a000102 0a000202
  9ce5 0050 00000001 00000000 6002 faf0 0000 0000 020405b4`);

const file = (frame, comment) => Uint8Array.from([
  ...block(0x0a0d0d0a, [...words(0x1a2b3c4d), ...half(1), ...half(0), ...words(-1, -1)]),
  ...block(1, [...half(1), ...half(0), ...words(0), ...option(2, ascii('a/eth0')), ...option(9, [9]), ...words(0)]),
  ...block(6, [...words(0, 0, 1500, frame.length, frame.length), ...frame, ...Array((4 - (frame.length % 4)) % 4).fill(0),
    ...option(1, ascii(comment)), ...option(2, words(2)), ...words(0)]),
]);

test('packets of a file have their device, time, direction and step', () => {
  const [frame, ...rest] = readPcapng(file(SYN, 'flow=request packet=0 hop=1 seq=7 drop=NO_ROUTE'));

  assert.deepEqual(rest, []);
  assert.deepEqual({ ...frame, octets: [...frame.octets] }, { device: 'a/eth0', nanos: 1500, out: true, seq: 7, drop: 'NO_ROUTE', octets: [...SYN] });
});

test('a file that is cut, or none, is refused', () => {
  const whole = file(SYN, 'seq=1');
  assert.throws(() => readPcapng(whole.slice(0, whole.length - 3)), /cut/);
  assert.throws(() => readPcapng(octets('00112233445566778899aabb')), /no little-endian/);
});

const said = (layers, type) => Object.fromEntries(layers.find((l) => l.type === type).fields.map((f) => [f.name, f.value]));

test('a frame is taken apart field by field, each with its octets', () => {
  const layers = dissect(SYN);

  assert.deepEqual(layers.map((l) => l.type), ['ethernet', 'ipv4', 'tcp']);
  assert.equal(said(layers, 'ethernet').source, '02:00:00:00:02:01');
  assert.deepEqual([said(layers, 'ipv4').ttl, said(layers, 'ipv4').flags, said(layers, 'ipv4').destination], ['64', 'DF', '10.0.2.2']);
  assert.deepEqual([said(layers, 'tcp').sourcePort, said(layers, 'tcp').flags, said(layers, 'tcp').headerLength], ['40165', 'SYN', '24']);
  const ttl = layers[1].fields.find((f) => f.name === 'ttl');
  assert.deepEqual([ttl.from, ttl.length], [22, 1]);
});

test('every octet of every shortened frame is read without a fault', () => {
  for (let n = 0; n <= SYN.length; n++) {
    for (const layer of dissect(SYN.slice(0, n))) for (const f of layer.fields) assert.ok(f.from + f.length <= n, `${layer.type} ${f.name} of ${n}`);
  }
});

test('a frame inside a tunnel, ARP and a quoted packet are layers of their own', () => {
  const inner = [...SYN];
  const vxlan = [...octets('0800000000000100'), ...inner];
  const udp = [...octets('c000 2118'), 0, vxlan.length + 8, 0, 0, ...vxlan];
  const outer = [...SYN.slice(0, 14), ...octets('4500'), 0, udp.length + 20, ...octets('0000 0000 40 11 0000 0a640002 0a640003'), ...udp];
  assert.deepEqual(dissect(Uint8Array.from(outer)).map((l) => l.type), ['ethernet', 'ipv4', 'udp', 'vxlan', 'ethernet', 'ipv4', 'tcp']);
  assert.equal(said(dissect(Uint8Array.from(outer)), 'vxlan').vni, '1');

  const arp = dissect(octets('ffffffffffff 020000000201 0806 0001 0800 06 04 0001 020000000201 0a000102 000000000000 0a000101'));
  assert.deepEqual([said(arp, 'arp').operation, said(arp, 'arp').targetIp], ['1 (request)', '10.0.1.1']);

  const error = dissect(Uint8Array.from([...SYN.slice(0, 14), ...octets('4500 0038 0000 0000 40 01 0000 0a000101 0a000102 0b00 0000 00000000'), ...SYN.slice(14, 42)]));
  assert.deepEqual(error.map((l) => l.type), ['ethernet', 'ipv4', 'icmp', 'ipv4', 'tcp']);
});

test('addresses of IPv6 are written as RFC 5952 wants them', () => {
  const layers = dissect(octets(`020000000301 020000000201 86dd 60000000 0000 3b 40 fd000000000000010000000000000002 00000000000000000000000000000001`));
  assert.deepEqual([said(layers, 'ipv6').source, said(layers, 'ipv6').destination], ['fd00:0:0:1::2', '::1']);
});
