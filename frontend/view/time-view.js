import { walkOf } from '../model/clients.js';
import { createClock } from '../model/clock.js';
import { saidAt } from '../model/time.js';
import { hasTime } from '../model/times.js';
import { createTrials } from '../model/trials.js';
import { renderTime, scrubTo } from './time.js';
import { told } from './time-tools.js';
import { renderTimePanel } from './time-panel.js';

/** @typedef {import('../model/state.js').State} State */

/**
 * The time view: its foot in the place of the lanes, its panel in that of the inspector.
 * @param {{show: (of: (state: State) => readonly unknown[], part: (state: State) => void, how?: {heavy?: boolean}) => void}} screen
 * @param {import('../model/commands.js').Store} store
 * @param {import('../model/commands.js').Client} client
 * @param {{foot: HTMLElement, panel: HTMLElement, main: HTMLElement}} places
 * @param {{commands: ReturnType<typeof import('../model/commands.js').createCommands>, terminal: ReturnType<typeof import('../model/console.js').createConsole>,
 *   tryProbe: (probe: Partial<import('../model/types.js').Probe>) => void}} on
 */
export function createTimeView(screen, store, client, { foot, panel, main }, { commands, terminal, tryProbe }) {
  const clock = createClock(store, { now: () => performance.now(), frame: (act) => requestAnimationFrame(act), cancel: (handle) => cancelAnimationFrame(handle) });
  const trials = createTrials(store, client, { openCluster: commands.openCluster, listClusters: commands.listClusters, refresh: terminal.refresh });
  const on = {
    dispatch: store.dispatch, clock, trials,
    /** @type {import('./time.js').On['walk']} */
    walk(stream, request) {
      clock.go(request.time);
      tryProbe(walkOf(stream, request));
    },
    undo(/** @type {number|'last'} */ which) {
      store.dispatch({ type: 'versusChosen', edit: null, both: false });
      terminal.undo(which);
    },
  };
  screen.show((s) => [s.timing], (state) => main.toggleAttribute('data-timing', state.timing));
  screen.show((s) => [s.timing, told(s), s.ticking, s.pace, s.told, s.timeRefused, s.thinksOf, s.traffic, s.trafficThen, s.toldThen, s.both, s.topology, s.running, s.at, s.messages],
    (state) => renderTime(foot, state, on), { heavy: true });
  // in each frame only the line moves; what is written follows ten times a second
  screen.show((s) => [s.timing, s.clock, s.told, s.toldThen, s.both], (state) => { if (state.timing) scrubTo(foot, state.clock); });
  screen.show((s) => [s.timing, saidAt(s), s.oldRule, s.ruled, s.ruledLines, s.ticking, s.told, s.timeRefused, s.thinksOf, s.traffic, s.trafficThen, s.toldThen, s.versus, s.both, s.topology, s.history, s.running, s.at, s.messages],
    (state) => { if (state.timing) renderTimePanel(panel, state, on); }, { heavy: true });

  return {
    clock, walk: on.walk,
    /** An edit by hand: what happens on the time line is planned there. @param {import('../model/deeds.js').EditBody} edit @param {...import('../model/deeds.js').EditBody} more */
    async make(edit, ...more) {
      if (edit['timeline']) await trials.plan(/** @type {Record<string, unknown>} */ (edit['timeline']));
      else await terminal.make(edit, ...more);
    },
    /**
     * What the keys move: the clock here, else the walk.
     * @param {{step: (by: number) => void, next: (way: 1|-1) => void, end: (which: 'first'|'last') => void}} conductor
     */
    moves(conductor) {
      const timing = () => store.get().timing;
      return {
        step: (/** @type {number} */ by) => (timing() ? clock : conductor).step(by),
        next: (/** @type {1|-1} */ way) => (timing() ? clock.step(way) : conductor.next(way)),
        end: (/** @type {'first'|'last'} */ which) => (timing() ? clock : conductor).end(which),
      };
    },
    turn: () => { if (hasTime(store.get())) store.dispatch({ type: 'timeTurned', on: !store.get().timing }); },
  };
}
