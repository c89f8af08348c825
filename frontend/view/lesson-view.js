import { html, nothing, render } from '../lib/lit.js';
import { messageOf } from '../model/failures.js';
import { isAsking, isSchoolOpen, pageNow, readProgress } from '../model/lessons.js';
import { createSchool } from '../model/school.js';
import { translator } from '../model/text.js';
import { currentMark, walkLine } from '../model/walk.js';
import { isRepairing, renderBench } from './bench.js';
import { challengePage, spentOf } from './challenge.js';
import { lessonPage } from './lesson.js';
import { createGallery } from './gallery.js';
import { greeting, lessonList } from './lesson-list.js';
import { createSight } from './sight.js';
import { renderWorksheet } from './worksheet.js';

/** @typedef {import('../model/state.js').State} State */

const KEPT = 'podlane.school';

/**
 * Lessons and challenges, in the place of the left side, and their keys.
 * @param {{show: (of: (state: State) => readonly unknown[], part: (state: State) => void) => void}} screen
 * @param {import('../model/commands.js').Store & {subscribe: (listener: (state: State) => void) => () => void}} store
 * @param {import('../model/school.js').SchoolClient & {shipped: (name: string) => Promise<string>, playFinding: (cluster: string, finding: number, code: string) => Promise<{cluster: {id: string}, challenge: {id: string}}>}} client
 * @param {{root: HTMLElement, place: HTMLElement, paper: HTMLElement, gallery: HTMLElement, bench: HTMLElement, storage: Storage|null}} places
 * @param {{commands: ReturnType<typeof import('../model/commands.js').createCommands>, conductor: ReturnType<typeof import('../model/conductor.js').createConductor>,
 *   terminal: ReturnType<typeof import('../model/console.js').createConsole>, focus: (namespace: string) => void, picture: () => string, tryProbe: (probe: Partial<import('../model/types.js').Probe>) => void,
 *   takes: (choice: number) => boolean, classes: () => void}} by takes: whether a choice goes to a class instead
 */
