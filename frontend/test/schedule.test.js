import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOf } from '../model/score.js';
import { MOVE, at, isDecision, readingTime, scheduleOf } from '../model/schedule.js';
import { noRoute, walk } from './fixtures.js';

const line = (/** @type {any} */ trace, /** @type {any} */ level) => lineOf(trace, { level, arp: 'folded', open: new Set() });

test('a sentence is read by words, a Chinese one by characters, never too short nor too long', () => {
  assert.equal(readingTime('One two three four five six seven eight'), 8 * 250);
  assert.equal(readingTime('gateway looks up 10.0.2.2: 10.0.2.0/24 matches, so the packet goes out eth0.'), 12 * 250);
  assert.equal(readingTime('Short.'), 1500);
  assert.equal(readingTime('数据包从网关的网卡离开之后到达节点'), 17 * 180);
  assert.equal(readingTime('网关查找 10.0.2.2：匹配 10.0.2.0/24，走 eth0'), 7 * 180 + 3 * 250);
  assert.equal(readingTime('word '.repeat(100)), 8000);
  assert.equal(readingTime(''), 1500);
});

test('beats follow one another without a gap, each with its movement; steps without a decision only move', () => {
  for (const trace of [walk(), noRoute()]) {
    for (const level of ['story', 'stage', 'row']) {
      const told = line(trace, level);
      const beats = scheduleOf(told);
      assert.equal(beats.length, new Set(told.steps.map((m) => m.column)).size);
      assert.equal(beats[0].begin, 0);
      for (const [i, beat] of beats.entries()) {
        if (i > 0) assert.deepEqual([beat.begin, beat.arrive], [beats[i - 1].end, beat.begin + MOVE]);
        const read = beat.end - beat.arrive;
        const together = told.steps.filter((m) => m.column === beat.mark.column);
        if (together.some(isDecision)) assert.ok(read >= 1500 && read <= 8000);
        else if (i > 0) assert.equal(read, 0);
      }
    }
  }
});

test('every time has a place, time only goes on, and the last one is over', () => {
  const beats = scheduleOf(line(walk(), 'story'));
  const total = beats[beats.length - 1].end;
  let last = { index: 0, share: 0 };
  for (let ms = 0; ms <= total + 1000; ms += 37) {
    const place = at(beats, ms);
    assert.ok(place.index > last.index || (place.index === last.index && place.share >= last.share), String(ms));
    assert.ok(place.share >= 0 && place.share <= 1);
    assert.equal(place.over, ms >= total);
    last = place;
  }
  assert.equal(last.index, 17);
  assert.equal(at(beats, -5).index, 0);
  assert.ok(total > 18 * 1500 && total < 18 * 8450);
});
