import { asked, isUrl } from './probe.js';

/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./time.js').Stream} Stream */
/** @typedef {import('./time.js').Traffic} Traffic */

/** Requests in a stream, at most, and at least so many seconds apart. */
const MOST_REQUESTS = 300;
const LEAST_APART = 0.1;
/** So many clients send. */
const MOST_CLIENTS = 2;
/** In a large cluster each moment takes its time. */
const LARGE = { clients: 1, requests: 60 };

/**
 * New connections to a Service that changes, from pods that stay, or else from nodes; clients on different nodes, where there are such, as each
 * node has rules of its own.
 * @param {Pick<import('./state.js').State, 'probe'|'told'>} state
 * @param {Course} course
 * @returns {Stream[]} where no Service changes, the URL that is asked for, as routes may; else none
 */
export function streamsOf({ probe, told }, course) {
  const before = known.get(course);
  if (before && before.probe === probe && before.first === told?.first) return before.streams;
  const streams = chosenFor(probe, told?.first, course);
  known.set(course, { probe, first: told?.first, streams });
  return streams;
}

/** @type {WeakMap<Course, {probe: unknown, first: unknown, streams: Stream[]}>} */
const known = new WeakMap();

/** @param {Partial<import('./types.js').Probe>} probe @param {import('./types.js').Topology|undefined} first @param {Course} course @returns {Stream[]} */
function chosenFor(probe, first, course) {
  const service = first && course.services.find((s) => s.writes.length > 0);
  if (first && !service && course.end > 0 && course.events.length > 0 && isUrl(probe)) {
    const { from, to, port, host, method, headers } = asked(probe);
    return [{ ...asked({ from, to, port, host, method, headers, protocol: 'tcp' }), ...spanOf(course, first) }].map((s) => /** @type {Stream} */ (s));
  }
  if (!first || !service || course.end <= 0) return [];
  const port = Number.parseInt(first.services?.find((s) => `${s.namespace}/${s.name}` === service.id)?.ports[0] ?? '', 10);
  if (!(port > 0) && !first.summary) return [];
  const named = new Set(service.named.flatMap((n) => n.pods));
  const stays = course.pods.filter((p) => p.from === 0 && p.deleted === null && p.until === Infinity && !named.has(p.id));
  const wanted = stays.filter((p) => p.id === probe.from || p.name === probe.from);
  const nodes = course.rules.map((r) => r.nodes[0]);
  const clients = stays.length > 0 ? [...wanted, ...stays].map((p) => ({ id: p.id, node: p.node })) : [...nodes, ...first.machines.filter((m) => m.kind === 'node').map((m) => m.id)].map((id) => ({ id, node: id }));
  /** @type {typeof clients} */
  const chosen = [];
  for (const c of clients) if (chosen.length < (first.summary ? LARGE.clients : MOST_CLIENTS) && !chosen.some((o) => o.node === c.node)) chosen.push(c);
  return chosen.map(({ id }) => ({ from: id, to: `svc:${service.id}`, protocol: 'tcp', ...(port > 0 ? { port } : {}), ...spanOf(course, first) }));
}

/** @param {Course} course @param {import('./types.js').Topology} first */
const spanOf = ({ end }, first) => ({ start: 0, until: end, every: Math.max(LEAST_APART, Math.ceil((end / (first.summary ? LARGE.requests : MOST_REQUESTS)) * 10) / 10) });

/**
 * How many requests each version answered.
 * @param {Traffic|null} traffic
 * @returns {[string, number][]} by image
 */
export function answeredBy(traffic) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const p of requestsOf(traffic)) if (p.result === 'delivered' && p.version) sums.set(p.version, (sums.get(p.version) ?? 0) + 1);
  return [...sums].sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

/** All requests of all clients. @param {Traffic|null} traffic @returns {import('./gaps.js').Request[]} */
export const requestsOf = (traffic) => traffic?.parts.flatMap((p) => p.probes) ?? [];

/**
 * How each client fares up to a moment.
 * @param {Traffic|null} traffic
 * @param {number} time
 * @returns {{id: string, sent: number, lost: number}[]}
 */
export const clientsAt = (traffic, time) => (traffic?.parts ?? []).map(({ stream, probes }) => {
  const sent = probes.filter((p) => p.time <= time);
  return { id: stream.from, sent: sent.length, lost: sent.filter((p) => p.result !== 'delivered').length };
});

/**
 * The request that was sent next to a moment.
 * @param {import('./gaps.js').Request[]} probes in the order of time
 * @param {number} time
 * @returns {import('./gaps.js').Request|null}
 */
export const requestAt = (probes, time) => probes.reduce((/** @type {import('./gaps.js').Request|null} */ near, p) => (near === null || Math.abs(p.time - time) < Math.abs(near.time - time) ? p : near), null);

/**
 * What walks a request: the way its sender's packets took, to the pod that chance chose then.
 * @param {Stream} stream
 * @param {import('./gaps.js').Request} request
 * @returns {Partial<import('./types.js').Probe>}
 */
export const walkOf = (stream, request) => ({ ...asked(stream), seed: request.seed ?? null, endpoint: isUrl(stream) ? null : request.pod ?? null });
