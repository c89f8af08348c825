import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detailAt } from '../layout/detail.js';
import { paintRules } from '../layout/kinds/rules.js';
import { hookBox, hookY } from '../layout/kinds/stack.js';
import { nodeWidth } from '../layout/ground.js';
import { layoutScene } from '../layout/scene.js';
import { besideHooks, tagHeight } from '../layout/tags.js';
import { tagLines } from '../layout/traffic.js';
import { article } from './fixtures.js';
import { figuresOf, lookAt, meets, messages, meter, textsOf } from './looks.js';

/** The room of a tag over a hook in half a page: what is left of it for letters. */
const LEAST = 112;

test('each reason why a packet ends can be said in so few words that a narrow place has room for them', () => {
  for (const lang of /** @type {const} */ (['en', 'zh'])) {
    const all = messages(lang);
    const reasons = Object.keys(all).filter((key) => /^ui\.drop\.\w+$/.test(key));
    assert.ok(reasons.length > 25);
    for (const key of reasons) {
      const brief = all[`${key}.brief`] ?? '';
      assert.ok(brief !== '' && meter.width(`✕ ${brief}`, 'strong', 12) <= LEAST, `${lang} ${key}: ${brief} ${meter.width(`✕ ${brief}`, 'strong', 12)}`);
    }
  }
});

test('a tag says all in one line or in two, else it is brief before it is cut', () => {
  const place = { x: 0, y: 50, room: 150, left: false };
  const said = '✕ the route back uses another device (rp_filter)';
  assert.deepEqual(tagLines(said, place, lookAt(1), '✕ rp_filter'), ['✕ rp_filter']);
  assert.deepEqual(tagLines(said, { ...place, room: 500 }, lookAt(1), '✕ rp_filter'), [said]);
  assert.equal(tagLines(said, { ...place, room: 240, above: 30 }, lookAt(1), '✕ rp_filter').join(' '), said);
});

const hooked = () => {
  const topology = article();
  for (const n of topology.namespaces) if (n.kind === 'host') n.hooks = ['PREROUTING', 'FORWARD', 'POSTROUTING', 'INPUT'];
  return topology;
};

test('the reason why a packet ends at a hook stands over the next one, which it does not reach', () => {
  for (const frame of [{ w: 1000, h: 600 }, { w: 420, h: 500 }]) {
    const scene = layoutScene(hooked(), { meter, frame });
    const look = { ...lookAt(1), ...detailAt(1, nodeWidth(scene.ground)) };
    const { stack } = scene.machines[0];
    const { hooks } = stack;
    assert.ok(hooks && look.level === 'pod');
    for (const side of /** @type {const} */ (['out', 'in'])) hooks[side].forEach((_, i) => {
      const place = besideHooks({ ...stack, hooks }, hookY(stack, i), side, look);
      const towards = side === 'out' ? i - 1 : i + 1;
      const row = hooks[side][towards] ? towards : side === 'out' ? 1 : i - 1;
      const box = hookBox(stack, side, row, look);
      assert.ok(place && place.x === box.x && place.room === box.w, `${side} ${i} at ${frame.w}`);
      assert.ok(!meets({ x: place.x, y: place.y, w: place.room, h: tagHeight(look) }, hookBox(stack, side, i, look), 2), 'its own hook is read');
    });
  }
});

test('from farther off it stands beside the packet, where no name and no route is', () => {
  for (const k of [0.45, 0.6]) {
    const scene = layoutScene(hooked(), { meter, frame: { w: 1000, h: 600 } });
    const look = { ...lookAt(k), ...detailAt(k, nodeWidth(scene.ground)), level: /** @type {const} */ ('node'), told: true };
    for (const { stack, id } of scene.machines) {
      const { hooks } = stack;
      assert.ok(hooks);
      const texts = textsOf(figuresOf(scene, look)).filter((t) => t.figure.ns === id);
      for (const i of hooks.out.keys()) {
        const place = besideHooks({ ...stack, hooks }, hookY(stack, i), 'out', look);
        if (!place) continue;
        const tag = { x: place.x - place.room, y: place.y, w: place.room, h: tagHeight(look) };
        assert.ok(tag.y >= stack.y && tag.y + tag.h <= stack.y + stack.h && place.x < stack.corridor);
        for (const t of texts) assert.ok(!meets(tag, t.box, 2), `${t.text} at ${k}`);
      }
    }
  }
});

test('what rules hold of a Service stands at both sides of the way through the stack', () => {
  const scene = layoutScene(article(), { meter, frame: { w: 1000, h: 600 } });
  const draws = ['10.0.1.4', '10.0.1.5', '10.0.2.6'].map((text) => ({ text: `▢ ${text}`, share: '1/3', old: false, fresh: false }));
  const cue = /** @type {any} */ ({ tone: 'ready', key: 'ui.time.rules', args: [0], rules: { service: 'web', draws } });
  for (const k of [0.6, 1]) {
    const { stack } = scene.machines[0];
    const shapes = paintRules(stack, cue, 'node-1', { ...lookAt(k), ...detailAt(k) });
    const boxes = textsOf([{ key: '', cls: '', shapes }]).filter((t) => /^▢|^1/.test(t.text)).map((t) => t.box);
    assert.equal(boxes.length, 6);
    for (const b of boxes) assert.ok(b.x + b.w <= stack.corridor - 10 / Math.min(1, k) || b.x >= stack.corridor + 10 / Math.min(1, k), `at ${k}`);
  }
});
