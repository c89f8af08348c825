import { translationOf } from './netfilter.js';

/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./score.js').Line} Line */
/** @typedef {{namespace: string, label: string, bystanders: number}} Lane `bystanders`: how many share it, 0 for a lane of its own */
/** @typedef {{name: string, made: Mark, undone: Mark}} Bracket a translation and where it is taken back */

const MOST_LANES = 9;

/**
 * The lanes of a line: namespaces in path order; those that only heard a flood share one lane when there are many.
 * @param {Mark[]} marks
 * @returns {{lanes: Lane[], laneOf: Map<string, number>}}
 */
export function lanesOf(marks) {
  /** @type {Map<string, boolean>} namespace to whether it took part */
  const seen = new Map();
  const inPathOrder = [...marks].sort((a, b) => rankOf(a) - rankOf(b) || a.seq - b.seq);
  for (const m of inPathOrder) {
    for (const namespace of m.crowd?.namespaces ?? [m.namespace]) seen.set(namespace, seen.get(namespace) === true || m.flow !== 'arp' || m.aside);
  }
  const crowded = seen.size > MOST_LANES;
  const named = [...seen].filter(([, part]) => part || !crowded).map(([namespace]) => namespace);
  const labels = shortNames(named);
  const lanes = named.map((namespace, i) => ({ namespace, label: labels[i], bystanders: 0 }));
  const laneOf = new Map(named.map((namespace, i) => [namespace, i]));
  const others = seen.size - named.length;
  if (others > 0) {
    for (const namespace of seen.keys()) if (!laneOf.has(namespace)) laneOf.set(namespace, lanes.length);
    lanes.push({ namespace: '', label: '', bystanders: others });
  }
  return { lanes, laneOf };
}

/** @param {Mark} mark */
const rankOf = (mark) => (mark.flow === 'request' ? 0 : mark.flow === 'arp' ? 2 : 1);

/**
 * Names as short as they stay different: without the Kubernetes namespace, and without an ending that all have in common.
 * @param {string[]} names
 * @returns {string[]}
 */
export function shortNames(names) {
  const bare = names.map((name) => name.slice(name.indexOf('/') + 1));
  const distinct = bare.map((name, i) => (bare.filter((other) => other === name).length > 1 ? names[i] : name));
  const long = distinct.filter((name) => name.includes('.'));
  const ending = long.length > 1 ? commonEnding(long) : '';
  return distinct.map((name) => (ending !== '' && name.endsWith(ending) ? name.slice(0, -ending.length) : name));
}

/** What all names have after a dot. @param {string[]} names */
function commonEnding(names) {
  let ending = names[0].slice(names[0].indexOf('.'));
  while (ending !== '' && !names.every((name) => name.endsWith(ending) && name !== ending)) {
    const next = ending.indexOf('.', 1);
    ending = next < 0 ? '' : ending.slice(next);
  }
  return ending;
}

/** What an aside is called where there is little room. @param {Mark} mark */
export const asideName = ({ fold }) => (fold?.type === 'arp' ? 'ARP' : 'TCP');

/**
 * Where marks stand along the lanes: counted steps by one, asides half way between.
 * @param {Line} line
 * @returns {{placeOf: Map<number, number>, last: number}} by seq
 */
export function placesOf({ marks }) {
  /** @type {Map<number, number>} */
  const placeOf = new Map();
  let column = -1;
  let place = -1;
  for (const mark of marks) {
    if (mark.aside) {
      placeOf.set(mark.seq, place + 0.5);
      continue;
    }
    if (mark.column !== column) place++;
    column = mark.column;
    placeOf.set(mark.seq, place);
  }
  return { placeOf, last: Math.max(0, ...placeOf.values()) };
}

/**
 * Translations of which the reader has seen both ends.
 * @param {Line} line
 * @param {number} seen greatest column that the reader knows
 * @returns {Bracket[]}
 */
export function bracketsOf({ steps }, seen) {
  /** @type {Map<string, Mark>} */
  const made = new Map();
  /** @type {Bracket[]} */
  const brackets = [];
  for (const mark of steps.filter((m) => m.column <= seen)) {
    const own = translationOf(mark.step);
    if (!own) continue;
    const name = `${own.kind} #${own.number}`;
    const other = made.get(name);
    if (!own.undo && !other) made.set(name, mark);
    else if (own.undo && other && !brackets.some((b) => b.name === name)) brackets.push({ name, made: other, undone: mark });
  }
  return brackets;
}

/**
 * The step that a click on a lane's name leads to: the first one there after the cursor, else the first of all.
 * @param {Line} line
 * @param {string} namespace
 * @param {number} column of the cursor
 * @returns {Mark|null}
 */
export function firstOnLane({ steps }, namespace, column) {
  const there = steps.filter((m) => m.namespace === namespace);
  return there.find((m) => m.column > column) ?? there[0] ?? null;
}

/** Kinds of packets that are not told before the first of them is seen. */
const LATE = new Set(['error', 'redirect']);

/**
 * What the key of the time line explains: every kind of packet that is drawn there, a late one from when it is seen.
 * @param {readonly Mark[]} marks
 * @param {number} seen the last column that is told
 */
export const legendFlows = (marks, seen) => /** @type {const} */ (['request', 'reply', 'error', 'redirect', 'arp', 'connection'])
  .filter((flow) => marks.some((m) => m.flow === flow && !m.aside && (m.column <= seen || !LATE.has(flow))));

/** Where the first lane is, in CSS px; and between the brackets of two translations: each has a line for its words. */
export const TOP = 16;
const BRACKET = 13;
/** What the key takes under the lanes. */
export const KEY = 26;

/** @param {number} lanes @param {number} gap from lane to lane @param {number} i @returns {number} where a bracket under the lanes lies */
export const bracketAt = (lanes, gap, i) => TOP + (lanes - 0.5) * gap + 8 + i * BRACKET;

/**
 * How high lanes are with the brackets and the key under them, none of which lies on another.
 * @param {number} lanes
 * @param {number} gap
 * @param {number} brackets
 * @param {number} key how much of it the key is
 */
export const lanesHeight = (lanes, gap, brackets, key) => TOP + (lanes - 1) * gap + key + 8 + (brackets > 0 ? gap / 2 + 2 + (brackets - 1) * BRACKET : 0);

/** The gap with which lanes fill a height. @param {number} height @param {number} lanes @param {number} brackets @param {number} key */
export const gapIn = (height, lanes, brackets, key) => (height - lanesHeight(1, 0, brackets, key)) / Math.max(0.5, lanes - 1 + (brackets > 0 ? 0.5 : 0));
