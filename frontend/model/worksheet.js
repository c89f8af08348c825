import { joined } from './acts.js';
import { lineOf } from './score.js';
import { ownersOf } from './strip.js';
import { tablesAt } from './tables.js';

/** @typedef {import('./lessons.js').Lesson} Lesson */
/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./types.js').NamespaceDetail} NamespaceDetail */
/** @typedef {{say: string, question: string, choices: string[], answer: number|null, because: string}} SheetQuestion `answer` from 1; null where the engine knows none */
/**
 * A table to be filled in.
 * @typedef {object} SheetTable
 * @property {'links'|'routes'|'conntrack'} kind
 * @property {string} of the network namespace; empty for all
 * @property {string[]} columns keys of their words
 * @property {{head: string, cells: string[]}[]} rows of the blank table only the first `head` is printed, where it begins
 */
/** @typedef {{id: string, number: number, title: string, aim: string, questions: SheetQuestion[], tables: SheetTable[]}} Sheet */
/**
 * @typedef {object} SheetClient
 * @property {(id: string, question: string, choice: number) => Promise<import('./lessons.js').Answer>} answer
 * @property {(cluster: string, probe: any) => Promise<any>} trace
 * @property {(cluster: string, name: string) => Promise<NamespaceDetail>} namespace
 * @property {(cluster: string) => Promise<import('./types.js').Topology>} topology
 */

const MOST_TABLES = 3;
const MOST_ROWS = 10;
const FIRST = 1;

/**
 * A lesson's sheet: its questions, and tables of its first walk and of the namespaces it is about. All that is filled in comes from the engine.
 * @param {Lesson} course
 * @param {SheetClient} client
 * @returns {Promise<Sheet>}
 */
export async function sheetOf(course, client) {
  const asking = course.pages.filter((page) => page.ask);
  const first = course.pages.find((page) => page.walk);
  const cluster = first?.cluster ?? course.cluster;
  const [questions, topology, trace] = await Promise.all([
    Promise.all(asking.map((page) => answered(course.id, page, client))), client.topology(cluster),
    first?.walk ? client.trace(cluster, first.walk.probe).then(joined, () => null) : null,
  ]);
  const there = new Set(topology.namespaces.map((n) => n.id));
  const details = await Promise.all((course.focus ?? []).filter((name) => there.has(name)).slice(0, MOST_TABLES).map((name) => client.namespace(cluster, name)));
  const { id, number, title, aim } = course;
  return { id, number, title, aim, questions, tables: [...details.map(routesOf), ...(trace ? [linksOf(trace, topology), ...connectionsOf(trace)] : [])].filter((table) => table.rows.length > 0) };
}

/** @param {string} lesson @param {import('./lessons.js').LessonPage} page @param {SheetClient} client @returns {Promise<SheetQuestion>} */
async function answered(lesson, { say, ask }, client) {
  if (!ask) throw new Error('no question');
  const said = await client.answer(lesson, ask.id, FIRST);
  const right = said.right || !said.answer ? said : await client.answer(lesson, ask.id, said.answer);
  return { say, question: ask.question, choices: ask.choices, answer: right.answer ?? null, because: right.because };
}

/** The table main as a machine holds it. @param {NamespaceDetail} detail @returns {SheetTable} */
function routesOf({ id, routes }) {
  const main = routes.filter((route) => route.table === 'main').slice(0, MOST_ROWS);
  return { kind: 'routes', of: id, columns: ['destination', 'via', 'dev'], rows: main.map((r) => ({ head: '', cells: [r.destination.replace(/^(0\.0\.0\.0|::)\/0$/, 'default'), r.via ?? '–', r.dev ?? r.type ?? '–'] })) };
}

/**
 * Every frame that the request is carried in, as it arrives.
 * @param {Trace} trace @param {import('./types.js').Topology} topology @returns {SheetTable}
 */
export function linksOf(trace, topology) {
  const owners = ownersOf(topology);
  const whose = (/** @type {string|undefined} */ mac) => (mac ? [owners.get(mac) ?? '', mac].filter(Boolean).join('\n') : '–');
  const arrivals = lineOf(trace, { level: 'stage', arp: 'folded', open: new Set() }).marks
    .filter((m) => m.flow === 'request' && !m.aside && !m.crowd && !m.infra && m.step.type === 'FrameReceived' && m.hop.steps.find((s) => s.type === 'FrameReceived') === m.step);
  const rows = arrivals.flatMap((m) => {
    const packet = m.step.before ?? m.step.after;
    const from = senderOf(trace, m.hop)?.namespace;
    if (!packet || !from) return [];
    const layer = (/** @type {string[]} */ ...types) => packet.layers.find((l) => types.includes(l.type))?.fields ?? {};
    const frame = layer('ethernet');
    const ip = layer('ipv4', 'ipv6');
    return [{ head: `${short(from)} → ${short(m.namespace)}`, cells: [whose(frame['src']), whose(frame['dst']), ip['src'] ?? '–', ip['dst'] ?? '–', ip['ttl'] ?? '–'] }];
  });
  return { kind: 'links', of: '', columns: ['link', 'srcMac', 'dstMac', 'src', 'dst', 'ttl'], rows: rows.slice(0, MOST_ROWS) };
}

/** Where a frame comes from, past what only joins machines. @param {Trace} trace @param {import('./types.js').Hop} hop @returns {import('./types.js').Hop|undefined} */
function senderOf(trace, { parent }) {
  const from = trace.hops.find((hop) => hop.id === parent?.hop);
  return from?.infra ? senderOf(trace, from) : from;
}

/** What is tracked where an address is translated. @param {Trace} trace @returns {SheetTable[]} */
export function connectionsOf(trace) {
  const places = [...new Set(trace.hops.filter((hop) => hop.steps.some((s) => s.type === 'Translated')).map((hop) => hop.namespace))];
  return places.slice(0, MOST_TABLES).map((of) => ({
    kind: 'conntrack', of, columns: ['protocol', 'original', 'reply'],
    rows: tablesAt(null, trace, of, Infinity).connections.slice(0, MOST_ROWS).map(({ cells }) => ({ head: '', cells: entryOf(cells['entry']) })),
  }));
}

/** A line of conntrack -L in columns. @param {string} entry */
function entryOf(entry) {
  const ends = [...entry.matchAll(/src=(\S+) dst=(\S+)(?: sport=(\d+) dport=(\d+))?/g)].map(([, src, dst, sport, dport]) => (sport ? `${src}:${sport} → ${dst}:${dport}` : `${src} → ${dst}`));
  return [entry.split(' ')[0], ends[0] ?? '–', ends[1] ?? '–'];
}

/** @param {string} name */
const short = (name) => name.slice(name.indexOf('/') + 1);
