/**
 * A class: who one is in it, what the server tells of it, and what one does.
 *
 * What the server tells of a room, as GET /api/rooms/{code}/events has it:
 * @typedef {object} Room
 * @property {string} code
 * @property {number} seq
 * @property {string} link what the teacher shows, a fragment without #
 * @property {boolean} paused
 * @property {number} summons rises when everyone is brought to the teacher's page
 * @property {boolean} named
 * @property {number} members
 * @property {number} here
 * @property {number} following
 * @property {Question} [question]
 * @property {string[]} challenges those handed out, the last one is the present one
 * @property {Record<string, number>} passed
 * @property {{member: number, link?: string}} [show]
 *
 * @typedef {{number: number, lesson?: string, question?: string, text?: string, choices: number, stage: 'open'|'closed'|'revealed', answered: number, counts?: number[], right?: number}} Question
 * @typedef {{number: number, name: string, here: boolean, alone: boolean, choice?: number, begun: string[], passed: Record<string, number>}} Member
 * @typedef {{room: Room, url?: string, unreachable?: string, members?: Member[], you?: Member}} Detail
 *
 * Who one is, as the browser keeps it. The key is the only thing by which the server knows:
 * @typedef {{code: string, key: string, role: 'teacher'|'member', number: number, name: string}} Session
 */

/** Where the browser keeps it. */
export const KEPT = 'podlane.class';

/** How a room is told in headers. */
export const KEY_HEADER = 'Podlane-Room-Key';

const CODE = /^[A-Z0-9]{6,12}$/;

/** @param {string|null} text what the browser kept @returns {Session|null} */
export function readSession(text) {
  try {
    const kept = JSON.parse(text ?? 'null');
    const sound = kept && CODE.test(kept.code) && /^[0-9a-f]{20,80}$/.test(kept.key) && (kept.role === 'teacher' || kept.role === 'member');
    return sound ? { code: kept.code, key: kept.key, role: kept.role, number: Number(kept.number) || 0, name: typeof kept.name === 'string' ? kept.name : '' } : null;
  } catch {
    return null;
  }
}

/** A code as it is meant, however it was typed; empty if it is none. @param {string} typed */
export const plainCode = (typed) => {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  return CODE.test(code) ? code : '';
};

/**
 * Takes events out of what has arrived.
 * @param {string} text
 * @returns {{events: {name: string, id: string, data: string}[], rest: string}}
 */
export function readEvents(text) {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  const events = blocks.map((block) => {
    const field = (/** @type {string} */ name) => block.split('\n').filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2)).join('\n');
    return { name: field('event'), id: field('id'), data: field('data') };
  }).filter((event) => event.name !== '');
  return { events, rest };
}

const RETRY_MILLIS = 2000;
const POLL_MILLIS = 2000;
/** A proxy that has let nothing through for so long holds it back. */
const SILENCE_MILLIS = 6000;

/**
 * Keeps up with a room: by events, and by asking where those do not come through. A state that comes late never replaces a newer one.
 * @param {Session} session
 * @param {{ask: typeof fetch, wait: (millis: number) => Promise<void>}} by
 * @param {{state: (room: Room) => void, ended: () => void}} on
 */
export function keepUp({ code, key }, by, on) {
  const path = `/api/rooms/${encodeURIComponent(code)}/events`;
  let seq = -1;
  let over = false;
  let polls = false;
  let stop = new AbortController();

  /** @param {Room} room */
  function take(room) {
    if (over || room.seq < seq) return;
    seq = room.seq;
    on.state(room);
  }

  function end() {
    if (!over) on.ended();
    over = true;
  }

  async function listen() {
    stop = new AbortController();
    let heard = false;
    by.wait(SILENCE_MILLIS).then(() => {
      if (!heard) { polls = true; stop.abort(); }
    });
    const response = await by.ask(path, { headers: { [KEY_HEADER]: key, ...(seq < 0 ? {} : { 'Last-Event-ID': String(seq) }) }, signal: stop.signal });
    if (response.status === 404 || response.status === 403) return end();
    if (!response.ok || !response.body) { polls = response.status === 503; heard = true; return; }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ''; ;) {
      const { done, value } = await reader.read();
      heard = true;
      if (done || over) return;
      const found = readEvents(rest + value);
      rest = found.rest;
      for (const event of found.events) {
        if (event.name === 'end') return end();
        take(JSON.parse(event.data));
      }
    }
  }

  async function ask() {
    const response = await by.ask(`${path}?since=${seq}`, { headers: { [KEY_HEADER]: key } });
    if (response.status === 404 || response.status === 403) return end();
    if (response.status === 200) take(await response.json());
  }

  (async () => {
    while (!over) {
      try {
        await (polls ? ask() : listen());
      } catch {
        // The server is away, or the events were held back: again, a little later.
      }
      if (!over) await by.wait(polls ? POLL_MILLIS : RETRY_MILLIS);
    }
  })();

  return {
    stop() {
      over = true;
      stop.abort();
    },
  };
}

/**
 * What a teacher's page tells the class: the link to what is shown, without what is each reader's own. In a lesson the step goes along.
 * @param {import('./url.js').LinkState} link
 * @param {(link: import('./url.js').LinkState) => string} encode
 */
export function classLink(link, encode) {
  const text = encode({ ...link, lang: null, view: null, projector: false, lessons: false, play: false, tab: 'step', speed: 1 });
  return link.place && link.step !== null ? `${text}&step=${link.step}` : text;
}

/** Whether a question of the room is the one on the page of a lesson. @param {Question|undefined} question @param {import('./lessons.js').SchoolState} school @param {import('./lessons.js').LessonPage|null} page */
export const isOnPage = (question, { place }, page) => question?.lesson !== undefined && place?.kind === 'lesson' && question.lesson === place.id && page?.ask?.id === question.question;
