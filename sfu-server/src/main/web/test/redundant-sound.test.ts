import assert from 'node:assert/strict';
import test from 'node:test';
import type { types } from 'mediasoup-client';
import { announced, answer, receivable, redOf, repeat, type AnswerSection } from '../src/call/redundant-sound.ts';
import { RepeatDecision, SoundRepeater } from '../src/call/sound-repeater.ts';

const OFFER = [
  'v=0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 63 9',
  'a=mid:0',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:63 red/48000/2',
  'a=fmtp:63 111/111',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 116',
  'a=mid:1',
  'a=rtpmap:116 red/90000',
  '',
].join('\r\n');

const OPUS = { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: {}, rtcpFeedback: [] };
const SECOND = 1_000;

function section(): AnswerSection {
  return { rtp: [{ payload: 111, codec: 'opus', rate: 48_000, encoding: 2 }], fmtp: [{ payload: 111, config: 'usedtx=1' }], payloads: '111' };
}

function sendTransport(audio = section()) {
  const log: string[] = [];
  const handler = { _pc: { localDescription: { sdp: OFFER } }, _remoteSdp: { _mediaSections: [{ mid: '0', getObject: () => audio }] } };
  const producer = { rtpParameters: { mid: '0' }, setRtpEncodingParameters: async () => log.push(audio.payloads) };
  return { log, transport: { _handler: handler } as unknown as types.Transport, producer: producer as unknown as types.Producer };
}

function device(...mimeTypes: string[]): types.Device {
  return { sendRtpCapabilities: { codecs: mimeTypes.map((mimeType) => ({ mimeType })) } } as unknown as types.Device;
}

test('the redundant audio of a section is found, and that of a video is none', () => {
  assert.deepEqual(redOf(OFFER, '0'), { payloadType: 63, repeats: '111/111' });
  assert.equal(redOf(OFFER, '1'), undefined);
  assert.equal(redOf(OFFER, '7'), undefined);
  assert.equal(redOf('', '0'), undefined);
});

test('an answer names it first, and then not at all', () => {
  const audio = section();
  answer(audio, { payloadType: 63, repeats: '111/111' }, true);
  answer(audio, { payloadType: 63, repeats: '111/111' }, true);
  assert.equal(audio.payloads, '63 111');
  assert.deepEqual(audio.rtp[0], { payload: 63, codec: 'red', rate: 48_000, encoding: 2 });
  assert.deepEqual(audio.fmtp[1], { payload: 63, config: '111/111' });
  answer(audio, { payloadType: 63, repeats: '111/111' }, false);
  assert.deepEqual(audio, section());
});

test('it is negotiated while it is wanted', async () => {
  const { log, transport, producer } = sendTransport();
  await repeat(transport, producer, true);
  await repeat(transport, producer, false);
  assert.deepEqual(log, ['63 111', '111']);
});

test('the server is told of it where both sides know it', () => {
  const parameters = { mid: '0', codecs: [OPUS] };
  const { transport } = sendTransport();
  assert.deepEqual(
    announced(transport, device('audio/opus', 'audio/red'), parameters).codecs.map(({ payloadType, parameters: its }) => [payloadType, its]),
    [[111, {}], [63, { '': '111/111' }]],
  );
  assert.equal(announced(transport, device('audio/opus'), parameters), parameters);
  assert.equal(announced({} as types.Transport, device('audio/red'), parameters), parameters);
});

test('what can be received is said with what it repeats', () => {
  const codec = (mimeType: string, preferredPayloadType: number) => ({ kind: 'audio' as const, mimeType, preferredPayloadType, clockRate: 48_000, channels: 2 });
  const { codecs } = receivable({ codecs: [codec('audio/opus', 100), codec('audio/red', 112)] });
  assert.deepEqual(codecs?.[1]?.parameters, { '': '100/100' });
  assert.equal(codecs?.[0]?.parameters, undefined);
  assert.deepEqual(receivable({}), {});
});

test('a loss above five per cent is answered, until it is clearly better for a while', () => {
  const decision = new RepeatDecision();
  let now = 0;
  const seconds = (count: number, share: number) => {
    for (let i = 0; i < count; i++) {
      decision.lost(share, (now += SECOND));
    }
    return decision.repeating;
  };
  assert.equal(seconds(30, 0.04), false);
  assert.equal(seconds(3, 0.1), true);
  assert.equal(seconds(30, 0.04), true);
  assert.equal(seconds(8, 0), true);
  assert.equal(seconds(10, 0), false);
});

/** A second passes, of which the browser has this report. */
async function second(t: test.TestContext): Promise<void> {
  t.mock.timers.tick(SECOND);
  for (let i = 0; i < 10; i++) {
    await Promise.resolve();
  }
}

/** What a browser says of its microphone, after so many seconds of fifty packets. */
function reports(fractionLost: number, askedForAgain: number) {
  let seconds = 0;
  return async () => {
    seconds++;
    const again = askedForAgain * seconds;
    return new Map<string, unknown>([
      ['sent', { type: 'outbound-rtp', packetsSent: 50 * seconds + again, retransmittedPacketsSent: again }],
      ['received', { type: 'remote-inbound-rtp', fractionLost }],
    ]);
  };
}

test('what was lost and came again counts as lost', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { log, transport, producer } = sendTransport();
  const repeater = new SoundRepeater(transport, Object.assign(producer, { getStats: reports(0, 5) }));
  for (let i = 0; i < 4; i++) {
    await second(t);
  }
  repeater.close();
  assert.deepEqual(log, ['63 111']);
});

test('a negotiation that failed is tried again', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { log, transport, producer } = sendTransport();
  let refused = 0;
  const negotiate = producer.setRtpEncodingParameters;
  Object.assign(producer, {
    getStats: reports(0.5, 0),
    setRtpEncodingParameters: async (parameters: RTCRtpEncodingParameters) => {
      if (refused++ < 2) {
        throw new Error('another one is under way');
      }
      await negotiate(parameters);
    },
  });
  t.mock.method(console, 'warn', () => {});
  const repeater = new SoundRepeater(transport, producer);
  for (let i = 0; i < 5; i++) {
    await second(t);
  }
  repeater.close();
  assert.equal(refused, 3);
  assert.deepEqual(log, ['63 111']);
});
