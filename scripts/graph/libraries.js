/**
 * The libraries as contestants. Each draws the boxes, texts and wires that Podlane's picture has, at the same places
 * ('preset', no layout), for the same camera.
 *
 * @typedef {{boxes: any[], wires: any[], way: number[][]}} Elements
 * @typedef {{x: number, y: number, k: number}} Camera from the world to the window
 */

const CLEAR = 'rgba(0, 0, 0, 0)';

/** Joins each end of a wire to the smallest box it touches, or to a point of its own. @param {Elements} elements @param {number} k zoom, for lines that are as wide at any */
export function joined({ boxes, wires, way }, k) {
  const width = (e) => (e.fixed ? e.width / k : e.width);
  const SQUARE = 400;
  const grid = new Map();
  boxes.forEach((b, i) => {
    for (let x = Math.floor(b.x / SQUARE); x <= Math.floor((b.x + b.w) / SQUARE); x++) {
      for (let y = Math.floor(b.y / SQUARE); y <= Math.floor((b.y + b.h) / SQUARE); y++) {
        const key = `${x} ${y}`;
        if (!grid.has(key)) grid.set(key, []);
        grid.get(key).push(i);
      }
    }
  });
  const all = [...boxes];
  const boxAt = ([x, y]) => {
    let best = -1;
    for (const i of grid.get(`${Math.floor(x / SQUARE)} ${Math.floor(y / SQUARE)}`) ?? []) {
      const b = boxes[i];
      if (x < b.x - 2 || x > b.x + b.w + 2 || y < b.y - 2 || y > b.y + b.h + 2) continue;
      if (best < 0 || b.w * b.h < boxes[best].w * boxes[best].h) best = i;
    }
    if (best >= 0 && boxes[best].w < 400) return best;
    all.push({ x: x - 0.5, y: y - 0.5, w: 1, h: 1, round: false, z: 0, fill: CLEAR, stroke: CLEAR, width: 0, texts: [] });
    return all.length - 1;
  };
  const edges = wires.map((w) => {
    const [a, b] = [boxAt(w.points[0]), boxAt(w.points.at(-1))];
    return { ...w, a, b, width: width(w) };
  });
  return { nodes: all.map((b) => ({ ...b, width: width(b), cx: b.x + b.w / 2, cy: b.y + b.h / 2, label: b.texts.map((t) => t.text).join('\n'), size: b.texts[0]?.size ?? 12, color: b.texts[0]?.color ?? '#000' })), edges, way };
}

/** Cytoscape.js wants the bends of an edge as shares and distances of the line between its ends. */
function bends(points) {
  const [[x1, y1], [x2, y2]] = [points[0], points.at(-1)];
  const [dx, dy] = [x2 - x1, y2 - y1];
  const long = dx * dx + dy * dy || 1;
  const inner = points.slice(1, -1);
  return {
    weights: inner.map(([x, y]) => ((x - x1) * dx + (y - y1) * dy) / long),
    distances: inner.map(([x, y]) => ((y - y1) * dx - (x - x1) * dy) / Math.sqrt(long)),
  };
}

/** @param {any} cytoscape @param {object} options of its renderer */
export const cytoscapeOf = (cytoscape, options = {}) => ({
  start(container, { nodes, edges, way }, { x, y, k }) {
    const end = (n, [px, py]) => `${px - n.cx}px ${py - n.cy}px`;
    let frames = 0;
    let told = () => {};
    const elements = [
      ...nodes.map((n, i) => ({ group: 'nodes', data: { id: `n${i}`, w: n.w, h: n.h, fill: n.fill, stroke: n.stroke, line: n.width, label: n.label, size: n.size, color: n.color, z: n.z }, position: { x: n.cx, y: n.cy }, classes: `${n.round ? 'round' : ''} ${n.label ? 'named' : ''}` })),
      ...edges.map((e, i) => {
        const { weights, distances } = bends(e.points);
        return { group: 'edges', data: { id: `e${i}`, source: `n${e.a}`, target: `n${e.b}`, stroke: e.stroke, line: e.width, from: end(nodes[e.a], e.points[0]), to: end(nodes[e.b], e.points.at(-1)), weights: weights.join(' '), distances: distances.join(' '), z: e.z }, classes: weights.length > 0 ? 'bent' : '' };
      }),
      { group: 'nodes', data: { id: 'packet', w: 37, h: 17, fill: '#1f6feb', stroke: '#fff', line: 2, z: 1e6 }, position: { x: way[0][0], y: way[0][1] } },
    ];
    const cy = cytoscape({
      container, elements, layout: { name: 'preset', fit: false }, zoom: k, pan: { x, y }, minZoom: 1e-3, maxZoom: 10, autoungrabify: true, autounselectify: true, boxSelectionEnabled: false, ...options,
      style: [
        { selector: 'node', style: { shape: 'round-rectangle', width: 'data(w)', height: 'data(h)', 'background-color': 'data(fill)', 'border-color': 'data(stroke)', 'border-width': 'data(line)', 'z-index-compare': 'manual', 'z-index': 'data(z)', events: 'no' } },
        { selector: 'node.round', style: { shape: 'ellipse' } },
        { selector: 'node.named', style: { label: 'data(label)', 'font-size': 'data(size)', color: 'data(color)', 'text-wrap': 'wrap', 'text-valign': 'center', 'text-halign': 'center' } },
        { selector: 'edge', style: { 'curve-style': 'straight', width: 'data(line)', 'line-color': 'data(stroke)', 'source-endpoint': 'data(from)', 'target-endpoint': 'data(to)', 'z-index-compare': 'manual', 'z-index': 'data(z)', events: 'no' } },
        { selector: 'edge.bent', style: { 'curve-style': 'segments', 'edge-distances': 'endpoints', 'segment-weights': 'data(weights)', 'segment-distances': 'data(distances)' } },
      ],
    });
    cy.on('render', () => { frames++; told(); });
    const packet = cy.getElementById('packet');
    return {
      drawn: () => new Promise((done) => { if (frames > 0) done(); else told = done; }),
      frames: () => frames, settle: 500, moved: window,
      packet: (share) => { const [px, py] = way[Math.floor(share * way.length)]; packet.position({ x: px, y: py }); },
      count: () => ({ nodes: cy.nodes().length, edges: cy.edges().length, labels: nodes.filter((n) => n.label).length }),
    };
  },
});

