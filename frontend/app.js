import { createClient } from './api/client.js';
import { createClassroom } from './model/classroom.js';
import { createCommands } from './model/commands.js';
import { createConductor } from './model/conductor.js';
import { createConsole } from './model/console.js';
import { runEffects } from './model/effects.js';
import { isAsking } from './model/lessons.js';
import { initialState } from './model/state.js';
import { suggested } from './model/probe.js';
import { createScreen } from './model/screen.js';
import { nextTheme } from './model/settings.js';
import { createStore } from './model/store.js';
import { namespaceInView, reduce } from './model/reducer.js';
import { linkOf } from './model/linked.js';
import { nameOf } from './model/documents.js';
import { linkTo } from './model/sharing.js';
import { sceneOf, sidesIn } from './model/time.js';
import { translator } from './model/text.js';
import { decodeLink, embedCode, encodeLink } from './model/url.js';
import { createClassBar } from './view/class-bar.js';
import { renderActions } from './view/actions.js';
import { createAddressBar } from './view/address.js';
import { write } from './view/attributes.js';
import { createAnnouncer } from './view/announcer.js';
import { showBoard } from './view/board.js';
import { listenToDrops } from './view/drop.js';
import { showKeys } from './view/help.js';
import { NotText, take } from './view/files.js';
import { renderImport } from './view/import-dialog.js';
import { createFold } from './view/inspector/fold.js';
import { renderInspector } from './view/inspector/inspector.js';
import { createBeside } from './view/compare.js';
import { closeMenus, listenToKeys } from './view/keys.js';
import { createLessonView } from './view/lesson-view.js';
import { createGuessing } from './view/guessing.js';
import { createKeyring } from './view/keyring.js';
import { createLanes } from './view/lanes.js';
import { keepNotices } from './view/notices.js';
import { renderPlayer } from './view/player.js';
import { renderProbeBar } from './view/probe-bar.js';
import { renderProjector } from './view/projector.js';
import { keepSettings, pageStorage } from './view/settings.js';
import { createSaves } from './view/saves.js';
import { renderSentence } from './view/sentence.js';
import { createShareView } from './view/share-view.js';
import { renderSide } from './view/side.js';
import { renderWays } from './view/ways.js';
import { createSides } from './view/sides.js';
import { createSheets } from './view/sheets.js';
import { createStage } from './view/stage/stage.js';
import { createStageTools } from './view/stage-tools.js';
import { createStrip, joinPackets } from './view/strip.js';
import { createTimeView } from './view/time-view.js';

/**
 * The whole page in an element: its parts are found in it by their ids, and those that are not there are left out. Nothing of it
 * is known outside, so that a document can hold it as a part, and a test can make several.
 * @param {HTMLElement} root
 */
