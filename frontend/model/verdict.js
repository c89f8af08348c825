/** @typedef {import('./types.js').Outcome} Outcome */
/** @typedef {{tone: 'good'|'unsure'|'bad', glyph: string, key: string}} Verdict `key` names its word */

/** Before the reader has seen the end. */
export const ON_ITS_WAY = Object.freeze({ tone: 'waiting', glyph: '●', key: 'ui.verdict.waiting' });

/**
 * How an outcome is shown. Green is only what was answered by who was meant; what is not known, or was answered by somebody
 * else, is neither good nor bad.
 * @param {Outcome} outcome
 * @returns {Verdict}
 */
export function verdictOf(outcome) {
  const { result } = outcome;
  if (result === 'unknown' || result === 'pending') return { tone: 'unsure', glyph: '?', key: `ui.result.${result}` };
  if (outcome.answeredBy?.meant) {
    return { tone: 'unsure', glyph: '!', key: result === 'delivered' ? 'ui.result.other' : `ui.result.${result}` };
  }
  if (result === 'delivered' && onwardEnd(outcome) !== null) return { tone: 'unsure', glyph: '!', key: 'ui.result.onward' };
  if (isHttpError(outcome)) return { tone: 'unsure', glyph: '!', key: 'ui.result.httpError' };
  if (result === 'delivered') return { tone: 'good', glyph: '✓', key: 'ui.result.delivered' };
  return { tone: 'bad', glyph: result === 'loop' ? '↻' : '✕', key: `ui.result.${result}` };
}

/** Whether a request arrived, and was answered with an error. @param {Pick<Outcome, 'result'|'http'>} outcome */
export const isHttpError = ({ result, http }) => result === 'delivered' && (http?.status ?? 0) >= 400;

/**
 * How the connection ended that a proxy made onward, if that is another end than the sender saw.
 * @param {Outcome} outcome
 */
const onwardEnd = ({ onward }) => (onward && onward.result !== 'delivered' ? onward : null);

/**
 * An object of the input as people write it.
 * @param {{kind: string, namespace?: string|null, name: string}} object
 * @returns {string}
 */
export const objectName = ({ kind, namespace, name }) => `${kind} ${namespace ? `${namespace}/` : ''}${name}`;

/**
 * What a cause rests on, each a word and a text: the object and the field it comes from, the rule or route as Linux prints it,
 * and what was compared.
 * @param {Outcome} outcome
 * @returns {{key: 'object'|'rule'|'field', text: string}[]}
 */
export function groundsOf(outcome) {
  const cause = outcome.cause ?? onwardEnd(outcome)?.cause;
  if (!cause) return [];
  /** @type {{key: 'object'|'rule'|'field', text: string}[]} */
  const grounds = [];
  if (cause.object) grounds.push({ key: 'object', text: [objectName(cause.object), cause.path].filter(Boolean).join(' · ') });
  if (cause.rule) grounds.push({ key: 'rule', text: cause.rule });
  for (const f of cause.fields ?? []) {
    const had = f.had ?? '–';
    grounds.push({ key: 'field', text: f.wanted === null || f.wanted === undefined ? `${f.field}: ${had}` : `${f.field}: ${had} ≠ ${f.wanted}` });
  }
  return grounds;
}
