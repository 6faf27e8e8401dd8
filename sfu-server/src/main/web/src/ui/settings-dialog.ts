import type { LocalMedia } from '../media/local-media.ts';
import { chooseLanguage, chosenLanguage, LANGUAGES, worded, type Language, type TextKey } from '../text.ts';
import { textButton } from './buttons.ts';
import { DevicePickers } from './device-pickers.ts';
import { openDialog } from './dialogs.ts';
import { element } from './element.ts';
import { SHORTCUTS, shortcutsOn, switchShortcuts } from './shortcuts.ts';

/** Devices and keyboard, in the call. */
export function openSettings(local: LocalMedia, onSpeaker: (deviceId: string) => void): void {
  const pickers = new DevicePickers(local, onSpeaker);
  const dialog = openDialog(
    worded('settings.title'),
    'settings-dialog',
    [
      element('h3', {}, worded('settings.devices')),
      pickers.element,
      element('h3', {}, worded('settings.language')),
      languagePicker(),
      element('section', { class: 'keyboard' }, element('h3', {}, worded('settings.keyboard')), shortcutTable(), shortcutSwitch()),
    ],
    [textButton(worded('dialog.done'), { testid: 'settings-done', kind: 'primary' })],
  );
  dialog.addEventListener('close', () => pickers.close());
}

function shortcutTable(): HTMLElement {
  const rows = SHORTCUTS.map(({ key, meaning }) =>
    element('div', {}, element('dt', {}, element('kbd', {}, key.toUpperCase())), element('dd', {}, worded(meaning))),
  );
  return element('dl', { class: 'shortcuts' }, ...rows);
}

function shortcutSwitch(): HTMLElement {
  const box = element('input', { type: 'checkbox', 'data-testid': 'shortcuts-switch' });
  box.checked = shortcutsOn();
  box.addEventListener('change', () => switchShortcuts(box.checked));
  return element('label', { class: 'check' }, box, worded('settings.keys'));
}

const NAMES = { en: 'language.english', de: 'language.german' } as const satisfies Record<Language, TextKey>;

function languagePicker(): HTMLElement {
  const select = element(
    'select',
    { class: 'field', 'data-testid': 'language-picker', 'aria-label': worded('settings.language') },
    element('option', { value: '' }, worded('web.settings.language.browser')),
    ...LANGUAGES.map((language) => element('option', { value: language }, worded(NAMES[language]))),
  );
  select.value = chosenLanguage() ?? '';
  select.addEventListener('change', () => chooseLanguage(LANGUAGES.find((language) => language === select.value)));
  return select;
}
