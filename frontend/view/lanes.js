import { actOf, lineOfAct } from '../model/acts.js';
import { asideName, bracketAt, bracketsOf, firstOnLane, gapIn, KEY, lanesHeight, lanesOf, legendFlows, placesOf, TOP } from '../model/lanes.js';
import { translator } from '../model/text.js';
import { currentMark, horizonColumn, limitOf, walkLine } from '../model/walk.js';
import { pointer, select } from '../lib/d3.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/types.js').Mark} Mark */

const LEFT = 14;
const AFTER_NAME = 20;
const RIGHT = 22;
/** Lower than this, all of the height is for the lanes. */
const LOW = 110;
const WIDEST_LANE = 24.4;
const NARROWEST_LANE = 15;
const WIDEST_STEP = 44;
const NARROWEST_STEP = 9;
const CHIP = { w: 31, h: 17 };

/**
 * The lanes: one for each namespace on the path, in path order, with a mark for each step. Dragging scrubs, a lane's name leads to
 * the next step there.
 * @param {HTMLElement} frame
 * @param {{go: (seq: number) => void}} conductor
 * @param {(action: import('../model/actions.js').Action) => void} dispatch
 */
export function createLanes(frame, conductor, dispatch) {
  const svg = select(frame).append('svg').attr('class', 'lanes').attr('aria-hidden', 'true');
  /** @type {State|null} */ let state = null;
  /** @type {import('../model/score.js').Line} */ let line = { marks: [], steps: [], numberOf: new Map() };
  /** @type {Map<number, number>} */ let placeOf = new Map();
  /** @type {{lanes: import('../model/lanes.js').Lane[], laneOf: Map<string, number>}} */ let rows = { lanes: [], laneOf: new Map() };
  let gap = { x: 20, y: WIDEST_LANE, left: 80, r: 5 };
  let dragging = false;
  /** @type {Map<number, Element[]>} what is drawn, by column */ let drawn = new Map();
  /** What was shown last. */
  let key = () => {};
  let shown = { now: -1, seen: -1, mark: /** @type {Mark|null} */ (null) };
  new ResizeObserver(() => draw()).observe(frame);
  const holdNames = () => svg.select('g.names').attr('transform', `translate(${frame.scrollLeft},0)`);
  frame.addEventListener('scroll', holdNames, { passive: true });

  const x = (/** @type {Mark} */ m) => gap.left + (placeOf.get(m.seq) ?? 0) * gap.x;
  const y = (/** @type {Mark} */ m) => TOP + (rows.laneOf.get(m.crowd?.namespaces[0] ?? m.namespace) ?? 0) * gap.y;

  /** @param {PointerEvent} event */
  function scrub(event) {
    if (line.marks.length === 0) return;
    const [px, py] = pointer(event, svg.node());
    const away = (/** @type {Mark} */ m) => Math.abs(x(m) - px) * 3 + Math.abs(y(m) - py) + (m.aside && !chipHit(m, px, py) ? 1e6 : 0);
    const nearest = line.marks.reduce((best, m) => (away(m) < away(best) ? m : best), line.marks[0]);
    if (nearest.seq !== state?.cursor) conductor.go(nearest.seq);
  }
  const chipHit = (/** @type {Mark} */ m, /** @type {number} */ px, /** @type {number} */ py) =>
    Math.abs(x(m) - px) <= CHIP.w / 2 && Math.abs(y(m) + gap.y / 2 - py) <= Math.max(CHIP.h / 2, 10);

  frame.addEventListener('pointerdown', (e) => {
    const name = e.target instanceof Element ? e.target.closest('[data-lane]') : null;
    const mark = state && currentMark(state);
    if (name) {
      const there = firstOnLane(line, name.getAttribute('data-lane') ?? '', mark?.column ?? -1);
      if (there) conductor.go(there.seq);
      return;
    }
    const bracket = e.target instanceof Element ? e.target.closest('[data-to]') : null;
    if (bracket) {
      conductor.go(Number(bracket.getAttribute(state?.cursor === Number(bracket.getAttribute('data-to')) ? 'data-from' : 'data-to')));
      return;
    }
    dragging = true;
    frame.setPointerCapture(e.pointerId);
    scrub(e);
  });
  frame.addEventListener('pointermove', (e) => dragging && scrub(e));
  for (const end of ['pointerup', 'pointercancel']) frame.addEventListener(end, () => { dragging = false; });
  frame.addEventListener('dblclick', (e) => {
    const [px, py] = pointer(e, svg.node());
    const chip = line.marks.find((m) => m.aside && chipHit(m, px, py));
    if (chip) dispatch({ type: 'sceneTurned', seq: chip.seq, on: true });
  });

  function draw() {
    if (!state) return;
    line = partOf(state);
    const t = translator(state.messages);
    const { marks } = line;
    rows = lanesOf(marks);
    const places = placesOf(line);
    placeOf = places.placeOf;
    const { lanes } = rows;
    const labels = lanes.map((l) => (l.bystanders > 0 ? t('ui.timeline.bystanders', l.bystanders) : l.label));
    const w = Math.max(200, frame.clientWidth);
    const h = frame.clientHeight;
    const under = h < LOW ? 0 : KEY;
    const names = svg.selectAll('g.names').data([0]).join('g').attr('class', 'names');
    names.selectAll('text.lane-name').data(lanes).join('text').attr('class', 'lane-name')
      .attr('data-lane', (/** @type {any} */ l) => l.namespace).attr('x', LEFT)
      .text((/** @type {unknown} */ _, /** @type {number} */ i) => labels[i]);
    const texts = names.selectAll('text.lane-name').classed('here', true);
    const widest = Math.max(40, ...texts.nodes().map((/** @type {SVGTextElement} */ el) => el.getComputedTextLength()));
    texts.classed('here', false);
    const left = LEFT + widest + AFTER_NAME;
    const below = bracketsOf(line, Infinity).length;
    const gapY = Math.max(NARROWEST_LANE, Math.min(WIDEST_LANE, gapIn(h, lanes.length, below, under)));
    const gapX = Math.min(WIDEST_STEP, Math.max(NARROWEST_STEP, (w - left - RIGHT) / Math.max(1, places.last)));
    gap = { x: gapX, y: gapY, left, r: Math.max(3, Math.min(5, gapX * 0.36)) };
    const width = Math.max(w, left + places.last * gapX + RIGHT);
    const height = Math.max(h, lanesHeight(lanes.length, gapY, below, under));
    svg.attr('width', width).attr('height', lanes.length === 0 ? 0 : height);
    const laneY = (/** @type {unknown} */ _, /** @type {number} */ i) => TOP + i * gapY;
    names.selectAll('text.lane-name').attr('y', (/** @type {unknown} */ _, /** @type {number} */ i) => TOP + i * gapY + 4.3);
    names.selectAll('rect').data([0]).join('rect').attr('width', left - 10).attr('height', height).lower();
    svg.selectAll('line.lane').data(lanes).join('line').attr('class', 'lane').attr('x1', left - 8).attr('x2', width - 6).attr('y1', laneY).attr('y2', laneY).lower();
    const linked = marks.filter((m) => m.previous && !m.aside);
    const links = svg.selectAll('path.link').data(linked, (/** @type {Mark} */ m) => m.seq).join('path').attr('class', 'link')
      .attr('d', (/** @type {Mark} */ m) => {
        const from = past(m);
        return `M${x(from)},${y(from)}L${x(m)},${y(m)}`;
      });
    const chips = svg.selectAll('g.chip').data(marks.filter((m) => m.aside), (/** @type {Mark} */ m) => m.seq).join('g').attr('class', 'chip')
      .attr('transform', (/** @type {Mark} */ m) => `translate(${x(m)},${y(m) + gapY / 2})`);
    chips.selectAll('rect').data((/** @type {Mark} */ m) => [m]).join('rect').attr('x', -CHIP.w / 2).attr('y', -CHIP.h / 2).attr('width', CHIP.w).attr('height', CHIP.h).attr('rx', 5);
    chips.selectAll('text').data((/** @type {Mark} */ m) => [m]).join('text').attr('y', 4.3).attr('text-anchor', 'middle').text(asideName);
    chips.selectAll('title').data((/** @type {Mark} */ m) => [m]).join('title').text((/** @type {Mark} */ m) => m.step.sentence);
    const points = svg.selectAll('path.mark').data(marks.filter((m) => !m.aside), (/** @type {Mark} */ m) => m.seq).join('path').attr('class', 'mark')
      .attr('transform', (/** @type {Mark} */ m) => `translate(${x(m)},${y(m)})`);
    drawn = new Map();
    for (const el of [...links.nodes(), ...chips.nodes(), ...points.nodes()]) {
      const { column } = select(el).datum();
      drawn.set(column, [...(drawn.get(column) ?? []), el]);
    }
    names.raise();
    shown = { now: -1, seen: -1, mark: null };
    for (const column of drawn.keys()) restyle(column, currentMark(state), horizonColumn(state));
    key = under > 0 ? () => legend(t, width, height) : () => { svg.selectAll('g.legend').remove(); };
    key();
    stand();
    holdNames();
  }

  /** The counted mark a mark follows from. @param {Mark} m */
  function past(m) {
    let from = /** @type {Mark} */ (m.previous);
    while (from.aside && from.previous) from = from.previous;
    return from;
  }

  /** Shows where the cursor stands: only columns between there and where it was look different. */
  function stand() {
    if (!state) return;
    const mark = currentMark(state);
    const now = mark?.column ?? -1;
    const seen = horizonColumn(state);
    for (const [from, to] of [[shown.now, now], [shown.seen, seen]]) {
      for (let column = Math.max(0, Math.min(from, to)); column <= Math.max(from, to); column++) restyle(column, mark, seen);
    }
    if (shown.mark && shown.mark.column !== now) restyle(shown.mark.column, mark, seen);
    if (shown.seen !== seen) { brackets(seen); key(); }
    svg.selectAll('text.lane-name').classed('here', (/** @type {any} */ l) => l.namespace === mark?.namespace);
    svg.selectAll('text.question').data(stops()).join('text').attr('class', 'question').attr('text-anchor', 'middle')
      .attr('x', (/** @type {Mark} */ m) => x(m)).attr('y', (/** @type {Mark} */ m) => y(m) + 4.5).text('?');
    shown = { now, seen, mark };
    if (mark) keepInSight(frame, x(mark), gap.left);
    describe(frame, line, mark, translator(state.messages));
  }

  /** Steps that are not told before a question is answered. */
  function stops() {
    const limit = state ? limitOf(state) : Infinity;
    return line.steps.filter((m) => m.column === limit + 1).slice(0, 1);
  }

  /** @param {number} column @param {Mark|null} now @param {number} seen */
  function restyle(column, now, seen) {
    for (const el of drawn.get(column) ?? []) {
      const m = /** @type {Mark} */ (select(el).datum());
      const here = m === now;
      const known = m.column <= seen;
      const done = m.column <= (now?.column ?? -1);
      const kind = el.classList.contains('link') ? 'link' : el.nodeName === 'g' ? 'chip' : 'mark';
      el.setAttribute('class', `${kind} ${known || kind === 'chip' ? m.flow : 'ahead'} ${done ? 'done' : ''} ${here ? 'now' : ''} ${known && m.stop ? 'stop' : ''}`);
      if (kind === 'mark') el.setAttribute('d', known ? shape(m, here ? gap.r * 1.5 : gap.r) : disc(Math.min(4, gap.r)));
    }
  }

  /** @param {number} seen */
  function brackets(seen) {
    if (!state) return;
    const t = translator(state.messages);
    const list = bracketsOf(line, seen);
    const floor = (/** @type {any} */ b) => bracketAt(rows.lanes.length, gap.y, list.indexOf(b));
    const joined = svg.selectAll('g.bracket').data(list, (/** @type {any} */ b) => b.name).join('g').attr('class', 'bracket')
      .attr('data-from', (/** @type {any} */ b) => b.made.seq).attr('data-to', (/** @type {any} */ b) => b.undone.seq);
    joined.selectAll('path').data((/** @type {any} */ b) => [b]).join('path')
      .attr('d', (/** @type {any} */ b) => `M${x(b.made)},${y(b.made) + gap.r + 4}V${floor(b)}H${x(b.undone)}V${y(b.undone) + gap.r + 4}`);
    joined.selectAll('text').data((/** @type {any} */ b) => [b]).join('text').attr('text-anchor', 'middle')
      .attr('x', (/** @type {any} */ b) => (x(b.made) + x(b.undone)) / 2).attr('y', (/** @type {any} */ b) => floor(b) + 4.3)
      .text((/** @type {any} */ b) => t('ui.lanes.bracket', b.name, line.numberOf.get(b.made.seq) ?? '', line.numberOf.get(b.undone.seq) ?? ''));
  }

  /** @param {import('../model/text.js').Translate} t @param {number} width @param {number} height */
  function legend(t, width, height) {
    const flows = legendFlows(line.marks, state ? horizonColumn(state) : -1);
    const items = [...flows.map((flow) => ({ flow, text: t(`ui.flow.${flow}`) })), { flow: 'ahead', text: t('ui.lanes.ahead') }];
    const group = svg.selectAll('g.legend').data([0]).join('g').attr('class', 'legend');
    const keys = group.selectAll('g').data(items).join('g').attr('class', (/** @type {any} */ i) => i.flow);
    keys.selectAll('path').data((/** @type {any} */ i) => [i]).join('path').attr('class', (/** @type {any} */ i) => `mark ${i.flow} ${i.flow === 'ahead' ? '' : 'done'}`)
      .attr('d', (/** @type {any} */ i) => (i.flow === 'reply' || i.flow === 'error' ? box(4.5) : disc(4.5))).attr('transform', 'translate(5,0)');
    keys.selectAll('text').data((/** @type {any} */ i) => [i]).join('text').attr('x', 15).attr('y', 4.3).text((/** @type {any} */ i) => i.text);
    const widths = keys.nodes().map((/** @type {SVGGElement} */ el) => el.getBBox().width + 20);
    let from = Math.max(gap.left, width - RIGHT - widths.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, -20));
    keys.attr('transform', (/** @type {unknown} */ _, /** @type {number} */ i) => {
      const at = from;
      from += widths[i];
      return `translate(${at},${height - 12})`;
    });
  }

  frame.addEventListener('keydown', (e) => {
    if (e.shiftKey || e.ctrlKey || e.metaKey || e.altKey || line.marks.length === 0) return;
    const lane = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
    if (lane === 0) return;
    e.preventDefault();
    move(lane);
  });

  /** Goes to the next step on another lane. @param {number} lane how many lanes below */
  function move(lane) {
    const mark = state && currentMark(state);
    const index = (rows.laneOf.get(mark?.namespace ?? '') ?? 0) + lane;
    const there = firstOnLane(line, rows.lanes[Math.min(rows.lanes.length - 1, Math.max(0, index))]?.namespace ?? '', mark?.column ?? -1);
    if (there) conductor.go(there.seq);
  }

  return {
    move,
    /** @param {State} next */
    render(next) {
      const before = state;
      state = next;
      if (!before || partOf(before) !== partOf(next) || before.messages !== next.messages) draw();
      else stand();
    },
  };
}

