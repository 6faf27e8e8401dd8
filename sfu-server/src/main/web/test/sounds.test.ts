import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { soundOn, SOUNDS, Sounds, switchSound } from '../src/ui/sounds.ts';

const played: number[] = [];
let state: 'running' | 'suspended' = 'running';

class FakeNode {
  readonly gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
  readonly frequency: number;

  constructor(_: unknown, options: { frequency?: number }) {
    this.frequency = options.frequency ?? 0;
  }

  connect(next: unknown) {
    return next;
  }

  start() {
    played.push(this.frequency);
  }

  stop() {}
}

Object.assign(globalThis, {
  OscillatorNode: FakeNode,
  GainNode: FakeNode,
  AudioContext: class {
    readonly currentTime = 0;
    readonly destination = {};
    state = state;

    async resume() {}

    async close() {}
  },
});

beforeEach(() => {
  played.length = 0;
  state = 'running';
});

test('eachSoundIsHeardAndDiffersFromTheOthers', () => {
  const sounds = new Sounds();
  const heard = SOUNDS.map(({ name }) => {
    played.length = 0;
    sounds.play(name);
    return played.join();
  });
  assert.ok(heard.every((notes) => notes !== ''));
  assert.equal(new Set(heard).size, SOUNDS.length);
});

test('eachSoundCanBeSwitchedOffByItself', () => {
  for (const { name } of SOUNDS) {
    switchSound(name, false);
    assert.deepEqual(SOUNDS.filter((one) => !soundOn(one.name)).map((one) => one.name), [name]);
    played.length = 0;
    new Sounds().play(name);
    assert.deepEqual(played, []);
    switchSound(name, true);
  }
});

test('manyAtOnceMakeOneSound', () => {
  const sounds = new Sounds();
  sounds.play('message');
  sounds.play('message');
  assert.equal(played.length, 1);
});

test('whatCannotBeHeardNowIsNotHeardLater', () => {
  state = 'suspended';
  new Sounds().play('join');
  assert.deepEqual(played, []);
});
