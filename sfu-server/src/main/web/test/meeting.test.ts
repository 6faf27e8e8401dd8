import assert from 'node:assert/strict';
import test from 'node:test';
import { Meeting } from '../src/call/meeting.ts';
import { may, ROLES, type Command } from '../src/call/permissions.ts';
import type { ChatMessage, Notice, Role, RoomJoined } from '../src/protocol.ts';

const peer = (peerId: string, role: Role = 'participant') => ({ peerId, displayName: peerId, guest: false, role });
const message = (number: number): ChatMessage => ({ number, peerId: 'ada', displayName: 'Ada', text: `m${number}`, sentAt: 1 });

function room(change: Partial<NonNullable<RoomJoined['state']>> = {}): RoomJoined {
  return {
    roomId: 'r',
    peers: ['ada'],
    existingProducers: [],
    peerInfos: [peer('ada', 'owner')],
    state: {
      self: peer('me'),
      settings: { locked: false, lobby: true, password: false, chatHistory: 'meeting' },
      hands: ['ada'],
      chat: [message(1)],
      waiting: [],
      ...change,
    },
  };
}

function joined() {
  const meeting = new Meeting();
  const seen: string[] = [];
  meeting.on('message', ({ number }) => seen.push(`message ${number}`));
  meeting.on('handRaised', (peerId) => seen.push(`hand ${peerId}`));
  meeting.on('knocked', ({ peerId }) => seen.push(`knock ${peerId}`));
  meeting.on('silenced', ({ what, by }) => seen.push(`silenced ${what} by ${by}`));
  meeting.replace(room());
  const apply = (type: string, payload: object) => meeting.apply({ type, payload } as unknown as Notice);
  return { meeting, seen, apply };
}

test('theRoomIsAsTheServerDescribesIt', () => {
  const { meeting, seen } = joined();
  assert.equal(meeting.offered, true);
  assert.deepEqual(meeting.hands, ['ada']);
  assert.equal(meeting.settings.lobby, true);
  assert.equal(meeting.roleOf('ada'), 'owner');
  assert.equal(meeting.roleOf('me'), 'participant');
  assert.deepEqual(seen, ['message 1']);
});

test('aServerOfTheBaseProtocolOffersNothingMore', () => {
  const meeting = new Meeting();
  const { state: _, ...base } = room();
  meeting.replace(base);
  assert.equal(meeting.offered, false);
});

test('comingBackAddsOnlyTheMessagesThatWereMissed', () => {
  const { meeting, seen } = joined();
  meeting.replace(room({ chat: [message(1), message(2)], hands: [] }), true);
  assert.deepEqual(seen, ['message 1', 'message 2']);
  assert.equal(meeting.lastMessage, 2);
  assert.deepEqual(meeting.hands, []);
});

test('eachRaisedHandIsToldOnceAndTheOrderIsTheServers', () => {
  const { meeting, seen, apply } = joined();
  seen.length = 0;
  apply('handsChanged', { hands: ['bob', 'ada'] });
  apply('handsChanged', { hands: ['bob', 'ada', 'me'] });
  apply('handsChanged', { hands: ['me'] });
  assert.deepEqual(seen, ['hand bob', 'hand me']);
  assert.deepEqual(meeting.hands, ['me']);
});

test('onlyWhoIsMeantIsSilenced', () => {
  const { seen, apply } = joined();
  seen.length = 0;
  apply('peerMuted', { peerId: 'ada', by: 'bob' });
  apply('peerMuted', { peerId: 'me', by: 'ada' });
  apply('allMuted', { peerIds: ['ada'] });
  apply('allMuted', { peerIds: ['ada', 'me'] });
  apply('videoStopped', { peerId: 'me', by: 'ada' });
  assert.deepEqual(seen, ['silenced microphone by ada', 'silenced microphone by ', 'silenced camera by ada']);
});

test('rolesSettingsSpotlightAndLobbyFollowTheServer', () => {
  const { meeting, seen, apply } = joined();
  seen.length = 0;
  apply('peerChanged', { peer: peer('me', 'moderator') });
  apply('newPeer', peer('bob', 'guest'));
  apply('roomSettingsChanged', { settings: { locked: true, lobby: false, password: true, chatHistory: 'none' } });
  apply('spotlightChanged', { peerId: 'ada' });
  apply('lobbyChanged', { waiting: [{ peerId: 'w', displayName: 'Wim' }] });
  apply('lobbyChanged', { waiting: [{ peerId: 'w', displayName: 'Wim' }] });
  assert.equal(meeting.self?.role, 'moderator');
  assert.equal(meeting.roleOf('bob'), 'guest');
  assert.equal(meeting.settings.locked, true);
  assert.equal(meeting.spotlight, 'ada');
  assert.deepEqual(seen, ['knock w']);
  apply('spotlightChanged', {});
  assert.equal(meeting.spotlight, undefined);
  apply('peerLeft', { peerId: 'bob' });
  assert.equal(meeting.roleOf('bob'), undefined);
});

test('whatEachRoleMayDo', () => {
  const table: Record<Command, string> = {
    raiseHand: 'xxxxx',
    sendReaction: 'xxxxx',
    sendChat: 'xxxx-',
    produce: 'xxxx-',
    sendPrivateChat: 'xxx--',
    lowerOtherHand: 'xx---',
    mutePeer: 'xx---',
    muteAll: 'xx---',
    stopVideo: 'xx---',
    removePeer: 'xx---',
    banPeer: 'xx---',
    lockRoom: 'xx---',
    admitPeer: 'xx---',
    denyPeer: 'xx---',
    setSpotlight: 'xx---',
    endRoom: 'xx---',
    setLobby: 'x----',
    setPassword: 'x----',
    setChatHistory: 'x----',
    setRole: 'x----',
  };
  for (const [command, expected] of Object.entries(table)) {
    assert.equal(ROLES.map((role) => (may(role, command as Command) ? 'x' : '-')).join(''), expected, command);
  }
  assert.equal(may(undefined, 'sendChat'), false);
});

test('nobodyActsOnWhoStandsHigher', () => {
  assert.equal(may('moderator', 'mutePeer', 'owner'), false);
  assert.equal(may('moderator', 'mutePeer', 'moderator'), true);
  assert.equal(may('owner', 'removePeer', 'owner'), true);
  assert.equal(may('participant', 'mutePeer', 'viewer'), false);
});

test('messagesThatAServerNumbersAnewAfterARestartAreShownToo', () => {
  const { meeting, seen } = joined();
  meeting.replace(room({ chat: [] }));
  assert.equal(meeting.lastMessage, 0);
  meeting.apply({ type: 'chatMessage', payload: { ...message(1), text: 'new', sentAt: 2 } } as unknown as Notice);
  assert.deepEqual(seen, ['message 1', 'message 1']);
  assert.equal(meeting.lastMessage, 1);
});

test('whoSpeaksIsKnownOnEntranceAndFromNewsAndIsNeverOneself', () => {
  const { meeting, apply } = joined();
  assert.equal(meeting.speaker, undefined);
  meeting.replace(room({ activeSpeaker: 'ada' }), true);
  assert.equal(meeting.speaker, 'ada');
  apply('activeSpeaker', { peerId: 'bob', producerId: 'p' });
  apply('activeSpeaker', { peerId: 'me', producerId: 'q' });
  assert.equal(meeting.speaker, 'bob');
  apply('peerLeft', { peerId: 'bob' });
  assert.equal(meeting.speaker, undefined);
});
