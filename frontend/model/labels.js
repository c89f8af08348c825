/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {{text: string, kind: 'namespace'|'label', tone: ''|'failed'|'fits'}} Chip what a rule looks at */
/** @typedef {{namespace: string, chips: Chip[]}} Labelled a pod, by its network namespace, and its chips */

const OWN = 'metadata.namespace=';
/** More chips than this have no room on a pod. */
const MOST = 2;

/**
 * What the rule that came nearest looks at, on the pod it did not let through, and on those that it would.
 * @param {import('./policy-types.js').Why|null} why
 * @param {Pick<Topology, 'namespaces'>|null} topology
 * @returns {Labelled[]}
 */
export function labelsAsked(why, topology) {
  const near = why?.policies?.because.find((b) => b.effect === 'does-not-allow' && b.fields.length > 0);
  if (!why || !near || !topology) return [];
  const { backends = [] } = why.outcome;
  const receiver = why.probe.toNamespace ?? (backends.length === 1 ? backends[0].pod : null);
  const other = near.direction === 'ingress' ? why.probe.fromNamespace : receiver;
  const selector = near.fields.find((f) => f.field.endsWith('.podSelector') && !(f.wanted ?? '').startsWith(OWN));
  const isElsewhere = near.fields.some((f) => f.field.endsWith('.namespaceSelector') || (f.wanted ?? '').startsWith(OWN));
  const wanted = (selector?.wanted ?? '').split(',').map((each) => each.split('=')).filter((each) => each.length === 2 && each[0] !== '' && !/[!()\s]/.test(each[0]));
  return topology.namespaces.flatMap(({ id, pods: [pod] }) => {
    if (!pod) return [];
    if (id === other) {
      /** @type {Chip[]} */
      const chips = isElsewhere ? [{ text: pod.namespace, kind: 'namespace', tone: 'failed' }] : [];
      for (const [key, value] of wanted) {
        const had = pod.labels?.[key];
        chips.push({ text: had === undefined ? `${key}?` : `${key}=${had}`, kind: 'label', tone: had === value ? '' : 'failed' });
      }
      return chips.length > 0 ? [{ namespace: id, chips: chips.slice(0, MOST) }] : [];
    }
    const fits = !isElsewhere && wanted.length > 0 && wanted.every(([key, value]) => pod.labels?.[key] === value);
    return fits ? [{ namespace: id, chips: wanted.slice(0, MOST).map(([key, value]) => ({ text: `${key}=${value}`, kind: /** @type {const} */ ('label'), tone: /** @type {const} */ ('fits') })) }] : [];
  });
}
