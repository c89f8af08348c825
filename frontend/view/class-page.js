import { html, nothing, render } from '../lib/lit.js';
import { plainCode } from '../model/class.js';
import { translator } from '../model/text.js';
import { decodeLink } from '../model/url.js';
import { renderTeacher } from './class-teacher.js';

const DETAIL_MILLIS = 900;

/**
 * The pages of a class apart from the network: to join with a code, to open a room, and the teacher's window.
 * @param {HTMLElement} place
 * @param {ReturnType<typeof import('../model/classroom.js').createClassroom>} room
 * @param {{messages: () => Promise<Record<string, string>>, school: () => Promise<{challenges: import('../model/lessons.js').ChallengeEntry[]}>, lesson: (id: string) => Promise<import('../model/lessons.js').Lesson>}} client
 */
export async function createClassPage(place, room, client) {
  const messages = await client.messages();
  const t = translator(messages);
  const [, , inPath = '', view = ''] = location.pathname.split('/');
  const said = new URLSearchParams(location.search).get('lang');
  const lang = said === 'zh' || said === 'en' ? said : null;
  const link = location.hash.slice(1) || 'lesson=gateway&page=1';
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('podlane.class') : null;
  /** @type {import('./class-teacher.js').Desk} */
  let desk = { detail: null, picture: '', challenges: [], chosen: '', choices: 3, text: '', ask: null, onScreen: false };
  let named = false;
  let typed = plainCode(inPath);
  let timer = 0;
  let asked = '';

  const isTeacher = () => room.get().session?.role === 'teacher';

  /** @type {import('./class-teacher.js').On} */
  const on = {
    act: (what, more) => { room.act(what, more).then(soon); },
    change(patch) { desk = { ...desk, ...patch }; draw(); },
    screen(onScreen) {
      channel?.postMessage({ code: onScreen });
      on.change({ onScreen });
    },
    look: (to) => channel?.postMessage({ look: to }),
    async results() {
      const a = document.createElement('a');
      Object.assign(a, { href: URL.createObjectURL(await room.results()), download: `class-${room.get().session?.code}.csv` });
      a.click();
      URL.revokeObjectURL(a.href);
    },
    close: () => { if (window.confirm(t('ui.class.close.sure'))) room.close(); },
  };

  function soon() {
    if (timer === 0 && isTeacher()) timer = window.setTimeout(refresh, DETAIL_MILLIS);
  }

  async function refresh() {
    timer = 0;
    const detail = await room.detail().catch(() => null);
    if (detail) on.change({ detail });
    if (detail?.url && !desk.picture) {
      const svg = await room.picture().catch(() => '');
      if (svg.startsWith('<svg')) on.change({ picture: svg });
    }
  }

  /** The question of the lesson's page that is shown. @param {string} now */
  async function lookForQuestion(now) {
    if (now === asked) return;
    asked = now;
    const at = decodeLink(now).place;
    const lesson = at?.kind === 'lesson' ? await client.lesson(at.id).catch(() => null) : null;
    const ask = lesson?.pages[(at?.page ?? 0) - 1]?.ask;
    if (now === asked) on.change({ ask: ask && at ? { lesson: at.id, question: ask.id } : null });
  }

  async function join() {
    if (typed && await room.join(typed)) location.assign(there());
  }

  /** The page that the teacher shows. */
  const there = () => `/#${room.get().room?.link ?? ''}${lang ? `&lang=${lang}` : ''}`;
  const query = lang ? `?lang=${lang}` : '';

  async function open() {
    if (!await room.open(link, named)) return;
    history.replaceState(null, '', `/class/${room.get().session?.code}/teacher${query}`);
    window.name = 'podlane-teacher';
    begin();
  }

  function draw() {
    const state = room.get();
    if (isTeacher() && (view === 'teacher' || location.pathname.endsWith('/teacher'))) {
      place.className = 'class-teacher';
      renderTeacher(place, state, desk, messages, on);
      return;
    }
    place.className = 'class-join';
    render(html`<p class="brand">pod<b>lane</b></p>
      ${state.ended ? html`<p class="warning" role="status">${t('ui.class.ended')}</p>` : nothing}
      <h1>${t('ui.class.join.title')}</h1>
      <form @submit=${(/** @type {Event} */ e) => { e.preventDefault(); join(); }}>
        <label for="code">${t('ui.class.join.code')}</label>
        <div class="row"><input id="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="14" .value=${typed} aria-describedby="about"
          @input=${(/** @type {any} */ e) => { typed = plainCode(e.target.value); draw(); }}><button class="primary" ?disabled=${typed === ''}>${t('ui.class.join')}</button></div>
        <p id="about" class="soft">${t('ui.class.join.about')}</p></form>
      ${state.problem ? html`<p class="problem" role="alert">${state.problem}</p>` : nothing}
      ${state.session ? html`<p class="already">${t('ui.class.already', state.session.code)} <a href=${isTeacher() ? `/class/${state.session.code}/teacher${query}` : there()}>${t('ui.class.go-on')}</a>
        · <button type="button" class="link" @click=${room.leave}>${t('ui.class.leave')}</button></p>` : nothing}
      ${inPath ? nothing : html`<section class="open"><h2>${t('ui.class.open.title')}</h2><p>${t('ui.class.open.about')}</p>
        <p><label><input type="checkbox" .checked=${named} @change=${(/** @type {any} */ e) => { named = e.target.checked; }}> ${t('ui.class.open.named')}</label></p>
        <button type="button" class="open-room" @click=${open}>${t('ui.class.open')}</button></section>`}`, place);
  }

  async function begin() {
    draw();
    if (!isTeacher()) return;
    refresh();
    const { challenges } = await client.school().catch(() => ({ challenges: [] }));
    on.change({ challenges });
  }

  room.subscribe((now) => {
    draw();
    soon();
    if (isTeacher() && now.room) lookForQuestion(now.room.link);
  });
  addEventListener('storage', room.changed);
  room.read();
  await begin();
}
