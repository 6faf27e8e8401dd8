import { pathOfRoom } from '../room-name.ts';
import type { Source } from '../protocol.ts';
import { worded } from '../text.ts';
import { iconButton, SourceButton } from './buttons.ts';
import { CopyLinkButton } from './copy-link.ts';
import { element, type View } from './element.ts';
import { icon } from './icons.ts';
import { label } from './wording.ts';

interface ControlBarActions {
  toggle(source: Source): void;
  view(): void;
  more(): void;
  leave(): void;
}

/** Room, switches and link, along the edge of the call. */
export class ControlBar implements View {
  readonly element: HTMLElement;
  readonly #count = element('span', { 'data-testid': 'people-count' });
  readonly #countPill = element('span', { class: 'count' }, icon('people'), this.#count);
  readonly #sources: Record<Source, SourceButton>;
  readonly #copy: CopyLinkButton;

  constructor(room: string, actions: ControlBarActions) {
    this.#sources = {
      microphone: new SourceButton('microphone', 'M', () => actions.toggle('microphone')),
      camera: new SourceButton('camera', 'V', () => actions.toggle('camera')),
    };
    this.#copy = new CopyLinkButton(new URL(pathOfRoom(room), location.href).href);
    this.element = element(
      'div',
      { class: 'bar' },
      element('div', { class: 'bar-room' }, element('span', { class: 'bar-room-name', title: room }, room), this.#countPill),
      element('div', { class: 'bar-controls', role: 'toolbar', 'aria-label': worded('call.controls') },
        this.#sources.microphone.button,
        this.#sources.camera.button,
        iconButton({ testid: 'view', label: worded('web.view.title'), icon: 'grid', shortcut: 'W', onPress: () => actions.view() }),
        iconButton({ testid: 'more', label: worded('web.more.title'), icon: 'more', onPress: () => actions.more() }),
        iconButton({ testid: 'leave', label: worded('call.leave'), icon: 'leave', shortcut: 'L', kind: 'danger', onPress: () => actions.leave() }),
      ),
      element('div', { class: 'bar-link' }, this.#copy.button),
    );
  }

  showSource(source: Source, state: { live: boolean; starting: boolean; failed: boolean }): void {
    this.#sources[source].show(state);
  }

  showCount(count: number): void {
    this.#count.textContent = String(count);
    label(this.#countPill, 'aria-label', count === 1 ? worded('call.person') : worded('call.persons', count));
    this.#countPill.setAttribute('role', 'img');
  }

  /** Draws the eye to the link as long as no one else is there. */
  set alone(alone: boolean) {
    this.element.dataset['alone'] = String(alone);
  }

  copyLink(): Promise<boolean> {
    return this.#copy.copy();
  }

  close(): void {
    this.element.remove();
  }
}
