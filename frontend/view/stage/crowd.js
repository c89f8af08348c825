/** @typedef {import('../../layout/machine.js').MachineBox} MachineBox */

/** @typedef {{x: number, y: number}} Point */
/** @typedef {{colour: string, opacity: number, radius: number, points: Point[]}} Dots dots that look alike */

/**
 * Pods seen from far, as dots in pixels of the canvas.
 * @param {HTMLCanvasElement} canvas whose style has the colours
 * @param {MachineBox[]} machines those that can be seen
 * @param {{x: number, y: number, k: number}} transform of the canvas' own pixels
 * @param {(namespace: string) => string} tone
 * @returns {Dots[]}
 */
export function dotsOf(canvas, machines, { x, y, k }, tone) {
  const { color, outlineColor } = getComputedStyle(canvas);
  const radius = Math.max(2.2, Math.min(9, 40 * k));
  /** @type {Map<string, Dots>} */
  const alike = new Map();
  for (const m of machines) {
    for (const pod of m.pods) {
      const state = tone(pod.id);
      const colour = /selected|here/.test(state) ? outlineColor : color;
      const opacity = /faded/.test(state) ? 0.35 : 1;
      const key = `${colour} ${opacity}`;
      const dots = alike.get(key) ?? { colour, opacity, radius, points: [] };
      dots.points.push({ x: (m.x + pod.x + pod.w / 2) * k + x, y: (m.y + pod.y + pod.h / 2) * k + y });
      alike.set(key, dots);
    }
  }
  return [...alike.values()];
}

/**
 * Draws dots on a canvas, however many there are.
 * @param {HTMLCanvasElement} canvas
 * @param {Dots[]} dots
 * @param {{w: number, h: number}} size in CSS pixels
 */
export function drawCrowd(canvas, dots, size) {
  const ratio = globalThis.devicePixelRatio || 1;
  const width = Math.round(size.w * ratio);
  const height = Math.round(size.h * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const { colour, opacity, radius, points } of dots) {
    context.fillStyle = colour;
    context.globalAlpha = opacity;
    for (const p of points) {
      context.beginPath();
      context.arc(p.x, p.y, radius, 0, 7);
      context.fill();
    }
  }
  context.globalAlpha = 1;
}
