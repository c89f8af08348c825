const COPIED = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity',
  'font-family', 'font-weight', 'fill-opacity', 'stroke-opacity', 'display'];

/**
 * Saves the picture on the stage, with the colours it has now.
 * @param {SVGElement} svg
 * @param {'svg'|'png'} kind
 * @param {string} name
 */
export async function exportPicture(svg, kind, name) {
  const { text, width, height } = standalone(svg);
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
 * @param {SVGElement} svg
 */
function standalone(svg) {
  const copy = /** @type {SVGElement} */ (svg.cloneNode(true));
  const sources = [...svg.querySelectorAll('*')];
  [...copy.querySelectorAll('*')].forEach((el, i) => {
    const style = getComputedStyle(sources[i]);
    for (const name of COPIED) el.setAttribute(name, style.getPropertyValue(name));
    el.removeAttribute('class');
  });
  const packets = svg.parentElement?.querySelector('svg.packets');
  if (packets) {
    for (const child of packets.children) {
      const twin = /** @type {SVGElement} */ (child.cloneNode(true));
      const own = [child, ...child.querySelectorAll('*')];
      [twin, ...twin.querySelectorAll('*')].forEach((el, i) => {
        const style = getComputedStyle(own[i]);
        for (const name of COPIED) el.setAttribute(name, style.getPropertyValue(name));
        el.removeAttribute('class');
      });
      copy.appendChild(twin);
    }
  }
  const world = /** @type {SVGGElement} */ (svg.firstElementChild);
  const box = world.getBBox();
  const m = /** @type {DOMMatrix} */ (world.getCTM());
  const pad = 16;
  const area = { x: box.x * m.a + m.e - pad, y: box.y * m.d + m.f - pad, w: box.width * m.a + 2 * pad, h: box.height * m.d + 2 * pad };
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.removeAttribute('style');
  copy.setAttribute('viewBox', [area.x, area.y, area.w, area.h].map((n) => n.toFixed(1)).join(' '));
  copy.setAttribute('width', String(Math.ceil(area.w)));
  copy.setAttribute('height', String(Math.ceil(area.h)));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [k, v] of Object.entries({ x: area.x, y: area.y, width: area.w, height: area.h })) ground.setAttribute(k, String(v));
  ground.setAttribute('fill', getComputedStyle(/** @type {Element} */ (svg.closest('.stage'))).backgroundColor);
  copy.prepend(ground);
  return { text: new XMLSerializer().serializeToString(copy), width: area.w, height: area.h };
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
