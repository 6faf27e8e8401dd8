import { PERSON_NAME_MAX, tidyPersonName } from '../person-name.ts';
import { preference, remember } from '../preferences.ts';
import { ROOM_NAME_MAX, suggestRoomName, tidyRoomName } from '../room-name.ts';
import { worded } from '../text.ts';
import { iconButton, textButton } from '../ui/buttons.ts';
import { element } from '../ui/element.ts';
import { icon } from '../ui/icons.ts';
import { brand, complain, field, type Navigation, type Page } from './page.ts';

/** `/`: which room, and under which name. */
export class StartPage implements Page {
  readonly title = 'Parley';
  readonly element: HTMLElement;
  readonly #room = field(worded('join.room'), { testid: 'join-room', value: suggestRoomName(), maxlength: ROOM_NAME_MAX });
  readonly #name = field(worded('join.name'), {
    testid: 'join-name',
    value: preference('name') ?? '',
    maxlength: PERSON_NAME_MAX,
    autocomplete: 'name',
    placeholder: worded('join.name.placeholder'),
  });

  constructor(private readonly navigation: Navigation) {
    const next = textButton(worded('web.start.continue'), { testid: 'continue-button', kind: 'primary', type: 'submit' });
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
      element('h1', {}, worded('web.start.title')),
      element('p', { class: 'lead' }, worded('web.start.lead')),
      form,
      element('p', { class: 'hint' }, worded('web.start.hint')),
    );
  }

  close(): void {
    this.element.remove();
  }

  #roomRow(): HTMLElement {
    const { input, label } = this.#room;
    const shuffle = iconButton({
      testid: 'suggest-room',
      label: worded('join.room.suggest'),
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
      complain(this.#room.input, worded('join.room.empty'));
      return;
    }
    remember('name', tidyPersonName(this.#name.input.value));
    this.navigation.room(room);
  }
}
