import { TextMeter } from '../../layout/text.js';

/**
 * Measures texts as the page will draw them: the faces are those its style sheet chose.
 * @param {Element} place whose style has them
 * @returns {TextMeter}
 */
export function pageMeter(place) {
  const style = getComputedStyle(place);
  const face = (/** @type {string} */ name) => style.getPropertyValue(name).trim() || 'sans-serif';
  const fonts = {
    text: `400 100px ${face('--font')}`, strong: `650 100px ${face('--font')}`,
    mono: `400 100px ${face('--mono')}`, monostrong: `650 100px ${face('--mono')}`,
  };
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  return new TextMeter((text, role) => {
    if (context.font !== fonts[role]) context.font = fonts[role];
    return context.measureText(text).width;
  });
}
