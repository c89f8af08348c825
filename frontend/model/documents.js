/** @typedef {{name: string, text: string}} NamedText a file's name, with the folders it came in, and its text */

const FILE = '# File: ';
const MARK = '\uFEFF';

/**
 * Puts texts of several files after one another as one text. Where a file begins stands in a comment, as helm prints it, so
 * that names are not lost. JSON documents are YAML flow mappings, so both can be mixed. A single file stays as it is.
 * @param {string} before what is there already
 * @param {NamedText[]} files
 * @returns {string}
 */
export function join(before, files) {
  const own = ended(before);
  if (own === '' && files.length === 1) return ended(files[0].text);
  const parts = files.map((f) => ({ name: f.name, text: ended(f.text) })).filter((f) => f.text !== '');
  return [own, ...parts.map((f, i) => boundary(f.name, f.text, own === '' && i === 0) + body(f.text))].join('');
}

/**
 * What stands before a file in a joined text. After `---` no directive may come, so a file that begins with one is parted from
 * the document before it by its end.
 * @param {string} name
 * @param {string} text at least its beginning
 * @param {boolean} first whether nothing stands before it
 * @returns {string}
 */
export function boundary(name, text, first) {
  const comment = `${FILE}${name.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\uFEFF]/g, '?')}\n`;
  if (/^%/.test(text)) return first ? comment : `...\n${comment}`;
  return `---\n${comment}`;
}

/**
 * A file's text without the document mark it begins with, which stands in its boundary already.
 * @param {string} text
 */
const body = (text) => text.replace(/^---[ \t]*\n/, '');

/**
 * @param {string} text
 * @returns {string} without marks of the byte order at its ends, with one line end at its end; empty if blank
 */
function ended(text) {
  const plain = text.replaceAll('\r\n', '\n');
  const inner = (plain.startsWith(MARK) ? plain.slice(1) : plain).replace(/\s+$/, '');
  return inner === '' ? '' : `${inner}\n`;
}

/**
 * The media type of archives of documents, told by the name.
 * @param {string} name
 * @returns {string|null} null for a file of text
 */
export function archiveType(name) {
  if (/\.zip$/i.test(name)) return 'application/zip';
  if (/\.(tar\.gz|tgz)$/i.test(name)) return 'application/gzip';
  return /\.tar$/i.test(name) ? 'application/x-tar' : null;
}

/** @param {string} name @returns {boolean} whether a file of a folder may hold documents */
export const mayHoldDocuments = (name) => /\.(ya?ml|json)$/i.test(name);

/**
 * @param {string} text
 * @returns {string} its media type
 */
export const contentType = (text) => (/^\s*[{[]/.test(text) ? 'application/json' : 'application/yaml');

/**
 * What a person calls what is in files: the name of the only one, or of the folder all are in, without its ending.
 * @param {string[]} names
 * @returns {string}
 */
export function nameOf(names) {
  const [first = ''] = names;
  const folder = first.split('/')[0];
  if (names.length > 1) return first.includes('/') && names.every((n) => n.startsWith(`${folder}/`)) ? folder : '';
  return (first.split('/').pop() ?? '').replace(/(\.tar)?\.[^.]+$/, '');
}

/**
 * The line of a text in which a problem stands. A text put together from files says where each begins, and problems count from there.
 * @param {string} text
 * @param {{line?: number, file?: string}} problem with a line
 * @returns {number} from 1
 */
export function lineIn(text, { line = 1, file = '' }) {
  if (file === '') return line;
  const before = text.split('\n').indexOf(`${FILE}${file}`);
  return before + 1 + line;
}

/**
 * Where to put the caret for a problem: on the value of the field it is about, else on the whole of its line.
 * @param {string} text
 * @param {number} line from 1
 * @param {string} [path] of the field, such as `spec.podCIDR`
 * @returns {{start: number, end: number}}
 */
export function spot(text, line, path = '') {
  let start = 0;
  for (let n = 1; n < line && start >= 0; n++) {
    const next = text.indexOf('\n', start);
    if (next < 0) break;
    start = next + 1;
  }
  const stop = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
  const content = text.slice(start, stop).replace(/\s+#.*$|\s+$/, '');
  const end = start + content.length;
  const key = path.split('.').pop()?.replace(/\[\d+\]$/, '') ?? '';
  const value = new RegExp(`(?:^|[\\s{,"'])${key.replace(/[^\w-]/g, '\\$&')}["']?\\s*:\\s*`).exec(content);
  if (key !== '' && value && value.index + value[0].length < content.length) return { start: start + value.index + value[0].length, end };
  return { start: start + (content.length - content.trimStart().length), end };
}
