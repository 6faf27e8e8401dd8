import { worded } from '../text.ts';
import { iconButton } from './buttons.ts';
import { element, type View } from './element.ts';
import { say } from './wording.ts';

/** Buttons to turn the pages of the stage. */
export class Pager implements View {
  readonly element: HTMLElement;
  readonly #where = element('span', { class: 'pager-where', role: 'status', 'data-testid': 'page' });
  readonly #back: HTMLButtonElement;
  readonly #on: HTMLButtonElement;
  #page = 0;

  constructor(onTurn: (page: number) => void) {
    this.#back = iconButton({ testid: 'page-back', label: worded('pager.back'), icon: 'left', onPress: () => onTurn(this.#page - 1) });
    this.#on = iconButton({ testid: 'page-on', label: worded('pager.on'), icon: 'right', onPress: () => onTurn(this.#page + 1) });
    this.element = element('div', { class: 'pager', hidden: true }, this.#back, this.#where, this.#on);
  }

  show(page: number, pages: number): void {
    this.#page = page;
    this.element.hidden = pages < 2;
    if (pages > 1) {
      say(this.#where, worded('pager.where', page + 1, pages));
    }
    this.#back.disabled = page === 0;
    this.#on.disabled = page >= pages - 1;
  }

  close(): void {
    this.element.remove();
  }
}
