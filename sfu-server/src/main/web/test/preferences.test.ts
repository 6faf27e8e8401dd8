import assert from 'node:assert/strict';
import test from 'node:test';
import { preference, remember } from '../src/preferences.ts';

function storage(value: object): void {
  Object.defineProperty(globalThis, 'localStorage', { value, configurable: true });
}

test('aChoiceHoldsWhereStorageIsRefused', () => {
  const refuse = () => {
    throw new Error('refused');
  };
  storage({ getItem: refuse, setItem: refuse });
  assert.equal(preference('camera'), undefined);
  remember('camera', 'c1');
  assert.equal(preference('camera'), 'c1');
  remember('camera', 'c2');
  assert.equal(preference('camera'), 'c2');
});

test('whatWasStoredEarlierIsRead', () => {
  storage({ getItem: (key: string) => (key === 'parley.name' ? 'Ada' : null) });
  assert.equal(preference('name'), 'Ada');
  assert.equal(preference('speaker'), undefined);
});
