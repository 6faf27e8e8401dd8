import assert from 'node:assert/strict';
import test from 'node:test';
import { verdict, waySentence, type WayResult } from '../src/call/connection-verdict.ts';

const works = (rttMillis: number | undefined, lossPercent: number): WayResult => ({ outcome: 'works', rttMillis, lossPercent });
const blocked: WayResult = { outcome: 'blocked' };

test('aWayThatWorksSaysHowLongItTakesAndWhatIsLost', () => {
  assert.equal(String(waySentence('udp', works(12.4, 0))), 'Direct (UDP): works, 12 ms there and back, nothing lost.');
  assert.equal(String(waySentence('tcp', works(undefined, 2.54))), 'Detour (TCP): works, 2.5 % lost.');
  assert.equal(String(waySentence('udp', undefined)), 'Direct (UDP): testing…');
});

test('aLineThatIsGoodIsReady', () => {
  assert.match(String(verdict(works(20, 0), works(25, 0))), /ready for calls/);
  assert.match(String(verdict({ outcome: 'not-offered' }, works(25, 0))), /ready for calls/);
});

test('withoutTheDirectWayItSaysThatMediaMayStall', () => {
  assert.match(String(verdict(blocked, works(25, 0))), /blocks the direct way/);
});

test('aPoorLineIsCalledPoor', () => {
  assert.match(String(verdict(works(20, 8), works(25, 0))), /poor/);
  assert.match(String(verdict(works(900, 0), works(25, 0))), /poor/);
});

test('whereNothingGetsThroughTheVerdictSaysWhoIsToBlame', () => {
  assert.match(String(verdict(blocked, blocked)), /firewall/);
  assert.match(String(verdict({ outcome: 'unreachable' }, { outcome: 'unreachable' })), /does not answer/);
  assert.match(String(verdict({ outcome: 'not-allowed' }, { outcome: 'not-allowed' })), /open to everyone/);
});
