import assert from 'node:assert/strict';
import test from 'node:test';
import { LocalMedia } from '../src/media/local-media.ts';

interface Asked {
  video?: { deviceId?: { exact: string } };
  audio?: { deviceId?: { exact: string } };
}

/** Devices that start when the test says so. */
function devices() {
  const running = new Set<string>();
  const starting: (() => void)[] = [];
  const track = (id: string) => {
    running.add(id);
    return { enabled: true, getSettings: () => ({ deviceId: id }), stop: () => running.delete(id) };
  };
  const mediaDevices = {
    addEventListener() {},
    removeEventListener() {},
    enumerateDevices: async () => [{ kind: 'videoinput' }, { kind: 'audioinput' }],
    getUserMedia: ({ video, audio }: Asked) =>
      new Promise((resolve) =>
        starting.push(() => {
          const cameras = video ? [track(video.deviceId?.exact ?? 'first camera')] : [];
          const microphones = audio ? [track(audio.deviceId?.exact ?? 'first microphone')] : [];
          resolve({ getVideoTracks: () => cameras, getAudioTracks: () => microphones });
        }),
      ),
  };
  Object.defineProperty(globalThis, 'navigator', { value: { mediaDevices }, configurable: true });
  const start = async () => {
    await settled();
    starting.shift()?.();
    await settled();
  };
  return { running, start };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('theDeviceChosenLastIsTheOneThatRuns', async () => {
  const { running, start } = devices();
  const local = new LocalMedia();
  const opened = local.open();
  await settled();
  // Chosen while the question to the person is still open.
  await local.choose('camera', 'c2');
  await start();
  await start();
  await opened;
  assert.deepEqual([...running], ['first microphone', 'c2']);

  const third = local.choose('camera', 'c3');
  await local.choose('camera', 'c4');
  await local.choose('camera', 'c5');
  await start();
  await start();
  await third;
  assert.deepEqual([...running], ['first microphone', 'c5']);
  assert.equal(local.chosenDevice('camera'), 'c5');
  local.close();
  assert.equal(running.size, 0);
});

test('whatIsSilencedWhileItStartsIsOffWhenItHas', async () => {
  const { running, start } = devices();
  const local = new LocalMedia();
  const opened = local.open();
  await settled();
  void local.turn('camera', false);
  void local.turn('microphone', false);
  await start();
  await opened;
  assert.deepEqual([...running], ['first microphone']);
  assert.equal(local.isLive('camera'), false);
  assert.equal(local.isLive('microphone'), false);

  await local.turn('microphone', true);
  assert.equal(local.isLive('microphone'), true);
  local.close();
});
