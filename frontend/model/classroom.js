import { KEPT, KEY_HEADER, keepUp, readSession } from './class.js';

/** @typedef {import('./class.js').Room} Room */
/** @typedef {import('./class.js').Session} Session */
/** @typedef {{session: Session|null, room: Room|null, alone: boolean, ended: boolean, problem: string}} ClassState */

/**
 * The class that this browser is in, the same in all its windows.
 * @param {{ask: typeof fetch, wait: (millis: number) => Promise<void>, storage: Storage|null, lang: () => string, keys?: (path: string) => Record<string, string>}} by keys: the headers that say whose a cluster is
 */
export function createClassroom(by) {
  /** @type {ClassState} */
  let state = { session: null, room: null, alone: false, ended: false, problem: '' };
  /** @type {Set<(state: ClassState, before: ClassState) => void>} */
  const listeners = new Set();
  /** @type {{stop: () => void}|null} */
  let line = null;

  /** @param {Partial<ClassState>} patch */
  function set(patch) {
    const before = state;
    state = { ...state, ...patch };
    listeners.forEach((each) => each(state, before));
  }

  /** @param {string} method @param {string} path @param {object} [body] */
  async function call(method, path, body) {
    const url = `/api/rooms${path}${path.includes('?') ? '&' : '?'}lang=${by.lang()}`;
    /** @type {Record<string, string>} */
    const headers = { Accept: 'application/json, application/problem+json', ...by.keys?.(path) };
    if (state.session) headers[KEY_HEADER] = state.session.key;
    if (body) headers['Content-Type'] = 'application/json';
    const response = await by.ask(url, { method, headers, body: body && JSON.stringify(body) });
    if (response.ok) return response.status === 204 ? null : response.json();
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? String(response.status));
  }

  const of = () => `/${state.session?.code ?? ''}`;

  function kept() {
    try {
      return by.storage?.getItem(KEPT) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {Session|null} session */
  function keep(session) {
    try {
      if (session) by.storage?.setItem(KEPT, JSON.stringify(session));
      else by.storage?.removeItem(KEPT);
    } catch {
      // Then it holds for this window.
    }
    enter(session);
  }

  /** @param {Session|null} session */
  function enter(session) {
    if (session?.code === state.session?.code && session?.key === state.session?.key) return;
    line?.stop();
    line = null;
    set({ session, room: null, alone: false, ended: false, problem: '' });
    if (!session) return;
    line = keepUp(session, by, { state: (room) => set({ room }), ended: () => { set({ ended: true }); keep(null); } });
    if (session.role === 'member') call('GET', of()).then((detail) => set({ alone: detail.you?.alone === true })).catch(() => {});
  }

  /** @param {() => Promise<unknown>} work @returns {Promise<boolean>} */
  async function safely(work) {
    try {
      await work();
      if (state.problem) set({ problem: '' });
      return true;
    } catch (e) {
      set({ problem: e instanceof Error ? e.message : String(e) });
      return false;
    }
  }

  return {
    get: () => state,
    /** @param {(state: ClassState, before: ClassState) => void} listener */
    subscribe: (listener) => { listeners.add(listener); },
    /** Goes on with what the browser keeps. */
    read: () => enter(readSession(kept())),
    /** Another window has joined or left. @param {StorageEvent} e */
    changed: (e) => { if (e.key === KEPT) enter(readSession(e.newValue)); },
    /** @param {string} link @param {boolean} named */
    open: (link, named) => safely(async () => {
      const made = await call('POST', '', { link, named });
      keep({ code: made.room.code, key: made.key, role: 'teacher', number: 0, name: '' });
    }),
    /** @param {string} code */
    join: (code) => safely(async () => {
      const made = await call('POST', `/${encodeURIComponent(code)}/members`);
      keep({ code: made.room.code, key: made.key, role: 'member', number: made.number, name: made.name });
      set({ room: made.room });
    }),
    leave: () => keep(null),
    close: () => safely(async () => { await call('DELETE', of()); keep(null); }),
    /** @param {string} what @param {object} [more] */
    act: (what, more = {}) => safely(async () => {
      const room = await call('POST', `${of()}/acts`, { act: what, ...more });
      if (what === 'leave' || what === 'follow') set({ alone: what === 'leave' });
      if (!state.room || room.seq >= state.room.seq) set({ room });
    }),
    /** A member's own copy of a cluster. @param {string} cluster @returns {Promise<string|null>} its id, null if there is none */
    async copy(cluster) {
      let id = null;
      await safely(async () => { id = (await call('POST', `${of()}/clusters`, { of: cluster })).cluster.id; });
      return id;
    },
    /** @returns {Promise<import('./class.js').Detail>} */
    detail: () => call('GET', of()),
    /** @returns {Promise<string>} */
    picture: async () => (await by.ask(`/api/rooms${of()}/qr.svg`, { headers: state.session ? { [KEY_HEADER]: state.session.key } : {} })).text(),
    results: async () => (await by.ask(`/api/rooms${of()}/results.csv?lang=${by.lang()}`, { headers: state.session ? { [KEY_HEADER]: state.session.key } : {} })).blob(),
    /** The school for a member: own clusters are those of the room, and the room hears of challenges that are met. @template {import('./school.js').SchoolClient} T @param {T} client @param {() => boolean} again whether there is a copy already @returns {T} */
    school: (client, again) => ({
      ...client,
      async startOwn(/** @type {'lesson'|'challenge'} */ kind, /** @type {string} */ id, /** @type {number} */ page) {
        if (state.session?.role !== 'member') return client.startOwn(kind, id, page);
        const made = await call('POST', `${of()}/clusters`, { of: kind === 'lesson' ? `lesson.${id}.p${page}` : `challenge.${id}`, again: again() });
        return made.cluster.id;
      },
      async check(/** @type {'lesson'|'challenge'} */ kind, /** @type {string} */ id, /** @type {string} */ cluster, /** @type {number} */ page) {
        if (state.session?.role !== 'member' || kind === 'lesson') return client.check(kind, id, cluster, page);
        return (await call('POST', `${of()}/checks`, { challenge: id })).check;
      },
    }),
  };
}
