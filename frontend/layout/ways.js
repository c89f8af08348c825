/** @typedef {import('./graph.js').Wire} Wire */
/** @typedef {{from: string, wire: Wire}} Came over which wire, and from which anchor, an anchor is reached first */
/** @typedef {{came: Map<string, Came>, frontier: string[]}} Tree */

const MOST_REMEMBERED = 2_000_000;

/**
 * Shortest ways over wires. A walk asks for thousands of ways from few places, so the tree of a place is kept, and grown
 * only as far as somebody asked: a flood over a thousand nodes looks at each wire a few times, not a thousand times.
 */
export class Ways {
  /** @type {Map<string, Tree>} by start, the one used last at the end */
  #trees = new Map();
  #remembered = 0;

  /** @param {{get: (id: string) => {to: string, wire: Wire}[]|undefined}} links the wires of every anchor */
  constructor(links) {
    this.links = links;
  }

  /**
   * @param {string} start
   * @param {string} to
   * @returns {Map<string, Came>} with `to` and everything on the way there in it, unless the two are not joined
   */
  from(start, to) {
    const tree = this.#trees.get(start) ?? { came: new Map(), frontier: [start] };
    this.#trees.delete(start);
    this.#trees.set(start, tree);
    const before = tree.came.size;
    while (tree.frontier.length > 0 && !tree.came.has(to)) this.#grow(start, tree);
    this.#remembered += tree.came.size - before;
    this.#forget(start);
    return tree.came;
  }

  /**
   * One wire farther.
   * @param {string} start
   * @param {Tree} tree
   */
  #grow(start, tree) {
    /** @type {string[]} */
    const next = [];
    for (const at of tree.frontier) {
      for (const link of this.links.get(at) ?? []) {
        if (link.to === start || tree.came.has(link.to)) continue;
        tree.came.set(link.to, { from: at, wire: link.wire });
        next.push(link.to);
      }
    }
    tree.frontier = next;
  }

  /**
   * Drops the trees unused for longest when too much is remembered.
   * @param {string} kept
   */
  #forget(kept) {
    for (const [start, { came }] of this.#trees) {
      if (this.#remembered <= MOST_REMEMBERED || start === kept) return;
      this.#trees.delete(start);
      this.#remembered -= came.size;
    }
  }
}
