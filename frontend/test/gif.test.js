import assert from 'node:assert/strict';
import test from 'node:test';
import { changesOf, encodeGif, indexer, paletteOf } from '../model/gif.js';

/** Reads a GIF back, straight from the specification: nothing of the encoder is used. */
function decode(gif) {
  const short = (i) => gif[i] | (gif[i + 1] << 8);
  assert.equal(String.fromCharCode(...gif.slice(0, 6)), 'GIF89a');
  const [width, height] = [short(6), short(8)];
  const colours = 2 << (gif[10] & 7);
  const palette = Array.from({ length: colours }, (_, i) => (gif[13 + 3 * i] << 16) | (gif[14 + 3 * i] << 8) | gif[15 + 3 * i]);
  let at = 13 + 3 * colours;
  const canvas = new Uint8Array(width * height);
  const frames = [];
  let centis = 0;
  const data = () => {
    const all = [];
    while (gif[at] > 0) {
      all.push(...gif.slice(at + 1, at + 1 + gif[at]));
      at += 1 + gif[at];
    }
    at++;
    return all;
  };
  for (; gif[at] !== 0x3b;) {
    if (gif[at] === 0x21) {
      if (gif[at + 1] === 0xf9) centis = short(at + 4);
      at += 2;
      data();
      continue;
    }
    assert.equal(gif[at], 0x2c);
    const [x, y, w, h] = [short(at + 1), short(at + 3), short(at + 5), short(at + 7)];
    const bits = gif[at + 10];
    at += 11;
    const pixels = unpacked(data(), bits);
    assert.equal(pixels.length, w * h);
    pixels.forEach((p, i) => { canvas[(y + Math.floor(i / w)) * width + x + (i % w)] = p; });
    frames.push({ centis, box: { x, y, w, h }, colours: [...canvas].map((p) => palette[p]) });
  }
  assert.equal(at, gif.length - 1);
  return frames;
}

function unpacked(octets, bits) {
  const clear = 1 << bits;
  let size = bits + 1;
  let table = [];
  let before = null;
  let [held, holding] = [0, 0];
  const out = [];
  for (const octet of octets) {
    held |= octet << holding;
    holding += 8;
    while (holding >= size) {
      const code = held & ((1 << size) - 1);
      held >>>= size;
      holding -= size;
      if (code === clear) {
        table = Array.from({ length: clear + 2 }, (_, i) => (i < clear ? [i] : []));
        size = bits + 1;
        before = null;
        continue;
      }
      if (code === clear + 1) return out;
      const entry = code < table.length ? table[code] : [...before, before[0]];
      out.push(...entry);
      if (before && table.length < 4096) table.push([...before, entry[0]]);
      if (table.length === 1 << size && size < 12) size++;
      before = entry;
    }
  }
  return out;
}

/** Numbers that look random and are the same each time. */
function noise(n, most) {
  let x = 7;
  return Uint8Array.from({ length: n }, () => {
    x = (x * 1103515245 + 12345) % 2147483648;
    return (x >> 8) % most;
  });
}

test('pictures come back pixel by pixel, also when codes run out', () => {
  const [width, height] = [200, 150];
  for (const most of [2, 3, 17, 256]) {
    const palette = Array.from({ length: most }, (_, i) => i * 0x010101);
    const pixels = noise(width * height, most);
    const [frame] = decode(encodeGif({ width, height, palette, frames: [{ pixels, millis: 1234 }] }));
    assert.deepEqual(frame.colours, [...pixels].map((p) => palette[p]));
    assert.equal(frame.centis, 123);
  }
});

test('only what changed is written, and a picture that did not change prolongs the one before', () => {
  const pixels = new Uint8Array(64);
  const moved = Uint8Array.from(pixels, (_, i) => (i === 10 || i === 19 ? 1 : 0));
  const movie = { width: 8, height: 8, palette: [0xffffff, 0xbd3c08], frames: [{ pixels, millis: 100 }, { pixels, millis: 50 }, { pixels: moved, millis: 70 }] };

  assert.equal(changesOf(movie.frames, 8, 8).length, 2);
  const frames = decode(encodeGif(movie));
  assert.deepEqual(frames.map((f) => f.centis), [15, 7]);
  assert.deepEqual(frames[1].box, { x: 2, y: 1, w: 2, h: 2 });
  assert.deepEqual(frames[1].colours, [...moved].map((p) => movie.palette[p]));
});

test('few colours stay as they are, and of too many the most frequent stand for those near them', () => {
  const picture = (...colours) => Uint8ClampedArray.from(colours.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255, 255]));
  const few = picture(0xff0000, 0x00ff00, 0xff0000);
  assert.deepEqual(paletteOf([few]), [0xff0000, 0x00ff00]);
  assert.deepEqual([...indexer([0xff0000, 0x00ff00])(few)], [0, 1, 0]);

  const many = picture(0xffffff, 0xffffff, 0xfefefe, 0x102030, 0x102131);
  assert.deepEqual(paletteOf([many], 2), [0xffffff, 0x102030]);
  assert.deepEqual([...indexer(paletteOf([many], 2))(many)], [0, 0, 0, 1, 1]);
});
