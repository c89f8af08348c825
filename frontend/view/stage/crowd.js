/** @typedef {import('../../layout/machine.js').MachineBox} MachineBox */

/**
 * Pods seen from far: dots on a canvas, however many there are.
 * @param {HTMLCanvasElement} canvas
 * @param {MachineBox[]} machines those that can be seen
 * @param {{x: number, y: number, k: number}} transform of the canvas' own pixels
 * @param {{w: number, h: number}} size in CSS pixels
 * @param {(namespace: string) => string} tone
 */
export function drawCrowd(canvas, machines, transform, size, tone) {
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
  if (machines.length === 0) return;
  const style = getComputedStyle(canvas);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const plain = colour('--pod-line');
  const strong = colour('--accent');
  const { x, y, k } = transform;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const m of machines) {
    const radius = Math.max(2.2, Math.min(9, 40 * k));
    for (const pod of m.pods) {
      const state = tone(pod.id);
      context.fillStyle = /selected|here/.test(state) ? strong : plain;
      context.globalAlpha = /faded/.test(state) ? 0.35 : 1;
      context.beginPath();
      context.arc((m.x + pod.x + pod.w / 2) * k + x, (m.y + pod.y + pod.h / 2) * k + y, radius, 0, 7);
      context.fill();
    }
  }
  context.globalAlpha = 1;
}
