/** @typedef {import('../../layout/shapes.js').Shape} Shape */
/** @typedef {import('../../layout/shapes.js').Figure} Figure */
/** @typedef {{name: string, attributes: Record<string, string|number|undefined>, text?: string, children?: Tree[]}} Tree an element of SVG, not yet made */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {Shape} shape
 * @returns {Tree}
 */
function shapeTree(shape) {
  switch (shape.t) {
    case 'rect':
      return { name: 'rect', attributes: { class: shape.cls, x: shape.x, y: shape.y, width: shape.w, height: shape.h, rx: shape.r || undefined } };
    case 'circle':
      return { name: 'circle', attributes: { class: shape.cls, cx: shape.x, cy: shape.y, r: shape.r } };
    case 'path':
      return { name: 'path', attributes: { class: shape.cls, d: shape.d } };
    default:
      return {
        name: 'text', text: shape.text,
        attributes: { class: shape.cls, x: shape.x, y: shape.y, 'font-size': Math.round(shape.size * 100) / 100, 'text-anchor': shape.anchor === 'start' ? undefined : shape.anchor },
      };
  }
}

/**
 * @param {Figure} figure
 * @returns {Tree}
 */
export function figureTree({ cls, ns, dev, title, shapes, inside, row, hook, part, fold }) {
  return {
    name: 'g', attributes: { class: cls, 'data-ns': ns, 'data-dev': dev, 'data-row': row, 'data-hook': hook, 'data-part': part, 'data-fold': fold },
    children: [...(title ? [{ name: 'title', attributes: {}, text: title }] : []), ...shapes.map(shapeTree), ...(inside ?? []).map(figureTree)],
  };
}

/**
 * @param {Tree} tree
 * @returns {SVGElement}
 */
export function made({ name, attributes, text, children }) {
  const element = document.createElementNS(SVG, name);
  for (const key in attributes) if (attributes[key] !== undefined) element.setAttribute(key, String(attributes[key]));
  if (text !== undefined) element.textContent = text;
  for (const child of children ?? []) element.append(made(child));
  return /** @type {SVGElement} */ (element);
}

/**
 * @param {Tree} tree
 * @returns {string} the same as text
 */
export function written({ name, attributes, text, children }) {
  const all = Object.entries(attributes).filter(([, v]) => v !== undefined).map(([k, v]) => ` ${k}="${escaped(String(v))}"`).join('');
  return `<${name}${all}>${text === undefined ? '' : escaped(text)}${(children ?? []).map(written).join('')}</${name}>`;
}

/** What XML does not allow at all is left out. @param {string} text */
const escaped = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/**
 * @param {Element} parent
 * @param {string} name
 * @param {string} cls
 * @returns {SVGElement}
 */
export function append(parent, name, cls) {
  const element = made({ name, attributes: { class: cls } });
  parent.append(element);
  return element;
}

/** A picture that screen readers pass over. @param {HTMLElement} parent @param {string} cls */
export function svgIn(parent, cls) {
  const svg = /** @type {SVGSVGElement} */ (append(parent, 'svg', cls));
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}
