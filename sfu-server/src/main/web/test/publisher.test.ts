import assert from 'node:assert/strict';
import test from 'node:test';
import type { types } from 'mediasoup-client';
import { DataSaver } from '../src/call/data-saver.ts';
import { Publisher } from '../src/call/publisher.ts';
import { Emitter } from '../src/events.ts';
import type { LocalMedia, SourceState } from '../src/media/local-media.ts';
import type { Source } from '../src/protocol.ts';
import type { Signaling } from '../src/signaling/signaling.ts';

const OFF: SourceState = { wanted: false, starting: false };

class FakeLocal extends Emitter<{ changed: Source }> {
  camera = OFF;
  microphone = OFF;

  isLive(source: Source): boolean {
    return this[source].wanted && this[source].track !== undefined;
  }

  turn(source: Source, wanted: boolean): void {
    this.set(source, turned(this[source], wanted));
  }

  set(source: Source, state: SourceState): void {
    this[source] = state;
    this.emit('changed', source);
  }
}

interface Produce {
  track: MediaStreamTrack;
  appData: { source: Source; paused: boolean };
  disableTrackOnPause?: boolean;
  encodings?: unknown[];
}

/** A publisher whose transport and server only write down what is asked of them. */
function publish() {
  const log: string[] = [];
  const local = new FakeLocal();
  const failures: Source[] = [];
  const transport = {
    refuse: false,
    /** Of each producer, one after the other. */
    encodings: [] as number[],
    meanwhile: () => {},
    async produce({ track, appData, disableTrackOnPause = true, encodings = [] }: Produce) {
      if (transport.refuse) {
        throw new Error('refused');
      }
      log.push(`produce ${appData.source}${appData.paused ? ' paused' : ''}`);
      transport.encodings.push(encodings.length);
      await Promise.resolve();
      transport.meanwhile();
      const id = transport.encodings.length > 2 ? `${appData.source} ${transport.encodings.length}` : appData.source;
      const producer = {
        id,
        close: () => (producer.closed = true),
        track: track as MediaStreamTrack | null,
        // As the real one does, once the server has answered.
        paused: disableTrackOnPause && !track.enabled,
        pause: () => turn(true),
        resume: () => turn(false),
        closed: false,
        setMaxSpatialLayer: async (layer: number) => log.push(`layers up to ${layer}`),
        replaceTrack: async (next: { track: MediaStreamTrack | null }) => {
          producer.track = next.track;
          log.push(next.track ? `track ${next.track.id}` : 'no track');
        },
      };
      const turn = (paused: boolean) => {
        producer.paused = paused;
        if (producer.track && disableTrackOnPause) {
          producer.track.enabled = !paused;
        }
      };
      return producer;
    },
  };
  const signaling = { request: async (type: string, payload: { producerId: string }) => log.push(`${type} ${payload.producerId}`) };
  const device = { canProduce: () => true, sendRtpCapabilities: { codecs: [] } };
  const saver = new DataSaver();
  const publisher = new Publisher(
    transport as unknown as types.Transport,
    device as unknown as types.Device,
    signaling as unknown as Signaling,
    local as unknown as LocalMedia,
    saver,
    (source) => failures.push(source),
  );
  return { publisher, local, log, failures, transport, saver };
}

const track = (id: string) => ({ id, kind: 'video', enabled: true, getSettings: () => ({ width: 1280, height: 720 }) }) as unknown as MediaStreamTrack;
const small = (id: string): SourceState => ({
  wanted: true,
  starting: false,
  track: { ...track(id), getSettings: () => ({ width: 640, height: 360 }) },
});
const on = (id: string): SourceState => ({ wanted: true, starting: false, track: track(id) });

/** The same device muted or not: one track that is enabled or disabled. */
function turned({ track, ...state }: SourceState, wanted: boolean): SourceState {
  assert.ok(track);
  track.enabled = wanted;
  return { ...state, wanted, track };
}

