import { Device, type types } from 'mediasoup-client';
import { Signaling } from '../signaling/signaling.ts';

const PROBE_EVERY_MILLIS = 20_000;
const FRESH_MILLIS = 30_000;

/**
 * The server, met before a room is joined: the socket is open, and what both sides can send and receive is known.
 * Done while a person looks at the preview, it makes joining quicker.
 */
export class Greeting {
  readonly signaling: Signaling;
  /** What the browser can do with this server; fails when the server cannot be reached. */
  readonly device: Promise<types.Device>;
  #peerId: string | undefined;
  #heardAt = performance.now();
  readonly #probe: ReturnType<typeof setInterval>;

  constructor(url: string) {
    this.signaling = new Signaling(new WebSocket(url));
    this.device = this.#load();
    // Of interest only to whoever joins.
    this.device.catch(() => undefined);
    this.#probe = setInterval(() => void this.#ask().catch(() => this.close()), PROBE_EVERY_MILLIS);
  }

  /** Whether a session can be begun with it: a socket that slept is not trusted, as it may be dead without knowing. */
  get fresh(): boolean {
    return !this.signaling.closed && performance.now() - this.#heardAt < FRESH_MILLIS;
  }

  /** Who we are on this connection; known once the device is. */
  get peerId(): string | undefined {
    return this.#peerId;
  }

  /** Hands the socket to a session, which looks after it from now on. */
  handOver(): void {
    clearInterval(this.#probe);
  }

  close(): void {
    clearInterval(this.#probe);
    this.signaling.close();
  }

  async #load(): Promise<types.Device> {
    const [device, peerId] = await Promise.all([Device.factory(), this.signaling.connected()]);
    this.#peerId = peerId;
    await device.load({ routerRtpCapabilities: (await this.#ask()).rtpCapabilities });
    return device;
  }

  async #ask() {
    const answer = await this.signaling.request('getRouterRtpCapabilities', {});
    this.#heardAt = performance.now();
    return answer;
  }
}
