import assert from 'node:assert/strict';
import test from 'node:test';
import { cameraLayers, highestWithin } from '../src/call/camera-layers.ts';

const scales = (shortSide?: number) => cameraLayers(shortSide).map(({ scaleResolutionDownBy }) => scaleResolutionDownBy);

test('aCameraIsSentInAsManySizesAsItsPictureIsGoodFor', () => {
  assert.deepEqual(scales(1_080), [4, 2, 1]);
  assert.deepEqual(scales(720), [4, 2, 1]);
  assert.deepEqual(scales(480), [2, 1]);
  assert.deepEqual(scales(360), [2, 1]);
  assert.deepEqual(scales(180), [1]);
  assert.deepEqual(scales(undefined), [4, 2, 1]);
});

test('asManySizesAreSentAsThereIsRoomFor', () => {
  const layers = cameraLayers(720);
  assert.equal(highestWithin(layers, 100_000), 0, 'the smallest in any case');
  assert.equal(highestWithin(layers, 749_999), 0);
  assert.equal(highestWithin(layers, 750_000), 1);
  assert.equal(highestWithin(layers, 3_250_000), 2);
  assert.equal(highestWithin(cameraLayers(180), 1), 0);
});
