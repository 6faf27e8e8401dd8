import assert from 'node:assert/strict';
import test from 'node:test';
import { appLink } from '../src/app-link.ts';

const link = (page: string, room = 'tea', token = '') => appLink(new URL(page), room, token);

test('theAppIsLedToTheServerOfThePage', () => {
  assert.equal(link('https://meet.example/r/tea'), 'parley://meet.example/r/tea');
  assert.equal(link('https://meet.example:8443/r/tea'), 'parley://meet.example:8443/r/tea');
  assert.equal(link('http://localhost:3000/r/tea'), 'parley://localhost:3000/r/tea');
  assert.equal(link('http://127.0.0.1:3000/'), 'parley://127.0.0.1:3000/r/tea');
  assert.equal(link('http://[::1]:3000/'), 'parley://[::1]:3000/r/tea');
});

test('thereIsNoLinkWhereTheAppWouldAskTheWrongServer', () => {
  for (const page of ['http://meet.example/', 'http://10.0.0.7:3000/', 'https://localhost:8443/', 'https://127.0.0.1/']) {
    assert.equal(link(page), undefined, page);
  }
});

test('roomAndInvitationGoAlong', () => {
  assert.equal(link('https://meet.example/', 'café bar', 'a.b-c_d.e'), 'parley://meet.example/r/caf%C3%A9%20bar#token=a.b-c_d.e');
  assert.equal(link('https://meet.example/', 'tea', 'a&b=c#d'), 'parley://meet.example/r/tea#token=a%26b%3Dc%23d');
});
