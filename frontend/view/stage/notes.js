import { endingRule, hookOf, translationOf } from '../../model/netfilter.js';
import { endOf } from '../../model/timeline.js';

/** @typedef {import('../../model/types.js').Mark} Mark */
/** @typedef {import('../../model/text.js').Translate} Translate */
/** @typedef {{kind: 'drop'|'nat'|'none', lines: string[]}} Note */

const LONGEST = 44;
const MOST_LINES = 3;

/**
 * What is written beside a packet: why it ends, with the rule that ended it, or what is translated.
 * @param {Mark} mark
 * @param {Translate} t
 * @returns {Note}
 */
export function noteOf(mark, t) {
  const nat = translationOf(mark.step);
  if (nat) return { kind: 'nat', lines: [t(nat.undo ? 'ui.nat.undo' : 'ui.nat.made', `${nat.kind} #${nat.number}`)] };
  if (!mark.stop) return { kind: 'none', lines: [] };
  return { kind: 'drop', lines: [t(`ui.drop.${endOf(mark.step)}`), ...wrapped(endingRule(mark))] };
}

/**
 * Breaks a rule at its blanks; what does not fit is left to the inspector.
 * @param {string} text
 * @returns {string[]}
 */
export function wrapped(text) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= LONGEST) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > LONGEST ? `${word.slice(0, LONGEST - 1)}…` : word);
  }
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1].slice(0, LONGEST - 2)} …`];
}

/**
 * Lights the hook a packet is at.
 * @param {any} world D3 selection of the drawing
 * @param {Mark|null} mark
 */
export function light(world, mark) {
  const hook = hookOf(mark);
  world.selectAll('g.hook').classed('lit', false);
  if (!mark || hook === null) return;
  world.selectAll('g.host').filter(function () {
    // @ts-ignore: D3 hands the element over as `this`
    return this.getAttribute('data-ns') === mark.namespace;
  }).selectAll('g.hook').filter((/** @type {{hook: string}} */ h) => h.hook === hook).classed('lit', true);
}
