import { PERSON_NAME_MAX, tidyPersonName } from '../person-name.ts';
import { preference, remember } from '../preferences.ts';
import { ROOM_NAME_MAX, suggestRoomName, tidyRoomName } from '../room-name.ts';
import { iconButton, textButton } from '../ui/buttons.ts';
import { element } from '../ui/element.ts';
import { icon } from '../ui/icons.ts';
import { brand, complain, field, type Navigation, type Page } from './page.ts';

/** `/`: which room, and under which name. */
export class StartPage implements Page {
  readonly title = 'Parley';
  readonly element: HTMLElement;
  readonly #room = field('Room', { testid: 'join-room', value: suggestRoomName(), maxlength: ROOM_NAME_MAX });
  readonly #name = field('Your name', {
    testid: 'join-name',
    value: preference('name') ?? '',
    maxlength: PERSON_NAME_MAX,
    autocomplete: 'name',
    placeholder: 'How the others see you',
  });

  constructor(private readonly navigation: Navigation) {
    const next = textButton('Continue', { testid: 'continue-button', kind: 'primary', type: 'submit' });
    next.append(icon('arrow'));
    const form = element('form', { class: 'card start-form', novalidate: true }, this.#roomRow(), this.#name.label, next);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.element = element(
      'main',
      { class: 'start', 'data-testid': 'start-page' },
      brand(),
      element('h1', {}, 'Meet face to face'),
      element('p', { class: 'lead' }, 'Pick a room, share its link, talk. No account, and everything stays on this server.'),
      form,
      element('p', { class: 'hint' }, 'You can check your camera and microphone on the next page.'),
    );
  }

  close(): void {
    this.element.remove();
  }

  #roomRow(): HTMLElement {
    const { input, label } = this.#room;
    const shuffle = iconButton({
      testid: 'suggest-room',
      label: 'Suggest another room name',
      icon: 'shuffle',
      onPress: () => {
        input.value = suggestRoomName();
        input.dispatchEvent(new Event('input'));
      },
    });
    return element('div', { class: 'room-row' }, label, shuffle);
  }

  #submit(): void {
    const room = tidyRoomName(this.#room.input.value);
    if (!room) {
      complain(this.#room.input, 'Please give the room a name.');
      return;
    }
    remember('name', tidyPersonName(this.#name.input.value));
    this.navigation.room(room);
  }
}