export function createLessonView(screen, store, client, { root, place, paper, gallery, bench, storage }, { commands, conductor, terminal, focus, picture, tryProbe, takes, classes }) {
  const { dispatch } = store;
  const school = createSchool(store, client, { openCluster: commands.openCluster, send: commands.send, play: conductor.toggle, jump: (seq) => conductor.go(seq, { jump: true, source: 'lesson' }), focus, now: () => performance.now(), make: terminal.make, refresh: terminal.refresh });
  /** @type {import('./lesson.js').On} */
  const on = {
    open: school.open, page: school.page, answer: (choice) => { if (!takes(choice)) school.answer(choice); }, world: school.world, start: school.start,
    place: school.place, move: school.move, checkOrder: school.checkOrder,
    back: () => school.page((store.get().place?.page ?? 1) - 1),
    forward: () => (isAsking(store.get()) ? on.answer(0) : school.page((store.get().place?.page ?? 0) + 1)),
    step: (way) => () => conductor.next(way),
    make: school.offer, point: school.point,
    over: (points) => dispatch({ type: 'pointed', over: points }),
    sheet: school.sheet,
    hint: () => dispatch({ type: 'hintTaken' }),
    shelf(open) {
      dispatch({ type: 'shelfTurned', on: open });
      if (open && !store.get().school) school.list();
    },
    gallery: (open) => dispatch({ type: 'galleryTurned', on: open }),
    article: () => commands.openCluster('article'),
    undo: () => terminal.undo('last'), now: () => performance.now(),
    leave: () => dispatch({ type: 'schoolLeft' }),
  };
  createGallery(screen, store, gallery, client, { commands, terminal, on });
  /** Whether nothing was kept in this browser: settings are written as soon as they are read. */
  const isNew = storage !== null && storage.length === 0;
  dispatch({ type: 'progressRead', progress: readProgress(kept()) });

  function kept() {
    try {
      return storage?.getItem(KEPT) ?? null;
    } catch {
      return null;
    }
  }

  /** @type {boolean|null} how the right side was before the school took its room */
  let folded = null;
  let before = store.get();
  store.subscribe((state) => {
    const was = before;
    before = state;
    if (state.progress !== was.progress) keep(state);
    if (state.tryCluster !== null && state.clusterId === state.tryCluster && state.topology !== was.topology && was.clusterId === state.clusterId && state.at === null) school.recheck();
    if (state.messages !== was.messages && Object.keys(was.messages).length > 0) school.retell();
    if (isSchoolOpen(state) === isSchoolOpen(was)) return;
    if (isSchoolOpen(state)) folded = state.sides.rightFolded;
    if (isSchoolOpen(state) || folded !== null) dispatch({ type: 'sidesChanged', sides: { rightFolded: isSchoolOpen(state) || folded === true } });
  });

  /** @param {State} state */
  function keep(state) {
    try {
      storage?.setItem(KEPT, JSON.stringify(state.progress));
    } catch {
      // Full, or forbidden: the progress holds until the page is closed.
    }
  }

  const sight = createSight(place, () => matchMedia('(prefers-reduced-motion: reduce)').matches);

  screen.show((s) => [s.shelf, s.place, s.course, s.challenge, s.given, s.sorting, s.inWorld, s.tryCluster, s.checked, s.hints, s.progress, s.school, s.schoolFailure, s.running, s.pointing, s.greeting, s.challenge ? s.trace : s.trace === null, s.spent, s.messages], (state) => {
    root.toggleAttribute('data-school', isSchoolOpen(state));
    root.toggleAttribute('data-asking', isSchoolOpen(state) && isAsking(state));
    if (place.hidden !== !isSchoolOpen(state)) place.hidden = !isSchoolOpen(state);
    if (!isSchoolOpen(state)) return;
    const t = translator(state.messages);
    place.setAttribute('aria-label', t('ui.school'));
    render(html`<div class="top">${state.shelf ? nothing : html`<button type="button" class="link to-list" @click=${() => on.shelf(true)}>☰ ${t('ui.school.list')}</button>`}
        <button type="button" class="link to-class" @click=${classes}>${t('ui.class.link')}</button>
        <button type="button" class="icon leave" aria-label=${t('ui.school.leave')} title=${t('ui.school.leave')} @click=${on.leave}>✕</button></div>
      ${state.schoolFailure ? html`<p class="problem" role="alert">${state.schoolFailure}</p>` : nothing}
      ${state.shelf ? lessonList(state, t, on) : state.greeting ? greeting(state, t, on) : state.place?.kind === 'challenge' ? challengePage(state, t, on) : lessonPage(state, t, on)}`, place);
    sight(state);
  });

  screen.show((s) => [s.sheet, s.topology, s.messages], (state) => renderWorksheet(paper, state, {
    close: () => dispatch({ type: 'sheetTurned', sheet: null }), picture: () => (state.topology && state.tryCluster === null ? picture() : ''),
  }));

  screen.show((s) => [isRepairing(s), s.topology, s.terminals, s.selection, s.bench, s.running, s.sending, s.info, s.messages], (state) => renderBench(bench, state, { dispatch, run: terminal.run, make: terminal.make, undo: terminal.undo, tryProbe }));

  /** While a challenge is being repaired, its time goes on. */
  setInterval(() => {
    const { spent } = store.get();
    const text = place.querySelector('.spent');
    if (spent && spent.until === null && text) text.textContent = spentOf(store.get(), on);
  }, 1000);

  /** Whether the packet stands where the question is, so that a step further would be the answer. @param {State} s */
  const isThere = (s) => (currentMark(s)?.column ?? Infinity) >= (walkLine(s).steps.at(-1)?.column ?? 0);

  root.addEventListener('keydown', (e) => {
    const state = store.get();
    const { place: at, shelf, form } = state;
    if (state.sheet !== null) {
      e.stopPropagation();
      if (e.key === 'Escape') dispatch({ type: 'sheetTurned', sheet: null });
      return;
    }
    if (at === null || at.kind !== 'lesson' || shelf || form !== null) return;
    if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey || root.querySelector('dialog[open]')) return;
    if (e.target instanceof Element && e.target.closest('input:not([type=checkbox]), select, textarea, [role=tablist]')) return;
    const asking = isAsking(state);
    if (e.key === 'PageDown') on.forward();
    else if (e.key === 'PageUp') on.back();
    else if (/^[123]$/.test(e.key) && pageNow(state)?.ask) on.answer(Number(e.key));
    else if (e.key === 'ArrowRight' && !e.shiftKey && asking && isThere(state)) on.answer(0);
    else if (e.key === ' ' && asking && (state.trace === null || state.stale) && e.target instanceof Element && !e.target.closest('button, summary, a')) { /* sending would tell */ }
    else return;
    e.preventDefault();
  }, { capture: true });

  /** Has a finding of the present cluster repaired as a challenge. @param {number} number @param {string} code */
  async function playFinding(number, code) {
    try {
      const { cluster, challenge } = await client.playFinding(store.get().clusterId, number, code);
      dispatch({ type: 'clusterMade', id: cluster.id });
      await school.open({ kind: 'challenge', id: challenge.id, page: 1 });
      dispatch({ type: 'tryStarted', cluster: cluster.id, now: performance.now() });
      school.recheck();
    } catch (e) {
      dispatch({ type: 'noticed', notice: messageOf(e, translator(store.get().messages)) });
    }
  }

  return {
    on,
    playFinding,
    page: school.page,
    open: school.open,
    answer: school.answer,
    /** What of the state says what is taught. @param {State} s */
    shown: (s) => [s.place, s.course, s.challenge, s.given, s.sorting, s.inWorld, s.tryCluster, s.checked, s.running],
    turn: () => on.shelf(!store.get().shelf),
    /**
     * Opens what a link says; without any, what was open last, or for a first visitor the packet of the first lesson.
     * @param {import('../model/url.js').LinkState} link
     * @param {boolean} bare whether the link says nothing
     * @returns {Promise<void>|null} null where nothing of the school is opened
     */
    follow(link, bare) {
      if (!link.place && !(bare && isNew)) school.list();
      if (link.lessons) on.shelf(true);
      const { last } = store.get().progress;
      if (bare && (last || isNew)) return last ? school.open(last) : school.greet();
      if (!link.place) return null;
      return link.worksheet ? school.open(link.place).then(school.sheet) : school.open(link.place);
    },
  };
}
