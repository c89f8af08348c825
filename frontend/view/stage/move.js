/** @type {WeakMap<Element, Animation>} */
const leads = new WeakMap();

/**
 * Moves an element that is moved in each frame. An animation that stands still leads it, which a browser follows without looking at the page anew; where a
 * transform is only set, Chromium puts all layers of the page together again in each frame.
 * @param {Element} element
 * @param {string|null} transform as CSS writes it; null: back to where it stands by itself
 */
export function move(element, transform) {
  const lead = leads.get(element);
  if (transform === null) {
    lead?.cancel();
    leads.delete(element);
    return;
  }
  const frames = { transform: [transform, transform] };
  if (lead) return /** @type {KeyframeEffect} */ (lead.effect).setKeyframes(frames);
  const made = element.animate(frames, { duration: 1, fill: 'both' });
  made.pause();
  leads.set(element, made);
}
