import type { types } from 'mediasoup-client';
import { warn } from '../log.ts';
import type { ScreenShare } from '../media/screen-share.ts';
import type { LocalMedia } from '../media/local-media.ts';
import {
  PROTOCOL_VERSION, type AnswerTo, type ClientPayloads, type Notice, type ProducerInfo, type Request, type RoomJoined,
  type RoomCloseReason, type SessionResumed, type Source,
} from '../protocol.ts';
import { SignalingError, type Signaling } from '../signaling/signaling.ts';
import type { DataSaver } from './data-saver.ts';
import type { Meeting } from './meeting.ts';
import { personKey } from './person-key.ts';
import type { Refusal } from './refusal.ts';
import type { Greeting } from './greeting.ts';
import { MediaPaths } from './media-paths.ts';
import type { People } from './people.ts';
import { Publisher } from './publisher.ts';
import { receivable } from './redundant-sound.ts';
import { resume } from './resumption.ts';
import { ScreenPublisher } from './screen-publisher.ts';
import { Subscriber } from './subscriber.ts';

const HEAD_START_MILLIS = 1_000; // for receiving before sending begins; a slow line must not keep one unseen
const PROBE_EVERY_MILLIS = 20_000;
const PROBE_ANSWER_MILLIS = 8_000;

/**
 * Why a session ended by itself: the server was lost or is closing, the room's worker died, media gets through no
 * longer, or never did.
 */
export type Ending = 'server-lost' | 'server-closing' | 'room-interrupted' | 'media-lost' | 'media-blocked' | Expulsion;

/** Why one may not come back by oneself. */
export type Expulsion = Extract<Refusal, 'ended' | 'removed' | 'banned'>;

export interface SessionSetting {
  readonly url: string;
  readonly greeting: Greeting;
  readonly roomId: string;
  readonly displayName: string;
  /** Of the invitation; empty for none. */
  readonly token: string;
  /** Of the room; empty for none. */
  readonly password: string;
  readonly meeting: Meeting;
  readonly screen: ScreenShare;
  /** One waits at the door to be let in, and who is inside is asked. */
  readonly onKnocking: () => void;
  /** The signaling is interrupted, or works again; sound and picture go on. */
  readonly onInterrupted: (interrupted: boolean) => void;
  readonly onShareFailure: (error: unknown) => void;
  readonly local: LocalMedia;
  readonly saver: DataSaver;
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
  readonly #paths: MediaPaths;
  #publisher: Publisher | undefined;
  #screenPublisher: ScreenPublisher | undefined;
  #secret: string | undefined;
  #closed = false;
  #answered: (admitted: boolean) => void = () => undefined;
  #probe: ReturnType<typeof setInterval> | undefined;
  #end: (ending: Ending) => void = () => undefined;

