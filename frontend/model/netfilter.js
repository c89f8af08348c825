/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./types.js').Step} Step */

const AFTER_RULES = new Set(['Dropped', 'IcmpErrorSent']);
const TRANSLATIONS = new Set(['Translated', 'ErrorTranslated']);

/**
 * The reading of rules a step follows from: itself, or the last one of its stay.
 * @param {Mark} mark
 * @returns {Step|null}
 */
function reading(mark) {
  const { step, hop } = mark;
  if (step.type === 'RulesRead') return step;
  if (!AFTER_RULES.has(step.type)) return null;
  for (let i = hop.steps.indexOf(step) - 1; i >= 0; i--) {
    if (hop.steps[i].type === 'RulesRead') return hop.steps[i];
    if (hop.steps[i].type === 'RouteLookup') return null;
  }
  return null;
}

/**
 * The hook at which an address is rewritten: a destination before the way is looked up, a source after it, be it done or
 * undone (nf_nat_ipv4_ops of net/netfilter/nf_nat_proto.c).
 * @param {Mark} mark
 * @returns {string}
 */
function hookOfTranslation({ step, hop }) {
  const before = hop.steps.slice(0, hop.steps.indexOf(step)).map((s) => s.type);
  if (step.fields['side'] === 'destination') return before.includes('FrameReceived') ? 'PREROUTING' : 'OUTPUT';
  return before.includes('LocalDelivery') ? 'INPUT' : 'POSTROUTING';
}

/**
 * The netfilter hook a packet is at.
 * @param {Mark|null} mark
 * @returns {string|null} such as PREROUTING
 */
export function hookOf(mark) {
  if (mark && TRANSLATIONS.has(mark.step.type)) return hookOfTranslation(mark);
  const hook = mark && (reading(mark)?.fields['hook'] ?? (mark.step.type === 'HookPassed' ? mark.step.fields['hook'] : null));
  return typeof hook === 'string' ? hook.toUpperCase() : null;
}

/**
 * The rule or policy that ended a packet here, as iptables prints it.
 * @param {Mark} mark
 * @returns {string} empty where no rule did
 */
export function endingRule(mark) {
  const { step } = mark;
  if (step.type !== 'Dropped' || step.fields['reason'] !== 'netfilter') return '';
  const text = reading(mark)?.fields['ruleText'];
  return typeof text === 'string' ? text : '';
}

/**
 * What a translation is called: its kind, its connection's number, and whether it is taken back here.
 * @param {Step} step
 * @returns {{kind: 'SNAT'|'DNAT', number: number, undo: boolean}|null}
 */
export function translationOf({ type, fields }) {
  const number = fields['connection'];
  if (type !== 'Translated' || typeof number !== 'number') return null;
  const undo = fields['undo'] === true;
  const destination = fields['side'] === 'destination';
  return { kind: destination !== undo ? 'DNAT' : 'SNAT', number, undo };
}

/**
 * The reading of rules that chose a new destination, for the step that writes it.
 * @param {Mark} mark
 * @returns {Step|null}
 */
export function choosing({ step, hop }) {
  if (step.veiled || step.type !== 'Translated' || step.fields['undo'] === true) return null;
  const before = hop.steps.slice(0, hop.steps.indexOf(step)).reverse();
  return before.find((s) => s.type === 'RulesRead' && s.fields['table'] !== 'filter' && Array.isArray(s.fields['chains']) && s.fields['chains'].length > 1) ?? null;
}

/**
 * The other end of a translation: where it is taken back, or for a taking back where it was made.
 * @param {Mark[]} marks
 * @param {Mark} mark
 * @returns {Mark|null}
 */
export function counterpart(marks, mark) {
  const own = translationOf(mark.step);
  if (!own) return null;
  return marks.find((m) => {
    const other = translationOf(m.step);
    return other !== null && other.number === own.number && other.kind === own.kind && other.undo !== own.undo;
  }) ?? null;
}

/**
 * What is rewritten, for striking through: the address, with the port where that changes.
 * @param {Step} step
 * @returns {{side: 'source'|'destination', from: string, to: string}|null}
 */
export function rewriting({ type, fields, veiled }) {
  if (veiled) return null;
  if (type !== 'Translated') return null;
  const { side, fromAddress, fromPort, toAddress, toPort } = /** @type {Record<string, any>} */ (fields);
  const withPort = fromPort !== toPort;
  const end = (/** @type {string} */ address, /** @type {number} */ port) => (withPort ? `${address}:${port}` : address);
  return { side, from: end(fromAddress, fromPort), to: end(toAddress, toPort) };
}
