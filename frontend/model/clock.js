import { courseNow, indexAt, stepped } from './time.js';

/** @typedef {import('./commands.js').Store} Store */

/**
 * Moves the clock of the time view: from event to event, to a moment, and playing.
 * @param {Store} store
 * @param {{now: () => number, frame: (act: () => void) => number, cancel: (handle: number) => void}} timer
 */
export function createClock(store, { now, frame, cancel }) {
  let handle = 0;
  let before = 0;

  /** @param {number} clock @param {boolean} [ticking] */
  const set = (clock, ticking = false) => store.dispatch({ type: 'clockSet', clock, ticking });

  function tick() {
    const { ticking, timing, clock, pace } = store.get();
    const course = courseNow(store.get());
    if (!ticking || !timing || clock === null || !course) return;
    const at = now();
    const next = clock + ((at - before) / 1000) * pace;
    before = at;
    if (next >= course.end) set(course.end);
    else {
      set(next, true);
      handle = frame(tick);
    }
  }

  return {
    /** To a moment. @param {number} clock */
    go(clock) {
      const end = courseNow(store.get())?.end ?? 0;
      set(Math.max(0, Math.min(end, clock)));
    },
    /** Events further. @param {number} by */
    step(by) {
      const course = courseNow(store.get());
      if (course) set(stepped(course, store.get().clock ?? 0, by));
    },
    /** @param {'first'|'last'} which */
    end(which) {
      const course = courseNow(store.get());
      if (course) set(which === 'first' ? 0 : course.end);
    },
    toggle() {
      const { ticking, clock } = store.get();
      const course = courseNow(store.get());
      if (!course) return;
      cancel(handle);
      if (ticking) return set(clock ?? 0);
      before = now();
      set((clock ?? 0) >= course.end - 1e-6 ? 0 : (clock ?? 0), true);
      handle = frame(tick);
    },
    /** The moment that is shown. */
    now: () => store.get().clock ?? courseNow(store.get())?.end ?? 0,
    /** How many events have happened, and how many there are. @returns {{at: number, of: number}} */
    place() {
      const course = courseNow(store.get());
      return course ? { at: indexAt(course.stops, store.get().clock ?? 0), of: course.stops.length - 1 } : { at: 0, of: 0 };
    },
  };
}
