/** @typedef {import('./policy-types.js').Pairs} Pairs */
/** @typedef {import('./policy-types.js').PairsCell} Cell */
/** @typedef {import('./policy-types.js').PairsSender} Sender */
/** @typedef {import('./policy-types.js').PairsReceiver} Receiver */
/** @typedef {'new'|'lost'|'reason'|'other'} Difference what a change did to a pair: reached now, not any more, the same answer for another reason, or another answer */
/** @typedef {{row: number, column: number}} Place indices in the matrix as it is drawn */
/** @typedef {{key: string, name: string, detail: string, group: string, kind: string, at: number}} Head of a row or a column; `at` is its index in the answer */
/**
 * Who reaches whom: a board in the place of the stage.
 * @typedef {object} ReachState
 * @property {boolean} board whether it is shown
 * @property {{key: string, pairs: Pairs}|null} pairs as the cluster is shown
 * @property {{key: string, pairs: Pairs}|null} pairsThen as it was
 * @property {number|'event'|null} against after how many edits it was compared with, `event` for the moment before the last event, null for no comparison
 * @property {boolean} differing whether only what differs is told
 * @property {'workload'|'namespace'} grouping
 * @property {string} filter part of the names that are told
 * @property {Place|null} cell
 * @property {'why'|'walk'|'yaml'} cellTab what is told of the cell
 * @property {CellTold|null} cellTold
 * @property {string} reachRefused
 */

/** What was asked about the example of a cell. @typedef {{key: string, why?: import('./policy-types.js').Why, trace?: import('./types.js').Trace, message?: string}} CellTold */

/** @returns {ReachState} */
export const noReach = () => ({ board: false, pairs: null, pairsThen: null, against: null, differing: false, grouping: 'workload', filter: '', cell: null, cellTab: 'why', cellTold: null, reachRefused: '' });

/** @type {import('./reducer.js').Slice<ReachState>} */
export const REACH = {
  linkFollowed: (_, { link }) => ({ ...noReach(), board: link.reach }),
  clusterOpened: ({ board, grouping }) => ({ ...noReach(), board, grouping }),
  clusterRefreshed: () => ({ cellTold: null, reachRefused: '', against: null, differing: false, pairsThen: null }),
  probeSent: () => ({ board: false }),
  selected: () => ({ board: false }),
  timeTurned: ({ board }, { on }) => ({ board: board && !on }),
  projectorTurned: ({ board }, { on }) => ({ board: board && !on }),
  boardTurned: ({ against }, { on }, { clock }) => ({ board: on, against: on && clock !== null ? 'event' : against === 'event' ? null : against }),
  clockSet: (reach) => (reach.board ? { pairsThen: null, cellTold: null } : {}),
  pairsArrived: (_, { key, pairs, then }) => (then ? { pairsThen: { key, pairs } } : { pairs: { key, pairs }, reachRefused: '' }),
  pairsRefused: (_, { message }) => ({ reachRefused: message }),
  cellChosen: (_, { cell }) => ({ cell }),
  cellTabChosen: (_, { tab }) => ({ cellTab: tab }),
  cellTold: (_, { told }) => ({ cellTold: told }),
  againstChosen: (reach, { edit }) => ({ against: edit, differing: reach.differing && edit !== null, pairsThen: null, cell: null }),
  differencesTurned: (_, { on }) => ({ differing: on, cell: null }),
  groupingChosen: (_, { grouping }) => ({ grouping, cell: null }),
  reachFiltered: (_, { text }) => ({ filter: text, cell: null }),
};

const ORDER = ['workload', 'class', 'namespace', 'node', 'outside', 'new-pods', 'new-namespace'];

/** @param {Sender|Receiver} it @returns {string} what it is called in a comparison: the ranges of the world outside change with policies */
const identity = (it) => [it.kind, it.namespace ?? '', it.name ?? '', it.owner ?? '', 'port' in it ? `${it.protocol} ${it.port}` : ''].join(' ');

/**
 * Rows or columns by namespace and then by workload, then nodes, the world outside, and pods that do not exist yet.
 * @param {(Sender|Receiver)[]} all
 * @param {import('./text.js').Translate} t
 * @returns {Head[]}
 */
export function headsOf(all, t) {
  const heads = all.map((it, at) => {
    const plain = it.kind === 'workload' || it.kind === 'class' || it.kind === 'namespace';
    return {
      key: identity(it), at, kind: it.kind, group: plain ? (it.namespace ?? it.name ?? '') : t(`ui.reach.kind.${it.kind}`),
      name: it.name ?? (it.kind === 'outside' ? t('ui.reach.any') : it.kind === 'new-pods' ? (it.namespace ?? '') : t('ui.reach.any')),
      detail: 'port' in it ? `:${it.port}${it.protocol === 'tcp' ? '' : `/${it.protocol}`}` : it.kind === 'workload' || it.kind === 'namespace' || it.kind === 'class' ? t('ui.reach.pods', it.size) : '',
    };
  });
  const rank = (/** @type {Head} */ h) => Math.max(0, ORDER.indexOf(h.kind)) > 2 ? ORDER.indexOf(h.kind) : 0;
  return heads.sort((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? a.group.localeCompare(b.group) : 0) || a.at - b.at);
}

