import { listingOf } from '../model/listing.js';
import { translator } from '../model/text.js';
import { currentMark, walkLine } from '../model/walk.js';
import { keepPrintable } from './print.js';
import { download, exportPicture, exportTrace } from './stage/export.js';
import { record } from './stage/recording.js';

/**
 * What the reader takes away: pictures, the walk in several forms, recordings and captures.
 * @param {import('../model/commands.js').Store} store
 * @param {ReturnType<typeof import('./stage/stage.js').createStage>} stage
 * @param {ReturnType<typeof import('../model/commands.js').createCommands>} commands
 * @param {(text: string) => void} notice
 * @param {HTMLElement} paper what is printed
 */
export function createSaves(store, stage, commands, notice, paper) {
  /**
   * What a saved picture says of itself: the cluster, and the step it shows.
   * @param {import('../model/state.js').State} state
   */
  function caption(state) {
    const name = state.info?.name ?? state.clusterId;
    const mark = currentMark(state);
    const number = mark ? walkLine(state).numberOf.get(mark.seq) : undefined;
    const step = mark ? [number ? translator(state.messages)('ui.step.title', number) : '', mark.step.sentence].filter(Boolean).join(' · ') : '';
    return { title: name, text: [name, step].filter(Boolean).join(' · ') };
  }

  /** @param {unknown} e */
  const complain = (e) => notice(e instanceof Error ? e.message : String(e));

  /** @param {string|null} device only what this one saw @param {boolean} [each] whether each device has a file of its own */
  async function saveCapture(device, each = false) {
    const file = await commands.capture(device, each);
    if (file) download(file.blob, file.name);
  }

  /** The walk as an animation; what was reached of it says the page meanwhile. */
  async function saveRecording() {
    const { clusterId, messages } = store.get();
    const t = translator(messages);
    const how = { ...caption(store.get()), text: '', whole: true };
    const blob = await record(store.get(), (moment) => stage.picture({ ...how, text: caption(moment.state).text }, moment),
      (share) => notice(t('ui.export.recording', Math.round(share * 100))));
    download(blob, `${clusterId}-walk.gif`);
  }

  /** @param {import('./actions.js').Kind} kind */
  function save(kind) {
    const { clusterId, messages } = store.get();
    const t = translator(messages);
    if (kind === 'pcapng' || kind === 'captures') saveCapture(null, kind === 'captures');
    else if (kind === 'text') download(new Blob([listingOf(store.get(), caption(store.get()).title, t)], { type: 'text/plain;charset=utf-8' }), `${clusterId}-walk.txt`);
    else if (kind === 'gif') saveRecording().catch(complain);
    else if (kind === 'json') commands.loadRows().then(() => exportTrace(store.get().trace, `${clusterId}-trace.json`));
    else {
      const type = kind.startsWith('svg') ? 'svg' : 'png';
      exportPicture(stage.picture({ ...caption(store.get()), whole: kind.endsWith('Whole') }), type, `${clusterId}.${type}`).catch(complain);
    }
  }

  /** Who reaches whom, for spreadsheets. */
  async function saveTable() {
    const file = await commands.pairsTable();
    if (file) download(file.blob, file.name);
  }

  keepPrintable(paper, store.get, () => ({ title: caption(store.get()).title, svg: stage.picture({ ...caption(store.get()), whole: true }).text }));
  /** The cluster without a walk and with empty tables, as text of an SVG file. */
  const blank = () => stage.picture({ title: caption(store.get()).title, text: '', whole: true, rows: false }, { state: { ...store.get(), trace: null, cursor: null, came: null }, share: 1 }).text;
  return { blank, caption, save, saveCapture, saveTable };
}
