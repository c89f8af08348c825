/** @typedef {(key: string, ...args: (string|number)[]) => string} Translate */

/**
 * Texts by key with {0}, {1} … replaced literally, and {0|node|nodes} by the word for one or for several. A missing key shows
 * itself, so that it is noticed.
 * @param {Record<string, string>} messages
 * @returns {Translate}
 */
export function translator(messages) {
  return (key, ...args) => {
    const text = messages[key];
    if (text === undefined) return key;
    return text.replace(/\{(\d)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, i, one, several) => {
      const value = args[Number(i)];
      if (value === undefined) return whole;
      if (several === undefined) return String(value);
      return Number(value) === 1 ? one : several;
    });
  };
}
