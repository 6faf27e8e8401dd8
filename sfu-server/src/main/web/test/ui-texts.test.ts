import assert from 'node:assert/strict';
import test from 'node:test';
import { perceivedLevel } from '../src/media/audio-level.ts';
import { newDevices, NO_DEVICES, sortDevices } from '../src/media/devices.ts';
import { bannerText } from '../src/ui/connection-banner.ts';
import { shortcutOf } from '../src/ui/shortcuts.ts';

const press = (key: string, change: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...change,
});

test('theBannerSaysThatTheConnectionIsLostAndWhenItIsBack', () => {
  const lost = bannerText({ phase: 'reconnecting', cause: 'server-lost', attempt: 0 }, true);
  assert.equal(lost?.tone, 'trouble');
  assert.match(String(lost?.text), /lost/);
  const back = bannerText({ phase: 'joined', again: true }, true);
  assert.equal(back?.tone, 'good');
  assert.match(String(back?.text), /back/);
});

test('theBannerIsSilentWhileAllIsWell', () => {
  assert.equal(bannerText({ phase: 'joining' }, true), undefined);
  assert.equal(bannerText({ phase: 'joined', again: false }, true), undefined);
});

test('theBannerOffersToRetryOnceWaitingGetsLong', () => {
  assert.equal(bannerText({ phase: 'reconnecting', cause: 'server-lost', attempt: 2 }, true)?.retry, false);
  assert.equal(bannerText({ phase: 'reconnecting', cause: 'server-lost', attempt: 3 }, true)?.retry, true);
});

test('whereNoMediaGetsThroughTheBannerSaysSoAndDoesNotBlameTheServer', () => {
  for (const attempt of [1, 5]) {
    const banner = bannerText({ phase: 'reconnecting', cause: 'media-blocked', attempt }, true);
    assert.match(String(banner?.text), /do not get through.*firewall/);
    assert.equal(banner?.retry, true);
  }
  assert.equal(bannerText({ phase: 'reconnecting', cause: 'media-blocked', attempt: 0 }, true)?.retry, false);
});

test('theBannerNamesTheCause', () => {
  assert.match(String(bannerText({ phase: 'reconnecting', cause: 'server-lost', attempt: 5 }, false)?.text), /offline/);
  assert.match(String(bannerText({ phase: 'reconnecting', cause: 'room-interrupted', attempt: 0 }, true)?.text), /room/);
  assert.match(String(bannerText({ phase: 'reconnecting', cause: 'server-closing', attempt: 0 }, true)?.text), /restarting/);
});

test('singleKeysAreShortcutsAndKeysOfTheBrowserAreNot', () => {
  assert.equal(shortcutOf(press('m')), 'm');
  assert.equal(shortcutOf(press('M')), 'm');
  assert.equal(shortcutOf(press('?')), '?');
  assert.equal(shortcutOf(press('x')), undefined);
  assert.equal(shortcutOf(press('l', { ctrlKey: true })), undefined);
  assert.equal(shortcutOf(press('m', { metaKey: true })), undefined);
  assert.equal(shortcutOf(press('v', { repeat: true })), undefined);
});

test('theLevelFollowsHearing', () => {
  assert.equal(perceivedLevel(0), 0);
  assert.equal(perceivedLevel(0.0001), 0);
  assert.equal(perceivedLevel(1), 1);
  assert.ok(perceivedLevel(0.1) > perceivedLevel(0.01));
});

test('devicesWithoutAnIdAreLeftOutAndNamelessOnesAreNumbered', () => {
  const devices = sortDevices([
    { kind: 'videoinput', deviceId: '', label: '' },
    { kind: 'audioinput', deviceId: 'a', label: '' },
    { kind: 'audioinput', deviceId: 'b', label: 'Headset' },
    { kind: 'audiooutput', deviceId: 'c', label: '' },
  ]);
  assert.deepEqual(devices.camera, []);
  assert.deepEqual(devices.microphone, [
    { deviceId: 'a', label: 'Microphone 1' },
    { deviceId: 'b', label: 'Headset' },
  ]);
  assert.deepEqual(devices.speaker, [{ deviceId: 'c', label: 'Speaker 1' }]);
});

test('aDeviceThatIsPluggedInIsToldByItsName', () => {
  const before = sortDevices([{ kind: 'audioinput', deviceId: 'a', label: 'Built-in' }, { kind: 'videoinput', deviceId: 'v', label: 'Webcam' }]);
  const now = sortDevices([
    { kind: 'audioinput', deviceId: 'a', label: 'Built-in' },
    { kind: 'audioinput', deviceId: 'h', label: 'Headset' },
    { kind: 'audiooutput', deviceId: 'h', label: 'Headset' },
    { kind: 'videoinput', deviceId: 'v', label: 'Webcam' },
  ]);
  assert.deepEqual(newDevices(before, now), ['Headset']);
  assert.deepEqual(newDevices(now, before), []);
  assert.deepEqual(newDevices(NO_DEVICES, now), [], 'the first look tells nothing new');
});
