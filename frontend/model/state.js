import { USUAL } from './probe.js';

/** @typedef {import('./types.js').Probe} Probe */
/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./types.js').ClusterInfo} ClusterInfo */
/** @typedef {import('./types.js').NamespaceDetail} NamespaceDetail */
/** @typedef {import('./types.js').Level} Level */
/** @typedef {'step'|'packet'|'namespace'|'yaml'} Tab */
/** @typedef {{x: number, y: number, k: number}} View centre in world units and zoom */
/** @typedef {{name: string, type: string, blob: Blob, files: number}} Attachment what is sent as it is: large, or an archive */
/**
 * @typedef {object} ImportForm
 * @property {string} key what it is a draft of: `new`, or the cluster whose documents are edited
 * @property {string|null} id cluster that is edited, none for a new one
 * @property {boolean} edits whether documents that are there already are changed, be it in a copy
 * @property {string} name
 * @property {string} base the text it began with
 * @property {string} text
 * @property {Attachment|null} attachment instead of the text
 * @property {Problem[]} problems
 * @property {string} message
 * @property {boolean} refused whether these documents were refused because of problems one may put up with
 * @property {boolean} restored whether this was typed before, and left
 * @property {boolean} busy
 * @property {number|null} sent the share of the documents that has been sent, null while nothing is on its way
 * @property {number|null} read the share that the server has read of them, null before it tells
 */
/**
 * @typedef {object} State
 * @property {'en'|'zh'} lang
 * @property {Record<string, string>} messages
 * @property {'auto'|'light'|'dark'} theme
 * @property {ClusterInfo[]} clusters
 * @property {string} clusterId
 * @property {ClusterInfo|null} info
 * @property {Topology|null} topology
 * @property {import('./types.js').History|null} history of the cluster's changes
 * @property {number|null} at after how many changes the cluster is shown, null for now
 * @property {string} failure what could not be loaded, empty when all is well
 * @property {Probe} probe as typed
 * @property {boolean} sending
 * @property {Problem[]} probeProblems
 * @property {Trace|null} trace
 * @property {boolean} stale whether the probe was changed after it was sent
 * @property {number|null} cursor seq of the step looked at
 * @property {boolean} playing
 * @property {number} speed
 * @property {Level} level
 * @property {boolean} showArp
 * @property {{namespace: string, device: string|null}|null} selection what was clicked, until the cursor moves
 * @property {Map<string, NamespaceDetail>} details
 * @property {Map<string, string>} refused why a namespace's detail could not be had; it is not asked for again by itself
 * @property {Map<string, import('./terminal.js').Terminal>} terminals by namespace
 * @property {boolean} running whether a command waits for its answer
 * @property {Tab} tab
 * @property {View|null} view
 * @property {ImportForm|null} form
 * @property {Map<string, ImportForm>} drafts what was typed and left, by key
 * @property {import('./report.js').Report|null} report what became of the documents imported last
 * @property {'left'|'right'|null} drawer
 * @property {string} notice
 */

/** @type {Probe} */
export const FIRST_PROBE = { ...USUAL, from: 'web-1', to: '10.0.2.2', port: 80 };

/** @returns {State} */
export function initialState() {
  return {
    lang: 'en', messages: {}, theme: 'auto', clusters: [], clusterId: 'article', info: null, topology: null, history: null, at: null,
    failure: '', probe: FIRST_PROBE, sending: false, probeProblems: [], trace: null, stale: false, cursor: null,
    playing: false, speed: 1, level: 'stage', showArp: true, selection: null, details: new Map(), refused: new Map(), terminals: new Map(),
    running: false, tab: 'step', view: null, form: null, drafts: new Map(), report: null, drawer: null, notice: '',
  };
}
