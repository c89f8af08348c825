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
export const CLOSES = /** @type {const} */ (['fin', 'rst', 'keep']);
export const FAMILIES = /** @type {const} */ (['ipv4', 'ipv6']);
export const BYSTANDERS = /** @type {const} */ (['counted', 'walked']);

const plain = { read: (/** @type {string} */ text) => text, write: String, when: () => true, chosen: false };
const whole = (/** @type {string} */ text) => (/^\d{1,9}$/.test(text) ? Number(text) : null);
const among = (/** @type {readonly string[]} */ words) => (/** @type {string} */ text) => (words.includes(text) ? text : null);

const decimal = (/** @type {string} */ text) => (/^\d{1,8}(\.\d{1,3})?$/.test(text) ? Number(text) : null);

/** Data over a connection as a link has it: octets of the request, of the answer, and how the client closes. */
const octets = (/** @type {import('./types.js').Exchange} */ it) => `${it.request}-${it.response}-${it.close}`;
const exchange = (/** @type {string} */ text) => {
  const [, request, response, close] = /^(\d{1,7})-(\d{1,7})-(\w+)$/.exec(text) ?? [];
  return among(CLOSES)(close ?? '') === null ? null : { request: Number(request), response: Number(response), close };
};

export const isUrl = (/** @type {Partial<Probe>} */ p) => /^\s*https?:\/\//i.test(p.to ?? '');

/** Headers as a link has them: a line of `name: value` for each, as HTTP writes them. */
export const lines = (/** @type {Record<string, string>} */ it) => Object.entries(it).map(([name, value]) => `${name}: ${value}`).join('\n');
export const headers = (/** @type {string} */ text) => {
  const found = text.split('\n').map((line) => /^([!-9;-~]{1,256}): ?(.{0,4096})$/.exec(line));
  return found.length > 50 || found.includes(null) ? null : Object.fromEntries(found.map((it) => [it?.[1], it?.[2]]));
};

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
  { ...plain, name: 'sourcePort', usual: null, key: 'sport', read: whole, when: (p) => p.protocol !== 'icmp' },
  { ...plain, name: 'after', usual: null, key: 'after', read: decimal },
  { ...plain, name: 'connection', usual: null, key: 'connection', read: exchange, write: octets, when: (p) => p.protocol === 'tcp' },
  { ...plain, name: 'via', usual: null, key: 'via', when: (p) => p.protocol !== 'icmp' },
  { ...plain, name: 'endpoint', usual: null, key: 'endpoint', when: (p) => p.protocol !== 'icmp' },
  { ...plain, name: 'host', usual: null, key: 'host', when: isUrl },
  { ...plain, name: 'method', usual: null, key: 'method', when: isUrl },
  { ...plain, name: 'headers', usual: null, key: 'headers', read: headers, write: lines, when: isUrl },
  { ...plain, name: 'family', usual: null, key: 'family', read: among(FAMILIES) },
  { ...plain, name: 'repeat', usual: null, key: 'repeat', read: whole },
  { ...plain, name: 'bystanders', usual: null, key: 'bystanders', read: among(BYSTANDERS), chosen: true },
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
  return FIELDS.every((f) => !f.when(probe) || same(f, probe[f.name] ?? f.usual, whole[f.name]));
}

/** @param {Field} f @param {unknown} a @param {unknown} b */
const same = (f, a, b) => a === b || (a !== null && b !== null && f.write(a) === f.write(b));

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
