/**
 * Draws each part of the page when what it shows has changed, and no other, once before the next picture.
 * @template S
 * @param {{get: () => S, subscribe: (listener: (state: S) => void) => void}} store
 * @param {(act: () => void) => void} frame calls once before the next picture
 * @param {(e: unknown) => void} [failed] hears what a part threw; the others are drawn all the same
 */
export function createScreen(store, frame, failed = (e) => console.error(e)) {
  /** @type {{of: (state: S) => readonly unknown[], draw: (state: S) => void, shown: readonly unknown[]|null}[]} */
  const parts = [];
  let queued = false;

  function draw() {
    queued = false;
    const state = store.get();
    for (const part of parts) {
      const now = part.of(state);
      if (part.shown !== null && now.length === part.shown.length && now.every((value, i) => Object.is(value, part.shown?.[i]))) continue;
      part.shown = now;
      try {
        part.draw(state);
      } catch (e) {
        failed(e);
      }
    }
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
     */
    show(of, part) {
      parts.push({ of, draw: part, shown: null });
      queue();
    },
    draw,
  };
}
