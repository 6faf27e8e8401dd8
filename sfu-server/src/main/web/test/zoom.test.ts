import assert from 'node:assert/strict';
import test from 'node:test';
import { panned, WHOLE, zoomed } from '../src/ui/zoom.ts';

const FRAME = { width: 800, height: 400 };

test('thePointUnderTheCursorStaysWhereItIs', () => {
  const point = { x: 100, y: -50 };
  const zoom = zoomed(WHOLE, 2, point, FRAME);
  // A point p of the picture is shown at zoom.x + p * factor.
  assert.deepEqual(zoom, { factor: 2, x: -100, y: 50 });
  const more = zoomed(zoom, 1.5, point, FRAME);
  assert.equal(more.x + 100 * more.factor, point.x);
});

test('thePictureNeverLeavesTheFrame', () => {
  const zoom = zoomed(WHOLE, 2, { x: 0, y: 0 }, FRAME);
  assert.deepEqual(panned(zoom, 9_999, -9_999, FRAME), { factor: 2, x: 400, y: -200 });
  assert.deepEqual(panned(WHOLE, 50, 50, FRAME), { factor: 1, x: 0, y: 0 });
});

test('itGetsNoSmallerThanWholeAndNotEndlesslyLarge', () => {
  assert.deepEqual(zoomed(zoomed(WHOLE, 2, { x: 300, y: 100 }, FRAME), 0.1, { x: 0, y: 0 }, FRAME), { factor: 1, x: 0, y: 0 });
  assert.equal(zoomed(WHOLE, 1_000, { x: 0, y: 0 }, FRAME).factor, 8);
});
