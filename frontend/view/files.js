import { archiveType, boundary, contentType, join, mayHoldDocuments, nameOf } from '../model/documents.js';

/** @typedef {{name: string, file: File}} Found a file, and its name with the folders it came in */
/** @typedef {import('../model/forms.js').Attachment} Attachment */
/**
 * What to do with chosen files: text to show and edit, or something to send as it is, for it is large or an archive.
 * @typedef {{text: string, attachment: null}|{text: null, attachment: Attachment}} Taken
 */

/** A file that is no text, such as a picture. */
export class NotText extends Error {}

/** More than this is not shown in a field of text: it would be slow to edit. */
const MOST_TEXT = 2_000_000;
const MOST_FILES = 10_000;
const BEGINNING = 64;

/**
 * The files that were dropped, those in folders included, in the order of their names.
 * @param {DataTransfer} transfer
 * @returns {Promise<Found[]>}
 */
export async function dropped(transfer) {
  const entries = [...transfer.items].filter((item) => item.kind === 'file').map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  /** @type {Found[]} */
  const found = [];
  for (const entry of entries) {
    if (entry instanceof File) found.push({ name: entry.name, file: entry });
    else if (entry) await walk(entry, found, true);
  }
  return sorted(found);
}

/**
 * The files of a field; those of a folder know their path.
 * @param {FileList} list
 * @returns {Found[]}
 */
export function chosen(list) {
  const all = [...list].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
  return sorted(all.filter((f) => !f.name.includes('/') || mayHoldDocuments(f.name)).slice(0, MOST_FILES));
}

/**
 * @param {FileSystemEntry} entry
 * @param {Found[]} found is added to
 * @param {boolean} named whether the entry itself was dropped; in folders only documents are looked for
 */
async function walk(entry, found, named) {
  if (found.length >= MOST_FILES) return;
  const name = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    if (!named && !mayHoldDocuments(name)) return;
    const file = await new Promise((done, fail) => { /** @type {FileSystemFileEntry} */ (entry).file(done, fail); });
    found.push({ name, file });
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done, fail) => { reader.readEntries(done, fail); });
    if (some.length === 0) return;
    for (const child of some) await walk(child, found, false);
  }
}

/** @param {Found[]} found */
const sorted = (found) => [...found].sort((a, b) => (a.name < b.name ? -1 : 1));

/**
 * @param {string} before text that is there already
 * @param {Found[]} found at least one
 * @returns {Promise<Taken>}
 */
export async function take(before, found) {
  const archive = found.find((f) => archiveType(f.name) !== null);
  if (archive) {
    const type = /** @type {string} */ (archiveType(archive.name));
    return { text: null, attachment: { name: archive.name, type, blob: archive.file, files: 1 } };
  }
  for (const { name, file } of found) if (await isBinary(file)) throw new NotText(name);
  const size = found.reduce((sum, f) => sum + f.file.size, before.length);
  if (size > MOST_TEXT) return { text: null, attachment: await large(before, found) };
  const texts = await Promise.all(found.map(async (f) => ({ name: f.name, text: await f.file.text() })));
  return { text: join(before, texts), attachment: null };
}

/**
 * Large files are put together without being read here; a single one is sent as it is.
 * @param {string} before
 * @param {Found[]} found
 * @returns {Promise<Attachment>}
 */
async function large(before, found) {
  const name = nameOf(found.map((f) => f.name)) || found[0].name;
  const heads = await Promise.all(found.map((f) => head(f.file)));
  if (before.trim() === '' && found.length === 1) {
    return { name: found[0].name, type: contentType(heads[0].text), blob: found[0].file, files: 1 };
  }
  const own = before.trim() === '' ? '' : `${before.trimEnd()}\n`;
  const parts = found.flatMap((f, i) => [boundary(f.name, heads[i].text, own === '' && i === 0), f.file.slice(heads[i].skip), '\n']);
  return { name, type: 'application/yaml', blob: new Blob([own, ...parts], { type: 'application/yaml' }), files: found.length };
}

/**
 * How a file begins, and how many of its bytes its boundary makes needless: the mark of the byte order, and a document mark.
 * @param {File} file
 */
async function head(file) {
  const bytes = new Uint8Array(await file.slice(0, BEGINNING).arrayBuffer());
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = new TextDecoder().decode(bytes.slice(mark));
  return { text, skip: mark + (text.startsWith('---\n') ? 4 : 0) };
}

/** @param {File} file @returns {Promise<boolean>} whether it begins with what no text in UTF-8 has */
const isBinary = async (file) => new Uint8Array(await file.slice(0, 1024).arrayBuffer()).includes(0);
