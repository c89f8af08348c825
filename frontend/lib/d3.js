/**
 * The only file that sees the global of D3's classic script.
 * @type {any}
 */
const d3 = /** @type {any} */ (globalThis).d3;
if (!d3) throw new Error('D3 must be loaded before the page’s modules');

export const { select, pointer, zoom, zoomIdentity, interpolateZoom, timer } = d3;
