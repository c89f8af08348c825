import { readFileSync } from 'node:fs';
import { inPlace } from '../api/traces.js';

const json = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));

/** @returns {import('../model/types.js').Topology} */
export const article = () => json('article');

/** As the server writes it. @param {'trace'|'trace-no-route'} name */
export const written = (name) => json(name);

/** A cold TCP connection from web-1 to web-2 and back. @returns {import('../model/types.js').Trace} */
export const walk = () => inPlace(json('trace'));

/** The same with the gateway's route deleted. @returns {import('../model/types.js').Trace} */
export const noRoute = () => inPlace(json('trace-no-route'));

/**
 * A cluster of any size in the shape of the article's.
 * @param {number} nodes
 * @param {number} podsPerNode
 * @returns {import('../model/types.js').Topology}
 */
export function cluster(nodes, podsPerNode) {
  const base = article();
  const host = base.namespaces.find((n) => n.id === 'node-1');
  const pod = base.namespaces.find((n) => n.id === 'default/web-1');
  const router = base.namespaces.find((n) => n.id === 'gateway');
  if (!host || !pod || !router) throw new Error('the fixture lacks its parts');
  const [lo, eth0, cbr0] = host.devices;
  const namespaces = [router];
  const machines = [];
  for (let i = 1; i <= nodes; i++) {
    const node = `node-${i}`;
    const rename = (/** @type {typeof lo} */ d) => ({ ...d, id: `${node}/${d.name}` });
    const ports = Array.from({ length: podsPerNode }, (_, k) => ({
      ...eth0, id: `${node}/veth${k}`, name: `veth${k}`, role: /** @type {'port'} */ ('port'), addresses: [],
      master: `${node}/cbr0`, peer: `default/p-${i}-${k}/eth0`,
    }));
    machines.push({ id: node, kind: 'node', label: node, ready: true });
    namespaces.push({ ...host, id: node, machine: node, label: node, devices: [lo, eth0, cbr0].map(rename).concat(ports) });
    for (let k = 0; k < podsPerNode; k++) {
      const id = `default/p-${i}-${k}`;
      const devices = pod.devices.map((d) => ({ ...d, id: `${id}/${d.name}`, peer: `${node}/veth${k}` }));
      namespaces.push({ ...pod, id, machine: node, label: `p-${i}-${k}`, devices });
    }
  }
  machines.push({ id: 'gateway', kind: 'router', label: 'gateway', ready: true });
  const members = machines.map((m) => `${m.id}/eth0`);
  return { ...base, machines, namespaces, segments: [{ ...base.segments[0], members }] };
}

/**
 * Networks without Kubernetes, as the server tells them: a Docker host, three flannel nodes behind a router, hosts with two
 * bridges and NICs in bridges, two routers in a row.
 */
export const LINUX = ['docker-host', 'flannel', 'two-bridges', 'routers'];

/** @param {string} name @returns {import('../model/types.js').Topology} */
export const linux = (name) => json(name);
