import { placesIn, wayTo } from '../../model/places.js';

/** @typedef {import('../../model/types.js').Topology} Topology */
/** @typedef {import('../../model/places.js').Place} Place */

/** So many neighbours of where one is are in the document; readers are told how many there are. */
const AROUND = 12;

/**
 * The stage for keyboards and screen readers: a tree of machines, namespaces and devices with one tab stop. Arrows move, Enter
 * selects, and from a device the right arrow follows its cable.
 * @param {HTMLElement} frame
 * @param {{select: (namespace: string, device: string|null) => void, change: (place: Place) => void, at: (place: Place|null) => void}} on
 */
export function createTree(frame, on) {
  const list = document.createElement('ul');
  list.className = 'sr stage-tree';
  list.setAttribute('role', 'tree');
  frame.append(list);
  /** @type {Topology|null} */ let topology = null;
  /** @type {Place[]} from the machine to where one is */ let way = [];
  let says = (/** @type {string} */ key) => key;

  /** @param {number} depth @returns {Place[]} */
  const siblings = (depth) => (topology ? placesIn(topology, depth === 0 ? null : way[depth - 1]) : []);
  const here = () => way[way.length - 1] ?? null;
  /** @param {Place} p */
  const hasInside = (p) => p.kind !== 'device';

  function draw() {
    const focused = list.contains(document.activeElement);
    list.replaceChildren(...(topology && way.length > 0 ? level(0) : []));
    if (focused) /** @type {HTMLElement|null} */ (list.querySelector('[tabindex="0"]'))?.focus();
  }

  /** @param {number} depth @returns {HTMLElement[]} */
  function level(depth) {
    const all = siblings(depth);
    const own = Math.max(0, all.findIndex((p) => p.id === way[depth]?.id));
    const from = Math.max(0, own - AROUND);
    return all.slice(from, own + AROUND + 1).map((p, i) => item(p, depth, from + i, all.length));
  }

  /** @param {Place} p @param {number} depth @param {number} index @param {number} count */
  function item(p, depth, index, count) {
    const li = document.createElement('li');
    const current = p.id === way[depth]?.id;
    const open = current && depth + 1 < way.length;
    li.setAttribute('role', 'treeitem');
    li.setAttribute('aria-label', `${says(`ui.tree.${p.kind}`)} ${p.label}`);
    li.setAttribute('aria-level', String(depth + 1));
    li.setAttribute('aria-setsize', String(count));
    li.setAttribute('aria-posinset', String(index + 1));
    li.setAttribute('aria-selected', 'false');
    if (hasInside(p)) li.setAttribute('aria-expanded', String(open));
    li.tabIndex = current && depth === way.length - 1 ? 0 : -1;
    li.dataset.place = p.id;
    li.textContent = p.label;
    if (open) {
      const group = document.createElement('ul');
      group.setAttribute('role', 'group');
      group.append(...level(depth + 1));
      li.append(group);
    }
    return li;
  }

  /** @param {Place[]} next */
  function go(next) {
    if (next.length === 0) return;
    way = next;
    draw();
    on.at(here());
  }

  /** @param {number} by */
  function along(by) {
    const all = siblings(way.length - 1);
    const at = all.findIndex((p) => p.id === here()?.id) + by;
    if (all[at]) go([...way.slice(0, -1), all[at]]);
    else if (by < 0 && way.length > 1) go(way.slice(0, -1));
  }

  function inward() {
    const at = here();
    if (!at || !topology) return;
    const [first] = placesIn(topology, at);
    if (first) go([...way, first]);
    else if (at.peer) go(wayTo(topology, at.peer));
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => along(1), ArrowUp: () => along(-1), ArrowRight: inward, ArrowLeft: () => go(way.slice(0, -1)),
    Home: () => go([...way.slice(0, -1), siblings(way.length - 1)[0]]),
    End: () => go([...way.slice(0, -1), .../** @type {Place[]} */ (siblings(way.length - 1).slice(-1))]),
    Enter: () => {
      const at = here();
      if (at) on.select(at.namespace, at.device);
    },
    e: offer, ContextMenu: offer,
  };

  function offer() {
    const at = here();
    if (at) on.change(at);
  }

  list.addEventListener('keydown', (e) => {
    const act = e.ctrlKey || e.metaKey || e.altKey ? undefined : keys[e.key];
    if (!act) return;
    e.preventDefault();
    e.stopPropagation();
    act();
  });
  list.addEventListener('focusin', () => on.at(here()));
  list.addEventListener('focusout', () => on.at(null));

  return {
    /**
     * @param {Topology|null} next
     * @param {(key: string, ...args: any[]) => string} t
     */
    render(next, t) {
      topology = next;
      says = t;
      list.setAttribute('aria-label', t('ui.tree'));
      const again = next && here() ? wayTo(next, /** @type {Place} */ (here()).id) : [];
      way = again.length > 0 ? again : next ? placesIn(next, null).slice(0, 1) : [];
      draw();
    },
  };
}
