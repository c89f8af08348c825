/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./types.js').Hop} Hop */
/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./score.js').Line} Line */
/**
 * One of the walks that an answer consists of: a DNS query, the connection of the client, that of a proxy.
 * @typedef {object} Act
 * @property {'query'|'own'|'onward'} kind `own` is the walk of the probe itself
 * @property {string} key of its words
 * @property {string[]} args
 * @property {number} from least seq that its steps can have
 * @property {Trace} trace as the server tells it
 */

/** So far the steps of two acts are from each other, and so far the ids of their hops: no answer holds so many. */
const STEPS = 10_000_000;
const HOPS = 100_000;
/** More queries than this are searched names; the last ones decide. */
const MOST_QUERIES = 20;

/** What a namespace is called where there is little room. @param {string} name */
const short = (name) => name.slice(name.indexOf('/') + 1);

/** What was typed as a target, a URL by its host. @param {string} to */
const targetOf = (to) => /^https?:\/\/([^/]+)/i.exec(to)?.[1] ?? short(to);

/**
 * The walks of an answer one after the other, as one: the playhead crosses from one to the next as from step to step. An answer
 * that is a single walk stays as it is. The ids of the probe's own hops stay, so that a link to a step of it stays one.
 * @param {any} answer of `POST …/traces`, with packets and tables in their places
 * @returns {Trace}
 */
export function joined(answer) {
  const acts = actsOf(answer);
  if (acts.length < 2) return answer;
  const own = acts.findIndex((a) => a.kind === 'own');
  const shifted = acts.map((act, i) => shift(act.trace, i * STEPS, i === own ? 0 : (i + 1) * HOPS, i));
  const { onward, queries, ...rest } = answer;
  const { outcome } = answer;
  const after = acts.findIndex((a) => a.kind === 'onward');
  return {
    ...rest, acts,
    outcome: {
      ...outcome, cause: causeAt(outcome.cause, own * STEPS),
      ...(outcome.onward ? { onward: { ...outcome.onward, cause: causeAt(outcome.onward.cause, after * STEPS) } } : {}),
    },
    hops: shifted.flatMap((t) => t.hops),
    folds: shifted.flatMap((t) => t.folds),
    ...extraOf(acts.map((a) => a.trace)),
  };
}

/** @param {any} answer @returns {Act[]} */
function actsOf(answer) {
  /** @type {any[]} */
  const queries = (answer.queries ?? []).slice(-MOST_QUERIES);
  /** @type {any[]} */
  const onward = [];
  for (let next = answer.onward; next; next = next.onward) onward.push(next);
  const { probe } = answer;
  const from = short(probe.fromNamespace ?? probe.from);
  const proxy = onward[0]?.probe.fromNamespace;
  /** @type {Omit<Act, 'from'>[]} */
  const acts = [
    ...queries.map(({ query, trace }) => ({
      kind: /** @type {const} */ ('query'), key: query.onward ? 'ui.act.forwarded' : 'ui.act.query',
      args: [short(query.from), query.name.replace(/\.$/, ''), query.type], trace,
    })),
    { kind: 'own', key: 'ui.act.connection', args: [from, proxy ? short(proxy) : probe.toNamespace ? short(probe.toNamespace) : targetOf(probe.to)], trace: answer },
    ...onward.map((trace) => ({
      kind: /** @type {const} */ ('onward'), key: 'ui.act.connection',
      args: [short(trace.probe.fromNamespace ?? trace.probe.from), short(trace.outcome.server?.ns ?? trace.probe.toNamespace ?? trace.probe.to)], trace,
    })),
  ];
  return acts.filter((a) => a.trace.hops.length > 0).map((act, i) => ({ ...act, from: i * STEPS }));
}

/**
 * @param {Trace} trace
 * @param {number} steps
 * @param {number} hops
 * @param {number} act
 * @returns {{hops: Hop[], folds: import('./types.js').Fold[]}}
 */
function shift(trace, steps, hops, act) {
  const parent = (/** @type {{hop: number, step: number}|null|undefined} */ p) => (p ? { ...p, hop: p.hop + hops } : p);
  return {
    hops: trace.hops.map((hop) => ({
      ...hop, id: hop.id + hops, act, parent: parent(hop.parent) ?? null, steps: hop.steps.map((s) => ({ ...s, seq: s.seq + steps })),
    })),
    folds: (trace.folds ?? []).map((fold) => ({ ...fold, seq: fold.seq + steps, parent: parent(fold.parent), requests: fold.requests.map((id) => id + hops) })),
  };
}

/** @param {any} cause @param {number} steps */
const causeAt = (cause, steps) => (typeof cause?.step === 'number' ? { ...cause, step: cause.step + steps } : cause);

/** What the walks found beside the topology, each once. @param {Trace[]} traces */
function extraOf(traces) {
  const found = traces.flatMap((t) => (t.extra ? [t.extra] : []));
  if (found.length === 0) return {};
  const once = (/** @type {any[]} */ all) => [...new Map(all.map((x) => [x.id, x])).values()];
  return { extra: { machines: once(found.flatMap((x) => x.machines)), namespaces: once(found.flatMap((x) => x.namespaces)) } };
}

/** The act that a mark belongs to. @param {Mark|null} mark */
export const actOf = (mark) => mark?.hop.act ?? 0;

/** The step's seq as the server knows it, in the walk of its act. @param {Trace} trace @param {number} seq @returns {{act: Act|null, seq: number}} */
export function seqInAct(trace, seq) {
  const act = trace.acts?.findLast((a) => a.from <= seq) ?? null;
  return { act, seq: act ? seq - act.from : seq };
}

/** @type {WeakMap<Mark[], Map<number, Line>>} */
const parts = new WeakMap();

/**
 * What of a line belongs to an act: the picture and the lanes show one at a time.
 * @param {Line} line
 * @param {number} act
 * @returns {Line} the same object for the same line and act; columns and numbers are those of the whole
 */
export function lineOfAct(line, act) {
  if (line.marks.every((m) => actOf(m) === act)) return line;
  const known = parts.get(line.marks) ?? new Map();
  parts.set(line.marks, known);
  const part = known.get(act) ?? {
    marks: line.marks.filter((m) => actOf(m) === act), steps: line.steps.filter((m) => actOf(m) === act), numberOf: line.numberOf,
  };
  known.set(act, part);
  return part;
}

/**
 * The acts of a walk and where the reader is among them.
 * @param {Trace|null} trace
 * @param {Line} line the whole
 * @param {Mark|null} mark under the cursor
 * @param {number} seen greatest column that the reader knows
 * @returns {{act: Act, number: number, first: Mark, now: boolean, reached: boolean, seen: boolean}[]} none where there is one walk
 */
export function programme(trace, line, mark, seen) {
  return (trace?.acts ?? []).flatMap((act, i) => {
    const { steps } = lineOfAct(line, i);
    if (steps.length === 0) return [];
    return [{ act, number: i + 1, first: steps[0], now: actOf(mark) === i, reached: steps[0].column <= seen, seen: steps[steps.length - 1].column <= seen }];
  });
}
