import { answered, EMPTY, recalled, typed } from './terminal.js';

/**
 * What of the page is in view.
 * @typedef {object} PanelState
 * @property {{namespace: string, device: string|null}|null} selection what was clicked, until the cursor moves
 * @property {import('./state.js').Tab} tab
 * @property {import('./state.js').View|null} view
 * @property {Drawer|null} drawer
 * @property {boolean} projector whether the picture and one sentence fill the window, for a room
 * @property {boolean} blank whether the presenter has darkened the screen
 * @property {{of: import('./types.js').Trace, device: string, frames: import('./pcapng.js').Frame[]}|null} capture what a device saw of a walk
 * @property {string} notice
 * @property {ReadonlyMap<string, import('./terminal.js').Terminal>} terminals by namespace
 * @property {boolean} running whether a command waits for its answer
 */

/** @typedef {'left'|'right'|'menu'|'probe'|'search'} Drawer the sides, and on a phone what is a sheet there */

/** @returns {PanelState} */
export const emptyPanel = () => ({ selection: null, tab: 'step', view: null, drawer: null, projector: false, blank: false, capture: null, notice: '', terminals: new Map(), running: false });

/**
 * @param {PanelState} panel
 * @param {string} namespace
 * @param {(terminal: import('./terminal.js').Terminal) => import('./terminal.js').Terminal} change
 * @returns {Pick<PanelState, 'terminals'>}
 */
const inTerminal = ({ terminals }, namespace, change) => ({
  terminals: new Map(terminals).set(namespace, change(terminals.get(namespace) ?? EMPTY)),
});

/** @type {import('./reducer.js').Slice<PanelState>} */
export const PANEL = {
  linkFollowed: (_, { link }) => ({ view: link.view, tab: link.tab, selection: null, projector: link.projector, blank: false }),
  clusterOpened: (panel, { id }, { clusterId }) => ({ selection: null, terminals: new Map(), view: id === clusterId ? panel.view : null }),
  traceArrived: (panel, { keep, stay }) => ({ tab: keep || stay ? panel.tab : 'step', ...(stay ? {} : { selection: null }) }),
  probeSent: (panel) => ({ drawer: panel.drawer === 'right' ? panel.drawer : null }),
  playheadMoved: () => ({ selection: null, blank: false }),
  sceneTurned: () => ({ selection: null }),
  selected: (panel, { namespace, device }) => ({ selection: { namespace, device: device ?? null }, tab: panel.tab === 'yaml' ? 'yaml' : 'namespace' }),
  tabChosen: (_, { tab }) => ({ tab }),
  drawerTurned: (_, { drawer }) => ({ drawer }),
  projectorTurned: (_, { on }) => ({ projector: on, blank: false, drawer: null }),
  blanked: (panel) => ({ blank: panel.projector && !panel.blank }),
  captureArrived: (_, { of, device, frames }) => ({ capture: { of, device, frames } }),
  timeTurned: (panel, { on }) => ({ projector: panel.projector && !on, selection: null, view: null }),
  viewMoved: (_, { view }) => ({ view }),
  noticed: (_, { notice }) => ({ notice }),
  placeChosen: () => ({ notice: '' }),
  pageTurned: () => ({ notice: '' }),
  working: (_, { on }) => ({ running: on }),
  terminalTyped: (panel, { namespace, draft }) => inTerminal(panel, namespace, (x) => typed(x, draft)),
  terminalRecalled: (panel, { namespace, by }) => inTerminal(panel, namespace, (x) => recalled(x, by)),
  commandGiven: (panel, { namespace }) => ({
    ...inTerminal(panel, namespace, (x) => typed(x, '')), running: true,
    selection: panel.selection?.namespace === namespace ? panel.selection : { namespace, device: null },
  }),
  commandAnswered: (panel, { namespace, command, text, refused, walks = [] }) => ({
    ...inTerminal(panel, namespace, (x) => answered(x, { command, text, refused, walks })), running: false,
  }),
};
