import type { types } from 'mediasoup-client';
import type { AnswerTo, ProducerInfo } from '../protocol.ts';
import { SignalingError, type Signaling } from '../signaling/signaling.ts';
import type { Layers, People } from './people.ts';

/** Receives what the others send: one consumer for each of their producers. */
export class Subscriber {
  /** Wanted producers, with their consumer once it exists. */
  readonly #wanted = new Map<string, types.Consumer | undefined>();
  /** Asked for before there was a transport to receive on. */
  readonly #early = new Map<string, { source: ProducerInfo['source']; offer: Promise<AnswerTo<'consume'>> }>();
  #transport: types.Transport | undefined;

  constructor(
    private readonly signaling: Signaling,
    private readonly people: People,
    private readonly rtpCapabilities: types.RtpCapabilities,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /**
   * From now on there is a transport to receive on.
   *
   * @returns the tracks of what was wanted before and can be received, once all that is settled
   */
  async start(transport: types.Transport): Promise<MediaStreamTrack[]> {
    this.#transport = transport;
    const early = [...this.#early];
    this.#early.clear();
    // Received together they cost the browser one negotiation, one after the other as many as they are.
    const all = Promise.allSettled(early.map(([, { offer }]) => offer));
    await Promise.all(early.map(([producerId, { source, offer }]) => this.#consume(transport, producerId, source, offer, all)));
    return [...this.#wanted.values()].flatMap((consumer) => consumer?.track ?? []);
  }

  /** The server answers as soon as there is a transport on its side. */
  want({ producerId, source }: Pick<ProducerInfo, 'producerId' | 'source'>): void {
    if (this.#wanted.has(producerId)) {
      return;
    }
    this.#wanted.set(producerId, undefined);
    const offer = this.#ask(producerId);
    if (this.#transport) {
      void this.#consume(this.#transport, producerId, source, offer);
    } else {
      offer.catch(() => undefined); // who receives it looks at that
      this.#early.set(producerId, { source, offer });
    }
  }

  producerGone(producerId: string): void {
    this.#wanted.get(producerId)?.close();
    this.#wanted.delete(producerId);
    this.#early.delete(producerId);
  }

  consumerGone(consumerId: string): string | undefined {
    for (const [producerId, consumer] of this.#wanted) {
      if (consumer?.id === consumerId) {
        this.producerGone(producerId);
        return producerId;
      }
    }
    return undefined;
  }

  /** The server sends other layers of this. */
  layersChanged(consumerId: string, { spatialLayer, temporalLayer }: Layers): void {
    for (const [producerId, consumer] of this.#wanted) {
      if (consumer?.id === consumerId) {
        this.people.updateMedia(producerId, { layers: { spatialLayer, temporalLayer } });
      }
    }
  }

  /** After a resumption: drops what the server sends no longer; it may be wanted again. */
  keepOnly(consumerIds: ReadonlySet<string>): void {
    for (const [producerId, consumer] of this.#wanted) {
      if (!consumer || !consumerIds.has(consumer.id)) {
        this.producerGone(producerId);
      }
    }
  }

  /** Wants nothing any more; what is still being fetched ends without a word. */
  close(): void {
    this.#wanted.clear();
    this.#early.clear();
  }

  async #ask(producerId: string): Promise<AnswerTo<'consume'>> {
    const offer = await this.signaling.request('consume', { producerId, rtpCapabilities: this.rtpCapabilities });
    // At once: what is said about the producer from here on is newer.
    this.people.updateMedia(producerId, { paused: offer.producerPaused });
    return offer;
  }

  async #consume(
    transport: types.Transport,
    producerId: string,
    source: ProducerInfo['source'],
    asked: Promise<AnswerTo<'consume'>>,
    others?: Promise<unknown>,
  ): Promise<void> {
    try {
      const offer = await asked;
      await others;
      const consumer = await transport.consume({
        id: offer.consumerId,
        producerId,
        kind: offer.kind,
        rtpParameters: offer.rtpParameters,
        // What is of one stream is played in step: the lips of a person with the voice.
        streamId: source?.startsWith('screen') ? `${offer.producerPeerId}-screen` : offer.producerPeerId,
      });
      if (!this.#wanted.has(producerId)) {
        consumer.close();
        return;
      }
      this.#wanted.set(producerId, consumer);
      this.people.updateMedia(producerId, {
        track: consumer.track,
        ...(consumer.rtpReceiver ? { receiver: consumer.rtpReceiver } : {}),
      });
      await this.signaling.request('resumeConsumer', { consumerId: consumer.id });
    } catch (error) {
      // A producer that went away meanwhile is no failure.
      if (this.#wanted.has(producerId)) {
        if (error instanceof SignalingError && error.code === 'cannot-consume') {
          this.people.updateMedia(producerId, { undecodable: true });
        }
        this.onFailure(error);
      }
    }
  }
}
