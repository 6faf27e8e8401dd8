import assert from 'node:assert/strict';
import test from 'node:test';
import { HeldSpace } from '../src/ui/held-space.ts';
import { isOn, SHORTCUTS, switchKey } from '../src/ui/shortcuts.ts';

function microphone(live: boolean) {
  const switchable = { ready: true, live, turn: (on: boolean) => void (switchable.live = on) };
  return switchable;
}

test('whoIsMutedTalksForAsLongAsTheKeyIsHeld', () => {
  const mic = microphone(false);
  const held = new HeldSpace(mic);
  held.press();
  assert.equal(mic.live, true);
  held.release();
  assert.equal(mic.live, false);
});

test('whoIsLiveIsMutedForAsLongAsTheKeyIsHeld', () => {
  const mic = microphone(true);
  const held = new HeldSpace(mic);
  held.press();
  assert.equal(mic.live, false);
  held.release();
  assert.equal(mic.live, true);
});

test('aHeldKeyWhoseEndCannotBeSeenEndsMuted', () => {
  for (const before of [true, false]) {
    const mic = microphone(before);
    const held = new HeldSpace(mic);
    held.press();
    held.lose();
    assert.equal(mic.live, false);
    held.release();
    assert.equal(mic.live, false, 'letting go later changes nothing');
  }
});

test('losingTheFocusWithoutAHeldKeyChangesNothing', () => {
  const mic = microphone(true);
  new HeldSpace(mic).lose();
  assert.equal(mic.live, true);
});

test('aSwitchWhileTheKeyIsHeldHolds', () => {
  const mic = microphone(false);
  const held = new HeldSpace(mic);
  held.press();
  held.overrule();
  mic.turn(true);
  held.release();
  assert.equal(mic.live, true);
});

test('aMicrophoneThatWouldHaveToBeStartedIsLeftAlone', () => {
  const mic = { ...microphone(false), ready: false };
  const held = new HeldSpace(mic);
  held.press();
  held.release();
  assert.equal(mic.live, false);
});

test('eachKeyCanBeSwitchedOffByItself', () => {
  for (const { key } of SHORTCUTS) {
    switchKey(key, false);
    assert.deepEqual(SHORTCUTS.filter((one) => !isOn(one.key)).map((one) => one.key), [key]);
    switchKey(key, true);
  }
  assert.ok(SHORTCUTS.every(({ key }) => isOn(key)));
});

test('noTwoShortcutsHaveTheSameKey', () => {
  assert.equal(new Set(SHORTCUTS.map(({ key }) => key)).size, SHORTCUTS.length);
});
