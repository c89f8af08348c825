import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linksOf, sheetOf } from '../model/worksheet.js';
import { article, walk } from './fixtures.js';

/** @type {any} */
const COURSE = { id: 'g', number: 7, title: 'T', aim: 'A', cluster: 'lesson.g', focus: ['gateway', 'nowhere'], pages: [
  { number: 1, say: 'a', walk: { name: 'there', sent: true, probe: { from: 'default/web-1', to: '10.0.2.2' } }, cluster: 'lesson.g.p1' },
  { number: 2, say: 'b', ask: { id: 'q', question: '?', choices: ['x', 'y', 'z'] }, cluster: 'lesson.g.p2' },
] };

test('a sheet has the questions with what the engine says, and the tables of the first walk', async () => {
  /** @type {string[]} */
  const asked = [];
  const sheet = await sheetOf(COURSE, {
    answer: async (_, __, choice) => ({ right: choice === 3, answer: 3, because: `because ${choice}` }),
    trace: async (cluster) => (asked.push(`trace ${cluster}`), walk()),
    namespace: async (cluster, name) => (asked.push(`${cluster} ${name}`), /** @type {any} */ ({ id: name, routes: [
      { table: 'main', destination: '0.0.0.0/0', via: '10.0.0.1', dev: 'eth0' }, { table: 'local', destination: '10.0.0.9', dev: 'lo' }, { table: 'main', destination: '10.0.1.0/24', via: null, dev: 'cbr0' }] })),
    topology: async () => article(),
  });
  assert.deepEqual(sheet.questions, [{ say: 'b', question: '?', choices: ['x', 'y', 'z'], answer: 3, because: 'because 3' }]);
  assert.deepEqual(asked.sort(), ['lesson.g.p1 gateway', 'trace lesson.g.p1']);
  assert.deepEqual(sheet.tables[0], { kind: 'routes', of: 'gateway', columns: ['destination', 'via', 'dev'],
    rows: [{ head: '', cells: ['default', '10.0.0.1', 'eth0'] }, { head: '', cells: ['10.0.1.0/24', '–', 'cbr0'] }] });
});

test('the links are those of the request in order, each with the frame as it arrives', () => {
  const { rows } = linksOf(walk(), article());
  assert.deepEqual(rows.map((r) => r.head), ['web-1 → node-1', 'node-1 → gateway', 'gateway → node-2', 'node-2 → web-2']);
  assert.deepEqual(rows.map((r) => r.cells[4]), ['64', '63', '62', '61']);
  assert.ok(rows.every((r) => r.cells[2] === '10.0.1.2' && r.cells[3] === '10.0.2.2'));
  assert.match(rows[1].cells[0], /^node-1\n([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
});
