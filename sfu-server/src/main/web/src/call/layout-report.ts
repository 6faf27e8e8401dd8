import type { VisibleProducer } from '../protocol.ts';

const SETTLED_MILLIS = 100; // a window that is being resized would tell too much

/** Tells the server which videos are seen and how large, so that it need not send the others. */
export class LayoutReport {
  #visible: readonly VisibleProducer[] = [];
  #arriving: readonly string[] = [];
  #told: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param tell asks the server; fails when there is none, and the next change tells again */
  constructor(private readonly tell: (visible: readonly VisibleProducer[]) => Promise<void>) {}

  /** @param arriving the producers of all videos that one gets or could get: to the server a new one counts as seen */
  show(visible: readonly VisibleProducer[], arriving: readonly string[]): void {
    this.#visible = visible;
    this.#arriving = arriving;
    this.#timer ??= setTimeout(() => void this.#tell(), SETTLED_MILLIS);
  }

  /** The server knows nothing of it any more: a new connection. */
  forget(): void {
    this.#told = undefined;
    this.show(this.#visible, this.#arriving);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #tell(): Promise<void> {
    this.#timer = undefined;
    const said = JSON.stringify([this.#visible, this.#arriving]);
    if (said !== this.#told) {
      this.#told = said;
      await this.tell(this.#visible).catch(() => {
        this.#told = undefined;
      });
    }
  }
}
