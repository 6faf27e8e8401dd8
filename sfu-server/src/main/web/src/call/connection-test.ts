import type { types } from 'mediasoup-client';
import { SignalingError } from '../signaling/signaling.ts';
import { PROTOCOL_VERSION } from '../protocol.ts';
import type { Way, WayResult } from './connection-verdict.ts';
import { Greeting } from './greeting.ts';
import { createTransport, NoCandidate } from './transports.ts';

const CONNECT_MILLIS = 6_000;
const MEASURE_MILLIS = 3_000;
const ROOM_BYTES = 8;

/** Sends a tone to the server and receives it again, alone in a room of its own, one way only. */
export async function testWay(url: string, way: Way): Promise<WayResult> {
  const greeting = new Greeting(url);
  const audio = new AudioContext();
  const transports: types.Transport[] = [];
  try {
    const device = await greeting.device;
    const { signaling } = greeting;
    await signaling.request('joinRoom', { roomId: roomName(), displayName: '', protocol: PROTOCOL_VERSION });
    const refused = () => signaling.close();
    const receive = await createTransport('recv', device, signaling, refused, (candidate) => candidate.protocol === way);
    transports.push(receive);
    const send = await createTransport('send', device, signaling, refused, (candidate) => candidate.protocol === way);
    transports.push(send);
    const producer = await send.produce({ track: await tone(audio), codecOptions: { opusDtx: false } });
    const offer = await signaling.request('consume', {
      producerId: producer.id,
      rtpCapabilities: device.recvRtpCapabilities,
    });
    await receive.consume({
      id: offer.consumerId,
      producerId: producer.id,
      kind: offer.kind,
      rtpParameters: offer.rtpParameters,
    });
    await signaling.request('resumeConsumer', { consumerId: offer.consumerId });
    return (await connected(receive)) && (await connected(send)) ? await measure(receive) : { outcome: 'blocked' };
  } catch (error) {
    return { outcome: outcomeOf(error) };
  } finally {
    transports.forEach((transport) => transport.close());
    greeting.close();
    void audio.close();
  }
}

function outcomeOf(error: unknown): 'not-allowed' | 'not-offered' | 'unreachable' | 'blocked' {
  if (error instanceof NoCandidate) {
    return 'not-offered';
  }
  if (error instanceof SignalingError) {
    return error.code.startsWith('token-') || error.code === 'forbidden' ? 'not-allowed' : 'unreachable';
  }
  return 'blocked';
}

function roomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ROOM_BYTES));
  return `connection-test-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** A tone that nobody hears: it goes to the server only. */
async function tone(audio: AudioContext): Promise<MediaStreamTrack> {
  const oscillator = audio.createOscillator();
  const out = audio.createMediaStreamDestination();
  oscillator.connect(out);
  oscillator.start();
  await audio.resume();
  const [track] = out.stream.getAudioTracks();
  if (!track) {
    throw new Error('this browser makes no sound');
  }
  return track;
}

function connected(transport: types.Transport): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      if (transport.connectionState === 'connected') {
        resolve(true);
      }
    };
    transport.on('connectionstatechange', look);
    setTimeout(() => resolve(false), CONNECT_MILLIS);
    look();
  });
}

async function measure(receive: types.Transport): Promise<WayResult> {
  const before = counts(await receive.getStats());
  await new Promise((resolve) => setTimeout(resolve, MEASURE_MILLIS));
  const after = counts(await receive.getStats());
  const received = after.received - before.received;
  const lost = Math.max(0, after.lost - before.lost);
  if (received === 0) {
    return { outcome: 'blocked' };
  }
  return { outcome: 'works', rttMillis: after.rttMillis, lossPercent: (100 * lost) / (received + lost) };
}

function counts(stats: RTCStatsReport): { received: number; lost: number; rttMillis: number | undefined } {
  let received = 0;
  let lost = 0;
  let rttMillis: number | undefined;
  stats.forEach((entry: Record<string, unknown>) => {
    if (entry['type'] === 'inbound-rtp') {
      received += Number(entry['packetsReceived'] ?? 0);
      lost += Number(entry['packetsLost'] ?? 0);
    } else if (entry['type'] === 'candidate-pair' && typeof entry['currentRoundTripTime'] === 'number') {
      rttMillis = entry['currentRoundTripTime'] * 1_000;
    }
  });
  return { received, lost, rttMillis };
}
