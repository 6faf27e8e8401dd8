import { isOn } from './shortcuts.ts';

/** The microphone, as the held key needs it. */
export interface Switchable {
  /** Whether it can be switched at once, without a device being started first. */
  readonly ready: boolean;
  readonly live: boolean;
  turn(on: boolean): void;
}

/**
 * The Space bar held down turns the microphone the other way round: who is muted talks, who is live is muted for so long.
 * When the key's end cannot be seen any more, because the window lost the focus, it ends muted: nobody is heard unawares.
 */
export class HeldSpace {
  #held = false;
  #wasLive = false;

  constructor(private readonly microphone: Switchable) {}

  press(): void {
    if (!this.#held && this.microphone.ready) {
      this.#held = true;
      this.#wasLive = this.microphone.live;
      this.microphone.turn(!this.#wasLive);
    }
  }

  release(): void {
    if (this.#held) {
      this.#held = false;
      this.microphone.turn(this.#wasLive);
    }
  }

  /** The key may be let go without us being told. */
  lose(): void {
    if (this.#held) {
      this.#held = false;
      this.microphone.turn(false);
    }
  }

  /** The microphone was switched by other means, and stays as it is when the key is let go. */
  overrule(): void {
    this.#held = false;
  }
}

const TYPING = 'input, select, textarea, dialog, [contenteditable]';
const CONTROLS = 'button, a, summary';

/** Lets the Space bar be held anywhere but in fields, dialogs, and on a control reached by keyboard, which it presses. */
export function listenForSpace(held: HeldSpace): () => void {
  let clicked: EventTarget | null = null;
  const onPointer = (event: Event) => (clicked = event.target);
  const onDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') {
      clicked = null;
    }
    if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey || !isOn(' ') || !(event.target instanceof Element)) {
      return;
    }
    const control = event.target.closest<HTMLElement>(CONTROLS);
    const byPointer = clicked instanceof Node && control?.contains(clicked);
    if (event.target.closest(TYPING) || (control && !byPointer)) {
      return;
    }
    // A button that a click left the focus on would be pressed as well.
    control?.blur();
    event.preventDefault();
    if (!event.repeat) {
      held.press();
    }
  };
  const onUp = (event: KeyboardEvent) => event.key === ' ' && held.release();
  const onLost = () => held.lose();
  const onVisibility = () => document.visibilityState === 'hidden' && held.lose();
  addEventListener('pointerdown', onPointer, true);
  addEventListener('keydown', onDown);
  addEventListener('keyup', onUp);
  addEventListener('blur', onLost);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    held.lose();
    removeEventListener('pointerdown', onPointer, true);
    removeEventListener('keydown', onDown);
    removeEventListener('keyup', onUp);
    removeEventListener('blur', onLost);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
