import type { LocalMedia } from '../media/local-media.ts';
import { chooseLanguage, chosenLanguage, LANGUAGES, worded, type Language, type TextKey } from '../text.ts';
import { textButton } from './buttons.ts';
import { DevicePickers } from './device-pickers.ts';
import { checkbox, openDialog } from './dialogs.ts';
import { element } from './element.ts';
import { keyTable } from './keyboard.ts';
import { SOUNDS, soundOn, switchSound } from './sounds.ts';

/** Devices and keyboard, in the call. */
export function openSettings(local: LocalMedia, onSpeaker: (deviceId: string) => void): void {
  const pickers = new DevicePickers(local, onSpeaker);
  const dialog = openDialog(
    worded('settings.title'),
    'settings-dialog',
    [
      element('h3', {}, worded('settings.devices')),
      pickers.element,
      checkbox('noise-suppression', worded('web.settings.noise'), local.suppressesNoise, (on) => void local.suppressNoise(on)),
      element('h3', {}, worded('sounds.title')),
      ...SOUNDS.map(({ name, meaning }) => checkbox(`sound-${name}`, worded(meaning), soundOn(name), (on) => switchSound(name, on))),
      element('h3', {}, worded('settings.language')),
      languagePicker(),
      element('section', { class: 'keyboard' }, element('h3', {}, worded('settings.keyboard')), keyTable()),
    ],
    [textButton(worded('dialog.done'), { testid: 'settings-done', kind: 'primary' })],
  );
  dialog.addEventListener('close', () => pickers.close());
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
