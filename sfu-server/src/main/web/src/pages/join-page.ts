import { appLink } from '../app-link.ts';
import { Greeting } from '../call/greeting.ts';
import type { Invitation } from '../invitation.ts';
import { failureSentences, isWorthRetrying, joinLabel } from '../media/failures.ts';
import { LocalMedia } from '../media/local-media.ts';
import { PERSON_NAME_MAX, tidyPersonName } from '../person-name.ts';
import { preference, remember } from '../preferences.ts';
import { pathOfRoom } from '../room-name.ts';
import { nodesOf, worded, type Words, type Worded } from '../text.ts';
import { textButton } from '../ui/buttons.ts';
import { openConnectionTest } from '../ui/connection-test-dialog.ts';
import { CopyLinkButton } from '../ui/copy-link.ts';
import { DevicePickers } from '../ui/device-pickers.ts';
import { element } from '../ui/element.ts';
import { icon } from '../ui/icons.ts';
import { Preview } from '../ui/preview.ts';
import { label, say } from '../ui/wording.ts';
import { listenForShortcuts } from '../ui/shortcuts.ts';
import { brand, complain, field, signalingUrl, type Navigation, type Page } from './page.ts';

/** `/r/<room>`: see and hear oneself, choose devices, then join. */
export class JoinPage implements Page {
  readonly title: Words;
  readonly element: HTMLElement;
  readonly #local = new LocalMedia();
  readonly #greeting = new Greeting(signalingUrl());
  readonly #name = field(worded('join.name'), {
    testid: 'join-name',
    value: preference('name') ?? '',
    maxlength: PERSON_NAME_MAX,
    autocomplete: 'name',
    placeholder: worded('join.name.placeholder'),
  });
  readonly #join = textButton(worded('join.now'), { testid: 'join-button', kind: 'primary', type: 'submit' });
  readonly #trouble = element('div', { class: 'trouble', role: 'status', 'data-testid': 'device-trouble', hidden: true });
  readonly #preview = new Preview(this.#local);
  readonly #pickers = new DevicePickers(this.#local, () => undefined);
  readonly #stops: (() => void)[] = [];
  #told = '';
  #handedOver = false;

  constructor(
    private readonly room: string,
    private readonly invitation: Invitation,
    private readonly navigation: Navigation,
  ) {
    this.title = worded('call.title', room);
    this.element = element(
      'main',
      { class: 'join', 'data-testid': 'join-page' },
      element('header', { class: 'page-header' }, this.#home()),
      element('div', { class: 'join-columns' },
        element('section', { class: 'join-preview', 'aria-label': worded('join.preview') }, this.#preview.element, this.#pickers.element),
        this.#form(),
      ),
    );
    this.#name.input.addEventListener('input', () => (this.#preview.name = this.#name.input.value));
    this.#nameTheInvited();
    this.#preview.name = this.#name.input.value;
    this.#stops.push(
      this.#local.on('changed', () => this.#render()),
      listenForShortcuts((key) => this.#shortcut(key)),
    );
    void this.#local.open();
    // On a phone the keyboard would cover the preview.
    if (matchMedia('(pointer: fine)').matches) {
      queueMicrotask(() => (this.#name.input.value ? this.#join : this.#name.input).focus());
    }
  }

  close(): void {
    this.#stops.forEach((stop) => stop());
    this.#preview.close();
    this.#pickers.close();
    if (!this.#handedOver) {
      this.#local.close();
      this.#greeting.close();
    }
    this.element.remove();
  }

  /** An invitation for one person shows its name to the others, whatever is typed. */
  #nameTheInvited(): void {
    if (this.invitation.name) {
      this.#name.input.value = this.invitation.name;
      this.#name.input.readOnly = true;
      label(this.#name.input, 'title', worded('web.join.invited'));
    }
  }

  #home(): HTMLElement {
    const home = element('a', { href: '/', class: 'home', 'aria-label': worded('web.join.home') }, brand());
    home.addEventListener('click', (event) => {
      event.preventDefault();
      this.navigation.start();
    });
    return home;
  }

  #form(): HTMLElement {
    const form = element(
      'form',
      { class: 'card join-form', novalidate: true },
      element('div', { class: 'join-heading' },
        element('p', { class: 'eyebrow' }, worded('web.join.heading')),
        element('h1', { 'data-testid': 'room-title' }, this.room),
        ...this.#ways(),
      ),
      this.#name.label,
      this.#trouble,
      element('div', { class: 'join-actions' }, this.#join, new CopyLinkButton(new URL(pathOfRoom(this.room), location.href).href).button),
      textButton(worded('web.join.test'), { testid: 'test-connection', kind: 'quiet' }, () => openConnectionTest(signalingUrl())),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    return form;
  }

  /** The browser is the way that is open already; the app opens only when the person wants it. */
  #ways(): HTMLElement[] {
    const link = appLink(location, this.room, this.invitation.token);
    // There is no app for phones and tablets.
    if (!link || !matchMedia('(pointer: fine)').matches) {
      return [];
    }
    const open = element('a', { href: link, 'data-testid': 'open-in-app' }, worded('web.join.app'));
    // Not at once: a link that is no longer on the page leads nowhere.
    open.addEventListener('click', () => setTimeout(() => this.navigation.app(this.room, link)));
    return [element('p', { class: 'ways', 'data-testid': 'ways' }, ...nodesOf('web.join.ways', open))];
  }

  #render(): void {
    const camera = this.#local.camera.failure;
    const microphone = this.#local.microphone.failure;
    say(this.#join, joinLabel(camera, microphone));
    // While a device is being tried again, what was told stays: it may well hold, and its button has the focus.
    if (!this.#local.camera.starting && !this.#local.microphone.starting) {
      this.#tell(failureSentences(camera, microphone));
    }
  }

  #tell(sentences: Worded[]): void {
    const told = sentences.join('\n');
    if (told === this.#told) {
      return;
    }
    this.#told = told;
    const hadFocus = this.#trouble.contains(document.activeElement);
    const retry = this.#retryButton();
    this.#trouble.hidden = sentences.length === 0;
    this.#trouble.replaceChildren(
      icon('warning'),
      element('div', {}, ...sentences.map((sentence) => element('p', {}, sentence)), ...retry),
    );
    if (hadFocus) {
      (retry[0] ?? this.#join).focus();
    }
  }

  #retryButton(): HTMLElement[] {
    const { camera, microphone } = this.#local;
    const retry = isWorthRetrying(camera.failure) || isWorthRetrying(microphone.failure);
    return retry
      ? [textButton(worded('join.try-again'), { testid: 'retry-devices', kind: 'quiet' }, () => void this.#local.retry())]
      : [];
  }

  #shortcut(key: string): void {
    if (key === 'm') {
      void this.#local.turn('microphone', !this.#local.isLive('microphone'));
    } else if (key === 'v') {
      void this.#local.turn('camera', !this.#local.isLive('camera'));
    }
  }

  #submit(): void {
    const name = tidyPersonName(this.#name.input.value);
    if (!name) {
      complain(this.#name.input, worded('join.name.empty'));
      return;
    }
    if (!this.invitation.name) {
      remember('name', name);
    }
    this.#handedOver = true;
    this.navigation.call(this.room, name, this.#local, this.#greeting);
  }
}
