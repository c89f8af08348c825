/** @typedef {import('./ground.js').Place} Place */
/**
 * Who has the room of a narrow picture.
 * @typedef {object} Folding
 * @property {ReadonlySet<string>|null} part namespaces that take part in what is sent; null where that is not known, and nobody is folded
 * @property {ReadonlySet<string>} open machines whose others are seen all the same
 *
 * @typedef {{pods: string[], kind: 'pod'|'container', open: boolean}} Fold who takes no part, on one machine; `open`: they are drawn, and can be folded again
 */

/**
 * The places without those who take no part; each machine knows how many of them it has.
 * @param {Place[]} found
 * @param {Folding|null} folding
 * @returns {Place[]}
 */
export function foldedIn(found, folding) {
  const part = folding?.part;
  if (!part) return found;
  return found.map((place) => {
    const { parts } = place;
    const rest = place.pods.filter((p) => !part.has(p.id));
    if (!parts || rest.length === 0) return place;
    /** @type {Fold} */
    const fold = { pods: rest.map((p) => p.id), kind: rest[0].kind === 'pod' && place.machine.kind === 'node' ? 'pod' : 'container', open: folding.open.has(place.machine.id) };
    if (fold.open) return { ...place, fold };
    const kept = (/** @type {import('../model/types.js').Namespace[]} */ pods) => pods.filter((p) => part.has(p.id));
    return { ...place, fold, pods: kept(place.pods), parts: { ...parts, groups: parts.groups.map((g) => ({ ...g, pods: kept(g.pods) })) } };
  });
}
