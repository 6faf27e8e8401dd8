import { worded, type Worded } from '../text.ts';
import { textButton } from './buttons.ts';
import { openSheet } from './dialogs.ts';
import { element } from './element.ts';
import { icon, type IconName } from './icons.ts';

/** A line of a menu. */
export interface MenuRow {
  readonly testid: string;
  readonly icon: IconName;
  readonly words: Worded;
  /** On narrow windows only, where the bar has no room for it. */
  readonly narrow?: boolean;
  readonly danger?: boolean;
  act(): void;
}

/** Lines that do something and close the dialog in which they are. */
export function menuRows(rows: readonly MenuRow[]): HTMLElement {
  const buttons = rows.map(({ testid, icon: drawing, words, narrow, danger, act }) => {
    const kinds = ['menu-row', narrow ? 'narrow-only' : '', danger ? 'menu-danger' : ''].filter(Boolean).join(' ');
    const button = element('button', { type: 'button', class: kinds, 'data-testid': testid }, icon(drawing), words);
    button.addEventListener('click', () => {
      button.closest('dialog')?.close();
      act();
    });
    return button;
  });
  return element('div', { class: 'menu-rows' }, ...buttons);
}

/** What the bar has no room for. */
export function openMore(rows: readonly MenuRow[]): HTMLDialogElement {
  return openSheet(
    worded('web.more.title'),
    'more-menu',
    [menuRows(rows)],
    [textButton(worded('dialog.done'), { testid: 'more-done', kind: 'quiet' })],
  );
}
