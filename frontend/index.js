import { createClient } from './api/client.js';
import { createCommands } from './model/commands.js';
import { createConsole } from './model/console.js';
import { download, exportPicture, exportTrace } from './view/stage/export.js';
import { initialState } from './model/state.js';
import { suggested } from './model/probe.js';
import { createStore } from './model/store.js';
import { currentMark, reduce, visibleMarks } from './model/reducer.js';
import { nameOf } from './model/documents.js';
import { translator } from './model/text.js';
import { decodeLink, encodeLink } from './model/url.js';
import { renderActions } from './view/actions.js';
import { createAddressBar } from './view/address.js';
import { createAnnouncer } from './view/announcer.js';
import { listenToDrops } from './view/drop.js';
import { NotText, take } from './view/files.js';
import { renderImport } from './view/import-dialog.js';
import { renderInspector } from './view/inspector/inspector.js';
import { closeMenus, listenToKeys } from './view/keys.js';
import { renderPlayer } from './view/player.js';
import { renderProbeBar } from './view/probe-bar.js';
import { renderSide } from './view/side.js';
import { createStage } from './view/stage/stage.js';
import { createStageTools } from './view/stage-tools.js';
import { createTimeline } from './view/timeline.js';

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const store = createStore(reduce, initialState());
const client = createClient(() => store.get().lang);
const commands = createCommands(store, client, (question) => window.confirm(question));
const terminal = createConsole(store, client, commands);
const { dispatch } = store;
const set = (/** @type {object} */ patch) => dispatch({ type: 'set', patch });
const NOTICE_MILLIS = 6000;
const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

const stage = createStage(byId('stage'), {
  select: (namespace, device) => dispatch({ type: 'selected', namespace, device }),
  view: (view) => set({ view }),
  still,
});
const tools = createStageTools(byId('stage-tools'), {
  flyTo(namespace) {
    stage.flyTo(namespace);
    dispatch({ type: 'selected', namespace });
  },
  zoom: (factor) => stage.zoomBy(factor),
  fit: () => stage.fitAll(),
  left: () => set({ drawer: store.get().drawer === 'left' ? null : 'left' }),
});
const timeline = createTimeline(byId('lanes'), {
  go: (seq) => dispatch({ type: 'cursorMoved', seq }), step: (by) => dispatch({ type: 'stepped', by }),
});
const announce = createAnnouncer(byId('live'));

const actions = {
  openCluster: (/** @type {string} */ id) => commands.openCluster(id),
  openImport: () => dispatch({ type: 'formOpened', form: {} }),
  openEditor: () => commands.openEditor(),
  save(/** @type {'svg'|'png'|'json'|'pcapng'} */ kind) {
    const { trace, clusterId } = store.get();
    if (kind === 'pcapng') saveCapture(null);
    else if (kind === 'json') exportTrace(trace, `${clusterId}-trace.json`);
    else exportPicture(stage.picture(), caption(store.get()), kind, `${clusterId}.${kind}`).catch(complain);
  },
  async share() {
    address.write();
    await copy(location.href);
  },
  switchLanguage: () => commands.switchLanguage(),
  switchTheme() {
    const themes = /** @type {const} */ (['auto', 'light', 'dark']);
    const theme = themes[(themes.indexOf(store.get().theme) + 1) % themes.length];
    localStorage.setItem('podlane.theme', theme);
    set({ theme });
  },
  drawer: (/** @type {'left'|'right'} */ side) => set({ drawer: store.get().drawer === side ? null : side }),
};

/**
 * What a saved picture says of itself: the cluster, and the step it shows.
 * @param {import('./model/state.js').State} state
 */
function caption(state) {
  const name = state.info?.name ?? state.clusterId;
  const mark = currentMark(state);
  const number = visibleMarks(state).indexOf(/** @type {any} */ (mark)) + 1;
  const step = mark ? `${translator(state.messages)('ui.step.title', number)} · ${mark.step.sentence}` : '';
  return { title: name, text: [name, step].filter(Boolean).join(' · ') };
}

/** @param {unknown} e */
const complain = (e) => set({ notice: e instanceof Error ? e.message : String(e) });

/** @param {string|null} device only what this one saw */
async function saveCapture(device) {
  const file = await commands.capture(device);
  if (file) download(file.blob, file.name);
}

/** @param {string} text */
async function copy(text) {
  const t = translator(store.get().messages);
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  set({ notice: done ? t('ui.copied') : text });
}

/**
 * Sets what has changed; a browser styles the whole page anew when an attribute of its root is set, even to the same.
 * @param {HTMLElement} element
 * @param {string} attribute
 * @param {string} value
 */
function write(element, attribute, value) {
  if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
}

