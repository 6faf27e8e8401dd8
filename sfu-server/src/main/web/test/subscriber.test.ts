import assert from 'node:assert/strict';
import test from 'node:test';
import type { types } from 'mediasoup-client';
import { People, videoOf } from '../src/call/people.ts';
import { Subscriber } from '../src/call/subscriber.ts';
import { SignalingError, type Signaling } from '../src/signaling/signaling.ts';

/** Ada sends a picture, and the server answers whoever asks for it with this error. */
async function refusedWith(code: string): Promise<{ people: People; failures: unknown[] }> {
  const people = new People();
  people.add({ peerId: 'ada', displayName: 'Ada' });
  people.addMedia('ada', { producerId: 'v', kind: 'video', paused: false, source: 'camera' });
  const signaling = { request: () => Promise.reject(new SignalingError(code, 'refused')) } as unknown as Signaling;
  const failures: unknown[] = [];
  const subscriber = new Subscriber(signaling, people, { codecs: [], headerExtensions: [] }, (error) => failures.push(error));
  subscriber.want({ producerId: 'v', source: 'camera' });
  await subscriber.start({} as types.Transport);
  return { people, failures };
}

test('aPictureInAFormatThatCannotBePlayedHereIsKnownToBeSo', async () => {
  const { people, failures } = await refusedWith('cannot-consume');
  assert.equal(videoOf(people.get('ada')!)?.undecodable, true);
  assert.equal(failures.length, 1);
});

test('anotherFailureSaysNothingOfTheFormat', async () => {
  const { people } = await refusedWith('internal');
  assert.equal(videoOf(people.get('ada')!)?.undecodable, undefined);
});
