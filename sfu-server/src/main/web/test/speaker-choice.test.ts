import assert from 'node:assert/strict';
import test from 'node:test';
import { SpeakerChoice } from '../src/call/speaker-choice.ts';

/** Tells who speaks at which time, and gives who is shown after each step. */
function shown(...steps: [millis: number, ...speaking: string[]][]) {
  const choice = new SpeakerChoice();
  return steps.map(([millis, ...speaking]) => {
    choice.hear(new Set(speaking), millis);
    return choice.speaker;
  });
}

test('whoSpeaksLongEnoughIsShownAndStaysInSilence', () => {
  assert.deepEqual(shown([0, 'a'], [300, 'a'], [600, 'a'], [1_000], [9_000]), [undefined, undefined, 'a', 'a', 'a']);
});

test('aCoughTurnsNoHead', () => {
  assert.deepEqual(shown([0, 'a'], [600, 'a'], [700], [800, 'b'], [1_000], [1_400, 'b'], [1_500]), [undefined, 'a', 'a', 'a', 'a', 'a', 'a']);
});

test('nobodyIsReplacedWhileSpeaking', () => {
  assert.deepEqual(shown([0, 'a'], [600, 'a'], [700, 'a', 'b'], [5_000, 'a', 'b'], [5_100, 'b']).slice(-2), ['a', 'b']);
});

test('ofTwoWhoSpeakTheOneWhoBeganFirstIsShown', () => {
  assert.deepEqual(shown([0, 'b'], [100, 'a', 'b'], [900, 'a', 'b']).at(-1), 'b');
});

test('theServerKnowsBetter', () => {
  const choice = new SpeakerChoice();
  choice.hear(new Set(['a']), 0);
  choice.hear(new Set(['a']), 600);
  assert.equal(choice.tell('b'), true);
  assert.equal(choice.tell('b'), false);
  choice.hear(new Set(['a']), 5_000);
  assert.equal(choice.hear(new Set(['a']), 9_000), false);
  assert.equal(choice.speaker, 'b');
});

test('whoLeavesIsForgotten', () => {
  const choice = new SpeakerChoice();
  choice.hear(new Set(['a']), 0);
  assert.equal(choice.hear(new Set(['a']), 600), true);
  choice.forget('b');
  assert.equal(choice.speaker, 'a');
  choice.forget('a');
  assert.equal(choice.speaker, undefined);
});
