import { streamsOf } from './clients.js';
import { createRuleTexts } from './rule-texts.js';
import { courseNow, courseThen, sceneOf, stopAt } from './time.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./types.js').Topology} Topology */

/** Moments that are kept, and how many are fetched before they are asked for. */
const KEPT = 200;
const AHEAD = 6;

/**
 * What the time view fetches by itself: the time line, the cluster at the moment that is shown and at the next ones, a stream of requests.
 * @param {import('./commands.js').Store} store
 * @param {import('./commands.js').Client} client
 * @param {(e: unknown) => string} messageOf
 */
export function createTimes(store, client, messageOf) {
  /** @type {Map<string, Topology>} by time line and moment */
  const scenes = new Map();

  /** @param {string} key @param {{cluster: string, at: number|null}} of @param {string} moment @returns {Promise<Topology>} */
  async function topology(key, { cluster, at }, moment) {
    const own = `${key} ${moment}`;
    const had = scenes.get(own);
    if (had) return had;
    const found = await client.topology(cluster, at, moment);
    if (scenes.size >= KEPT) scenes.delete(/** @type {string} */ (scenes.keys().next().value));
    scenes.set(own, found);
    return found;
  }

  /** @param {boolean} then @returns {import('./effects.js').Effect<{key: string, of: Of}>} */
  const line = (then) => ({
    wants(state) {
      const of = ofWhich(state, then);
      const key = keyOf(state, of);
      if (key === null || (then && state.versus === null) || (then ? state.toldThen : state.told)?.key === key) return null;
      return { key, of: { key, of } };
    },
    async ask({ key, of }, signal) {
      try {
        const [told, first] = await Promise.all([client.timeline(of.cluster, of.at, signal), topology(key, of, '0')]);
        return { type: 'timelineArrived', told: { key, line: told, first }, then };
      } catch (e) {
        return signal.aborted || then ? null : { type: 'timelineRefused', message: messageOf(e) };
      }
    },
  });

  /** @param {boolean} then @returns {import('./effects.js').Effect<{key: string, of: Of, stop: string, scene: string}>} */
  const scene = (then) => ({
    wants(state) {
      const course = then ? courseThen(state) : courseNow(state);
      const told = then ? state.toldThen : state.told;
      if (!state.topology || (then && !state.both)) return null;
      if (!then && state.clock === null) return state.scene === '' ? null : { key: `${state.clusterId} ${state.at} end`, of: { key: '', of: ofWhich(state, false), stop: '', scene: '' } };
      if (!course || !told || state.clock === null || told.key !== keyOf(state, ofWhich(state, then))) return null;
      const stop = sceneOf(stopAt(course, state.clock));
      const wanted = `${told.key} ${stop}`;
      return (then ? state.sceneThen?.key : state.scene) === wanted ? null : { key: wanted, of: { key: told.key, of: ofWhich(state, then), stop, scene: wanted } };
    },
    async ask({ key, of, stop, scene: own }) {
      const found = own === '' ? await client.topology(of.cluster, of.at) : await topology(key, of, stop);
      return { type: 'momentShown', scene: own, topology: found, then };
    },
  });

  /** @param {boolean} then @returns {import('./effects.js').Effect<{key: string, of: Of, streams: import('./time.js').Stream[]}>} */
  const traffic = (then) => ({
    wants(state) {
      const told = then ? state.toldThen : state.told;
      if (!told || state.noTraffic || !state.timing || (then && state.versus === null)) return null;
      const course = courseNow(state);
      const streams = course ? streamsOf(state, course) : [];
      const key = `${told.key} ${JSON.stringify(streams)}`;
      if (streams.length === 0 || (then ? state.trafficThen : state.traffic)?.key === key) return null;
      return { key, of: { key, of: ofWhich(state, then), streams } };
    },
    async ask({ key, of, streams }, signal) {
      try {
        /** @type {import('./time.js').Traffic['parts']} */ const parts = [];
        for (const stream of streams) parts.push({ stream, probes: (await client.traffic(of.cluster, stream, of.at, signal)).probes ?? [] });
        return { type: 'trafficArrived', traffic: { key, parts }, then };
      } catch {
        return signal.aborted ? null : { type: 'trafficRefused' };
      }
    },
  });

  return {
    ...createRuleTexts(store, client), timeline: line(false), timelineThen: line(true), scene: scene(false), sceneThen: scene(true), traffic: traffic(false), trafficThen: traffic(true),
    /** @type {import('./effects.js').Effect<{key: string, of: Of, moments: string[]}>} */
    ahead: {
      wants(state) {
        const course = courseNow(state);
        if (!state.timing || !course || !state.told || state.clock === null || state.topology?.summary) return null;
        const key = state.told.key;
        const from = course.stops.indexOf(stopAt(course, state.clock));
        const moments = course.stops.slice(from + 1, from + 1 + AHEAD).map(sceneOf).filter((m) => !scenes.has(`${key} ${m}`));
        return moments.length === 0 ? null : { key: `${key} ${moments[0]}`, of: { key, of: ofWhich(state, false), moments } };
      },
      async ask({ key, of, moments }, signal) {
        for (const moment of moments) if (!signal.aborted) await topology(key, of, moment);
        return null;
      },
    },
  };
}

/** @typedef {{cluster: string, at: number|null}} Of a cluster after so many edits, null for all */

/** @param {State} state @param {boolean} then whether that which it is compared with is meant @returns {Of} */
const ofWhich = ({ clusterId, at, versus }, then) => (then ? { cluster: versus?.of ?? clusterId, at: versus?.edit ?? null } : { cluster: clusterId, at });

/** A time line is another one after each change of the cluster, and its sentences are in a language. @param {State} state @param {Of} of */
function keyOf({ timing, clock, clusterId, topology, info, lang, messages }, { cluster, at }) {
  if ((!timing && clock === null) || !hasTime({ topology }) || info?.id !== clusterId || messages['ui.time'] === undefined) return null;
  return [cluster, at ?? '', cluster === clusterId ? info?.updated ?? '' : '', lang].join(' ');
}

/** Whether time passes in a cluster: not in a Linux network without Kubernetes. @param {Pick<State, 'topology'>} state */
export const hasTime = ({ topology }) => Boolean(topology?.network) || topology?.summary === true;
