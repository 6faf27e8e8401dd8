import { worded } from '../text.ts';
import { showLink } from './dialogs.ts';
import { element } from './element.ts';
import { icon } from './icons.ts';
import { label, say } from './wording.ts';

const COPIED_SHOWN_MILLIS = 2_000;

/** A button that copies the room's link and says so. */
export class CopyLinkButton {
  readonly button: HTMLButtonElement;
  readonly #label = element('span', { class: 'copy-label', 'aria-live': 'polite' });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly link: string) {
    this.button = element('button', { type: 'button', class: 'text-button text-button-quiet copy-link', 'data-testid': 'copy-link' });
    this.button.addEventListener('click', () => void this.copy());
    this.#show(false);
  }

  /** Copies; where the browser does not allow that (no secure context), shows the link to copy by hand. */
  async copy(): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(this.link);
    } catch {
      showLink(this.link);
      return false;
    }
    this.#show(true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(false), COPIED_SHOWN_MILLIS);
    return true;
  }

  #show(copied: boolean): void {
    say(this.#label, copied ? worded('call.copied') : worded('call.copy-link'));
    label(this.button, 'title', worded('call.copy-link.hint'));
    this.button.dataset['copied'] = String(copied);
    this.button.replaceChildren(icon(copied ? 'check' : 'link'), this.#label);
  }
}
