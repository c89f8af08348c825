import { waitFor } from './imports.js';
import { sharingCalls } from './sharing.js';
import { wholeOf } from './topology.js';
import { inPlace } from './traces.js';

/**
 * Speaks to the server. Every failure is an ApiError with the problems the server named, so that a view can show each
 * beside the field or line it is in.
 *
 * @typedef {{severity: string, code: string, message: string, file?: string, document?: number, line?: number,
 *   path?: string}} ApiProblem
 */

export class ApiError extends Error {
  /**
   * @param {number} status HTTP status, 0 when the server could not be reached
   * @param {string} message
   * @param {ApiProblem[]} problems
   */
  constructor(status, message, problems) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/**
 * @param {() => string} language
 * @param {() => string} shown the moment of the time line that is shown, in seconds, empty for the end
 * @param {(path: string) => Record<string, string>} keys the headers that say who asks
 */
export function createClient(language, shown = () => '', keys = () => ({})) {
  /**
   * @param {string} method
   * @param {string} path
   * @param {{type?: string, body?: string|Blob, accept?: string, prefer?: string,
   *   sent?: (share: number) => void, signal?: AbortSignal}} [content]
   * @returns {Promise<Response>}
   */
  async function send(method, path, content = {}) {
    const url = `/api${path}${path.includes('?') ? '&' : '?'}lang=${encodeURIComponent(language())}`;
    /** @type {Record<string, string>} */
    const headers = { Accept: `${content.accept ?? 'application/json'}, application/problem+json`, ...keys(path) };
    if (content.type) headers['Content-Type'] = content.type;
    if (content.prefer) headers['Prefer'] = content.prefer;
    const asked = content.sent ? upload(method, url, headers, /** @type {Blob} */ (content.body), content.sent, content.signal)
      : fetch(url, { method, headers, body: content.body, signal: content.signal });
    const response = await asked.catch((cause) => {
      throw new ApiError(0, String(cause?.message ?? cause), []);
    });
    if (!response.ok) throw await failure(response);
    return response;
  }

  const json = async (/** @type {string} */ path, /** @type {AbortSignal|undefined} */ signal = undefined) => (await send('GET', path, { signal })).json();
  const part = encodeURIComponent;
  /** @param {number|null} at after how many changes a cluster is read */
  const then = (at) => queryOf({ edit: at, moment: shown() || null });
  const netns = (/** @type {string} */ name) => name.split('/').map(part).join('/');

  return {
    ...sharingCalls(send),
    messages: () => json('/messages'),
    clusters: async () => (await json('/clusters')).clusters,
    cluster: (/** @type {string} */ id, /** @type {number|null} */ at = null) => json(`/clusters/${part(id)}${then(at)}`),
    topology: (/** @type {string} */ id, /** @type {number|null} */ at = null, /** @type {string|null} */ moment = null) =>
      wholeOf((query) => json(`/clusters/${part(id)}/topology${queryOf({ ...query, edit: at, moment: (moment ?? shown()) || null })}`)),
    parts: (/** @type {string} */ id, /** @type {string[]} */ machines, /** @type {number|null} */ at = null) =>
      json(`/clusters/${part(id)}/topology${queryOf({ machine: machines, edit: at, moment: shown() || null })}`),
    search: async (/** @type {string} */ id, /** @type {string} */ query, /** @type {number} */ limit) =>
      (await json(`/clusters/${part(id)}/search${queryOf({ q: query, limit })}`)).results,
    namespace: (/** @type {string} */ id, /** @type {string} */ name, /** @type {number|null} */ at = null, /** @type {AbortSignal|undefined} */ signal = undefined) =>
      json(`/clusters/${part(id)}/namespaces/${netns(name)}${then(at)}`, signal),
    manifests: async (/** @type {string} */ id) => (await json(`/clusters/${part(id)}/manifests`)).documents,
    /**
     * Stores documents as a new cluster, or in place of an existing one.
     * @param {string|null} id
     * @param {string} name
     * @param {{blob: Blob|string, type: string}} documents with their media type
     * @param {{strict?: boolean, sent?: (share: number) => void, read?: (share: number) => void, signal?: AbortSignal}} [how] whether documents with errors are
     *   refused as a whole; of a large body, who hears how much of it has been sent and read; and who may stop it
     */
    async save(id, name, { blob, type }, { strict = false, sent = () => {}, read = () => {}, signal } = {}) {
      const path = id === null ? `/clusters?name=${part(name)}` : `/clusters/${part(id)}?edits=keep&name=${part(name)}`;
      const method = id === null ? 'POST' : 'PUT';
      const handling = strict ? ['handling=strict'] : [];
      if (typeof blob === 'string') return (await send(method, path, { type, body: blob, signal, prefer: handling.join(', ') })).json();
      const prefer = ['respond-async', ...handling].join(', ');
      const answer = await send(method, path, { type, body: blob, signal, prefer, sent });
      const body = await answer.json();
      return answer.status !== 202 ? body : waitFor(body, {
        look: (task) => json(`/clusters/imports/${part(task)}`),
        cancel: (task) => send('DELETE', `/clusters/imports/${part(task)}`),
        failure: (problem) => errorOf(problem, problem?.status ?? 0, ''),
        read, signal,
      });
    },
    remove: async (/** @type {string} */ id) => {
      await send('DELETE', `/clusters/${part(id)}`);
    },
    /**
     * Gives a command in a namespace; if it changes a sample, a copy of that name is made and changed.
     * @param {string} id
     * @param {{namespace: string, command: string, copyAs: string, probe?: object}} command
     */
    async run(id, command) {
      const content = { type: 'application/json', body: JSON.stringify(command) };
      return (await send('POST', `/clusters/${part(id)}/console`, content)).json();
    },
    /**
     * Changes a cluster; if it is a sample, a copy of that name is made and changed.
     * @param {string} id
     * @param {Record<string, unknown>} edit
     */
    async edit(id, edit) {
      return (await send('POST', `/clusters/${part(id)}/edits`, { type: 'application/json', body: JSON.stringify(edit) })).json();
    },
    /**
     * What a tool prints in a namespace at a step of a walk.
     * @param {string} id
     * @param {{probe?: object, step?: number, namespace: string, of: string, containing?: string}} question
     * @param {number|null} at after how many changes of the cluster
     * @param {AbortSignal} [signal]
     * @param {string|null} [moment] of the time line, null for the one that is shown
     * @returns {Promise<string>}
     */
    async state(id, question, at, signal, moment = null) {
      const content = { type: 'application/json', body: JSON.stringify(question), signal };
      return (await (await send('POST', `/clusters/${part(id)}/state${queryOf({ edit: at, moment: (moment ?? shown()) || null })}`, content)).json()).output;
    },
    /**
     * Why a probe ends as it does, and what would change it.
     * @param {string} id
     * @param {{cold?: boolean}} probe
     * @param {number|null} at
     * @param {AbortSignal} [signal]
     */
    async why(id, probe, at, signal) {
      const content = { type: 'application/json', body: JSON.stringify(probe), signal };
      return (await send('POST', `/clusters/${part(id)}/why${then(at)}`, content)).json();
    },
    policy: (/** @type {string} */ id, /** @type {string} */ namespace, /** @type {string} */ name, /** @type {number|null} */ at, /** @type {AbortSignal|undefined} */ signal = undefined) =>
      json(`/clusters/${part(id)}/policies/${part(namespace)}/${part(name)}${then(at)}`, signal),
    pairs: (/** @type {string} */ id, /** @type {string} */ group, /** @type {number|null} */ at, /** @type {AbortSignal|undefined} */ signal = undefined, /** @type {string|null} */ moment = null) =>
      json(`/clusters/${part(id)}/reachability${queryOf({ group, rows: 100, columns: 100, edit: at, moment: (moment ?? shown()) || null })}`, signal),
    /** The same as a table for spreadsheets, as much as the server gives. */
    pairsTable: async (/** @type {string} */ id, /** @type {string} */ group, /** @type {number|null} */ at) =>
      (await send('GET', `/clusters/${part(id)}/reachability${queryOf({ group, edit: at, moment: shown() || null })}`, { accept: 'text/csv' })).blob(),
    findings: (/** @type {string} */ id, /** @type {number|null} */ at, /** @type {AbortSignal|undefined} */ signal = undefined) => json(`/clusters/${part(id)}/findings${then(at)}`, signal),
    expectations: (/** @type {string} */ id, /** @type {number|null} */ at, /** @type {AbortSignal|undefined} */ signal = undefined) => json(`/clusters/${part(id)}/expectations${then(at)}`, signal),
    timeline: (/** @type {string} */ id, /** @type {number|null} */ at = null, /** @type {AbortSignal|undefined} */ signal = undefined) => json(`/clusters/${part(id)}/timeline${queryOf({ edit: at, limit: 50000 })}`, signal),
    /** Plans an event of the time line. @param {string} id @param {{event: Record<string, unknown>, at?: number}} body */
    async plan(id, body) {
      return (await send('POST', `/clusters/${part(id)}/timeline`, { type: 'application/json', body: JSON.stringify(body) })).json();
    },
    /** A cluster of its own that is the same up to a moment. @param {string} id @param {number} moment */
    async fork(id, moment) {
      return (await send('POST', `/clusters/${part(id)}/fork`, { type: 'application/json', body: JSON.stringify({ moment }) })).json();
    },
    /** A stream of requests over the time line. @param {string} id @param {object} stream @param {number|null} at @param {AbortSignal} [signal] */
    async traffic(id, stream, at, signal) {
      return (await send('POST', `/clusters/${part(id)}/timeline/traffic${queryOf({ edit: at })}`, { type: 'application/json', body: JSON.stringify(stream), signal })).json();
    },
    /** Manifests that come with the page. @param {string} name */
    shipped: async (name) => (await fetch(`/app/gallery/${part(name)}.yaml`)).text(),
    school: async () => {
      const [{ lessons }, { challenges }] = await Promise.all([json('/lessons'), json('/challenges')]);
      return { lessons, challenges };
    },
    lesson: (/** @type {string} */ id) => json(`/lessons/${part(id)}`),
    challenge: (/** @type {string} */ id) => json(`/challenges/${part(id)}`),
    answer: async (/** @type {string} */ id, /** @type {string} */ question, /** @type {number} */ choice) =>
      (await send('POST', `/lessons/${part(id)}/answers`, { type: 'application/json', body: JSON.stringify({ question, choice }) })).json(),
    async exam(/** @type {string} */ id, /** @type {string} */ form) {
      const [exam, { exams }] = await Promise.all([json(`/exams/${part(id)}/${part(form)}`), json('/exams')]);
      return { ...exams.find((/** @type {{id: string}} */ e) => e.id === id), ...exam };
    },
    marks: async (/** @type {string} */ id, /** @type {string} */ form, /** @type {Record<string, number>} */ answers) =>
      (await send('POST', `/exams/${part(id)}/${part(form)}/answers`, { type: 'application/json', body: JSON.stringify({ answers }) })).json(),
    sorted: async (/** @type {string} */ id, /** @type {object} */ body) => (await send('POST', `/lessons/${part(id)}/sorted`, { type: 'application/json', body: JSON.stringify(body) })).json(),
    async startOwn(/** @type {'lesson'|'challenge'} */ kind, /** @type {string} */ id, /** @type {number} */ page) {
      const made = await (await send('POST', `/${kind}s/${part(id)}/start${queryOf({ page: kind === 'lesson' ? String(page) : null })}`)).json();
      return String(kind === 'lesson' ? made.id : made.cluster.id);
    },
    /** Makes a challenge of a finding, in a copy of its cluster. @returns {Promise<{cluster: {id: string}, challenge: {id: string}}>} */
    playFinding: async (/** @type {string} */ cluster, /** @type {number} */ finding, /** @type {string} */ code) =>
      (await send('POST', `/clusters/${part(cluster)}/challenges`, { type: 'application/json', body: JSON.stringify({ finding, code }) })).json(),
    check: (/** @type {'lesson'|'challenge'} */ kind, /** @type {string} */ id, /** @type {string} */ cluster, /** @type {number} */ page) =>
      json(`/${kind}s/${part(id)}/checks${queryOf({ cluster, page: kind === 'lesson' ? String(page) : null })}`),
    undo: async (/** @type {string} */ id, /** @type {number|'last'} */ which) => {
      await send('DELETE', `/clusters/${part(id)}/edits/${which}`);
    },
    redo: async (/** @type {string} */ id) => {
      await send('POST', `/clusters/${part(id)}/edits/redo`);
    },
    history: (/** @type {string} */ id) => json(`/clusters/${part(id)}/edits`),
    /**
     * Caches are warm only after a packet has run: for a warm probe the same one goes first, cold, and is not answered.
     * @param {string} id
     * @param {{cold?: boolean, repeat?: number|null}} probe
     * @param {{at?: number|null, detail?: 'stages'|'rows', signal?: AbortSignal}} [how] after how many changes of the cluster, null for now;
     *   whether the tables that were looked at are wanted too; and who may stop it
     */
    async trace(id, probe, { at = null, detail = 'stages', signal } = {}) {
      const { body, which } = asked(probe);
      const content = { type: 'application/json', body, signal };
      const query = queryOf({ trace: which, edit: at, moment: shown() || null, detail, queries: 'true' });
      return inPlace(await (await send('POST', `/clusters/${part(id)}/traces${query}`, content)).json());
    },
    /** What can be asked about a probe's walk. @param {{cluster: string, at: number|null, seed: number, probe: any}} quiz */
    async questions({ cluster, at, seed, probe }) {
      const { body, which } = asked(probe);
      return (await send('POST', `/clusters/${part(cluster)}/questions${queryOf({ seed, trace: which, edit: at, moment: shown() || null })}`, { type: 'application/json', body })).json();
    },
    /** What the engine says of a choice. @param {{cluster: string, at: number|null, seed: number, probe: any}} quiz @param {string} question @param {number} choice */
    async judge({ cluster, at, seed, probe }, question, choice) {
      const { body, which } = asked(probe);
      return (await send('POST', `/clusters/${part(cluster)}/questions/answers${queryOf({ seed, question, choice, trace: which, edit: at, moment: shown() || null })}`, { type: 'application/json', body })).json();
    },
    /**
     * The packets of the same walk as a pcapng file: all of them, or those that one device saw.
     * @param {string} id
     * @param {{cold?: boolean}} probe
     * @param {string|null} device its id, `namespace/device`
     * @param {number|null} [at]
     * @param {boolean} [each] each device in a file of its own, in a zip archive
     */
    async capture(id, probe, device, at = null, each = false) {
      const { body, which } = asked(probe);
      const content = { type: 'application/json', body, accept: each ? 'application/zip' : 'application/x-pcapng' };
      return (await send('POST', `/clusters/${part(id)}/${each ? 'captures.zip' : 'traces.pcapng'}${queryOf({ trace: which, device, edit: at, moment: shown() || null })}`, content)).blob();
    },
  };
}

/**
 * @param {{cold?: boolean, repeat?: number|null}} probe
 * @returns {{body: string, which: number|null}} what to send, and which walk of several is meant, from 0; null where it is the only one
 */
function asked(probe) {
  const warm = probe.cold === false;
  return { body: JSON.stringify(warm ? { probes: [{ ...probe, cold: true }, probe] } : probe), which: warm ? 1 : (probe.repeat ?? 1) > 1 ? 0 : null };
}

/**
 * @param {Record<string, string|number|null|string[]>} parameters those that are null are left out, those that are lists come several times
 * @returns {string} with its question mark, or empty
 */
function queryOf(parameters) {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).filter((v) => v !== null && v !== undefined).map((v) => [name, String(v)]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/**
 * What fetch cannot do everywhere: sending while telling how much has been sent.
 * @param {string} method
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {Blob} body
 * @param {(share: number) => void} sent
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 */
function upload(method, url, headers, body, sent, signal) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (e) => sent(e.total > 0 ? e.loaded / e.total : 0));
    request.upload.addEventListener('load', () => sent(1));
    request.addEventListener('load', () => done(new Response(request.responseText, { status: request.status, statusText: request.statusText })));
    request.addEventListener('error', () => fail(new TypeError('Failed to fetch')));
    request.addEventListener('abort', () => fail(new TypeError('Stopped')));
    signal?.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

/**
 * @param {Response} response
 * @returns {Promise<ApiError>}
 */
async function failure(response) {
  const body = await response.json().catch(() => null);
  return errorOf(body, response.status, `${response.status} ${response.statusText}`.trim());
}

/**
 * @param {any} body problem+json, or anything else
 * @param {number} status
 * @param {string} otherwise what to say where the body says nothing
 */
function errorOf(body, status, otherwise) {
  const problems = Array.isArray(body?.problems) ? body.problems : [];
  return new ApiError(status, String(body?.detail ?? body?.title ?? otherwise), problems);
}
