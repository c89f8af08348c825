import { gapAt, gapsOf } from './gaps.js';
import { addressAt } from './lives.js';
import { courseNow, indexAt, sceneOf, stopAt } from './time.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./course.js').Course} Course */
/** @typedef {{sign: '+'|'−', text: string}} Changed a line of rules that came or went */
/** @typedef {{node: string, from: number, until: number}} Between a node's rules at two moments */

/** So many lines of a difference are kept, and of one excerpt. */
const MOST_LINES = 400;
const MOST_EXCERPT = 2;

/** Which tool prints the rules of a cluster's kube-proxies. @param {Pick<State, 'topology'|'told'>} state */
const toolOf = ({ topology, told }) => ((topology?.network ?? told?.first.network)?.proxyMode === 'nftables' ? 'nft' : 'iptables-save');

/** A line without what counts packets. @param {string} line */
const bare = (line) => line.trim().replace(/^\[\d+:\d+\] /, '').replace(/ \[\d+:\d+\]$/, '').replace(/counter packets \d+ bytes \d+ ?/, '');

/** @param {string} text @returns {string[]} */
const linesOf = (text) => text.split('\n').map(bare).filter((l) => l !== '' && !l.startsWith('#'));

/**
 * What came and what went between two texts of rules, in their order; a line that only stands elsewhere is no change.
 * @param {string} before
 * @param {string} after
 * @returns {Changed[]}
 */
export function changedLines(before, after) {
  const [was, is] = [linesOf(before), linesOf(after)];
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const line of was) left.set(line, (left.get(line) ?? 0) + 1);
  /** @type {Changed[]} */
  const added = [];
  for (const text of is) {
    const n = left.get(text) ?? 0;
    if (n > 0) left.set(text, n - 1);
    else added.push({ sign: '+', text });
  }
  /** @type {Changed[]} */
  const gone = [];
  for (const text of was) {
    const n = left.get(text) ?? 0;
    if (n === 0) continue;
    left.set(text, n - 1);
    gone.push({ sign: '−', text });
  }
  return [...gone, ...added];
}

/**
 * The rule that leads to an address: the draw, or else what translates.
 * @param {string} text lines that hold the address
 * @param {string} ip
 * @returns {string[]}
 */
export function ruleFor(text, ip) {
  const own = linesOf(text).filter((l) => new RegExp(`(^|[^0-9a-f.:])${ip.replace(/[.]/g, '\\.')}([^0-9a-f.]|$)`, 'i').test(l));
  const draws = own.filter((l) => /statistic|numgen|vmap|-j KUBE-SEP/.test(l));
  return (draws.length > 0 ? draws : own).slice(0, draws.length > 0 ? 1 : MOST_EXCERPT);
}

/** When the rules of a node are written, with the beginning. @param {Course} course @param {string} node @returns {number[]} */
export const writesOf = (course, node) => [0, ...(course.rules.find((r) => r.nodes.includes(node))?.writes ?? [])];

/** @type {WeakMap<import('./course.js').Rules, number[]>} */
const changes = new WeakMap();

/** When other endpoints are named than before. @param {Course} course @param {string} node @returns {number[]} */
function changesOf(course, node) {
  const rules = course.rules.find((r) => r.nodes.includes(node));
  if (!rules) return [];
  const before = changes.get(rules);
  if (before) return before;
  const found = [...rules.named.values()].flatMap((all) => all.filter((n, i) => i > 0 && !isSame(n.pods, all[i - 1].pods)).map((n) => n.from)).sort((a, b) => a - b);
  changes.set(rules, found);
  return found;
}

/** @param {string[]} a @param {string[]} b both without repeats */
function isSame(a, b) {
  const others = new Set(b);
  return a.length === b.length && a.every((pod) => others.has(pod));
}

/**
 * What is compared: as it was chosen, or else the last write before the clock that changed what rules name, or any, with the one before it, on a node that
 * wrote then.
 * @param {Course} course
 * @param {number} clock
 * @param {State['ruled']} chosen
 * @returns {Between|null} null where there are no rules
 */
export function betweenOf(course, clock, chosen) {
  const last = course.rules.reduce((/** @type {{node: string, at: number}|null} */ best, r) => {
    const at = r.writes.findLast((w) => w <= clock + 1e-6) ?? 0;
    return best === null || at > best.at ? { node: r.nodes[0], at } : best;
  }, null);
  const node = chosen.node ?? last?.node;
  if (!node) return null;
  const writes = writesOf(course, node);
  const until = chosen.until ?? changesOf(course, node).findLast((w) => w <= clock + 1e-6) ?? writes[indexAt(writes, clock)];
  const from = chosen.from ?? writes[Math.max(0, indexAt(writes, until) - 1)];
  return { node, from, until };
}

/**
 * What the time view asks of rules: the one that leads to a pod that does not answer, and what changed between two moments.
 * @param {import('./commands.js').Store} store
 * @param {import('./commands.js').Client} client
 */
export function createRuleTexts(store, client) {
  return {
    /** @type {import('./effects.js').Effect<{key: string, node: string, ip: string, at: number|null, of: string, moment: string}>} */
    oldRule: {
      wants(state) {
        const course = courseNow(state);
        if (!state.timing || state.ticking || !course || state.clock === null) return null;
        const gap = gapAt(gapsOf(course), state.clock);
        const ip = gap ? addressAt(gap.pod, gap.from) : '';
        if (!gap || ip === '') return null;
        const key = [state.told?.key, gap.from, gap.nodes[0], gap.pod.id].join(' ');
        if (state.oldRule?.key === key) return null;
        return { key, of: { key, node: gap.nodes[0], ip, at: state.at, of: toolOf(state), moment: sceneOf(stopAt(course, state.clock)) } };
      },
      async ask({ key, node, ip, at, of, moment }, signal) {
        const text = await client.state(store.get().clusterId, { namespace: node, of, containing: ip }, at, signal, moment);
        return { type: 'oldRuleArrived', old: { key, node, lines: ruleFor(text, ip) } };
      },
    },
    /** @type {import('./effects.js').Effect<Between & {key: string, at: number|null, of: string, containing: string}>} */
    ruled: {
      wants(state) {
        const course = courseNow(state);
        if (!state.timing || state.ticking || !state.ruled.open || !course || state.clock === null) return null;
        const between = betweenOf(course, state.clock, state.ruled);
        if (!between) return null;
        const key = [state.told?.key, between.node, between.from, between.until].join(' ');
        // of a large cluster only the lines that name the Service
        const containing = state.topology?.summary ? course.services.find((s) => s.writes.length > 0)?.id ?? '' : '';
        return state.ruledLines?.key === key ? null : { key, of: { key, ...between, at: state.at, of: toolOf(state), containing } };
      },
      async ask({ key, node, from, until, at, of, containing }, signal) {
        const texts = [];
        for (const moment of [from, until]) texts.push(await client.state(store.get().clusterId, { namespace: node, of, ...(containing ? { containing } : {}) }, at, signal, sceneOf(moment)));
        const lines = changedLines(texts[0], texts[1]);
        return { type: 'ruledArrived', ruled: { key, lines: lines.slice(0, MOST_LINES), more: Math.max(0, lines.length - MOST_LINES) } };
      },
    },
  };
}
