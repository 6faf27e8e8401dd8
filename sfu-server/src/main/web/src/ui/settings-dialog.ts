import { BUDGETS, type DataSaver } from '../call/data-saver.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { chooseLanguage, chosenLanguage, decimal, LANGUAGES, worded, type Language, type TextKey } from '../text.ts';
import { textButton } from './buttons.ts';
import { DevicePickers } from './device-pickers.ts';
import { checkbox, openDialog } from './dialogs.ts';
import { element } from './element.ts';
import { keyTable } from './keyboard.ts';
import { SOUNDS, soundOn, switchSound } from './sounds.ts';

/** Devices, sounds, data, language and keyboard, in the call. */
export function openSettings(local: LocalMedia, saver: DataSaver, onSpeaker: (deviceId: string) => void): void {
  const pickers = new DevicePickers(local, onSpeaker);
  const dialog = openDialog(
    worded('settings.title'),
    'settings-dialog',
    [
      element('h3', {}, worded('settings.devices')),
      pickers.element,
      checkbox('noise-suppression', worded('settings.noise'), local.suppressesNoise, (on) => void local.suppressNoise(on)),
      element('h3', {}, worded('sounds.title')),
      ...SOUNDS.map(({ name, meaning }) => checkbox(`sound-${name}`, worded(meaning), soundOn(name), (on) => switchSound(name, on))),
      element('h3', {}, worded('data.title')),
      dataPicker(saver),
      element('h3', {}, worded('settings.language')),
      languagePicker(),
      element('section', { class: 'keyboard' }, element('h3', {}, worded('settings.keyboard')), keyTable()),
    ],
    [textButton(worded('dialog.done'), { testid: 'settings-done', kind: 'primary' })],
  );
  dialog.addEventListener('close', () => pickers.close());
}

/** Megabytes an hour say more than bits a second. */
function dataPicker(saver: DataSaver): HTMLElement {
  const select = element(
    'select',
    { class: 'field', 'data-testid': 'data-picker', 'aria-label': worded('data.title') },
    element('option', { value: '' }, worded('data.unlimited')),
    ...BUDGETS.map((budget) =>
      element('option', { value: budget }, worded('data.budget', decimal(budget / 1_000, 1), decimal((budget * 3_600) / 8_000, 0))),
    ),
  );
  select.value = String(saver.budget ?? '');
  select.addEventListener('change', () => (saver.budget = BUDGETS.find((budget) => String(budget) === select.value)));
  return element('div', {}, select, element('p', { class: 'hint' }, worded('data.hint')));
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
