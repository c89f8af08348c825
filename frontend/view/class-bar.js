import { html, nothing, render } from '../lib/lit.js';
import { classLink, isOnPage } from '../model/class.js';
import { pageNow } from '../model/lessons.js';
import { translator } from '../model/text.js';
import { decodeLink, encodeLink } from '../model/url.js';
import { seqOf } from '../model/walk.js';
import { askPanel } from './class-ask.js';

/** @typedef {import('../model/state.js').State} State */

const TELL_MILLIS = 150;

/**
 * The class on the page where the network is: for a member a bar that says whether one follows, for the teacher one that says that
 * the class does. A following page goes where the teacher's is, the teacher's tells where it is.
 * @param {ReturnType<typeof import('../model/classroom.js').createClassroom>} room
 * @param {{root: HTMLElement, store: import('../model/commands.js').Store & {subscribe: (listener: (state: State) => void) => () => void}}} page
 * @param {{linked: () => import('../model/url.js').LinkState, go: (seq: number) => void,
 *   lessons: {page: (n: number) => Promise<void>, open: (place: import('../model/lessons.js').Place) => Promise<void>, answer: (choice: number) => Promise<void>}}} by
 */
export function createClassBar(room, { root, store }, { linked, go, lessons }) {
  const bar = root.appendChild(document.createElement('section'));
  const panel = root.appendChild(document.createElement('section'));
  Object.assign(bar, { className: 'class-bar', hidden: true });
  Object.assign(panel, { className: 'class-panel', hidden: true });
  /** The choice of this member in the present question. @type {{number: number, choice: number}|null} */
  let mine = null;
  let showsCode = false;
  let picture = '';
  let url = '';
  let told = '';
  let timer = 0;
  let following = Promise.resolve();
  /** @type {string|null} */
  let wanted = null;

  const isMember = () => room.get().session?.role === 'member';
  const follows = () => isMember() && !room.get().alone && !room.get().ended;

  /** Whether the teacher has stopped this page: whoever follows waits, but may answer, and may let go. */
  const isHeld = () => follows() && room.get().room?.paused === true && room.get().room?.question?.stage !== 'open';

  /** Nothing of the page but the class's own parts takes a pointer or a key. */
  function hold() {
    const held = isHeld();
    if (held === root.hasAttribute('data-held')) return;
    root.toggleAttribute('data-held', held);
    if (held) store.dispatch({ type: 'played', on: false });
    for (const part of root.children) if (part instanceof HTMLElement && part !== bar && part !== panel && !part.hasAttribute('aria-live')) part.inert = held;
  }

  /** Goes to what the teacher shows; of several places only the last. */
  function follow() {
    const link = room.get().room?.link;
    if (!follows() || !link) return;
    wanted = link;
    following = following.then(async () => {
      const to = wanted;
      wanted = null;
      if (to !== null && follows()) await move(to);
    }).catch(() => {});
  }

  /** @param {string} link */
  async function move(link) {
    const to = decodeLink(link);
    const step = new URLSearchParams(link).get('step');
    const { place } = store.get();
    if (to.place && place && to.place.kind === place.kind && to.place.id === place.id) {
      if (to.place.page !== place.page) await lessons.page(to.place.page);
    } else if (to.place) {
      await lessons.open(to.place);
    } else if (place || comparable(linked()) !== comparable(to)) {
      goTo(link);
      return;
    }
    const { trace, cursor } = store.get();
    const seq = trace && step !== null && /^\d{1,7}(\.\d{1,7})?$/.test(step) ? seqOf(trace, step) : null;
    if (seq !== null && seq !== cursor) go(seq);
  }

  /** What must be loaded anew when it is another one. @param {import('../model/url.js').LinkState} link */
  const comparable = (link) => encodeLink({ ...link, step: null, view: null, lang: null, projector: false, lessons: false, play: false, tab: 'step', speed: 1, open: [] });

  function tell() {
    timer = 0;
    const { session, room: now, ended } = room.get();
    if (!session || ended || !now) return;
    const link = session.role === 'teacher' ? classLink(linked(), encodeLink) : ownStage();
    if (link === told) return;
    if (session.role === 'teacher') room.act('show', { link });
    else if (now.show?.member === session.number && now.show.link) room.act('at', { link });
    else return;
    if (showsCode && now.here > 0 && told !== '' && placeOf(link) !== placeOf(told)) showCode(false);
    told = link;
  }

  /** A link without its step: the code leaves the screen when the teacher goes on. @param {string} link */
  const placeOf = (link) => link.replace(/&step=[^&]*/, '');

  /** Whether a choice on the page goes to the class, and is not shown to be right or wrong yet. @param {number} choice 0: none, for which the class is waited for */
  function takes(choice) {
    const { session, room: now } = room.get();
    if (session?.role !== 'member' || now?.question?.stage !== 'open' || !isOnPage(now.question, store.get(), pageNow(store.get()))) return false;
    answer(choice);
    return true;
  }

  /** @param {number} choice */
  function answer(choice) {
    const question = room.get().room?.question;
    if (!question || question.stage !== 'open' || choice < 1 || choice > question.choices) return;
    mine = { number: question.number, choice };
    room.act('answer', { number: question.number, choice });
    draw();
  }

  function draw() {
    const state = store.get();
    const { session, room: now, alone, ended, problem } = room.get();
    const t = translator(state.messages);
    root.toggleAttribute('data-class', session !== null || ended);
    hold();
    bar.hidden = session === null && !ended;
    panel.hidden = true;
    if (bar.hidden) return;
    if (ended || !session) {
      render(html`<p>${t('ui.class.ended')}</p><button type="button" @click=${dismiss}>${t('ui.class.ended.leave')}</button>`, bar);
      return;
    }
    const question = now?.question;
    const said = mine && question && mine.number === question.number ? mine.choice : 0;
    const onPage = isOnPage(question, state, pageNow(state));
    const guessed = !question ? nothing : html`${said > 0 && question.stage !== 'revealed' ? html`<span>${t('ui.class.guess', said)}</span>` : nothing}<span class="guessed">${question.stage !== 'revealed' || !question.counts ? t('ui.class.guessed', question.answered, now?.members ?? 0)
      : question.counts.map((count, i) => html`<span class=${question.right === i + 1 ? 'right' : ''}><kbd>${i + 1}</kbd> ${count}${question.right === i + 1 ? ' ✓' : ''}</span> `)}</span>`;
    render(session.role === 'teacher' ? html`<b class="live">${t('ui.class.lead')}</b><span class="code">${session.code}</span><span>${t('ui.class.here', now?.here ?? 0)}</span>${guessed}
        ${now?.paused ? html`<b class="waits">${t('ui.class.paused')}</b>` : nothing}
        ${now?.show?.link ? html`<button type="button" @click=${() => look(now.show?.link ?? '')}>${t('ui.class.show.look', now.show.member)}</button>` : nothing}
        <span class="gap"></span><button type="button" aria-pressed=${showsCode ? 'true' : 'false'} @click=${() => showCode(!showsCode)}>${t('ui.class.code')}</button>
        <button type="button" @click=${() => openTeacher(session.code)}>${t('ui.class.window')}</button>`
      : html`<b class=${alone ? 'alone' : 'live'}>${t(alone ? 'ui.class.alone' : 'ui.class.following')}</b>
        <span>${now?.named && session.name ? t('ui.class.you.named', session.name) : t('ui.class.you', session.number)}</span>${guessed}
        ${now?.paused ? html`<b class="waits">${t('ui.class.paused.you')}</b>` : nothing}<span class="gap"></span>
        ${handed(now, t)}
        ${alone && !state.clusterId.startsWith('c-') ? html`<button type="button" class="own-copy" @click=${copy}>${t('ui.class.copy')}</button>` : nothing}
        ${alone ? html`<button type="button" class="primary" @click=${back}>${t('ui.class.back')}</button>` : html`<button type="button" @click=${() => room.act('leave')}>${t('ui.class.let-go')}</button>`}
        <button type="button" class="link" @click=${room.leave}>${t('ui.class.leave')}</button>`, bar);
    if (problem) bar.append(problemOf(problem)); else bar.querySelector('.problem')?.remove();
    const asks = now ? askPanel(now, session, said, pageNow(state), onPage, t, { answer, accept, decline: () => room.act('decline') }) : nothing;
    const code = session.role === 'teacher' && showsCode && !question ? html`<div class="big-code" role="dialog" aria-label=${t('ui.class.code')}>
        ${picture ? html`<img alt=${t('ui.class.qr')} src=${`data:image/svg+xml,${encodeURIComponent(picture)}`}>` : nothing}
        <p class="code">${session.code}</p><p class="url">${url ? url.replace(/^https?:\/\//, '') : t('ui.class.unreachable')}</p></div>` : nothing;
    panel.hidden = asks === nothing && code === nothing;
    render(html`${asks}${code}`, panel);
  }

  /** @param {string} text */
  function problemOf(text) {
    const p = bar.querySelector('.problem') ?? document.createElement('p');
    Object.assign(p, { className: 'problem', textContent: text });
    p.setAttribute('role', 'alert');
    return p;
  }

  /** @param {import('../model/class.js').Room|null} now @param {import('../model/text.js').Translate} t */
  const handed = (now, t) => {
    const id = now?.challenges.at(-1);
    return id && store.get().place?.id !== id ? html`<button type="button" class="primary" @click=${() => { if (!room.get().alone) room.act('leave'); lessons.open({ kind: 'challenge', id, page: 1 }); }}>${t('ui.class.challenge')}</button>` : nothing;
  };

  async function back() {
    if (await room.act('follow')) follow();
  }

  /** Goes on in a copy that is this member's, and can be changed. */
  async function copy() {
    const id = await room.copy(store.get().clusterId);
    if (id !== null) goTo(encodeLink({ ...linked(), place: null, lessons: false, cluster: id, lang: null, view: null }));
  }

  function accept() {
    told = ownStage();
    room.act('accept', { link: told });
  }

  /** A member's own cluster, not the page that everyone has. */
  const ownStage = () => classLink({ ...linked(), place: null }, encodeLink);

  /** The teacher's screen shows a member's page; the class follows the screen. @param {string} link */
  const look = (link) => goTo(link);

  /** The language stays the reader's own. @param {string} link */
  function goTo(link) {
    location.hash = `#${link}&lang=${store.get().lang}`;
  }

  /** @param {boolean} on */
  async function showCode(on) {
    showsCode = on;
    if (on && !picture) {
      url = (await room.detail().catch(() => null))?.url ?? '';
      const svg = url ? await room.picture().catch(() => '') : '';
      picture = svg.startsWith('<svg') ? svg : '';
    }
    draw();
  }

  /** @param {string} code */
  const openTeacher = (code) => window.open(`/class/${code}/teacher?lang=${store.get().lang}`, 'podlane-teacher', 'popup,width=460,height=900');

  function dismiss() {
    room.leave();
    root.removeAttribute('data-class');
    bar.hidden = true;
  }

  room.subscribe((now, before) => {
    if (now.room?.link !== before.room?.link || now.alone !== before.alone) follow();
    if (now.room && before.room && now.room.summons > before.room.summons && isMember()) {
      if (now.alone) back(); else follow();
    }
    if (now.room?.question?.stage === 'revealed' && before.room?.question?.stage !== 'revealed') {
      const said = mine?.number === now.room.question.number ? mine.choice : now.room.question.right;
      if (said && isOnPage(now.room.question, store.get(), pageNow(store.get()))) lessons.answer(said);
    }
    if (now.session && now.session !== before.session) showsCode = now.session.role === 'teacher';
    if (showsCode && now.session !== before.session) showCode(true);
    draw();
  });
  let messages = store.get().messages;
  store.subscribe((state) => {
    if (timer === 0) timer = window.setTimeout(tell, TELL_MILLIS);
    if (state.messages !== messages || room.get().session) draw();
    messages = state.messages;
  });
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('podlane.class') : null;
  channel?.addEventListener('message', (e) => { if (typeof e.data?.code === 'boolean') showCode(e.data.code); if (typeof e.data?.look === 'string') look(e.data.look); });
  addEventListener('storage', room.changed);
  // before any other listener of the page
  addEventListener('keydown', (e) => {
    const own = e.target instanceof Node && (bar.contains(e.target) || panel.contains(e.target));
    if (own || !isHeld() || e.key === 'Tab' || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    e.stopImmediatePropagation();
  }, { capture: true });
  root.addEventListener('keydown', (e) => {
    const question = room.get().room?.question;
    if (!isMember() || question?.stage !== 'open' || isOnPage(question, store.get(), pageNow(store.get())) || e.ctrlKey || e.metaKey || e.altKey) return;
    if (!/^[1-6]$/.test(e.key) || (e.target instanceof Element && e.target.closest('input, select, textarea'))) return;
    answer(Number(e.key));
    e.preventDefault();
    e.stopPropagation();
  }, { capture: true });
  return {
    takes,
    /** The window in which one opens a room, joins one, or leads it. */
    open() {
      const { session } = room.get();
      if (session?.role === 'teacher') openTeacher(session.code);
      else window.open(`/class?lang=${store.get().lang}#${classLink(linked(), encodeLink)}`, 'podlane-teacher', 'popup,width=460,height=900');
    },
  };
}
