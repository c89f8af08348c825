import { joined } from './acts.js';
import { briefly } from './names.js';
import { asked } from './probe.js';
import { contentType } from './documents.js';
import { createFetches } from './fetches.js';
import { createInquiries } from './inquiries.js';
import { createTimes } from './times.js';
import { firstProbe } from './first-probe.js';
import { createGuesses, stopsOf } from './guesses.js';
import { messageOf as wordsOf, problemsOf } from './failures.js';
import { drawnOf, reportOf } from './report.js';
import { splitTarget, resolveName } from './targets.js';
import { translator } from './text.js';
import { cursorId } from './walk.js';

/** @typedef {import('./state.js').State} State */
/**
 * The server as the commands see it; a failed call throws an error with the `problems` the server named.
 * @typedef {object} Client
 * @property {() => Promise<Record<string, string>>} messages
 * @property {() => Promise<import('./types.js').ClusterInfo[]>} clusters
 * @property {(id: string, at?: number|null) => Promise<import('./types.js').ClusterInfo>} cluster
 * @property {(id: string, at?: number|null, moment?: string|null) => Promise<import('./types.js').Topology>} topology `moment`: another one than the page shows
 * @property {(id: string, machines: string[], at?: number|null) => Promise<import('./types.js').Extra>} parts
 * @property {(id: string, name: string, at?: number|null, signal?: AbortSignal) => Promise<import('./types.js').NamespaceDetail>} namespace
 * @property {(id: string) => Promise<string>} manifests
 * @property {(id: string|null, name: string, documents: {blob: Blob|string, type: string},
 *   how: {strict: boolean, sent: (share: number) => void, read: (share: number) => void, signal: AbortSignal}) => Promise<import('./types.js').ClusterInfo>} save
 * @property {(id: string) => Promise<void>} remove
 * @property {(id: string, command: {namespace: string, command: string, copyAs: string, probe?: object}) =>
 *   Promise<import('./types.js').CommandAnswer>} run
 * @property {(id: string, question: {probe?: object, step?: number, namespace: string, of: string, containing?: string}, at: number|null, signal?: AbortSignal, moment?: string|null) => Promise<string>} state
 * @property {(id: string, edit: Record<string, unknown>) => Promise<import('./types.js').CommandAnswer>} edit
 * @property {(id: string, probe: object, at: number|null, signal?: AbortSignal) => Promise<import('./policy-types.js').Why>} why
 * @property {(id: string, namespace: string, name: string, at: number|null, signal?: AbortSignal) => Promise<import('./policy-types.js').Policy>} policy
 * @property {(id: string, group: string, at: number|null, signal?: AbortSignal, moment?: string|null) => Promise<import('./policy-types.js').Pairs>} pairs
 * @property {(id: string, group: string, at: number|null) => Promise<Blob>} pairsTable
 * @property {(id: string, at: number|null, signal?: AbortSignal) => Promise<import('./policy-types.js').Findings>} findings
 * @property {(id: string, at: number|null, signal?: AbortSignal) => Promise<import('./policy-types.js').Expectations>} expectations
 * @property {(id: string, at?: number|null, signal?: AbortSignal) => Promise<import('./course.js').Timeline>} timeline
 * @property {(id: string, body: {event: Record<string, unknown>, at?: number}) => Promise<import('./course.js').Timeline>} plan
 * @property {(id: string, moment: number) => Promise<import('./types.js').ClusterInfo>} fork
 * @property {(id: string, stream: import('./time.js').Stream, at: number|null, signal?: AbortSignal) => Promise<{probes?: import('./gaps.js').Request[]}>} traffic
 * @property {(id: string, which: number|'last') => Promise<void>} undo
 * @property {(id: string) => Promise<void>} redo
 * @property {(id: string) => Promise<import('./types.js').History>} history
 * @property {(id: string, probe: object, how: {at: number|null, detail: 'stages'|'rows', signal?: AbortSignal}) =>
 *   Promise<import('./types.js').Trace>} trace
 * @property {import('./guesses.js').QuizClient['questions']} questions
 * @property {import('./guesses.js').QuizClient['judge']} judge
 * @property {(id: string, probe: object, device: string|null, at?: number|null, each?: boolean) => Promise<Blob>} capture
 */
/** @typedef {{get: () => State, dispatch: (a: import('./actions.js').Action) => void}} Store */

/** @param {unknown} e */
const isGone = (e) => /** @type {{status?: unknown}} */ (e ?? {}).status === 404;

/** Whether a sample is there to show a course of events. @param {import('./types.js').ClusterInfo} info */
const isOverTime = (info) => (info.probes ?? []).some((p) => p.stream !== undefined);

