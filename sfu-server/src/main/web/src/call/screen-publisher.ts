import type { types } from 'mediasoup-client';
import type { ScreenShare } from '../media/screen-share.ts';
import type { Signaling } from '../signaling/signaling.ts';
import type { DataSaver } from './data-saver.ts';

/** Sends one's own screen for as long as it is shared: one producer for the picture and one for its sound, anew for each share. */
export class ScreenPublisher {
  /** By the share and the kind of track. */
  readonly #producers = new Map<string, types.Producer>();
  readonly #stops: (() => void)[];
  #steps: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    private readonly transport: types.Transport,
    private readonly device: types.Device,
    private readonly signaling: Signaling,
    private readonly screen: ScreenShare,
    private readonly saver: DataSaver,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.#stops = [screen.on('changed', () => this.bringInStep()), saver.on('changed', () => this.bringInStep())];
  }

  /** Sends what is shared and not sent yet, and ends what is shared no longer. */
  bringInStep(): void {
    this.#steps = this.#steps.then(async () => {
      try {
        await this.#step();
      } catch (error) {
        if (!this.#closed) {
          this.onFailure(error);
        }
      }
    });
  }

  close(): void {
    this.#closed = true;
    this.#stops.forEach((stop) => stop());
  }

  async #step(): Promise<void> {
    const { video, audio, share } = this.screen;
    this.saver.sharing = video !== undefined;
    const shared = new Map([video, audio].flatMap((track) => (track ? [[`${share} ${track.kind}` as string, track] as const] : [])));
    for (const [id, producer] of this.#producers) {
      if (!shared.has(id) && !this.#closed) {
        this.#producers.delete(id);
        producer.close();
        await this.signaling.request('closeProducer', { producerId: producer.id });
      }
    }
    for (const [id, track] of shared) {
      const producer = this.#producers.get(id);
      if (producer && !this.#closed) {
        await this.#change(producer, track);
      } else if (!this.#closed && this.device.canProduce(track.kind as types.MediaKind)) {
        this.#producers.set(id, await this.transport.produce(this.#options(track)));
      }
    }
  }

  /** A screen that stands still is another track of the same share. */
  async #change(producer: types.Producer, track: MediaStreamTrack): Promise<void> {
    if (producer.track !== track) {
      await producer.replaceTrack({ track });
    }
    if (track.kind === 'video') {
      await producer.setRtpEncodingParameters({ ...this.saver.screen });
    }
  }

  #options(track: MediaStreamTrack): types.ProducerOptions {
    const vp8 = this.device.sendRtpCapabilities.codecs?.find((codec) => codec.mimeType.toLowerCase() === 'video/vp8');
    const common = { track, stopTracks: false, disableTrackOnPause: false, zeroRtpOnPause: false };
    return track.kind === 'video'
      ? {
          ...common,
          appData: { source: 'screen', paused: false },
          encodings: [{ ...this.saver.screen }],
          ...(vp8 ? { codec: vp8 } : {}),
        }
      : { ...common, appData: { source: 'screen-audio', paused: false }, codecOptions: { opusStereo: true, opusDtx: false, opusFec: true } };
  }
}
