import { worded, type Worded } from '../text.ts';
import { textButton } from './buttons.ts';
import { openSheet } from './dialogs.ts';
import { element } from './element.ts';
import { icon } from './icons.ts';
import { menuRows, type MenuRow } from './more-menu.ts';

/** A sound whose loudness can be set for oneself alone, from 0 to 1. */
export interface Loudness {
  readonly testid: string;
  readonly words: Worded;
  readonly volume: number;
  set(volume: number): void;
}

/** What can be done with one person, or with one's own tile. */
export function openPersonMenu(name: string, loudness: readonly Loudness[], actions: readonly MenuRow[]): HTMLDialogElement {
  return openSheet(
    name,
    'person-menu',
    [...loudness.map(slider), menuRows(actions)],
    [textButton(worded('dialog.done'), { testid: 'person-menu-done', kind: 'quiet' })],
  );
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
