/** @typedef {(key: string, ...args: (string|number)[]) => string} Translate */

/**
 * Texts by key with {0}, {1} … replaced literally. A missing key shows itself, so that it is noticed.
 * @param {Record<string, string>} messages
 * @returns {Translate}
 */
export function translator(messages) {
  return (key, ...args) => {
    const text = messages[key];
    if (text === undefined) return key;
    return text.replace(/\{(\d)\}/g, (whole, i) => (args[Number(i)] === undefined ? whole : String(args[Number(i)])));
  };
}
