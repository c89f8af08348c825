/** What is the same for every contestant: the clock, the drag and the packet. It runs in the page. */

const frame = () => new Promise((done) => { requestAnimationFrame(done); });
/** After it, what was drawn in this frame has been handed to the screen. */
const shown = async () => { await frame(); await frame(); };

let own = null;

/** Milliseconds from data in memory to the first frame on the screen. */
export async function first(contestant, ...how) {
  const place = document.getElementById('place');
  const from = performance.now();
  own = contestant.start(place, ...how);
  await own.drawn();
  await shown();
  return performance.now() - from;
}

export const contestant = () => own;

/** Sends what a mouse would. */
function mouse(type, x, y) {
  const how = { bubbles: true, cancelable: true, composed: true, view: window, clientX: x, clientY: y, button: type === 'move' ? -1 : 0, buttons: type === 'up' ? 0 : 1, pointerId: 1, isPrimary: true, pointerType: 'mouse' };
  const at = type === 'down' ? document.elementFromPoint(x, y) : own.moved;
  at.dispatchEvent(new PointerEvent(`pointer${type}`, how));
  at.dispatchEvent(new MouseEvent(`mouse${type}`, { ...how, button: 0 }));
}

/** As long as one that is slow may take for all its frames. */
const LONGEST = 8_000;

/** Calls `act` once a frame, as often as wanted or as there is time for. @returns {Promise<{frames: number, millis: number[]}>} drawn frames, and how long each lasted */
async function each(frames, act) {
  await shown();
  const before = own.frames?.() ?? 0;
  const millis = [];
  let last = await frame();
  const begin = last;
  for (let i = 0; i < frames && last - begin < LONGEST; i++) {
    act(i);
    const now = await frame();
    millis.push(now - last);
    last = now;
  }
  await frame();
  return { frames: own.frames ? own.frames() - before : millis.length, millis };
}

/** A steady drag to the left and back, a step of it in each frame. */
export async function drag(frames, step = 8) {
  const [x, y] = [1000, 450];
  mouse('down', x, y);
  const half = frames / 2;
  const moved = await each(frames, (i) => mouse('move', x - step * (half - Math.abs(half - i - 1)), y));
  mouse('up', x, y);
  return moved;
}

/** A packet on its way, the camera still. */
export const packet = (frames) => each(frames, (i) => own.packet((i / frames) * 0.999));

/** The picture drawn anew in each frame, a little farther each time. */
export const redrawn = (frames) => each(frames, (i) => own.pan(i < frames / 2 ? -8 : 8));
