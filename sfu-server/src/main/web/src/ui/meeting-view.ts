import type { Call } from '../call/call.ts';
import { may } from '../call/permissions.ts';
import { isMuted, videoOf, type Person } from '../call/people.ts';
import type { RoomRequest } from '../call/room-requests.ts';
import { warn } from '../log.ts';
import { ScreenShare } from '../media/screen-share.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { ChatMessage, ClientPayloads } from '../protocol.ts';
import { nodesOf, text, worded } from '../text.ts';
import type { Announcer } from './announcer.ts';
import { ChatPanel } from './chat-panel.ts';
import type { MeetingButtons } from './control-bar.ts';
import { confirmAction } from './dialogs.ts';
import { askPassword } from './door.ts';
import { nameElement } from './element.ts';
import type { MenuRow } from './more-menu.ts';
import { PeoplePanel } from './people-panel.ts';
import type { PeopleStage } from './people-stage.ts';
import { moderationRows, roleWords } from './moderation.ts';
import { openReactions } from './reactions.ts';
import { SidePanel } from './side-panel.ts';
import type { Sounds } from './sounds.ts';

export interface MeetingViewParts {
  readonly call: Call;
  readonly local: LocalMedia;
  readonly name: string;
  readonly stage: PeopleStage;
  readonly news: Announcer;
  readonly sounds: Sounds;
  onButtons(buttons: MeetingButtons): void;
}

