import { Emitter } from '../events.ts';
import type { ChatMessage, Notice, PeerInfo, Reaction, Role, RoomJoined, RoomSettings, WaitingPeer } from '../protocol.ts';

interface MeetingEvents {
  /** Hands, roles, settings, who is shown to all or who waits. */
  changed: undefined;
  message: ChatMessage;
  reaction: { readonly peerId: string; readonly reaction: Reaction };
  /** Somebody who was not in the queue has raised a hand. */
  handRaised: string;
  /** Somebody new waits in the lobby. */
  knocked: WaitingPeer;
  /** A moderator switched off one's own microphone or pictures. */
  silenced: { readonly what: 'microphone' | 'camera'; readonly by: string };
}

const NO_SETTINGS: RoomSettings = { locked: false, lobby: false, password: false, chatHistory: 'none' };

/** What the server knows of the meeting besides who sends what. It is only shown here, never decided. */
export class Meeting extends Emitter<MeetingEvents> {
  #self: PeerInfo | undefined;
  #roles = new Map<string, Role>();
  #settings = NO_SETTINGS;
  #hands: readonly string[] = [];
  #spotlight: string | undefined;
  #speaker: string | undefined;
  #waiting: readonly WaitingPeer[] = [];
  readonly #chat = new Map<string, ChatMessage>();
  #lastMessage = 0;

  /** Whether the server offers more than the base protocol. */
  get offered(): boolean {
    return this.#self !== undefined;
  }

  /** Who we are there. */
  get self(): PeerInfo | undefined {
    return this.#self;
  }

  get settings(): RoomSettings {
    return this.#settings;
  }

  /** Peer ids, the longest waiting first. */
  get hands(): readonly string[] {
    return this.#hands;
  }

  /** Who is shown large to everybody. */
  get spotlight(): string | undefined {
    return this.#spotlight;
  }

  /** Who else speaks, or spoke last; undefined as long as nobody has. */
  get speaker(): string | undefined {
    return this.#speaker;
  }

  get waiting(): readonly WaitingPeer[] {
    return this.#waiting;
  }

  get messages(): readonly ChatMessage[] {
    return [...this.#chat.values()];
  }

  /** The number of the newest message of this stay, 0 for none. */
  get lastMessage(): number {
    return this.#lastMessage;
  }

  roleOf(peerId: string): Role | undefined {
    return this.#self?.peerId === peerId ? this.#self.role : this.#roles.get(peerId);
  }

  /**
   * Takes the meeting as the server describes it.
   *
   * @param resumed whether it is the same stay: after a restart of the server messages are numbered anew
   */
  replace({ state, peerInfos }: RoomJoined, resumed = false): void {
    this.#lastMessage = resumed ? this.#lastMessage : 0;
    this.#roles = new Map(peerInfos.map(({ peerId, role }) => [peerId, role]));
    if (!state) {
      return;
    }
    this.#self = state.self;
    this.#settings = state.settings;
    this.#hands = state.hands;
    this.#spotlight = state.spotlight;
    this.#waiting = state.waiting;
    this.#speaker = this.#other(state.activeSpeaker);
    state.chat.forEach((message) => this.#receive(message));
    this.emit('changed', undefined);
  }

  /** Takes news of the server; what is not about the meeting is left alone. */
  apply(notice: Notice): void {
    switch (notice.type) {
      case 'newPeer':
        return this.#changeRole(notice.payload.peerId, notice.payload.role);
      case 'peerLeft':
        this.#speaker = this.#speaker === notice.payload.peerId ? undefined : this.#speaker;
        this.#roles.delete(notice.payload.peerId);
        return;
      case 'peerChanged':
        if (notice.payload.peer.peerId === this.#self?.peerId) {
          this.#self = notice.payload.peer;
        }
        return this.#changeRole(notice.payload.peer.peerId, notice.payload.peer.role);
      case 'handsChanged':
        return this.#changeHands(notice.payload.hands);
      case 'roomSettingsChanged':
        this.#settings = notice.payload.settings;
        return this.emit('changed', undefined);
      case 'spotlightChanged':
        this.#spotlight = notice.payload.peerId;
        return this.emit('changed', undefined);
      case 'activeSpeaker':
        this.#speaker = this.#other(notice.payload.peerId) ?? this.#speaker;
        return this.emit('changed', undefined);
      case 'lobbyChanged':
        return this.#changeWaiting(notice.payload.waiting);
      case 'chatMessage':
        return this.#receive(notice.payload);
      case 'reactionShown':
        return this.emit('reaction', notice.payload);
      case 'peerMuted':
        return this.#silence('microphone', [notice.payload.peerId], notice.payload.by);
      case 'allMuted':
        return this.#silence('microphone', notice.payload.peerIds, '');
      case 'videoStopped':
        return this.#silence('camera', [notice.payload.peerId], notice.payload.by);
      default:
        return;
    }
  }

  #other(peerId: string | undefined): string | undefined {
    return peerId === this.#self?.peerId ? undefined : peerId;
  }

  #changeRole(peerId: string, role: Role | undefined): void {
    if (role) {
      this.#roles.set(peerId, role);
      this.emit('changed', undefined);
    }
  }

  #changeHands(hands: readonly string[]): void {
    const before = new Set(this.#hands);
    this.#hands = hands;
    this.emit('changed', undefined);
    hands.filter((peerId) => !before.has(peerId)).forEach((peerId) => this.emit('handRaised', peerId));
  }

  #changeWaiting(waiting: readonly WaitingPeer[]): void {
    const before = new Set(this.#waiting.map(({ peerId }) => peerId));
    this.#waiting = waiting;
    this.emit('changed', undefined);
    waiting.filter(({ peerId }) => !before.has(peerId)).forEach((peer) => this.emit('knocked', peer));
  }

  #receive(message: ChatMessage): void {
    const key = `${message.number} ${message.sentAt}`;
    this.#lastMessage = Math.max(this.#lastMessage, message.number);
    if (!this.#chat.has(key)) {
      this.#chat.set(key, message);
      this.emit('message', message);
    }
  }

  #silence(what: 'microphone' | 'camera', peerIds: readonly string[], by: string): void {
    if (this.#self && peerIds.includes(this.#self.peerId)) {
      this.emit('silenced', { what, by });
    }
  }
}
