import { versionOf } from './course.js';
import { nameOf, shortOf, signOf } from './cues.js';
import { gapsOf } from './gaps.js';

/** @typedef {import('./course.js').Course} Course */
/**
 * @typedef {{from: number, until: number, tone: string, text: string, title: string}} Bar
 * @typedef {{time: number, text: string, changed: boolean}} Write
 * @typedef {object} Row of the foot of the time view
 * @property {'pod'|'slice'|'rules'} kind
 * @property {string} key
 * @property {string} label
 * @property {string} title
 * @property {Bar[]} bars
 * @property {Write[]} writes
 */

/** So many pods have rows; the others are counted. */
const MOST_PODS = 60;
const MOST_SERVICES = 4;
const MOST_NODES = 3;
/** Of so many nodes each has a row; of more, those that write together share one. */
const FEW_NODES = 4;

/**
 * A row for each pod to which something happens, for each Service's EndpointSlices, and for the rules of nodes that write together.
 * @param {Course} course
 * @param {import('./text.js').Translate} t
 * @returns {{rows: Row[], more: number}} `more`: pods that have no row
 */
export function rowsOf(course, t) {
  const busy = new Set(course.events.flatMap((e) => (e.object.kind === 'Pod' ? [`${e.object.namespace ?? 'default'}/${e.object.name}`] : [])));
  const services = course.services.filter((s) => s.writes.length > 0).slice(0, MOST_SERVICES);
  const named = new Set(services.flatMap((s) => s.named.flatMap((n) => n.pods)));
  const all = course.pods.filter((p) => busy.has(p.id) || named.has(p.id) || p.stretches.length > 1);
  const pods = all.length > 0 ? all : course.pods;
  return {
    rows: [
      ...pods.slice(0, MOST_PODS).map((p) => podRow(course, p, t)),
      ...services.map((s) => sliceRow(course, s)),
      ...services.flatMap((s) => ruled(course).map((r) => rulesRow(course, s, r, services.length > 1, t))),
    ],
    more: Math.max(0, pods.length - MOST_PODS),
  };
}

/** @param {Course} course @returns {import('./course.js').Rules[]} */
function ruled({ rules }) {
  const few = rules.reduce((sum, r) => sum + r.nodes.length, 0) <= FEW_NODES;
  return few ? rules.flatMap((r) => r.nodes.map((n) => ({ ...r, nodes: [n] }))).sort((a, b) => (a.nodes[0] < b.nodes[0] ? -1 : 1)) : rules;
}

/** @param {Course} course @param {import('./lives.js').Life} pod @param {import('./text.js').Translate} t @returns {Row} */
function podRow(course, pod, t) {
  return {
    kind: 'pod', key: pod.id, label: nameOf(course, pod), title: [pod.id, pod.node].filter(Boolean).join(' · '), writes: [],
    bars: pod.stretches.map(({ from, until, phase }) => {
      const text = t(`ui.time.phase.${phase}`);
      return { from, until: Math.min(until, course.end), tone: phase, text, title: text };
    }),
  };
}

/** @param {Course} course @param {import('./course.js').Slices} slices @returns {Row} */
function sliceRow(course, slices) {
  const name = names(course);
  return {
    kind: 'slice', key: `slice ${slices.id}`, label: `EndpointSlice ${slices.name}`, title: slices.id, bars: [],
    writes: slices.named.slice(1).map(({ from, pods }, i) => {
      const before = slices.named[i].pods;
      const change = [...pods.filter((p) => !before.includes(p)).map((p) => `+${name(p)}`), ...before.filter((p) => !pods.includes(p)).map((p) => `−${name(p)}`)];
      return { time: from, text: change.length > 3 ? `+${change.filter((c) => c.startsWith('+')).length} −${change.filter((c) => c.startsWith('−')).length}` : change.join(' '), changed: change.length > 0 };
    }),
  };
}

/**
 * @param {Course} course
 * @param {import('./course.js').Slices} slices
 * @param {import('./course.js').Rules} rules
 * @param {boolean} several whether there are rows of other Services
 * @param {import('./text.js').Translate} t
 * @returns {Row}
 */
function rulesRow(course, slices, rules, several, t) {
  const nodes = rules.nodes.length <= MOST_NODES ? rules.nodes.join(' ') : t('ui.time.nodes', rules.nodes.length);
  const gaps = gapsOf(course).filter((g) => g.service === slices.id && g.nodes.some((n) => rules.nodes.includes(n)));
  const newest = Math.max(0, ...course.pods.filter((p) => slices.named.some((n) => n.pods.includes(p.id))).map((p) => versionOf(course, p)));
  /** @type {Bar[]} */
  const bars = [];
  let held = '';
  for (const { from, until, pods } of rules.named.get(slices.id) ?? []) {
    const end = Math.min(until, course.end);
    const same = [...pods].sort().join(' ');
    if (bars.length > 0 && same === held) {
      bars[bars.length - 1].until = end;
      continue;
    }
    held = same;
    const { text, only } = counted(course, pods);
    bars.push({ from, until: end, tone: only === newest && newest > 0 ? 'new' : 'plain', text, title: pods.map(names(course)).join(', ') });
  }
  return {
    kind: 'rules', key: `rules ${slices.id} ${rules.nodes.join(' ')}`, label: t(several ? 'ui.time.row.rules.of' : 'ui.time.row.rules', nodes, slices.name), title: rules.nodes.join(', '), writes: [],
    bars: bars.map((b) => (gaps.some((g) => Math.min(g.until, b.until) - Math.max(g.from, b.from) > (b.until - b.from) / 2) ? { ...b, tone: 'old' } : b)),
  };
}

/** Endpoints by version: how many of each. @param {Course} course @param {string[]} pods */
function counted(course, pods) {
  const lives = new Map(course.pods.map((p) => [p.id, p]));
  /** @type {Map<number, {sign: string, n: number}>} */
  const by = new Map();
  for (const id of pods) {
    const pod = lives.get(id);
    const version = pod ? versionOf(course, pod) : 0;
    by.set(version, { sign: pod ? signOf(course, pod) : '', n: (by.get(version)?.n ?? 0) + 1 });
  }
  const sorted = [...by].sort((a, b) => a[0] - b[0]);
  return { text: sorted.length === 0 ? '–' : sorted.map(([, { sign, n }]) => `${sign}${n}`).join(' '), only: sorted.length === 1 ? sorted[0][0] : -1 };
}

/** @param {Course} course @returns {(id: string) => string} */
function names(course) {
  const lives = new Map(course.pods.map((p) => [p.id, p]));
  return (id) => {
    const pod = lives.get(id);
    return pod ? shortOf(pod) : id;
  };
}

/**
 * Moments for the axis: round ones, as many as there is room for.
 * @param {number} end
 * @param {number} [most]
 * @returns {number[]}
 */
export function ticksOf(end, most = 10) {
  const rough = Math.max(end, 0.001) / most;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * ten).find((s) => s >= rough) ?? 10 * ten;
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, i) => Math.round(i * step * 1e6) / 1e6);
}

/** A moment in so many words as are needed. @param {number} time */
export const seconds = (time) => String(Math.round(time * 100) / 100);
