import { joined } from './acts.js';

/** @typedef {import('./lessons.js').LessonPage} LessonPage */
/** @typedef {{name: string, cluster: string, walk: NonNullable<LessonPage['walk']>, stop?: LessonPage['stop']}} Side */
/** @typedef {{left: Side, right: Side, facts: {name: string, left: string, right: string, same: boolean}[]}} Compare two walks side by side */
/**
 * Things to put into classes, or into the order in which a packet meets them.
 * @typedef {{id: string, kind: 'classes'|'order', question: string, bins?: {id: string, name: string}[], items: {id: string, text: string, points?: string}[]}} Sort
 */
/** @typedef {{right: boolean, say?: string, placements: {item: string, placed: string|number, right: boolean, answer: string|number, because?: string}[]}} Sorted what the engine says of it */
/** @typedef {{placed: Readonly<Record<string, string>>, order: readonly string[], answer: Sorted|null}} Sorting what the learner has sorted; `order` is empty until something was moved */

/** @type {Readonly<Sorting>} */
export const UNSORTED = Object.freeze({ placed: Object.freeze({}), order: Object.freeze([]), answer: null });

/** The order that is on show. @param {Sort} sort @param {Sorting} sorting */
export const orderOf = (sort, { order }) => (order.length === sort.items.length ? order : sort.items.map((item) => item.id));

/**
 * Pages that show two walks at once, or have things sorted.
 * @param {import('./commands.js').Store} store
 * @param {{topology: (cluster: string) => Promise<import('./types.js').Topology>, trace: (cluster: string, probe: any) => Promise<any>, sorted: (lesson: string, body: object) => Promise<Sorted>}} client
 * @param {(act: () => Promise<void>) => Promise<void>} safely
 */
export function createAsides(store, client, safely) {
  const { dispatch } = store;
  let asking = 0;

  /** @param {Sort} sort @param {Partial<Sorting>} change */
  async function ask(sort, change) {
    const { course, sorting } = store.get();
    const next = { ...sorting, ...change };
    dispatch({ type: 'sorted', sorting: next });
    if (!course) return;
    const own = ++asking;
    const answer = await client.sorted(course.id, sort.kind === 'order' ? { question: sort.id, order: orderOf(sort, next) } : { question: sort.id, placed: next.placed });
    if (own === asking && store.get().sorting === next) dispatch({ type: 'sorted', sorting: { ...next, answer } });
  }

  return {
    /**
     * Keeps the left walk beside the right one, which is about to be sent.
     * @param {Compare} compare @param {() => boolean} isNow whether the page is still open
     */
    async keepLeft({ left, right }, isNow) {
      const [topology, trace] = await Promise.all([client.topology(left.cluster), client.trace(left.cluster, left.walk.probe)]);
      if (!isNow()) return;
      dispatch({ type: 'pinned', pin: { clusterId: left.cluster, name: left.name, at: null, topology, trace: joined(trace), auto: false, sides: [left.name, right.name], stop: left.stop ? `${left.stop.hop}.${left.stop.step}` : null } });
      dispatch({ type: 'besideChosen', on: true });
    },
    /** @param {Sort} sort @param {string} item @param {string} bin */
    place: (sort, item, bin) => safely(() => ask(sort, { placed: { ...store.get().sorting.placed, [item]: bin } })),
    /** One place up or down; what was said of the old order is no longer so. @param {Sort} sort @param {string} item @param {-1|1} by */
    move(sort, item, by) {
      const order = [...orderOf(sort, store.get().sorting)];
      const at = order.indexOf(item);
      const to = at + by;
      if (at < 0 || to < 0 || to >= order.length) return;
      [order[at], order[to]] = [order[to], order[at]];
      dispatch({ type: 'sorted', sorting: { ...store.get().sorting, order, answer: null } });
    },
    /** @param {Sort} sort */
    check: (sort) => safely(() => ask(sort, { order: orderOf(sort, store.get().sorting) })),
    /** The same again, in another language. @param {Sort|undefined} sort */
    retell: (sort) => (sort && store.get().sorting.answer ? ask(sort, {}) : Promise.resolve()),
  };
}
