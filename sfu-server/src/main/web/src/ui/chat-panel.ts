import { piecesOf } from '../call/links.ts';
import { language, nodesOf, text, worded } from '../text.ts';
import { iconButton } from './buttons.ts';
import { element, nameElement } from './element.ts';
import type { PanelContent } from './side-panel.ts';

/** The longest message that the server takes, in UTF-16 units. */
const LONGEST = 2_000;
const EVERYONE = '';

export interface ShownMessage {
  readonly from: string;
  readonly own: boolean;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** For whom it is, if not for all; empty for oneself. */
  readonly privatelyTo?: string;
}

export interface Recipient {
  readonly peerId: string;
  readonly name: string;
}

/** The conversation in writing, for all or between two. */
export class ChatPanel implements PanelContent {
  readonly testid = 'chat-panel';
  readonly title = worded('web.chat.title');
  readonly element: HTMLElement;
  readonly #list = element('div', { class: 'messages', role: 'log', tabindex: 0, 'aria-label': worded('web.chat.title'), 'data-testid': 'messages' });
  readonly #empty = element('p', { class: 'panel-hint' }, worded('web.chat.empty'));
  readonly #to = element('select', { class: 'field chat-to', 'data-testid': 'chat-to', 'aria-label': worded('web.chat.to') });
  readonly #field = element('textarea', {
    class: 'field chat-field',
    rows: 2,
    maxlength: LONGEST,
    placeholder: worded('web.chat.placeholder'),
    'aria-label': worded('web.chat.placeholder'),
    'data-testid': 'chat-field',
  });

  /** @param onSend gets the text, and for whom it is if not for all; says whether the server took it */
  constructor(private readonly onSend: (text: string, to: string | undefined) => Promise<boolean>) {
    const send = iconButton({ testid: 'chat-send', label: worded('web.chat.send'), icon: 'send', onPress: () => void this.#send() });
    this.#field.addEventListener('keydown', (event) => {
      // Enter also ends a word that is being composed, in Chinese for instance.
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        void this.#send();
      }
    });
    this.element = element('div', { class: 'panel-body' },
      this.#empty,
      this.#list,
      element('div', { class: 'chat-write' }, this.#to, element('div', { class: 'chat-line' }, this.#field, send)),
    );
    this.showRecipients([]);
  }

  opened(): void {
    this.#list.scrollTop = this.#list.scrollHeight;
    this.#field.focus();
  }

  /** Writes to one person from now on. */
  writeTo(peerId: string): void {
    this.#to.value = peerId;
  }

  showRecipients(people: readonly Recipient[]): void {
    const chosen = this.#to.value;
    this.#to.replaceChildren(
      element('option', { value: EVERYONE }, worded('web.chat.everyone')),
      ...people.map(({ peerId, name }) => element('option', { value: peerId }, worded('web.chat.only', name))),
    );
    // Whoever has left is written to no more, and nothing meant for one goes to all unnoticed: the field says for whom.
    this.#to.value = people.some(({ peerId }) => peerId === chosen) ? chosen : EVERYONE;
    this.#to.hidden = people.length === 0;
  }

  add({ from, own, text: written, sentAt, privatelyTo }: ShownMessage): void {
    const atEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 60;
    const time = new Date(sentAt).toLocaleTimeString(language(), { hour: '2-digit', minute: '2-digit' });
    const aside = privatelyTo === undefined ? [] : [element('span', { class: 'message-private' }, ...(privatelyTo ? nodesOf('web.chat.private', nameElement(privatelyTo)) : [text('web.chat.private-you')]))];
    this.#empty.hidden = true;
    this.#list.append(
      element('article', { class: own ? 'message message-own' : 'message', 'data-testid': 'message', 'data-private': String(privatelyTo !== undefined) },
        element('p', { class: 'message-head' }, element('strong', {}, nameElement(own ? text('preview.you') : from)), ...aside, element('time', {}, time)),
        element('p', { class: 'message-text', 'data-testid': 'message-text', dir: 'auto' }, ...piecesOf(written).map(({ text: shown, link }) => (link === undefined ? shown : anchor(shown, link)))),
      ),
    );
    if (atEnd || own) {
      this.#list.scrollTop = this.#list.scrollHeight;
    }
  }

  async #send(): Promise<void> {
    const written = this.#field.value.trim();
    if (written && (await this.onSend(written, this.#to.value || undefined))) {
      this.#field.value = '';
      this.#field.focus();
    }
  }
}

function anchor(shown: string, link: string): HTMLElement {
  return element('a', { href: link, target: '_blank', rel: 'noopener noreferrer nofollow', class: 'message-link' }, shown);
}
