/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./score.js').Line} Line */
/**
 * The time one moment of a walk has: the packet moves to it, then there is time to read.
 * @typedef {object} Beat
 * @property {Mark} mark
 * @property {number} begin milliseconds since the walk began, at speed 1
 * @property {number} arrive when the packet is there
 * @property {number} end when it leaves
 */
/**
 * Where a walk stands at a time.
 * @typedef {object} Place
 * @property {Beat} beat
 * @property {number} index of the beat
 * @property {number} share how much of the movement is done, 0 to 1
 * @property {boolean} over whether the walk is
 */

/** How long the packet moves to a step, whatever the distance. */
export const MOVE = 450;
const PER_WORD = 250;
const PER_CHARACTER = 180;
const LEAST = 1500;
const MOST = 8000;

/**
 * The time it takes to read a sentence: by words, and where it is Chinese by characters.
 * @param {string} sentence
 * @returns {number} milliseconds
 */
export function readingTime(sentence) {
  const characters = sentence.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = sentence.replace(/\p{Script=Han}/gu, ' ').split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return Math.min(MOST, Math.max(LEAST, words * PER_WORD + characters * PER_CHARACTER));
}

/**
 * Whether somebody decides something here: the server tells these steps even in the shortest story. Others only carry out.
 * @param {Mark} mark
 */
export const isDecision = (mark) => mark.step.level === 'story' || mark.stop || mark.fold !== null;

/**
 * The times of a walk: what happens at the same time is one beat, and only decisions are given time to read.
 * @param {Pick<Line, 'steps'>} line
 * @returns {Beat[]}
 */
export function scheduleOf({ steps }) {
  /** @type {Beat[]} */
  const beats = [];
  let now = 0;
  for (const mark of steps) {
    const last = beats[beats.length - 1];
    if (last?.mark.column === mark.column) continue;
    const together = steps.filter((m) => m.column === mark.column).find(isDecision);
    const arrive = now + (last ? MOVE : 0);
    const end = arrive + (together ? readingTime(together.step.sentence) : last ? 0 : LEAST);
    beats.push({ mark, begin: now, arrive, end });
    now = end;
  }
  return beats;
}

/**
 * @param {Beat[]} beats at least one
 * @param {number} ms since the walk began, at speed 1
 * @returns {Place}
 */
export function at(beats, ms) {
  let low = 0;
  let high = beats.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (beats[middle].begin <= ms) low = middle;
    else high = middle - 1;
  }
  const beat = beats[low];
  const moving = beat.arrive - beat.begin;
  const share = moving === 0 ? 1 : Math.min(1, Math.max(0, (ms - beat.begin) / moving));
  return { beat, index: low, share: eased(share), over: low === beats.length - 1 && ms >= beat.end };
}

/** In and out gently (cubic). @param {number} x 0 to 1 */
export const eased = (x) => (x < 0.5 ? 4 * x ** 3 : 1 - (2 - 2 * x) ** 3 / 2);
