/**
 * Sets what has changed; a browser styles the whole page anew when an attribute of its root is set, even to the same.
 * @param {HTMLElement} element
 * @param {string} attribute
 * @param {string} value
 */
export function write(element, attribute, value) {
  if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
}