  constructor(private readonly setting: SessionSetting) {
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.#signaling = setting.greeting.signaling;
    this.#paths = new MediaPaths(this.#signaling, {
      connected: setting.onConnected,
      troubled: setting.onTroubled,
      ended: (everConnected) => this.#mediaEnded(everConnected),
    });
    this.#signaling.on('notice', (notice) => this.#noticed(notice));
    this.#signaling.on('closed', () => void this.#resume());
  }

  /** Joins the room; throws a `SignalingError` when that is refused or the server is not there. */
  async join(): Promise<void> {
    const { roomId, displayName, token, local, saver, greeting } = this.setting;
    const device = await greeting.device;
    greeting.handOver();
    const subscriber = new Subscriber(this.#signaling, this.setting.people, receivable(device.recvRtpCapabilities), (error) =>
      warn('a stream of someone else cannot be received', error),
    );
    this.#subscriber = subscriber;
    if (greeting.peerId !== undefined) {
      this.setting.people.addSelf(greeting.peerId);
    }
    const ticket = {
      roomId,
      displayName,
      protocol: PROTOCOL_VERSION,
      personKey: personKey(),
      resumable: true,
      ...(token && { token }),
      ...(this.setting.password && { password: this.setting.password }),
    };
    const { receive, send } = await this.#enter(ticket, device).catch(async (error: unknown) => {
      if (!(error instanceof SignalingError) || error.code !== 'knock-required') {
        throw error;
      }
      await this.#knock(ticket);
      return this.#enter(ticket, device);
    });
    const receiving = subscriber.start(receive);
    this.#screenPublisher = new ScreenPublisher(send, device, this.#signaling, this.setting.screen, saver, this.setting.onShareFailure);
    this.#publisher = new Publisher(send, device, this.#signaling, local, saver, (source, error) => {
      warn(`the ${source} cannot be sent`, error);
      this.setting.onSendFailure(source);
    });
    // Seeing the others is what a person waits for: both at once would take the browser longer.
    const headStart = new Promise((resolve) => setTimeout(resolve, HEAD_START_MILLIS));
    void Promise.race([receiving.then(seen), headStart]).then(() => {
      this.#publisher?.start();
      this.#screenPublisher?.bringInStep();
    });
    this.#probe = setInterval(() => this.probe(), PROBE_EVERY_MILLIS);
  }

  async #enter(ticket: ClientPayloads['joinRoom'], device: types.Device) {
    // All at once: the server answers in the order asked, so each needs the one before only there.
    const [, receive, send] = await Promise.all([
      // Taken at once, before any notice about the room that follows it can arrive.
      this.#signaling.request('joinRoom', ticket).then((room) => this.#entered(room)),
      this.#paths.open('recv', device),
      this.#paths.open('send', device),
    ]);
    return { receive, send };
  }

  /** Waits at the door for as long as it takes. */
  async #knock(ticket: ClientPayloads['joinRoom']): Promise<void> {
    this.setting.onKnocking();
    const answer = new Promise<boolean>((resolve, reject) => {
      this.#answered = resolve;
      void this.ended.then((ending) => reject(new SignalingError(ending === 'ended' ? 'ended' : 'closed', 'Nobody can answer any more')));
    });
    this.#probe = setInterval(() => this.probe(), PROBE_EVERY_MILLIS);
    try {
      await this.#signaling.request('knock', { room: ticket });
      if (!(await answer)) {
        throw new SignalingError('not-admitted', 'Nobody let us in');
      }
    } finally {
      clearInterval(this.#probe);
    }
  }

  /** The socket is gone: comes back to the same place over another one, if the server keeps it. */
  async #resume(): Promise<void> {
    const { url, roomId, meeting, onInterrupted } = this.setting;
    const peerId = meeting.self?.peerId;
    if (this.#closed || this.#secret === undefined || peerId === undefined) {
      this.#end('server-lost');
      return;
    }
    onInterrupted(true);
    const place = { url, roomId, peerId, secret: this.#secret, lastChat: meeting.lastMessage };
    const resumed = await resume(this.#signaling, place, () => !this.#closed);
    if (!resumed || !(await this.#takeUp(resumed).catch(() => false))) {
      this.#end('server-lost');
      return;
    }
    onInterrupted(false);
  }

  /** Brings what is shown and sent in step with what the server says; false when our media is not there any more. */
  async #takeUp({ room, transports, producers, consumers }: SessionResumed): Promise<boolean> {
    if (this.#paths.ids.some((id) => !transports.includes(id))) {
      return false;
    }
    this.#subscriber?.keepOnly(new Set(consumers.map(({ consumerId }) => consumerId)));
    this.#entered(room, true);
    this.#screenPublisher?.bringInStep();
    return (await this.#publisher?.resume(producers)) ?? false;
  }

  /** Asks for something in the room; the answer is news for us as it is for the others. */
  async request<Type extends Request>(type: Type, payload: ClientPayloads[Type], news: Notice['type']): Promise<AnswerTo<Type>> {
    const answer = await this.#signaling.request(type, payload);
    this.#noticed({ type: news, payload: answer } as unknown as Notice);
    return answer;
  }

  /** Asks the server for a sign of life: a dead network path closes no socket for minutes. */
  probe(): void {
    this.#signaling
      .request('getRouterRtpCapabilities', {}, PROBE_ANSWER_MILLIS)
      .catch(() => this.#signaling.giveUp()); // which tells of its end
  }

  /** What the browser knows of our two transports; undefined before there are any. */
  reports(): ReturnType<MediaPaths['reports']> {
    return this.#paths.reports();
  }

  /** Ends a session whose media does not get through without waiting for that any longer. */
  giveUp(): void {
    if (!this.#paths.connected) {
      this.#paths.lost();
    }
  }

  /** Frees everything; `politely` tells the server first. */
  close(politely: boolean): void {
    this.#closed = true;
    clearInterval(this.#probe);
    this.setting.greeting.handOver();
    if (politely) {
      // The answer is of no interest, and the socket may be gone already.
      this.#signaling.request('leaveRoom', {}).catch(() => undefined);
    }
    this.#publisher?.close();
    this.#screenPublisher?.close();
    this.#subscriber?.close();
    this.#paths.close();
    this.#signaling.close();
    this.setting.people.dropTracks();
  }

  #mediaEnded(everConnected: boolean): void {
    this.#end(everConnected ? 'media-lost' : 'media-blocked');
  }

  #entered(room: RoomJoined, resumed = false): void {
    this.#secret = room.resumeSecret;
    this.setting.meeting.replace(room, resumed);
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
    const { people, meeting } = this.setting;
    meeting.apply(notice);
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
      case 'producerLayersWanted':
        return this.#publisher?.layersWanted(notice.payload.producerId, notice.payload.spatialLayer);
      case 'peerMuted':
        return this.#silenced('microphone', notice.payload.peerId);
      case 'videoStopped':
        return this.#silenced('camera', notice.payload.peerId);
      case 'consumerLayersChanged':
        return this.#subscriber?.layersChanged(notice.payload.consumerId, notice.payload);
      case 'consumerClosed':
        return this.#consumerClosed(notice.payload.consumerId);
      case 'transportClosed':
        return this.#paths.lost();
      case 'roomClosed':
        return this.#end(CLOSED[notice.payload.reason]);
      case 'peerRemoved':
        return this.#peerLeft(notice.payload.peerId);
      case 'knockAnswered':
        return this.#answered(notice.payload.admitted);
      case 'serverDraining':
        return this.setting.onDraining(notice.payload.seconds);
      default:
        // Answers have an id and never come here; what a newer server may say is none of our business.
        return;
    }
  }

  #silenced(source: Source, peerId: string): void {
    if (this.setting.people.isSelf(peerId)) {
      this.#publisher?.silenced(source);
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

const CLOSED = {
  'worker-died': 'room-interrupted',
  'server-closing': 'server-closing',
  ended: 'ended',
  removed: 'removed',
  banned: 'banned',
} as const satisfies Record<RoomCloseReason, Ending>;

/** Fulfilled when one of the tracks shows a picture or, if none is video, makes a sound; at once if there is none. */
async function seen(tracks: readonly MediaStreamTrack[]): Promise<void> {
  const videos = tracks.filter((track) => track.kind === 'video');
  const awaited = videos.length > 0 ? videos : tracks;
  if (awaited.length > 0 && awaited.every((track) => track.muted)) {
    await Promise.race(awaited.map((track) => new Promise((resolve) => track.addEventListener('unmute', resolve, { once: true }))));
  }
}
