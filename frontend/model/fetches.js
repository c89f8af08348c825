import { questionOf } from './command.js';
import { isBrought } from './drawn.js';
import { numbering } from './effects.js';
import { momentWanted, TOOLS } from './moment.js';
import { wantedParts } from './parts.js';
import { readPcapng } from './pcapng.js';
import { asked } from './probe.js';
import { namespaceInView } from './reducer.js';
import { currentMark } from './walk.js';

/** @typedef {import('./state.js').State} State */

/**
 * What the page fetches by itself: the rows of a walk, what is known of the namespace in view, its state at the cursor, the capture
 * of a device, and what commands print.
 * @param {import('./commands.js').Store} store
 * @param {import('./commands.js').Client} client
 * @param {{wanted: (state: State) => 'rows'|'stages', inSight: () => boolean, messageOf: (e: unknown) => string,
 *   rowsOf: (trace: import('./types.js').Trace, signal?: AbortSignal) => Promise<import('./actions.js').Action|null>}} how
 */
export function createFetches(store, client, { wanted, inSight, rowsOf, messageOf }) {
  const numberOf = numbering();
  return {
    /** @type {import('./effects.js').Effect<import('./types.js').Trace>} */
    rows: {
      wants(state) {
        const { trace, stale } = state;
        if (!trace || trace.detail === 'rows' || stale || wanted(state) !== 'rows') return null;
        return { key: String(numberOf(trace)), of: trace };
      },
      ask: rowsOf,
    },
    /** @type {import('./effects.js').Effect<string[]>} */
    parts: {
      wants(state) {
        const machines = wantedParts(state);
        return machines.length === 0 ? null : { key: [state.clusterId, state.at, ...machines].join(' '), of: machines };
      },
      async ask(machines) {
        const { clusterId, at } = store.get();
        return { type: 'partsArrived', id: clusterId, part: await client.parts(clusterId, machines, at) };
      },
    },
    /** @type {import('./effects.js').Effect<string>} */
    detail: {
      wants(state) {
        const { details, refused, topology, tab, lang } = state;
        const name = namespaceInView(state);
        if (!topology || name === null || (tab !== 'namespace' && tab !== 'yaml') || details.has(name) || refused.has(name) || isBrought(state, name)) return null;
        return { key: [numberOf(topology), lang, name].join(' '), of: name };
      },
      async ask(name, signal) {
        const { clusterId, at } = store.get();
        try {
          return { type: 'detailArrived', name, detail: await client.namespace(clusterId, name, at, signal) };
        } catch (e) {
          return { type: 'detailRefused', name, message: messageOf(e) };
        }
      },
    },
    /** @type {import('./effects.js').Effect<{namespace: string, step: number, trace: import('./types.js').Trace}>} */
    moment: {
      wants(state) {
        const { trace, tab } = state;
        const wanted = tab === 'namespace' && inSight() ? momentWanted(state, namespaceInView(state)) : null;
        if (!wanted || !trace || isBrought(state, wanted.namespace)) return null;
        return { key: [numberOf(trace), wanted.namespace, wanted.step].join(' '), of: { ...wanted, trace } };
      },
      async ask({ namespace, step, trace }, signal) {
        const { clusterId, at } = store.get();
        /** @type {Map<string, string>} */
        const printed = new Map();
        for (const of of TOOLS) {
          const text = await client.state(clusterId, { probe: asked(trace.probe), step, namespace, of }, at, signal).catch(() => null);
          if (signal.aborted) return null;
          if (text !== null) printed.set(of, text);
        }
        return { type: 'momentArrived', moment: { namespace, step, trace, printed } };
      },
    },
    /** @type {import('./effects.js').Effect<{trace: import('./types.js').Trace, device: string}>} */
    capture: {
      wants({ trace, stale, tab, selection, capture: had }) {
        const device = selection?.device;
        if (!trace || stale || tab !== 'namespace' || !device || (had?.of === trace && had.device === device)) return null;
        return { key: `${numberOf(trace)} ${device}`, of: { trace, device } };
      },
      async ask({ trace, device }) {
        const { clusterId, at } = store.get();
        const blob = await client.capture(clusterId, asked(trace.probe), device, at);
        return { type: 'captureArrived', of: trace, device, frames: readPcapng(new Uint8Array(await blob.arrayBuffer())) };
      },
    },
    /** @type {import('./effects.js').Effect<{namespace: string, command: string}>} */
    output: {
      wants(state) {
        const asks = state.tab === 'step' && state.at === null && !state.stale && inSight() && !state.playing ? questionOf(currentMark(state)) : null;
        if (!asks || !state.topology || isBrought(state, asks.namespace) || state.outputs.has(`${asks.namespace} ${asks.command}`)) return null;
        return { key: [numberOf(state.topology), asks.namespace, asks.command].join(' '), of: asks };
      },
      async ask(asks) {
        const { clusterId } = store.get();
        const answer = await client.run(clusterId, { ...asks, copyAs: '' }).catch(() => null);
        return !answer || answer.refused || answer.changed ? null : { type: 'outputArrived', key: `${asks.namespace} ${asks.command}`, text: answer.text };
      },
    },
  };
}
