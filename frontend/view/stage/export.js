/**
 * Saves a picture.
 * @param {{text: string, width: number, height: number}} picture
 * @param {'svg'|'png'} kind
 * @param {string} name
 */
export async function exportPicture({ text, width, height }, kind, name) {
  if (kind === 'svg') download(new Blob([text], { type: 'image/svg+xml' }), name);
  else download(await raster(text, width, height), name);
}

/**
 * @param {unknown} trace
 * @param {string} name
 */
export function exportTrace(trace, name) {
  download(new Blob([JSON.stringify(trace, null, 2)], { type: 'application/json' }), name);
}

/** No side of a picture in pixels is longer: browsers refuse larger canvases. */
const MOST_PIXELS = 8192;

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
  const scale = Math.min(2, MOST_PIXELS / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
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
