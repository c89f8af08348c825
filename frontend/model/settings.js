import { USUAL_SIDES, bounded } from './sides.js';

/**
 * How this reader wants the page; the browser keeps it.
 * @typedef {object} SettingsState
 * @property {'en'|'zh'} lang
 * @property {Record<string, string>} messages
 * @property {'auto'|'light'|'dark'} theme
 * @property {number} speed of playing, 1 at the pace of reading
 * @property {boolean} tellAtOnce whether the verdict is told before the packet has arrived
 * @property {boolean} guessing whether the reader wants to guess before a decision is told
 * @property {import('./sides.js').Sides} sides
 * @property {readonly string[]} own ids of the clusters that were made in this browser
 */

/** @returns {SettingsState} */
export const usualSettings = () => ({ lang: 'en', messages: {}, theme: 'auto', speed: 1, tellAtOnce: false, guessing: false, sides: USUAL_SIDES, own: [] });

/** @param {SettingsState['theme']} theme @returns {SettingsState['theme']} the next one of those there are */
export const nextTheme = (theme) => (theme === 'auto' ? 'light' : theme === 'light' ? 'dark' : 'auto');

/** So many clusters a browser remembers as its own, the newest. */
const MOST_OWN = 1000;

/** @param {readonly string[]} own @param {string} id */
const withOwn = (own, id) => (own.includes(id) ? own : [...own, id].slice(-MOST_OWN));

/**
 * The clusters to choose from: those made in this browser, and the one a link led to. A public server lists no others.
 * @param {import('./state.js').State} state
 */
export const ownClusters = ({ clusters, own, clusterId, space }) => clusters.filter((c) => !c.sample && (space.mode === 'public' || own.includes(c.id) || c.id === clusterId));

/** @type {import('./reducer.js').Slice<SettingsState>} */
export const SETTINGS = {
  languageChosen: (_, { lang }) => ({ lang }),
  languageLoaded: (_, { lang, messages }) => ({ lang, messages }),
  themeChosen: (_, { theme }) => ({ theme }),
  speedChosen: (_, { speed }) => ({ speed }),
  tellChosen: (_, { on }) => ({ tellAtOnce: on }),
  guessChosen: (_, { on }) => ({ guessing: on }),
  sidesChanged: (settings, { sides }) => ({ sides: bounded({ ...settings.sides, ...sides }) }),
  clusterMade: ({ own }, { id }) => ({ own: withOwn(own, id) }),
  // a change of a sample makes a copy
  clusterRefreshed: ({ own }, { id }, { clusterId }) => (id === clusterId ? {} : { own: withOwn(own, id) }),
  ownRead: (_, { ids }) => ({ own: ids.slice(-MOST_OWN) }),
  linkFollowed: (_, { link }) => ({ speed: link.speed }),
};
