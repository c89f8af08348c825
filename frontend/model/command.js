/** @typedef {import('./types.js').Mark} Mark */

/** What the terminal answers from the cluster alone, whatever a walk has learned since. */
const ASKABLE = /\b(ip route get \S.*|sysctl(?: [\w./-]+)+)$/;

/**
 * What a step's command asks where it can be asked at once: the same question, without the way to the machine.
 * @param {Mark|null} mark
 * @returns {{namespace: string, command: string}|null}
 */
export function questionOf(mark) {
  const found = mark?.step.command ? ASKABLE.exec(mark.step.command) : null;
  return mark && found ? { namespace: mark.namespace, command: found[1] } : null;
}
