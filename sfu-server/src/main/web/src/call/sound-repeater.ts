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
   * @returns whether the decision is another one now
   */
  lost(share: number, nowMillis: number): boolean {
    const before = this.repeating;
    this.#loss += SMOOTHING * (share - this.#loss);
    if (this.#loss > BEGIN_ABOVE) {
      this.repeating = true;
    }
    this.#betterSince = this.#loss < END_BELOW ? (this.#betterSince ?? nowMillis) : undefined;
    if (this.#betterSince !== undefined && nowMillis - this.#betterSince >= WHILE_MILLIS) {
      this.repeating = false;
    }
    return this.repeating !== before;
  }
}

/** Has one's own voice repeated (RFC 2198) while much of it is lost on its way to the server. */
export class SoundRepeater {
  readonly #decision = new RepeatDecision();
  readonly #timer: ReturnType<typeof setInterval>;

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
    if (this.producer.closed || this.producer.paused) {
      return;
    }
    try {
      const report = await this.producer.getStats();
      for (const entry of report.values() as Iterable<Record<string, unknown>>) {
        const lost = entry['type'] === 'remote-inbound-rtp' ? entry['fractionLost'] : undefined;
        if (typeof lost === 'number' && this.#decision.lost(lost, performance.now())) {
          await repeat(this.transport, this.producer, this.#decision.repeating);
        }
      }
    } catch (error) {
      if (!this.producer.closed) {
        warn('what is said cannot be repeated', error);
      }
    }
  }
}

