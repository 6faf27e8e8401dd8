import type { RoomSettings, WaitingPeer } from '../protocol.ts';
import { listed, worded, type Worded, type Words } from '../text.ts';
import { textButton } from './buttons.ts';
import { checkbox } from './dialogs.ts';
import { element, nameElement } from './element.ts';
import { icon } from './icons.ts';
import type { PanelContent } from './side-panel.ts';
import { label } from './wording.ts';

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

/** The line of one person: the same for as long as they are there, so that it keeps the focus. */
interface Row {
  readonly item: HTMLElement;
  readonly button: HTMLButtonElement;
}

/** Everyone in the room, who waits outside, and the room's settings for those who may change them. */
export class PeoplePanel implements PanelContent {
  readonly testid = 'people-panel';
  readonly title = worded('call.people');
  readonly element = element('div', { class: 'panel-body panel-scroll' });
  readonly #rows = new Map<string, Row>();
  readonly #shown = new Map<'waiting' | 'room', string>();
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
    const before = new Map(this.#rows);
    this.#rows.clear();
    for (const entry of entries) {
      const row = before.get(entry.peerId) ?? this.#row(entry.peerId);
      this.#show(row, entry);
      this.#rows.set(entry.peerId, row);
    }
    // Only what is new or moves: a row that stays keeps the focus.
    const items = [...this.#rows.values()].map(({ item }) => item);
    [...this.#list.children].filter((item) => !items.includes(item as HTMLElement)).forEach((item) => item.remove());
    const focused = document.activeElement as HTMLElement | null;
    items.forEach((item, index) => {
      if (this.#list.children[index] !== item) {
        this.#list.insertBefore(item, this.#list.children[index] ?? null);
      }
    });
    if (focused?.isConnected && focused !== document.activeElement && this.#list.contains(focused)) {
      focused.focus();
    }
  }

  showWaiting(waiting: readonly WaitingPeer[]): void {
    if (this.#isShown('waiting', waiting)) {
      return;
    }
    const rows = waiting.map(({ peerId, displayName }) =>
      element('li', { class: 'waiting-row', 'data-testid': 'waiting-peer' },
        element('span', { class: 'roster-name' }, nameElement(displayName)),
        textButton(worded('lobby.deny'), { testid: 'deny', kind: 'quiet' }, () => this.actions.admit(peerId, false)),
        textButton(worded('lobby.admit'), { testid: 'admit', kind: 'primary' }, () => this.actions.admit(peerId, true)),
      ),
    );
    refill(this.#waiting, ...(rows.length > 0 ? [element('h3', {}, worded('lobby.waiting')), element('ul', { class: 'roster' }, ...rows)] : []));
  }

  showRoom(controls: RoomControls): void {
    if (this.#isShown('room', controls)) {
      return;
    }
    const { settings, mayLock, maySet } = controls;
    const { actions } = this;
    const lock = wish('lock-room', worded('room.lock'), settings.locked, (locked) => actions.lock(locked));
    const lobby = wish('lobby', worded('room.lobby'), settings.lobby, (on) => actions.lobby(on));
    const password = textButton(worded(settings.password ? 'room.password-change' : 'room.password-set'), { testid: 'set-password', kind: 'quiet' }, () => actions.password());
    this.#room.hidden = !mayLock;
    refill(this.#room,
      element('h3', {}, worded('room.title')),
      lock,
      ...(maySet ? [lobby, this.#history(settings.chatHistory), password] : []),
      textButton(worded('room.mute-all'), { testid: 'mute-all', kind: 'quiet' }, () => actions.muteAll()),
      textButton(worded('room.end'), { testid: 'end-room', kind: 'danger' }, () => actions.end()),
    );
  }

  /** Whether a part shows this already: then it is left alone, with the focus that may be in it. */
  #isShown(part: 'waiting' | 'room', what: unknown): boolean {
    const said = JSON.stringify(what);
    const same = this.#shown.get(part) === said;
    this.#shown.set(part, said);
    return same;
  }

  #history(chosen: RoomSettings['chatHistory']): HTMLElement {
    const choices: [RoomSettings['chatHistory'], Worded][] = [
      ['none', worded('room.history-none')],
      ['meeting', worded('room.history-meeting')],
      ['kept', worded('room.history-kept')],
    ];
    const select = element('select', { class: 'field', 'data-testid': 'chat-history' }, ...choices.map(([value, words]) => element('option', { value }, words)));
    select.value = chosen;
    select.addEventListener('change', () => {
      const wanted = select.value as RoomSettings['chatHistory'];
      select.value = chosen;
      this.actions.keepChat(wanted);
    });
    return element('label', { class: 'labelled' }, worded('room.history'), select);
  }

  #row(peerId: string): Row {
    const button = element('button', { type: 'button', class: 'roster-row', 'data-testid': 'roster-row', 'data-roster-id': peerId });
    button.addEventListener('click', () => this.actions.open(peerId));
    return { item: element('li', {}, button), button };
  }

  #show({ button }: Row, { name, muted, role, hand }: RosterEntry): void {
    label(button, 'aria-label', listed(name, role ?? '', hand === undefined ? '' : worded('hand.place', hand), muted ? worded('call.tile.muted') : ''));
    button.replaceChildren(
      element('span', { class: 'roster-name' }, typeof name === 'string' ? nameElement(name) : name),
      element('span', { class: 'roster-role' }, role ?? ''),
      ...(hand === undefined ? [] : [element('span', { class: 'roster-hand', 'data-testid': 'roster-hand' }, icon('hand'), String(hand))]),
      ...(muted ? [icon('microphone-off')] : []),
    );
  }
}

/** A box that stays as the room is until the server says that it is otherwise. */
function wish(testid: string, words: Worded, is: boolean, onWish: (wanted: boolean) => void): HTMLElement {
  return checkbox(testid, words, is, (wanted, box) => {
    box.checked = is;
    onWish(wanted);
  });
}

/** Puts new children into a part; the one that takes the place of a focused one has the focus. */
function refill(part: HTMLElement, ...children: readonly (Node | string)[]): void {
  const all = () => [...part.querySelectorAll<HTMLElement>('[data-testid]')];
  const place = all().findIndex((child) => child === document.activeElement);
  const testid = all()[place]?.dataset['testid'];
  part.replaceChildren(...children);
  if (testid !== undefined) {
    const next = all()[place];
    (next?.dataset['testid'] === testid ? next : all().findLast((child) => child.dataset['testid'] === testid))?.focus();
  }
}
