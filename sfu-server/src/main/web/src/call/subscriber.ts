import type { types } from 'mediasoup-client';
import type { AnswerTo, ProducerInfo } from '../protocol.ts';
import type { Signaling } from '../signaling/signaling.ts';
import type { People } from './people.ts';

/** Receives what the others send: one consumer for each of their producers. */
export class Subscriber {
  /** Wanted producers, with their consumer once it exists. */
  readonly #wanted = new Map<string, types.Consumer | undefined>();
  #transport: types.Transport | undefined;
  #rtpCapabilities: types.RtpCapabilities | undefined;

  constructor(
    private readonly signaling: Signaling,
    private readonly people: People,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /**
   * From now on there is a transport to receive on; what was wanted before is fetched at once.
   *
   * @returns fulfilled when all that flows, or has failed
   */
  async start(transport: types.Transport, rtpCapabilities: types.RtpCapabilities): Promise<void> {
    this.#transport = transport;
    this.#rtpCapabilities = rtpCapabilities;
    const offers = [...this.#wanted.keys()].map((producerId) => ({ producerId, offer: this.#ask(producerId) }));
    // Received together they cost the browser one negotiation, one after the other as many as they are.
    const all = Promise.allSettled(offers.map(({ offer }) => offer));
    await Promise.all(offers.map(({ producerId, offer }) => this.#consume(producerId, offer, all)));
  }

  want(producer: Pick<ProducerInfo, 'producerId'>): void {
    if (!this.#wanted.has(producer.producerId)) {
      this.#wanted.set(producer.producerId, undefined);
      if (this.#transport) {
        void this.#consume(producer.producerId, this.#ask(producer.producerId));
      }
    }
  }

  producerGone(producerId: string): void {
    this.#wanted.get(producerId)?.close();
    this.#wanted.delete(producerId);
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

  /** Wants nothing any more; what is still being fetched ends without a word. */
  close(): void {
    this.#wanted.clear();
  }

  async #ask(producerId: string): Promise<AnswerTo<'consume'>> {
    const rtpCapabilities = this.#rtpCapabilities as types.RtpCapabilities;
    const offer = await this.signaling.request('consume', { producerId, rtpCapabilities });
    // At once: what is said about the producer from here on is newer.
    this.people.updateMedia(producerId, { paused: offer.producerPaused });
    return offer;
  }

  async #consume(producerId: string, asked: Promise<AnswerTo<'consume'>>, others?: Promise<unknown>): Promise<void> {
    const transport = this.#transport as types.Transport;
    try {
      const offer = await asked;
      await others;
      const consumer = await transport.consume({
        id: offer.consumerId,
        producerId,
        kind: offer.kind,
        rtpParameters: offer.rtpParameters,
        // One stream for each track: sound must not wait for the picture.
        streamId: offer.consumerId,
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
        this.onFailure(error);
      }
    }
  }
}
