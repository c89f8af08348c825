import { currentMark, visibleMarks } from '../model/reducer.js';
import { translator } from '../model/text.js';
import { lanesOf } from '../model/timeline.js';
import { pointer, select } from '../lib/d3.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/types.js').Mark} Mark */

const LABEL = 112;
const LANE = globalThis.innerHeight < 780 ? 18 : 21;
const TOP = 12;
const RIGHT = 18;
/** How far a key moves the slider; arrows to the sides are everybody's. @type {Record<string, number>} */
const STEPS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/**
 * Lanes, one per namespace in path order, with a mark per step; dragging anywhere scrubs.
 * @param {HTMLElement} frame
 * @param {{go: (seq: number) => void, step: (by: number) => void}} on
 */
export function createTimeline(frame, on) {
  const svg = select(frame).append('svg').attr('class', 'lanes').attr('aria-hidden', 'true');
  /** @type {State|null} */ let state = null;
  /** @type {Mark[]} */ let marks = [];
  let step = 20;
  let dragging = false;
  let radius = 5;
  /** @type {Map<number, Element[]>} what is drawn, by column */ let drawn = new Map();
  /** @type {Map<Mark, Element>} */ let pointOf = new Map();
  /** The last column that is marked as done. */
  let doneTo = -1;
  /** @type {Mark|null} */ let shownNow = null;
  new ResizeObserver(() => draw()).observe(frame);
  const holdNames = () => svg.select('g.names').attr('transform', `translate(${frame.scrollLeft},0)`);
  frame.addEventListener('scroll', holdNames, { passive: true });

  /** @param {PointerEvent} event */
  function scrub(event) {
    if (marks.length === 0) return;
    const [x, y] = pointer(event, svg.node());
    const { laneOf } = lanesOf(marks);
    const column = Math.round((x - LABEL) / step);
    const nearest = marks.reduce((best, m) => {
      const away = (/** @type {Mark} */ c) =>
        Math.abs(c.column - column) * 100 + Math.abs(TOP + (laneOf.get(c.namespace) ?? 0) * LANE - y);
      return away(m) < away(best) ? m : best;
    }, marks[0]);
    if (nearest.seq !== state?.cursor) on.go(nearest.seq);
  }

  frame.addEventListener('pointerdown', (e) => {
    dragging = true;
    frame.setPointerCapture(e.pointerId);
    scrub(e);
  });
  frame.addEventListener('pointermove', (e) => dragging && scrub(e));
  for (const end of ['pointerup', 'pointercancel']) frame.addEventListener(end, () => { dragging = false; });

  function draw() {
    if (!state) return;
    marks = visibleMarks(state);
    const t = translator(state.messages);
    const { lanes, laneOf } = lanesOf(marks);
    const columns = marks.length === 0 ? 1 : marks[marks.length - 1].column + 1;
    const room = Math.max(200, frame.clientWidth - LABEL - RIGHT - 14);
    step = Math.min(38, Math.max(6.5, room / Math.max(1, columns - 1)));
    const width = LABEL + (columns - 1) * step + RIGHT;
    const height = TOP * 2 + Math.max(0, lanes.length - 1) * LANE;
    svg.attr('width', Math.max(width, frame.clientWidth - 14)).attr('height', lanes.length === 0 ? 0 : height);
    const y = (/** @type {{namespace: string}} */ m) => TOP + (laneOf.get(m.namespace) ?? 0) * LANE;
    const x = (/** @type {Mark} */ m) => LABEL + m.column * step;
    svg.selectAll('line.lane').data(lanes).join('line').attr('class', 'lane')
      .attr('x1', LABEL - 8).attr('x2', Math.max(width, frame.clientWidth - 14))
      .attr('y1', (/** @type {unknown} */ _, /** @type {number} */ i) => TOP + i * LANE)
      .attr('y2', (/** @type {unknown} */ _, /** @type {number} */ i) => TOP + i * LANE);
    const links = svg.selectAll('path.link').data(marks.filter((m) => m.previous)).join('path')
      .attr('class', (/** @type {Mark} */ m) => `link ${m.flow}`)
      .attr('d', (/** @type {Mark} */ m) => {
        const p = /** @type {Mark} */ (m.previous);
        return `M${x(p)},${y(p)}L${x(m)},${y(m)}`;
      });
    radius = Math.max(2.7, Math.min(5, step * 0.4));
    const points = svg.selectAll('path.mark').data(marks, (/** @type {Mark} */ m) => m.seq).join('path')
      .attr('class', (/** @type {Mark} */ m) => `mark ${m.flow} ${m.stop ? 'stop' : ''}`)
      .attr('transform', (/** @type {Mark} */ m) => `translate(${x(m)},${y(m)})`)
      .attr('d', (/** @type {Mark} */ m) => shape(m, radius));
    drawn = new Map();
    for (const el of [...links.nodes(), ...points.nodes()]) {
      const { column } = select(el).datum();
      const sameColumn = drawn.get(column);
      if (sameColumn) sameColumn.push(el);
      else drawn.set(column, [el]);
    }
    pointOf = new Map(points.nodes().map((/** @type {Element} */ el) => [select(el).datum(), el]));
    const labels = lanes.map((l) => (l.bystanders > 0 ? t('ui.timeline.bystanders', l.bystanders) : cut(l.label)));
    const names = svg.selectAll('g.names').data([0]).join('g').attr('class', 'names').raise();
    names.selectAll('rect').data([0]).join('rect').attr('width', LABEL - 12).attr('height', height);
    names.selectAll('text.lane-name').data(labels).join('text').attr('class', 'lane-name')
      .attr('x', 2).attr('y', (/** @type {unknown} */ _, /** @type {number} */ i) => TOP + i * LANE + 4)
      .text((/** @type {string} */ text) => text);
    doneTo = -1;
    shownNow = null;
    stand();
    holdNames();
  }

  /** Shows where the cursor stands: only the columns between there and where it was look different. */
  function stand() {
    if (!state) return;
    const now = currentMark(state);
    const to = now?.column ?? -1;
    for (let column = Math.min(to, doneTo) + 1; column <= Math.max(to, doneTo); column++) {
      for (const el of drawn.get(column) ?? []) el.classList.toggle('done', column <= to);
    }
    doneTo = to;
    for (const mark of [shownNow, now]) {
      const point = mark && pointOf.get(mark);
      if (point) select(point).classed('now', mark === now).attr('d', shape(mark, mark === now ? Math.max(5, radius * 1.55) : radius));
    }
    shownNow = now;
    if (now) keepInSight(frame, LABEL + now.column * step);
    describe(frame, marks, now, translator(state.messages));
  }

  frame.addEventListener('keydown', (e) => {
    const by = STEPS[e.key];
    if (by === undefined || e.shiftKey || e.ctrlKey || e.metaKey || e.altKey || marks.length === 0) return;
    e.preventDefault();
    on.step(by);
  });

  return {
    /** @param {State} next */
    render(next) {
      const before = state;
      state = next;
      if (!before || before.trace !== next.trace || before.level !== next.level
        || before.showArp !== next.showArp || before.messages !== next.messages) draw();
      else if (before.cursor !== next.cursor) stand();
    },
  };
}

