import { worded, type Words, type Worded } from '../text.ts';
import { element } from './element.ts';
import { textButton } from './buttons.ts';

/** A modal dialog; the browser keeps the focus inside and closes it on Escape. */
export function openDialog(title: Words, testid: string, content: Node[], actions: HTMLButtonElement[]): HTMLDialogElement {
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

/** A dialog at the lower edge that leaves the call behind it in sight. */
export function openSheet(title: Words, testid: string, content: Node[], actions: HTMLButtonElement[]): HTMLDialogElement {
  const dialog = openDialog(title, testid, content, actions);
  dialog.classList.add('sheet');
  return dialog;
}

/** A switch with its meaning beside it. */
export function checkbox(testid: string, words: Worded, checked: boolean, onChange: (checked: boolean, box: HTMLInputElement) => void): HTMLElement {
  const box = element('input', { type: 'checkbox', 'data-testid': testid });
  box.checked = checked;
  box.addEventListener('change', () => onChange(box.checked, box));
  return element('label', { class: 'check' }, box, words);
}

/** Asks before something that cannot be undone. */
export function confirmAction(title: Worded, meaning: Worded, action: Worded, onConfirmed: () => void): HTMLDialogElement {
  return openDialog(
    title,
    'confirm-dialog',
    [element('p', {}, meaning)],
    [textButton(worded('join.cancel'), { testid: 'confirm-cancel', kind: 'quiet' }), textButton(action, { testid: 'confirm', kind: 'danger' }, onConfirmed)],
  );
}

export function confirmLeaving(onLeave: () => void): HTMLDialogElement {
  const leave = textButton(worded('leave.leave'), { testid: 'confirm-leave', kind: 'danger' }, onLeave);
  const dialog = openDialog(
    worded('leave.title'),
    'leave-dialog',
    [element('p', {}, worded('leave.text'))],
    [textButton(worded('leave.stay'), { testid: 'cancel-leave', kind: 'quiet' }), leave],
  );
  leave.focus();
  return dialog;
}

/** For browsers that do not let a page copy: the link, ready to be copied by hand. */
export function showLink(link: string): HTMLDialogElement {
  const field = element('input', { type: 'text', readonly: true, value: link, 'aria-label': worded('link.label'), class: 'field' });
  const dialog = openDialog(
    worded('link.title'),
    'link-dialog',
    [element('p', {}, worded('link.text')), field],
    [textButton(worded('dialog.done'), { testid: 'link-done', kind: 'primary' })],
  );
  field.focus();
  field.select();
  return dialog;
}
