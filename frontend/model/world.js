import { grown } from './parts.js';

/** @typedef {import('./types.js').ClusterInfo} ClusterInfo */
/** @typedef {import('./types.js').NamespaceDetail} NamespaceDetail */
/**
 * The clusters the server has, and the one that is shown.
 * @typedef {object} WorldState
 * @property {ClusterInfo[]} clusters
 * @property {string} clusterId
 * @property {ClusterInfo|null} info
 * @property {import('./types.js').Topology|null} topology
 * @property {string[]} sight machines that are seen near enough for what is on them
 * @property {import('./types.js').History|null} history of the cluster's changes
 * @property {number|null} at after how many changes the cluster is shown, null for now
 * @property {string} failure what could not be loaded, empty when all is well
 * @property {ReadonlyMap<string, NamespaceDetail>} details
 * @property {import('./moment.js').Moment|null} moment what tools print at the cursor
 * @property {ReadonlyMap<string, string>} outputs what commands printed, by `namespace command`
 * @property {ReadonlyMap<string, string>} refused why a namespace's detail could not be had; it is not asked for again by itself
 */

/** @returns {WorldState} */
export const emptyWorld = () => ({
  clusters: [], clusterId: 'article', info: null, topology: null, sight: [], history: null, at: null, failure: '', moment: null, ...unread(),
});

/** @returns {Pick<WorldState, 'details'|'refused'|'outputs'>} */
const unread = () => ({ details: new Map(), refused: new Map(), outputs: new Map() });

/**
 * A copy of a sample is still there to show the same.
 * @param {ClusterInfo} info
 * @param {ClusterInfo|null} before
 * @returns {ClusterInfo}
 */
const introduced = (info, before) => (info.about || !before?.about ? info : { ...info, about: before.about, probes: before.probes });

/** @type {import('./reducer.js').Slice<WorldState>} */
export const WORLD = {
  languageLoaded: unread,
  linkFollowed: (_, { link }) => ({ clusterId: link.cluster }),
  staged: (_, { cluster }) => ({ clusterId: cluster }),
  clustersListed: (_, { clusters }) => ({ clusters }),
  failed: (_, { message }) => ({ failure: message }),
  infoArrived: (_, { info }) => ({ info }),
  clusterOpened: (world, { id, info, topology, at = null }) => ({
    clusterId: id, info, topology, at, failure: '', ...unread(), history: id === world.clusterId ? world.history : null,
  }),
  clusterRefreshed: (world, { id, info, topology, details, at = null }) => ({ clusterId: id, info: introduced(info, world.info), topology, details, at, refused: new Map(), outputs: new Map() }),
  momentShown: (_, { topology, then }) => (then ? {} : { topology, ...unread() }),
  sightMoved: (_, { machines }) => ({ sight: machines }),
  partsArrived: (world, { id, part }) => (id === world.clusterId && world.topology ? { topology: grown(world.topology, part) } : {}),
  historyArrived: (world, { id, history }) => (id === world.clusterId ? { history } : {}),
  detailArrived: (world, { name, detail }) => ({ details: new Map(world.details).set(name, detail) }),
  detailRefused: (world, { name, message }) => ({ refused: new Map(world.refused).set(name, message) }),
  momentArrived: (_, { moment }) => ({ moment }),
  outputArrived: (world, { key, text }) => ({ outputs: new Map(world.outputs).set(key, text) }),
  detailWanted: (world, { name }) => ({ refused: new Map([...world.refused].filter(([key]) => key !== name)) }),
};