/**
 * What the page does with the server: every command ends in actions, and a failure keeps what was typed.
 * @param {Store} store
 * @param {Client} client
 * @param {(question: string) => boolean} confirm
 * @param {() => boolean} inSight whether the inspector is, which shows the tables that steps looked at
 * @param {() => Promise<void>} idle waits a little while
 */
export function createCommands(store, client, confirm, inSight = () => true, idle = () => Promise.resolve()) {
  const text = (/** @type {string} */ key, /** @type {any[]} */ ...args) => translator(store.get().messages)(key, ...args);
  const messageOf = (/** @type {unknown} */ e) => wordsOf(e, text);
  const notice = (/** @type {string} */ text) => store.dispatch({ type: 'noticed', notice: text });
  const guesses = createGuesses(store, client, (e) => notice(messageOf(e)));
  let sending = new AbortController();
  let opening = 0;
  let leaving = new AbortController();

  async function listClusters() {
    const clusters = await client.clusters();
    store.dispatch({ type: 'clustersListed', clusters });
  }

  /**
   * @param {string} id
   * @param {{keepProbe?: boolean, at?: number|null}} [options] `at`: after how many edits, null for all
   */
  async function openCluster(id, { keepProbe = false, at = null } = {}) {
    const turn = ++opening;
    const isOther = id !== store.get().clusterId || store.get().topology === null;
    if (id !== store.get().clusterId && store.get().clock !== null) store.dispatch({ type: 'timeTurned', on: false });
    try {
      const [info, topology] = await Promise.all([client.cluster(id, at), client.topology(id, at)]);
      if (turn !== opening) return;
      store.dispatch({ type: 'clusterOpened', id, info, topology, at });
      loadHistory(id, info);
      if (!keepProbe) store.dispatch({ type: 'probeReplaced', probe: firstProbe(topology, info.probes ?? [], store.get().probe) });
      if (isOther && !keepProbe && isOverTime(info)) store.dispatch({ type: 'timeTurned', on: true });
    } catch (e) {
      if (turn === opening) store.dispatch({ type: 'failed', message: isGone(e) ? text('ui.failure.gone') : text('ui.failure.cluster', id, messageOf(e)) });
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
   * @param {string|null} [step] the step to stand on when the trace has come
   * @param {{stay?: boolean, play?: boolean, open?: string[]}} [how] whether everything stays as it is seen, whether the walk is played
   *   at once, and which scenes are open
   */
  async function send(step = null, { stay = false, play = false, open } = {}) {
    const { probe, clusterId, topology, tellAtOnce } = store.get();
    sending.abort();
    const own = (sending = new AbortController());
    store.dispatch({ type: 'probeSent' });
    const target = splitTarget(probe.to);
    const meant = {
      ...probe,
      from: resolveName(probe.from, topology),
      to: resolveName(target.to, topology),
      port: target.port ?? probe.port,
    };
    try {
      const how = { at: store.get().at, detail: wanted(store.get()), signal: own.signal };
      const quiz = !stay && guesses.wanted() ? guesses.quizOf(asked(meant)) : null;
      const [answer, questions] = await Promise.all([client.trace(clusterId, asked(meant), how), quiz ? guesses.fetched(quiz) : []]);
      const trace = briefly(joined(answer), topology);
      if (own.signal.aborted || clusterId !== store.get().clusterId) return;
      store.dispatch({ type: 'traceArrived', trace, step, keep: step !== null || stay, stay, play, tell: tellAtOnce, open, asked: { stops: stopsOf(trace, questions), quiz } });
    } catch (e) {
      const problems = problemsOf(e).length > 0 ? problemsOf(e)
        : [{ severity: 'error', code: 'page', message: messageOf(e), path: '' }];
      if (!own.signal.aborted) store.dispatch({ type: 'probeFailed', problems });
    }
  }

  /**
   * How much of a walk has to be known: tables only where somebody sees them, as they are the greater part of it.
   * @param {State} state
   * @returns {'rows'|'stages'}
   */
  const wanted = (state) => (state.level === 'row' || inSight() ? 'rows' : 'stages');

  /** Fetches the rows of the walk that is shown, whatever is in sight. */
  async function loadRows() {
    const { trace, stale } = store.get();
    if (!trace || trace.detail === 'rows' || stale) return;
    const action = await rowsOf(trace);
    if (action) store.dispatch(action);
  }

  /**
   * @param {import('./types.js').Trace} trace
   * @param {AbortSignal} [signal]
   * @returns {Promise<import('./actions.js').Action|null>}
   */
  async function rowsOf(trace, signal) {
    const { clusterId, at, topology } = store.get();
    try {
      return { type: 'rowsArrived', trace: briefly(joined(await client.trace(clusterId, asked(trace.probe), { at, detail: 'rows', signal })), topology), of: trace };
    } catch (e) {
      return signal?.aborted ? null : { type: 'noticed', notice: messageOf(e) };
    }
  }

  /** Who reaches whom, as the board groups it. @returns {Promise<{blob: Blob, name: string}|null>} */
  async function pairsTable() {
    const { clusterId, at, grouping } = store.get();
    try {
      return { blob: await client.pairsTable(clusterId, grouping, at), name: `${clusterId}-reachability.csv` };
    } catch (e) {
      notice(messageOf(e));
      return null;
    }
  }

  /**
   * The packets of the walk that is shown, whatever was typed since.
   * @param {string|null} device only what this one saw
   * @param {boolean} [each] whether each device has a file of its own, all in one archive
   * @returns {Promise<{blob: Blob, name: string}|null>}
   */
  async function capture(device, each = false) {
    const { trace, clusterId } = store.get();
    if (!trace) return null;
    try {
      const blob = await client.capture(clusterId, asked(trace.probe), device, store.get().at, each);
      return { blob, name: `${[clusterId, ...(device ?? '').split('/')].filter(Boolean).join('-')}.${each ? 'captures.zip' : 'pcapng'}` };
    } catch (e) {
      notice(messageOf(e));
      return null;
    }
  }

  const effects = { ...createFetches(store, client, { wanted, inSight, rowsOf, messageOf }), ...createInquiries(store, client, { inSight, messageOf, idle }), ...createTimes(store, client, messageOf) };

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
      notice(messageOf(e));
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
    const change = (/** @type {Partial<import('./forms.js').ImportForm>} */ patch) => {
      if (store.get().form?.key === form.key) store.dispatch({ type: 'formChanged', patch });
    };
    const strict = form.edits && !anyway;
    const { signal } = (leaving = new AbortController());
    change({ busy: true, sent: 0, read: null, message: '', problems: [], refused: false });
    try {
      const name = form.name.trim() || text('ui.import.unnamed');
      const documents = form.attachment ?? { blob: form.text, type: contentType(form.text) };
      const saved = await client.save(form.id, name, documents, { strict, signal, sent: (share) => change({ sent: share }), read: (share) => change({ read: share }) });
      if (form.id === null) store.dispatch({ type: 'clusterMade', id: saved.id });
      await openCluster(saved.id, { keepProbe: form.id !== null || sameNames(form) });
      const { topology, clusterId } = store.get();
      const report = topology && clusterId === saved.id ? reportOf(saved, topology) : null;
      store.dispatch({ type: 'formDone', key: form.key, report });
      notice(report ? text(report.nodes + report.pods > 0 ? 'ui.report.drawn' : 'ui.report.drawn.linux', ...drawnOf(report)) : text('ui.import.done'));
      await listClusters();
    } catch (e) {
      const problems = problemsOf(e);
      change({ busy: false, sent: null, read: null, message: messageOf(e), problems, refused: strict && problems.some((p) => p.line !== undefined) });
    }
  }

  /**
   * Imports documents that nobody had to find or type.
   * @param {string} name
   * @param {string|import('./forms.js').Attachment} documents
   */
  async function importAs(name, documents) {
    store.dispatch({ type: 'formOpened', fresh: true, form: typeof documents === 'string' ? { name, text: documents } : { name, attachment: documents } });
    await submitForm(true);
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
    await client.remove(id).catch((e) => notice(messageOf(e)));
    await listClusters();
    if (store.get().clusterId === id) await openCluster('article');
  }

  async function language(/** @type {'en'|'zh'} */ lang) {
    store.dispatch({ type: 'languageChosen', lang });
    store.dispatch({ type: 'languageLoaded', lang, messages: await client.messages() });
  }

  /** The server's sentences come in one language: ask again in the other, and stay at the step. */
  async function switchLanguage() {
    const { lang, trace, clusterId, quiz, stops, answers } = store.get();
    await language(lang === 'en' ? 'zh' : 'en');
    const info = await client.cluster(clusterId, store.get().at).catch(() => store.get().info);
    if (store.get().clusterId === clusterId) store.dispatch({ type: 'infoArrived', info });
    await listClusters().catch(() => {});
    if (trace && !store.get().stale) await send(cursorId(store.get()), { stay: true });
    await guesses.retell({ quiz, stops, answers });
  }

  return { guess: guesses.turn, answerGuess: guesses.answer, listClusters, openCluster, loadHistory, send, loadRows, effects, capture, pairsTable, openEditor, importAs, submitForm, closeForm, remove, language, switchLanguage };
}
