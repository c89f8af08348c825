/**
 * A whole small cluster in a link: JSON, deflated, in base64url. It stands in the fragment, which browsers do not send, and what
 * comes out of one is a stranger's: it is read no further than a bound, however far it would unfold.
 *
 * @typedef {{name?: string, type?: string, documents: string, edits?: {kind: string, payload: unknown}[]}} Parcel
 */

/** Characters of a packed parcel: what browsers and most mail and chat programs pass on. */
export const MOST_PACKED = 32_000;

/** Bytes of a parcel once unpacked, as much as the server takes. */
export const MOST_UNPACKED = 900_000;

/** Why a link's parcel cannot be used. */
export class ParcelError extends Error {
  /** @param {'large'|'broken'|'old'} reason `old`: the browser cannot unpack */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @param {Parcel} parcel
 * @returns {Promise<string>} letters, digits, - and _; as long as it is
 */
export async function pack(parcel) {
  const stream = new Blob([JSON.stringify(parcel)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return toBase64url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * @param {string} text
 * @returns {Promise<Parcel>}
 * @throws {ParcelError}
 */
export async function unpack(text) {
  if (text.length > MOST_PACKED * 4) throw new ParcelError('large');
  const packed = fromBase64url(text);
  if (typeof DecompressionStream === 'undefined') throw new ParcelError('old');
  const reader = new Blob([/** @type {BlobPart} */ (packed)]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  /** @type {Uint8Array[]} */ const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => { throw new ParcelError('broken'); });
    if (done) break;
    size += value.length;
    if (size > MOST_UNPACKED) {
      reader.cancel().catch(() => {});
      throw new ParcelError('large');
    }
    chunks.push(value);
  }
  return parcelOf(chunks, size);
}

/**
 * @param {Uint8Array[]} chunks
 * @param {number} size of all together
 * @returns {Parcel}
 */
function parcelOf(chunks, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  try {
    const { name, type, documents, edits } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof documents !== 'string') throw new ParcelError('broken');
    return {
      ...(typeof name === 'string' && name.trim() !== '' ? { name: name.slice(0, 200) } : {}), ...(typeof type === 'string' ? { type } : {}), documents,
      ...(Array.isArray(edits) ? { edits } : {}),
    };
  } catch {
    throw new ParcelError('broken');
  }
}

/** @param {Uint8Array} bytes */
export const toBase64url = (bytes) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** @param {string} text */
function fromBase64url(text) {
  if (!/^[\w-]+$/.test(text)) throw new ParcelError('broken');
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  } catch {
    throw new ParcelError('broken');
  }
}

/** A name for a parcel in this browser, so that a link opened twice makes one cluster. @param {string} text */
export function markOf(text) {
  let [a, b] = [0x9e3779b9, 0x85ebca6b];
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
    b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
  }
  return `${text.length}.${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
