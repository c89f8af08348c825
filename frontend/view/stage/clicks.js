import { within } from './crowd.js';

/**
 * What a click on the picture is meant for: whom it folds, what it selects, or from far the tile that it hits.
 * @param {HTMLElement} frame
 * @param {{fold: (machine: string) => void, select: (hit: Element, e: MouseEvent) => void, fly: (i: number) => void,
 *   tiles: () => {crowd: import('./crowd.js').Crowd, at: {x: number, y: number, k: number}}|null}} on `tiles`: none where machines are drawn one by one
 */
export function listenToClicks(frame, on) {
  frame.addEventListener('click', (e) => {
    const target = e.target instanceof Element ? e.target : null;
    const hit = target?.closest('[data-ns]');
    const machine = hit?.getAttribute('data-fold');
    const far = target?.closest('.stage-layer') ? on.tiles() : null;
    if (machine) on.fold(machine);
    else if (hit) on.select(hit, e);
    else if (far) {
      const box = frame.getBoundingClientRect();
      const { x, y, k } = far.at;
      const [i] = within(far.crowd, { x: (e.clientX - box.left - x) / k, y: (e.clientY - box.top - y) / k, w: 0, h: 0 });
      if (i !== undefined) on.fly(i);
    }
  });
}
