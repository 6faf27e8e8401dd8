import { textButton } from '../ui/buttons.ts';
import { element } from '../ui/element.ts';
import { brand, type Navigation, type Page } from './page.ts';

/** After "Open in the app": devices are free for the app, and there is a way back if it did not open. */
export class AppPage implements Page {
  readonly title: string;
  readonly element: HTMLElement;

  constructor(room: string, link: string, navigation: Navigation) {
    this.title = `${room} · Parley`;
    const stay = textButton('Continue in the browser', { testid: 'continue-in-browser', kind: 'primary' }, () => navigation.room(room));
    this.element = element(
      'main',
      { class: 'start', 'data-testid': 'app-page' },
      brand(),
      element('h1', { role: 'status' }, 'The app takes over'),
      element('p', { class: 'lead' }, 'Your browser may ask whether to open Parley. If nothing opens, the app is not installed on this computer.'),
      element('p', { class: 'lead' }, 'Room: ', element('strong', {}, room)),
      element(
        'div',
        { class: 'left-actions' },
        stay,
        element('a', { class: 'text-button text-button-quiet', href: link, 'data-testid': 'open-in-app' }, 'Open in the app again'),
      ),
    );
    queueMicrotask(() => stay.focus());
  }

  close(): void {
    this.element.remove();
  }
}
