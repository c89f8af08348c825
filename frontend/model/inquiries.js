import { numbering } from './effects.js';
import { asked } from './probe.js';
import { cellQuestion } from './reach.js';
import { courseNow, sceneOf, stepped, stopAt } from './time.js';
import { isWhyOpen, keyOf, policiesIn, whyOf } from './why.js';

/** @typedef {import('./state.js').State} State */

/**
 * What is told of a whole cluster, in the words of a language, is asked for once for each state of it, while the side that tells it is open.
 * @param {State} state
 * @param {(thing: object) => number} numberOf
 */
function ofCluster({ topology, info, messages, lang, sides, projector, clusterId, at, timing }, numberOf) {
  if (!topology || !info || !(topology.network || topology.summary) || sides.leftFolded || projector || timing || Object.keys(messages).length === 0) return null;
  return { key: [clusterId, at, lang, numberOf(info)].join(' '), of: topology };
}

/**
 * What the page asks by itself about policies and faults: why a walk ended so, what is found in the cluster, what is expected of it.
 * @param {import('./commands.js').Store} store
 * @param {import('./commands.js').Client} client
 * @param {{inSight: () => boolean, messageOf: (e: unknown) => string, idle: () => Promise<void>}} how `idle` waits a little while, so that a
 *   walk comes before what is not asked for
 */
export function createInquiries(store, client, { inSight, messageOf, idle }) {
  const numberOf = numbering();

  /** Waits until no packet is under way. @param {AbortSignal} signal */
  async function quiet(signal) {
    do await idle(); while (store.get().sending && !signal.aborted);
  }

  /**
   * All pairs of the cluster as it is shown, or as it was.
   * @param {boolean} then
   * @returns {import('./effects.js').Effect<{at: number|null, group: string, key: string, moment: string|null}>}
   */
  const pairsEffect = (then) => ({
    wants(state) {
      const { board, topology, info, clusterId, at, against, grouping } = state;
      const course = state.clock === null ? null : courseNow(state);
      if (!board || !topology || !info || (then && against === null) || (state.clock !== null && !course)) return null;
      const now = course && state.clock !== null ? stopAt(course, state.clock) : null;
      const moment = !course || now === null ? null : sceneOf(then && against === 'event' ? stepped(course, now, -1) : now);
      const key = [clusterId, at, grouping, numberOf(info), then ? against : '', moment ?? ''].join(' ');
      return { key, of: { at: then && typeof against === 'number' ? against : at, group: grouping, key, moment } };
    },
    async ask(of, signal) {
      try {
        return { type: 'pairsArrived', key: of.key, pairs: await client.pairs(store.get().clusterId, of.group, of.at, signal, of.moment), then };
      } catch (e) {
        return { type: 'pairsRefused', message: messageOf(e) };
      }
    },
  });

  return {
    /** @type {import('./effects.js').Effect<import('./types.js').Trace>} */
    why: {
      wants(state) {
        const { trace, tab, whyRefused } = state;
        if (!trace || tab !== 'step' || !isWhyOpen(state) || !inSight() || whyOf(state) || whyRefused?.of === trace) return null;
        return { key: String(numberOf(trace)), of: trace };
      },
      async ask(trace, signal) {
        const { clusterId, at } = store.get();
        try {
          const why = await client.why(clusterId, { ...asked(trace.probe), cold: true }, at, signal);
          const found = await Promise.all(policiesIn(why).map((object) =>
            client.policy(clusterId, object.namespace ?? '', object.name, at, signal).then((policy) => [[keyOf(object), policy]], () => [])));
          return { type: 'whyArrived', of: trace, why, policies: new Map(/** @type {any} */ (found.flat())) };
        } catch (e) {
          return { type: 'whyRefused', of: trace, message: messageOf(e) };
        }
      },
    },
    /** @type {import('./effects.js').Effect<NonNullable<ReturnType<typeof cellQuestion>>>} */
    cell: {
      wants(state) {
        const of = cellQuestion(state);
        if (!of || !state.info || state.cellTold?.key === of.key) return null;
        return { key: [state.clusterId, state.at, state.clock, numberOf(state.info), of.key].join(' '), of };
      },
      async ask({ probe, tab, key }, signal) {
        const { clusterId, at } = store.get();
        try {
          const told = tab === 'yaml' ? { why: await client.why(clusterId, { ...probe, cold: true }, at, signal) }
            : { trace: await client.trace(clusterId, { ...probe, cold: true }, { at, detail: 'stages', signal }) };
          return { type: 'cellTold', told: { key, ...told } };
        } catch (e) {
          return { type: 'cellTold', told: { key, message: messageOf(e) } };
        }
      },
    },
    pairs: pairsEffect(false),
    pairsThen: pairsEffect(true),
    /** @type {import('./effects.js').Effect<import('./types.js').Topology>} */
    findings: {
      wants: (state) => ofCluster(state, numberOf),
      async ask(topology, signal) {
        await quiet(signal);
        if (signal.aborted) return null;
        const { clusterId, at } = store.get();
        const { findings, omitted } = await client.findings(clusterId, at, signal);
        return { type: 'findingsArrived', of: topology, findings, omitted };
      },
    },
    /** @type {import('./effects.js').Effect<import('./types.js').Topology>} */
    expectations: {
      wants: (state) => ofCluster(state, numberOf),
      async ask(topology, signal) {
        await quiet(signal);
        if (signal.aborted) return null;
        const { clusterId, at } = store.get();
        return { type: 'expectationsArrived', of: topology, expectations: (await client.expectations(clusterId, at, signal)).expectations };
      },
    },
  };
}
