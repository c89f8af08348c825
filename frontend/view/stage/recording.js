import { encodeGif, indexer, paletteOf } from '../../model/gif.js';
import { scheduleOf } from '../../model/schedule.js';
import { walkLine } from '../../model/walk.js';

/** @typedef {import('../../model/state.js').State} State */
/** @typedef {{text: string, width: number, height: number}} Picture */

/** No side of a recording is longer, in pixels. */
const MOST_SIDE = 1000;
/** Pictures of one movement; the last of them stands while one reads. */
const SLIDES = 4;
/** Of longer walks only the last picture of each movement is taken, and of even longer ones the first steps alone. */
const MOST_SLIDING = 60;
const MOST_BEATS = 240;
/** Colours are counted in so many pictures, spread over the walk. */
const MOST_COUNTED = 12;

/**
 * The moments of a recording: each movement, then as long as its sentence takes to read.
 * @param {State} state
 * @returns {{state: State, share: number, millis: number}[]}
 */
export function momentsOf(state) {
  const beats = scheduleOf(walkLine(state)).slice(0, MOST_BEATS);
  const slides = beats.length > MOST_SLIDING ? 1 : SLIDES;
  return beats.flatMap(({ mark, begin, arrive, end }, i) => {
    const at = { ...state, cursor: mark.seq, came: i > 0 ? beats[i - 1].mark.seq : null, horizon: mark.seq, selection: null };
    const moving = i === 0 ? 1 : slides;
    return Array.from({ length: moving }, (_, j) => ({
      state: at, share: (j + 1) / moving, millis: (arrive - begin) / moving + (j === moving - 1 ? end - arrive : 0),
    }));
  });
}

/**
 * Records a walk as an animated GIF, one picture after the other, so that the page stays alive.
 * @param {State} state
 * @param {(moment: {state: State, share: number}) => Picture} draw
 * @param {(share: number) => void} done how much of it is
 * @returns {Promise<Blob>}
 */
export async function record(state, draw, done) {
  const moments = momentsOf(state);
  const first = draw(moments[0]);
  const scale = Math.min(1, MOST_SIDE / Math.max(first.width, first.height));
  const [width, height] = [Math.max(1, Math.round(first.width * scale)), Math.max(1, Math.round(first.height * scale))];
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
  const pixelsOf = async (/** @type {number} */ i) => {
    const picture = draw(moments[i]);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.text)}`;
    await image.decode();
    pen.drawImage(image, 0, 0, picture.width * scale, picture.height * scale);
    return pen.getImageData(0, 0, width, height).data;
  };
  const every = Math.max(1, Math.ceil(moments.length / MOST_COUNTED));
  /** @type {Uint8ClampedArray[]} */
  const counted = [];
  for (let i = moments.length - 1; i >= 0; i -= every) counted.push(await pixelsOf(i));
  const palette = paletteOf(counted);
  const indexed = indexer(palette);
  const frames = [];
  for (let i = 0; i < moments.length; i++) {
    frames.push({ pixels: indexed(await pixelsOf(i)), millis: moments[i].millis });
    done((i + 1) / moments.length);
  }
  return new Blob([/** @type {BlobPart} */ (encodeGif({ width, height, palette, frames }))], { type: 'image/gif' });
}
