import { html, nothing, render } from '../lib/lit.js';
import { translator } from '../model/text.js';

/** @typedef {import('../model/class.js').Detail} Detail */
/** @typedef {import('../model/lessons.js').ChallengeEntry} Challenge */
/**
 * What the teacher's window shows besides what the class is told.
 * @typedef {{detail: Detail|null, picture: string, challenges: Challenge[], chosen: string, choices: number, text: string, ask: {lesson: string, question: string}|null, onScreen: boolean}} Desk
 */
/**
 * @typedef {object} On
 * @property {(what: string, more?: object) => void} act
 * @property {(patch: Partial<Desk>) => void} change
 * @property {(on: boolean) => void} screen
 * @property {(link: string) => void} look
 * @property {() => void} results
 * @property {() => void} close
 */

/**
 * The teacher's column: a window of its own, never on the screen that the class sees.
 * @param {HTMLElement} place
 * @param {import('../model/classroom.js').ClassState} state
 * @param {Desk} desk
 * @param {Record<string, string>} messages
 * @param {On} on
 */
export function renderTeacher(place, { session, room, problem }, desk, messages, on) {
  const t = translator(messages);
  if (!session || !room) {
    render(html`<p class="soft">${t('ui.class.loading')}</p>`, place);
    return;
  }
  const members = desk.detail?.members ?? [];
  const alone = Math.max(0, room.here - room.following);
  render(html`
    <header class="room">${desk.picture ? html`<img class="qr" alt=${t('ui.class.qr')} src=${`data:image/svg+xml,${encodeURIComponent(desk.picture)}`}>` : nothing}
      <div><h1>${t('ui.class.room')} <span class="code">${session.code}</span></h1>
        ${desk.detail?.url ? html`<p class="url">${desk.detail.url}</p>` : nothing}
        <p class="here"><span class="dot"></span>${t('ui.class.here', room.here)}</p></div></header>
    ${desk.detail?.unreachable ? html`<p class="warning" role="alert">${desk.detail.unreachable}</p>` : nothing}
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    <button type="button" class="primary wide bring" @click=${() => on.act('bring')}>⇱ ${t('ui.class.bring')}</button>
    <div class="row"><button type="button" class="pause" aria-pressed=${room.paused ? 'true' : 'false'} @click=${() => on.act(room.paused ? 'resume' : 'pause')}>${t(room.paused ? 'ui.class.resume' : 'ui.class.pause')}</button>
      <button type="button" class="on-screen" aria-pressed=${desk.onScreen ? 'true' : 'false'} @click=${() => on.screen(!desk.onScreen)}>${t('ui.class.code')}</button></div>
    <p class="soft">${t('ui.class.counts', room.following, alone)}</p>
    ${question(room, desk, t, on)}
    ${challenges(room, desk, members, t, on)}
    ${show(room, t, on)}
    <h2>${t('ui.class.who')} <span class="soft">${t('ui.class.joined', room.members)}</span>
      <label class="names"><input type="checkbox" .checked=${room.named} @change=${(/** @type {any} */ e) => on.act(e.target.checked ? 'names' : 'numbers')}> ${t('ui.class.names')}</label></h2>
    ${members.length === 0 ? html`<p class="soft">${t('ui.class.nobody')}</p>` : table(room, members, t, on)}
    <p class="row end"><button type="button" class="link results" @click=${on.results}>${t('ui.class.csv')}</button><span class="soft">${t('ui.class.private')}</span>
      <button type="button" class="close-room" @click=${on.close}>${t('ui.class.close')}</button></p>`, place);
}

/** @param {import('../model/class.js').Room} room @param {Desk} desk @param {import('../model/text.js').Translate} t @param {On} on */
function question(room, desk, t, on) {
  const asked = room.question;
  const counts = desk.detail?.room.question?.number === asked?.number ? desk.detail?.room.question?.counts : asked?.counts;
  if (!asked) {
    return html`<section class="ask"><h2>${t('ui.class.ask')}</h2>
      <div class="row">${desk.ask ? html`<button type="button" class="ask-lesson" @click=${() => on.act('ask', desk.ask ?? {})}>${t('ui.class.ask.lesson')}</button>` : nothing}
        <button type="button" class="ask-free" @click=${() => on.act('ask', { choices: desk.choices, text: desk.text })}>${t('ui.class.ask.free')}</button>
        <label>${t('ui.class.choices')} <select @change=${(/** @type {any} */ e) => on.change({ choices: Number(e.target.value) })}>${[2, 3, 4, 5, 6].map((n) => html`<option ?selected=${n === desk.choices}>${n}</option>`)}</select></label></div>
      <input class="wide" maxlength="200" placeholder=${t('ui.class.ask.text')} aria-label=${t('ui.class.ask.text')} .value=${desk.text} @input=${(/** @type {any} */ e) => on.change({ text: e.target.value })}></section>`;
  }
  const most = Math.max(1, ...(counts ?? []));
  return html`<section class="ask"><h2>${t('ui.class.guessed', asked.answered, room.members)}</h2>
    ${asked.text ? html`<p>${asked.text}</p>` : nothing}
    <ol class="bars">${Array.from({ length: asked.choices }, (_, i) => html`<li class=${asked.right === i + 1 ? 'right' : ''}><kbd>${i + 1}</kbd><meter min="0" max=${most} value=${counts?.[i] ?? 0}></meter><b>${counts?.[i] ?? 0}</b>${asked.right === i + 1 ? html` ✓<span class="sr">${t('ui.school.right')}</span>` : nothing}</li>`)}</ol>
    <div class="row">${asked.stage === 'open' ? html`<button type="button" class="close-question" @click=${() => on.act('close')}>${t('ui.class.ask.close')}</button>` : nothing}
      ${asked.stage === 'revealed' ? nothing : html`<button type="button" class="primary reveal" @click=${() => on.act('reveal')}>${t('ui.class.reveal')}</button>`}
      <button type="button" class="clear" @click=${() => on.act('clear')}>${t('ui.class.clear')}</button></div></section>`;
}

