import { nodesOf, worded, type Words } from '../text.ts';
import { textButton } from '../ui/buttons.ts';
import { element } from '../ui/element.ts';
import { brand, type Navigation, type Page } from './page.ts';

/** After the call: it was left, or one could not get in. */
export class LeftPage implements Page {
  readonly title = 'Parley';
  readonly element: HTMLElement;

  constructor(room: string, message: Words, navigation: Navigation) {
    const again = textButton(worded('left.again'), { testid: 'rejoin', kind: 'primary' }, () => navigation.room(room));
    this.element = element(
      'main',
      { class: 'start', 'data-testid': 'left-page' },
      brand(),
      element('h1', { role: 'status' }, message),
      element('p', { class: 'lead' }, ...nodesOf('left.room', element('strong', {}, room))),
      element(
        'div',
        { class: 'left-actions' },
        again,
        textButton(worded('left.start'), { testid: 'to-start', kind: 'quiet' }, () => navigation.start()),
      ),
    );
    queueMicrotask(() => again.focus());
  }

  close(): void {
    this.element.remove();
  }
}
