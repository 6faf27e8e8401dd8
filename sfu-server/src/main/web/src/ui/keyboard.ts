import { worded } from '../text.ts';
import { textButton } from './buttons.ts';
import { openDialog } from './dialogs.ts';
import { element } from './element.ts';
import { isOn, SHORTCUTS, switchKey } from './shortcuts.ts';

/** The list of keys, each with a switch. */
export function keyTable(): HTMLElement {
  const rows = SHORTCUTS.map(({ key, meaning }) => {
    const words = worded(meaning);
    const box = element('input', { type: 'checkbox', 'aria-label': words, 'data-testid': `key-${key === ' ' ? 'space' : key}` });
    box.checked = isOn(key);
    box.addEventListener('change', () => switchKey(key, box.checked));
    const cap = element('kbd', {}, key === ' ' ? worded('web.shortcut.space') : key.toUpperCase());
    return element('label', { class: 'check shortcut' }, cap, element('span', {}, words), box);
  });
  return element('div', { class: 'shortcuts' }, ...rows);
}

/** Help with the keys, and the choice which of them are used. */
export function openKeyboard(): HTMLDialogElement {
  return openDialog(
    worded('settings.keyboard'),
    'keyboard-dialog',
    [element('p', {}, worded('web.shortcut.lead')), keyTable()],
    [textButton(worded('dialog.done'), { testid: 'keyboard-done', kind: 'primary' })],
  );
}
