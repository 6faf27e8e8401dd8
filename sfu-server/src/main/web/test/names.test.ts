import assert from 'node:assert/strict';
import test from 'node:test';
import { hueIndexOf, initialsOf, tidyPersonName } from '../src/person-name.ts';
import { pathOfRoom, roomOfPath, suggestRoomName, tidyRoomName } from '../src/room-name.ts';

test('aSuggestedRoomCanBeReadAloudAndTyped', () => {
  for (let round = 0; round < 200; round++) {
    const room = suggestRoomName();
    assert.match(room, /^[a-z]+-[a-z]+-[a-z]+-[1-9][0-9]$/);
    assert.equal(tidyRoomName(room), room);
  }
});

test('suggestionsUseTheWholeRangeOfTheWords', () => {
  assert.notEqual(suggestRoomName(() => 0), suggestRoomName((limit) => limit - 1));
  assert.match(suggestRoomName((limit) => limit - 1), /-99$/);
});

test('aTypedRoomNameBecomesALink', () => {
  const table: [string, string][] = [
    ['  Team standup ', 'Team-standup'],
    ['a/b?c#d', 'a-b-c-d'],
    ['Jürgens Büro', 'Jürgens-Büro'],
    ['///', ''],
    ['..', ''],
    ['.', ''],
    ['../admin', 'admin'],
    ['v1.2', 'v1.2'],
    ['x'.repeat(300), 'x'.repeat(128)],
  ];
  for (const [typed, room] of table) {
    assert.equal(tidyRoomName(typed), room);
  }
});

test('aJoinLinkLeadsBackToItsRoom', () => {
  for (const room of ['calm-otter-lake-42', 'Jürgens-Büro', 'a b', '100%', '日本']) {
    assert.equal(roomOfPath(pathOfRoom(room)), room);
  }
});

test('otherPathsAreNoRooms', () => {
  for (const path of ['/', '/r/', '/r', '/x/room', '/r/a/b', '/r/%E0%A4%A', '/r/%20', `/r/${'x'.repeat(129)}`]) {
    assert.equal(roomOfPath(path), undefined, path);
  }
});

test('aPastedNameLosesWhatTheServerDoesNotAccept', () => {
  const table: [string, string][] = [
    ['Ada\tLovelace', 'Ada Lovelace'],
    [' Ada \u0000\u007f\u0085 Lovelace\n', 'Ada Lovelace'],
    ['\t', ''],
    ['王 小明 🙂', '王 小明 🙂'],
  ];
  for (const [typed, name] of table) {
    assert.equal(tidyPersonName(typed), name);
  }
});

test('initialsComeFromTheFirstAndTheLastName', () => {
  const table: [string, string][] = [
    ['Ada Lovelace', 'AL'],
    ['grace brewster hopper', 'GH'],
    ['Björn', 'B'],
    ['élodie', 'É'],
    ['  ', '?'],
    ['🙂', '?'],
    ['(Sam) [mobile]', 'SM'],
    ['王 小明', '王小'],
  ];
  for (const [name, initials] of table) {
    assert.equal(initialsOf(name), initials, name);
  }
});

test('anAvatarKeepsItsColour', () => {
  assert.equal(hueIndexOf('Ada', 8), hueIndexOf('Ada', 8));
  const seen = new Set(['Ada', 'Grace', 'Nia', 'Mei', 'Tom', 'Sam', 'Zoe', 'Olga'].map((name) => hueIndexOf(name, 8)));
  assert.ok(seen.size > 3, 'names spread over the colours');
});
