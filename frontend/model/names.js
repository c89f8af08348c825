/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./types.js').Topology} Topology */

// not in the comments and chain names of rules, which stand as Linux prints them
const NAME = /(?<![-"\w/])default\/([a-z0-9](?:[-.a-z0-9]*[a-z0-9])?)/g;

/**
 * Names in a walk's sentences as short as they can be: without the namespace `default`, unless the same name is in another one, too.
 * Only what is read is changed; ids, commands and tables stay as they are.
 * @template {Trace} T
 * @param {T} trace
 * @param {Topology|null} topology
 * @returns {T}
 */
export function briefly(trace, topology) {
  const elsewhere = new Set((topology?.namespaces ?? []).flatMap(({ id }) => (id.includes('/') && !id.startsWith('default/') ? [id.slice(id.indexOf('/') + 1)] : [])));
  const brief = (/** @type {string} */ text) => text.replace(NAME, (all, name) => (elsewhere.has(name) ? all : name));
  const step = (/** @type {any} */ s) => ({ ...s, sentence: brief(s.sentence ?? '') });
  return {
    ...trace, folds: (trace.folds ?? []).map(step), hops: trace.hops.map((hop) => ({ ...hop, steps: hop.steps.map(step) })),
    outcome: JSON.parse(JSON.stringify(trace.outcome ?? null), (key, value) => (key === 'sentence' && typeof value === 'string' ? brief(value) : value)),
  };
}
