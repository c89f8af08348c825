import { messageOf } from './failures.js';
import { MOST_PACKED, ParcelError, markOf, pack, unpack } from './parcel.js';
import { translator } from './text.js';
import { DEFAULT_CLUSTER, encodeLink } from './url.js';

/** @typedef {import('./parcel.js').Parcel} Parcel */
/**
 * @typedef {object} SharingClient
 * @property {() => Promise<import('./space.js').Space>} space
 * @property {(id: string) => Promise<import('./space.js').Sharing>} sharing
 * @property {(id: string, named: boolean) => Promise<import('./space.js').Sharing>} named
 * @property {(id: string) => Promise<string>} editable a fresh token
 * @property {(id: string) => Promise<void>} revoke
 * @property {(id: string) => Promise<Parcel>} parcel
 * @property {(parcel: Parcel) => Promise<import('./types.js').ClusterInfo>} unpack
 * @property {(id: string) => Promise<import('./types.js').ClusterInfo>} cluster
 */
/**
 * What this browser keeps of keys.
 * @typedef {object} Keyring
 * @property {() => void} make a key, unless there is one
 * @property {(id: string) => string|null} token
 * @property {(id: string, token: string|null) => void} keep
 * @property {(mark: string) => string|null} opened the cluster that was made of a parcel
 * @property {(mark: string, id: string) => void} remember
 */
/** @typedef {{link: string|null, length: number}} Whole a link that carries the cluster, null where it would be too long */

/**
 * Whose the clusters are, and the links to them.
 * @param {import('./commands.js').Store} store
 * @param {SharingClient} client
 * @param {Keyring} keyring
 * @param {{listClusters: () => Promise<void>, openCluster: (id: string) => Promise<void>}} commands
 */
export function createSharing(store, client, keyring, commands) {
  const { dispatch, get } = store;
  const text = (/** @type {string} */ key, /** @type {any[]} */ ...args) => translator(get().messages)(key, ...args);
  const notice = (/** @type {unknown} */ e) => dispatch({ type: 'noticed', notice: typeof e === 'string' ? e : messageOf(e, text) });

  /** Asks whose clusters are here, and makes a key where they have owners. */
  async function begin() {
    const space = await client.space().catch(() => null);
    if (space?.mode === 'public') keyring.make();
    if (space) dispatch({ type: 'spaceTold', space });
  }

  /** Asks again what may be done with the cluster that is shown, and how full the space is. */
  async function look() {
    const { clusterId, info, space } = get();
    const [sharing, now] = await Promise.all([
      info && !info.sample ? client.sharing(clusterId).catch(() => null) : null, space.mode === 'public' ? client.space().catch(() => null) : null,
    ]);
    dispatch({ type: 'sharingTold', id: clusterId, sharing });
    if (now) dispatch({ type: 'spaceTold', space: now });
  }

  /**
   * Takes from a link what is more than a view: the token of an editable one, and a whole cluster.
   * @param {string} fragment
   * @param {string} cluster the one that the link is to
   * @returns {Promise<string|null>} the cluster that was made of the link
   */
  async function follow(fragment, cluster) {
    const q = new URLSearchParams(fragment.replace(/^#/, ''));
    const token = q.get('token');
    if (token && cluster) keyring.keep(cluster, token);
    const packed = q.get('parcel');
    return packed ? made(packed) : null;
  }

  /** @param {string} packed */
  async function made(packed) {
    const mark = markOf(packed);
    const before = keyring.opened(mark);
    if (before && await client.cluster(before).then(() => true, () => false)) return before;
    try {
      const { id } = await client.unpack(await unpack(packed));
      keyring.remember(mark, id);
      dispatch({ type: 'clusterMade', id });
      return id;
    } catch (e) {
      throw e instanceof ParcelError ? new Error(text(`ui.parcel.${e.reason}`)) : e;
    }
  }

  /** A copy of the cluster that is shown, which is the reader's own. */
  async function copy() {
    try {
      const { id } = await client.unpack(await client.parcel(get().clusterId));
      dispatch({ type: 'clusterMade', id });
      await commands.openCluster(id);
      await commands.listClusters();
      notice(text('ui.guest.copied'));
    } catch (e) {
      notice(e);
    }
  }

  /**
   * @param {string} origin
   * @param {import('./url.js').LinkState} view
   * @returns {Promise<Whole>}
   */
  async function whole(origin, view) {
    const packed = await pack(await client.parcel(view.cluster));
    const rest = encodeLink({ ...view, cluster: DEFAULT_CLUSTER, edit: null, place: null });
    return { link: packed.length > MOST_PACKED ? null : `${origin}/#parcel=${packed}${rest ? `&${rest}` : ''}`, length: packed.length };
  }

  /** Makes an editable link; the one before ends. */
  async function editable() {
    const { clusterId } = get();
    try {
      keyring.keep(clusterId, await client.editable(clusterId));
    } catch (e) {
      notice(e);
    }
    await look();
  }

  async function revoke() {
    const { clusterId } = get();
    await client.revoke(clusterId).then(() => keyring.keep(clusterId, null)).catch(notice);
    await look();
  }

  /** @param {boolean} on */
  async function named(on) {
    const { clusterId } = get();
    await client.named(clusterId, on).then((sharing) => dispatch({ type: 'sharingTold', id: clusterId, sharing })).catch(notice);
  }

  return { begin, look, follow, copy, whole, editable, revoke, named };
}

/**
 * A link to a view of a cluster whose title and picture chat programs can ask for.
 * @param {string} origin
 * @param {import('./url.js').LinkState} view
 * @param {string|null} token of an editable link
 */
export function linkTo(origin, view, token = null) {
  if (view.place) return `${origin}/#${encodeLink(view)}`;
  const rest = encodeLink({ ...view, cluster: DEFAULT_CLUSTER });
  const fragment = [token ? `token=${token}` : '', rest].filter(Boolean).join('&');
  return `${origin}/c/${encodeURIComponent(view.cluster)}${fragment ? `#${fragment}` : ''}`;
}
