import { messageOf } from './failures.js';
import { translator } from './text.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./commands.js').Client} Client */
/** @typedef {import('./commands.js').Store} Store */

/**
 * Commands in namespaces. After one that changed something everything shown is asked for anew: boxes, the namespace,
 * and the walk, whose packet is sent again.
 * @param {Store} store
 * @param {Client} client
 * @param {{send: (seq?: number|null, how?: {stay?: boolean, play?: boolean}) => Promise<void>, listClusters: () => Promise<void>,
 *   loadHistory: (id: string, info: import('./types.js').ClusterInfo) => Promise<void>}} commands
 */
export function createConsole(store, client, commands) {
  const text = (/** @type {string} */ key, /** @type {any[]} */ ...args) => translator(store.get().messages)(key, ...args);

  /**
   * @param {string} namespace
   * @param {string} typed
   */
  async function run(namespace, typed) {
    const command = typed.trim();
    const { clusterId, info, running } = store.get();
    if (command === '' || running) return;
    store.dispatch({ type: 'commandGiven', namespace });
    try {
      const copyAs = text('ui.edit.copy', info?.name ?? clusterId).slice(0, 200);
      const answer = await client.run(clusterId, { namespace, command, copyAs });
      store.dispatch({ type: 'commandAnswered', namespace, command, text: answer.text, refused: answer.refused });
      if (answer.changed) await refresh(answer.cluster, namespace);
    } catch (e) {
      store.dispatch({ type: 'commandAnswered', namespace, command, text: messageOf(e, text), refused: true });
    }
  }

  /** @param {number|'last'|'again'} which the change that is taken back, or that the last one is made again */
  async function change(which) {
    const { clusterId, running } = store.get();
    if (running) return;
    store.dispatch({ type: 'set', patch: { running: true } });
    try {
      await (which === 'again' ? client.redo(clusterId) : client.undo(clusterId, which));
      await refresh(clusterId, store.get().selection?.namespace ?? null);
    } catch (e) {
      store.dispatch({ type: 'set', patch: { notice: messageOf(e, text) } });
    } finally {
      store.dispatch({ type: 'set', patch: { running: false } });
    }
  }

  /**
   * @param {string} id the cluster, or the copy that was made of a sample
   * @param {string|null} namespace the one that stays in view
   * @param {number|null} [at] after how many changes it is shown, null for now
   */
  async function refresh(id, namespace, at = null) {
    const before = store.get().clusterId;
    const [info, topology, detail] = await Promise.all([
      client.cluster(id, at), client.topology(id, at), namespace === null ? null : client.namespace(id, namespace, at).catch(() => null),
    ]);
    if (store.get().clusterId !== before) return;
    const details = namespace !== null && detail ? new Map([[namespace, detail]]) : new Map();
    store.dispatch({ type: 'clusterRefreshed', id, info, topology, details, at });
    if (at === null) await commands.loadHistory(id, info);
    if (id !== before) {
      store.dispatch({ type: 'set', patch: { notice: text('ui.terminal.copied', info.name) } });
      await commands.listClusters();
    }
    const { trace, stale, cursor } = store.get();
    if (trace && !stale) await commands.send(cursor, { stay: true });
  }

  /**
   * Shows the cluster as it was after some of its changes.
   * @param {number|null} position null for now
   */
  async function lookAt(position) {
    const { clusterId, running } = store.get();
    if (running) return;
    store.dispatch({ type: 'set', patch: { running: true } });
    try {
      await refresh(clusterId, store.get().selection?.namespace ?? null, position);
    } catch (e) {
      store.dispatch({ type: 'set', patch: { notice: messageOf(e, text) } });
    } finally {
      store.dispatch({ type: 'set', patch: { running: false } });
    }
  }

  return {
    run,
    undo: (/** @type {number|'last'} */ which) => change(which),
    redo: () => change('again'),
    lookAt,
  };
}