/** Chat, roster, hands, reactions, shared screens and the room's settings: shows them, and asks the server for changes. */
export class MeetingView {
  readonly panel = new SidePanel(() => this.#show());
  readonly #chat = new ChatPanel((written, to) => this.#send(written, to));
  readonly #people: PeoplePanel;
  readonly #stops: (() => void)[];
  #unread = 0;

  constructor(private readonly parts: MeetingViewParts) {
    this.#people = new PeoplePanel({
      open: (peerId) => parts.stage.openMenuOf(peerId),
      admit: (peerId, admitted) => this.#ask(admitted ? 'admitPeer' : 'denyPeer', { peerId }),
      muteAll: () => this.#ask('muteAll', {}),
      end: () => confirmAction(worded('room.end-title'), worded('room.end-text'), worded('room.end'), () => this.#ask('endRoom', {})),
      lock: (locked) => this.#ask('lockRoom', { locked }),
      lobby: (lobby) => this.#ask('setLobby', { lobby }),
      password: () => this.#setPassword(),
      keepChat: (chatHistory) => this.#ask('setChatHistory', { chatHistory }),
    });
    const { meeting, people, screen } = parts.call;
    this.#stops = [
      meeting.on('changed', () => this.#show()),
      meeting.on('message', (message) => this.#received(message)),
      meeting.on('reaction', ({ peerId, reaction }) => parts.stage.react(this.#isSelf(peerId) ? undefined : peerId, reaction)),
      meeting.on('handRaised', (peerId) => this.#handRaised(peerId)),
      meeting.on('knocked', ({ displayName }) => {
        parts.sounds.play('hand');
        parts.news.say(...nodesOf('lobby.news', nameElement(displayName)));
      }),
      meeting.on('silenced', ({ what, by }) => this.#silenced(what, by)),
      people.on('added', () => this.#show()),
      people.on('changed', () => this.#show()),
      people.on('removed', () => this.#show()),
      parts.local.on('changed', () => this.#show()),
      screen.on('changed', () => this.#show()),
      parts.call.on('shareFailure', () => parts.news.instruct(worded('web.share.failed'))),
    ];
    parts.stage.menuOf = (person) => this.#menuOf(person);
    this.#show();
  }

  toggleChat(): void {
    if (this.#offered) {
      this.panel.toggle(this.#chat);
    }
  }

  togglePeople(): void {
    if (this.#offered) {
      this.panel.toggle(this.#people);
    }
  }

  toggleHand(): void {
    if (this.#offered) {
      this.#ask(this.#handRaisedBySelf ? 'lowerHand' : 'raiseHand', {});
    }
  }

  toggleShare(): void {
    const { screen } = this.parts.call;
    if (screen.active) {
      screen.stop();
    } else if (this.#mayShare) {
      screen.start().catch(() => this.parts.news.instruct(worded('web.share.failed')));
    }
  }

  openReactions(): void {
    if (this.#offered) {
      openReactions((reaction) => this.#ask('sendReaction', { reaction }));
    }
  }

  /** Lines for the menu of a narrow window, where the bar has no room for them. */
  narrowRows(): MenuRow[] {
    const { screen } = this.parts.call;
    const share: MenuRow = { testid: 'more-share', icon: 'share', words: worded(screen.active ? 'share.stop' : 'share.start'), narrow: true, act: () => this.toggleShare() };
    const people: MenuRow = { testid: 'more-people', icon: 'people', words: worded('call.people'), narrow: true, act: () => this.togglePeople() };
    const react: MenuRow = { testid: 'more-react', icon: 'smile', words: worded('reaction.title'), narrow: true, act: () => this.openReactions() };
    return [...(this.#mayShare ? [share] : []), ...(this.#offered ? [react, people] : [])];
  }

  close(): void {
    this.#stops.forEach((stop) => stop());
    this.panel.close();
  }

  get #offered(): boolean {
    return this.parts.call.meeting.offered;
  }

  get #mayShare(): boolean {
    const { meeting } = this.parts.call;
    return ScreenShare.possible && (!meeting.offered || may(meeting.self?.role, 'produce'));
  }

  get #handRaisedBySelf(): boolean {
    const { hands, self } = this.parts.call.meeting;
    return self !== undefined && hands.includes(self.peerId);
  }

  #isSelf(peerId: string): boolean {
    return peerId === this.parts.call.meeting.self?.peerId;
  }

  #nameOf(peerId: string): string {
    return this.#isSelf(peerId) ? this.parts.name : (this.parts.call.people.get(peerId)?.displayName ?? '');
  }

  #show(): void {
    const { call, local, stage, name } = this.parts;
    const { meeting, people, screen } = call;
    const role = meeting.self?.role;
    if (this.panel.shows(this.#chat)) {
      this.#unread = 0;
    }
    this.parts.onButtons({
      offered: meeting.offered,
      mayShare: this.#mayShare,
      sharing: screen.active,
      handRaised: this.#handRaisedBySelf,
      chatOpen: this.panel.shows(this.#chat),
      peopleOpen: this.panel.shows(this.#people),
      unread: this.#unread,
      knocking: meeting.waiting.length > 0,
    });
    stage.showHands(meeting.hands.map((peerId) => (this.#isSelf(peerId) ? undefined : peerId)));
    stage.spotlight = meeting.spotlight !== undefined && !this.#isSelf(meeting.spotlight) ? meeting.spotlight : undefined;
    stage.tellSpeaker(meeting.speaker);
    if (!meeting.offered) {
      return;
    }
    const place = (peerId: string) => {
      const index = meeting.hands.indexOf(peerId);
      return { ...(index < 0 ? {} : { hand: index + 1 }), ...roleWords(meeting.roleOf(peerId)) };
    };
    const entries = [
      { peerId: meeting.self?.peerId ?? '', name: worded('call.you', name), muted: !local.isLive('microphone'), ...place(meeting.self?.peerId ?? '') },
      ...people.all.map((person) => ({ peerId: person.peerId, name: person.displayName, muted: isMuted(person), ...place(person.peerId) })),
    ];
    this.#people.showPeople(entries.sort((one, other) => (one.hand ?? Infinity) - (other.hand ?? Infinity) || 0));
    this.#people.showWaiting(may(role, 'admitPeer') ? meeting.waiting : []);
    this.#people.showRoom({ settings: meeting.settings, mayLock: may(role, 'lockRoom'), maySet: may(role, 'setLobby') });
    this.#chat.showRecipients(may(role, 'sendPrivateChat') ? people.all.map(({ peerId, displayName }) => ({ peerId, name: displayName })) : []);
  }

  #received(message: ChatMessage): void {
    const own = this.#isSelf(message.peerId);
    const open = this.panel.shows(this.#chat);
    this.#chat.add({
      from: message.displayName || this.#nameOf(message.peerId),
      own,
      text: message.text,
      sentAt: message.sentAt,
      ...(message.to === undefined ? {} : { privatelyTo: this.#isSelf(message.to) ? '' : this.#nameOf(message.to) }),
    });
    // What was written before one came is no news.
    if (!own && this.parts.call.state.phase !== 'joining') {
      this.parts.sounds.play('message');
      if (!open) {
        this.#unread++;
        this.parts.news.say(...nodesOf('chat.news', nameElement(message.displayName), shortened(message.text)));
      }
    }
    this.#show();
  }

  #handRaised(peerId: string): void {
    if (!this.#isSelf(peerId)) {
      this.parts.sounds.play('hand');
      this.parts.news.say(...nodesOf('hand.news', nameElement(this.#nameOf(peerId))));
    }
  }

  #silenced(what: 'microphone' | 'camera', by: string): void {
    const { local, call, news } = this.parts;
    void local.turn(what, false);
    if (what === 'camera') {
      call.screen.stop();
    }
    const who = this.#nameOf(by) || text('silenced.somebody');
    const said = what === 'camera' ? worded('silenced.camera', who) : by ? worded('silenced.microphone', who) : worded('web.silenced.microphone-all');
    news.instruct(said);
  }

  #menuOf(person: Person): MenuRow[] {
    const { meeting } = this.parts.call;
    const own = meeting.self?.role;
    const rows = moderationRows(own, {
      person,
      role: meeting.roleOf(person.peerId),
      handRaised: meeting.hands.includes(person.peerId),
      spotlight: meeting.spotlight === person.peerId,
      muted: isMuted(person),
      picture: videoOf(person) !== undefined,
      ask: (type, payload) => this.#ask(type, payload),
    });
    const write: MenuRow = {
      testid: 'menu-message',
      icon: 'chat',
      words: worded('person.message'),
      act: () => {
        this.panel.show(this.#chat);
        this.#chat.writeTo(person.peerId);
      },
    };
    return [...(may(own, 'sendPrivateChat') ? [write] : []), ...rows];
  }

  #setPassword(): void {
    askPassword(worded('password.set-title'), worded('password.set-lead'), worded('password.set'), true, (password) => {
      if (password !== undefined) {
        this.#ask('setPassword', { password });
      }
    });
  }

  async #send(written: string, to: string | undefined): Promise<boolean> {
    try {
      await this.parts.call.request('sendChat', { text: written, ...(to === undefined ? {} : { to }) });
      return true;
    } catch (error) {
      warn('the message was not taken', error);
      this.parts.news.instruct(worded('chat.failed'));
      return false;
    }
  }

  #ask<Type extends RoomRequest>(type: Type, payload: ClientPayloads[Type]): void {
    this.parts.call.request(type, payload).catch((error: unknown) => {
      warn(`the server did not do ${type}`, error);
      this.parts.news.instruct(worded('request.failed'));
      this.#show();
    });
  }
}

const SHORT = 80;

function shortened(message: string): string {
  const line = message.replace(/\s+/gu, ' ');
  return line.length > SHORT ? `${line.slice(0, SHORT)}…` : line;
}
