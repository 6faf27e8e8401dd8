import type { types } from 'mediasoup-client';
import { warn } from '../log.ts';
import { repeat } from './redundant-sound.ts';

const EVERY_MILLIS = 1_000;
const SMOOTHING = 0.4;
/** Shares of loss: above this it is worth twice the bits, and clearly below it for a while no more. */
const BEGIN_ABOVE = 0.05;
const END_BELOW = 0.025;
const WHILE_MILLIS = 10_000;

/** Decides by what is lost whether to repeat what was said. */
export class RepeatDecision {
  repeating = false;
  #loss = 0;
  #betterSince: number | undefined;

  /**
   * @param share of the packets that the server did not get of late, 0 to 1
   */
  lost(share: number, nowMillis: number): void {
    this.#loss += SMOOTHING * (share - this.#loss);
    if (this.#loss > BEGIN_ABOVE) {
      this.repeating = true;
    }
    this.#betterSince = this.#loss < END_BELOW ? (this.#betterSince ?? nowMillis) : undefined;
    if (this.#betterSince !== undefined && nowMillis - this.#betterSince >= WHILE_MILLIS) {
      this.repeating = false;
    }
  }
}

/** What a browser counts of a sound since it began. */
interface Sent {
  readonly packets: number;
  readonly again: number;
}

/** Has one's own voice repeated (RFC 2198) while much of it is lost on its way to the server. */
export class SoundRepeater {
  readonly #decision = new RepeatDecision();
  readonly #timer: ReturnType<typeof setInterval>;
  #sent: Sent = { packets: 0, again: 0 };
  #repeating = false;
  #looking = false;

  constructor(
    private readonly transport: types.Transport,
    private readonly producer: types.Producer,
  ) {
    this.#timer = setInterval(() => void this.#look(), EVERY_MILLIS);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#looking || this.producer.closed || this.producer.paused) {
      return;
    }
    this.#looking = true;
    try {
      const lost = this.#lostOf(await this.producer.getStats());
      if (lost !== undefined) {
        this.#decision.lost(lost, performance.now());
      }
      // Also what could not be negotiated a second ago.
      if (this.#decision.repeating !== this.#repeating) {
        const repeating = this.#decision.repeating;
        await repeat(this.transport, this.producer, repeating);
        this.#repeating = repeating;
      }
    } catch (error) {
      if (!this.producer.closed) {
        warn('what is said cannot be repeated, which is tried again', error);
      }
    } finally {
      this.#looking = false;
    }
  }

  /**
   * The share of the packets that the server did not get at first. Its report counts those as received which came when they
   * were asked for again.
   */
  #lostOf(report: RTCStatsReport): number | undefined {
    let lost: number | undefined;
    let sent = this.#sent;
    for (const entry of report.values() as Iterable<Record<string, unknown>>) {
      if (entry['type'] === 'remote-inbound-rtp' && typeof entry['fractionLost'] === 'number') {
        lost = entry['fractionLost'];
      } else if (entry['type'] === 'outbound-rtp') {
        sent = { packets: Number(entry['packetsSent'] ?? 0), again: Number(entry['retransmittedPacketsSent'] ?? 0) };
      }
    }
    const again = sent.again - this.#sent.again;
    const first = sent.packets - this.#sent.packets - again;
    this.#sent = sent;
    return lost === undefined || first <= 0 ? lost : Math.min(1, lost + again / first);
  }
}
