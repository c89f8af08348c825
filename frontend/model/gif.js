/**
 * A picture of an animation: colours by index, and how long it stands.
 * @typedef {object} GifFrame
 * @property {Uint8Array} pixels an index into the palette for each pixel, row by row
 * @property {number} millis
 */

const MOST_CODES = 4096;
/** Pictures that change faster are slowed down by readers. */
const LEAST_CENTIS = 2;
const MOST_CENTIS = 0xffff;

/**
 * Writes an animated GIF (GIF89a) that repeats for ever. Of each picture only the rectangle that differs from the one before is
 * written; one that does not differ prolongs the one before.
 * @param {{width: number, height: number, palette: number[], frames: GifFrame[]}} movie palette of 2 to 256 colours as 0xrrggbb
 * @returns {Uint8Array}
 */
export function encodeGif({ width, height, palette, frames }) {
  if (palette.length < 2 || palette.length > 256) throw new RangeError(`${palette.length} colours`);
  const bits = Math.max(1, Math.ceil(Math.log2(palette.length)));
  const out = new Octets();
  out.text('GIF89a');
  out.short(width);
  out.short(height);
  out.octets([0x80 | ((bits - 1) << 4) | (bits - 1), 0, 0]);
  for (let i = 0; i < 1 << bits; i++) {
    const colour = palette[i] ?? 0;
    out.octets([colour >> 16, (colour >> 8) & 255, colour & 255]);
  }
  out.octets([0x21, 0xff, 11]);
  out.text('NETSCAPE2.0');
  out.octets([3, 1, 0, 0, 0]);
  for (const { box, pixels, millis } of changesOf(frames, width, height)) {
    out.octets([0x21, 0xf9, 4, 1 << 2]);
    out.short(Math.min(MOST_CENTIS, Math.max(LEAST_CENTIS, Math.round(millis / 10))));
    out.octets([0, 0, 0x2c]);
    for (const n of [box.x, box.y, box.w, box.h]) out.short(n);
    out.octets([0, Math.max(2, bits)]);
    const own = new Uint8Array(box.w * box.h);
    for (let y = 0; y < box.h; y++) own.set(pixels.subarray((box.y + y) * width + box.x, (box.y + y) * width + box.x + box.w), y * box.w);
    blocks(out, compressed(own, Math.max(2, bits)));
  }
  out.octets([0x3b]);
  return out.done();
}

/**
 * @param {GifFrame[]} frames
 * @param {number} width
 * @param {number} height
 * @returns {(GifFrame & {box: {x: number, y: number, w: number, h: number}})[]}
 */
export function changesOf(frames, width, height) {
  /** @type {(GifFrame & {box: {x: number, y: number, w: number, h: number}})[]} */
  const changes = [];
  /** @type {Uint8Array|null} */
  let before = null;
  for (const { pixels, millis } of frames) {
    const box = before === null ? { x: 0, y: 0, w: width, h: height } : differing(before, pixels, width, height);
    if (box) changes.push({ pixels, millis, box });
    else changes[changes.length - 1].millis += millis;
    before = pixels;
  }
  return changes;
}

/** @param {Uint8Array} a @param {Uint8Array} b @param {number} width @param {number} height */
function differing(a, b, width, height) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (a[y * width + x] === b[y * width + x]) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return right < 0 ? null : { x: left, y: top, w: right - left + 1, h: bottom - top + 1 };
}

/**
 * The colours most pixels have; where there are too many, near ones count as one.
 * @param {Uint8ClampedArray[]} pictures pixels as red, green, blue, alpha
 * @param {number} [most] colours
 * @returns {number[]} at least two, as 0xrrggbb
 */