/** Lets everything that is queued happen. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('whatIsOnWhenJoiningIsSent', async () => {
  const { publisher, local, log } = publish();
  local.camera = on('c1');
  local.microphone = on('m1');
  publisher.start();
  await settled();
  assert.deepEqual(log, ['produce microphone', 'produce camera']);
});

test('whoJoinsWatchingOnlySendsNothing', async () => {
  const { publisher, log } = publish();
  publisher.start();
  await settled();
  assert.deepEqual(log, []);
});

test('whoJoinsMutedIsPausedFromTheStart', async () => {
  const { publisher, local, log } = publish();
  local.microphone = turned(on('m1'), false);
  publisher.start();
  await settled();
  assert.deepEqual(log, ['produce microphone paused']);
});

test('anUnmuteWhileTheMicrophoneIsBeingProducedIsTold', async () => {
  const { publisher, local, log, transport } = publish();
  local.microphone = turned(on('m1'), false);
  transport.meanwhile = () => local.set('microphone', turned(local.microphone, true));
  publisher.start();
  await settled();
  assert.deepEqual(log, ['produce microphone paused', 'resumeProducer microphone']);
});

test('aMuteWhileTheMicrophoneIsBeingProducedIsTold', async () => {
  const { publisher, local, log, transport } = publish();
  local.microphone = on('m1');
  transport.meanwhile = () => local.set('microphone', turned(local.microphone, false));
  publisher.start();
  await settled();
  assert.deepEqual(log, ['produce microphone', 'pauseProducer microphone']);
});

test('aCameraSwitchedOffIsPausedAndLetGoAndComesBackWithANewTrack', async () => {
  const { publisher, local, log } = publish();
  local.camera = on('c1');
  publisher.start();
  await settled();
  local.set('camera', OFF);
  await settled();
  local.set('camera', { wanted: true, starting: true });
  local.set('camera', on('c2'));
  await settled();
  assert.deepEqual(log, ['produce camera', 'pauseProducer camera', 'no track', 'track c2', 'resumeProducer camera']);
});

test('mutingKeepsTheTrack', async () => {
  const { publisher, local, log } = publish();
  local.microphone = on('m1');
  publisher.start();
  await settled();
  local.set('microphone', turned(local.microphone, false));
  local.set('microphone', turned(local.microphone, true));
  await settled();
  local.set('microphone', turned(local.microphone, false));
  await settled();
  assert.deepEqual(log, ['produce microphone', 'pauseProducer microphone']);
});

test('anExchangedDeviceReplacesTheTrackWithoutAPause', async () => {
  const { publisher, local, log } = publish();
  local.camera = on('c1');
  publisher.start();
  await settled();
  local.set('camera', { wanted: true, starting: true });
  await settled();
  local.set('camera', on('c2'));
  await settled();
  assert.deepEqual(log, ['produce camera', 'track c2']);
});

test('aSourceSwitchedOffWhileItIsBeingProducedEndsPaused', async () => {
  const { publisher, local, log } = publish();
  local.camera = on('c1');
  publisher.start();
  local.set('camera', OFF);
  await settled();
  assert.ok(!log.includes('produce camera') || log.includes('pauseProducer camera'), log.join());
});

test('aFailureOfOneSourceLeavesTheOtherAlone', async () => {
  const { publisher, local, log, failures, transport } = publish();
  local.camera = on('c1');
  transport.refuse = true;
  publisher.start();
  await settled();
  transport.refuse = false;
  local.set('microphone', on('m1'));
  await settled();
  assert.deepEqual(failures, ['camera']);
  assert.deepEqual(log, ['produce microphone']);
});

test('aClosedPublisherDoesNothingMore', async () => {
  const { publisher, local, log } = publish();
  publisher.start();
  publisher.close();
  local.set('camera', on('c1'));
  await settled();
  assert.deepEqual(log, []);
});

test('afterAResumptionTheServerIsToldWhatItMissed', async () => {
  const { publisher, local, log } = publish();
  local.camera = on('c1');
  local.microphone = on('m1');
  publisher.start();
  await settled();
  local.set('microphone', turned(local.microphone, false));
  await settled();
  log.length = 0;
  const known = (paused: boolean) => [
    { producerId: 'camera', kind: 'video' as const, paused: false },
    { producerId: 'microphone', kind: 'audio' as const, paused },
  ];
  assert.equal(await publisher.resume(known(false)), true);
  assert.deepEqual(log, ['pauseProducer microphone']);
  assert.equal(await publisher.resume(known(true)), true);
  assert.deepEqual(log, ['pauseProducer microphone']);
});

test('whoWasMutedMeanwhileStaysMutedAfterAResumption', async () => {
  const { publisher, local, log } = publish();
  local.microphone = on('m1');
  publisher.start();
  await settled();
  assert.equal(await publisher.resume([{ producerId: 'microphone', kind: 'audio', paused: true }]), true);
  await settled();
  assert.equal(local.isLive('microphone'), false);
  assert.deepEqual(log, ['produce microphone', 'pauseProducer microphone']);
});

test('whoTurnsOnAtOnceWhatAnotherHasMutedIsHeardAgain', async () => {
  const { publisher, local, log } = publish();
  local.microphone = on('m1');
  publisher.start();
  await settled();
  local.turn('microphone', false);
  publisher.silenced('microphone');
  local.turn('microphone', true);
  await settled();
  assert.deepEqual(log, ['produce microphone', 'pauseProducer microphone', 'resumeProducer microphone']);
});

test('whatAnotherHasMutedStaysMuted', async () => {
  const { publisher, local, log } = publish();
  local.microphone = on('m1');
  publisher.start();
  await settled();
  local.turn('microphone', false);
  publisher.silenced('microphone');
  await settled();
  assert.deepEqual(log, ['produce microphone', 'pauseProducer microphone']);
});

test('aProducerThatTheServerLostCannotBeResumed', async () => {
  const { publisher, local } = publish();
  local.camera = on('c1');
  publisher.start();
  await settled();
  assert.equal(await publisher.resume([]), false);
});

test('aCameraOfAnotherSizeIsSentInItsOwnNumberOfSizes', async () => {
  const { publisher, local, log, transport } = publish();
  local.microphone = on('m1');
  local.camera = on('c1');
  publisher.start();
  await settled();
  local.set('camera', small('c2'));
  await settled();
  publisher.layersWanted('camera 3', 0);
  assert.deepEqual(transport.encodings, [0, 3, 2]);
  assert.deepEqual(log.slice(2), ['produce camera', 'closeProducer camera', 'layers up to 0']);
});

test('aSmallCameraSwitchedOffAndALargeOneSwitchedOnAreTwo', async () => {
  const { publisher, local, log, transport } = publish();
  local.microphone = on('m1');
  local.camera = small('c1');
  publisher.start();
  await settled();
  local.set('camera', OFF);
  await settled();
  local.set('camera', on('c2'));
  await settled();
  assert.deepEqual(transport.encodings, [0, 2, 3]);
  assert.deepEqual(log.slice(2), ['pauseProducer camera', 'no track', 'produce camera', 'closeProducer camera']);
});

test('layersThatNobodyWatchesAreNotSentButTheSmallestIs', async () => {
  const { publisher, local, log } = publish();
  local.camera = on('c1');
  publisher.start();
  await settled();
  publisher.layersWanted('camera', 1);
  publisher.layersWanted('camera', undefined);
  publisher.layersWanted('of someone else', 0);
  publisher.layersWanted('camera', 2);
  await settled();
  assert.deepEqual(log, ['produce camera', 'layers up to 1', 'layers up to 0', 'layers up to 2']);
});

test('aDataBudgetMakesTheCameraSmallerAtOnce', async () => {
  const { publisher, local, log, saver } = publish();
  local.camera = on('c1');
  publisher.start();
  await settled();
  saver.budget = 500;
  await settled();
  saver.budget = undefined;
  await settled();
  publisher.close();
  saver.budget = 1_500;
  await settled();
  assert.deepEqual(log, ['produce camera', 'layers up to 0', 'layers up to 2']);
});
