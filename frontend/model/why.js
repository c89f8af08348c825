import { isHttpError, objectName } from './verdict.js';
import { currentMark, isTold, walkLine } from './walk.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./policy-types.js').Why} Why */
/** @typedef {import('./policy-types.js').Policy} Policy */
/** @typedef {import('./policy-types.js').ReachabilityReason} Reason */
/** @typedef {{label: 'namespace'|'pod'|'ipBlock'|'port'|'protocol'|'other', name: string, wanted: string, had: string, ok: boolean, own?: boolean}} Field of a rule, compared with the packet; `own` where it wants the policy's own namespace */
/**
 * A policy or a rule of it beside the packet.
 * @typedef {object} RuleCard
 * @property {Reason} reason
 * @property {string} policy as namespace/name, empty where none is needed
 * @property {string} rule its path without `spec.`
 * @property {Field[]} fields
 * @property {number} failed
 * @property {boolean} bare whether the policy has no rule in this direction, and so can allow nothing
 */
/**
 * Why a walk ended as it did.
 * @typedef {object} WhyState
 * @property {{of: import('./types.js').Trace, why: Why, policies: ReadonlyMap<string, Policy>}|null} why
 * @property {{of: import('./types.js').Trace, message: string}|null} whyRefused
 * @property {boolean|null} whyOpen what the reader chose for this walk; null: as its end asks
 */

/** @returns {WhyState} */
export const noWhy = () => ({ why: null, whyRefused: null, whyOpen: null });

/** @type {import('./reducer.js').Slice<WhyState>} */
export const WHY = {
  clusterOpened: noWhy,
  traceArrived: (state, { stay }) => ({ whyOpen: stay ? state.whyOpen : null }),
  rowsArrived: ({ why, whyRefused }, { trace, of }) => ({
    why: why?.of === of ? { ...why, of: trace } : why, whyRefused: whyRefused?.of === of ? { ...whyRefused, of: trace } : whyRefused,
  }),
  whyTurned: (_, { on }) => ({ whyOpen: on }),
  whyArrived: (_, { of, why, policies }) => ({ why: { of, why, policies }, whyRefused: null }),
  whyRefused: (_, { of, message }) => ({ whyRefused: { of, message } }),
};

/**
 * Whether the reasons are told: where the reader asked for them, else at the step that decided and at the end of what did not arrive.
 * @param {State} state
 * @returns {boolean}
 */
export function isWhyOpen(state) {
  const { trace, stale, whyOpen } = state;
  if (!trace || stale || !isTold(state)) return false;
  if (whyOpen !== null) return whyOpen;
  if (trace.outcome.result === 'delivered' && !isHttpError(trace.outcome)) return false;
  const { steps } = walkLine(state);
  const mark = currentMark(state);
  return mark === null || mark.seq === steps[steps.length - 1]?.seq || mark.stop || mark.step.seq === trace.outcome.cause?.step;
}

/** The reasons of the walk that is shown, if they have come. @param {Pick<State, 'trace'|'why'>} state */
export const whyOf = ({ trace, why }) => (why !== null && why.of === trace ? why : null);

/** Policies that can be asked for by name. @param {Why} why @returns {import('./types.js').ObjectRef[]} */
export function policiesIn(why) {
  const found = new Map();
  for (const { object } of why.policies?.because ?? []) {
    if (object?.kind === 'NetworkPolicy' && object.namespace) found.set(keyOf(object), object);
  }
  return [...found.values()];
}

/** @param {import('./types.js').ObjectRef} object */
export const keyOf = ({ namespace, name }) => `${namespace ? `${namespace}/` : ''}${name}`;

const RULE = /^spec\.(ingress|egress)\[\d+\]/;
const PEER = /^spec\.(?:ingress|egress)\[\d+\]\.(?:from|to)\[\d+\]/;
const LABELS = /** @type {const} */ (['namespace', 'pod', 'ipBlock', 'port', 'protocol', 'other']);

/**
 * What the policies said, each rule with its fields: those that failed as the server tells them, and those that passed as far as the policy
 * itself tells them.
 * @param {{because: Reason[]}} answer
 * @param {{from?: string|null, to?: string|null}} ends network namespaces of the sender and the receiver
 * @param {ReadonlyMap<string, Policy>} policies by namespace/name
 * @returns {RuleCard[]}
 */
