/**
 * Whose clusters are here. In local mode everyone's.
 * @typedef {{mode: 'local'|'public', clusters?: number, bytes?: number, mostClusters?: number, mostBytes?: number, expireDays?: number}} Space
 * @typedef {{yours: boolean, editable: boolean, editLink: boolean, named: boolean, expires?: string}} Sharing
 */
/**
 * @typedef {object} SpaceState
 * @property {Space} space
 * @property {Sharing|null} sharing what may be done with the cluster that is shown, null for what nobody may change
 */

/** @returns {SpaceState} */
export const noSpace = () => ({ space: { mode: 'local' }, sharing: null });

/** Whether the cluster that is shown is another's, and this browser has no editable link of it. @param {SpaceState} state */
export const isGuest = ({ space, sharing }) => space.mode === 'public' && sharing !== null && !sharing.editable;

/** @type {import('./reducer.js').Slice<SpaceState>} */
export const SPACE = {
  spaceTold: (_, { space }) => ({ space }),
  sharingTold: (_, { id, sharing }, { clusterId }) => (id === clusterId ? { sharing } : {}),
  clusterOpened: (state, { id }, { clusterId }) => (id === clusterId ? {} : { sharing: null }),
};
