import { asked, suggested } from './probe.js';
import { contentType } from './documents.js';
import { messageOf as wordsOf, problemsOf } from './failures.js';
import { drawnOf, reportOf } from './report.js';
import { shortName, splitTarget, resolveName, targetsOf } from './targets.js';
import { translator } from './text.js';
import { namespaceInView } from './reducer.js';

/** @typedef {import('./state.js').State} State */
/**
 * The server as the commands see it; a failed call throws an error with the `problems` the server named.
 * @typedef {object} Client
 * @property {() => Promise<Record<string, string>>} messages
 * @property {() => Promise<import('./types.js').ClusterInfo[]>} clusters
 * @property {(id: string, at?: number|null) => Promise<import('./types.js').ClusterInfo>} cluster
 * @property {(id: string, at?: number|null) => Promise<import('./types.js').Topology>} topology
 * @property {(id: string, name: string, at?: number|null) => Promise<import('./types.js').NamespaceDetail>} namespace
 * @property {(id: string) => Promise<string>} manifests
 * @property {(id: string|null, name: string, documents: {blob: Blob|string, type: string},
 *   how: {strict: boolean, sent: (share: number) => void, read: (share: number) => void, signal: AbortSignal}) => Promise<import('./types.js').ClusterInfo>} save
 * @property {(id: string) => Promise<void>} remove
 * @property {(id: string, command: {namespace: string, command: string, copyAs: string}) =>
 *   Promise<import('./types.js').CommandAnswer>} run
 * @property {(id: string, which: number|'last') => Promise<void>} undo
 * @property {(id: string) => Promise<void>} redo
 * @property {(id: string) => Promise<import('./types.js').History>} history
 * @property {(id: string, probe: object, at?: number|null) => Promise<import('./types.js').Trace>} trace
 * @property {(id: string, probe: object, device: string|null, at?: number|null) => Promise<Blob>} capture
 */
/** @typedef {{get: () => State, dispatch: (a: any) => void}} Store */

/**
 * What the page does with the server: every command ends in actions, and a failure keeps what was typed.
 * @param {Store} store
 * @param {Client} client
 * @param {(question: string) => boolean} confirm
 */