export function paletteOf(pictures, most = 256) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const picture of pictures) {
    for (let i = 0; i < picture.length; i += 4) counts.set(colourAt(picture, i), (counts.get(colourAt(picture, i)) ?? 0) + 1);
  }
  const common = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  /** @type {number[]} */
  const palette = [];
  /** @type {Set<number>} */
  const taken = new Set();
  for (const [colour] of common) {
    const near = (colour >> 4) & 0x0f0f0f;
    if (palette.length === most || (common.length > most && taken.has(near))) continue;
    taken.add(near);
    palette.push(colour);
  }
  while (palette.length < 2) palette.push(0);
  return palette;
}

/**
 * Each pixel by the colour of a palette that is next to its own.
 * @param {number[]} palette
 * @returns {(picture: Uint8ClampedArray) => Uint8Array}
 */
export function indexer(palette) {
  /** @type {Map<number, number>} */
  const nearest = new Map();
  return (picture) => {
    const own = new Uint8Array(picture.length / 4);
    for (let i = 0; i < own.length; i++) {
      const colour = colourAt(picture, 4 * i);
      let index = nearest.get(colour);
      if (index === undefined) nearest.set(colour, index = nearestOf(palette, colour));
      own[i] = index;
    }
    return own;
  };
}

/** @param {Uint8ClampedArray} picture @param {number} i */
const colourAt = (picture, i) => (picture[i] << 16) | (picture[i + 1] << 8) | picture[i + 2];

/** @param {number[]} palette @param {number} colour */
function nearestOf(palette, colour) {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < palette.length && least > 0; i++) {
    const [r, g, b] = [(palette[i] >> 16) - (colour >> 16), ((palette[i] >> 8) & 255) - ((colour >> 8) & 255), (palette[i] & 255) - (colour & 255)];
    const away = r * r + g * g + b * b;
    if (away < least) [best, least] = [i, away];
  }
  return best;
}

/**
 * Lempel, Ziv and Welch's compression with codes of growing length, as GIF has it.
 * @param {Uint8Array} pixels
 * @param {number} bits of a pixel, at least 2
 * @returns {Uint8Array}
 */
function compressed(pixels, bits) {
  const clear = 1 << bits;
  const out = new Octets();
  let held = 0;
  let holding = 0;
  let size = bits + 1;
  let next = clear + 2;
  /** @type {Map<number, number>} */
  let known = new Map();
  const write = (/** @type {number} */ code) => {
    held |= code << holding;
    holding += size;
    for (; holding >= 8; holding -= 8) {
      out.octets([held & 255]);
      held >>>= 8;
    }
  };
  write(clear);
  let prefix = pixels[0];
  for (let i = 1; i < pixels.length; i++) {
    const key = (prefix << 8) | pixels[i];
    const code = known.get(key);
    if (code !== undefined) {
      prefix = code;
      continue;
    }
    write(prefix);
    if (next === MOST_CODES) {
      write(clear);
      known = new Map();
      next = clear + 2;
      size = bits + 1;
    } else {
      if (next === 1 << size) size++;
      known.set(key, next++);
    }
    prefix = pixels[i];
  }
  write(prefix);
  write(clear + 1);
  if (holding > 0) out.octets([held & 255]);
  return out.done();
}

/** @param {Octets} out @param {Uint8Array} data */
function blocks(out, data) {
  for (let at = 0; at < data.length; at += 255) {
    const part = data.subarray(at, at + 255);
    out.octets([part.length, ...part]);
  }
  out.octets([0]);
}

/** Octets that are put together. */
class Octets {
  #room = new Uint8Array(1 << 12);
  #length = 0;

  /** @param {ArrayLike<number>} values */
  octets(values) {
    while (this.#length + values.length > this.#room.length) {
      const more = new Uint8Array(this.#room.length * 2);
      more.set(this.#room);
      this.#room = more;
    }
    this.#room.set(values, this.#length);
    this.#length += values.length;
  }

  /** @param {number} value little-endian */
  short(value) {
    this.octets([value & 255, value >> 8]);
  }

  /** @param {string} ascii */
  text(ascii) {
    this.octets([...ascii].map((c) => c.charCodeAt(0)));
  }

  done() {
    return this.#room.slice(0, this.#length);
  }
}
