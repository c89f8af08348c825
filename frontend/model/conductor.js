import { MOVE, at, eased, isDecision, scheduleOf } from './schedule.js';
import { indexOfSeq } from './timeline.js';
import { currentMark, walkLine } from './walk.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./schedule.js').Beat} Beat */
/** @typedef {'self'|'link'|'teacher'|'lesson'} Source who moves the playhead */
/** @typedef {{seq: number, from: number|null, share: number}} Moving a movement from mark to mark, and how much of it is done, eased */
/**
 * Time, which the model does not have.
 * @typedef {object} Clock
 * @property {() => number} now milliseconds
 * @property {(act: () => void) => number} frame calls once before the next picture
 * @property {(handle: number) => void} cancel
 */

/** Two steps within this time, in milliseconds: the reader does not want to see the movement. */
const HASTE = 150;

/**
 * The one who moves the playhead: player, keys, lanes, lists, links and the clock all go through it. While a walk plays, the
 * cursor follows from the time.
 * @param {{get: () => State, dispatch: (action: import('./actions.js').Action) => void, subscribe: (listener: (s: State) => void) => () => void}} store
 * @param {Clock} clock
 * @param {() => boolean} [still] whether nothing shall slide
 */
export function createConductor(store, clock, still = () => false) {
  /** @type {Set<(moving: Moving) => void>} */
  const watchers = new Set();
  let handle = 0;
  /** When a walk plays: the time on its schedule at the time on the clock. @type {{ms: number, since: number, speed: number}|null} */
  let playing = null;
  /** When a step is gone: @type {{since: number, millis: number, seq: number, from: number|null}|null} */
  let sliding = null;
  let pressed = -Infinity;
  /** @type {{line: object, beats: Beat[]}} */
  let known = { line: {}, beats: [] };

  /** @param {Moving} moving */
  const tell = (moving) => {
    for (const watcher of watchers) watcher(moving);
  };
  const beats = () => {
    const line = walkLine(store.get());
    if (known.line !== line) known = { line, beats: scheduleOf(line) };
    return known.beats;
  };
  const again = () => {
    if (handle === 0) handle = clock.frame(tick);
  };

  function tick() {
    handle = 0;
    if (playing) play(playing);
    else if (sliding) slide(sliding);
  }

  /** @param {NonNullable<typeof playing>} from */
  function play({ ms, since, speed }) {
    const list = beats();
    if (list.length === 0) return;
    const place = at(list, ms + (clock.now() - since) * speed);
    const { seq } = place.beat.mark;
    const previous = list[place.index - 1]?.mark.seq ?? null;
    if (currentMark(store.get())?.seq !== seq) {
      store.dispatch({ type: 'playheadMoved', seq, playing: !place.over, source: 'self' });
      if (currentMark(store.get())?.seq !== seq) return stopped();
    } else if (place.over) stopped();
    tell({ seq, from: previous, share: still() ? 1 : place.share });
    if (playing) again();
  }

  /** @param {NonNullable<typeof sliding>} move */
  function slide({ since, millis, seq, from }) {
    const share = millis <= 0 ? 1 : Math.min(1, (clock.now() - since) / millis);
    if (share === 1) sliding = null;
    tell({ seq, from, share: eased(share) });
    if (sliding) again();
  }

  function stopped() {
    playing = null;
    store.dispatch({ type: 'played', on: false });
  }

  /** Puts the clock where the cursor is: read already, or still to be read. @param {boolean} read */
  function wind(read) {
    const list = beats();
    const mark = currentMark(store.get());
    const index = mark ? list.findLastIndex((b) => b.mark.column <= mark.column) : 0;
    const beat = list[Math.max(0, index)];
    if (beat) playing = { ms: read ? beat.end : beat.arrive, since: clock.now(), speed: store.get().speed };
    sliding = null;
    again();
  }

  store.subscribe((state) => {
    if (!state.playing) {
      playing = null;
      return;
    }
    if (!playing) return wind(false);
    if (known.line !== walkLine(state)) return wind(false);
    if (playing.speed !== state.speed) {
      const now = clock.now();
      playing = { ms: playing.ms + (now - playing.since) * playing.speed, since: now, speed: state.speed };
    }
  });

  /**
   * @param {number} seq
   * @param {{source?: Source, jump?: boolean}} [how] whether the packet is simply there
   */
  function go(seq, { source = 'self', jump = false } = {}) {
    const from = currentMark(store.get())?.seq ?? null;
    playing = null;
    store.dispatch({ type: 'playheadMoved', seq, playing: false, source, jump });
    const to = currentMark(store.get())?.seq ?? null;
    if (to === null) return;
    const now = clock.now();
    const millis = jump || from === to || still() || now - pressed < HASTE ? 0 : MOVE / store.get().speed;
    pressed = now;
    sliding = { since: now, millis, seq: to, from: jump ? null : from };
    if (millis === 0) slide(sliding);
    else again();
  }

  /** The mark so many counted steps away; from an aside, the step before or after it. @param {number} by */
  function stepAt(by) {
    const { steps } = walkLine(store.get());
    const mark = currentMark(store.get());
    if (!mark || steps.length === 0) return null;
    const index = mark.aside ? (by > 0 ? steps.findIndex((m) => m.column > mark.column) - 1 : steps.findLastIndex((m) => m.column < mark.column) + 1)
      : indexOfSeq(steps, mark.seq);
    return steps[Math.min(steps.length - 1, Math.max(0, index + by))];
  }

  return {
    go,
    /** @param {number} by */
    step(by) {
      const mark = stepAt(by);
      if (mark) go(mark.seq);
    },
    /** To the next decision, or the one before. @param {1|-1} way */
    next(way) {
      const { steps } = walkLine(store.get());
      const mark = currentMark(store.get());
      if (!mark) return;
      const beyond = way > 0 ? steps.find((m) => m.column > mark.column && isDecision(m)) : steps.findLast((m) => m.column < mark.column && isDecision(m));
      const end = way > 0 ? steps[steps.length - 1] : steps[0];
      go((beyond ?? end).seq);
    },
    /** @param {'first'|'last'} which */
    end(which) {
      const { steps } = walkLine(store.get());
      const mark = which === 'last' ? steps[steps.length - 1] : steps[0];
      if (mark) go(mark.seq, { jump: true });
    },
    /** Plays from here, from the beginning where everything was played, or stops playing. */
    toggle() {
      const state = store.get();
      const { steps } = walkLine(state);
      if (steps.length === 0) return;
      if (state.playing) return store.dispatch({ type: 'played', on: false });
      const mark = currentMark(state);
      const over = mark !== null && mark.column >= steps[steps.length - 1].column;
      if (over) store.dispatch({ type: 'playheadMoved', seq: steps[0].seq, playing: false, source: 'self', jump: true });
      wind(!over);
      store.dispatch({ type: 'played', on: true });
    },
    pause: () => store.dispatch({ type: 'played', on: false }),
    /** Tells the end now. */
    tell: () => store.dispatch({ type: 'endTold' }),
    /**
     * Hears of every movement, at each picture.
     * @param {(moving: Moving) => void} watcher
     */
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