/** @param {import('../model/class.js').Room} room @param {Desk} desk @param {import('../model/class.js').Member[]} members @param {import('../model/text.js').Translate} t @param {On} on */
function challenges(room, desk, members, t, on) {
  const all = room.members;
  const name = (/** @type {string} */ id) => desk.challenges.find((c) => c.id === id)?.title ?? id;
  const now = room.challenges.at(-1);
  const passed = now ? members.filter((m) => m.passed[now] !== undefined) : [];
  const trying = now ? members.filter((m) => m.begun.includes(now) && m.passed[now] === undefined).length : 0;
  const edits = now ? passed.map((m) => m.passed[now]).sort((a, b) => a - b) : [];
  return html`<section><h2>${t('ui.class.challenges')} <span class="soft">${t('ui.class.people', all)}</span></h2>
    ${room.challenges.length > 0 ? html`<ol class="columns">${room.challenges.map((id, i) => html`<li class=${id === now ? 'now' : ''} title=${name(id)}><svg viewBox="0 0 34 44" aria-hidden="true"><rect width="34" rx="3" y=${44 - height(room.passed[id] ?? 0, all)} height=${height(room.passed[id] ?? 0, all)}></rect></svg><b>${i + 1}</b><span>${room.passed[id] ?? 0}</span></li>`)}</ol>` : nothing}
    ${now ? html`<p>${t('ui.class.progress', name(now), passed.length, trying, Math.max(0, all - passed.length - trying))}${edits.length > 0 ? html`<br><span class="soft">${t('ui.class.median', edits[Math.floor((edits.length - 1) / 2)], edits[0])}</span>` : nothing}</p>` : nothing}
    <div class="row"><select class="challenge" aria-label=${t('ui.class.hand.choose')} @change=${(/** @type {any} */ e) => on.change({ chosen: e.target.value })}>${desk.challenges.map((c) => html`<option value=${c.id} ?selected=${c.id === desk.chosen}>${c.number}. ${c.title}</option>`)}</select>
      <button type="button" class="hand" ?disabled=${desk.challenges.length === 0} @click=${() => on.act('hand', { challenge: desk.chosen || desk.challenges[0]?.id })}>${t('ui.class.hand')}</button></div></section>`;
}

/** How high a column is; one of nobody can still be seen. @param {number} some @param {number} all */
const height = (some, all) => (all === 0 ? 2 : Math.max(2, Math.round((44 * some) / all)));

/** @param {import('../model/class.js').Room} room @param {import('../model/text.js').Translate} t @param {On} on */
function show(room, t, on) {
  if (!room.show) return nothing;
  const { member, link } = room.show;
  return html`<p class="show row">${t(link ? 'ui.class.show.agreed' : 'ui.class.show.waits', member)}
    ${link ? html`<button type="button" @click=${() => on.look(link)}>${t('ui.class.show.screen')}</button>` : nothing}
    <button type="button" @click=${() => on.act('unshow')}>${t('ui.class.show.end')}</button></p>`;
}

/** @param {import('../model/class.js').Room} room @param {import('../model/class.js').Member[]} members @param {import('../model/text.js').Translate} t @param {On} on */
const table = (room, members, t, on) => html`<table class="who"><thead><tr><th scope="col"><span class="sr">${t('ui.class.who')}</span></th>${room.challenges.map((_, i) => html`<th scope="col">${i + 1}</th>`)}
    ${room.question ? html`<th scope="col">?</th>` : nothing}<th></th></tr></thead>
  <tbody>${members.map((m) => html`<tr class=${m.here ? '' : 'away'}><th scope="row">${room.named ? m.name : m.number}${m.alone ? html` <span title=${t('ui.class.alone')} aria-label=${t('ui.class.alone')}>◌</span>` : nothing}</th>
    ${room.challenges.map((id) => html`<td class=${m.passed[id] === undefined && m.begun.includes(id) ? 'trying' : ''}>${m.passed[id] !== undefined ? html`<span class="good" aria-label=${t('ui.class.passed')}>✓</span>` : m.begun.includes(id) ? '…' : '·'}</td>`)}
    ${room.question ? html`<td>${m.choice ?? '·'}</td>` : nothing}
    <td><button type="button" class="icon invite" ?disabled=${!m.here} title=${t('ui.class.show.invite')} aria-label=${t('ui.class.show.invite')} @click=${() => on.act('invite', { member: m.number })}>⤴</button></td></tr>`)}</tbody></table>`;
