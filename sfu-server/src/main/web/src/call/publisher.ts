import type { types } from 'mediasoup-client';
import { warn } from '../log.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { ProducerInfo, Source } from '../protocol.ts';
import type { Signaling } from '../signaling/signaling.ts';
import { cameraLayers, type CameraLayer } from './camera-layers.ts';
import type { DataSaver } from './data-saver.ts';
import { knowsRed } from './redundant-sound.ts';
import { SoundRepeater } from './sound-repeater.ts';

const VIDEO_START_BITRATE = 1_000; // kbit/s

/**
 * Keeps what the server gets in step with one's own camera and microphone: looks at the wanted state and does
 * what is missing, one step after the other, for as long as the transport lives.
 */
export class Publisher {
  readonly #producers = new Map<Source, types.Producer>();
  /** What the server was last heard to do with each: send it on, or not. */
  readonly #agreed = new Map<Source, 'live' | 'paused'>();
  readonly #stops: (() => void)[];
  #steps: Promise<void> = Promise.resolve();
  #layers = cameraLayers();
  #wantedLayer = this.#layers.length - 1;
  #closed = false;
  #repeater: SoundRepeater | undefined;

  constructor(
    private readonly transport: types.Transport,
    private readonly device: types.Device,
    private readonly signaling: Signaling,
    private readonly local: LocalMedia,
    private readonly saver: DataSaver,
    private readonly onFailure: (source: Source, error: unknown) => void,
  ) {
    this.#stops = [
      local.on('changed', (source) => this.#schedule(source)),
      saver.on('changed', () => this.#limitLayers()),
    ];
  }

  start(): void {
    this.#schedule('microphone');
    this.#schedule('camera');
  }

  /** After a resumption: what the server did not hear while the socket was gone is said again. */
  async resume(known: readonly ProducerInfo[]): Promise<boolean> {
    const paused = new Map(known.map((producer) => [producer.producerId, producer.paused]));
    for (const [source, producer] of this.#producers) {
      const there = paused.get(producer.id);
      if (there === undefined) {
        return false;
      }
      if (there && !producer.paused && this.#agreed.get(source) === 'live') {
        void this.local.turn(source, false); // somebody who may do that did it while we were away
      } else if (there !== producer.paused) {
        await this.#tell(source, producer);
      }
    }
    this.start();
    return true;
  }

  /**
   * Nobody watches the encodings above this one. The smallest is always sent: whoever comes sees something at once.
   *
   * @param spatialLayer undefined for none at all
   */
  layersWanted(producerId: string, spatialLayer: number | undefined): void {
    const camera = this.#producers.get('camera');
    if (camera?.id === producerId) {
      this.#wantedLayer = spatialLayer ?? 0;
      this.#limitLayers();
    }
  }

  /**
   * Somebody who may do that has paused it at the server, and it was switched off here. Whoever has it on again
   * by now has to ask for that.
   */
  silenced(source: Source): void {
    this.#schedule(source, async () => {
      const producer = this.#producers.get(source);
      if (producer && !producer.paused && !this.#closed) {
        await this.#pause(source, producer);
      }
    });
  }

  close(): void {
    this.#closed = true;
    this.#repeater?.close();
    this.#stops.forEach((stop) => stop());
  }

  #schedule(source: Source, first: () => Promise<void> = async () => undefined): void {
    this.#steps = this.#steps.then(async () => {
      try {
        await first();
        await this.#bringInStep(source);
      } catch (error) {
        if (!this.#closed) {
          this.onFailure(source, error);
        }
      }
    });
  }

  /** Sends no more layers than are watched, and than the data budget has room for. */
  #limitLayers(): void {
    const camera = this.#producers.get('camera');
    if (camera && !this.#closed && !camera.closed) {
      camera.setMaxSpatialLayer(Math.min(this.#wantedLayer, this.saver.cameraLayer(this.#layers))).catch((error: unknown) => {
        warn('the layers of the camera cannot be changed', error);
      });
    }
  }

  async #bringInStep(source: Source): Promise<void> {
    const { track, starting } = this.local[source];
    const producer = this.#producers.get(source);
    if (this.#closed || starting) {
      return;
    }
    if (!producer) {
      if (track && this.device.canProduce(kindOf(source))) {
        await this.#produce(source, track);
        // The person may have switched it off or on meanwhile.
        this.#schedule(source);
      }
      return;
    }
    const live = this.local.isLive(source);
    if (!live && !producer.paused) {
      await this.#pause(source, producer);
    }
    if (source === 'camera' && track && layersOf(track).length !== this.#layers.length) {
      return this.#exchange(producer, track);
    }
    if (producer.track !== (track ?? null)) {
      await producer.replaceTrack({ track: track ?? null });
    }
    if (live && producer.paused) {
      producer.resume();
      await this.#tell(source, producer);
    }
  }

  async #pause(source: Source, producer: types.Producer): Promise<void> {
    producer.pause();
    await this.#tell(source, producer);
  }

  async #tell(source: Source, producer: types.Producer): Promise<void> {
    const { id, paused } = producer;
    await this.signaling.request(paused ? 'pauseProducer' : 'resumeProducer', { producerId: id });
    this.#agreed.set(source, paused ? 'paused' : 'live');
  }

  /** The new camera is good for more sizes or for fewer, which a producer cannot change: another one takes its place. */
  async #exchange(camera: types.Producer, track: MediaStreamTrack): Promise<void> {
    // First the new one: whoever watches sees the old one until then.
    await this.#produce('camera', track);
    camera.close();
    await this.signaling.request('closeProducer', { producerId: camera.id });
    this.#schedule('camera');
  }

  async #produce(source: Source, track: MediaStreamTrack): Promise<void> {
    const paused = !this.local.isLive(source);
    const producer = await this.transport.produce({
      track,
      stopTracks: false, // the devices outlive the connection
      // Whether a track is enabled is decided by the one who owns it; a paused producer is only what the server was told.
      disableTrackOnPause: false,
      zeroRtpOnPause: false,
      appData: { source, paused },
      ...(source === 'camera' ? this.#videoOptions(track) : { codecOptions: { opusDtx: true, opusFec: true } }),
    });
    if (paused) {
      producer.pause();
    }
    this.#producers.set(source, producer);
    this.#agreed.set(source, paused ? 'paused' : 'live');
    if (source === 'microphone' && knowsRed(this.device) && !this.#closed) {
      this.#repeater = new SoundRepeater(this.transport, producer);
    }
    if (source === 'camera' && this.saver.cameraLayer(this.#layers) < this.#layers.length - 1) {
      this.#limitLayers();
    }
  }

  #videoOptions(track: MediaStreamTrack): types.ProducerOptions {
    this.#layers = layersOf(track);
    this.#wantedLayer = this.#layers.length - 1;
    const vp8 = this.device.sendRtpCapabilities.codecs?.find((codec) => codec.mimeType.toLowerCase() === 'video/vp8');
    return {
      encodings: this.#layers.map((layer) => ({ ...layer, scalabilityMode: 'L1T3' })),
      codecOptions: { videoGoogleStartBitrate: VIDEO_START_BITRATE },
      ...(vp8 ? { codec: vp8 } : {}),
    };
  }
}

function layersOf(track: MediaStreamTrack): readonly CameraLayer[] {
  const { width, height } = track.getSettings();
  return cameraLayers(width === undefined || height === undefined ? undefined : Math.min(width, height));
}

function kindOf(source: Source): 'audio' | 'video' {
  return source === 'camera' ? 'video' : 'audio';
}
