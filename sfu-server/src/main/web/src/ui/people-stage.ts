import { isMuted, videoOf, type People, type Person } from '../call/people.ts';
import type { Quality } from '../call/quality.ts';
import { SpeakerChoice } from '../call/speaker-choice.ts';
import { worded } from '../text.ts';
import type { View } from './element.ts';
import type { MenuRow } from './more-menu.ts';
import { openPersonMenu, type Loudness } from './person-menu.ts';
import type { RemoteAudio } from './remote-audio.ts';
import { Stage, type Shown } from './stage.ts';
import type { ViewChoice } from './stage-layout.ts';
import { Tile, type TileContent } from './tile.ts';
import { rememberedView, rememberView } from './view-choice.ts';

const SELF = 'self';

/** Shows everybody in the room on the stage, each one with a menu. */
export class PeopleStage implements View {
  readonly stage: Stage;
  readonly #self = new Tile(SELF, { self: true, onPin: () => this.#pin(SELF), onMenu: () => this.#openOwnMenu() });
  readonly #speaker = new SpeakerChoice();
  readonly #stops: (() => void)[];
  #name = '';

  constructor(
    private readonly people: People,
    private readonly audio: RemoteAudio,
    onShown: (shown: Shown) => void,
  ) {
    this.stage = new Stage(this.#self, rememberedView(), onShown);
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

  #removed(peerId: string): void {
    this.#speaker.forget(peerId);
    this.stage.speaker = this.#speaker.speaker;
    this.stage.remove(peerId);
  }

  #show(person: Person): void {
    const tile = this.stage.get(person.peerId);
    if (tile) {
      const had = tile.hasVideo;
      tile.show({ name: person.displayName, muted: isMuted(person), video: videoOf(person)?.track });
      if (had !== tile.hasVideo) {
        this.stage.refresh();
      }
    }
  }

  #pin(id: string): void {
    this.stage.pinned = this.stage.pinned === id ? undefined : id;
  }

  #openMenu(peerId: string): void {
    const person = this.people.get(peerId);
    if (person) {
      openPersonMenu(person.displayName, [this.#loudness(peerId)], [this.#pinning(peerId)]);
    }
  }

  #openOwnMenu(): void {
    const hide: MenuRow = {
      testid: 'menu-hide-self',
      icon: 'eye',
      words: worded('web.tile.hide-self'),
      act: () => (this.view = { ...this.view, hideSelf: true }),
    };
    openPersonMenu(this.#name, [], [this.#pinning(SELF), hide]);
  }

  #pinning(id: string): MenuRow {
    const pinned = this.stage.pinned === id;
    return { testid: 'menu-pin', icon: 'pin', words: worded(pinned ? 'web.tile.unpin' : 'web.tile.pin'), act: () => this.#pin(id) };
  }

  #loudness(peerId: string): Loudness {
    return {
      testid: 'menu-volume',
      words: worded('volume.slider'),
      volume: this.audio.volumeOf(peerId),
      set: (volume) => this.audio.setVolume(peerId, volume),
    };
  }
}