/** Sigma.js draws boxes with a side and a ratio, wires as straight lines, and one line of text at each box. @param {any} Sigma @param {any} Graph @param {any} sdfRectangle */
export const sigmaOf = (Sigma, Graph, sdfRectangle) => ({
  start(container, { nodes, edges, way }, { x, y, k }) {
    const graph = new Graph({ multi: true });
    const hue = (c) => (c.startsWith('color(') ? '#dddddd' : c);
    nodes.forEach((n, i) => graph.addNode(i, { x: n.cx, y: -n.cy, size: n.w / 2, aspect: n.w / n.h, color: hue(n.fill), label: n.label.replaceAll('\n', ' ') || null, letters: n.size * k, z: n.z, depth: n.w > 100 ? 'back' : 'nodes' }));
    for (const e of edges) graph.addEdge(e.a, e.b, { size: e.width, color: hue(e.stroke) });
    graph.addNode('packet', { x: way[0][0], y: -way[0][1], size: 18, aspect: 2.2, color: '#1f6feb', label: null, letters: 1, z: 1e6, depth: 'nodes' });
    let frames = 0;
    let told = () => {};
    const sigma = new Sigma(graph, container, {
      primitives: { depthLayers: ['back', 'edges', 'topEdges', 'nodes', 'topNodes'], nodes: { shapes: [sdfRectangle({ aspectRatio: { attribute: 'aspect' } })] } },
      styles: { nodes: { x: { attribute: 'x' }, y: { attribute: 'y' }, size: { attribute: 'size' }, color: { attribute: 'color' }, label: { attribute: 'label' }, labelVisibility: 'visible', labelPosition: 'over', labelSize: { attribute: 'letters' }, zIndex: { attribute: 'z' }, depth: { attribute: 'depth' } } },
      settings: { itemSizesReference: 'positions', zoomToSizeRatioFunction: (r) => r, minEdgeThickness: 0.5, enableNodeDrag: false, inertiaDuration: 0, stagePadding: 0 },
    });
    sigma.on('afterRender', () => { frames++; told(); });
    const middle = { x: (720 - x) / k, y: -(450 - y) / k };
    const at = (p) => sigma.graphToViewport(p);
    const unit = Math.abs(at({ x: 1000, y: 0 }).x - at({ x: 0, y: 0 }).x) / 1000;
    const { x: fx, y: fy } = sigma.viewportToFramedGraph(at(middle));
    sigma.getCamera().setState({ x: fx, y: fy, ratio: unit / k });
    const seen = frames;
    return {
      drawn: () => new Promise((done) => { if (frames > seen) done(); else told = done; }),
      frames: () => frames, settle: 0, moved: document,
      packet: (share) => { const [px, py] = way[Math.floor(share * way.length)]; graph.mergeNodeAttributes('packet', { x: px, y: -py }); },
      count: () => ({ nodes: graph.order, edges: graph.size, labels: nodes.filter((n) => n.label).length }),
    };
  },
});

/** cosmos.gl draws points and straight links. @param {any} Graph its `Graph` @param {number} square shape of a point */
export const cosmosOf = (Graph, square) => ({
  start(container, { points, links = [], sizes = null, way = null, side = 2 }) {
    const SPACE = 8192;
    let [least, most, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < points.length; i += 2) {
      [least, most] = [Math.min(least, points[i]), Math.max(most, points[i])];
      [top, bottom] = [Math.min(top, points[i + 1]), Math.max(bottom, points[i + 1])];
    }
    const k = SPACE / Math.max(most - least, bottom - top);
    const placed = (px, py) => [(px - least) * k, SPACE - (py - top) * k];
    const positions = new Float32Array(points.length + (way ? 2 : 0));
    for (let i = 0; i < points.length; i += 2) positions.set(placed(points[i], points[i + 1]), i);
    if (way) positions.set(placed(...way[0]), points.length);
    const graph = new Graph(container, {
      enableSimulation: false, spaceSize: SPACE, rescalePositions: false, backgroundColor: '#ffffff', pointDefaultColor: '#7f9bc4', pointDefaultSize: side, pointDefaultShape: square, scalePointsOnZoom: false,
      pixelRatio: 1, transitionDuration: 0, enableDrag: false, renderLinks: links.length > 0, linkDefaultWidth: 0.5, fitViewOnInit: true, fitViewDelay: 0, fitViewDuration: 0, fitViewPadding: 0, renderHoveredPointRing: false,
    });
    graph.setPointPositions(positions);
    if (sizes) graph.setPointSizes(new Float32Array(sizes));
    if (links.length > 0) graph.setLinks(new Float32Array(links));
    graph.render();
    return {
      drawn: () => graph.ready,
      frames: null, settle: 0, get moved() { return window; },
      packet: (share) => {
        positions.set(placed(...way[Math.floor(share * way.length)]), points.length);
        graph.setPointPositions(positions);
        graph.render();
      },
      count: () => ({ points: positions.length / 2, links: links.length / 2 }),
    };
  },
});
