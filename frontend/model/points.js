/** @typedef {import('./types.js').Topology} Topology */
/**
 * Something on the stage that a word of a lesson points at.
 * @typedef {object} Pointed
 * @property {string[]} namespaces that it is, or stands in
 * @property {Readonly<Record<string, string>>|null} only the one thing in them, by attributes of what is drawn; null: they themselves
 */

const HOOKS = new Set(['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']);

/**
 * Finds what is meant by `node-1`, `default/web-1/eth0`, `gateway/route/10.0.2.0-24`, `node-1/nat/POSTROUTING`, `node-1/conntrack` or
 * `Service default/web`.
 * @param {string} points
 * @param {Pick<Topology, 'namespaces'|'machines'>|null} topology
 * @returns {Pointed|null} none where there is nothing of the kind
 */
export function pointedAt(points, topology) {
  if (points === '' || !topology) return null;
  const [, kind, group, name] = /^([A-Z]\w*) (?:([^/\s]+)\/)?(\S+)$/.exec(points) ?? [];
  if (kind) return ofObject(kind, group ?? 'default', name, topology);
  const space = topology.namespaces.filter((n) => points === n.id || points.startsWith(`${n.id}/`)).sort((a, b) => b.id.length - a.id.length)[0];
  if (!space) return null;
  if (space.kind === 'segment') return { namespaces: [], only: { 'data-part': `segment:${space.id}` } };
  const rest = points.slice(space.id.length + 1).split('/');
  const device = space.devices.find((d) => d.name === rest[0]);
  return { namespaces: [space.id], only: device ? { 'data-dev': device.id } : rowOf(rest) };
}

/** What is lit of the stage. @param {Pick<import('./state.js').State, 'pointing'|'topology'>} state */
export const lit = ({ pointing, topology }) => pointedAt(pointing.over ?? pointing.pinned, topology);

/** @param {string[]} rest @returns {Pointed['only']} */
function rowOf([table, thing]) {
  if (table === 'route' && thing) return { 'data-row': thing.replace(/-(\d+)$/, '/$1') };
  return thing && HOOKS.has(thing) ? { 'data-hook': thing } : null;
}

/** @param {string} kind @param {string} group @param {string} name @param {Pick<Topology, 'namespaces'|'machines'>} topology @returns {Pointed|null} */
function ofObject(kind, group, name, { namespaces, machines }) {
  const pods = namespaces.flatMap((n) => n.pods.map((pod) => ({ space: n.id, pod })));
  const among = (/** @type {(pod: typeof pods[number]['pod']) => boolean} */ which) => [...new Set(pods.filter(({ pod }) => which(pod)).map(({ space }) => space))];
  const known = (/** @type {string[]} */ all) => (all.length > 0 ? { namespaces: all, only: null } : null);
  if (kind === 'Service') return { namespaces: [], only: { 'data-part': `service:${group}/${name}` } };
  if (kind === 'NetworkPolicy') return known(among((pod) => [...(pod.gates?.ingress ?? []), ...(pod.gates?.egress ?? [])].some((p) => p === name || p === `${group}/${name}`)));
  if (kind === 'Pod') return known(among((pod) => pod.namespace === group && pod.name === name));
  if (kind === 'Node' || kind === 'DockerHost') return known(machines.filter((m) => m.id === name).map((m) => m.id));
  if (kind.endsWith('Network')) return known(machines.filter((m) => m.kind === 'node').map((m) => m.id));
  return known(among((pod) => pod.namespace === group && (pod.owner?.endsWith(`${group}/${name}`) || pod.name.startsWith(`${name}-`))));
}

/**
 * Text in which the first place of each word can point.
 * @template {{en: string, zh: string}} W
 * @param {string} text
 * @param {readonly W[]} words
 * @param {'en'|'zh'} lang
 * @returns {{text: string, word: W|null}[]}
 */
export function withWords(text, words, lang) {
  const places = words.flatMap((word) => {
    const plain = word[lang];
    if (plain === '') return [];
    const edge = (/** @type {string} */ letter) => (/\w/.test(letter) ? '\\b' : '');
    const found = new RegExp(`${edge(plain[0])}${plain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${edge(plain[plain.length - 1])}`, 'i').exec(text);
    return found ? [{ from: found.index, to: found.index + found[0].length, word }] : [];
  }).sort((a, b) => a.from - b.from || b.to - a.to);
  /** @type {{text: string, word: W|null}[]} */
  const pieces = [];
  let at = 0;
  for (const { from, to, word } of places) {
    if (from < at) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), word: null });
    pieces.push({ text: text.slice(from, to), word });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), word: null });
  return pieces;
}
