import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archiveType, boundary, contentType, join, mayHoldDocuments, nameOf, spot, lineIn } from '../model/documents.js';

const file = (/** @type {string} */ name, /** @type {string} */ text) => ({ name, text });

test('several files are one text in which each begins with its name', () => {
  assert.equal(join('', [file('a.yaml', 'kind: A'), file('sub/b.yaml', 'kind: B\n\n')]),
    '---\n# File: a.yaml\nkind: A\n---\n# File: sub/b.yaml\nkind: B\n');
  assert.equal(join('kind: Typed\n', [file('a.yaml', 'kind: A')]), 'kind: Typed\n---\n# File: a.yaml\nkind: A\n');
});

test('a single file stays as it is', () => {
  assert.equal(join('', [file('list.json', '{"kind": "List"}')]), '{"kind": "List"}\n');
  assert.equal(contentType(join('', [file('list.json', '\uFEFF{"kind": "List"}')])), 'application/json');
});

test('marks of the byte order and document marks at the beginning of files vanish, empty files too', () => {
  const text = join('', [file('a', '\uFEFF---\nkind: A\n'), file('b', ' \n'), file('c', '\uFEFFkind: C\r\nname: c\r\n')]);
  assert.equal(text, '---\n# File: a\nkind: A\n---\n# File: c\nkind: C\nname: c\n');
});

test('a directive is parted from the document before it, for none may follow ---', () => {
  assert.equal(join('kind: A\n', [file('b', '%YAML 1.2\n---\nkind: B')]), 'kind: A\n...\n# File: b\n%YAML 1.2\n---\nkind: B\n');
  assert.equal(boundary('b', '%YAML 1.2', true), '# File: b\n');
});

test('a name cannot break out of its comment', () => {
  assert.equal(boundary('a\nkind: Evil\u2028x', 'kind: A', false), '---\n# File: a?kind: Evil?x\n');
});

test('archives and documents are told by their names', () => {
  assert.deepEqual(['a.zip', 'a.tar.gz', 'A.TGZ', 'a.tar', 'a.yaml', 'zip'].map(archiveType),
    ['application/zip', 'application/gzip', 'application/gzip', 'application/x-tar', null, null]);
  assert.deepEqual(['a/b.yml', 'a.YAML', 'a.json', 'README.md', '.git/index'].map(mayHoldDocuments), [true, true, true, false, false]);
});

test('what is imported is called after its file or folder', () => {
  assert.equal(nameOf(['shop.tar.gz']), 'shop');
  assert.equal(nameOf(['shop/a.yaml', 'shop/b/c.yaml']), 'shop');
  assert.equal(nameOf(['a.yaml', 'b.yaml']), '');
});

test('the caret goes to the value that is wrong, without the comment behind it', () => {
  const text = 'kind: Node\nspec:\n  podCIDR: 10.0.1.0/33   # block\n  "a": [1]\nports:\n- {containerPort: 99999}\n';
  const at = (/** @type {number} */ line, /** @type {string} */ path) => {
    const { start, end } = spot(text, line, path);
    return text.slice(start, end);
  };
  assert.equal(at(3, 'spec.podCIDR'), '10.0.1.0/33');
  assert.equal(at(3, 'spec.other'), 'podCIDR: 10.0.1.0/33');
  assert.equal(at(4, 'spec.a[0]'), '[1]');
  assert.equal(at(6, 'ports[0].containerPort'), '99999}');
  assert.equal(at(1, ''), 'kind: Node');
  assert.equal(at(99, 'x'), '');
});

test('a problem in one of several files is found in their text', () => {
  const text = join('kind: Typed\n', [file('a.yaml', 'kind: A\nx: 1'), file('b.yaml', 'kind: B')]);
  assert.equal(text.split('\n')[lineIn(text, { file: 'a.yaml', line: 2 }) - 1], 'x: 1');
  assert.equal(text.split('\n')[lineIn(text, { file: 'b.yaml', line: 1 }) - 1], 'kind: B');
  assert.equal(lineIn(text, { line: 1 }), 1);
  assert.equal(lineIn(text, { file: 'gone.yaml', line: 3 }), 3);
});
