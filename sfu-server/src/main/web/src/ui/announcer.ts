import { element, type View } from './element.ts';

const SHOWN_MILLIS = 4_000;
const MOST_SHOWN = 3;

/** Short news ("Ada joined"): shown for a moment, and read out by screen readers. */
export class Announcer implements View {
  readonly element = element('div', { class: 'news', role: 'status', 'aria-live': 'polite', 'data-testid': 'news' });
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  say(text: string): void {
    const line = element('p', { class: 'news-line' }, text);
    this.element.append(line);
    while (this.element.childElementCount > MOST_SHOWN) {
      this.element.firstElementChild?.remove();
    }
    this.#later(() => line.remove());
  }

  /** Reads out without showing: what was done is seen on the button already. */
  whisper(text: string): void {
    const line = element('p', { class: 'visually-hidden' }, text);
    this.element.append(line);
    this.#later(() => line.remove());
  }

  close(): void {
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.element.remove();
  }

  #later(act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, SHOWN_MILLIS);
    this.#timers.add(timer);
  }
}
