import { worded, type Worded } from '../text.ts';
import { textButton } from './buttons.ts';
import { openDialog } from './dialogs.ts';
import { element } from './element.ts';
import { mark } from './icons.ts';

/** The longest password that the server takes, in UTF-16 units. */
const LONGEST = 128;

/** Covers the call for as long as one waits to be let in: of the room nothing is known yet. */
export function waitingRoom(room: string, onLeave: () => void): HTMLElement {
  return element('section', { class: 'door start', hidden: true, 'data-testid': 'lobby' },
    element('div', { class: 'brand' }, mark(), element('span', {}, 'Parley')),
    element('h2', { role: 'status' }, worded('lobby.title')),
    element('p', { class: 'lead' }, worded('lobby.lead', room)),
    element('span', { class: 'door-dots', 'aria-hidden': 'true' }, element('i'), element('i'), element('i')),
    textButton(worded('lobby.leave'), { testid: 'lobby-leave', kind: 'quiet' }, onLeave),
  );
}

/** Asks for a password; `onGiven` is called once, with undefined when the person gives up. */
export function askPassword(title: Worded, lead: Worded, action: Worded, allowEmpty: boolean, onGiven: (password: string | undefined) => void): HTMLDialogElement {
  const field = element('input', { type: 'password', class: 'field', maxlength: LONGEST, autocomplete: 'off', 'aria-label': worded('password.label'), 'data-testid': 'password' });
  const give = textButton(action, { testid: 'password-give', kind: 'primary' });
  const dialog = openDialog(title, 'password-dialog', [element('p', {}, lead), field], [textButton(worded('join.cancel'), { testid: 'password-cancel', kind: 'quiet' }), give]);
  let given: string | undefined;
  const accept = () => {
    given = allowEmpty || field.value !== '' ? field.value : undefined;
  };
  // Before the dialog closes itself, which it does on a click on either.
  give.addEventListener('click', accept, { capture: true });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      accept();
      dialog.close();
    }
  });
  dialog.addEventListener('close', () => onGiven(given));
  field.focus();
  return dialog;
}
