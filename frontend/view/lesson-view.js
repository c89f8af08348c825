import { html, nothing, render } from '../lib/lit.js';
import { pageNow, readProgress } from '../model/lessons.js';
import { createSchool } from '../model/school.js';
import { translator } from '../model/text.js';
import { challengePage } from './challenge.js';
import { lessonPage } from './lesson.js';
import { lessonList } from './lesson-list.js';

/** @typedef {import('../model/state.js').State} State */

const KEPT = 'podlane.school';

/** Whether the school has the place of the left side. @param {State} s */
const isOpen = (s) => s.shelf || s.place !== null;

/**
 * Lessons and challenges, in the place of the left side, and their keys.
 * @param {{show: (of: (state: State) => readonly unknown[], part: (state: State) => void) => void}} screen
 * @param {import('../model/commands.js').Store & {subscribe: (listener: (state: State) => void) => () => void}} store
 * @param {import('../model/school.js').SchoolClient} client
 * @param {{root: HTMLElement, place: HTMLElement, storage: Storage|null}} places
 * @param {{commands: ReturnType<typeof import('../model/commands.js').createCommands>, conductor: ReturnType<typeof import('../model/conductor.js').createConductor>,
 *   make: (edit: import('../model/deeds.js').EditBody) => void, focus: (namespace: string) => void,
 *   takes: (choice: number) => boolean, classes: () => void}} by takes: whether a choice goes to a class instead
 */
export function createLessonView(screen, store, client, { root, place, storage }, { commands, conductor, make, focus, takes, classes }) {
  const { dispatch } = store;
  const school = createSchool(store, client, { openCluster: commands.openCluster, send: commands.send, play: conductor.toggle, jump: (seq) => conductor.go(seq, { jump: true, source: 'lesson' }), focus });
  /** @type {import('./lesson.js').On} */
  const on = {
    open: school.open, page: school.page, answer: (choice) => { if (!takes(choice)) school.answer(choice); }, world: school.world, start: school.start,
    make: ({ text: _, ...edit }) => make(edit),
    hint: () => dispatch({ type: 'hintTaken' }),
    shelf(open) {
      dispatch({ type: 'shelfTurned', on: open });
      if (open && !store.get().school) school.list();
    },
    leave: () => dispatch({ type: 'schoolLeft' }),
  };
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
    if (isOpen(state) === isOpen(was)) return;
    if (isOpen(state)) folded = state.sides.rightFolded;
    if (isOpen(state) || folded !== null) dispatch({ type: 'sidesChanged', sides: { rightFolded: isOpen(state) || folded === true } });
  });

  /** @param {State} state */
  function keep(state) {
    try {
      storage?.setItem(KEPT, JSON.stringify(state.progress));
    } catch {
      // Full, or forbidden: the progress holds until the page is closed.
    }
  }

  screen.show((s) => [s.shelf, s.place, s.course, s.challenge, s.given, s.inWorld, s.tryCluster, s.checked, s.hints, s.progress, s.school, s.schoolFailure, s.running, s.messages], (state) => {
    root.toggleAttribute('data-school', isOpen(state));
    if (place.hidden !== !isOpen(state)) place.hidden = !isOpen(state);
    if (!isOpen(state)) return;
    const t = translator(state.messages);
    place.setAttribute('aria-label', t('ui.school'));
    render(html`<div class="top">${state.shelf ? nothing : html`<button type="button" class="link to-list" @click=${() => on.shelf(true)}>☰ ${t('ui.school.list')}</button>`}
        <button type="button" class="link to-class" @click=${classes}>${t('ui.class.link')}</button>
        <button type="button" class="icon leave" aria-label=${t('ui.school.leave')} title=${t('ui.school.leave')} @click=${on.leave}>✕</button></div>
      ${state.schoolFailure ? html`<p class="problem" role="alert">${state.schoolFailure}</p>` : nothing}
      ${state.shelf ? lessonList(state, t, on) : state.place?.kind === 'challenge' ? challengePage(state, t, on) : lessonPage(state, t, on)}`, place);
  });

  root.addEventListener('keydown', (e) => {
    const { place: at, shelf, form, projector } = store.get();
    if (at === null || at.kind !== 'lesson' || shelf || form !== null || projector) return;
    if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey || root.querySelector('dialog[open]')) return;
    if (e.target instanceof Element && e.target.closest('input:not([type=checkbox]), select, textarea, [role=tablist]')) return;
    const ask = pageNow(store.get())?.ask;
    if (e.key === 'PageDown') school.page(at.page + 1);
    else if (e.key === 'PageUp') school.page(at.page - 1);
    else if (/^[123]$/.test(e.key) && ask && !store.get().given.has(ask.id)) on.answer(Number(e.key));
    else return;
    e.preventDefault();
  }, { capture: true });

  return {
    page: school.page,
    open: school.open,
    answer: school.answer,
    turn: () => on.shelf(!store.get().shelf),
    /** Opens what a link says. @param {import('../model/url.js').LinkState} link @returns {Promise<void>|null} null where it says nothing of the school */
    follow(link) {
      if (link.lessons) on.shelf(true);
      return link.place ? school.open(link.place) : null;
    },
  };
}
