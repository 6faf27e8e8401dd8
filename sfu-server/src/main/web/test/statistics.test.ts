import assert from 'node:assert/strict';
import test from 'node:test';
import { FRAME_LIMITS, LIMITS, qualityOf, type Quality } from '../src/call/quality.ts';
import { StatisticsReader, type StreamFigures } from '../src/call/statistics.ts';

const inbound = (change: object) => ({
  id: 'in', type: 'inbound-rtp', kind: 'video', trackIdentifier: 't1', codecId: 'c', timestamp: 1_000,
  bytesReceived: 0, packetsReceived: 0, packetsLost: 0, jitterBufferDelay: 0, jitterBufferEmittedCount: 0,
  frameWidth: 640, frameHeight: 360, framesPerSecond: 25, ...change,
});
const CODEC = { id: 'c', type: 'codec', mimeType: 'video/VP8' };

test('figuresAreOfTheTimeBetweenTwoReports', () => {
  const reader = new StatisticsReader();
  assert.equal(reader.read([CODEC, inbound({ bytesReceived: 9_000 })]).streams.size, 0);
  const later = inbound({ timestamp: 3_000, bytesReceived: 259_000, packetsReceived: 180, packetsLost: 20, jitterBufferDelay: 5, jitterBufferEmittedCount: 50 });
  assert.deepEqual(reader.read([CODEC, later]).streams.get('t1'), {
    kind: 'video', kilobitsPerSecond: 1_000, lossPercent: 10, bufferMillis: 100, width: 640, height: 360, framesPerSecond: 25, codec: 'VP8',
  });
});

test('repairedPacketsAreNoNegativeLoss', () => {
  const reader = new StatisticsReader();
  reader.read([inbound({ packetsLost: 9 })]);
  assert.equal(reader.read([inbound({ timestamp: 2_000, packetsReceived: 10, packetsLost: 4 })]).streams.get('t1')?.lossPercent, 0);
});

test('aStreamThatIsSilentHasNoLoss', () => {
  const reader = new StatisticsReader();
  reader.read([inbound({})]);
  const figures = reader.read([inbound({ timestamp: 2_000 })]).streams.get('t1');
  assert.equal(figures?.kilobitsPerSecond, 0);
  assert.equal(figures?.lossPercent, undefined);
});

test('whatIsSentIsJudgedByWhatTheServerReports', () => {
  const sent = (change: object, lost: number) => [
    { id: 'src', type: 'media-source', trackIdentifier: 'cam' },
    { id: 'out', type: 'outbound-rtp', kind: 'video', mediaSourceId: 'src', timestamp: 1_000, bytesSent: 0, packetsSent: 0, qualityLimitationReason: 'bandwidth', ...change },
    { id: 'far', type: 'remote-inbound-rtp', localId: 'out', packetsLost: lost },
  ];
  const reader = new StatisticsReader();
  reader.read(sent({}, 0));
  const figures = reader.read(sent({ timestamp: 2_000, bytesSent: 12_500, packetsSent: 100 }, 5)).streams.get('cam');
  assert.deepEqual(figures, { kind: 'video', kilobitsPerSecond: 100, lossPercent: 5, limit: 'bandwidth' });
});

test('theEncodingsOfOneTrackAreOneStream', () => {
  const encoding = (id: string, width: number, change: object) => ({
    id, type: 'outbound-rtp', kind: 'video', mediaSourceId: 'src', timestamp: 1_000, bytesSent: 0, packetsSent: 0,
    frameWidth: width, frameHeight: (width * 9) / 16, framesPerSecond: 30, ...change,
  });
  const source = { id: 'src', type: 'media-source', trackIdentifier: 'cam' };
  const reader = new StatisticsReader();
  reader.read([source, encoding('f', 1_280, {}), encoding('h', 640, {}), encoding('q', 320, {})]);
  // The largest is switched off: its size is that of long ago.
  const later = { timestamp: 2_000, packetsSent: 100 };
  const figures = reader.read([
    source, encoding('f', 1_280, { timestamp: 2_000 }), encoding('h', 640, { ...later, bytesSent: 62_500 }),
    encoding('q', 320, { ...later, bytesSent: 12_500 }),
  ]).streams.get('cam');
  assert.equal(figures?.kilobitsPerSecond, 600);
  assert.equal(figures?.width, 640);
});

test('thePathIsTheSelectedOne', () => {
  const pairs = [
    { id: 'p1', type: 'candidate-pair', localCandidateId: 'l1', currentRoundTripTime: 0.2, nominated: false },
    { id: 'p2', type: 'candidate-pair', localCandidateId: 'l2', currentRoundTripTime: 0.03, availableOutgoingBitrate: 2_500_000, nominated: true },
    { id: 'l1', type: 'local-candidate', protocol: 'udp' },
    { id: 'l2', type: 'local-candidate', protocol: 'tcp' },
  ];
  const expected = { protocol: 'tcp', rttMillis: 30, availableKilobits: 2_500 };
  assert.deepEqual(new StatisticsReader().read([...pairs, { id: 't', type: 'transport', selectedCandidatePairId: 'p2' }]).path, expected);
  assert.deepEqual(new StatisticsReader().read(pairs).path, expected, 'as Firefox tells it');
  assert.deepEqual(new StatisticsReader().read([]).path, {});
});

test('theWorstFigureDecides', () => {
  const fine: StreamFigures = { kind: 'video', kilobitsPerSecond: 800, lossPercent: 0, bufferMillis: 60, framesPerSecond: 30 };
  const { lossPercent: loss, rttMillis: rtt, bufferMillis: buffer } = LIMITS;
  const table: [Partial<StreamFigures>, number, Quality][] = [
    [{}, 20, 'good'],
    [{ lossPercent: loss.fair - 0.01 }, 20, 'good'],
    [{ lossPercent: loss.fair }, 20, 'fair'],
    [{ lossPercent: loss.poor }, 20, 'poor'],
    [{}, rtt.fair, 'fair'],
    [{}, rtt.poor, 'poor'],
    [{ bufferMillis: buffer.fair }, 20, 'fair'],
    [{ bufferMillis: buffer.poor }, 20, 'poor'],
    [{ framesPerSecond: FRAME_LIMITS.fair }, 20, 'good'],
    [{ framesPerSecond: FRAME_LIMITS.fair - 1 }, 20, 'fair'],
    [{ framesPerSecond: FRAME_LIMITS.poor - 1 }, 20, 'poor'],
    [{ kind: 'audio', framesPerSecond: 0 }, 20, 'good'],
  ];
  for (const [change, rttMillis, expected] of table) {
    assert.equal(qualityOf([{ ...fine, ...change }], { rttMillis }), expected, JSON.stringify([change, rttMillis]));
  }
  assert.equal(qualityOf([fine, { ...fine, kind: 'audio', lossPercent: 9 }], {}), 'poor');
});

test('whereNothingFlowsThereIsNoQuality', () => {
  assert.equal(qualityOf([], { rttMillis: 900 }), undefined);
  assert.equal(qualityOf([{ kind: 'video', kilobitsPerSecond: 0, framesPerSecond: 0 }], {}), undefined);
});
