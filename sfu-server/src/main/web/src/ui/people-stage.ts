import { audiosOf, isMuted, screensOf, videoOf, type People, type Person } from '../call/people.ts';
import type { Quality } from '../call/quality.ts';
import { SpeakerChoice } from '../call/speaker-choice.ts';
import type { Reaction, VisibleProducer } from '../protocol.ts';
import { text, worded } from '../text.ts';
import type { View } from './element.ts';
import type { MenuRow } from './more-menu.ts';
import { openPersonMenu, type Loudness } from './person-menu.ts';
import { showReaction } from './reactions.ts';
import type { RemoteAudio } from './remote-audio.ts';
import { Stage, type Shown } from './stage.ts';
import type { ViewChoice } from './stage-layout.ts';
import { Tile, type TileContent } from './tile.ts';
import { rememberedView, rememberView } from './view-choice.ts';

const SELF = 'self';
const SCREEN = 'screen:';

function screenId(peerId: string, producerId: string): string {
  return `${SCREEN}${peerId}:${producerId}`;
}

/** The producer behind the tile of a shared screen. */
export function producerOfScreen(id: string): string | undefined {
  return id.startsWith(SCREEN) ? id.slice(id.lastIndexOf(':') + 1) : undefined;
}

/** Shows everybody in the room on the stage, each one with a menu. */
export class PeopleStage implements View {
  readonly stage: Stage;
  readonly #self = new Tile(SELF, { self: true, onPin: () => this.#pin(SELF), onMenu: () => this.#openOwnMenu() });
  readonly #speaker = new SpeakerChoice();
  readonly #stops: (() => void)[];
  #name = '';
  #shown: Shown = new Map();
  readonly #screens = new Set<string>();
  /** What else can be done with somebody. */
  menuOf: (person: Person) => MenuRow[] = () => [];