/**
 * A circle for a step, a cross where the packet ends, a square for a reply: never colour alone.
 * @param {Mark} m
 * @param {number} r
 * @returns {string}
 */
function shape(m, r) {
  if (m.stop) return `M${-r},${-r}L${r},${r}M${r},${-r}L${-r},${r}`;
  if (m.flow === 'reply' || m.flow === 'error') {
    const s = r * 0.92;
    return `M${-s},${-s}H${s}V${s}H${-s}Z`;
  }
  return `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`;
}

/**
 * The lanes are a slider for those who do not see them.
 * @param {HTMLElement} frame
 * @param {Mark[]} marks
 * @param {Mark|null} now
 * @param {import('../model/text.js').Translate} t
 */
function describe(frame, marks, now, t) {
  const at = now ? marks.indexOf(now) + 1 : 0;
  const attributes = {
    role: 'slider', tabindex: '0', 'aria-label': t('ui.timeline.scrub'), 'aria-valuemin': '0',
    'aria-valuemax': String(marks.length), 'aria-valuenow': String(at),
    'aria-valuetext': now ? `${t('ui.timeline.step', at, marks.length)}: ${now.step.sentence}` : t('ui.timeline.empty'),
  };
  for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
}

/** @param {string} label */
const cut = (label) => (label.length > 13 ? `${label.slice(0, 7)}…${label.slice(-5)}` : label);

/**
 * @param {HTMLElement} frame
 * @param {number} x
 */
function keepInSight(frame, x) {
  const { scrollLeft, clientWidth } = frame;
  if (x < scrollLeft + LABEL || x > scrollLeft + clientWidth - 30) frame.scrollLeft = x - clientWidth / 2;
}