export function createApp(root) {
  /** A part of the page; one that is not there is drawn for nobody. @param {string} id */
  const byId = (id) => /** @type {HTMLElement} */ (root.querySelector(`#${id}`) ?? document.createElement('div'));
  const store = createStore(reduce, initialState());
  const { dispatch } = store;
  const settings = keepSettings(store, pageStorage());
  /** In a frame of another page, only the picture and the player are there. */
  const embedded = location.pathname.startsWith('/embed');
  const keyring = createKeyring(pageStorage());
  const client = createClient(() => store.get().lang, () => sceneOf(store.get().clock), keyring.headers);
  const inspector = createFold(store, (side) => turn(side));
  const commands = createCommands(store, client, (question) => window.confirm(question), inspector.isInSight, () => new Promise((done) => { setTimeout(done, 500); }));
  const terminal = createConsole(store, client, commands);
  const motion = matchMedia('(prefers-reduced-motion: reduce)');
  const still = () => motion.matches;
  const notice = (/** @type {string} */ text) => dispatch({ type: 'noticed', notice: text });
  const conductor = createConductor(store, {
    now: () => performance.now(), frame: (act) => requestAnimationFrame(act), cancel: (handle) => cancelAnimationFrame(handle),
  }, still);
  runEffects(store, commands.effects, (name, e) => console.error(name, e));
  const screen = createScreen(store, requestAnimationFrame, { hurried: (state) => state.ticking });
  const guess = createGuessing(screen, store, { commands, conductor, inspectorInSight: inspector.isInSight, embedded });
  const time = createTimeView(screen, store, client, { foot: byId('times'), panel: byId('inspector'), main: /** @type {HTMLElement} */ (byId('stage').parentElement) }, { commands, terminal, tryProbe: (p) => tryProbe(p) });
  const stage = createStage(byId('stage'), {
    select: (namespace, device) => dispatch({ type: 'selected', namespace, device }), make: time.make,
    view: (view) => dispatch({ type: 'viewMoved', view }),
    namespace: (ns) => client.namespace(store.get().clusterId, ns, store.get().at), watch: conductor.watch,
    sight: (machines) => dispatch({ type: 'sightMoved', machines }), walk: time.walk, still,
  });
  const beside = createBeside(/** @type {HTMLElement} */ (byId('stage').parentElement), byId('stage'), {
    namespace: (cluster, at, ns) => client.namespace(cluster, ns, at), still,
  });
  const tools = createStageTools(byId('stage-tools'), {
    search: (query, limit) => client.search(store.get().clusterId, query, limit),
    flyTo: focus, zoom: (factor) => stage.zoomBy(factor), fit: () => stage.fitAll(), left: () => turn('left'),
    openCluster: (id) => actions.openCluster(id), openImport: () => actions.openImport(),
  });

  /** Shows where a namespace stands. @param {string} namespace @param {string|null} [machine] */
  function focus(namespace, machine = null) {
    stage.flyTo(namespace, machine);
    dispatch({ type: 'selected', namespace });
  }

  /** Opens a drawer, or closes it. @param {'left'|'right'} side */
  const turn = (side) => dispatch({ type: 'drawerTurned', drawer: store.get().drawer === side ? null : side });

  const { blank, caption, save, saveCapture, saveTable } = createSaves(store, stage, commands, notice, byId('printed'));
  const classroom = createClassroom({ ask: fetch.bind(window), wait: (millis) => new Promise((done) => { setTimeout(done, millis); }), storage: embedded ? null : pageStorage(), lang: () => store.get().lang, keys: keyring.headers });
  const lessons = createLessonView(screen, store, classroom.school(client, () => store.get().tryCluster !== null), { root, place: byId('school'), paper: byId('worksheet'), gallery: byId('gallery'), bench: byId('bench'), storage: pageStorage() },
    { commands, conductor, terminal, focus, picture: blank, tryProbe: (p) => tryProbe(p), takes: (choice) => inClass.takes(choice), classes: () => inClass.open() });
  const actions = {
    openCluster: (/** @type {string} */ id) => commands.openCluster(id),
    openImport: () => dispatch({ type: 'formOpened', form: {} }),
    openEditor: () => commands.openEditor(),
    save,
    async share(/** @type {'link'|'playing'|'embed'|'more'} */ what) {
      address.write();
      if (what === 'more') return sharing.open();
      const link = encodeLink({ ...linked(), play: what !== 'link' });
      await copy(what === 'embed' ? embedCode(location.origin, link, caption(store.get()).title) : linkTo(location.origin, { ...linked(), play: what === 'playing' }));
    },
    projector: () => dispatch({ type: 'projectorTurned', on: !store.get().projector }),
    reach: () => dispatch({ type: 'boardTurned', on: !store.get().board }),
    time: time.turn,
    lessons: lessons.turn,
    switchLanguage: () => commands.switchLanguage(),
    switchTheme: () => dispatch({ type: 'themeChosen', theme: nextTheme(store.get().theme) }),
    drawer: turn,
    search: tools.search, help: () => showKeys(/** @type {HTMLDialogElement} */ (byId('keys')), store.get().messages),
  };

  const sharing = createShareView(screen, store, client, keyring, /** @type {HTMLDialogElement} */ (byId('share-dialog')), { commands, copy: (text) => copy(text), view: () => linked() });

  /** @param {string} text */
  async function copy(text) {
    const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    notice(done ? translator(store.get().messages)('ui.copied') : text);
  }

  /** What walk is told, and how, and where the reader is. @param {import('./model/state.js').State} s */
  const reading = (s) => [s.trace, s.level, s.arp, s.open, s.messages, s.cursor, s.horizon, s.stale, s.stops, s.answers, s.held];

  screen.show((s) => [s.lang, s.messages, s.theme, s.drawer, s.info, s.projector, s.blank], (state) => {
    const t = translator(state.messages);
    const page = document.documentElement;
    write(page, 'lang', state.lang === 'zh' ? 'zh-CN' : 'en');
    write(page, 'data-theme', state.theme);
    write(page, 'data-drawer', state.drawer ?? '');
    write(page, 'data-view', embedded ? 'embed' : state.projector ? 'projector' : '');
    page.toggleAttribute('data-blank', state.blank);
    const title = state.info ? `Podlane · ${state.info.name}` : 'Podlane';
    if (document.title !== title) document.title = title;
    write(byId('stage'), 'aria-label', t('ui.stage.label'));
    write(byId('inspector'), 'aria-label', t('ui.inspector'));
    write(byId('side'), 'aria-label', t('ui.drawer.left'));
    write(root, 'data-drop', t('ui.import.drop'));
    if (byId('skip').textContent !== t('ui.skip')) byId('skip').textContent = t('ui.skip');
  });
  const tryProbe = async (/** @type {Partial<import('./model/types.js').Probe>} */ p) => {
    sheets.close();
    dispatch({ type: 'probeChanged', patch: suggested(store.get().probe, p) });
    await sendAndPlay();
  };
  if (!embedded) screen.show((s) => [s.probe, s.probeProblems, s.sending, s.topology, s.messages, isAsking(s)], (state) => renderProbeBar(byId('probe'), state, {
    change: (patch) => dispatch({ type: 'probeChanged', patch }), send: sendAndPlay,
  }));
  if (!embedded) screen.show((s) => [s.clusters, s.clusterId, s.own, s.space, s.trace === null, s.board, s.timing, s.topology, s.lang, s.messages, s.theme, s.shelf, s.place, s.greeting], (state) => renderActions(byId('actions'), state, actions));
  if (!embedded) screen.show((s) => [s.clusters, s.clusterId, s.own, s.info, s.topology, s.report, s.history, s.at, s.running, sidesIn(s).leftFolded, s.messages,
    s.probe, s.guessing, s.found, s.expected, s.sending, s.board, s.space, s.sharing, s.school, s.progress], (state) => renderSide(byId('side'), state, {
    copyCluster: sharing.copy, saveKey: sharing.saveKey, loadKey: sharing.loadKey, school: lessons.on, playFinding: lessons.playFinding,
    tryProbe, copy, focus, reach: actions.reach, make: terminal.make, openCluster: actions.openCluster, openImport: actions.openImport, edit: actions.openEditor, remove: commands.remove, undo: terminal.undo, redo: terminal.redo, lookAt: terminal.lookAt,
    closeReport: () => dispatch({ type: 'reportClosed' }), guess: commands.guess, unfold: () => dispatch(store.get().timing ? { type: 'sideUnfolded', on: true } : { type: 'sidesChanged', sides: { leftFolded: false } }),
  }));
  if (!embedded) showBoard(screen, byId('reach'), byId('inspector'), { dispatch, tryProbe, copy, clock: time.clock, saveTable });
  if (!embedded) screen.show((s) => [s.board, s.timing, ...reading(s), s.tab, s.selection, s.capture, s.details, s.found, s.refused, s.terminals, s.running, s.info, s.tellAtOnce, s.outputs, s.history, s.at, s.pin, s.beside, s.moment, s.why, s.whyRefused, s.whyOpen, s.sides.rightFolded],
    (state) => !state.board && !state.timing && renderInspector(byId('inspector'), state, {
      dispatch, copy, focus, answer: guess, capture: saveCapture, choose: inspector.choose, close: inspector.close, run: terminal.run, make: terminal.make, undo: terminal.undo, conductor, tryProbe,
    }));
  if (!embedded) screen.show((s) => [s.topology, s.probe, s.sending, s.messages], (state) => renderWays(byId('ways'), state, tryProbe));
  screen.show((s) => [...reading(s), s.playing, s.speed, s.clock], (state) => !state.timing && renderPlayer(byId('player'), state, { dispatch, conductor }));
  screen.show((s) => [s.form, s.messages, s.clusters], (state) => renderImport(/** @type {HTMLDialogElement} */ (byId('import-dialog')), state, {
    change: (patch) => dispatch({ type: 'formChanged', patch }), take: takeFiles, submit: (anyway) => commands.submitForm(anyway), close: commands.closeForm, copy,
  }));
  screen.show((s) => [s.topology, s.trace, s.info, s.failure, s.messages], tools.render);
  screen.show((s) => [s.topology, s.probe, s.timing, s.told, s.traffic, ...reading(s), s.selection, s.speed, s.running, s.details, s.history, s.at, s.projector, s.why, s.pointing, s.theme], stage.render, { heavy: true });
  screen.show((s) => [s.timing, s.clock, s.pace, s.traffic, s.trafficThen, s.both], (state) => { stage.fly(state); beside.fly(state); });
  screen.show((s) => [s.pin, s.beside, s.timing, s.both, s.sceneThen, s.toldThen, s.trafficThen, s.info, ...(s.beside ? reading(s) : [])], beside.render);
  screen.show((s) => [...reading(s), s.info, s.projector, ...lessons.shown(s)], (state) => renderProjector({ top: byId('projector-top'), foot: byId('projector') }, state, {
    school: lessons.on, back: () => conductor.next(-1), forward, leave: actions.projector, answer: guess,
  }));
  screen.show(reading, createStrip(byId('strip')).render);
  joinPackets(/** @type {HTMLElement} */ (byId('stage').parentElement), () => dispatch({ type: 'tabChosen', tab: 'packet' }));
  screen.show(reading, (state) => renderSentence(byId('sentence'), state, { why: inspector.open, tell: conductor.tell }));
  const sheets = createSheets(root, screen, byId('stage'), { close: () => dispatch({ type: 'drawerTurned', drawer: null }), packet: stage.packet });
  const lanes = createLanes(byId('lanes'), conductor, dispatch);
  screen.show(reading, lanes.render);
  screen.show((s) => [...reading(s), s.playing, s.probeProblems], createAnnouncer(byId('live')));
  screen.show((s) => [s.sides, s.timing, s.unfolded, s.shelf, s.place, s.greeting, s.messages], createSides(root, (sides) => dispatch({ type: 'sidesChanged', sides })).render);

  /** On to the next decision; before there is a walk, sends. */
  function forward() {
    if (store.get().projector && (store.get().trace === null || store.get().stale)) sendAndPlay();
    else time.moves(conductor).next(1);
  }

  /** Sends what is in the probe bar, and plays its walk; the keyboard is then at the player. */
  async function sendAndPlay() {
    if (store.get().sending || !store.get().topology) return;
    await commands.send(null, { play: true });
    const at = document.activeElement;
    if (store.get().probeProblems.length > 0 || (at !== document.body && !at?.closest('form.probe, .try'))) return;
    requestAnimationFrame(() => /** @type {HTMLElement|null} */ (byId('player').querySelector('.continue'))?.focus());
  }

  /** What a link to this view carries. */
  const linked = () => linkOf(store.get());
  const address = createAddressBar(() => (store.get().greeting ? '' : encodeLink(linked())));
  store.subscribe((state) => { if (!state.ticking) address.changed(); });
  const inClass = createClassBar(classroom, { root, store }, { linked, go: (seq) => conductor.go(seq, { source: 'teacher' }), lessons });
  keepNotices(store, byId('notice'), () => notice(''));

  listenToKeys(root, {
    conductor: time.moves(conductor),
    time: time.turn,
    stage,
    hasForm: () => store.get().form !== null || root.querySelector('dialog[open]') !== null,
    help: actions.help,
    edit() {
      const { selection, topology } = store.get();
      const namespace = namespaceInView(store.get()) ?? topology?.machines[0]?.id;
      if (namespace) stage.offer({ namespace, device: selection?.device ?? null });
    },
    answer: (number) => /** @type {HTMLElement|undefined} */ (byId(store.get().projector ? 'projector' : 'inspector').querySelectorAll(':is(.guess, .answers) li button')[number - 1])?.click(),
    projector: actions.projector, lane: lanes.move, undo: () => store.get().history?.edits.length && terminal.undo('last'), redo: () => store.get().history?.redo && terminal.redo(),
    blank: () => dispatch({ type: 'blanked' }),
    forward, search: tools.search,
    close: () => dispatch(store.get().timing ? { type: 'timeTurned', on: false } : store.get().board ? { type: 'boardTurned', on: false } : store.get().projector ? { type: 'projectorTurned', on: false } : inspector.left()),
    go: () => (store.get().timing ? time.clock.toggle() : store.get().trace === null || store.get().stale ? sendAndPlay() : conductor.toggle()),
  });
  closeMenus(root);
  byId('skip').addEventListener('click', (e) => { e.preventDefault(); byId('tabpanel').focus(); });
  byId('import-dialog').addEventListener('cancel', (e) => { e.preventDefault(); commands.closeForm(); });
  if (!embedded) listenToDrops(document, (found) => {
    if (!store.get().form) dispatch({ type: 'formOpened', fresh: true, form: {} });
    return takeFiles(found);
  });

  /**
   * Puts files into the form that is open: small ones as text, others as they are.
   * @param {import('./view/files.js').Found[]} found
   */
  async function takeFiles(found) {
    const { form, messages } = store.get();
    if (!form) return;
    const name = form.name || nameOf(found.map((f) => f.name));
    try {
      const { text, attachment } = await take(form.text, found);
      dispatch({ type: 'formChanged', patch: { name, attachment, text: text ?? form.text, problems: [], message: '', refused: false } });
    } catch (e) {
      const message = e instanceof NotText ? translator(messages)('ui.import.binary', e.message) : String(e);
      dispatch({ type: 'formChanged', patch: { message, problems: [] } });
    }
  }

  addEventListener('hashchange', () => {
    if (location.hash === '' || location.hash.includes('=')) start();
  });

  /** Opens what a link says, up to its step. */
  async function follow() {
    address.closed();
    const fragment = location.hash.length > 1 ? location.hash : location.search;
    const link = decodeLink(fragment, decodeURIComponent(/^\/(?:c|embed)\/([^/]+)/.exec(location.pathname)?.[1] ?? ''));
    const preferred = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
    dispatch({ type: 'linkFollowed', link });
    await Promise.all([commands.language(link.lang ?? preferred), sharing.begin()]);
    link.cluster = await sharing.follow(fragment, link.cluster) ?? link.cluster;
    const isBare = fragment === '' && location.pathname === '/';
    await Promise.all([(embedded ? null : lessons.follow(link, isBare)) ?? commands.openCluster(link.cluster, { keepProbe: link.probe !== null, at: link.edit }), commands.listClusters().catch(() => {})]);
    if (store.get().place || store.get().greeting) return;
    dispatch({ type: 'viewMoved', view: link.view });
    if (link.sent) await commands.send(link.step, { play: link.play, open: link.open });
  }

  function start() {
    follow().catch((e) => { dispatch({ type: 'failed', message: e instanceof Error ? e.message : String(e) }); return commands.listClusters(); }).catch(() => {}).finally(address.opened);
  }

  if (embedded) {
    const whole = byId('actions').appendChild(document.createElement('a'));
    Object.assign(whole, { className: 'whole', target: '_blank', rel: 'noopener' });
    screen.show((s) => [s.messages, s.cursor, s.clusterId], ({ messages }) => {
      whole.textContent = translator(messages)('ui.embed.whole');
      whole.href = `/#${encodeLink(linked())}`;
    });
  }
  settings.read();
  start();
  classroom.read();
}