export function createCommands(store, client, confirm) {
  const text = (/** @type {string} */ key, /** @type {any[]} */ ...args) => translator(store.get().messages)(key, ...args);
  const messageOf = (/** @type {unknown} */ e) => wordsOf(e, text);
  const set = (/** @type {Partial<State>} */ patch) => store.dispatch({ type: 'set', patch });
  let sending = 0;
  let opening = 0;
  let leaving = new AbortController();

  async function listClusters() {
    const clusters = await client.clusters();
    set({ clusters });
  }

  /**
   * @param {string} id
   * @param {{keepProbe?: boolean}} [options]
   */
  async function openCluster(id, { keepProbe = false } = {}) {
    const turn = ++opening;
    try {
      const [info, topology] = await Promise.all([client.cluster(id), client.topology(id)]);
      if (turn !== opening) return;
      store.dispatch({ type: 'clusterOpened', id, info, topology });
      loadHistory(id, info);
      if (!keepProbe) set({ probe: firstProbe(topology, info.probes ?? [], store.get().probe), probeProblems: [] });
    } catch (e) {
      set({ failure: text('ui.failure.cluster', id, messageOf(e)) });
    }
  }

  /**
   * What can be taken back and made again; a sample has nothing of the kind.
   * @param {string} id
   * @param {import('./types.js').ClusterInfo} info
   */
  async function loadHistory(id, info) {
    const history = info.sample ? null : await client.history(id).catch(() => null);
    store.dispatch({ type: 'historyArrived', id, history });
  }

  /**
   * @param {number|null} [seq] the step to stand on when the trace has come
   * @param {{stay?: boolean, play?: boolean}} [how] whether what is selected stays so, and whether the walk is played at once
   */
  async function send(seq = null, { stay = false, play = false } = {}) {
    const { probe, clusterId, topology } = store.get();
    const turn = ++sending;
    store.dispatch({ type: 'probeSent' });
    const target = splitTarget(probe.to);
    const meant = {
      ...probe,
      from: resolveName(probe.from, topology),
      to: resolveName(target.to, topology),
      port: target.port ?? probe.port,
    };
    try {
      const trace = await client.trace(clusterId, asked(meant), store.get().at);
      if (turn !== sending || clusterId !== store.get().clusterId) return;
      store.dispatch({ type: 'traceArrived', trace, seq, keep: seq !== null || stay, stay, play });
    } catch (e) {
      const problems = problemsOf(e).length > 0 ? problemsOf(e)
        : [{ severity: 'error', code: 'page', message: messageOf(e), path: '' }];
      if (turn === sending) store.dispatch({ type: 'probeFailed', problems });
    }
  }

  /**
   * The packets of the walk that is shown, whatever was typed since.
   * @param {string|null} device only what this one saw
   * @returns {Promise<{blob: Blob, name: string}|null>}
   */
  async function capture(device) {
    const { trace, clusterId } = store.get();
    if (!trace) return null;
    try {
      const blob = await client.capture(clusterId, asked(trace.probe), device, store.get().at);
      return { blob, name: `${[clusterId, ...(device ?? '').split('/')].filter(Boolean).join('-')}.pcapng` };
    } catch (e) {
      set({ notice: messageOf(e) });
      return null;
    }
  }

  /** @type {Map<string, unknown>} what is being asked for, with the details known when it was */
  const asking = new Map();

  /** Fetches the namespace the inspector speaks of, once: not again while it is on its way, nor after it was refused. */
  async function loadDetail() {
    const { clusterId, details, refused, topology, tab, lang } = store.get();
    const name = namespaceInView(store.get());
    if (!topology || name === null || (tab !== 'namespace' && tab !== 'yaml')) return;
    const key = [clusterId, lang, name].join(' ');
    if (details.has(name) || refused.has(name) || asking.get(key) === topology) return;
    asking.set(key, topology);
    /** @type {object} */
    let answer;
    try {
      answer = { type: 'detailArrived', name, detail: await client.namespace(clusterId, name, store.get().at) };
    } catch (e) {
      answer = { type: 'detailRefused', name, message: messageOf(e) };
    }
    if (asking.get(key) === topology) asking.delete(key);
    const now = store.get();
    if (now.topology === topology && now.lang === lang) store.dispatch(answer);
  }

  async function openEditor() {
    const { clusterId, info } = store.get();
    const copy = info?.sample === true;
    try {
      const documents = await client.manifests(clusterId);
      const name = copy ? text('ui.edit.copy', info?.name ?? clusterId) : (info?.name ?? '');
      store.dispatch({ type: 'formOpened', form: {
        key: clusterId, id: copy ? null : clusterId, edits: true, name, text: documents, problems: copy ? [] : (info?.problems ?? []),
      } });
    } catch (e) {
      set({ notice: messageOf(e) });
    }
  }

  /**
   * Sends the documents of the form. What is edited is refused as a whole when something in it is wrong that was not before,
   * so that one wrong character removes nothing; an import forgives, and its report says what is wrong.
   * @param {boolean} [anyway] whether problems are known and put up with
   */
  async function submitForm(anyway = false) {
    const { form } = store.get();
    if (!form || form.busy) return;
    const change = (/** @type {Partial<import('./state.js').ImportForm>} */ patch) => {
      if (store.get().form?.key === form.key) store.dispatch({ type: 'formChanged', patch });
    };
    const strict = form.edits && !anyway;
    const { signal } = (leaving = new AbortController());
    change({ busy: true, sent: 0, read: null, message: '', problems: [], refused: false });
    try {
      const name = form.name.trim() || text('ui.import.unnamed');
      const documents = form.attachment ?? { blob: form.text, type: contentType(form.text) };
      const saved = await client.save(form.id, name, documents, { strict, signal, sent: (share) => change({ sent: share }), read: (share) => change({ read: share }) });
      await openCluster(saved.id, { keepProbe: form.id !== null || sameNames(form) });
      const { topology, clusterId } = store.get();
      const report = topology && clusterId === saved.id ? reportOf(saved, topology) : null;
      store.dispatch({ type: 'formDone', key: form.key, report });
      set({ notice: report ? text(report.nodes + report.pods > 0 ? 'ui.report.drawn' : 'ui.report.drawn.linux', ...drawnOf(report)) : text('ui.import.done') });
      await listClusters();
    } catch (e) {
      const problems = problemsOf(e);
      change({ busy: false, sent: null, read: null, message: messageOf(e), problems, refused: strict && problems.some((p) => p.line !== undefined) });
    }
  }

  /** Leaves the form; what was typed is there again when it is opened the next time. */
  function closeForm() {
    leaving.abort();
    store.dispatch({ type: 'formClosed' });
  }

  /**
   * Whether the probe in the bar still makes sense for an edited copy: it is the same cluster, changed.
   * @param {{text: string}} form
   */
  function sameNames(form) {
    const { probe } = store.get();
    return probe.from !== '' && form.text.includes(`name: ${probe.from.split('/').pop()}`);
  }

  async function remove(/** @type {string} */ id) {
    if (!confirm(text('ui.cluster.remove.sure'))) return;
    await client.remove(id).catch((e) => set({ notice: messageOf(e) }));
    await listClusters();
    if (store.get().clusterId === id) await openCluster('article');
  }

  async function language(/** @type {'en'|'zh'} */ lang) {
    set({ lang });
    store.dispatch({ type: 'languageLoaded', lang, messages: await client.messages() });
  }

  /** The server's sentences come in one language: ask again in the other, and stay at the step. */
  async function switchLanguage() {
    const { lang, trace, cursor, clusterId } = store.get();
    await language(lang === 'en' ? 'zh' : 'en');
    const info = await client.cluster(clusterId).catch(() => store.get().info);
    set({ info });
    await listClusters().catch(() => {});
    if (trace && !store.get().stale) await send(cursor);
  }

  return { listClusters, openCluster, loadHistory, send, capture, loadDetail, openEditor, submitForm, closeForm, remove, language, switchLanguage };
}