export const rulesOf = ({ because }, ends, policies) => because.map((reason) => {
  const policy = reason.object ? keyOf(reason.object) : '';
  const failed = reason.fields.map(compared);
  const passed = passing(reason, policies.get(policy), reason.direction === 'ingress' ? ends.from : ends.to);
  const fields = [...failed, ...passed].sort((a, b) => LABELS.indexOf(a.label) - LABELS.indexOf(b.label));
  const place = PEER.exec(reason.path)?.[0] ?? RULE.exec(reason.path)?.[0] ?? reason.path;
  return {
    reason, policy, rule: place.replace(/^spec\./, ''), fields, failed: failed.length,
    bare: reason.effect === 'does-not-allow' && reason.path === 'spec.podSelector' && failed.length === 0,
  };
});

/** @param {import('./policy-types.js').Compared} field @returns {Field} */
function compared({ field, wanted, had }) {
  const last = field.split('.').pop() ?? field;
  const own = (wanted ?? '').startsWith(OWN);
  const label = own || last === 'namespaceSelector' ? 'namespace' : last === 'podSelector' ? 'pod'
    : last === 'ipBlock' ? 'ipBlock' : last === 'port' || last === 'protocol' ? last : 'other';
  return { label, name: last, wanted: own ? bare(wanted ?? '') : wanted ?? '', had: own ? bare(had ?? '') : had ?? '', ok: false, ...(own ? { own } : {}) };
}

/** The namespace a podSelector means that has no namespaceSelector beside it. */
const OWN = 'metadata.namespace=';

/** @param {string} value */
const bare = (value) => (value.startsWith(OWN) ? value.slice(OWN.length) : value);

/**
 * What is there instead of what is wanted: labels, and those that are not there.
 * @param {string} had with `!key` for a label that is absent
 * @param {import('./text.js').Translate} t
 */
export const hadWords = (had, t) => had.split(',').map((each) => (each.startsWith('!') ? t('ui.why.lacks', each.slice(1)) : each)).join(', ');

/**
 * Parts of a rule that did not fail: of the peer that came nearest, and the ports.
 * @param {Reason} reason
 * @param {Policy|undefined} policy
 * @param {string|null|undefined} other network namespace of the end that peers are compared with
 * @returns {Field[]}
 */
function passing(reason, policy, other) {
  const places = [...reason.fields.map((f) => f.field), reason.path];
  const rule = policy?.rules.find((r) => r.path === RULE.exec(reason.path)?.[0]);
  if (!rule) return [];
  const near = places.map((p) => PEER.exec(p)?.[0]).find((p) => p !== undefined);
  const peer = near ? rule.peers.find((p) => p.path === near) : rule.peers.length === 1 ? rule.peers[0] : undefined;
  const failed = new Set(reason.fields.map((f) => compared(f).label));
  const namespace = other?.includes('/') ? other.split('/')[0] : '';
  /** @type {Field[]} */
  const found = [];
  if (peer?.pods && namespace && !failed.has('namespace')) found.push({ label: 'namespace', name: '', wanted: '', had: namespace, ok: true });
  if (peer?.pods && namespace && failed.size > 0 && !failed.has('pod') && !failed.has('namespace')) found.push({ label: 'pod', name: '', wanted: '', had: other ?? '', ok: true });
  if (peer?.blocks && !failed.has('ipBlock')) found.push({ label: 'ipBlock', name: '', wanted: peer.blocks.join(' '), had: '', ok: true });
  if (rule.ports.length > 0 && !failed.has('port') && !failed.has('protocol')) found.push({ label: 'port', name: '', wanted: rule.ports.join(', '), had: '', ok: true });
  return found;
}

/** A sentence longer than this is told in other words, with the value behind them. */
const LONG = 200;

/**
 * An edit in words that fit: what it sets, with the value behind them.
 * @param {import('./policy-types.js').EditBody} edit
 * @param {string} sentence the server's
 * @param {import('./text.js').Translate} t
 * @returns {{text: string, value: string}} `value` is empty where the sentence says it all
 */
export function remedyWords(edit, sentence, t) {
  if (sentence.length <= LONG) return { text: sentence, value: '' };
  const { object, path, value, manifest } = /** @type {{object?: any, path?: string, value?: unknown, manifest?: unknown}} */ (edit);
  if (object && path) return { text: t('ui.why.set', path, objectName(object)), value: JSON.stringify(value, null, 1) };
  if (manifest) {
    const whole = typeof manifest === 'string' ? parsed(manifest) : manifest;
    const named = /** @type {any} */ (whole);
    if (named?.kind) return { text: t('ui.why.add', objectName({ kind: named.kind, ...named.metadata })), value: JSON.stringify(whole, null, 1) };
  }
  return { text: sentence, value: '' };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
