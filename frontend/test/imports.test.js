import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { read, room, sources, wrongImports } from './imports.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const files = sources(ROOT).map((path) => ({ path, text: read(ROOT, path) }));

/** Files whose text, without comments, matches. */
const containing = (/** @type {RegExp} */ pattern, /** @type {string[]} */ rooms) =>
  files
    .filter(({ path }) => rooms.includes(room(path)))
    .filter(({ text }) => pattern.test(text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '')))
    .map(({ path }) => path);

const ALL = ['index.js', 'app.js', 'api', 'model', 'layout', 'view', 'lib'];

test('there are sources to check', () => {
  assert.ok(files.length > 10, `found ${files.length}`);
});

test('every file imports only what its room may', () => {
  assert.deepEqual(files.flatMap(({ path, text }) => wrongImports(path, text)), []);
});

test('a wrong import is caught, whichever way it is written', () => {
  const rows = [
    ['model/a.js', "import { x } from '../view/b.js';"],
    ['model/a.js', "import '../layout/b.js';"],
    ['layout/a.js', "const b = await import('../view/b.js');"],
    ['layout/a.js', "/** @typedef {import('../api/b.js').B} B */"],
    ['layout/deep/a.js', "export { x } from '../../lib/d3.js';"],
    ['view/a.js', "import { x } from '/webjars/d3/7.9.0/dist/d3.min.js';"],
    ['api/a.js', "import { x } from '../model/b.js';"],
    ['helpers/a.js', ''],
  ];
  for (const [path, text] of rows) {
    assert.equal(wrongImports(path, text).length, 1, `${path}: ${text}`);
  }
  assert.deepEqual(wrongImports('view/stage/a.js', "import '../../model/b.js'; import './c.js';"), []);
});

test('model and layout are pure: they never touch the document', () => {
  const dom =
    /\b(document|localStorage|sessionStorage|navigator|location)\s*[.[]|\b(fetch|requestAnimationFrame|addEventListener)\s*\(/;
  assert.deepEqual(containing(dom, ['model', 'layout']), []);
});

test('only lib sees the global of a library', () => {
  const global = /\.\s*d3\b|\[['"]d3['"]\]/;
  assert.deepEqual(containing(global, ['api', 'model', 'layout', 'view']), []);
});

test('nothing is written into the page as markup text, and nothing is evaluated', () => {
  const unsafe =
    /\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\s*\(|new Function\b|unsafeHTML/;
  assert.deepEqual(containing(unsafe, ALL), []);
  assert.deepEqual(containing(/\.html\s*\(/, ALL), [], 'selection.html() writes markup');
});

test('the page asks no other server', () => {
  const elsewhere = /(['"`])(?:https?:)?\/\/(?!www\.w3\.org\/)[a-z0-9]/i;
  assert.deepEqual(containing(elsewhere, ALL), []);
});

test('chance is an argument, so that a picture can be drawn again', () => {
  assert.deepEqual(containing(/Math\.random\s*\(/, ['model', 'layout']), []);
});
