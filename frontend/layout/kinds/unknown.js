/** @typedef {import('./machine.js').MachineBox} MachineBox */

const NOTHING = /** @type {any[]} */ ([]);

/**
 * A machine of which only is known how much is on it. Thousands are made at once: every field is written out, which is much faster than
 * spreading.
 * @param {import('./machine.js').Machine} machine
 * @param {import('../shapes.js').Box} cell
 * @param {import('../graph.js').Wiring} wiring
 * @param {import('./under.js').Slots} slots
 * @param {import('../metrics.js').Metrics} m
 * @returns {MachineBox}
 */
export function unknownMachine(machine, { x, y, w, h }, wiring, slots, m) {
  const corridor = x + w / 2;
  wiring.anchor(`tile:${machine.id}`, corridor, y, machine.id);
  return {
    x, y, w, h, id: machine.id, label: machine.label, ready: machine.ready, down: NOTHING, known: false, dots: machine.pods ?? 0, problems: machine.problems ?? 0, band: { x, y, w, h: 0 },
    stack: { x, y, w, h: 0, id: machine.id, corridor, m, forward: true, between: false, hooks: null },
    bars: NOTHING, hostPods: NOTHING, pods: NOTHING, pills: NOTHING, nics: NOTHING, cue: null, gone: NOTHING, wiring, slots, m, fold: null,
  };
}