/** What is told of the walk that the reader is in. @param {State} state */
const partOf = (state) => lineOfAct(walkLine(state), actOf(currentMark(state)));

/** @param {number} r */
const disc = (r) => `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`;
/** @param {number} r */
const box = (r) => `M${-r},${-r}H${r}V${r}H${-r}Z`;

/**
 * A circle for a step, a cross where the packet ends, a square for a reply: never colour alone.
 * @param {Mark} m
 * @param {number} r
 * @returns {string}
 */
function shape(m, r) {
  if (m.stop) return `M${-r},${-r}L${r},${r}M${r},${-r}L${-r},${r}`;
  return m.flow === 'reply' || m.flow === 'error' ? box(r * 0.9) : disc(r);
}

/**
 * The lanes are a slider for those who do not see them.
 * @param {HTMLElement} frame
 * @param {import('../model/score.js').Line} line
 * @param {Mark|null} now
 * @param {import('../model/text.js').Translate} t
 */
function describe(frame, line, now, t) {
  const at = now ? (line.numberOf.get(now.seq) ?? 0) : 0;
  const attributes = {
    role: 'slider', tabindex: '0', 'aria-label': t('ui.timeline.scrub'), 'aria-valuemin': '0',
    'aria-valuemax': String(line.steps.length), 'aria-valuenow': String(at),
    'aria-valuetext': now ? `${t('ui.timeline.step', at, line.steps.length)}: ${now.step.sentence}` : t('ui.timeline.empty'),
  };
  for (const [name, value] of Object.entries(attributes)) if (frame.getAttribute(name) !== value) frame.setAttribute(name, value);
}

/**
 * @param {HTMLElement} frame
 * @param {number} x
 * @param {number} left where the names end
 */
function keepInSight(frame, x, left) {
  const { scrollLeft, clientWidth } = frame;
  if (x < scrollLeft + left || x > scrollLeft + clientWidth - 30) frame.scrollLeft = x - clientWidth / 2;
}
