/**
 * Calls about owners, links and whole clusters.
 * @param {(method: string, path: string, content?: {type?: string, body?: string}) => Promise<Response>} send
 */
export function sharingCalls(send) {
  const of = (/** @type {string} */ id) => `/clusters/${encodeURIComponent(id)}`;
  const content = (/** @type {unknown} */ body) => ({ type: 'application/json', body: JSON.stringify(body) });
  return {
    space: async () => (await send('GET', '/space')).json(),
    sharing: async (/** @type {string} */ id) => (await send('GET', `${of(id)}/sharing`)).json(),
    named: async (/** @type {string} */ id, /** @type {boolean} */ named) => (await send('PUT', `${of(id)}/sharing`, content({ named }))).json(),
    editable: async (/** @type {string} */ id) => String((await (await send('POST', `${of(id)}/sharing/edit-link`)).json()).token),
    revoke: async (/** @type {string} */ id) => {
      await send('DELETE', `${of(id)}/sharing/edit-link`);
    },
    parcel: async (/** @type {string} */ id) => (await send('GET', `${of(id)}/parcel`)).json(),
    unpack: async (/** @type {unknown} */ parcel) => (await send('POST', '/parcels', content(parcel))).json(),
  };
}