/** @param {Pairs} pairs @returns {(row: number, column: number) => Cell|null} */
function cellsOf(pairs) {
  const byPlace = new Map(pairs.cells.map((c) => [c.row * pairs.to.length + c.column, c]));
  return (row, column) => byPlace.get(row * pairs.to.length + column) ?? null;
}

/** What an answer rests on, as one text, so that two can be compared. @param {Cell} cell */
const grounds = (cell) => JSON.stringify([cell.walk?.result ?? '', cell.walk?.code ?? '', ...cell.cases.map((c) =>
  [c.verdict, ...c.because.map((b) => [b.direction, b.effect, b.object?.kind, b.object?.namespace, b.object?.name, b.path])])]);

/**
 * @param {Cell|null} then
 * @param {Cell|null} now
 * @returns {Difference|null}
 */
export function differenceOf(then, now) {
  if (!then || !now || then.verdict === 'itself' || now.verdict === 'itself') return null;
  if (then.verdict === now.verdict) return grounds(then) === grounds(now) ? null : 'reason';
  return now.verdict === 'allow' ? 'new' : then.verdict === 'allow' ? 'lost' : 'other';
}

/**
 * The matrix as it is drawn.
 * @typedef {object} Matrix
 * @property {Head[]} rows
 * @property {Head[]} columns
 * @property {(Cell|null)[][]} cells
 * @property {(Cell|null)[][]} before
 * @property {(Difference|null)[][]} differences
 * @property {{reached: number, of: number}[]} reached by column
 * @property {{allow: number, deny: number, unknown: number}} counts
 * @property {number} differing how many cells differ
 * @property {boolean} unwalked whether there are cells that nothing was walked for
 */

/**
 * @param {Pick<ReachState, 'pairs'|'pairsThen'|'filter'|'differing'>} state
 * @param {import('./text.js').Translate} t
 * @returns {Matrix|null}
 */
export function matrixOf({ pairs, pairsThen, filter, differing }, t) {
  if (!pairs) return null;
  const now = pairs.pairs;
  const at = cellsOf(now);
  const then = pairsThen ? { at: cellsOf(pairsThen.pairs), rows: indexOf(pairsThen.pairs.from), columns: indexOf(pairsThen.pairs.to) } : null;
  const was = (/** @type {Head} */ r, /** @type {Head} */ c) => {
    const [row, column] = [then?.rows.get(r.key), then?.columns.get(c.key)];
    return then && row !== undefined && column !== undefined ? then.at(row, column) : null;
  };
  const words = filter.trim().toLowerCase();
  const fits = (/** @type {Head} */ h) => `${h.group}/${h.name} ${h.detail}`.toLowerCase().includes(words);
  let [rows, columns] = [headsOf(now.from, t), headsOf(now.to, t)];
  const all = rows.flatMap((r) => columns.map((c) => differenceOf(was(r, c), at(r.at, c.at)))).filter((d) => d !== null).length;
  if (words !== '') {
    const some = { rows: rows.filter(fits), columns: columns.filter(fits) };
    if (some.rows.length > 0) ({ rows } = some);
    else ({ columns } = some);
  }
  if (differing) {
    const differs = (/** @type {Head} */ r, /** @type {Head} */ c) => differenceOf(was(r, c), at(r.at, c.at)) !== null;
    const kept = rows.filter((r) => columns.some((c) => differs(r, c)));
    columns = columns.filter((c) => kept.some((r) => differs(r, c)));
    rows = kept;
  }
  const cells = rows.map((r) => columns.map((c) => at(r.at, c.at)));
  const before = rows.map((r) => columns.map((c) => was(r, c)));
  const flat = cells.flat();
  const count = (/** @type {string[]} */ verdicts) => flat.filter((c) => c && verdicts.includes(c.verdict)).length;
  return {
    rows, columns, cells, before, differences: cells.map((line, i) => line.map((c, j) => differenceOf(before[i][j], c))),
    reached: columns.map((c) => {
      const asked = headsOf(now.from, t).filter((r) => !r.kind.startsWith('new-')).map((r) => at(r.at, c.at)).filter((x) => x !== null && x.verdict !== 'itself');
      return { reached: asked.filter((x) => x?.verdict === 'allow').length, of: asked.length };
    }),
    counts: { allow: count(['allow']), deny: count(['deny']), unknown: count(['unknown', 'mixed']) }, differing: all,
    unwalked: flat.some((c) => c !== null && isUnwalked(c)),
  };
}

