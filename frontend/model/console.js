import { pinOf } from './compare.js';
import { messageOf } from './failures.js';
import { watchedOf } from './terminal.js';
import { translator } from './text.js';
import { cursorId } from './walk.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./commands.js').Client} Client */
/** @typedef {import('./commands.js').Store} Store */

/**
 * Commands in namespaces. After one that changed something everything shown is asked for anew: boxes, the namespace,
 * and the walk, whose packet is sent again.
 * @param {Store} store
 * @param {Client} client
 * @param {{send: (step?: string|null, how?: {stay?: boolean, play?: boolean}) => Promise<void>, listClusters: () => Promise<void>,
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
      const answer = await client.run(clusterId, { namespace, command, copyAs, probe: watchedOf(command, store.get()) });
      store.dispatch({ type: 'commandAnswered', namespace, command, text: answer.text, refused: answer.refused, walks: answer.walks });
      if (answer.changed) await refresh(answer.cluster, namespace);
    } catch (e) {
      store.dispatch({ type: 'commandAnswered', namespace, command, text: messageOf(e, text), refused: true });
    }
  }

  /**
   * Changes the cluster by hand, and says what came of it. Of several edits each is made, the packet is sent again after the last.
   * @param {import('./deeds.js').EditBody} first
   * @param {...import('./deeds.js').EditBody} more
   */
  async function make(first, ...more) {
    const { clusterId, info, running, pin, place } = store.get();
    if (running) return;
    /** In a lesson the text says what changed, and no reader asked for more. */
    const before = pin || place ? null : pinOf(store.get(), true);
    store.dispatch({ type: 'working', on: true });
    let edit = first;
    let changed = false;
    try {
      const copyAs = text('ui.edit.copy', info?.name ?? clusterId).slice(0, 200);
      let answer = await client.edit(clusterId, { ...edit, copyAs });
      ({ changed } = answer);
      for (edit of more) {
        if (answer.refused) break;
        answer = await client.edit(answer.cluster, { ...edit, copyAs });
        changed ||= answer.changed;
      }
      if (changed && before) store.dispatch({ type: 'pinned', pin: before });
      if (changed) await refresh(answer.cluster, store.get().selection?.namespace ?? null);
      store.dispatch({ type: 'noticed', notice: answer.refused ? answer.text : !changed ? text('ui.deed.nothing') : done(edit, answer, clusterId) });
    } catch (e) {
      store.dispatch({ type: 'noticed', notice: messageOf(e, text) });
    } finally {
      store.dispatch({ type: 'working', on: false });
    }
  }

  /**
   * What came of a change, in a sentence or two.
   * @param {import('./deeds.js').EditBody} edit
   * @param {import('./types.js').CommandAnswer} answer
   * @param {string} before the cluster it was meant for
   */
  function done(edit, { cluster, edits }, before) {
    const { info } = store.get();
    const last = edits[edits.length - 1];
    const copied = info?.id === cluster && cluster !== before ? text('ui.terminal.copied', info.name) : '';
    const said = manifested(edit) || [last?.namespace, last?.command.replaceAll('\n', '; ')].filter(Boolean).join(' · ');
    return [toldOf(edit, info) || text('ui.deed.done', said), copied].filter(Boolean).join(' ');
  }

  /** @param {number|'last'|'again'} which the change that is taken back, or that the last one is made again */
  async function change(which) {
    const { clusterId, running } = store.get();
    if (running) return;
    store.dispatch({ type: 'working', on: true });
    try {
      await (which === 'again' ? client.redo(clusterId) : client.undo(clusterId, which));
      await refresh(clusterId, store.get().selection?.namespace ?? null);
    } catch (e) {
      store.dispatch({ type: 'noticed', notice: messageOf(e, text) });
    } finally {
      store.dispatch({ type: 'working', on: false });
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
      store.dispatch({ type: 'noticed', notice: text('ui.terminal.copied', info.name) });
      await commands.listClusters();
    }
    const { trace, stale } = store.get();
    if (trace && !stale) await commands.send(cursorId(store.get()), { stay: true });
  }

  /**
   * Shows the cluster as it was after some of its changes.
   * @param {number|null} position null for now
   */
  async function lookAt(position) {
    const { clusterId, running } = store.get();
    if (running) return;
    store.dispatch({ type: 'working', on: true });
    try {
      await refresh(clusterId, store.get().selection?.namespace ?? null, position);
    } catch (e) {
      store.dispatch({ type: 'noticed', notice: messageOf(e, text) });
    } finally {
      store.dispatch({ type: 'working', on: false });
    }
  }

  return {
    run,
    make,
    refresh,
    undo: (/** @type {number|'last'} */ which) => change(which),
    redo: () => change('again'),
    lookAt,
  };
}

/**
 * The objects of a manifest that was applied: its edit has the word apply alone.
 * @param {import('./deeds.js').EditBody} edit
 */
export function manifested({ manifest }) {
  if (typeof manifest !== 'string') return '';
  const field = (/** @type {string} */ part, /** @type {RegExp} */ of) => of.exec(part)?.[1] ?? '';
  return manifest.split(/^---$/m).map((part) => [field(part, /^kind:\s*(\S+)/m), field(part, /^metadata:(?:\s*\{|\s+)(?:.*?[\s,{])?name:\s*([^\s,}]+)/m)].filter(Boolean).join(' ')).filter(Boolean).join(', ');
}

/**
 * What the cluster says of an event that was asked for: the last thing that happened to that pod.
 * @param {import('./deeds.js').EditBody} edit
 * @param {import('./types.js').ClusterInfo|null} info
 */
function toldOf({ event }, info) {
  const pod = /** @type {{pod?: string}|undefined} */ (event)?.pod;
  if (pod === undefined) return '';
  return info?.problems?.findLast((p) => p.code.startsWith('pod.event-') && p.message.includes(pod))?.message ?? '';
}
