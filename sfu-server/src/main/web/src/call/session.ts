import type { types } from 'mediasoup-client';
import type { LocalMedia } from '../media/local-media.ts';
import { PROTOCOL_VERSION, type Notice, type ProducerInfo, type RoomJoined, type Source } from '../protocol.ts';
import type { Signaling } from '../signaling/signaling.ts';
import type { Greeting } from './greeting.ts';
import { IceRepair } from './ice-repair.ts';
import type { People } from './people.ts';
import { Publisher } from './publisher.ts';
import { Subscriber } from './subscriber.ts';
import type { Report } from './statistics.ts';
import { createTransport } from './transports.ts';

const HEAD_START_MILLIS = 1_000; // for receiving before sending begins; a slow line must not keep one unseen
const PROBE_EVERY_MILLIS = 20_000;
const PROBE_ANSWER_MILLIS = 8_000;

/**
 * Why a session ended by itself: the server was lost or is closing, the room's worker died, media gets through no
 * longer, or never did.
 */
export type Ending = 'server-lost' | 'server-closing' | 'room-interrupted' | 'media-lost' | 'media-blocked';

export interface SessionSetting {
  readonly greeting: Greeting;
  readonly roomId: string;
  readonly displayName: string;
  /** Of the invitation; empty for none. */
  readonly token: string;
  readonly local: LocalMedia;
  readonly people: People;
  /** Media gets through for the first time. */
  readonly onConnected: () => void;
  readonly onTroubled: (troubled: boolean) => void;
  readonly onSendFailure: (source: Source) => void;
  /** The server is about to stop, in so many seconds at the latest. */
  readonly onDraining: (seconds: number) => void;
}

/**
 * One stay in the room as one peer: from the socket's opening to its end. It is never revived; whoever wants
 * to come back opens the next one.
 */
export class Session {
  /** Resolves when the session is over, whoever ended it. */
  readonly ended: Promise<Ending>;
  readonly #signaling: Signaling;
  #subscriber: Subscriber | undefined;
  readonly #transports: types.Transport[] = [];
  readonly #repairs: IceRepair[] = [];
  readonly #troubled = new Set<types.Transport>();
  #connected = false;
  #publisher: Publisher | undefined;
  #probe: ReturnType<typeof setInterval> | undefined;
  #end: (ending: Ending) => void = () => undefined;

  constructor(private readonly setting: SessionSetting) {
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.#signaling = setting.greeting.signaling;
    this.#signaling.on('notice', (notice) => this.#noticed(notice));
    this.#signaling.on('closed', () => this.#end('server-lost'));
  }

  /** Joins the room; throws a `SignalingError` when that is refused or the server is not there. */
  async join(): Promise<void> {
    const { roomId, displayName, token, local, greeting } = this.setting;
    const device = await greeting.device;
    greeting.handOver();
    const subscriber = new Subscriber(this.#signaling, this.setting.people, device.recvRtpCapabilities, (error) =>
      console.warn('parley: a stream of someone else cannot be received', error),
    );
    this.#subscriber = subscriber;
    if (greeting.peerId !== undefined) {
      this.setting.people.addSelf(greeting.peerId);
    }
    // All at once: the server answers in the order asked, so each needs the one before only there.
    const [, receive, send] = await Promise.all([
      // Taken at once, before any notice about the room that follows it can arrive.
      this.#signaling
        .request('joinRoom', { roomId, displayName, protocol: PROTOCOL_VERSION, ...(token && { token }) })
        .then((room) => this.#entered(room)),
      this.#createTransport('recv', device),
      this.#createTransport('send', device),
    ]);
    const receiving = subscriber.start(receive);
    this.#publisher = new Publisher(send, device, this.#signaling, local, (source, error) => {
      console.warn(`parley: the ${source} cannot be sent`, error);
      this.setting.onSendFailure(source);
    });
    // Seeing the others is what a person waits for: both at once would take the browser longer.
    const headStart = new Promise((resolve) => setTimeout(resolve, HEAD_START_MILLIS));
    void Promise.race([receiving.then(seen), headStart]).then(() => this.#publisher?.start());
    this.#probe = setInterval(() => this.probe(), PROBE_EVERY_MILLIS);
  }

