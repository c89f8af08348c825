/** Properties that come from style sheets, which a saved picture does not have. */
const COPIED = ['fill', 'stroke', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'font-family', 'font-weight',
  'font-style', 'fill-opacity', 'stroke-opacity', 'display', 'paint-order', 'text-decoration-line'];
const SVG = 'http://www.w3.org/2000/svg';
const PAD = 16;
const CAPTION = { size: 14, line: 20, character: 7.4 };

/** @typedef {{scene: SVGSVGElement, packets: SVGSVGElement, dots: import('./crowd.js').Dots[]}} Picture */

/**
 * Saves the picture on the stage, with the colours it has now.
 * @param {Picture} picture
 * @param {{title: string, text: string}} says what stands under it
 * @param {'svg'|'png'} kind
 * @param {string} name
 */
export async function exportPicture(picture, says, kind, name) {
  const { text, width, height } = standalone(picture, says);
  const blob = new Blob([text], { type: 'image/svg+xml' });
  if (kind === 'svg') download(blob, name);
  else download(await raster(text, width, height), name);
}

/**
 * @param {unknown} trace
 * @param {string} name
 */
export function exportTrace(trace, name) {
  download(new Blob([JSON.stringify(trace, null, 2)], { type: 'application/json' }), name);
}

/**
 * A copy of the drawing that needs no style sheet.
 * @param {Picture} picture
 * @param {{title: string, text: string}} says
 */
function standalone({ scene, packets, dots }, says) {
  const copy = /** @type {SVGElement} */ (scene.cloneNode(false));
  const world = /** @type {SVGGElement} */ (scene.firstElementChild);
  const stage = getComputedStyle(/** @type {Element} */ (scene.closest('.stage')));
  const box = world.getBBox();
  const m = /** @type {DOMMatrix} */ (world.getCTM());
  const area = { x: box.x * m.a + m.e - PAD, y: box.y * m.d + m.f - PAD, w: box.width * m.a + 2 * PAD, h: box.height * m.d + 2 * PAD };
  const lines = wrapped(says.text, Math.floor((area.w - 2 * PAD) / CAPTION.character));
  const whole = { ...area, h: area.h + lines.length * CAPTION.line };
  copy.setAttribute('xmlns', SVG);
  for (const name of ['style', 'class', 'aria-hidden']) copy.removeAttribute(name);
  copy.setAttribute('viewBox', [whole.x, whole.y, whole.w, whole.h].map((n) => n.toFixed(1)).join(' '));
  copy.setAttribute('width', String(Math.ceil(whole.w)));
  copy.setAttribute('height', String(Math.ceil(whole.h)));
  copy.append(
    element('title', {}, says.title),
    element('rect', { x: whole.x, y: whole.y, width: whole.w, height: whole.h, fill: stage.backgroundColor }),
    styled(world),
    ...dots.map(dotted),
    ...[...packets.children].map(styled),
    ...lines.map((line, i) => element('text', {
      x: area.x + PAD, y: area.y + area.h + i * CAPTION.line, fill: stage.color, 'font-family': stage.fontFamily, 'font-size': CAPTION.size,
    }, line)),
  );
  return { text: new XMLSerializer().serializeToString(copy), width: whole.w, height: whole.h };
}

/**
 * @param {string} name
 * @param {Record<string, string|number>} attributes
 * @param {string} [text]
 */
function element(name, attributes, text = '') {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/**
 * A copy with everything written into it that the page's style sheets say. Widths are those on the screen, however far the
 * drawing is zoomed, and grow with the picture from there on.
 * @param {Element} source
 */
function styled(source) {
  const copy = /** @type {Element} */ (source.cloneNode(true));
  const sources = [source, ...source.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((el, i) => {
    const style = getComputedStyle(sources[i]);
    const from = /** @type {SVGGraphicsElement} */ (sources[i]);
    const fixed = style.getPropertyValue('vector-effect') === 'non-scaling-stroke';
    const zoom = fixed ? Math.abs(from.getCTM?.()?.a ?? 1) || 1 : 1;
    for (const name of COPIED) el.setAttribute(name.replace('-line', ''), scaled(name, style.getPropertyValue(name), zoom));
    el.setAttribute('stroke-width', scaled('stroke-width', style.getPropertyValue('stroke-width'), zoom));
    for (const name of ['class', 'data-ns', 'data-dev']) el.removeAttribute(name);
  });
  return copy;
}

/**
 * @param {string} name
 * @param {string} value
 * @param {number} zoom
 */
function scaled(name, value, zoom) {
  if (zoom === 1 || (name !== 'stroke-width' && name !== 'stroke-dasharray')) return value;
  return value.replace(/[\d.]+(px)?/g, (n) => (parseFloat(n) / zoom).toFixed(3));
}

/**
 * Pods seen from far are dots on a canvas; in a file they are strokes of no length with round ends, few bytes each.
 * @param {import('./crowd.js').Dots} dots
 */
function dotted({ colour, opacity, radius, points }) {
  return element('path', {
    d: points.map((p) => `M${p.x.toFixed(1)},${p.y.toFixed(1)}h.01`).join(''),
    stroke: colour, 'stroke-opacity': opacity, 'stroke-width': 2 * radius, 'stroke-linecap': 'round', fill: 'none',
  });
}

const MOST_LINES = 3;

/**
 * @param {string} text
 * @param {number} room in characters of the Latin script; a Chinese one takes two
 * @returns {string[]}
 */
function wrapped(text, room) {
  const words = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? [];
  const width = (/** @type {string} */ s) => [...s].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0);
  const lines = [''];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last !== '' && width((last + word).trimEnd()) > room) lines.push(word.trimStart());
    else lines[lines.length - 1] = last + word;
  }
  const shown = lines.filter((l) => l.trim() !== '').slice(0, MOST_LINES);
  return lines.length > MOST_LINES ? [...shown.slice(0, -1), `${shown[MOST_LINES - 1].trimEnd()}…`] : shown;
}

/**
 * @param {string} text
 * @param {number} width
 * @param {number} height
 * @returns {Promise<Blob>}
 */
async function raster(text, width, height) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * 2);
  canvas.height = Math.ceil(height * 2);
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