/** Whether policies allow a pair of it, and nothing was walked. @param {Cell} cell */
export const isUnwalked = ({ walked, cases }) => !walked && cases.some((c) => c.verdict === 'allow');

/** @param {(Sender|Receiver)[]} all @returns {Map<string, number>} */
const indexOf = (all) => new Map(all.map((it, i) => [identity(it), i]));

/**
 * The next cell that differs, in reading order, and from the last one on the first again.
 * @param {Matrix} matrix
 * @param {Place|null} from
 * @returns {Place|null}
 */
export function nextDifference({ differences }, from) {
  const places = differences.flatMap((line, row) => line.flatMap((d, column) => (d === null ? [] : [{ row, column }])));
  const after = places.find((p) => from === null || p.row > from.row || (p.row === from.row && p.column > from.column));
  return after ?? places[0] ?? null;
}

/** The probe that walks a cell: an example of what was said of it, the denied ones first. @param {Cell|null} cell */
export const probeOf = (cell) => cell?.cases.find((c) => c.probe)?.probe ?? null;

/**
 * The question about the cell that is looked at, where its tab has one: the probe of its example, and a name for both.
 * @param {ReachState} state
 * @returns {{probe: {from: string, to: string, protocol: any, port: number}, tab: 'walk'|'yaml', key: string}|null}
 */
export function cellQuestion(state) {
  const { cell, cellTab } = state;
  if (!state.board || cell === null || cellTab === 'why') return null;
  const probe = probeOf(matrixOf(state, (key) => key)?.cells[cell.row]?.[cell.column] ?? null);
  return probe && { probe, tab: cellTab, key: JSON.stringify([cellTab, probe]) };
}

/**
 * Where the first packet of a request came by: of each place the route it took there, or what ended it. What is sent again goes the same way.
 * @param {Pick<import('./types.js').Trace, 'hops'>} trace
 * @returns {{place: string, sentence: string}[]}
 */
export function wayOf({ hops }) {
  const requests = hops.filter((hop) => hop.flow === 'request' && !hop.infra && hop.steps.length > 0);
  return requests.filter((hop) => hop.packet === requests[0].packet).map(({ namespace, steps }) => {
    const own = steps.filter((s) => s.type !== 'TimedOut');
    const last = own[own.length - 1] ?? steps[0];
    const route = last.type === 'FrameTransmitted' ? own.filter((s) => s.type === 'RouteLookup').pop() : undefined;
    return { place: namespace, sentence: (route ?? last).sentence };
  });
}

const IMAGE = 'busybox:1.37';

/** An end as the shell of somebody with kubectl knows it: the address of a pod is looked up, as it changes. @param {string} end */
function addressWords(end) {
  const [namespace, name] = end.split('/');
  if (end.startsWith('ext:')) return end.slice('ext:'.length);
  if (end.startsWith('node:')) return `$(kubectl get node ${end.slice('node:'.length)} -o jsonpath='{.status.addresses[0].address}')`;
  return name === undefined ? end : `$(kubectl -n ${namespace} get pod ${name} -o jsonpath='{.status.podIP}')`;
}

/**
 * The command that proves a cell on a real cluster. It brings its own tools; what has a connection is all it can prove.
 * @param {{from: string, to: string, protocol: string, port: number}|null} probe
 * @returns {{command: string, on: string}|null} `on` is the host that it is run on, empty for wherever kubectl is
 */
export function proofOf(probe) {
  if (!probe || String(probe.protocol).toLowerCase() !== 'tcp' || /[^\w./:-]/.test(probe.from + probe.to)) return null;
  const { from } = probe;
  const ask = `nc -zvw 3 ${addressWords(probe.to)} ${probe.port}`;
  if (from.startsWith('ext:')) return { command: ask, on: from.slice('ext:'.length) };
  if (from.startsWith('node:')) return { command: `kubectl debug -it node/${from.slice('node:'.length)} --image=${IMAGE} -- ${ask}`, on: '' };
  const [namespace, pod] = from.split('/');
  return pod === undefined ? null : { command: `kubectl -n ${namespace} debug -it ${pod} --image=${IMAGE} -- ${ask}`, on: '' };
}

/** Runs of heads of the same group. @param {Head[]} heads @returns {{group: string, kind: string, from: number, count: number}[]} */
export function groupsOf(heads) {
  /** @type {{group: string, kind: string, from: number, count: number}[]} */
  const groups = [];
  heads.forEach((h, i) => {
    const last = groups[groups.length - 1];
    if (last && last.group === h.group && last.kind === h.kind) last.count++;
    else groups.push({ group: h.group, kind: h.kind, from: i, count: 1 });
  });
  return groups;
}

/** What a comparison is made with by itself: the cluster before its last edit. @param {Pick<import('./state.js').State, 'history'|'at'>} state @returns {number|null} */
export function lastBut({ history, at }) {
  const edits = at ?? history?.edits.length ?? 0;
  return edits > 0 ? edits - 1 : null;
}
