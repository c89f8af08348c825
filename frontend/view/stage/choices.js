import { sideOf } from '../../layout/stations.js';

/** @typedef {import('../../model/types.js').Mark} Mark */

/**
 * What lies in one place of a narrow picture, of which one is seen: the routes of a stack, and the hooks of its two sides. A step
 * chooses another one, and nothing is drawn again.
 * @param {ReturnType<typeof import('./scenery.js').createScenery>} scenery
 */
export function createChoices(scenery) {
  /** @type {[Element, string][]} */ let given = [];

  /** @param {Element} element @param {string} name */
  function give(element, name) {
    element.classList.add(name);
    given.push([element, name]);
  }

  /** @param {string} ns @param {string} row @param {boolean} isLit */
  function row(ns, row, isLit) {
    const all = scenery.of(ns);
    const chosen = all.find((e) => e.getAttribute('data-row') === row && e.matches('.route'));
    const rest = all.find((e) => e.matches('.route.solo.rest'));
    if (!chosen?.matches('.solo') || !rest) return;
    if (!isLit) give(chosen, 'due');
    give(rest, 'undue');
  }

  /** @param {string} ns @param {'in'|'out'} side */
  function hooks(ns, side) {
    if (side === 'in') return;
    for (const e of scenery.of(ns)) if (e.matches('.hook.solo')) give(e, e.matches('.rest') ? 'undue' : 'due');
  }

  return {
    /**
     * @param {import('../../model/onstage.js').OnStage} walk
     * @param {import('../../layout/scene.js').Scene} scene
     * @param {(mark: Mark) => string} rowOf the destination of the route that was chosen
     */
    show(walk, scene, rowOf) {
      for (const [element, name] of given) element.classList.remove(name);
      given = [];
      if (!scene.ground.m.narrow || !walk.mark) return;
      const own = walk.marks.filter((m) => m.flow !== 'arp');
      const flow = walk.mark.flow;
      for (const { id } of [...scene.machines, ...scene.routers]) {
        const here = own.filter((m) => m.namespace === id);
        const lookups = here.filter((m) => m.step.type === 'RouteLookup' && !(walk.veiled && m.column === walk.now));
        const last = lookups.findLast((m) => m.column <= walk.now);
        const isLit = last?.flow === flow;
        const shown = isLit ? last : lookups.find((m) => m.column > walk.now && m.flow === flow) ?? last ?? lookups[0];
        if (shown) row(id, rowOf(shown), isLit);
        const passes = here.findLast((m) => m.column <= walk.now) ?? here[0];
        if (passes && scene.wiring.hooks.has(id)) hooks(id, sideOf(passes, scene.wiring));
      }
    },
  };
}
