import type { types } from 'mediasoup-client';
import type { Signaling } from '../signaling/signaling.ts';
import { IceRepair } from './ice-repair.ts';
import type { Report } from './statistics.ts';
import { createTransport } from './transports.ts';

export interface PathsListener {
  /** Media gets through for the first time. */
  connected(): void;
  /** The path is interrupted, or works again. */
  troubled(troubled: boolean): void;
  /** Media gets through no longer, or never did. */
  ended(everConnected: boolean): void;
}

/** Our two transports, each repaired when its path breaks. */
export class MediaPaths {
  readonly #transports: types.Transport[] = [];
  readonly #repairs: IceRepair[] = [];
  readonly #troubled = new Set<types.Transport>();
  #connected = false;

  constructor(
    private readonly signaling: Signaling,
    private readonly listener: PathsListener,
  ) {}

  get connected(): boolean {
    return this.#connected;
  }

  get ids(): readonly string[] {
    return this.#transports.map(({ id }) => id);
  }

  async open(direction: 'send' | 'recv', device: types.Device): Promise<types.Transport> {
    const transport = await createTransport(direction, device, this.signaling, () => this.lost());
    this.#transports.push(transport);
    transport.on('connectionstatechange', (state) => state === 'connected' && this.#nowConnected());
    this.#repairs.push(
      new IceRepair(transport, this.signaling, {
        troubled: (troubled) => this.#transportTroubled(transport, troubled),
        lost: () => this.lost(),
      }),
    );
    return transport;
  }

  lost(): void {
    this.listener.ended(this.#connected);
  }

  /** What the browser knows of both; undefined before they are there. */
  async reports(): Promise<{ send: Report; receive: Report } | undefined> {
    const of = (direction: 'send' | 'recv') => this.#transports.find((transport) => transport.direction === direction && !transport.closed);
    const [send, receive] = await Promise.all([of('send')?.getStats(), of('recv')?.getStats()]);
    return send && receive ? { send, receive } : undefined;
  }

  close(): void {
    this.#repairs.forEach((repair) => repair.close());
    this.#transports.forEach((transport) => transport.close());
  }

  #nowConnected(): void {
    if (!this.#connected) {
      this.#connected = true;
      this.listener.connected();
    }
  }

  #transportTroubled(transport: types.Transport, troubled: boolean): void {
    const before = this.#troubled.size > 0;
    if (troubled) {
      this.#troubled.add(transport);
    } else {
      this.#troubled.delete(transport);
    }
    if (before !== this.#troubled.size > 0) {
      this.listener.troubled(!before);
    }
  }
}
