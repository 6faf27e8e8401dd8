import assert from 'node:assert/strict';
import test from 'node:test';
import { cameraLayers } from '../src/call/camera-layers.ts';
import { DataSaver } from '../src/call/data-saver.ts';
import type { VisibleProducer } from '../src/protocol.ts';

const video = (producerId: string, width = 320): VisibleProducer => ({ producerId, width, height: 180 });
const ids = (videos: readonly VisibleProducer[]) => videos.map(({ producerId }) => producerId).join('');

test('withoutABudgetEverythingIsHadAndSentInFull', () => {
  const saver = new DataSaver();
  const all = [video('a'), video('b')];
  assert.deepEqual(saver.affordable(all), all);
  assert.equal(saver.cameraLayer(cameraLayers()), 2);
});

test('asManyPicturesAreHadAsFitBesideAllElseTheLargestFirst', () => {
  const saver = new DataSaver();
  saver.budget = 1_500;
  saver.measured(new Map([['a', 400], ['b', 400], ['c', 400]]), 200);
  assert.equal(ids(saver.affordable([video('a'), video('b'), video('c', 1_280)])), 'ac', 'the first and the large one');
  saver.measured(new Map(), 800);
  assert.equal(ids(saver.affordable([video('a'), video('b'), video('c', 1_280)])), 'c');
  saver.budget = undefined;
  assert.equal(ids(saver.affordable([video('a'), video('b'), video('c', 1_280)])), 'abc');
});

test('onePictureIsAlwaysHad', () => {
  const saver = new DataSaver();
  saver.budget = 500;
  saver.measured(new Map([['a', 2_000]]), 600);
  assert.equal(ids(saver.affordable([video('a')])), 'a');
  assert.equal(ids(saver.affordable([])), '');
});

test('aPictureThatIsNotSentKeepsTheRateThatItHad', () => {
  const saver = new DataSaver();
  saver.budget = 500;
  saver.measured(new Map([['a', 300], ['b', 300]]), 0);
  assert.equal(ids(saver.affordable([video('a'), video('b')])), 'a');
  saver.measured(new Map([['a', 300], ['b', 0]]), 0);
  assert.equal(ids(saver.affordable([video('a'), video('b')])), 'a');
});

test('whoIsShownSmallerThanBeforeIsReckonedToTakeLess', () => {
  const saver = new DataSaver();
  saver.budget = 500;
  assert.equal(ids(saver.affordable([video('a', 1_280)])), 'a');
  saver.measured(new Map([['a', 600]]), 0);
  assert.equal(ids(saver.affordable([video('b', 1_280), video('a', 320)])), 'ba');
});

test('whatIsHadStaysAndWhatWouldComeAnewHasToFitWell', () => {
  const saver = new DataSaver();
  saver.budget = 500;
  saver.measured(new Map([['a', 240], ['b', 100]]), 150);
  assert.equal(ids(saver.affordable([video('a'), video('b')])), 'a', 'b would fit barely');
  saver.measured(new Map(), 120);
  assert.equal(ids(saver.affordable([video('a'), video('b')])), 'ab');
  saver.measured(new Map(), 150);
  assert.equal(ids(saver.affordable([video('a'), video('b')])), 'ab', 'b fits barely');
});

test('onesOwnPicturesTakeAPartOfTheBudget', () => {
  const saver = new DataSaver();
  let told = 0;
  saver.on('changed', () => told++);
  saver.budget = 500;
  assert.equal(saver.cameraLayer(cameraLayers()), 0);
  assert.deepEqual(saver.screen, { maxBitrate: 175_000, scaleResolutionDownBy: 1 });
  assert.equal(told, 1);
  saver.budget = 1_500;
  assert.equal(saver.cameraLayer(cameraLayers()), 1);
  saver.sharing = true;
  saver.sharing = true;
  assert.equal(told, 3);
  assert.equal(saver.cameraLayer(cameraLayers()), 0, 'the screen has the larger part of what one may send');
  saver.budget = undefined;
});
