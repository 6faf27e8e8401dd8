import { nodesOf, worded, type Words } from '../text.ts';
import { textButton } from '../ui/buttons.ts';
import { element } from '../ui/element.ts';
import { brand, type Navigation, type Page } from './page.ts';

/** After "Open in the app": devices are free for the app, and there is a way back if it did not open. */
export class AppPage implements Page {
  readonly title: Words;
  readonly element: HTMLElement;

  constructor(room: string, link: string, navigation: Navigation) {
    this.title = worded('call.title', room);
    const stay = textButton(worded('web.app.stay'), { testid: 'continue-in-browser', kind: 'primary' }, () => navigation.room(room));
    this.element = element(
      'main',
      { class: 'start', 'data-testid': 'app-page' },
      brand(),
      element('h1', { role: 'status' }, worded('web.app.title')),
      element('p', { class: 'lead' }, worded('web.app.lead')),
      element('p', { class: 'lead' }, ...nodesOf('left.room', element('strong', {}, room))),
      element(
        'div',
        { class: 'left-actions' },
        stay,
        element('a', { class: 'text-button text-button-quiet', href: link, 'data-testid': 'open-in-app' }, worded('web.app.again')),
      ),
    );
    queueMicrotask(() => stay.focus());
  }

  close(): void {
    this.element.remove();
  }
}
