import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEYS, listenToKeys } from '../view/keys.js';

/** A page that hears keys, and what they did. */
function heard() {
  /** @type {string[]} */
  const done = [];
  /** @type {any} */
  const on = new Proxy({}, { get: (_, name) => (name === 'hasForm' ? () => false : name === 'conductor' || name === 'stage'
    ? new Proxy({}, { get: (__, inner) => () => done.push(`${String(name)}.${String(inner)}`) }) : () => done.push(String(name))) });
  /** @type {(e: any) => void} */ let listener = () => {};
  listenToKeys(/** @type {any} */ ({ addEventListener: (/** @type {string} */ _, /** @type {any} */ act) => { listener = act; } }), on);
  return (/** @type {string} */ key, /** @type {any} */ more = {}) => {
    done.length = 0;
    listener({ key, target: null, preventDefault() {}, ...more });
    return [...done];
  };
}

/** @param {string} name a key as the list writes it */
function eventOf(name) {
  const keys = name.split(' + ');
  const last = keys[keys.length - 1];
  const arrows = /** @type {Record<string, string>} */ ({ '→': 'ArrowRight', '←': 'ArrowLeft', '↑': 'ArrowUp', '↓': 'ArrowDown', '−': '-', Space: ' ', Esc: 'Escape', 'Page Down': 'PageDown', 'Page Up': 'PageUp' });
  return last.split(' ').length > 1 && !arrows[last]
    ? last.split(' ').map((k) => [arrows[k] ?? k, { shiftKey: keys.includes('Shift'), ctrlKey: keys.includes('Ctrl') }])
    : [[arrows[last] ?? last, { shiftKey: keys.includes('Shift'), ctrlKey: keys.includes('Ctrl') }]];
}

test('every key of the list does something, and every key that does something is in the list', () => {
  globalThis.Element ??= /** @type {any} */ (class {});
  const press = heard();
  const listed = KEYS.flatMap(([names]) => names.split(' · ')).flatMap(eventOf);
  for (const [key, more] of listed) assert.equal(press(/** @type {string} */ (key), more).length, 1, `${key} does nothing`);
  const plain = new Set(listed.map(([key]) => /** @type {string} */ (key).toLowerCase()));
  const all = [...Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)), 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown', 'Escape', 'Enter', 'Tab', 'Insert', 'Delete'];
  for (const key of all) if (press(key).length > 0) assert.ok(plain.has(key.toLowerCase()) || key === '=', `${key} is not in the list`);
});

test('a letter means the same with Caps Lock, and fields keep their keys', () => {
  const press = heard();
  assert.deepEqual(press('P'), press('p'));
  assert.deepEqual([press('z', { ctrlKey: true }), press('Z', { ctrlKey: true, shiftKey: true }), press('z', { metaKey: true })], [['undo'], ['redo'], ['undo']]);
  assert.deepEqual(press('p', { ctrlKey: true }), []);
  const within = (/** @type {string} */ selector) => Object.assign(Object.create(Element.prototype), { closest: (/** @type {string} */ s) => (s.includes(selector) ? {} : null), matches: () => false });
  assert.deepEqual(press('p', { target: within('textarea') }), []);
  assert.deepEqual(press('ArrowDown', { target: within('[role=tree]') }), []);
});
