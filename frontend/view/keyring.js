import { headersFor, isSecret, keyFile, keyOf, readKeyFile } from '../model/keys.js';
import { download } from './stage/export.js';

const KEY = 'podlane.key';
const TOKENS = 'podlane.tokens';
const OPENED = 'podlane.opened';
/** So many links a browser remembers, the newest. */
const MOST = 200;

/**
 * Keeps in this browser the key of its space, the tokens of editable links, and which links made which clusters.
 * @param {Storage|null} storage null where the browser forbids it: then they hold until the page is closed
 */
export function createKeyring(storage) {
  const kept = (/** @type {string} */ name) => {
    try {
      return storage?.getItem(name) ?? '';
    } catch {
      return '';
    }
  };
  const keep = (/** @type {string} */ name, /** @type {string} */ value) => {
    try {
      storage?.setItem(name, value);
    } catch {
      // Full, or forbidden.
    }
  };
  let key = isSecret(kept(KEY)) ? kept(KEY) : '';
  const tokens = record(kept(TOKENS));
  const opened = record(kept(OPENED));

  /** @param {Record<string, string>} map @param {string} name @param {string} id @param {string|null} value */
  function put(map, name, id, value) {
    delete map[id];
    if (value !== null) map[id] = value;
    for (const old of Object.keys(map).slice(0, -MOST)) delete map[old];
    keep(name, JSON.stringify(map));
  }

  return {
    /** @param {string} path below /api @returns {Record<string, string>} what is sent with a call */
    headers: (path) => headersFor({ key, tokens }, path),
    make() {
      if (key) return;
      key = keyOf(crypto.getRandomValues(new Uint8Array(32)));
      keep(KEY, key);
    },
    token: (/** @type {string} */ id) => (Object.hasOwn(tokens, id) ? tokens[id] : null),
    keep(/** @type {string} */ id, /** @type {string|null} */ token) {
      if (token === null || isSecret(token)) put(tokens, TOKENS, id, token);
    },
    opened: (/** @type {string} */ mark) => (Object.hasOwn(opened, mark) ? opened[mark] : null),
    remember: (/** @type {string} */ mark, /** @type {string} */ id) => put(opened, OPENED, mark, id),
    /** Saves the key as a file. */
    save: () => download(new Blob([keyFile(key, location.origin)], { type: 'application/json' }), 'podlane-key.json'),
    /**
     * Takes the key of a file in place of this browser's.
     * @param {File} file
     * @param {() => boolean} sure whether the present key may go
     * @returns {Promise<boolean|null>} null if there is no key in it
     */
    async load(file, sure) {
      const other = file.size > 10_000 ? null : readKeyFile(await file.text());
      if (other === null) return null;
      if (other !== key && key !== '' && !sure()) return false;
      key = other;
      keep(KEY, key);
      return true;
    },
  };
}

/** @param {string} text @returns {Record<string, string>} what makes no sense is left out */
function record(text) {
  try {
    const map = JSON.parse(text || '{}');
    return Object.fromEntries(Object.entries(map ?? {}).filter((pair) => typeof pair[1] === 'string'));
  } catch {
    return {};
  }
}
