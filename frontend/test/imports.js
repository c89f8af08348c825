import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Who may import whom. A room may always import itself. */
export const MAY_IMPORT = new Map([
  ['index.js', ['app.js']], // where the page begins
  ['app.js', ['api', 'model', 'layout', 'view', 'lib']], // the composition root
  ['class.js', ['api', 'model', 'view']], // the composition root of a class's own pages
  ['exam.js', ['api', 'view']], // and that of the questions about a part
  ['api', []], // talks to the server, knows nothing of the page
  ['model', []], // pure: what is known and what happened
  ['layout', ['model']], // pure: where things stand
  ['view', ['layout', 'model', 'lib']], // the only room that touches the document
  ['lib', []], // the only room that sees libraries
]);

/** Every `.js` file below a folder, as paths relative to it with forward slashes, sorted. */
export function sources(/** @type {string} */ root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => path.slice(root.length + 1).replaceAll('\\', '/'))
    .filter((path) => !/^(test|node_modules)\//.test(path))
    .sort();
}

export const read = (/** @type {string} */ root, /** @type {string} */ path) =>
  readFileSync(join(root, path), 'utf8');

/** The room of a path: its first folder, or the file itself at the root. */
export const room = (/** @type {string} */ path) => path.split('/')[0];

/**
 * What a file imports: statements, `import()` and the types its JSDoc names.
 * @param {string} text
 */
export function imports(text) {
  const pattern =
    /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2]);
}

/**
 * Sentences about the imports of one file that its room does not allow.
 * @param {string} path
 * @param {string} text
 */
export function wrongImports(path, text) {
  const from = room(path);
  const allowed = MAY_IMPORT.get(from);
  if (!allowed) return [`${path}: '${from}' is not a room of the frontend`];
  return imports(text).flatMap((target) => {
    if (!target.startsWith('.')) {
      return from === 'lib' ? [] : [`${path}: only lib imports '${target}'`];
    }
    const to = room(posix.join(posix.dirname(path), target));
    return to === from || allowed.includes(to) ? [] : [`${path}: ${from} must not import ${to}`];
  });
}
