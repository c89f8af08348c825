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
 */
export function createClient(language) {
  /**
   * @param {string} method
   * @param {string} path
   * @param {{type?: string, body?: string, accept?: string}} [content]
   * @returns {Promise<Response>}
   */
  async function send(method, path, content = {}) {
    const url = `/api${path}${path.includes('?') ? '&' : '?'}lang=${encodeURIComponent(language())}`;
    /** @type {Record<string, string>} */
    const headers = { Accept: `${content.accept ?? 'application/json'}, application/problem+json` };
    if (content.type) headers['Content-Type'] = content.type;
    const init = { method, headers, body: content.body };
    const response = await fetch(url, init).catch((cause) => {
      throw new ApiError(0, String(cause?.message ?? cause), []);
    });
    if (!response.ok) throw await failure(response);
    return response;
  }

  const json = async (/** @type {string} */ path) => (await send('GET', path)).json();
  const part = encodeURIComponent;
  const netns = (/** @type {string} */ name) => name.split('/').map(part).join('/');

  return {
    messages: () => json('/messages'),
    clusters: async () => (await json('/clusters')).clusters,
    cluster: (/** @type {string} */ id) => json(`/clusters/${part(id)}`),
    topology: (/** @type {string} */ id) => json(`/clusters/${part(id)}/topology`),
    namespace: (/** @type {string} */ id, /** @type {string} */ name) =>
      json(`/clusters/${part(id)}/namespaces/${netns(name)}`),
    manifests: async (/** @type {string} */ id) => (await json(`/clusters/${part(id)}/manifests`)).documents,
    /**
     * Stores documents as a new cluster, or in place of an existing one.
     * @param {string|null} id
     * @param {string} name
     * @param {string} text
     */
    async save(id, name, text) {
      const content = { type: contentType(text), body: text };
      const path = id === null ? '/clusters' : `/clusters/${part(id)}`;
      return (await send(id === null ? 'POST' : 'PUT', `${path}?name=${part(name)}`, content)).json();
    },
    remove: async (/** @type {string} */ id) => {
      await send('DELETE', `/clusters/${part(id)}`);
    },
    /**
     * Gives a command in a namespace; if it changes a sample, a copy of that name is made and changed.
     * @param {string} id
     * @param {{namespace: string, command: string, copyAs: string}} command
     */
    async run(id, command) {
      const content = { type: 'application/json', body: JSON.stringify(command) };
      return (await send('POST', `/clusters/${part(id)}/console`, content)).json();
    },
    undo: async (/** @type {string} */ id, /** @type {number|'last'} */ which) => {
      await send('DELETE', `/clusters/${part(id)}/edits/${which}`);
    },
    /**
     * Caches are warm only after a packet has run: for a warm probe the same one goes first, cold, and is not answered.
     * @param {string} id
     * @param {{cold?: boolean}} probe
     */
    async trace(id, probe) {
      const { body, warm } = asked(probe);
      const content = { type: 'application/json', body };
      return (await send('POST', `/clusters/${part(id)}/traces${warm ? '?trace=1' : ''}`, content)).json();
    },
    /**
     * The packets of the same walk as a pcapng file: all of them, or those that one device saw.
     * @param {string} id
     * @param {{cold?: boolean}} probe
     * @param {string|null} device its id, `namespace/device`
     */
    async capture(id, probe, device) {
      const { body, warm } = asked(probe);
      const query = new URLSearchParams({ ...(warm ? { trace: '1' } : {}), ...(device === null ? {} : { device }) });
      const content = { type: 'application/json', body, accept: 'application/x-pcapng' };
      return (await send('POST', `/clusters/${part(id)}/traces.pcapng?${query}`, content)).blob();
    },
  };
}

/**
 * @param {{cold?: boolean}} probe
 * @returns {{body: string, warm: boolean}} what to send, and whether the probe meant is the second of two
 */
function asked(probe) {
  const warm = probe.cold === false;
  return { body: JSON.stringify(warm ? { probes: [{ ...probe, cold: true }, probe] } : probe), warm };
}

/**
 * @param {string} text
 * @returns {string}
 */
export function contentType(text) {
  return /^\s*[{[]/.test(text) ? 'application/json' : 'application/yaml';
}

/**
 * @param {Response} response
 * @returns {Promise<ApiError>}
 */
async function failure(response) {
  const body = await response.json().catch(() => null);
  const problems = Array.isArray(body?.problems) ? body.problems : [];
  const message = body?.detail ?? body?.title ?? `${response.status} ${response.statusText}`.trim();
  return new ApiError(response.status, String(message), problems);
}
