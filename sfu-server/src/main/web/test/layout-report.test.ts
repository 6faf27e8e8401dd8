import assert from 'node:assert/strict';
import test, { mock } from 'node:test';
import { LayoutReport } from '../src/call/layout-report.ts';
import type { VisibleProducer } from '../src/protocol.ts';

const video = (producerId: string, width = 320): VisibleProducer => ({ producerId, width, height: 180 });

async function reporting(act: (report: LayoutReport, later: () => Promise<void>, fail: (failing: boolean) => void) => Promise<void>) {
  mock.timers.enable({ apis: ['setTimeout'] });
  const told: string[] = [];
  let failing = false;
  const report = new LayoutReport(async (visible) => {
    if (failing) {
      throw new Error('gone');
    }
    told.push(visible.map(({ producerId, width }) => `${producerId}:${width}`).join(' '));
  });
  const later = async () => {
    mock.timers.tick(100);
    await new Promise((resolve) => setImmediate(resolve));
  };
  try {
    await act(report, later, (now) => (failing = now));
  } finally {
    mock.timers.reset();
  }
  return told;
}

test('whatChangesQuicklyIsToldOnceAndWhatStaysIsNotToldAgain', async () => {
  const told = await reporting(async (report, later) => {
    report.show([video('a', 100)], ['a']);
    report.show([video('a', 200)], ['a']);
    await later();
    report.show([video('a', 200)], ['a']);
    await later();
    report.show([], ['a']);
    await later();
  });
  assert.deepEqual(told, ['a:200', '']);
});

test('aNewConnectionIsToldAnew', async () => {
  const told = await reporting(async (report, later) => {
    report.show([video('a')], ['a']);
    await later();
    report.forget();
    await later();
  });
  assert.deepEqual(told, ['a:320', 'a:320']);
});

test('whatTheServerDidNotHearIsToldWithTheNextChange', async () => {
  const told = await reporting(async (report, later, fail) => {
    fail(true);
    report.show([video('a')], ['a']);
    await later();
    fail(false);
    report.show([video('a')], ['a']);
    await later();
  });
  assert.deepEqual(told, ['a:320']);
});

test('whoComesAndIsNotSeenIsToldToo', async () => {
  const told = await reporting(async (report, later) => {
    report.show([video('a')], ['a']);
    await later();
    report.show([video('a')], ['a', 'b']);
    await later();
  });
  assert.deepEqual(told, ['a:320', 'a:320']);
});
