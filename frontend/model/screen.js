/**
 * Draws each part of the page when what it shows has changed, and no other, once before the next picture.
 * @template S
 * @param {{get: () => S, subscribe: (listener: (state: S) => void) => void}} store
 * @param {(act: () => void) => void} frame calls once before the next picture
 * @param {{failed?: (e: unknown) => void, hurried?: (state: S) => boolean}} [how] `failed` hears what a part threw; the others are drawn all the same. While `hurried` no two heavy
 *   parts are drawn before one picture, so that none is late
 */
export function createScreen(store, frame, { failed = (e) => console.error(e), hurried = () => false } = {}) {
  /** @type {{of: (state: S) => readonly unknown[], draw: (state: S) => void, heavy: boolean, shown: readonly unknown[]|null}[]} */
  const parts = [];
  let queued = false;

  function draw() {
    queued = false;
    const state = store.get();
    let [busy, waits] = [false, false];
    for (const part of parts) {
      const now = part.of(state);
      if (part.shown !== null && now.length === part.shown.length && now.every((value, i) => Object.is(value, part.shown?.[i]))) continue;
      if (part.heavy && busy) {
        waits = true;
        continue;
      }
      busy ||= part.heavy && hurried(state);
      part.shown = now;
      try {
        part.draw(state);
      } catch (e) {
        failed(e);
      }
    }
    if (waits) queue();
  }

  function queue() {
    if (queued) return;
    queued = true;
    frame(draw);
  }

  store.subscribe(queue);
  return {
    /**
     * @param {(state: S) => readonly unknown[]} of what the part shows; it is drawn when one of these is another
     * @param {(state: S) => void} part
     * @param {{heavy?: boolean}} [how] whether it takes long to draw
     */
    show(of, part, { heavy = false } = {}) {
      parts.push({ of, draw: part, heavy, shown: null });
      queue();
    },
    draw,
  };
}
