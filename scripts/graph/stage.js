/**
 * Podlane as a contestant: its own stage, styles and reducer, as the server serves them. It also tells the others what to draw.
 */
const { createClient } = await import('/app/api/client.js');
const { initialState } = await import('/app/model/state.js');
const { reduce } = await import('/app/model/reducer.js');
const { walkLine } = await import('/app/model/walk.js');
const { createStage } = await import('/app/view/stage/stage.js');

const STYLES = ['base', 'page', 'panels', 'stage', 'services', 'policies', 'views'];
for (const name of STYLES) {
  const link = document.head.appendChild(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `/app/style/${name}.css` }));
  await new Promise((done) => { link.onload = done; });
}
await document.fonts.ready;

/** So many nodes with so many pods: the list of machines that the server answers for a large cluster. */
const CROWD = { nodes: 1250, pods: 120 };
/** Samples of a packet's way. */
const SAMPLES = 120;

/**
 * What is known before the clock starts: the answers of the server, parsed. Without a packet it is the answer for a large cluster, which lists machines
 * with how many pods each has; it is that of the small one with more machines.
 * @param {{cluster: string, from?: string, to?: string}} of
 */
export async function prepare({ cluster, from, to }) {
  const client = createClient(() => 'en');
  const answer = async (path) => (await fetch(`/api/clusters/${cluster}${path}`)).json();
  const [messages, info] = await Promise.all([client.messages(), client.cluster(cluster)]);
  const topology = from ? await answer('/topology?detail=full') : crowded(await client.topology(cluster));
  const trace = from ? await client.trace(cluster, { from, to, port: 80, protocol: 'tcp' }) : null;
  return { messages, info, topology, trace };
}

/** @param {any} topology that lists machines */
function crowded(topology) {
  const first = topology.machines.filter((m) => topology.namespaces.some((n) => n.id === m.id));
  const more = Array.from({ length: CROWD.nodes }, (_, i) => ({ id: `crowd-${i}`, kind: 'node', label: `crowd-${i}`, ready: true, pods: CROWD.pods, problems: 0 }));
  return { ...topology, machines: [...first.filter((m) => m.kind === 'router'), ...more] };
}

/**
 * @param {HTMLElement} place
 * @param {Awaited<ReturnType<typeof prepare>>} known
 * @param {{x: number, y: number, k: number}|null} view centre in world units and zoom; none to make all fit
 */
export function start(place, { messages, info, topology, trace }, view) {
  let state = initialState();
  const next = (action) => { state = reduce(state, action); };
  let watcher = () => {};
  place.className = 'stage';
  const stage = createStage(place, {
    select() {}, make: null, view() {}, sight() {}, walk() {}, namespace: () => new Promise(() => {}), watch: (w) => { watcher = w; }, still: () => false,
  });
  next({ type: 'languageLoaded', lang: 'en', messages });
  next({ type: 'clusterOpened', id: info.id, info, topology });
  if (view) next({ type: 'viewMoved', view });
  if (trace) next({ type: 'traceArrived', trace, tell: true });
  stage.render(state);

  const goTo = (seq) => {
    next({ type: 'playheadMoved', seq, playing: false, source: 'self' });
    stage.render(state);
  };
  const svg = place.querySelector('svg.scene');
  const token = () => {
    const main = place.querySelector('.token.main');
    if (!main) return null;
    const { e, f } = new DOMMatrixReadOnly(getComputedStyle(main).transform);
    return [e, f];
  };
  /** The step whose packet goes farthest; it is the one that moves. */
  const farthest = () => {
    let best = { seq: 0, from: 0, way: -1 };
    let before = null;
    for (const { seq, flow } of walkLine(state).marks.filter((m) => !m.aside)) {
      goTo(seq);
      watcher({ seq, from: before, share: 0 });
      const a = token();
      watcher({ seq, from: before, share: 0.999 });
      const b = token();
      const way = a && b && flow !== 'arp' ? Math.hypot(a[0] - b[0], a[1] - b[1]) : -1;
      if (way > best.way) best = { seq, from: before, way };
      before = seq;
    }
    goTo(best.from);
    goTo(best.seq);
    return best;
  };
  let moving = null;
  return {
    async drawn() {},
    frames: null, settle: 500, moved: place,
    packet(share) {
      moving ??= farthest();
      watcher({ seq: moving.seq, from: moving.from, share });
    },
    /** Moves and draws all anew, as keys and buttons do. */
    pan: (dx) => stage.panBy(dx, 0),
    level: () => svg.getAttribute('data-level'),
    count: () => counted(svg),
    elements: () => elementsOf(svg),
    way() {
      this.packet(0);
      return Array.from({ length: SAMPLES }, (_, i) => { this.packet((i / SAMPLES) * 0.999); return token(); });
    },
    camera() {
      const [x, y, k] = place.querySelector('svg.scene .world').getAttribute('transform').match(/-?[\d.]+(e-?\d+)?/g).map(Number);
      const { left, top } = svg.style;
      return { x: x + parseFloat(left), y: y + parseFloat(top), k };
    },
    /** Middles of all that is a dot in the far picture. */
    dots: async () => {
      const { layoutScene } = await import('/app/layout/scene.js');
      const { pageMeter } = await import('/app/view/stage/measure.js');
      const { crowdOf, dotsOf } = await import('/app/view/stage/crowd.js');
      const { roomIn } = await import('/app/view/stage/fit.js');
      return [...dotsOf(crowdOf(layoutScene(topology, { frame: roomIn(place), meter: pageMeter(place) }))).at];
    },
  };
}

