/** So long somebody must speak to be shown: a cough or a yes does not turn every head. */
const HEARD_MILLIS = 600;

/**
 * Decides whom to show as the speaker: whoever spoke last, for as long as nobody else takes the word. A server that says
 * who speaks knows better: it hears everybody, also those whom it does not forward.
 */
export class SpeakerChoice {
  #speaker: string | undefined;
  #told = false;
  /** Since when each one speaks, on the clock of the caller. */
  #since = new Map<string, number>();

  /** Who is shown; undefined until somebody has spoken. */
  get speaker(): string | undefined {
    return this.#speaker;
  }

  /**
   * Takes note of who speaks at this moment, to be called several times a second.
   *
   * @param nowMillis on a clock that never goes back
   * @returns whether somebody else is the speaker now
   */
  hear(speaking: ReadonlySet<string>, nowMillis: number): boolean {
    this.#since = new Map([...speaking].map((peerId) => [peerId, this.#since.get(peerId) ?? nowMillis]));
    if (this.#told) {
      return false;
    }
    if (this.#speaker !== undefined && speaking.has(this.#speaker)) {
      return false;
    }
    const next = [...this.#since].filter(([, since]) => nowMillis - since >= HEARD_MILLIS).sort(([, one], [, other]) => one - other)[0]?.[0];
    if (next === undefined) {
      return false;
    }
    this.#speaker = next;
    return true;
  }

  /**
   * The server says who speaks.
   *
   * @returns whether somebody else is the speaker now
   */
  tell(peerId: string): boolean {
    this.#told = true;
    const changes = this.#speaker !== peerId;
    this.#speaker = peerId;
    return changes;
  }

  forget(peerId: string): void {
    if (this.#speaker === peerId) {
      this.#speaker = undefined;
    }
  }
}
