import { worded, type Worded } from '../text.ts';
import { textButton } from './buttons.ts';
import { openSheet } from './dialogs.ts';
import { element } from './element.ts';
import { icon, type IconName } from './icons.ts';

/** Something that can be done with a person. */
export interface PersonAction {
  readonly testid: string;
  readonly icon: IconName;
  readonly words: Worded;
  readonly danger?: boolean;
  act(): void;
}

/** A sound whose loudness can be set for oneself alone, from 0 to 1. */
export interface Loudness {
  readonly testid: string;
  readonly words: Worded;
  readonly volume: number;
  set(volume: number): void;
}

/** What can be done with one person, or with one's own tile. */
export function openPersonMenu(name: string, loudness: readonly Loudness[], actions: readonly PersonAction[]): HTMLDialogElement {
  const rows = actions.map((action) =>
    element('button', { type: 'button', class: action.danger ? 'menu-row menu-danger' : 'menu-row', 'data-testid': action.testid }, icon(action.icon), action.words),
  );
  const dialog = openSheet(
    name,
    'person-menu',
    [...loudness.map(slider), element('div', { class: 'menu-rows' }, ...rows)],
    [textButton(worded('dialog.done'), { testid: 'person-menu-done', kind: 'primary' })],
  );
  rows.forEach((row, index) =>
    row.addEventListener('click', () => {
      dialog.close();
      actions[index]?.act();
    }),
  );
  return dialog;
}

function slider({ testid, words, volume, set }: Loudness): HTMLElement {
  const shown = element('output', { class: 'volume-shown' });
  const range = element('input', { type: 'range', min: 0, max: 100, step: 5, value: Math.round(volume * 100), 'data-testid': testid, 'aria-label': words });
  const show = () => {
    shown.textContent = `${range.value} %`;
  };
  range.addEventListener('input', () => {
    show();
    set(Number(range.value) / 100);
  });
  show();
  return element('label', { class: 'volume' }, icon('speaker'), element('span', { class: 'volume-words' }, words), range, shown);
}