let queued = false;
function draw() {
  queued = false;
  const state = store.get();
  const t = translator(state.messages);
  const root = document.documentElement;
  write(root, 'lang', state.lang === 'zh' ? 'zh-CN' : 'en');
  write(root, 'data-theme', state.theme);
  write(root, 'data-drawer', state.drawer ?? '');
  const title = state.info ? `Podlane · ${state.info.name}` : 'Podlane';
  if (document.title !== title) document.title = title;
  renderProbeBar(byId('probe'), state, {
    change: (patch) => dispatch({ type: 'probeChanged', patch }), send: sendAndPlay,
  });
  renderActions(byId('actions'), state, actions);
  renderSide(byId('side'), state, {
    async tryProbe(p) {
      dispatch({ type: 'probeChanged', patch: suggested(store.get().probe, p) });
      await sendAndPlay();
    },
    openCluster: actions.openCluster, openImport: actions.openImport, edit: actions.openEditor, remove: commands.remove, undo: terminal.undo, redo: terminal.redo, lookAt: terminal.lookAt,
    closeReport: () => set({ report: null }),
  });
  renderInspector(byId('inspector'), state, {
    dispatch, copy, capture: saveCapture, close: () => set({ drawer: null }), run: terminal.run, undo: terminal.undo,
  });
  renderPlayer(byId('player'), state, dispatch);
  renderImport(/** @type {HTMLDialogElement} */ (byId('import-dialog')), state, {
    change: (patch) => dispatch({ type: 'formChanged', patch }),
    take: takeFiles,
    submit: (anyway) => commands.submitForm(anyway),
    close: commands.closeForm,
    copy,
  });
  write(byId('stage'), 'aria-label', t('ui.stage.label'));
  write(byId('inspector'), 'aria-label', t('ui.inspector'));
  write(byId('side'), 'aria-label', t('ui.drawer.left'));
  write(document.body, 'data-drop', t('ui.import.drop'));
  if (byId('skip').textContent !== t('ui.skip')) byId('skip').textContent = t('ui.skip');
  tools.render(state);
  stage.render(state);
  timeline.render(state);
  announce(state);
  const notice = byId('notice');
  notice.textContent = state.notice;
  notice.hidden = state.notice === '';
}

/** Sends what is in the probe bar, and plays its walk; the keyboard is then at the player. */
async function sendAndPlay() {
  if (store.get().sending || !store.get().topology) return;
  await commands.send(null, { play: true });
  const at = document.activeElement;
  if (store.get().probeProblems.length > 0 || (at !== document.body && !at?.closest('form.probe, .try'))) return;
  requestAnimationFrame(() => /** @type {HTMLElement|null} */ (byId('player').querySelector('.play'))?.focus());
}

const address = createAddressBar(() => {
  const state = store.get();
  return encodeLink({
    cluster: state.clusterId, probe: state.probe, sent: state.trace !== null && !state.stale, step: state.cursor,
    view: state.view, lang: state.lang, level: state.level, arp: state.showArp,
  });
});

let noticeTimer = 0;
let noticed = '';
store.subscribe((state) => {
  if (!queued) {
    queued = true;
    requestAnimationFrame(draw);
  }
  commands.loadDetail();
  keepPlaying(state.playing, state.speed);
  address.changed();
  if (state.notice === noticed) return;
  noticed = state.notice;
  clearTimeout(noticeTimer);
  if (state.notice !== '') noticeTimer = window.setTimeout(() => set({ notice: '' }), NOTICE_MILLIS);
});

let clock = 0;
let pace = 0;
/**
 * @param {boolean} playing
 * @param {number} speed
 */
function keepPlaying(playing, speed) {
  const wanted = playing ? 900 / speed : 0;
  if (wanted === pace) return;
  pace = wanted;
  clearInterval(clock);
  if (wanted > 0) clock = window.setInterval(() => dispatch({ type: 'ticked' }), wanted);
}

listenToKeys(document, {
  dispatch,
  stage,
  hasForm: () => store.get().form !== null,
  close: () => set({ drawer: null }),
  go: () => (store.get().trace === null || store.get().stale ? sendAndPlay() : dispatch({ type: 'playPressed' })),
});
closeMenus(document);
byId('skip').addEventListener('click', (e) => {
  e.preventDefault();
  byId('tabpanel').focus();
});
byId('import-dialog').addEventListener('cancel', (e) => {
  e.preventDefault();
  commands.closeForm();
});
listenToDrops(document, (found) => {
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
  const link = decodeLink(location.hash.length > 1 ? location.hash : location.search);
  const preferred = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  const theme = localStorage.getItem('podlane.theme');
  set({
    level: link.level, showArp: link.arp, view: link.view, clusterId: link.cluster, trace: null, cursor: null,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    ...(link.probe ? { probe: link.probe } : {}),
  });
  await commands.language(link.lang ?? preferred);
  await Promise.all([commands.openCluster(link.cluster, { keepProbe: link.probe !== null }), commands.listClusters().catch(() => {})]);
  set({ view: link.view });
  if (link.sent) await commands.send(link.step);
}

function start() {
  follow().catch((e) => set({ failure: e instanceof Error ? e.message : String(e) })).finally(address.opened);
}

start();
