import { element } from './element.ts';
import { textButton } from './buttons.ts';

/** A modal dialog; the browser keeps the focus inside and closes it on Escape. */
export function openDialog(title: string, testid: string, content: Node[], actions: HTMLButtonElement[]): HTMLDialogElement {
  const heading = element('h2', { id: `${testid}-title` }, title);
  const dialog = element(
    'dialog',
    { class: 'dialog', 'data-testid': testid, 'aria-labelledby': heading.id },
    heading,
    ...content,
    element('div', { class: 'dialog-actions' }, ...actions),
  );
  actions.forEach((action) => action.addEventListener('click', () => dialog.close()));
  dialog.addEventListener('click', (event) => {
    // The dialog itself is hit only where its content is not: on the backdrop.
    if (event.target === dialog) {
      dialog.close();
    }
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function confirmLeaving(onLeave: () => void): HTMLDialogElement {
  const leave = textButton('Leave', { testid: 'confirm-leave', kind: 'danger' }, onLeave);
  const dialog = openDialog(
    'Leave the call?',
    'leave-dialog',
    [element('p', {}, 'The others stay in the room. You can come back with the same link.')],
    [textButton('Stay', { testid: 'cancel-leave', kind: 'quiet' }), leave],
  );
  leave.focus();
  return dialog;
}

/** For browsers that do not let a page copy: the link, ready to be copied by hand. */
export function showLink(link: string): HTMLDialogElement {
  const field = element('input', { type: 'text', readonly: true, value: link, 'aria-label': 'Link', class: 'field' });
  const dialog = openDialog(
    'Copy this link',
    'link-dialog',
    [element('p', {}, 'Send it to the people you want in this room.'), field],
    [textButton('Done', { testid: 'link-done', kind: 'primary' })],
  );
  field.focus();
  field.select();
  return dialog;
}
