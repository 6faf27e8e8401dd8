import assert from 'node:assert/strict';
import test from 'node:test';
import { refusalOf, refusalSentence } from '../src/call/refusal.ts';
import { invitationOf } from '../src/invitation.ts';
import { SignalingError } from '../src/signaling/signaling.ts';

const token = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

test('anInvitationIsTheTokenBehindTheHashAndTheNameInIt', () => {
  const signed = token({ name: 'Zoë Ärmel', exp: 1 });
  assert.deepEqual(invitationOf(`#token=${signed}`), { token: signed, name: 'Zoë Ärmel' });
});

test('withoutATokenThereIsNoInvitation', () => {
  for (const hash of ['', '#', '#other=1', '#token=']) {
    assert.deepEqual(invitationOf(hash), { token: '', name: '' });
  }
});

test('whatIsNoTokenIsLeftToTheServer', () => {
  for (const text of ['nonsense', 'a.b.c', 'e30.%%%.x', token({ name: 17 }), `e30.${btoa('null')}.x`]) {
    assert.deepEqual(invitationOf(`#token=${encodeURIComponent(text)}`), { token: text, name: '' });
  }
});

test('aRefusedInvitationIsSaidInASentenceThatTellsWhatToDo', () => {
  for (const code of ['token-required', 'token-expired', 'token-refused'] as const) {
    const refusal = refusalOf(new SignalingError(code, 'refused'));
    assert.ok(refusal);
    assert.match(String(refusalSentence(refusal)), /invitation.*(Ask|ask|Use)/);
  }
});
