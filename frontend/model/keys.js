import { toBase64url } from './parcel.js';

/** The key of a space and the tokens of editable links, as the server takes them. */
const SECRET = /^[\w-]{22,128}$/;

/** @param {unknown} text @returns {text is string} */
export const isSecret = (text) => typeof text === 'string' && SECRET.test(text);

/** @param {Uint8Array} random 32 bytes of chance */
export const keyOf = (random) => toBase64url(random);

/**
 * The file that carries a key to another browser.
 * @param {string} key
 * @param {string} origin the server it is for, to be read by people
 */
export const keyFile = (key, origin) => `${JSON.stringify({ podlane: 'key', server: origin, key }, null, 2)}\n`;

/**
 * @param {string} text of a file
 * @returns {string|null} the key in it
 */
export function readKeyFile(text) {
  try {
    const { podlane, key } = JSON.parse(text);
    return podlane === 'key' && isSecret(key) ? key : null;
  } catch {
    return null;
  }
}

/**
 * What is sent with a call: the key with each, and a cluster's token with the calls about it.
 * @param {{key: string, tokens: Record<string, string>}} ring
 * @param {string} path below /api
 * @returns {Record<string, string>}
 */
export function headersFor({ key, tokens }, path) {
  const id = decodeURIComponent(/^\/clusters\/([^/?]+)/.exec(path)?.[1] ?? '');
  return { ...(key ? { 'Podlane-Key': key } : {}), ...(Object.hasOwn(tokens, id) ? { 'Podlane-Edit-Token': tokens[id] } : {}) };
}