/**
 * A probe that makes sense in a cluster just opened: the one typed when its ends exist, else the first that the sample
 * suggests, else between the first two pods of different nodes.
 * @param {import('./types.js').Topology} topology
 * @param {(Partial<import('./types.js').Probe> & {text: string})[]} suggestions
 * @param {import('./types.js').Probe} typed
 * @returns {import('./types.js').Probe}
 */
function firstProbe(topology, suggestions, typed) {
  const known = new Set(targetsOf(topology).map((x) => x.value));
  const pods = topology.namespaces.filter((n) => n.kind === 'pod' && n.pods.length > 0);
  const addresses = new Set(pods.map((n) => n.pods[0].ip));
  if (known.has(typed.from) && (known.has(typed.to) || addresses.has(typed.to))) return typed;
  if (suggestions.length > 0) return suggested(typed, suggestions[0]);
  const from = pods[0];
  if (!from) return linuxProbe(topology, typed);
  const open = (/** @type {typeof from} */ n) => n.pods[0].containers.flatMap((c) => c.ports).find((p) => p.protocol === 'TCP');
  const others = pods.filter((n) => n !== from);
  const to = others.find((n) => n.machine !== from.machine && open(n)) ?? others[0] ?? from;
  const port = open(to)?.port ?? null;
  return suggested(typed, {
    from: shortName(from.pods[0]), to: shortName(to.pods[0]), protocol: port === null ? 'icmp' : 'tcp', port,
  });
}

/**
 * Without pods: from the first container, else the first machine, to the one farthest from it that listens.
 * @param {import('./types.js').Topology} topology
 * @param {import('./types.js').Probe} typed
 * @returns {import('./types.js').Probe}
 */
function linuxProbe(topology, typed) {
  const ends = topology.namespaces.filter((n) => n.kind === 'container' || n.kind === 'other');
  const all = ends.length > 0 ? ends : topology.namespaces.filter((n) => !n.infra);
  const from = all[0];
  const others = all.filter((n) => n !== from).reverse();
  const tcp = (/** @type {typeof all[number]} */ n) => n.listeners?.find((l) => l.protocol === 'TCP')?.port ?? null;
  const far = others.filter((n) => n.machine !== from.machine);
  const to = far.find(tcp) ?? others.find(tcp) ?? far[0] ?? others[0] ?? from;
  const port = to ? tcp(to) : null;
  return suggested(typed, { from: from?.id ?? '', to: to?.id ?? '', protocol: port === null ? 'icmp' : 'tcp', port });
}
