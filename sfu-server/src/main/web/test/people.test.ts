import assert from 'node:assert/strict';
import test from 'node:test';
import { isMuted, People, screensOf, videoOf } from '../src/call/people.ts';
import type { RoomJoined } from '../src/protocol.ts';

const ADA = { peerId: 'ada', displayName: 'Ada' };
const GRACE = { peerId: 'grace', displayName: 'Grace' };

function room(...people: { peerId: string; displayName: string }[]): RoomJoined {
  return {
    roomId: 'r',
    peers: people.map(({ peerId }) => peerId),
    existingProducers: [],
    peerInfos: people.map((person) => ({ ...person, guest: false, role: 'participant' as const })),
  };
}

function recorded(people: People): string[] {
  const seen: string[] = [];
  people.on('added', ({ peerId }) => seen.push(`+${peerId}`));
  people.on('changed', ({ peerId }) => seen.push(`~${peerId}`));
  people.on('removed', ({ peerId }) => seen.push(`-${peerId}`));
  return seen;
}

test('whoIsThereOnJoiningComesWithWhatTheySend', () => {
  const people = new People();
  people.replaceAll({
    ...room(ADA),
    existingProducers: [{ peerId: 'ada', producers: [{ producerId: 'a1', kind: 'audio', paused: true, source: 'microphone' }] }],
  });
  const [ada] = people.all;
  assert.equal(ada?.displayName, 'Ada');
  assert.deepEqual(ada?.media, [{ producerId: 'a1', kind: 'audio', paused: true, source: 'microphone' }]);
});

test('rejoiningKeepsThoseWhoStayedAndRemovesTheOthers', () => {
  const people = new People();
  people.replaceAll(room(ADA, GRACE));
  const seen = recorded(people);
  people.replaceAll(room(GRACE, { peerId: 'nia', displayName: 'Nia' }));
  assert.deepEqual(seen, ['-ada', '~grace', '+nia']);
  assert.deepEqual(people.all.map(({ peerId }) => peerId), ['grace', 'nia']);
});

test('aPersonWithoutAnOpenMicrophoneIsMuted', () => {
  const people = new People();
  people.add(ADA);
  const muted = () => isMuted(people.get('ada')!);
  assert.equal(muted(), true);
  people.addMedia('ada', { producerId: 'a1', kind: 'audio', paused: false });
  assert.equal(muted(), false);
  people.updateMedia('a1', { paused: true });
  assert.equal(muted(), true);
  people.updateMedia('a1', { paused: false });
  people.removeMedia('a1');
  assert.equal(muted(), true);
});

test('thePictureShownIsTheNewestThatIsSent', () => {
  const people = new People();
  people.add(ADA);
  people.addMedia('ada', { producerId: 'v1', kind: 'video', paused: false });
  people.addMedia('ada', { producerId: 'v2', kind: 'video', paused: false });
  assert.equal(videoOf(people.get('ada')!)?.producerId, 'v2');
  people.updateMedia('v2', { paused: true });
  assert.equal(videoOf(people.get('ada')!)?.producerId, 'v1');
});

test('aProducerOfSomeoneNotYetAnnouncedMakesThePersonKnown', () => {
  const people = new People();
  people.addMedia('late', { producerId: 'a1', kind: 'audio', paused: false });
  people.add({ peerId: 'late', displayName: 'Late Larry' });
  assert.equal(people.all.length, 1);
  assert.equal(people.all[0]?.displayName, 'Late Larry');
  assert.equal(people.all[0]?.media.length, 1);
});

test('aPersonWithoutANameIsAGuestWithTheEndOfTheId', () => {
  const people = new People();
  people.add({ peerId: '0123-abcd', displayName: ' ' });
  assert.equal(people.all[0]?.displayName, 'Guest abcd');
});

test('newsAboutUnknownProducersChangesNothing', () => {
  const people = new People();
  people.add(ADA);
  const seen = recorded(people);
  people.updateMedia('nothing', { paused: true });
  people.removeMedia('nothing');
  people.remove('nobody');
  assert.deepEqual(seen, []);
});

test('whoOneWasBeforeReconnectingIsNobodyElse', () => {
  const people = new People();
  people.addSelf('ada');
  people.replaceAll({
    ...room(ADA, GRACE),
    existingProducers: [{ peerId: 'ada', producers: [{ producerId: 'a1', kind: 'audio', paused: false, source: 'microphone' }] }],
  });
  people.add(ADA);
  people.addMedia('ada', { producerId: 'v1', kind: 'video', paused: false });
  people.remove('ada');
  assert.deepEqual(people.all.map(({ peerId }) => peerId), ['grace']);
  assert.equal(people.isSelf('ada'), true);
  assert.equal(people.isSelf('grace'), false);
});

test('aLostConnectionTakesTracksButNobodyAway', () => {
  const people = new People();
  people.add(ADA);
  people.addMedia('ada', { producerId: 'v1', kind: 'video', paused: false });
  people.updateMedia('v1', { track: {} as MediaStreamTrack });
  people.dropTracks();
  assert.equal(people.all.length, 1);
  assert.equal(videoOf(people.get('ada')!)?.track, undefined);
});

test('aSharedScreenIsNotThePictureOfThePersonAndItsSoundNotTheVoice', () => {
  const people = new People();
  people.add(ADA);
  people.addMedia('ada', { producerId: 'c', kind: 'video', paused: false, source: 'camera' });
  people.addMedia('ada', { producerId: 's1', kind: 'video', paused: false, source: 'screen' });
  people.addMedia('ada', { producerId: 's2', kind: 'video', paused: true, source: 'screen' });
  people.addMedia('ada', { producerId: 'sa', kind: 'audio', paused: false, source: 'screen-audio' });
  const ada = people.get('ada')!;
  assert.equal(videoOf(ada)?.producerId, 'c');
  assert.deepEqual(screensOf(ada).map(({ producerId }) => producerId), ['s1']);
  assert.equal(isMuted(ada), true);
});

test('whatArrivesGoesOnArrivingWhenTheRoomIsDescribedAgain', () => {
  const people = new People();
  const described: RoomJoined = {
    ...room(ADA),
    existingProducers: [{ peerId: 'ada', producers: [{ producerId: 'v1', kind: 'video', paused: false, source: 'camera' }] }],
  };
  people.replaceAll(described);
  const track = {} as MediaStreamTrack;
  people.updateMedia('v1', { track });
  people.replaceAll(described);
  assert.equal(videoOf(people.get('ada')!)?.track, track);
});