  /** Asks the server for a sign of life: a dead network path closes no socket for minutes. */
  probe(): void {
    this.#signaling
      .request('getRouterRtpCapabilities', {}, PROBE_ANSWER_MILLIS)
      .catch(() => this.#end('server-lost'));
  }

  /** What the browser knows of our two transports; undefined before there are any. */
  async reports(): Promise<{ send: Report; receive: Report } | undefined> {
    const of = (direction: 'send' | 'recv') => this.#transports.find((transport) => transport.direction === direction && !transport.closed);
    const [send, receive] = await Promise.all([of('send')?.getStats(), of('recv')?.getStats()]);
    return send && receive ? { send, receive } : undefined;
  }

  /** Ends a session whose media does not get through without waiting for that any longer. */
  giveUp(): void {
    if (!this.#connected) {
      this.#mediaEnded();
    }
  }

  /** Frees everything; `politely` tells the server first. */
  close(politely: boolean): void {
    clearInterval(this.#probe);
    this.setting.greeting.handOver();
    if (politely) {
      // The answer is of no interest, and the socket may be gone already.
      this.#signaling.request('leaveRoom', {}).catch(() => undefined);
    }
    this.#publisher?.close();
    this.#subscriber?.close();
    this.#repairs.forEach((repair) => repair.close());
    this.#transports.forEach((transport) => transport.close());
    this.#signaling.close();
    this.setting.people.dropTracks();
  }

  async #createTransport(direction: 'send' | 'recv', device: types.Device): Promise<types.Transport> {
    const transport = await createTransport(direction, device, this.#signaling, () => this.#mediaEnded());
    this.#transports.push(transport);
    transport.on('connectionstatechange', (state) => state === 'connected' && this.#mediaConnected());
    this.#repairs.push(
      new IceRepair(transport, this.#signaling, {
        troubled: (troubled) => this.#transportTroubled(transport, troubled),
        lost: () => this.#mediaEnded(),
      }),
    );
    return transport;
  }

  #mediaConnected(): void {
    if (!this.#connected) {
      this.#connected = true;
      this.setting.onConnected();
    }
  }

  #mediaEnded(): void {
    this.#end(this.#connected ? 'media-lost' : 'media-blocked');
  }

  #transportTroubled(transport: types.Transport, troubled: boolean): void {
    const before = this.#troubled.size > 0;
    if (troubled) {
      this.#troubled.add(transport);
    } else {
      this.#troubled.delete(transport);
    }
    if (before !== this.#troubled.size > 0) {
      this.setting.onTroubled(!before);
    }
  }

  #entered(room: RoomJoined): void {
    this.setting.people.replaceAll(room);
    for (const { peerId, producers } of room.existingProducers) {
      producers.forEach((producer) => this.#want(peerId, producer));
    }
  }

  #want(peerId: string, producer: ProducerInfo): void {
    if (!this.setting.people.isSelf(peerId)) {
      this.#subscriber?.want(producer);
    }
  }

  #noticed(notice: Notice): void {
    const { people } = this.setting;
    switch (notice.type) {
      case 'newPeer':
        return people.add(notice.payload);
      case 'peerLeft':
        return this.#peerLeft(notice.payload.peerId);
      case 'newProducer':
        people.addMedia(notice.payload.peerId, notice.payload);
        return this.#want(notice.payload.peerId, notice.payload);
      case 'producerPaused':
        return people.updateMedia(notice.payload.producerId, { paused: true });
      case 'producerResumed':
        return people.updateMedia(notice.payload.producerId, { paused: false });
      case 'producerClosed':
        return this.#producerGone(notice.payload.producerId);
      case 'consumerClosed':
        return this.#consumerClosed(notice.payload.consumerId);
      case 'transportClosed':
        return this.#mediaEnded();
      case 'roomClosed':
        return this.#end(notice.payload.reason === 'worker-died' ? 'room-interrupted' : 'server-closing');
      case 'serverDraining':
        return this.setting.onDraining(notice.payload.seconds);
      default:
        // Answers have an id and never come here; what a newer server may say is none of our business.
        return;
    }
  }

  #peerLeft(peerId: string): void {
    for (const media of this.setting.people.get(peerId)?.media ?? []) {
      this.#subscriber?.producerGone(media.producerId);
    }
    this.setting.people.remove(peerId);
  }

  #producerGone(producerId: string): void {
    this.#subscriber?.producerGone(producerId);
    this.setting.people.removeMedia(producerId);
  }

  #consumerClosed(consumerId: string): void {
    const producerId = this.#subscriber?.consumerGone(consumerId);
    if (producerId !== undefined) {
      this.setting.people.removeMedia(producerId);
    }
  }
}

/** Fulfilled when one of the tracks shows a picture or, if none is video, makes a sound; at once if there is none. */
async function seen(tracks: readonly MediaStreamTrack[]): Promise<void> {
  const videos = tracks.filter((track) => track.kind === 'video');
  const awaited = videos.length > 0 ? videos : tracks;
  if (awaited.length > 0 && awaited.every((track) => track.muted)) {
    await Promise.race(awaited.map((track) => new Promise((resolve) => track.addEventListener('unmute', resolve, { once: true }))));
  }
}
