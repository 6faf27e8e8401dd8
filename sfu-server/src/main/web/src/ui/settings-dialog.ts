import type { LocalMedia } from '../media/local-media.ts';
import { textButton } from './buttons.ts';
import { DevicePickers } from './device-pickers.ts';
import { openDialog } from './dialogs.ts';
import { element } from './element.ts';
import { SHORTCUTS, shortcutsOn, switchShortcuts } from './shortcuts.ts';

/** Devices and keyboard, in the call. */
export function openSettings(local: LocalMedia, onSpeaker: (deviceId: string) => void): void {
  const pickers = new DevicePickers(local, onSpeaker);
  const dialog = openDialog(
    'Settings',
    'settings-dialog',
    [
      element('h3', {}, 'Devices'),
      pickers.element,
      element('section', { class: 'keyboard' }, element('h3', {}, 'Keyboard'), shortcutTable(), shortcutSwitch()),
    ],
    [textButton('Done', { testid: 'settings-done', kind: 'primary' })],
  );
  dialog.addEventListener('close', () => pickers.close());
}

function shortcutTable(): HTMLElement {
  const rows = SHORTCUTS.map(({ key, meaning }) =>
    element('div', {}, element('dt', {}, element('kbd', {}, key.toUpperCase())), element('dd', {}, meaning)),
  );
  return element('dl', { class: 'shortcuts' }, ...rows);
}

function shortcutSwitch(): HTMLElement {
  const box = element('input', { type: 'checkbox', 'data-testid': 'shortcuts-switch' });
  box.checked = shortcutsOn();
  box.addEventListener('change', () => switchShortcuts(box.checked));
  return element('label', { class: 'check' }, box, 'Use these keys');
}
