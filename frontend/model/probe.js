/** @typedef {import('./types.js').Probe} Probe */
/**
 * @typedef {object} Field
 * @property {keyof Probe} name as the API and the paths of problems call it
 * @property {unknown} usual what the server takes when nothing is said; null where the field is left out
 * @property {string} key its name in a link
 * @property {(text: string) => unknown} read what a link says; null where it makes no sense
 * @property {(value: any) => string} write the text in a link
 * @property {(probe: Partial<Probe>) => boolean} when whether it means anything for this protocol
 * @property {boolean} chosen whether it is the reader's choice, which no suggestion touches
 */

export const PROTOCOLS = /** @type {const} */ (['tcp', 'icmp', 'udp']);
export const DISCOVERIES = /** @type {const} */ (['want', 'do', 'dont', 'probe']);

const plain = { read: (/** @type {string} */ text) => text, write: String, when: () => true, chosen: false };
const whole = (/** @type {string} */ text) => (/^\d{1,9}$/.test(text) ? Number(text) : null);
const among = (/** @type {readonly string[]} */ words) => (/** @type {string} */ text) => (words.includes(text) ? text : null);

/**
 * Everything a probe can say. What is sent, captured, kept in a link and compared is read off this table, so that a field
 * cannot be forgotten in one of them.
 * @type {readonly Field[]}
 */
export const FIELDS = Object.freeze([
  { ...plain, name: 'protocol', usual: 'tcp', key: 'probe', read: among(PROTOCOLS) },
  { ...plain, name: 'from', usual: '', key: 'from' },
  { ...plain, name: 'to', usual: '', key: 'to' },
  { ...plain, name: 'port', usual: null, key: 'port', read: whole, when: (p) => p.protocol !== 'icmp' },
  { ...plain, name: 'ttl', usual: null, key: 'ttl', read: whole },
  { ...plain, name: 'cold', usual: true, key: 'warm', read: (text) => text !== '1', write: () => '1', chosen: true },
  { ...plain, name: 'seed', usual: null, key: 'seed', read: whole, chosen: true },
  { ...plain, name: 'size', usual: null, key: 'size', read: whole, when: (p) => p.protocol !== 'tcp' },
  { ...plain, name: 'df', usual: null, key: 'df', read: among(DISCOVERIES) },
]);

/** @type {Probe} */
export const USUAL = /** @type {any} */ (Object.freeze(Object.fromEntries(FIELDS.map((f) => [f.name, f.usual]))));

/**
 * What the server is asked: the fields that mean something for this protocol and have a value.
 * @param {Partial<Probe>} probe may hold more, such as what the server added to a walk's probe
 * @returns {Partial<Probe>}
 */
export function asked(probe) {
  const given = FIELDS.filter((f) => f.when(probe) && probe[f.name] !== null && probe[f.name] !== undefined);
  return Object.fromEntries(given.map((f) => [f.name, probe[f.name]]));
}

/**
 * A suggestion over what was typed: what it leaves out has its usual value, and the reader's own choices stay.
 * @param {Probe} typed
 * @param {Partial<Probe>} suggestion
 * @returns {Probe}
 */
export function suggested(typed, suggestion) {
  const named = FIELDS.filter((f) => suggestion[f.name] !== undefined && suggestion[f.name] !== null);
  const kept = FIELDS.filter((f) => f.chosen);
  return {
    ...USUAL,
    ...Object.fromEntries(kept.map((f) => [f.name, typed[f.name] ?? f.usual])),
    ...Object.fromEntries(named.map((f) => [f.name, suggestion[f.name]])),
  };
}

/**
 * @param {Probe} probe
 * @param {Partial<Probe>} suggestion
 * @returns {boolean} whether the probe asks what the suggestion asks
 */
export function isSuggested(probe, suggestion) {
  const whole = suggested(probe, suggestion);
  return FIELDS.every((f) => !f.when(probe) || (probe[f.name] ?? f.usual) === whole[f.name]);
}

/**
 * Writes the fields that differ from what is usual into a link.
 * @param {URLSearchParams} query
 * @param {Probe} probe
 */
export function writeProbe(query, probe) {
  for (const f of FIELDS) {
    const value = probe[f.name];
    const must = f.name === 'protocol' || f.name === 'from' || f.name === 'to';
    if (must || (value !== null && value !== undefined && value !== f.usual)) query.set(f.key, f.write(value));
  }
}

/**
 * @param {URLSearchParams} query
 * @returns {Probe|null} none where the link has no probe
 */
export function readProbe(query) {
  const read = FIELDS.map((f) => {
    const text = query.get(f.key);
    return [f.name, text === null ? f.usual : (f.read(text) ?? (f.name === 'protocol' ? null : f.usual))];
  });
  const probe = Object.fromEntries(read);
  return query.has('probe') && probe.protocol !== null ? probe : null;
}
