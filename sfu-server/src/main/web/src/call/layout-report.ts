import type { VisibleProducer } from '../protocol.ts';

const SETTLED_MILLIS = 100; // a window that is being resized would tell too much

/** Tells the server which videos are seen and how large, so that it need not send the others. */
export class LayoutReport {
  #visible: readonly VisibleProducer[] = [];
  #told: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param tell asks the server; fails when there is none, and the next change tells again */
  constructor(private readonly tell: (visible: readonly VisibleProducer[]) => Promise<void>) {}

  show(visible: readonly VisibleProducer[]): void {
    this.#visible = visible;
    this.#timer ??= setTimeout(() => void this.#tell(), SETTLED_MILLIS);
  }

  /** The server knows nothing of it any more: a new connection. */
  forget(): void {
    this.#told = undefined;
    this.show(this.#visible);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #tell(): Promise<void> {
    this.#timer = undefined;
    const said = JSON.stringify(this.#visible);
    if (said !== this.#told) {
      this.#told = said;
      await this.tell(this.#visible).catch(() => {
        this.#told = undefined;
      });
    }
  }
}
