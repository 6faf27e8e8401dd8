import { audiosOf, type People } from './people.ts';

const SAMPLE_EVERY_MILLIS = 150;
const HOLD_MILLIS = 700; // a ring that goes out between two words is restless
const STALE_MILLIS = 500; // silence is not sent; an old level says nothing
const SPEAKING_LEVEL = 0.02; // linear, about -34 dBov

/** Finds out who is speaking from the levels that the browser knows of the received sound. */
export class SpeakingMonitor {
  readonly #heardAt = new Map<string, number>();
  readonly #timer: ReturnType<typeof setInterval>;
  #speaking: ReadonlySet<string> = new Set();

  constructor(
    private readonly people: People,
  ) {
    this.#timer = setInterval(() => this.#sample(performance.now()), SAMPLE_EVERY_MILLIS);
  }

  /** Who makes a sound right now, by peer id. */
  get speaking(): ReadonlySet<string> {
    return this.#speaking;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #sample(now: number): void {
    for (const person of this.people.all) {
      const loudest = Math.max(0, ...audiosOf(person).map((media) => (media.paused ? 0 : levelOf(media.receiver))));
      if (loudest >= SPEAKING_LEVEL) {
        this.#heardAt.set(person.peerId, now);
      }
    }
    const speaking = new Set<string>();
    for (const [peerId, heardAt] of this.#heardAt) {
      if (now - heardAt > HOLD_MILLIS) {
        this.#heardAt.delete(peerId);
      } else {
        speaking.add(peerId);
      }
    }
    this.#speaking = speaking;
  }
}

function levelOf(receiver: RTCRtpReceiver | undefined): number {
  const source = receiver?.getSynchronizationSources()[0];
  const age = source ? performance.timeOrigin + performance.now() - source.timestamp : Infinity;
  return source?.audioLevel !== undefined && Math.abs(age) < STALE_MILLIS ? source.audioLevel : 0;
}
