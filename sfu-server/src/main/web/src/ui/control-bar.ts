import { pathOfRoom } from '../room-name.ts';
import type { Source } from '../protocol.ts';
import { worded } from '../text.ts';
import { iconButton, relabel, SourceButton } from './buttons.ts';
import { CopyLinkButton } from './copy-link.ts';
import { element, type View } from './element.ts';
import { icon } from './icons.ts';
import { label } from './wording.ts';

export interface ControlBarActions {
  toggle(source: Source): void;
  share(): void;
  hand(): void;
  react(): void;
  chat(): void;
  people(): void;
  view(): void;
  more(): void;
  leave(): void;
}

/** What of the meeting the buttons show. */
export interface MeetingButtons {
  /** The server offers hands, reactions and chat. */
  readonly offered: boolean;
  readonly mayShare: boolean;
  readonly sharing: boolean;
  readonly handRaised: boolean;
  readonly chatOpen: boolean;
  readonly peopleOpen: boolean;
  readonly unread: number;
  readonly knocking: boolean;
}

/** Room, switches and link, along the edge of the call. */
export class ControlBar implements View {
  readonly element: HTMLElement;
  readonly #count = element('span', { 'data-testid': 'people-count' });
  readonly #countPill = element('span', { class: 'count' }, icon('people'), this.#count);
  readonly #sources: Record<Source, SourceButton>;
  readonly #copy: CopyLinkButton;
  readonly #share: HTMLButtonElement;
  readonly #hand: HTMLButtonElement;
  readonly #react: HTMLButtonElement;
  readonly #chat: HTMLButtonElement;
  readonly #people: HTMLButtonElement;

  constructor(room: string, actions: ControlBarActions) {
    this.#sources = {
      microphone: new SourceButton('microphone', 'M', () => actions.toggle('microphone')),
      camera: new SourceButton('camera', 'V', () => actions.toggle('camera')),
    };
    this.#share = iconButton({ testid: 'share', label: worded('share.start'), icon: 'share', shortcut: 'S', onPress: () => actions.share() });
    this.#hand = iconButton({ testid: 'hand', label: worded('hand.raise'), icon: 'hand', shortcut: 'R', onPress: () => actions.hand() });
    this.#react = iconButton({ testid: 'react', label: worded('reaction.title'), icon: 'smile', onPress: () => actions.react() });
    this.#chat = iconButton({ testid: 'chat', label: worded('chat.title'), icon: 'chat', shortcut: 'C', onPress: () => actions.chat() });
    this.#people = iconButton({ testid: 'people', label: worded('call.people'), icon: 'people', onPress: () => actions.people() });
    const view = iconButton({ testid: 'view', label: worded('view.title'), icon: 'grid', shortcut: 'W', onPress: () => actions.view() });
    [this.#share, this.#react, this.#people, view].forEach((button) => button.classList.add('wide-only'));
    this.#copy = new CopyLinkButton(new URL(pathOfRoom(room), location.href).href);
    this.element = element(
      'div',
      { class: 'bar' },
      element('div', { class: 'bar-room' }, element('span', { class: 'bar-room-name', title: room }, room), this.#countPill),
      element('div', { class: 'bar-controls', role: 'toolbar', 'aria-label': worded('call.controls') },
        this.#sources.microphone.button,
        this.#sources.camera.button,
        this.#share,
        this.#hand,
        this.#react,
        this.#chat,
        this.#people,
        view,
        iconButton({ testid: 'more', label: worded('more.title'), icon: 'more', onPress: () => actions.more() }),
        iconButton({ testid: 'leave', label: worded('call.leave'), icon: 'leave', shortcut: 'L', kind: 'danger', onPress: () => actions.leave() }),
      ),
      element('div', { class: 'bar-link' }, this.#copy.button),
    );
  }

  showSource(source: Source, state: { live: boolean; starting: boolean; failed: boolean }): void {
    this.#sources[source].show(state);
  }

  showMeeting(shown: MeetingButtons): void {
    this.#share.hidden = !shown.mayShare;
    [this.#hand, this.#react, this.#chat, this.#people].forEach((button) => (button.hidden = !shown.offered));
    relabel(this.#share, 'share', worded(shown.sharing ? 'share.stop' : 'share.start'), 'S');
    relabel(this.#hand, 'hand', worded(shown.handRaised ? 'hand.lower' : 'hand.raise'), 'R');
    relabel(this.#chat, 'chat', shown.unread > 0 ? worded('chat.unread', shown.unread) : worded('chat.title'), 'C');
    pressed(this.#share, shown.sharing);
    pressed(this.#hand, shown.handRaised);
    pressed(this.#chat, shown.chatOpen);
    pressed(this.#people, shown.peopleOpen);
    this.#chat.dataset['badge'] = shown.unread > 0 ? String(Math.min(99, shown.unread)) : '';
    this.#people.dataset['badge'] = shown.knocking ? '!' : '';
  }

  showCount(count: number): void {
    this.#count.textContent = String(count);
    label(this.#countPill, 'aria-label', count === 1 ? worded('call.person') : worded('call.persons', count));
    this.#countPill.setAttribute('role', 'img');
  }

  /** Draws the eye to the link as long as no one else is there. */
  set alone(alone: boolean) {
    this.element.dataset['alone'] = String(alone);
  }

  copyLink(): Promise<boolean> {
    return this.#copy.copy();
  }

  close(): void {
    this.element.remove();
  }
}

function pressed(button: HTMLButtonElement, on: boolean): void {
  button.setAttribute('aria-pressed', String(on));
}
