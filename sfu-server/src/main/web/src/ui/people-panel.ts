import type { RoomSettings, WaitingPeer } from '../protocol.ts';
import { listed, worded, type Worded, type Words } from '../text.ts';
import { textButton } from './buttons.ts';
import { checkbox } from './dialogs.ts';
import { element, nameElement } from './element.ts';
import { icon } from './icons.ts';
import type { PanelContent } from './side-panel.ts';

/** A line of the roster. */
export interface RosterEntry {
  readonly peerId: string;
  readonly name: Words;
  readonly muted: boolean;
  readonly role?: Words;
  /** The place in the queue of raised hands, from 1. */
  readonly hand?: number;
}

/** What is shown of the room, as far as one may change it. */
export interface RoomControls {
  readonly settings: RoomSettings;
  readonly mayLock: boolean;
  readonly maySet: boolean;
}

export interface PeopleActions {
  open(peerId: string): void;
  admit(peerId: string, admitted: boolean): void;
  muteAll(): void;
  end(): void;
  lock(locked: boolean): void;
  lobby(lobby: boolean): void;
  password(): void;
  keepChat(chatHistory: RoomSettings['chatHistory']): void;
}

/** Everyone in the room, who waits outside, and the room's settings for those who may change them. */
export class PeoplePanel implements PanelContent {
  readonly testid = 'people-panel';
  readonly title = worded('call.people');
  readonly element = element('div', { class: 'panel-body panel-scroll' });
  readonly #waiting = element('div', { 'data-testid': 'waiting-list' });
  readonly #list = element('ul', { class: 'roster', 'data-testid': 'roster', 'aria-label': worded('call.people') });
  readonly #room = element('section', { class: 'room-controls', 'data-testid': 'room-controls' });

  constructor(private readonly actions: PeopleActions) {
    this.element.append(this.#waiting, this.#list, this.#room);
  }

  opened(): void {
    this.#list.querySelector('button')?.focus();
  }

  showPeople(entries: readonly RosterEntry[]): void {
    const focused = (document.activeElement as HTMLElement | null)?.dataset['rosterId'];
    this.#list.replaceChildren(...entries.map((entry) => element('li', {}, this.#row(entry))));
    if (focused !== undefined) {
      this.#list.querySelector<HTMLElement>(`[data-roster-id="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  showWaiting(waiting: readonly WaitingPeer[]): void {
    const rows = waiting.map(({ peerId, displayName }) =>
      element('li', { class: 'waiting-row', 'data-testid': 'waiting-peer' },
        element('span', { class: 'roster-name' }, nameElement(displayName)),
        textButton(worded('web.lobby.deny'), { testid: 'deny', kind: 'quiet' }, () => this.actions.admit(peerId, false)),
        textButton(worded('web.lobby.admit'), { testid: 'admit', kind: 'primary' }, () => this.actions.admit(peerId, true)),
      ),
    );
    this.#waiting.replaceChildren(...(rows.length > 0 ? [element('h3', {}, worded('web.lobby.waiting')), element('ul', { class: 'roster' }, ...rows)] : []));
  }

  showRoom({ settings, mayLock, maySet }: RoomControls): void {
    const { actions } = this;
    const lock = checkbox('lock-room', worded('web.room.lock'), settings.locked, (locked) => actions.lock(locked));
    const lobby = checkbox('lobby', worded('web.room.lobby'), settings.lobby, (on) => actions.lobby(on));
    const password = textButton(worded(settings.password ? 'web.room.password-change' : 'web.room.password-set'), { testid: 'set-password', kind: 'quiet' }, () => actions.password());
    this.#room.hidden = !mayLock;
    this.#room.replaceChildren(
      element('h3', {}, worded('web.room.title')),
      lock,
      ...(maySet ? [lobby, this.#history(settings.chatHistory), password] : []),
      textButton(worded('web.room.mute-all'), { testid: 'mute-all', kind: 'quiet' }, () => actions.muteAll()),
      textButton(worded('web.room.end'), { testid: 'end-room', kind: 'danger' }, () => actions.end()),
    );
  }

  #history(chosen: RoomSettings['chatHistory']): HTMLElement {
    const choices: [RoomSettings['chatHistory'], Worded][] = [
      ['none', worded('web.room.history-none')],
      ['meeting', worded('web.room.history-meeting')],
      ['kept', worded('web.room.history-kept')],
    ];
    const select = element('select', { class: 'field', 'data-testid': 'chat-history' }, ...choices.map(([value, words]) => element('option', { value }, words)));
    select.value = chosen;
    select.addEventListener('change', () => this.actions.keepChat(select.value as RoomSettings['chatHistory']));
    return element('label', { class: 'labelled' }, worded('web.room.history'), select);
  }

  #row({ peerId, name, muted, role, hand }: RosterEntry): HTMLElement {
    const marks = [
      ...(hand === undefined ? [] : [element('span', { class: 'roster-hand', 'data-testid': 'roster-hand' }, icon('hand'), String(hand))]),
      ...(muted ? [icon('microphone-off')] : []),
    ];
    const button = element('button',
      {
        type: 'button',
        class: 'roster-row',
        'data-testid': 'roster-row',
        'data-roster-id': peerId,
        'aria-label': listed(name, role ?? '', hand === undefined ? '' : worded('web.hand.place', hand), muted ? worded('call.tile.muted') : ''),
      },
      element('span', { class: 'roster-name' }, typeof name === 'string' ? nameElement(name) : name),
      element('span', { class: 'roster-role' }, role ?? ''),
      ...marks,
    );
    button.addEventListener('click', () => this.actions.open(peerId));
    return button;
  }
}
