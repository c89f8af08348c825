/**
 * @typedef {object} OfferClient
 * @property {(id: string, body: {event: Record<string, unknown>, at?: number}) => Promise<unknown>} plan
 * @property {(id: string, which: number) => Promise<void>} undo
 */

/**
 * Makes the edits that a task offers.
 * @param {import('./commands.js').Store} store
 * @param {OfferClient} client
 * @param {{make: (edit: any) => Promise<void>, refresh: (id: string, namespace: string|null) => Promise<void>}} on
 */
export function createOffers(store, client, on) {
  const { dispatch } = store;

  /** Makes an edit, in place of a wrong one made before it; one with a time is planned. @param {import('./lessons.js').GivenEdit} edit */
  async function make(edit) {
    const { text: _, at, ...body } = edit;
    const { tryCluster, running } = store.get();
    if (tryCluster !== null && !running) await takeBackMistakes(tryCluster);
    if (at === undefined) return on.make(body);
    if (tryCluster === null || running) return undefined;
    dispatch({ type: 'working', on: true });
    try {
      await client.plan(tryCluster, { at, event: /** @type {any} */ (body['event']) ?? { type: 'field', ...body } });
      await on.refresh(tryCluster, null);
    } finally {
      dispatch({ type: 'working', on: false });
    }
  }

  /** @param {string} cluster the learner's own */
  async function takeBackMistakes(cluster) {
    const mistaken = store.get().checked?.mistaken ?? [];
    if (mistaken.length === 0) return;
    dispatch({ type: 'working', on: true });
    try {
      for (const number of [...mistaken].sort((a, b) => b - a)) await client.undo(cluster, number);
      await on.refresh(cluster, null);
    } finally {
      dispatch({ type: 'working', on: false });
    }
  }

  return { make };
}
