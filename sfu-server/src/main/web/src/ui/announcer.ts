import type { Words } from '../text.ts';
import { element, type View } from './element.ts';

const SHOWN_MILLIS = 4_000;
const INSTRUCTION_SHOWN_MILLIS = 15_000; // to be read twice and followed
const MOST_SHOWN = 3;

/** Short news ("Ada joined"): shown for a moment, and read out by screen readers. */
export class Announcer implements View {
  readonly element = element('div', { class: 'news', role: 'status', 'aria-live': 'polite', 'data-testid': 'news' });
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  say(...text: (Node | string)[]): void {
    this.#show(text, SHOWN_MILLIS);
  }

  /** News that says what to do, and stays longer. */
  instruct(text: Words): void {
    this.#show([String(text)], INSTRUCTION_SHOWN_MILLIS);
  }

  /** Reads out without showing: what was done is seen on the button already. */
  whisper(text: Words): void {
    const line = element('p', { class: 'visually-hidden' }, String(text));
    this.element.append(line);
    this.#later(SHOWN_MILLIS, () => line.remove());
  }

  close(): void {
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.element.remove();
  }

  #show(text: (Node | string)[], millis: number): void {
    const line = element('p', { class: 'news-line' }, ...text);
    // Said once more it is shown once, but read out again.
    [...this.element.children].find((shown) => shown.textContent === line.textContent)?.remove();
    this.element.append(line);
    while (this.element.childElementCount > MOST_SHOWN) {
      this.element.firstElementChild?.remove();
    }
    this.#later(millis, () => line.remove());
  }

  #later(millis: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, millis);
    this.#timers.add(timer);
  }
}
