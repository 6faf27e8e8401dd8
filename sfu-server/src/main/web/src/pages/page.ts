import type { Greeting } from '../call/greeting.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { Words, Worded } from '../text.ts';
import { element, type View } from '../ui/element.ts';
import { mark } from '../ui/icons.ts';
import { say } from '../ui/wording.ts';

/** Where a page can lead to. */
export interface Navigation {
  start(): void;
  /** The join link of a room. */
  room(room: string): void;
  /** The room is being opened in the desktop app. */
  app(room: string, link: string): void;
  call(room: string, name: string, local: LocalMedia, greeting: Greeting): void;
  left(room: string, message: Words): void;
}

export type Page = View & { readonly title: Words };

/** The name of the product, on the pages around the call. */
export function brand(): HTMLElement {
  return element('div', { class: 'brand' }, mark(), element('span', {}, 'Parley'));
}

/** The signaling lives on the server that this page came from. */
export function signalingUrl(): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`;
}

/** A labelled text field. */
export function field(
  label: Worded,
  attributes: { testid: string; value: string; maxlength: number; autocomplete?: string; placeholder?: Worded },
): { label: HTMLLabelElement; input: HTMLInputElement } {
  const input = element('input', {
    type: 'text',
    class: 'field',
    value: attributes.value,
    maxlength: attributes.maxlength,
    autocomplete: attributes.autocomplete ?? 'off',
    placeholder: attributes.placeholder,
    spellcheck: 'false',
    'data-testid': attributes.testid,
  });
  return { input, label: element('label', { class: 'labelled' }, element('span', {}, label), input) };
}

/** Shows under a field what is wrong with it, and puts the cursor there. */
export function complain(input: HTMLInputElement, problem: Worded): void {
  const line = input.parentElement?.querySelector('.problem') ?? element('span', { class: 'problem', role: 'alert' });
  say(line, problem);
  input.parentElement?.append(line);
  input.setAttribute('aria-invalid', 'true');
  input.focus();
  input.addEventListener(
    'input',
    () => {
      line.remove();
      input.removeAttribute('aria-invalid');
    },
    { once: true },
  );
}