/** @param {SVGElement} svg how many elements of each kind that can be seen */
function counted(svg) {
  const of = (selector) => svg.querySelectorAll(selector).length;
  return { boxes: of('rect'), wires: of('.wire .line'), texts: of('text'), others: of('circle') + of('path:not(.hit):not(.wire .line)') };
}

/** What another library needs to draw the same: boxes with their texts, wires with their bends, in world units. @param {SVGElement} svg */
function elementsOf(svg) {
  const number = (e, name) => Number(e.getAttribute(name) ?? 0);
  const paint = (e) => {
    const { fill, stroke, strokeWidth, vectorEffect } = getComputedStyle(e);
    return { fixed: vectorEffect !== 'none', fill: fill === 'none' ? 'rgba(0, 0, 0, 0)' : fill, stroke: stroke === 'none' ? fill : stroke, width: stroke === 'none' ? 0 : parseFloat(strokeWidth) };
  };
  const boxes = [];
  const wires = [];
  let z = 0;
  for (const g of svg.querySelectorAll('g')) {
    const own = [...g.children];
    const texts = own.filter((e) => e.tagName === 'text' && getComputedStyle(e).visibility !== 'hidden')
      .map((e) => ({ text: e.textContent, x: number(e, 'x'), y: number(e, 'y'), size: number(e, 'font-size'), anchor: e.getAttribute('text-anchor') ?? 'start', bold: e.classList.contains('strong'), color: getComputedStyle(e).fill }));
    const shapes = own.filter((e) => (e.tagName === 'rect' || e.tagName === 'circle') && getComputedStyle(e).visibility !== 'hidden');
    shapes.forEach((e, i) => {
      const r = e.tagName === 'circle' ? number(e, 'r') : 0;
      const box = r > 0 ? { x: number(e, 'cx') - r, y: number(e, 'cy') - r, w: 2 * r, h: 2 * r, round: true }
        : { x: number(e, 'x'), y: number(e, 'y'), w: number(e, 'width'), h: number(e, 'height'), round: false };
      boxes.push({ ...box, ...paint(e), z: z++, texts: i === 0 ? texts : [] });
    });
    if (shapes.length === 0) for (const t of texts) boxes.push({ x: t.x, y: t.y - t.size / 2, w: 1, h: 1, round: false, z: z++, fill: 'rgba(0, 0, 0, 0)', stroke: 'rgba(0, 0, 0, 0)', width: 0, texts: [t] });
    for (const e of own) {
      if (e.tagName !== 'path' || !e.matches('.wire > .line, .segment > .line')) continue;
      for (const part of e.getAttribute('d').split('M').filter(Boolean)) {
        const points = [...part.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map((m) => [Number(m[1]), Number(m[2])]);
        if (points.length > 1) wires.push({ points, z: z++, ...paint(e) });
      }
    }
  }
  return { boxes, wires };
}
