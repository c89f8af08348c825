/** Small D3 joins the stage is drawn with. Texts are set as text, never as markup. */

/** @typedef {{x: number, y: number, text: string, size: number, cls?: string, anchor?: string, id?: string}} Label */

/**
 * @param {any} parent D3 selection
 * @param {string} cls
 * @returns {any} the one group of this class in the parent, made when missing
 */
export function layer(parent, cls) {
  return parent.selectAll(`:scope > g.${cls}`).data([null]).join('g').attr('class', cls);
}

/**
 * @param {any} parent
 * @param {string} cls
 * @param {{id?: string, x: number, y: number, w: number, h: number, cls?: string, title?: string}[]} boxes
 * @param {number} radius
 * @returns {any}
 */
export function rects(parent, cls, boxes, radius) {
  const joined = parent.selectAll(`:scope > rect.${cls}`)
    .data(boxes)
    .join('rect')
    .attr('class', (/** @type {any} */ b) => `${cls} ${b.cls ?? ''}`)
    .attr('x', (/** @type {any} */ b) => b.x).attr('y', (/** @type {any} */ b) => b.y)
    .attr('width', (/** @type {any} */ b) => b.w).attr('height', (/** @type {any} */ b) => b.h)
    .attr('rx', radius);
  return joined;
}

/**
 * @param {any} parent
 * @param {string} cls
 * @param {Label[]} labels
 * @returns {any}
 */
export function texts(parent, cls, labels) {
  return parent.selectAll(`:scope > text.${cls}`)
    .data(labels.filter((l) => l.text !== ''))
    .join('text')
    .attr('class', (/** @type {Label} */ l) => `${cls} ${l.cls ?? ''}`)
    .attr('x', (/** @type {Label} */ l) => l.x).attr('y', (/** @type {Label} */ l) => l.y)
    .attr('font-size', (/** @type {Label} */ l) => l.size)
    .attr('text-anchor', (/** @type {Label} */ l) => l.anchor ?? 'start')
    .text((/** @type {Label} */ l) => l.text);
}

/**
 * @param {{x: number, y: number}[]} points
 * @param {number} [dx]
 * @param {number} [dy]
 * @returns {string} path data
 */
export function line(points, dx = 0, dy = 0) {
  return points.map((p, i) => `${i === 0 ? 'M' : 'L'}${p.x + dx},${p.y + dy}`).join('');
}

/**
 * @param {any} node D3 selection of elements that get a tooltip
 * @param {(datum: any) => string} text
 */
export function tooltip(node, text) {
  node.selectAll(':scope > title').data((/** @type {any} */ d) => [text(d)]).join('title').text((/** @type {string} */ t) => t);
}