  constructor(
    private readonly people: People,
    private readonly audio: RemoteAudio,
    private readonly onVisible: (visible: VisibleProducer[], arriving: string[]) => void,
  ) {
    this.stage = new Stage(this.#self, rememberedView(), (shown) => {
      this.#shown = shown;
      onVisible(this.#visible(), this.#arriving());
    });
    this.#stops = [
      people.on('added', (person) => this.#added(person)),
      people.on('changed', (person) => this.#show(person)),
      people.on('removed', ({ peerId }) => this.#removed(peerId)),
    ];
  }

  get element(): HTMLElement {
    return this.stage.element;
  }

  get view(): ViewChoice {
    return this.stage.view;
  }

  set view(view: ViewChoice) {
    rememberView(view);
    this.stage.view = view;
  }

  /** The next way to see the others: nobody pinned, then the other mode. */
  switchView(): ViewChoice {
    if (this.stage.pinned !== undefined) {
      this.stage.pinned = undefined;
    } else {
      this.view = { ...this.view, mode: this.view.mode === 'grid' ? 'speaker' : 'grid' };
    }
    return this.view;
  }

  showSelf(content: TileContent): void {
    this.#name = content.name;
    this.#self.show(content);
    this.stage.refresh();
  }

  set selfSpeaking(speaking: boolean) {
    this.#self.speaking = speaking;
  }

  /** Who makes a sound right now, by peer id, to be told several times a second. */
  hear(speaking: ReadonlySet<string>, nowMillis: number): void {
    for (const { peerId } of this.people.all) {
      const tile = this.stage.get(peerId);
      if (tile) {
        tile.speaking = speaking.has(peerId);
      }
    }
    if (this.#speaker.hear(speaking, nowMillis)) {
      this.stage.speaker = this.#speaker.speaker;
    }
  }

  /** The server says who speaks; nothing as long as nobody else has. */
  tellSpeaker(peerId: string | undefined): void {
    if (peerId !== undefined && this.people.get(peerId) && this.#speaker.tell(peerId)) {
      this.stage.speaker = peerId;
    }
  }

  /** How well each person arrives; one's own is what one sends. */
  showQuality(of: (person: Person) => Quality | undefined, own: Quality | undefined): void {
    this.#self.quality = own;
    for (const person of this.people.all) {
      const tile = this.stage.get(person.peerId);
      if (tile) {
        tile.quality = of(person);
      }
    }
  }

  /** Says everything again, in another language for instance. */
  refresh(): void {
    this.people.all.forEach((person) => this.#show(person));
  }

  close(): void {
    this.#stops.forEach((stop) => stop());
    this.stage.close();
  }

  #added(person: Person): void {
    const { peerId } = person;
    this.stage.add(new Tile(peerId, { self: false, onPin: () => this.#pin(peerId), onMenu: () => this.#openMenu(peerId) }));
    this.#show(person);
  }

  /** One tile for each shared screen of somebody. */
  #showScreens(person: Person): void {
    const shared = screensOf(person);
    for (const id of this.#screens) {
      if (id.startsWith(`${SCREEN}${person.peerId}:`) && !shared.some((media) => screenId(person.peerId, media.producerId) === id)) {
        this.#screens.delete(id);
        this.stage.remove(id);
      }
    }
    for (const { producerId, track, undecodable = false } of shared) {
      const id = screenId(person.peerId, producerId);
      if (!this.#screens.has(id)) {
        this.#screens.add(id);
        this.stage.add(new Tile(id, { self: false, screen: true, onPin: () => this.#pin(id), onMenu: () => this.#openScreenMenu(person.peerId, id) }));
      }
      this.stage.get(id)?.show({ name: text('share.of', person.displayName), muted: false, video: track, undecodable });
    }
  }

  #openScreenMenu(peerId: string, id: string): void {
    const person = this.people.get(peerId);
    if (person) {
      openPersonMenu(text('share.of', person.displayName), this.#screenLoudness(person), [this.#pinning(id)]);
    }
  }

  #removed(peerId: string): void {
    for (const id of this.#screens) {
      if (id.startsWith(`${SCREEN}${peerId}:`)) {
        this.#screens.delete(id);
        this.stage.remove(id);
      }
    }
    this.#speaker.forget(peerId);
    this.stage.speaker = this.#speaker.speaker;
    this.stage.remove(peerId);
  }

  #show(person: Person): void {
    this.#showScreens(person);
    const tile = this.stage.get(person.peerId);
    if (tile) {
      const had = tile.hasVideo;
      const video = videoOf(person);
      tile.show({ name: person.displayName, muted: isMuted(person), video: video?.track, undecodable: video?.undecodable ?? false });
      if (had !== tile.hasVideo) {
        this.stage.refresh();
      } else {
        this.onVisible(this.#visible(), this.#arriving());
      }
    }
  }

  /** The videos that are seen, in pixels of the screen. */
  #visible(): VisibleProducer[] {
    return [...this.#shown].flatMap(([id, { width, height }]) => {
      const person = this.people.get(id);
      const producerId = producerOfScreen(id) ?? (person && videoOf(person)?.producerId);
      const pixels = (size: number) => Math.max(1, Math.round(size * devicePixelRatio));
      return producerId === undefined ? [] : [{ producerId, width: pixels(width), height: pixels(height) }];
    });
  }

  /** All videos of others that arrive here, or would if they were seen. */
  #arriving(): string[] {
    return this.people.all.flatMap(({ media }) => media.flatMap(({ kind, track, producerId }) => (track && kind === 'video' ? [producerId] : [])));
  }

  /** Marks those whose pictures are not had, to spare data. */
  showSpared(producerIds: ReadonlySet<string>): void {
    for (const person of this.people.all) {
      this.#mark(person.peerId, videoOf(person)?.producerId, producerIds);
    }
    for (const id of this.#screens) {
      this.#mark(id, producerOfScreen(id), producerIds);
    }
  }

  #mark(id: string, producerId: string | undefined, spared: ReadonlySet<string>): void {
    const tile = this.stage.get(id);
    if (tile) {
      tile.spared = producerId !== undefined && spared.has(producerId);
    }
  }

  #pin(id: string): void {
    this.stage.pinned = this.stage.pinned === id ? undefined : id;
  }

  /** Opens the menu of a person, oneself included. */
  openMenuOf(peerId: string): void {
    if (this.people.get(peerId)) {
      this.#openMenu(peerId);
    } else {
      this.#openOwnMenu();
    }
  }

  /** The queue of raised hands; undefined stands for oneself. */
  showHands(hands: readonly (string | undefined)[]): void {
    const placeOf = (peerId: string | undefined) => {
      const index = hands.indexOf(peerId);
      return index < 0 ? undefined : index + 1;
    };
    this.#self.hand = placeOf(undefined);
    for (const { peerId } of this.people.all) {
      const tile = this.stage.get(peerId);
      if (tile) {
        tile.hand = placeOf(peerId);
      }
    }
  }

  set spotlight(peerId: string | undefined) {
    this.stage.spotlight = peerId;
  }

  /** Shows a reaction of somebody; undefined stands for oneself. */
  react(peerId: string | undefined, reaction: Reaction): void {
    const tile = peerId === undefined ? this.#self : this.stage.get(peerId);
    if (tile) {
      showReaction(tile.element, reaction);
    }
  }

  #openMenu(peerId: string): void {
    const person = this.people.get(peerId);
    if (person) {
      openPersonMenu(person.displayName, [this.#loudness(peerId, 'voice'), ...this.#screenLoudness(person)], [this.#pinning(peerId), ...this.menuOf(person)]);
    }
  }

  #openOwnMenu(): void {
    const hide: MenuRow = {
      testid: 'menu-hide-self',
      icon: 'eye',
      words: worded('view.hide-self'),
      act: () => (this.view = { ...this.view, hideSelf: true }),
    };
    openPersonMenu(this.#name, [], [this.#pinning(SELF), hide]);
  }

  #pinning(id: string): MenuRow {
    const pinned = this.stage.pinned === id;
    return { testid: 'menu-pin', icon: 'pin', words: worded(pinned ? 'tile.unpin' : 'tile.pin'), act: () => this.#pin(id) };
  }

  #screenLoudness(person: Person): Loudness[] {
    const heard = audiosOf(person).some(({ source }) => source === 'screen-audio');
    return heard ? [this.#loudness(person.peerId, 'screen')] : [];
  }

  #loudness(peerId: string, sound: 'voice' | 'screen'): Loudness {
    return {
      testid: sound === 'voice' ? 'menu-volume' : 'menu-screen-volume',
      words: worded(sound === 'voice' ? 'volume.slider' : 'share.volume'),
      volume: this.audio.volumeOf(peerId, sound),
      set: (volume) => this.audio.setVolume(peerId, sound, volume),
    };
  }
}
